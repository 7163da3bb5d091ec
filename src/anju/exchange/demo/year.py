"""A made-up year: who came, registered, moved, stayed and left, by the real acts with dates of the past."""

import datetime
import random
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from anju.actions import resident as residents
from anju.actions import stay as stays
from anju.actions.stay import Filed
from anju.exchange.demo import people, permits
from anju.exchange.demo.permits import Holder
from anju.law import declaration
from anju.law.actor import Actor
from anju.law.declaration import Declared
from anju.law.refusal import Refusal
from anju.queries import visitors

CHUNK = 50
# four people the demo's table of sign-ins shows: one registered, one whose file came back, one whose permit wants its
# endorsement, one who can ask for a permit from today on
SETTLED, RETURNED, HOLDER, RIPE = 0, 1, 2, 3
KNOWN = {SETTLED: 100, RETURNED: 6, HOLDER: 548, RIPE: 200}
# so many of a hundred came one to three years ago
LONG_HERE = 12


@dataclass(frozen=True)
class Stage:
    """Where the year plays: communities with their weights, counties of origin, who works where."""

    communities: tuple[tuple[str, int], ...]
    counties: tuple[str, ...]
    # actor of the station and of the coordinator by street code of nine digits and by community
    stations: Mapping[str, Actor]
    coordinators: Mapping[str, Actor]
    # county police by county of six digits, with the unit that signs permits
    counties_police: Mapping[str, tuple[Actor, uuid.UUID]]


def chunk(*, number: int, count: int, stage: Stage, now: datetime.datetime) -> int:
    """Make the people of one chunk in one transaction; a chunk that stands already is left alone. Returns people made."""
    dice = random.Random(f"anju-{number}")  # noqa: S311 (made-up people need no secrecy)
    first = number * CHUNK
    with transaction.atomic():
        if visitors.resident_by_phone(phone=people.phone(first)) is not None:
            return 0
        for offset in range(count):
            _life(dice, number=first + offset, stage=stage, now=now)
    return count


def _life(dice: random.Random, *, number: int, stage: Stage, now: datetime.datetime) -> None:
    arrived_on, sent_at = _arrival(dice, number=number, now=now)
    community = people.chosen(dice, stage.communities)
    answers = people.declaration(
        dice,
        number=number,
        community=community,
        village=community[6] == "1",
        counties=stage.counties,
        arrived_on=arrived_on,
    )
    declared = declaration.read(answers, today=sent_at.date(), counties=frozenset(stage.counties))
    officer = stage.stations[community[:9]]
    if number not in KNOWN and dice.random() < 0.3:
        filed, _ = stays.register(declared=declared, channel="counter", by=officer, at=sent_at)
        _later(dice, stay_id=filed.main.id, by=officer, stage=stage, community=community, since=sent_at, now=now)
        return
    who = residents.ensure(phone=str(answers["phone"]), at=sent_at)
    me = visitors.resident_actor(who=who)
    filed = stays.declare(declared=declared, channel="online", by=me, at=sent_at, resident=who)
    accepted_at = _checked(dice, filed=filed, declared=declared, number=number, me=me, officer=officer, now=now)
    if accepted_at is None or number in {SETTLED, RIPE}:
        return
    if not _permit(dice, filed=filed, number=number, me=me, stage=stage, since=accepted_at, now=now):
        _later(dice, stay_id=filed.main.id, by=me, stage=stage, community=community, since=accepted_at, now=now)


def _arrival(dice: random.Random, *, number: int, now: datetime.datetime) -> tuple[datetime.date, datetime.datetime]:
    """Return the day somebody came and the moment they declared it; most came not long ago."""
    ago = dice.randint(366, 1000) if dice.randrange(100) < LONG_HERE else int(365 * dice.random() ** 1.3)
    days = KNOWN.get(number, ago)
    arrived_on = now.date() - datetime.timedelta(days=days)
    sent_at = _after(
        dice, datetime.datetime.combine(arrived_on, datetime.time(1), tzinfo=now.tzinfo), days=min(days, 6)
    )
    if sent_at >= now:
        sent_at = now - datetime.timedelta(minutes=dice.randint(5, 500))
    return min(arrived_on, sent_at.date()), sent_at


def _checked(
    dice: random.Random,
    *,
    filed: Filed,
    declared: Declared,
    number: int,
    me: Actor,
    officer: Actor,
    now: datetime.datetime,
) -> datetime.datetime | None:
    """Let the station check a file; returns when it was accepted, None if it was not."""
    sent_at = filed.main.declared_at
    checked_at = _after(dice, sent_at, days=8)
    told_at = min(_after(dice, sent_at, days=3), now)
    if number == RETURNED or (number not in KNOWN and dice.random() < 0.07 and told_at < now):
        stays.give_back(stay_id=filed.main.id, missing=[("address", "请补充房间号")], by=officer, at=told_at)
        completed_at = _after(dice, told_at, days=3)
        if number == RETURNED or completed_at > now:
            return None
        stays.complete(stay_id=filed.main.id, declared=declared, by=me, at=completed_at)
        checked_at = _after(dice, completed_at, days=4)
    if number not in KNOWN and dice.random() < 0.02:
        _unchecked(dice, stay_id=filed.main.id, sent_at=sent_at, now=now)
        return None
    if checked_at > now:
        return None
    for stay in filed.stays:
        stays.accept(stay_id=stay.id, by=officer, at=checked_at)
    return checked_at


