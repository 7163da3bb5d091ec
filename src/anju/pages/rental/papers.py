"""The printed notice on a place on the list, for the person and for the desk; opening it is on record first. Source: I6, L12."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from anju.actions import rental
from anju.pages.rental import guard
from anju.papers import rental as notice
from anju.queries.rental import mine
from anju.web import access, clock


@access.resident_page
def own(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Hand out the notice on one's own place."""
    entry = rental.open_own(entry_id=entry_id, by=access.of(request).actor, at=clock.now())
    return _pdf(mine.of(entry=entry, on=clock.today()))


@guard.housing
def desk(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Hand out the notice at the desk."""
    scope = access.of(request).scope
    entry = rental.open_one(scope=scope, entry_id=entry_id, purpose="handling", at=clock.now())
    return _pdf(mine.of(entry=entry, on=clock.today()))


def _pdf(found: mine.Own) -> HttpResponse:
    made = notice.render(own=found, printed_on=clock.today(), language=get_language() or "zh-hans")
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="anju-rental-{found.entry.number}.pdf"'
    return response
