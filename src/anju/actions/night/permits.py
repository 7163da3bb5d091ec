"""Permits at night: ended with their registration, suspended after their window, called to mind before. Source: D3, F2–F4.

Set by set in the database, some thousands a transaction: a run cut short loses nothing, and the next one goes on where it
stopped. What was done is known by the permit's state or the message's dedupe key, so nothing happens twice.
"""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from anju.actions import mailing, record, validity
from anju.actions.night import lapsing
from anju.actions.permit import ending, moving
from anju.law import authority
from anju.law.actor import SYSTEM
from anju.law.deadline import Due
from anju.law.endorsement import Window
from anju.law.permit import endorsing, life
from anju.models import Division, PolicyOverride, Stay
from anju.queries import direct, reference, rules
from anju.queries.reference import Reference

BATCH = 5_000
# no window is longer; a city may open it three months before the anniversary, and a holiday moves its last day
LONGEST = datetime.timedelta(days=120)
MOST = 20_000

_SUSPEND = """
WITH due AS MATERIALIZED (
  SELECT p.id, p.person_id, p.number, p.endorsed + 1 AS turn, p.window_closes_on + 1 AS start
  FROM permit p
  WHERE p.state = 'valid' AND p.window_closes_on < $6::date AND (p.window_closes_on, p.id) > ($10::date, $11::uuid)
    AND NOT EXISTS (
      SELECT FROM endorsement e WHERE e.permit_id = p.id AND e.state = 'asked' AND e.number = p.endorsed + 1
      AND (e.asked_at AT TIME ZONE interval '8 hours')::date <= p.window_closes_on)
  ORDER BY p.window_closes_on, p.id LIMIT {batch} FOR UPDATE OF p
), changed AS (
  UPDATE permit p SET state = $7::text, former_state = p.state, suspended_on = due.start, version = p.version + 1
  FROM due WHERE p.id = due.id
), kept AS (
  INSERT INTO suspension (id, permit_id, person_id, number, start)
  SELECT {new_id}, due.id, due.person_id, due.turn, due.start FROM due
), noted AS (
  INSERT INTO act (id, at, what, actor_kind, subject_kind, subject_id, person_id, rules, purpose, reason, detail)
  SELECT {new_id}, $3::timestamptz, $8::text, 'system', 'permit', due.id::text, due.person_id, $9::text, '', '',
         jsonb_build_object('number', due.turn, 'from', due.start) FROM due
), said AS (
  SELECT due.person_id, jsonb_build_object('number', due.number, 'on', due.start) AS params,
         'permit_suspended:' || due.id || ':' || due.turn AS dedupe FROM due
), told AS ({message})
SELECT due.start - 1, due.id FROM due ORDER BY 1 DESC, 2 DESC
"""

# those in their window, in the order of its last day
_OPEN = """
SELECT p.id, p.community_id, p.window_opens_on, p.window_closes_on, p.endorsed + 1
FROM permit p
WHERE p.state = 'valid' AND p.window_closes_on BETWEEN $1::date AND $2::date AND p.window_opens_on <= $1::date
  AND (p.window_closes_on, p.id) > ($3::date, $4::uuid)
  AND NOT EXISTS (SELECT FROM endorsement e WHERE e.permit_id = p.id AND e.state = 'asked')
ORDER BY p.window_closes_on, p.id LIMIT {batch}
"""
_REMIND = """
WITH said AS MATERIALIZED (
  SELECT p.person_id, jsonb_build_object('number', p.number, 'until', p.window_closes_on) AS params, turn.dedupe
  FROM unnest($6::uuid[], $7::text[]) AS turn(permit_id, dedupe) JOIN permit p ON p.id = turn.permit_id
  WHERE p.state = 'valid' AND NOT EXISTS (SELECT FROM message m WHERE m.dedupe = turn.dedupe)
), told AS ({message})
SELECT count(*) FROM told
"""
_ORPHANS = """
SELECT p.id FROM permit p JOIN stay s ON s.id = p.stay_id
WHERE p.state IN ('valid', 'suspended') AND s.state <> 'registered' ORDER BY p.id LIMIT {most}
"""
_NO_KEY = uuid.UUID(int=0)