def _permit(
    dice: random.Random,
    *,
    filed: Filed,
    number: int,
    me: Actor,
    stage: Stage,
    since: datetime.datetime,
    now: datetime.datetime,
) -> bool:
    """Let whoever is here long enough have a permit; some of them leave again, most were seen at the door."""
    stay = filed.main
    county, authority = stage.counties_police[stay.community_id[:6]]
    holder = Holder(
        person_id=stay.person_id,
        stay_id=stay.id,
        station_id=stay.station_id,
        born_on=stay.person.birth_on,
        me=me,
        registrar=stage.stations[stay.community_id[:9]],
        county=county,
        authority_id=authority,
    )
    leaves = number not in KNOWN and dice.random() < 0.06
    until = now - datetime.timedelta(days=dice.randint(1, 25)) if leaves else now
    if not permits.life(dice, of=holder, since=since, now=until, sure=number in KNOWN):
        return False
    if leaves:
        stays.leave(stay_id=stay.id, on=until.date(), by=me, at=until)
    elif dice.random() < 0.8:
        by = stage.coordinators.get(stay.community_id, me)
        stays.confirm(stay_id=stay.id, by=by, at=now - datetime.timedelta(days=dice.randint(2, 150), minutes=7))
    return True


def _unchecked(dice: random.Random, *, stay_id: uuid.UUID, sent_at: datetime.datetime, now: datetime.datetime) -> None:
    lapsed_at = sent_at + datetime.timedelta(days=dice.randint(15, 20))
    if lapsed_at < now:
        stays.lapse(stay_id=stay_id, at=lapsed_at)


def _later(
    dice: random.Random,
    *,
    stay_id: uuid.UUID,
    by: Actor,
    stage: Stage,
    community: str,
    since: datetime.datetime,
    now: datetime.datetime,
) -> None:
    at = _after(dice, since + datetime.timedelta(days=20), days=200)
    if at >= now:
        return
    fate = dice.random()
    coordinator = stage.coordinators.get(community)
    if fate < 0.12:
        stays.leave(stay_id=stay_id, on=at.date(), by=by, at=at)
    elif fate < 0.30:
        stays.confirm(stay_id=stay_id, by=coordinator or by, at=at)
    elif fate < 0.33:
        _ending(dice, stay_id=stay_id, officer=stage.stations[community[:9]], now=now)
    elif fate < 0.35 and by.kind == "resident":
        asked_at = now - datetime.timedelta(days=dice.randint(0, 9), minutes=dice.randint(5, 300))
        stays.ask_correction(
            stay_id=stay_id,
            field="workplace",
            wanted="临沂新明辉物流园",
            why="换了单位",
            by=by,
            at=max(asked_at, since),
        )


def _ending(dice: random.Random, *, stay_id: uuid.UUID, officer: Actor, now: datetime.datetime) -> None:
    told_at = now - datetime.timedelta(days=dice.choice((1, 2, 3, 30, 60)), minutes=30)
    on = told_at.date() - datetime.timedelta(days=1)
    try:
        with transaction.atomic():
            ending = stays.propose_end(
                stay_id=stay_id,
                reason="left",
                basis="visit",
                note="两次上门无人居住，房东称已搬走",
                on=on,
                by=officer,
                at=told_at,
            )
            if told_at < now - datetime.timedelta(days=20):
                stays.end(ending_id=ending.id, by=officer, at=told_at + datetime.timedelta(days=15))
    except Refusal:
        # registered after the day of the visit: such a life has no ending yet
        return


def _after(dice: random.Random, moment: datetime.datetime, *, days: int) -> datetime.datetime:
    """Return a moment in office hours within some days."""
    day = moment + datetime.timedelta(days=dice.random() * days)
    # 01:00 to 09:00 UTC is 9 to 17 o'clock in Linyi
    moved = day.replace(hour=dice.randint(1, 9), minute=dice.randint(0, 59), second=dice.randint(0, 59))
    return moved if moved > moment else moment + datetime.timedelta(minutes=dice.randint(20, 300))


def chunks(count: int) -> Sequence[tuple[int, int]]:
    """Return number and size of each chunk for so many people."""
    return [(start // CHUNK, min(CHUNK, count - start)) for start in range(0, count, CHUNK)]
