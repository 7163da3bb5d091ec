"""The papers of a permit as files: cut by scope, put on record, then handed out; the same for counter and resident."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from anju.actions import printing
from anju.law.absent import Absent
from anju.papers.permit import application, card, collection, completion, refusal, suspension, withholding
from anju.queries import permit_papers
from anju.queries.permit_papers import Subject, Who
from anju.web import access, clock


class Made(Protocol):
    """Makes one kind of paper: what it is about, and its PDF."""

    def __call__(self, *, key: uuid.UUID, who: Who, on: datetime.date, language: str) -> tuple[Subject, bytes]:
        """Return the subject and the PDF; raises Absent outside the scope."""


def _application(*, key: uuid.UUID, who: Who, on: datetime.date, language: str) -> tuple[Subject, bytes]:
    paper = permit_papers.application(file_id=key, who=who)
    return paper.subject, application.render(paper=paper, printed_on=on, language=language)


def _collection(*, key: uuid.UUID, who: Who, on: datetime.date, language: str) -> tuple[Subject, bytes]:
    paper = permit_papers.collection(file_id=key, who=who)
    return paper.subject, collection.render(paper=paper, printed_on=on, language=language)


def _completion(*, key: uuid.UUID, who: Who, on: datetime.date, language: str) -> tuple[Subject, bytes]:
    paper = permit_papers.completion(file_id=key, who=who)
    return paper.subject, completion.render(paper=paper, printed_on=on, language=language)


def _refusal(*, key: uuid.UUID, who: Who, on: datetime.date, language: str) -> tuple[Subject, bytes]:
    paper = permit_papers.refused(file_id=key, who=who)
    return paper.subject, refusal.render(paper=paper, printed_on=on, language=language)


def _suspension(*, key: uuid.UUID, who: Who, on: datetime.date, language: str) -> tuple[Subject, bytes]:
    paper = permit_papers.suspended(permit_id=key, who=who, on=on)
    return paper.subject, suspension.render(paper=paper, printed_on=on, language=language)


def _withholding(*, key: uuid.UUID, who: Who, on: datetime.date, language: str) -> tuple[Subject, bytes]:
    paper = permit_papers.withheld(endorsement_id=key, who=who)
    return paper.subject, withholding.render(paper=paper, printed_on=on, language=language)


def _card(*, key: uuid.UUID, who: Who, on: datetime.date, language: str) -> tuple[Subject, bytes]:
    paper = permit_papers.card(card_id=key, who=who)
    return paper.subject, card.render(paper=paper)


# by the id of: the file, the file, the file, the file, the permit, the endorsement, the card
PAPERS: Mapping[str, Made] = {
    "application": _application,
    "collection": _collection,
    "completion": _completion,
    "refusal": _refusal,
    "suspension": _suspension,
    "withholding": _withholding,
    "card": _card,
}


def answer(request: HttpRequest, *, paper: str, key: uuid.UUID, who: Who, purpose: str) -> HttpResponse:
    """Hand out a paper as PDF; that it was printed is on record first. Raises Absent outside the scope. Source: L2, L12."""
    make = PAPERS.get(paper)
    if make is None:
        raise Absent("paper")
    subject, made = make(key=key, who=who, on=clock.today(), language=get_language() or "zh-hans")
    printing.permit(subject=subject, by=access.of(request).actor, at=clock.now(), purpose=purpose)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="anju-{paper}-{subject.number}.pdf"'
    return response
