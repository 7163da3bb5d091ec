"""Beginning, saving and dropping a draft. Nothing here is about a person on file yet, so no act is written."""

import datetime
import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Draft, Resident
from anju.models.base import new_id
from anju.queries.mine import OpenDraft, drafts
from anju.vault import seal

_STALE = Text(
    zh="您填的内容刚刚在别的页面或者别的手机上改过。这一页的内容还在下面，看一眼没有问题就再点一次“下一步”。",
    en="What you fill in was changed a moment ago on another page or device. What you typed here is still below: "
    "look it over and press “Next” again.",
)
_SENT = Text(zh="已经提交过了，不用再交一次。", en="This was sent already; you need not send it again.")


def begin(
    *, who: Resident, kind: str, answers: Mapping[str, Any], at: datetime.datetime, afresh: bool = False
) -> OpenDraft:
    """Return the open draft of a kind, begun with these answers where there is none; `afresh` starts over."""
    with transaction.atomic():
        Resident.objects.select_for_update().get(id=who.id)
        open_one = Draft.objects.filter(resident=who, kind=kind, sent_at=None)
        if afresh:
            open_one.delete()
        found = open_one.first()
        if found is None:
            key = new_id()
            found = Draft.objects.create(
                id=key, resident=who, kind=kind, answers=sealed(key, answers), started_at=at, saved_at=at
            )
        return drafts.opened(found)


def save(
    *, draft_id: uuid.UUID, who: Resident, version: int, changes: Mapping[str, Any], at: datetime.datetime
) -> OpenDraft:
    """Keep answers; None forgets one. Raises Refusal "stale_draft", "already_sent", or Absent for someone else's."""
    with transaction.atomic():
        row = take(draft_id=draft_id, who=who)
        check(row, version)
        answers = {**drafts.opened(row).answers, **changes}
        row.answers = sealed(row.id, {name: value for name, value in answers.items() if value is not None})
        row.version += 1
        row.saved_at = at
        row.save(update_fields=["answers", "version", "saved_at"])
        return drafts.opened(row)


def drop(*, draft_id: uuid.UUID, who: Resident) -> None:
    """Forget a draft that was not sent."""
    Draft.objects.filter(id=draft_id, resident=who, sent_at=None).delete()


def take(*, draft_id: uuid.UUID, who: Resident) -> Draft:
    """Return a resident's own draft, locked; else Absent. Part of a larger act."""
    row = Draft.objects.select_for_update().filter(id=draft_id, resident=who).first()
    if row is None:
        raise Absent("draft")
    return row


def check(row: Draft, version: int) -> None:
    """Refuse what a stale page sends: Refusal "already_sent" or "stale_draft"."""
    if row.sent_at is not None:
        raise Refusal("already_sent", _SENT)
    if row.version != version:
        raise Refusal("stale_draft", _STALE)


def sealed(key: uuid.UUID, answers: Mapping[str, Any]) -> bytes:
    """Return answers sealed for a draft."""
    return seal.seal(text=json.dumps(answers, ensure_ascii=False), column="draft.answers", owner=key)
