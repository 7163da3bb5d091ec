"""The papers of a case, as PDF; that one was printed is on record first. Source: B7, I9, I10, L12."""

import uuid

from django.http import HttpRequest, HttpResponse

from anju.pages.cases import desk
from anju.web import access, case_papers


@access.staff_page(*desk.WINDOW)
def slip(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Print the slip: the office that owns the case, and the window that took it in."""
    return _answer(request, "slip", case_id)


@access.staff_page(desk.OFFICER)
def paper(request: HttpRequest, case_id: uuid.UUID, paper: str) -> HttpResponse:
    """Print the one-time notice or the decision."""
    return _answer(request, paper, case_id)


def _answer(request: HttpRequest, paper: str, key: uuid.UUID) -> HttpResponse:
    return case_papers.answer(request, paper=paper, key=key, who=access.of(request).scope, purpose=desk.PURPOSE)
