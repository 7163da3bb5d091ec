"""The permit's papers at the counter, as PDF; that one was printed is on record first. Source: B7, E5, E8, F4, F6, L12."""

import uuid

from django.http import HttpRequest, HttpResponse

from anju.law.absent import Absent
from anju.pages.counter import desk
from anju.web import access, permit_papers

OF_FILE = frozenset({"application", "collection", "completion", "refusal"})


@access.staff_page(*desk.ROLES)
def of_file(request: HttpRequest, file_id: uuid.UUID, paper: str) -> HttpResponse:
    """Print one paper of an application."""
    if paper not in OF_FILE:
        raise Absent("paper")
    return _answer(request, paper, file_id)


@access.staff_page(*desk.ROLES)
def suspended(request: HttpRequest, permit_id: uuid.UUID) -> HttpResponse:
    """Print the notice that a permit's function is suspended."""
    return _answer(request, "suspension", permit_id)


@access.staff_page(*desk.ROLES)
def withheld(request: HttpRequest, endorsement_id: uuid.UUID) -> HttpResponse:
    """Print the notice that an endorsement is withheld."""
    return _answer(request, "withholding", endorsement_id)


def _answer(request: HttpRequest, paper: str, key: uuid.UUID) -> HttpResponse:
    return permit_papers.answer(request, paper=paper, key=key, who=access.of(request).scope, purpose="handling")