def end_permits(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """End or move the permits whose registration has ended or moved and that nobody took along. Source: D1, D3."""
    keys = [row[0] for row in direct.ask(_ORPHANS.format(most=int(limit)))]
    return lapsing.each(keys, lambda key: _settle(key, at))


def _settle(permit_id: uuid.UUID, at: datetime.datetime) -> None:
    with transaction.atomic():
        stay = Stay.objects.select_for_update(of=("self",)).filter(permits=permit_id).select_related("person").first()
        if stay is None or stay.state == "registered":
            return
        after = _replaced_by(stay)
        if after is not None:
            moving.follow(before=stay, after=after, at=at)
        else:
            ending.end_with_stay(stay=stay, at=at)


def _replaced_by(stay: Stay) -> Stay | None:
    """Return the registered stay that a move led to, over however many moves."""
    following: Stay | None = stay
    while following is not None and following.state == "moved":
        rows = following.after.select_related("person", "community", "station")
        following = rows.filter(state__in=("registered", "moved", "ended")).order_by("-declared_at").first()
    return following if following is not None and following.state == "registered" else None


def suspend_permits(*, on: datetime.date, at: datetime.datetime, batch: int = BATCH) -> int:
    """Suspend the permits whose window passed, from the day after its last one, and tell the people. Source: F3, F4.

    Who asked in the window and waits for the office is left alone.
    """
    step = life.LIFECYCLE.follow(state="valid", act="suspend")
    cited = ",".join(authority.demand(by=SYSTEM, act="suspend").rules)
    message = mailing.insert(source="said")
    sql = _SUSPEND.format(batch=int(batch), new_id=mailing.NEW_ID, message=message)
    told = mailing.values(kind="permit_suspended", params=("number", "on"), link=validity.LINK, at=at)
    after: tuple[datetime.date, uuid.UUID] = (datetime.date.min, _NO_KEY)
    done = 0
    while True:
        # one statement, so one transaction: all of the batch or nothing of it
        rows = direct.ask(sql, [*told, on, step.target, "suspend", cited, *after])
        # fewer than a batch is no sign of the end: somebody may have endorsed some while this waited for them
        if not rows:
            return done
        done, after = done + len(rows), rows[0]


def remind_endorsement(*, on: datetime.date, at: datetime.datetime, batch: int = BATCH) -> int:
    """Tell people that their window opens, and before it closes on the days of the place's policy. Source: F3."""
    held = reference.current()
    places = _Places(on, held)
    after: tuple[datetime.date, uuid.UUID] = (datetime.date.min, _NO_KEY)
    sql, done = _OPEN.format(batch=int(batch)), 0
    while True:
        rows = direct.ask(sql, [on, on + LONGEST, *after])
        done += _remind(rows, places, at)
        if len(rows) < batch:
            return done
        after = rows[-1][3], rows[-1][0]


class _Places:
    """What the policies of places say about one day; places with the same policy and window share the answer."""

    def __init__(self, on: datetime.date, held: Reference) -> None:
        self.on, self.held = on, held
        # only what has values of its own can make a difference
        self._own = frozenset(PolicyOverride.objects.values_list("place", flat=True).distinct())
        self._keys: dict[str, tuple[str, ...]] = {}
        self._turns: dict[tuple[tuple[str, ...], datetime.date, datetime.date], datetime.date | None] = {}

    def learn(self, communities: Iterable[str]) -> None:
        """Read the paths of communities not met before, in one statement."""
        new = set(communities) - self._keys.keys()
        if new:
            for code, path in Division.objects.filter(code__in=new).values_list("code", "path"):
                self._keys[code] = tuple(part for part in path.split("/") if part in self._own)

    def turn(self, community: str, opens_on: datetime.date, closes_on: datetime.date) -> datetime.date | None:
        """Return the day of the reminder that is due, None where none is."""
        key = (self._keys[community], opens_on, closes_on)
        if key not in self._turns:
            closes = Due(on=closes_on, provisional=False, rule="F2", started=opens_on)
            window = Window(number=1, anniversary=closes_on, opens_on=opens_on, closes=closes)
            policy = rules.policy(place=key[0], on=self.on, held=self.held)
            self._turns[key] = endorsing.reminder(window=window, on=self.on, policy=policy)
        return self._turns[key]


def _remind(rows: Sequence[tuple[Any, ...]], places: _Places, at: datetime.datetime) -> int:
    wanted: dict[str, list[tuple[uuid.UUID, str]]] = {"permit_window": [], "permit_window_closing": []}
    places.learn(row[1] for row in rows)
    for key, community, opens_on, closes_on, number in rows:
        turn = places.turn(community, opens_on, closes_on)
        if turn is not None:
            kind = "permit_window" if turn == opens_on else "permit_window_closing"
            wanted[kind].append((key, f"{kind}:{key}:{number}:{turn}"))
    return sum(_write(kind, those, at) for kind, those in wanted.items() if those)


def _write(kind: str, wanted: Sequence[tuple[uuid.UUID, str]], at: datetime.datetime) -> int:
    sql = _REMIND.format(message=mailing.insert(source="said"))
    told = mailing.values(kind=kind, params=("number", "until"), link=validity.LINK, at=at)
    with transaction.atomic():
        ((count,),) = direct.ask(sql, [*told, [key for key, _ in wanted], [dedupe for _, dedupe in wanted]])
        if count:
            # one act a batch; each message names its person
            record.write(what="remind", by=SYSTEM, at=at, subject=("reminder", kind), detail={"count": count})
    return int(count)
