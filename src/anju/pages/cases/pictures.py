"""A picture of a paper, shown to whoever handles the case or a part it was shown with; each look is on record. Source: L2."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from anju.actions import upload
from anju.pages.cases import desk
from anju.queries import uploads as queries
from anju.web import access, clock, uploads


@dataclass(frozen=True)
class Picture:
    """One picture: where it is, or that it was deleted when its time was over (L7)."""

    address: str
    small: str
    gone: bool


def of(keys: Iterable[uuid.UUID | None], *, purpose: str) -> dict[uuid.UUID | None, Picture]:
    """Return pictures by id; each is fetched by the browser, with the purpose, and leaves its trace there."""
    rows = queries.of(upload_ids=[key for key in keys if key is not None])
    return {row.id: _picture(row, purpose) for row in rows}


def _picture(row: queries.Upload, purpose: str) -> Picture:
    address, stated = reverse("cases_upload", args=[row.id]), {"purpose": purpose}
    return Picture(
        address=f"{address}?{urlencode(stated)}",
        small=f"{address}?{urlencode({'small': '1', **stated})}",
        gone=row.swept_at is not None,
    )


@access.staff_page(*desk.WINDOW)
def picture(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    """Send one picture, small for a list or as it is kept; the purpose is on record before it leaves."""
    purpose = request.GET.get("purpose", "")
    scope = access.of(request).scope
    shown = upload.show(scope=scope, upload_id=upload_id, purpose=purpose, at=clock.now(), small="small" in request.GET)
    return uploads.answer(shown)
