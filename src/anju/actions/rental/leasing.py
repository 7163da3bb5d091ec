"""Leases: begun after the publication without objection, ended by date and cause. Source: I6."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from anju.actions import record
from anju.actions.rental import estate, locking
from anju.law import city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.rental import life, words
from anju.law.wording import Text
from anju.models import RentalLease, RentalOffer

_PUBLISHED = Text(
    zh="公示到{until}，期满没有异议才能签合同。", en="It is published until {until}; the lease begins after that."
)
_EARLY = Text(zh="公示到{until}，起租日要在这以后。", en="It was published until {until}; the lease begins after that.")
_OBJECTION = Text(zh="有人提出异议，复核完才能签合同。", en="There is an objection; the lease waits for its review.")
_WHY = Text(zh="请选择原因。", en="Please choose the cause.")
_ENDED = Text(zh="这份合同已经结束。", en="This lease has ended.")
_BEFORE = Text(
    zh="结束日期不能早于起租日期，也不能在今天以后。", en="The last day lies between the first one and today."
)


def begin(
    *,
    entry_id: uuid.UUID,
    raw: Mapping[str, Any],
    by: Actor,
    at: datetime.datetime,
    version: int | None = None,
) -> RentalLease:
    """Begin the lease of an accepted flat: raw["begins_on"], raw["until"].

    Raises Refusals, Refusal "still_published", "objection_open", "bad_day".
    """
    with transaction.atomic():
        entry, step = locking.of_office(entry_id=entry_id, act="begin_lease", by=by, version=version)
        given = locking.open_offer(entry)
        begins, until = _term(given, raw, on=city.day(at))
        made = RentalLease.objects.create(
            offer=given,
            entry=entry,
            person_id=entry.person_id,
            flat=given.flat,
            rent_fen=given.flat.rent_fen,
            begins_on=begins,
            until=until,
            begun_at=at,
            begun_by_id=locking.staff(by),
        )
        given.state = "let"
        given.save(update_fields=["state"])
        estate.put(given.flat, "let")
        locking.put(entry, step=step)
        detail = {"begins_on": str(begins), "until": str(until)}
        about = (locking.KIND, entry.id)
        record.write(what="begin_lease", by=by, at=at, subject=about, person_id=entry.person_id, detail=detail)
        locking.tell(entry, "rental_leased", at=at, on=str(begins))
        return made


def _term(given: RentalOffer, raw: Mapping[str, Any], *, on: datetime.date) -> tuple[datetime.date, datetime.date]:
    # nothing is let before everybody could object to it
    if given.published_until is None or on <= given.published_until:
        raise Refusal("still_published", _PUBLISHED.format(until=given.published_until), rule="I6")
    if given.objections.filter(state="open").exists():
        raise Refusal("objection_open", _OBJECTION, rule="I6")
    begins, until = words.term(raw)
    if begins <= given.published_until:
        raise Refusal("bad_day", _EARLY.format(until=given.published_until), field="begins_on", rule="I6")
    return begins, until


def end(*, lease_id: uuid.UUID, on: datetime.date, why: str, by: Actor, at: datetime.datetime) -> RentalLease:
    """End a lease: the flat is free again. Raises Refusal "not_an_option", "bad_day", "lease_ended"; Absent."""
    with transaction.atomic():
        found = RentalLease.objects.filter(id=lease_id).first()
        if found is None:
            raise Absent("lease")
        entry = locking.office_row(entry_id=found.entry_id, act="end_lease", by=by)
        found = RentalLease.objects.select_for_update(of=("self",)).select_related("flat").get(id=lease_id)
        if found.ended_on is not None:
            raise Refusal("lease_ended", _ENDED, rule="I6")
        if why not in words.LEASE_ENDS:
            raise Refusal("not_an_option", _WHY, field="why", rule="I6")
        if not found.begins_on <= on <= city.day(at):
            raise Refusal("bad_day", _BEFORE, field="on", rule="I6")
        step = life.LIFECYCLE.follow(state=entry.state, act="end_lease")
        found.ended_on, found.ended_why = on, why
        found.save(update_fields=["ended_on", "ended_why"])
        estate.put(found.flat, "free")
        locking.put(entry, step=step, ended_at=at, ended_why="lease_over")
        detail = {"on": str(on), "why": why}
        about = (locking.KIND, entry.id)
        record.write(what="end_lease", by=by, at=at, subject=about, person_id=entry.person_id, detail=detail)
        locking.tell(entry, "rental_lease_ended", at=at)
        return found
