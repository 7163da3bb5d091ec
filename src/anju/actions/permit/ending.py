"""Ending a permit, asked for or not, with its registration or without, and bringing it back. Source: D3–D6, D8, F6."""

import datetime
import uuid

from django.db import transaction

from anju.actions import card as cards
from anju.actions import message, record, validity
from anju.law import city, registration
from anju.law.absent import Absent
from anju.law.actor import SYSTEM, Actor
from anju.law.codes import PermitEndReason
from anju.law.permit import life
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Permit, PermitEnding, Stay

OPEN = ("noticed", "objected")
BASES = {
    "request": Text(zh="本人申请", en="The person asked for it"),
    "visit": Text(zh="上门核实", en="A visit"),
    "match": Text(zh="数据比对", en="A data match"),
    "proof": Text(zh="证明材料", en="A proof"),
    "stay": Text(zh="居住登记已结束", en="The registration ended"),
}
# what an officer can rest an end on that the person did not ask for
CHOSEN = ("visit", "match", "proof")
_BASIS = Text(zh="请选择依据并写明情况。", en="Please choose the basis and describe it.")
_REASON = Text(zh="请选择注销的原因。", en="Please choose the reason for the end.")
_OPEN = Text(zh="这张居住证已经在办理注销。", en="An end of this permit is under way already.")
_WINDOW = Text(
    zh="异议期到{until}为止，之后才能注销。", en="The person may object until {until}; it can be ended only after that."
)
_OBJECTED = Text(
    zh="本人提出了异议，请先答复：撤销拟注销，或者写明理由后注销。",
    en="The person objected. Answer first: drop the end, or state why it stands.",
)
_WHY = Text(zh="请写明理由，本人看得到。", en="Please state the reason; the person will read it.")
_DATE = Text(
    zh="注销日期不能早于签发日期，也不能晚于今天。",
    en="The date of the end can't lie before the issue or after today.",
)
_TAKEN = Text(
    zh="本人已有另一张有效的居住证，不能恢复这一张。",
    en="The person has another valid permit; this one can't be brought back.",
)
_NO_STAY = Text(
    zh="所依据的居住登记已经结束，请先恢复登记；居住证会一起恢复。",
    en="The registration it rests on has ended. Bring that back first; the permit comes back with it.",
)


