"""The papers of a dispute as files: opened by whoever may, put on record, then handed out. Source: I9, L2, L12."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from anju.actions import dispute as disputes
from anju.law.actor import Actor
from anju.law.codes import Purpose
from anju.pages.disputes import desk, waiting
from anju.papers.dispute import agreement, invitation
from anju.queries.dispute import papers
from anju.web import access, clock

_OWN = str(Purpose.OWN.value)


@access.staff_page("officer")
def invited(request: HttpRequest, case_id: uuid.UUID, session_id: uuid.UUID) -> HttpResponse:
    """Print an invitation for the applicant, or with ?to=other for the other side."""
    case = disputes.open_one(scope=waiting.scope_of(request), case_id=case_id, purpose=desk.WHY, at=clock.now())
    return _invitation(request, case, session_id, other=request.GET.get("to") == "other", purpose=desk.WHY)


@access.resident_page
def own_invited(request: HttpRequest, case_id: uuid.UUID, session_id: uuid.UUID) -> HttpResponse:
    """Print one's own invitation."""
    case = disputes.open_own(case_id=case_id, by=_by(request), at=clock.now())
    return _invitation(request, case, session_id, other=False, purpose=_OWN)


@access.staff_page("officer")
def agreed(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Print the agreement for both sides and the file."""
    case = disputes.open_one(scope=waiting.scope_of(request), case_id=case_id, purpose=desk.WHY, at=clock.now())
    return _agreement(request, case, purpose=desk.WHY)


@access.resident_page
def own_agreed(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Print one's own agreement."""
    case = disputes.open_own(case_id=case_id, by=_by(request), at=clock.now())
    return _agreement(request, case, purpose=_OWN)


def _invitation(request: HttpRequest, case: Any, session_id: uuid.UUID, *, other: bool, purpose: str) -> HttpResponse:
    paper = papers.invitation(case=case, session_id=session_id)
    page = invitation.render(paper=paper, other=other, printed_on=clock.today(), language=_language())
    return _file(request, case, page, "invitation", purpose=purpose)


def _agreement(request: HttpRequest, case: Any, *, purpose: str) -> HttpResponse:
    paper = papers.agreement(case=case)
    page = agreement.render(paper=paper, printed_on=clock.today(), language=_language())
    return _file(request, case, page, "agreement", purpose=purpose)


def _file(request: HttpRequest, case: Any, page: bytes, name: str, *, purpose: str) -> HttpResponse:
    disputes.printed(case=case, paper=name, by=_by(request), at=clock.now(), purpose=purpose)
    response = HttpResponse(page, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="anju-{name}-{case.number}.pdf"'
    return response


def _by(request: HttpRequest) -> Actor:
    return access.of(request).actor


def _language() -> str:
    return get_language() or "zh-hans"
