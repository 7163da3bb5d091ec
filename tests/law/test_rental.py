"""The list of public rental housing as law: rank, rooms, limits, what is read; a draw that anybody can check. Source: I6."""

import dataclasses
import datetime
import hashlib

import pytest

from anju import catalogue
from anju.law import draw
from anju.law import policy as policies
from anju.law.refusal import Refusals
from anju.law.rental import life, order, words

DAY = datetime.date(2026, 3, 4)
POLICY = policies.resolve(defaults=catalogue.current().defaults, overrides=(), place=(), on=DAY)


def test_a_seed_is_promised_and_its_lots_can_be_computed_by_anybody() -> None:
    seed = bytes(range(draw.SEED)).hex()
    assert draw.promise(seed=seed) == hashlib.sha256(seed.encode()).hexdigest()
    assert draw.kept(seed=seed, promised=draw.promise(seed=seed))
    assert not draw.kept(seed="00" * draw.SEED, promised=draw.promise(seed=seed))
    by_hand = int(hashlib.sha256((seed + ":GZ-1").encode()).hexdigest()[:15], 16) % 1_000_000_000
    assert draw.lot(seed=seed, number="GZ-1") == by_hand


def test_rank_goes_by_need_then_day_and_in_a_draw_by_the_last_day_and_the_lot() -> None:
    asked = {"need": "elderly", "complete": DAY, "order": "date", "closes_on": None, "lot": None, "policy": POLICY}
    assert order.rank(**asked) == order.Rank(1, DAY, 0)
    even = dataclasses.replace(POLICY, rental_need_first=False)
    assert order.rank(**{**asked, "policy": even}).group == 2
    last = datetime.date(2026, 3, 31)
    drawn = {**asked, "need": "none", "order": "draw", "closes_on": last}
    assert order.rank(**drawn) == order.Rank(2, last, draw.UNDRAWN)
    assert order.rank(**{**drawn, "lot": 7}) == order.Rank(2, last, 7)


@pytest.mark.parametrize(("people", "rooms"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (20, 3)])
def test_rooms_follow_from_people(people: int, rooms: int) -> None:
    assert order.rooms(people=people, policy=POLICY) == rooms


def test_a_wait_is_near_its_end_half_a_year_before() -> None:
    until = order.waits_until(entered=DAY, policy=POLICY)
    assert until == datetime.date(2031, 3, 4)
    shown = [order.near(waits_until=until, on=on) for on in (datetime.date(2030, 9, 3), datetime.date(2030, 9, 4))]
    assert shown == [False, True]


@pytest.mark.parametrize(("told", "read"), [(3, 3), (0, 1), (99, 20), ("3", 1), (True, 1), (None, 1)])
def test_what_the_application_told_is_read_within_bounds(told: object, read: int) -> None:
    assert words.people(told) == read


def test_an_unknown_need_is_none_and_a_round_or_term_that_runs_backwards_is_told_so() -> None:
    assert [words.need(one) for one in ("elderly", "rich", None)] == ["elderly", "none", "none"]
    raw = {"name": "一", "opens_on": "2026-03-10", "closes_on": "2026-03-01", "order": "date", "planned": "1"}
    with pytest.raises(Refusals) as wrong:
        words.round_of({**raw, "for_migrants": "0"}, today=DAY)
    assert [one.code for one in wrong.value.refusals] == ["bad_range"]
    with pytest.raises(Refusals) as back:
        words.term({"begins_on": "2026-04-01", "until": "2026-04-01"})
    assert [one.code for one in back.value.refusals] == ["bad_range"]


@pytest.mark.parametrize("cycle", [life.LIFECYCLE, life.MEASURE])
def test_every_state_can_be_reached(cycle: object) -> None:
    assert cycle.reachable() == frozenset(cycle.states)  # type: ignore[attr-defined]
