"""A visit and what was found. It never ends anything by itself: an end takes notice and a window. Source: B3, D6, D7."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from anju.actions import record
from anju.actions import stay as stays
from anju.law import city
from anju.law.absent import Absent
from anju.law.codes import EndReason, Found
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Ending, Stay, Visit
from anju.queries import scope as scopes
from anju.queries.scope import Scope

# what a visit can be the basis of; everything else in D5 rests on papers or on the person's own word
END_REASONS = (EndReason.LEFT, EndReason.DEATH)

_FOUND = Text(zh="请选择看到的情况。", en="Please choose what you found.")
_NOTE = Text(
    zh="请写一句看到的情况，派出所要据此核对。", en="Please write a sentence on what you found; the station goes by it."
)
_END = Text(
    zh="已登记的人搬走了，要先通知本人并留出异议期，请用“提出注销”。",
    en="A registered person who left must be notified and may object first: use “Propose an end”.",
)
_REASON = Text(
    zh="上门核实只能以“离开”或者“死亡”为由提出注销。",
    en="On a visit an end can be proposed for leaving or for death only.",
)


@dataclass(frozen=True)
class Visited:
    """What became of a visit; `twin` when another entry of the same day had said the same."""

    stay: Stay
    twin: bool


def visit(
    *,
    scope: Scope,
    stay_id: uuid.UUID,
    found: str,
    note: str,
    at: datetime.datetime,
    detail: Mapping[str, object] | None = None,
) -> Visited:
    """Record what was found at a door. A second entry of the same day and finding is flagged, not doubled.

    Raises Absent outside the scope, Refusal "not_an_option", "note_missing", "end_needs_notice".
    """
    if found not in {str(code.value) for code in Found}:
        raise Refusal("not_an_option", _FOUND, field="found", rule="D7")
    if found in {Found.GONE, Found.OTHER} and not note.strip():
        raise Refusal("note_missing", _NOTE, field="note", rule="D6")
    with transaction.atomic():
        stay = _taken(scope, stay_id)
        if stay.state == "registered" and found in {Found.GONE, Found.OTHER}:
            raise Refusal("end_needs_notice", _END, field="found", rule="D6")
        if _twin(stay, found, at):
            _flag(scope, stay, found, note, at=at, detail=detail)
            return Visited(stay=stay, twin=True)
        if stay.state != "registered":
            stays.verify(stay_id=stay.id, found=found, note=note, by=scope.actor, at=at, detail=detail)
        elif found == Found.HERE:
            stays.confirm(stay_id=stay.id, by=scope.actor, at=at, note=note, detail=detail)
        else:
            stays.visit(stay_id=stay.id, found=found, note=note, by=scope.actor, at=at, detail=detail)
        stay.refresh_from_db(fields=["state", "confirmed_on"])
        return Visited(stay=stay, twin=False)


def propose_end(
    *,
    scope: Scope,
    stay_id: uuid.UUID,
    reason: str,
    note: str,
    on: datetime.date,
    at: datetime.datetime,
    detail: Mapping[str, object] | None = None,
) -> Ending:
    """Propose an end on the basis of a visit: the person is told and may object; nothing ends now. Source: D6."""
    if reason not in {str(code.value) for code in END_REASONS}:
        raise Refusal("not_an_option", _REASON, field="reason", rule="D5")
    with transaction.atomic():
        stay = _taken(scope, stay_id)
        ending = stays.propose_end(
            stay_id=stay.id, reason=reason, basis="visit", note=note, on=on, by=scope.actor, at=at, detail=detail
        )
        Visit.objects.create(
            stay=stay,
            post_id=scope.actor.post_id or uuid.UUID(int=0),
            at=at,
            found=str(Found.GONE),
            note=note.strip()[:300],
        )
        return ending


def _taken(scope: Scope, stay_id: uuid.UUID) -> Stay:
    found = scopes.stays(scope).select_for_update(of=("self",)).filter(id=stay_id).first()
    if found is None:
        raise Absent("stay")
    return found


def _twin(stay: Stay, found: str, at: datetime.datetime) -> bool:
    # two calls in vain on one day are two calls; the same finding twice is one
    if found == Found.NOBODY or stay.state not in {"declared", "to_verify", "registered"}:
        return False
    midnight = city.midnight(at)
    return stay.visits.filter(found=found, at__gte=midnight).exists()


def _flag(
    scope: Scope, stay: Stay, found: str, note: str, *, at: datetime.datetime, detail: Mapping[str, object] | None
) -> None:
    # the second one's words are kept too
    record.write(
        what="visit",
        by=scope.actor,
        at=at,
        subject=("stay", stay.id),
        person_id=stay.person_id,
        reason=note.strip()[:300],
        detail={**(detail or {}), "found": found, "twin": True},
    )
