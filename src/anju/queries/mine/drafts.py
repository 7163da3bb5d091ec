"""A resident's drafts, opened: they follow the person to another device."""

import datetime
import json
import uuid
from dataclasses import dataclass
from typing import Any

from anju.law.absent import Absent
from anju.models import Draft, Idempotency, Resident
from anju.vault import seal


@dataclass(frozen=True)
class OpenDraft:
    """A draft with its answers in the clear, for its owner's pages."""

    id: uuid.UUID
    kind: str
    version: int
    answers: dict[str, Any]
    saved_at: datetime.datetime
    sent: bool


def draft(*, who: Resident, kind: str) -> OpenDraft | None:
    """Return the open draft of a kind, if there is one."""
    found = Draft.objects.filter(resident=who, kind=kind, sent_at=None).first()
    return opened(found) if found is not None else None


def draft_by_id(*, who: Resident, draft_id: uuid.UUID) -> OpenDraft:
    """Return a resident's own draft, sent or not; else Absent."""
    found = Draft.objects.filter(resident=who, id=draft_id).first()
    if found is None:
        raise Absent("draft")
    return opened(found)


def filed_by(*, who: Resident, draft_id: uuid.UUID) -> uuid.UUID:
    """Return the stay, or the application for a permit, that a sent draft made; Absent for one not sent or not theirs."""
    key = Draft.objects.filter(resident=who, id=draft_id).exclude(sent_at=None).values_list("key", flat=True).first()
    kept = Idempotency.objects.filter(owner=f"resident:{who.id}", key=str(key)).values_list("answer", flat=True).first()
    if kept is None:
        raise Absent("draft")
    return uuid.UUID(kept.get("file") or kept["stay"])


def opened(draft: Draft) -> OpenDraft:
    """Return a draft with its answers unsealed."""
    answers = json.loads(seal.unseal(data=bytes(draft.answers), column="draft.answers", owner=draft.id))
    return OpenDraft(
        id=draft.id,
        kind=draft.kind,
        version=draft.version,
        answers=answers,
        saved_at=draft.saved_at,
        sent=draft.sent_at is not None,
    )
