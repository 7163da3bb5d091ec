"""A picture of a paper, shown to whoever gave it and to the person it is about. Source: L12."""

import uuid

from django.http import HttpRequest, HttpResponse

from anju.actions import upload
from anju.pages.citizen import guard
from anju.web import access, clock, uploads


@guard.page
def picture(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    """Send one picture, small for a list or as it is kept; that it was looked at is on record first."""
    by = access.of(request).actor
    small = "small" in request.GET
    shown = upload.show_own(who=guard.who(request), by=by, upload_id=upload_id, at=clock.now(), small=small)
    return uploads.answer(shown)