def hand_back(*, permit_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> PermitEnding:
    """End a permit at the person's own word, at once; the registration stays. Source: D3, D8."""
    with transaction.atomic():
        permit = validity.take(permit_id=permit_id, version=version)
        step = life.LIFECYCLE.follow(state=permit.state, act="hand_back")
        on = city.day(at)
        ending = _ended(permit, reason=str(PermitEndReason.OWN_REQUEST), basis="request", on=on, at=at)
        validity.put(permit=permit, step=step, ended_on=on, end_reason=ending.reason)
        cards.void_all(permit_id=permit.id, why="ended", by=SYSTEM, at=at)
        _write(what="hand_back", permit=permit, by=by, at=at)
        _tell(permit, "permit_ended", f"permit_ended:{ending.id}", at=at)
        return ending


def propose(
    *,
    permit_id: uuid.UUID,
    reason: str,
    basis: str,
    note: str,
    on: datetime.date,
    by: Actor,
    at: datetime.datetime,
    version: int | None = None,
) -> PermitEnding:
    """Propose an end the person did not ask for: basis, notice and a window to object. Source: D5, D6, F6."""
    with transaction.atomic():
        permit = validity.take(permit_id=permit_id, version=version)
        life.LIFECYCLE.follow(state=permit.state, act="end_permit")
        _check_grounds(reason, basis, note)
        today = city.day(at)
        if on > today or on < permit.issued_on:
            raise Refusal("wrong_end_date", _DATE, field="on", rule="D3")
        if permit.endings.filter(state__in=OPEN).exists():
            raise Refusal("ending_open", _OPEN, rule="D6")
        held = validity.held(permit=permit, on=today)
        window = registration.objection_due(notified_on=today, calendar=held.calendar, policy=held.policy)
        ending = PermitEnding.objects.create(
            permit=permit,
            person_id=permit.person_id,
            state="noticed",
            reason=reason,
            basis=basis,
            basis_note=note.strip()[:300],
            ended_on=on,
            noticed_at=at,
            objection_until=window.on,
        )
        _write(what="propose_end_permit", permit=permit, by=by, at=at, reason=reason, detail={"basis": basis})
        until = window.on.isoformat()
        _tell(permit, "permit_end_proposed", f"permit_end_proposed:{ending.id}", at=at, until=until)
        return ending


def _check_grounds(reason: str, basis: str, note: str) -> None:
    if reason not in {str(code.value) for code in PermitEndReason}:
        raise Refusal("not_an_option", _REASON, field="reason", rule="D5")
    if basis not in CHOSEN or not note.strip():
        raise Refusal("basis_missing", _BASIS, field="note" if basis in CHOSEN else "basis", rule="D6")


def object_end(*, ending_id: uuid.UUID, words: str, by: Actor, at: datetime.datetime) -> PermitEnding:
    """Receive the person's objection; the end waits for an answer. Source: D6."""
    with transaction.atomic():
        ending, permit = _take(ending_id, ("noticed",))
        ending.state, ending.objection = "objected", words.strip()[:500]
        ending.save(update_fields=["state", "objection"])
        _write(what="object_end_permit", permit=permit, by=by, at=at)
        return ending


def end(*, ending_id: uuid.UUID, by: Actor, at: datetime.datetime, why: str = "") -> PermitEnding:
    """Carry out an end after its window, by a named officer; after an objection only with a reason. Source: D6, F6."""
    with transaction.atomic():
        ending, permit = _take(ending_id, OPEN)
        if (
            ending.objection_until is not None
            and city.day(at) <= ending.objection_until
            and ending.state == "noticed"
            and ending.reason != PermitEndReason.DEATH
        ):
            raise Refusal("window_open", _WINDOW.format(until=ending.objection_until), rule="D6")
        if ending.state == "objected" and not why.strip():
            raise Refusal("objected", _OBJECTED, field="why", rule="D6")
        step = life.LIFECYCLE.follow(state=permit.state, act="end_permit")
        if ending.reason == PermitEndReason.NO_GROUND:
            # a decision holds from the day it is made; the others are facts with a day of their own
            ending.ended_on = city.day(at)
        validity.put(permit=permit, step=step, ended_on=ending.ended_on, end_reason=ending.reason)
        ending.state, ending.done_at = "done", at
        ending.save(update_fields=["state", "done_at", "ended_on"])
        cards.void_all(permit_id=permit.id, why="ended", by=SYSTEM, at=at)
        detail: dict[str, object] = {"reason": ending.reason}
        _write(what="end_permit", permit=permit, by=by, at=at, reason=why.strip()[:300], detail=detail)
        _tell(permit, "permit_ended", f"permit_ended:{ending.id}", at=at)
        return ending


def drop(*, ending_id: uuid.UUID, why: str, by: Actor, at: datetime.datetime) -> PermitEnding:
    """Drop a proposed end; the permit goes on. Source: D6."""
    with transaction.atomic():
        ending, permit = _take(ending_id, OPEN)
        ending.state, ending.undone_at, ending.undone_why = "withdrawn", at, why.strip()[:300]
        ending.save(update_fields=["state", "undone_at", "undone_why"])
        _write(what="drop_end_permit", permit=permit, by=by, at=at, reason=ending.undone_why)
        _tell(permit, "permit_end_dropped", f"permit_end_dropped:{ending.id}", at=at)
        return ending


def undo(*, permit_id: uuid.UUID, why: str, by: Actor, at: datetime.datetime, version: int | None = None) -> Permit:
    """Bring an ended permit back with its dates; raises Refusal "another_active", "not_registered". Source: D6.

    A window that passed meanwhile counts: it is suspended again from the lawful day. Source: F4.
    """
    with transaction.atomic():
        permit = validity.take(permit_id=permit_id, version=version)
        if not why.strip():
            raise Refusal("reason_missing", _WHY, field="why", rule="D6")
        if permit.stay.state != "registered":
            raise Refusal("not_registered", _NO_STAY, rule="D3")
        return _undone(permit, why=why, by=by, at=at)


def end_with_stay(*, stay: Stay, at: datetime.datetime) -> PermitEnding | None:
    """End the permit that rests on a stay that has ended; None where there is none. Part of a larger act. Source: D3."""
    permit = validity.active(stay_id=stay.id)
    if permit is None:
        return None
    step = life.LIFECYCLE.follow(state=permit.state, act="end_permit")
    # issued after the day somebody says the person left: it can't have ended before it began
    on = max(stay.ended_on or city.day(at), permit.issued_on)
    reason = stay.end_reason or str(PermitEndReason.LEFT)
    ending = _ended(permit, reason=reason, basis="stay", on=on, at=at)
    validity.put(permit=permit, step=step, ended_on=on, end_reason=reason)
    cards.void_all(permit_id=permit.id, why="ended", by=SYSTEM, at=at)
    _write(what="end_permit", permit=permit, by=SYSTEM, at=at, detail={"reason": reason, "stay": str(stay.id)})
    _tell(permit, "permit_ended", f"permit_ended:{ending.id}", at=at)
    return ending


def undo_with_stay(*, stay: Stay, why: str, by: Actor, at: datetime.datetime) -> Permit | None:
    """Bring back the permit that ended with a stay which is brought back. Part of a larger act. Source: D6."""
    gone = PermitEnding.objects.filter(state="done", basis="stay", permit__stay=stay, permit__state="ended")
    key = gone.order_by("-done_at").values_list("permit_id", flat=True).first()
    if key is None:
        return None
    permit = validity.take(permit_id=key)
    if Permit.objects.filter(person_id=permit.person_id, state__in=life.ACTIVE).exists():
        return None
    return _undone(permit, why=why, by=by, at=at)


def _undone(permit: Permit, *, why: str, by: Actor, at: datetime.datetime) -> Permit:
    step = life.LIFECYCLE.follow(state=permit.state, act="undo_end_permit")
    if Permit.objects.filter(person_id=permit.person_id, state__in=life.ACTIVE).exists():
        raise Refusal("another_active", _TAKEN, rule="E3")
    back: dict[str, object] = {"community": permit.stay.community, "station": permit.stay.station}
    if permit.former_state == "suspended":
        # as it was before: its time without function never stopped running
        back["state"] = "suspended"
    validity.put(permit=permit, step=step, ended_on=None, end_reason="", **back)
    reason = why.strip()[:300]
    permit.endings.filter(state="done").update(state="undone", undone_at=at, undone_why=reason)
    _write(what="undo_end_permit", permit=permit, by=by, at=at, reason=reason)
    if validity.overdue(permit=permit, on=city.day(at)):
        validity.suspend(permit=permit, at=at)
    _tell(permit, "permit_end_undone", f"permit_end_undone:{permit.id}:{permit.version}", at=at)
    return permit


def _ended(permit: Permit, *, reason: str, basis: str, on: datetime.date, at: datetime.datetime) -> PermitEnding:
    # an end proposed meanwhile has nothing left to end
    permit.endings.filter(state__in=OPEN).update(state="withdrawn", undone_at=at)
    return PermitEnding.objects.create(
        permit=permit,
        person_id=permit.person_id,
        state="done",
        reason=reason,
        basis=basis,
        ended_on=on,
        done_at=at,
    )


def _take(ending_id: uuid.UUID, states: tuple[str, ...]) -> tuple[PermitEnding, Permit]:
    found = PermitEnding.objects.filter(id=ending_id).values_list("permit_id", flat=True).first()
    if found is None:
        raise Absent("ending")
    # the permit first, as everybody else locks it
    permit = validity.take(permit_id=found)
    ending = PermitEnding.objects.select_for_update().get(id=ending_id)
    if ending.state not in states:
        raise Absent("ending")
    return ending, permit


def _write(
    *,
    what: str,
    permit: Permit,
    by: Actor,
    at: datetime.datetime,
    reason: str = "",
    detail: dict[str, object] | None = None,
) -> None:
    record.write(
        what=what,
        by=by,
        at=at,
        subject=("permit", permit.id),
        person_id=permit.person_id,
        reason=reason,
        detail=detail,
    )


def _tell(permit: Permit, kind: str, dedupe: str, *, at: datetime.datetime, **params: str) -> None:
    message.to_person(
        person=permit.person,
        kind=kind,
        params={"number": permit.number, **params},
        link=validity.LINK,
        dedupe=dedupe,
        at=at,
    )
