"""The papers of a case as files: cut by scope, put on record, then handed out; the same for officer, desk and resident."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from anju.actions import printing
from anju.law.absent import Absent
from anju.papers.case import completion, notice, slip
from anju.queries.case import papers
from anju.queries.permit_papers import Subject, Who
from anju.web import access, clock


class Made(Protocol):
    """Makes one kind of paper: what it is about, and its PDF."""

    def __call__(self, *, key: uuid.UUID, who: Who, on: datetime.date, language: str) -> tuple[Subject, bytes]:
        """Return the subject and the PDF; raises Absent outside the scope."""


def _notice(*, key: uuid.UUID, who: Who, on: datetime.date, language: str) -> tuple[Subject, bytes]:
    paper = papers.notice(case_id=key, who=who)
    return paper.about.subject, notice.render(paper=paper, printed_on=on, language=language)


def _completion(*, key: uuid.UUID, who: Who, on: datetime.date, language: str) -> tuple[Subject, bytes]:
    paper = papers.completion(case_id=key, who=who)
    return paper.about.subject, completion.render(paper=paper, printed_on=on, language=language)


def _slip(*, key: uuid.UUID, who: Who, on: datetime.date, language: str) -> tuple[Subject, bytes]:
    paper = papers.slip(case_id=key, who=who)
    return paper.about.subject, slip.render(paper=paper, printed_on=on, language=language)


# by the id of the case
PAPERS: Mapping[str, Made] = {"notice": _notice, "completion": _completion, "slip": _slip}


def answer(request: HttpRequest, *, paper: str, key: uuid.UUID, who: Who, purpose: str) -> HttpResponse:
    """Hand out a paper as PDF; that it was printed is on record first. Raises Absent outside the scope. Source: L2, L12."""
    make = PAPERS.get(paper)
    if make is None:
        raise Absent("paper")
    subject, made = make(key=key, who=who, on=clock.today(), language=get_language() or "zh-hans")
    printing.case(subject=subject, by=access.of(request).actor, at=clock.now(), purpose=purpose)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="anju-{paper}-{subject.number}.pdf"'
    return response
