"""Measures against a place: told first with reason, article and window; carried out by an officer, never by itself.

Source: I6, I10, D6.
"""

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction

from anju import catalogue
from anju.actions import record
from anju.actions.rental import locking
from anju.law import city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.case import ground
from anju.law.lifecycle import Step
from anju.law.refusal import Refusal
from anju.law.rental import life, order, words
from anju.law.wording import Text
from anju.models import RentalEntry, RentalMeasure

SERVICE = "housing/public_rental"
LAST = max(order.GROUPS)

_WHAT = Text(zh="请选择怎样处理。", en="Please choose the measure.")
_CAUSE = Text(zh="请选择原因。", en="Please choose the cause.")
_FEW = Text(
    zh="不接受配租还不到{count}次，不能排到最后。", en="Fewer than {count} flats were declined; this can't be done yet."
)
_NOT_DUE = Text(
    zh="确认的期限到{until}，期满后才能以没有确认为由处理。", en="The confirmation is due on {until}; not before."
)
_TWICE = Text(zh="已经有一项处理正在告知。", en="Another measure is being told already.")
_WINDOW = Text(zh="告知期到{until}，期满后才能决定。", en="The window to object runs until {until}; decide after that.")
_WAITING = Text(zh="只有轮候中的才能这样处理。", en="This can be done only while the person waits.")


def propose(
    *, entry_id: uuid.UUID, what: str, cause: str, reason: str, article: str, by: Actor, at: datetime.datetime
) -> RentalMeasure:
    """Tell a person of a measure, with reason, article and the window to object; nothing changes yet.

    Raises Refusal "not_an_option", "reason_missing", "article_missing", "too_few", "not_due", "measure_open", "not_waiting".
    """
    with transaction.atomic():
        entry = locking.office_row(entry_id=entry_id, act="propose_measure", by=by)
        _possible(entry, what, cause, at=at)
        why, cited = reasoned(reason=reason, article=article)
        held = locking.here(entry, at=at)
        due = order.measure_until(told=city.day(at), calendar=held.calendar, policy=held.policy)
        made = RentalMeasure.objects.create(
            entry=entry,
            person_id=entry.person_id,
            what=what,
            cause=cause,
            reason=why,
            article=cited,
            state=life.MEASURE.initial,
            told_at=at,
            told_by_id=locking.staff(by),
            until=due.on,
            until_provisional=due.provisional,
        )
        locking.change(entry)
        detail = {"what": what, "cause": cause, "article": cited, "until": str(due.on)}
        _record(entry, what="propose_measure", by=by, at=at, reason=why, detail=detail)
        locking.tell(entry, "rental_measure", at=at, until=str(due.on), why=why)
        return made


def carry_out(*, measure_id: uuid.UUID, by: Actor, at: datetime.datetime) -> RentalMeasure:
    """Carry a measure out after its window, as told. Raises Refusal "window_open", "not_allowed_in_state"; Absent."""
    with transaction.atomic():
        measure, entry, step = _of_office(measure_id, "carry_out_measure", by)
        if city.day(at) <= measure.until:
            raise Refusal("window_open", _WINDOW.format(until=measure.until), rule="I6")
        done(measure, entry, step=step, act="carry_out_measure", staff=locking.staff(by), at=at)
        _record(entry, what="carry_out_measure", by=by, at=at, reason=measure.reason, detail={"what": measure.what})
        locking.tell(entry, "rental_ended" if measure.what == "end" else "rental_moved_back", at=at)
        return measure


def drop(*, measure_id: uuid.UUID, by: Actor, at: datetime.datetime) -> RentalMeasure:
    """Drop a measure: the wait goes on as before."""
    with transaction.atomic():
        measure, entry, step = _of_office(measure_id, "drop_measure", by)
        settle(measure, step=step, staff=locking.staff(by), at=at)
        locking.change(entry)
        _record(entry, what="drop_measure", by=by, at=at, reason="", detail={"what": measure.what})
        locking.tell(entry, "rental_kept", at=at)
        return measure


def done(
    measure: RentalMeasure,
    entry: RentalEntry,
    *,
    step: Step,
    act: str,
    staff: uuid.UUID,
    at: datetime.datetime,
) -> None:
    """Carry out what was told. Part of a larger act."""
    settle(measure, step=step, staff=staff, at=at)
    if measure.what == "end":
        follow = life.LIFECYCLE.follow(state=entry.state, act=act)
        locking.put(entry, step=follow, ended_at=at, ended_why=measure.cause)
    else:
        today = city.day(at)
        locking.change(entry, group=LAST, ranked_on=today, lot=0, complete_at=at, declines=0)


def settle(measure: RentalMeasure, *, step: Step, staff: uuid.UUID | None, at: datetime.datetime) -> None:
    """Write what became of a measure. Part of a larger act."""
    measure.state, measure.settled_at, measure.settled_by_id = step.target, at, staff
    measure.save(update_fields=["state", "settled_at", "settled_by"])


def fall(entry: RentalEntry, *, at: datetime.datetime) -> None:
    """Let measures fall that have lost their object. Part of a larger act."""
    entry.measures.filter(state__in=life.OPEN_MEASURES).update(state="dropped", settled_at=at)


def reasoned(*, reason: str, article: str) -> tuple[str, str]:
    """Read reason and article; raises Refusal."""
    known = catalogue.current()
    grounds = ground.grounds(service=known.services[SERVICE], rules=known.rules, sources=known.sources)
    return ground.reasoned(reason=reason, article=article, known=grounds)


def _possible(entry: RentalEntry, what: str, cause: str, *, at: datetime.datetime) -> None:
    policy = locking.here(entry, at=at).policy
    if what not in words.MEASURES:
        raise Refusal("not_an_option", _WHAT, field="what", rule="I6")
    # declining moves to the end, everything else off the list
    if cause not in words.CAUSES or (what == "back") != (cause == "declines"):
        raise Refusal("not_an_option", _CAUSE, field="cause", rule="I6")
    if entry.state != "waiting":
        raise Refusal("not_waiting", _WAITING, rule="I6")
    if cause == "declines" and entry.declines < policy.rental_declines:
        raise Refusal("too_few", _FEW.format(count=policy.rental_declines), field="cause", rule="I6")
    if cause == "unconfirmed" and city.day(at) <= entry.confirm_by:
        raise Refusal("not_due", _NOT_DUE.format(until=entry.confirm_by), field="cause", rule="I6")
    if entry.measures.filter(state__in=life.OPEN_MEASURES).exists():
        raise Refusal("measure_open", _TWICE, rule="I6")


def _of_office(measure_id: uuid.UUID, act: str, by: Actor) -> tuple[RentalMeasure, RentalEntry, Step]:
    found = RentalMeasure.objects.filter(id=measure_id).first()
    if found is None:
        raise Absent("measure")
    entry = locking.office_row(entry_id=found.entry_id, act=act, by=by)
    found.refresh_from_db()
    return found, entry, life.MEASURE.follow(state=found.state, act=act)


def _record(
    entry: RentalEntry, *, what: str, by: Actor, at: datetime.datetime, reason: str, detail: Mapping[str, object]
) -> None:
    about = (locking.KIND, entry.id)
    record.write(what=what, by=by, at=at, subject=about, person_id=entry.person_id, reason=reason[:300], detail=detail)
