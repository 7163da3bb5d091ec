"""A picture of a paper, shown at the counter to whoever handles the case. Source: L2."""

import uuid

from django.http import HttpRequest, HttpResponse

from anju.actions import upload
from anju.pages.counter import desk
from anju.web import access, clock, uploads


@access.staff_page(*desk.ROLES)
def picture(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    """Send one picture, small for a list or as it is kept; the purpose is on record before it leaves."""
    purpose = request.GET.get("purpose", "")
    scope = access.of(request).scope
    shown = upload.show(scope=scope, upload_id=upload_id, purpose=purpose, at=clock.now(), small="small" in request.GET)
    return uploads.answer(shown)
