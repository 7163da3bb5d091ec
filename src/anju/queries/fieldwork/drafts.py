"""What a coordinator began on the phone, opened for the post that began it."""

import datetime
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from anju.law import declaration, identity
from anju.law.absent import Absent
from anju.law.declaration import Declared
from anju.law.refusal import Refusal, Refusals
from anju.models import Draft, Idempotency, OriginCounty
from anju.queries.scope import Scope
from anju.vault import seal

KIND = "assist"


@dataclass(frozen=True)
class OpenDraft:
    """A draft with its answers in the clear."""

    id: uuid.UUID
    version: int
    answers: dict[str, Any]
    saved_at: datetime.datetime
    sent: bool


def open_draft(*, scope: Scope) -> OpenDraft | None:
    """Return the draft of this post that was not sent, if there is one."""
    found = Draft.objects.filter(post_id=scope.actor.post_id, kind=KIND, sent_at=None).order_by("-saved_at").first()
    return opened(found) if found is not None else None


def draft(*, scope: Scope, draft_id: uuid.UUID) -> OpenDraft:
    """Return a draft of this post; Absent alike for another's and for none."""
    found = Draft.objects.filter(post_id=scope.actor.post_id, kind=KIND, id=draft_id).first()
    if found is None or scope.actor.post_id is None:
        raise Absent("draft")
    return opened(found)


def filed_by(*, scope: Scope, draft_id: uuid.UUID) -> dict[str, Any]:
    """Return the kept answer of a draft that was sent; Absent for one not sent or not this post's."""
    key = (
        Draft.objects.filter(post_id=scope.actor.post_id, kind=KIND, id=draft_id)
        .exclude(sent_at=None)
        .values_list("key", flat=True)
        .first()
    )
    kept = Idempotency.objects.filter(owner=scope.actor.owner, key=str(key)).values_list("answer", flat=True).first()
    if kept is None:
        raise Absent("draft")
    return dict(kept)


def opened(row: Draft) -> OpenDraft:
    """Return a draft with its answers unsealed."""
    answers = json.loads(seal.unseal(data=bytes(row.answers), column="draft.answers", owner=row.id))
    return OpenDraft(
        id=row.id, version=row.version, answers=answers, saved_at=row.saved_at, sent=row.sent_at is not None
    )


def read(*, answers: Mapping[str, Any], today: datetime.date) -> Declared:
    """Return answers as a declaration; raises Refusals for all that is wrong. One statement for the codes."""
    counties, areas = _known(answers)
    return declaration.read(answers, today=today, counties=counties, areas=areas)


def problems(*, answers: Mapping[str, Any], today: datetime.date) -> list[Refusal]:
    """Return all that is wrong with the answers so far; nothing when they can be sent."""
    try:
        read(answers=answers, today=today)
    except Refusals as several:
        return several.refusals
    return []


def _known(answers: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    minors = answers.get("minors")
    people = [answers, *(one for one in (minors if isinstance(minors, list) else [])[:20] if isinstance(one, Mapping))]
    wanted = {str(one.get("hukou_county") or "")[:6] for one in people}
    wanted |= {identity.normalise_id(str(one.get("id_number") or "")[:40])[:6] for one in people}
    found = dict(
        OriginCounty.objects.filter(code__in={code.replace("\0", "") for code in wanted}).values_list("code", "level")
    )
    return frozenset(code for code, level in found.items() if level == "county"), frozenset(found)
