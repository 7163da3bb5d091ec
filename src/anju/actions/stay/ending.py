"""Ending a stay, asked for or not, and bringing it back. Source: D3–D6."""

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction

from anju.actions import message, record
from anju.actions.permit import ending as permits
from anju.actions.stay import locking
from anju.law import city, registration
from anju.law.absent import Absent
from anju.law.actor import SYSTEM, Actor
from anju.law.codes import EndReason
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Ending, Stay
from anju.queries import rules

BASES = {
    "request": Text(zh="本人申请", en="The person asked for it"),
    "visit": Text(zh="上门核实", en="A visit"),
    "match": Text(zh="数据比对", en="A data match"),
    "proof": Text(zh="证明材料", en="A proof"),
}
_BASIS = Text(zh="请选择依据并写明情况。", en="Please choose the basis and describe it.")
_REASON = Text(zh="请选择结束的原因。", en="Please choose the reason for the end.")
_OPEN = Text(zh="这份登记已经在办理注销。", en="An end of this registration is under way already.")
_WINDOW = Text(
    zh="异议期到{until}为止，之后才能注销。", en="The person may object until {until}; it can be ended only after that."
)
_OBJECTED = Text(
    zh="本人提出了异议，请先答复：撤销拟注销，或者写明理由后注销。",
    en="The person objected. Answer first: drop the end, or state why it stands.",
)
_WHY = Text(zh="请写明理由，本人看得到。", en="Please state the reason; the person will read it.")
_TAKEN = Text(
    zh="本人已有另一处有效登记，不能恢复这一处。",
    en="The person has another active registration; this one can't be brought back.",
)
_DATE = Text(
    zh="离开日期不能早于登记日期，也不能晚于今天。",
    en="The date of leaving can't lie before the registration or after today.",
)


def leave(
    *, stay_id: uuid.UUID, on: datetime.date, by: Actor, at: datetime.datetime, version: int | None = None
) -> Ending:
    """End a stay at the person's own word; it is ended at once. Source: D3."""
    with transaction.atomic():
        stay, step = locking.take(stay_id=stay_id, act="leave", version=version)
        _check_date(stay, on, at)
        _drop_open(stay)
        ending = Ending.objects.create(
            stay=stay, state="done", reason=EndReason.LEFT, basis="request", ended_on=on, done_at=at
        )
        locking.put(stay=stay, step=step, ended_on=on, end_reason=str(EndReason.LEFT))
        record.write(
            what="leave",
            by=by,
            at=at,
            subject=("stay", stay.id),
            person_id=stay.person_id,
            detail={"on": on.isoformat()},
        )
        permits.end_with_stay(stay=stay, at=at)
        _tell(stay, "ended", ending, at=at)
        return ending


def propose_end(
    *,
    stay_id: uuid.UUID,
    reason: str,
    basis: str,
    note: str,
    on: datetime.date,
    by: Actor,
    at: datetime.datetime,
    version: int | None = None,
    detail: Mapping[str, object] | None = None,
) -> Ending:
    """Propose an end the person did not ask for: basis, notice and a window to object. Source: D5, D6."""
    with transaction.atomic():
        stay, _ = locking.take(stay_id=stay_id, act="end", version=version)
        _check_grounds(reason, basis, note)
        _check_date(stay, on, at)
        if stay.endings.filter(state__in=["noticed", "objected"]).exists():
            raise Refusal("ending_open", _OPEN, rule="D6")
        held = rules.at(place=[code for code in stay.community.path.split("/") if code], on=city.day(at))
        window = registration.objection_due(notified_on=city.day(at), calendar=held.calendar, policy=held.policy)
        ending = Ending.objects.create(
            stay=stay,
            state="noticed",
            reason=reason,
            basis=basis,
            basis_note=note.strip()[:300],
            ended_on=on,
            noticed_at=at,
            objection_until=window.on,
        )
        about, noted = ("stay", stay.id), {**(detail or {}), "basis": basis}
        record.write(
            what="propose_end", by=by, at=at, subject=about, person_id=stay.person_id, reason=reason, detail=noted
        )
        _tell(stay, "end_proposed", ending, at=at, until=window.on.isoformat())
        return ending


def _check_grounds(reason: str, basis: str, note: str) -> None:
    if reason not in {str(code.value) for code in EndReason}:
        raise Refusal("not_an_option", _REASON, field="reason", rule="D5")
    if basis not in BASES or basis == "request" or not note.strip():
        raise Refusal("basis_missing", _BASIS, field="note" if basis in BASES else "basis", rule="D6")


def object_end(*, ending_id: uuid.UUID, words: str, by: Actor, at: datetime.datetime) -> Ending:
    """Receive the person's objection; the end waits for an answer. Source: D6."""
    with transaction.atomic():
        ending, stay = _take(ending_id, ("noticed",))
        ending.state, ending.objection = "objected", words.strip()[:500]
        ending.save(update_fields=["state", "objection"])
        record.write(what="object_end", by=by, at=at, subject=("stay", stay.id), person_id=stay.person_id)
        return ending


def end(*, ending_id: uuid.UUID, by: Actor, at: datetime.datetime, why: str = "") -> Ending:
    """Carry out an end after its window; after an objection only with a reason. Source: D6."""
    with transaction.atomic():
        ending, stay = _take(ending_id, ("noticed", "objected"))
        if (
            ending.objection_until is not None
            and city.day(at) <= ending.objection_until
            and ending.state == "noticed"
            and ending.reason != EndReason.DEATH
        ):
            raise Refusal("window_open", _WINDOW.format(until=ending.objection_until), rule="D6")
        if ending.state == "objected" and not why.strip():
            raise Refusal("objected", _OBJECTED, field="why", rule="D6")
        locked, step = locking.take(stay_id=stay.id, act="end", version=None)
        locking.put(stay=locked, step=step, ended_on=ending.ended_on, end_reason=ending.reason)
        ending.state, ending.done_at = "done", at
        ending.save(update_fields=["state", "done_at"])
        record.write(
            what="end",
            by=by,
            at=at,
            subject=("stay", stay.id),
            person_id=stay.person_id,
            reason=why.strip()[:300],
            detail={"reason": ending.reason},
        )
        permits.end_with_stay(stay=locked, at=at)
        _tell(locked, "ended", ending, at=at)
        return ending


