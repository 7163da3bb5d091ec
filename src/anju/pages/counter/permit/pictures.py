"""Pictures on the permit's pages: small beside what they prove, large on a click; each look is on record. Source: L2, E9."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from anju.law.permit import portrait
from anju.law.permit.portrait import Verdict
from anju.queries import uploads


@dataclass(frozen=True)
class Picture:
    """One picture: where it is, or that it was deleted when its time was over (L7)."""

    address: str
    small: str
    gone: bool
    # what a rough check said of a portrait; advice, never a decision (E8)
    verdicts: tuple[Verdict, ...]

    @property
    def poor(self) -> bool:
        """Whether a check found something to look at."""
        return any(not verdict.holds for verdict in self.verdicts)


def of(keys: Iterable[uuid.UUID | None], *, purpose: str) -> dict[uuid.UUID | None, Picture]:
    """Return pictures by id; each is fetched by the browser, with the purpose, and leaves its trace there."""
    rows = uploads.of(upload_ids=[key for key in keys if key is not None])
    return {row.id: _picture(row, purpose) for row in rows}


def _picture(row: uploads.Upload, purpose: str) -> Picture:
    address, stated = reverse("counter_upload", args=[row.id]), {"purpose": purpose}
    return Picture(
        address=f"{address}?{urlencode(stated)}",
        small=f"{address}?{urlencode({'small': '1', **stated})}",
        gone=row.swept_at is not None,
        verdicts=portrait.verdicts(row.checks),
    )
