"""Completing a file that came back: what is missing, beside the question it belongs to. Source: B7."""

import datetime
import uuid
from dataclasses import dataclass

from anju.actions.stay import check
from anju.law.absent import Absent
from anju.law.wording import Text
from anju.queries import mine
from anju.queries.mine import OpenDraft, Resident

# which question mends which item
_STEP = {
    "id_unclear": "who",
    "name": "who",
    "id_number": "who",
    "phone": "phone",
    "hukou_county": "hukou",
    "address": "address",
    "arrived_on": "arrived",
    "reason": "reason",
    "dwelling": "dwelling",
    "agent": "agent",
}


@dataclass(frozen=True)
class Missing:
    """One thing the station found missing, in its words."""

    item: str
    text: Text
    note: str

    @property
    def slug(self) -> str:
        """The question that mends it."""
        return _STEP.get(self.item, "who")


def of(items: list[dict[str, str]]) -> list[Missing]:
    """Return a notice's items for people."""
    return [
        Missing(
            item=one["item"],
            text=check.ITEMS.get(one["item"], Text(zh=one["item"], en=one["item"])),
            note=one.get("note", ""),
        )
        for one in items
    ]


def missing(*, who: Resident, draft: OpenDraft, on: datetime.date) -> list[Missing]:
    """Return what the open notice of a draft's file lists; nothing for other drafts."""
    if draft.kind != "complete":
        return []
    try:
        detail = mine.stay(who=who, stay_id=uuid.UUID(str(draft.answers.get("stay"))), on=on)
    except Absent:
        return []
    notice = detail.row.completion
    return of(notice.missing) if notice is not None else []


def notes(items: list[Missing], slug: str) -> list[Missing]:
    """Return the items that one question mends."""
    return [one for one in items if one.slug == slug]