def end_due(*, ending_id: uuid.UUID, at: datetime.datetime) -> Ending:
    """Carry out an end nobody objected to, at night. Source: D6."""
    return end(ending_id=ending_id, by=SYSTEM, at=at)


def drop_end(*, ending_id: uuid.UUID, why: str, by: Actor, at: datetime.datetime) -> Ending:
    """Drop a proposed end; the registration goes on. Source: D6."""
    with transaction.atomic():
        ending, stay = _take(ending_id, ("noticed", "objected"))
        ending.state, ending.undone_at, ending.undone_why = "withdrawn", at, why.strip()[:300]
        ending.save(update_fields=["state", "undone_at", "undone_why"])
        record.write(
            what="drop_end", by=by, at=at, subject=("stay", stay.id), person_id=stay.person_id, reason=ending.undone_why
        )
        _tell(stay, "end_dropped", ending, at=at)
        return ending


def undo_end(*, stay_id: uuid.UUID, why: str, by: Actor, at: datetime.datetime, version: int | None = None) -> Stay:
    """Bring an ended registration back with its dates; raises Refusal "another_active". Source: D6, fact 2."""
    with transaction.atomic():
        stay, step = locking.take(stay_id=stay_id, act="undo_end", version=version)
        if not why.strip():
            raise Refusal("reason_missing", _WHY, field="why", rule="D6")
        if Stay.objects.filter(person_id=stay.person_id, state="registered").exists():
            raise Refusal("another_active", _TAKEN, rule="B5")
        here = locking.here_now(stay=stay, on=city.day(at))
        locking.put(stay=stay, step=step, ended_on=None, end_reason="", **here)
        stay.endings.filter(state="done").update(state="undone", undone_at=at, undone_why=why.strip()[:300])
        record.write(
            what="undo_end", by=by, at=at, subject=("stay", stay.id), person_id=stay.person_id, reason=why.strip()[:300]
        )
        permits.undo_with_stay(stay=stay, why=why, by=by, at=at)
        message.to_person(
            person=stay.person,
            kind="end_undone",
            params={"number": stay.number},
            link=f"/my/stays/{stay.id}/",
            dedupe=f"undone:{stay.id}:{stay.version}",
            at=at,
        )
        return stay


def close(
    *, stay_id: uuid.UUID, reason: str, why: str, by: Actor, at: datetime.datetime, version: int | None = None
) -> Stay:
    """Close a declaration that is a duplicate, a mistake or false, by a named officer with the reason. Source: D5, I10."""
    with transaction.atomic():
        stay, step = locking.take(stay_id=stay_id, act="close", version=version)
        if reason not in {EndReason.DUPLICATE, EndReason.FALSE, EndReason.LEFT}:
            raise Refusal("not_an_option", _REASON, field="reason", rule="D5")
        if not why.strip():
            raise Refusal("reason_missing", _WHY, field="why", rule="I10")
        locking.put(stay=stay, step=step, end_reason=str(reason))
        record.write(
            what="close",
            by=by,
            at=at,
            subject=("stay", stay.id),
            person_id=stay.person_id,
            reason=why.strip()[:300],
            detail={"reason": str(reason)},
        )
        message.to_person(
            person=stay.person,
            kind="file_closed",
            params={"number": stay.number, "why": why.strip()[:300]},
            link=f"/my/stays/{stay.id}/",
            dedupe=f"closed:{stay.id}:{stay.version}",
            at=at,
        )
        return stay


def reopen(*, stay_id: uuid.UUID, why: str, by: Actor, at: datetime.datetime, version: int | None = None) -> Stay:
    """Take a closed declaration up again, with the reason. Source: D6."""
    with transaction.atomic():
        stay, step = locking.take(stay_id=stay_id, act="reopen", version=version)
        if not why.strip():
            raise Refusal("reason_missing", _WHY, field="why", rule="D6")
        locking.put(stay=stay, step=step, end_reason="", **locking.here_now(stay=stay, on=city.day(at)))
        record.write(
            what="reopen", by=by, at=at, subject=("stay", stay.id), person_id=stay.person_id, reason=why.strip()[:300]
        )
        return stay


def _take(ending_id: uuid.UUID, states: tuple[str, ...]) -> tuple[Ending, Stay]:
    ending = (
        Ending.objects.select_for_update(of=("self",))
        .select_related("stay__person", "stay__community")
        .filter(id=ending_id)
        .first()
    )
    if ending is None or ending.state not in states:
        raise Absent("ending")
    return ending, ending.stay


def _check_date(stay: Stay, on: datetime.date, at: datetime.datetime) -> None:
    if on > city.day(at) or (stay.registered_on is not None and on < stay.registered_on):
        raise Refusal("wrong_end_date", _DATE, field="on", rule="D3")


def _drop_open(stay: Stay) -> None:
    stay.endings.filter(state__in=["noticed", "objected"]).update(state="withdrawn")


def _tell(stay: Stay, kind: str, ending: Ending, *, at: datetime.datetime, **params: str) -> None:
    message.to_person(
        person=stay.person,
        kind=kind,
        params={"number": stay.number, **params},
        link=f"/my/stays/{stay.id}/",
        dedupe=f"{kind}:{ending.id}",
        at=at,
    )
