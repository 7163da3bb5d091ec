"""Allotment of places: nobody with a better claim is left behind, whatever the list and the seed (I5)."""

import itertools
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from anju.law import draw
from anju.law.school import allotment, ground
from anju.law.school.allotment import Placed, Pupil, Seats
from anju.law.school.ground import Claims

SCHOOLS = ("a", "b", "c")
SEED = "0" * 64


@st.composite
def _case(draw: st.DrawFn, most: int = 9) -> tuple[list[Pupil], list[Seats], str]:
    pupils = [
        Pupil(
            number=number,
            wishes=tuple(draw(st.lists(st.sampled_from(SCHOOLS), unique=True, max_size=3))),
            groups={school: draw(st.integers(0, 2)) for school in SCHOOLS},
            since=draw(st.integers(0, 2)),
            community=draw(st.sampled_from(("371302001001", "371302002001"))),
        )
        for number in range(1, draw(st.integers(0, most)) + 1)
    ]
    seats = [Seats(school=one, places=draw(st.integers(0, 4)), community="371302001001") for one in SCHOOLS]
    return pupils, seats, draw(st.text("0123456789abcdef", min_size=4, max_size=8))


@given(_case())
def test_no_school_takes_more_than_it_has_room_for_and_everyone_is_placed_while_there_is_any(
    case: tuple[list[Pupil], list[Seats], str],
) -> None:
    pupils, seats, seed = case
    placed = allotment.allot(pupils=pupils, schools=seats, seed=seed)
    taken = {one.school: sum(end.school == one.school for end in placed) for one in seats}
    assert [one.school for one in seats if taken[one.school] > one.places] == []
    assert [one.number for one in placed] == sorted(one.number for one in pupils)
    room = sum(one.places for one in seats)
    assert sum(bool(one.school) for one in placed) == min(len(pupils), room)


@given(_case())
def test_no_child_would_rather_be_where_it_has_the_better_claim(case: tuple[list[Pupil], list[Seats], str]) -> None:
    pupils, seats, seed = case
    placed = allotment.allot(pupils=pupils, schools=seats, seed=seed)
    assert allotment.blocking(pupils=pupils, schools=seats, placed=placed, seed=seed) == ()


@given(_case(), st.randoms(use_true_random=False))
def test_the_order_of_the_list_and_of_the_schools_changes_nothing(
    case: tuple[list[Pupil], list[Seats], str], dice: random.Random
) -> None:
    pupils, seats, seed = case
    first = allotment.allot(pupils=pupils, schools=seats, seed=seed)
    dice.shuffle(pupils)
    dice.shuffle(seats)
    assert allotment.allot(pupils=pupils, schools=seats, seed=seed) == first


@settings(deadline=None, max_examples=60)
@given(_case(most=4))
def test_among_all_ways_without_a_better_claim_left_it_is_the_one_best_for_every_child(
    case: tuple[list[Pupil], list[Seats], str],
) -> None:
    pupils, seats, seed = case
    found = allotment.allot(pupils=pupils, schools=seats, seed=seed)
    best = {one.number: one.choice or 99 for one in found}
    for way in itertools.product(*[(*one.wishes, "") for one in pupils]):
        ends = tuple(
            Placed(
                number=one.number,
                school=school,
                choice=one.wishes.index(school) + 1 if school else 0,
                draw=draw.lot(seed=seed, number=one.number),
            )
            for one, school in zip(pupils, way, strict=True)
        )
        over = any(sum(one.school == seat.school for one in ends) > seat.places for seat in seats)
        if over or allotment.blocking(pupils=pupils, schools=seats, placed=ends, seed=seed):
            continue
        assert all((one.choice or 99) >= best[one.number] for one in ends)


def test_a_better_group_comes_first_and_the_draw_decides_within_one() -> None:
    seats = [Seats(school="a", places=1, community="371302001001")]
    plain = [Pupil(number=number, wishes=("a",), groups={"a": 1}) for number in range(1, 9)]
    lucky = min(plain, key=lambda one: draw.lot(seed=SEED, number=one.number)).number
    placed = {one.number: one for one in allotment.allot(pupils=plain, schools=seats, seed=SEED)}
    assert [number for number, one in placed.items() if one.school] == [lucky]
    first = Pupil(number=99, wishes=("a",), groups={"a": 0})
    again = {one.number: one.school for one in allotment.allot(pupils=[*plain, first], schools=seats, seed=SEED)}
    assert [number for number, school in again.items() if school] == [99]


def test_registered_earlier_comes_before_the_draw() -> None:
    seats = [Seats(school="a", places=1)]
    pupils = [Pupil(number=number, wishes=("a",), groups={"a": 0}, since=100 - number) for number in range(1, 6)]
    assert [one.number for one in allotment.allot(pupils=pupils, schools=seats, seed=SEED) if one.school] == [5]


def test_whoever_is_left_gets_the_nearest_school_with_room_and_of_equally_near_the_emptiest() -> None:
    seats = [
        Seats(school="far", places=9, community="371311001001"),
        Seats(school="street", places=2, community="371302001002"),
        Seats(school="emptier", places=3, community="371302001003"),
        Seats(school="full", places=0, community="371302001001"),
    ]
    pupil = Pupil(number=1, wishes=("full",), groups={"full": 0}, community="371302001001")
    assert allotment.allot(pupils=[pupil], schools=seats, seed=SEED)[0].school == "emptier"
    nearer = [*seats, Seats(school="same", places=1, community="371302001001")]
    assert allotment.allot(pupils=[pupil], schools=nearer, seed=SEED)[0].school == "same"
    only = [seats[0], seats[3]]
    assert allotment.allot(pupils=[pupil], schools=only, seed=SEED)[0].school == "far"


def test_anybody_can_count_the_draw_again_and_the_seed_is_bound_by_its_digest() -> None:
    assert draw.lot(seed="ab", number=7) == 481_736_593
    assert draw.promise(seed="ab") == "fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603"


def test_a_wish_for_a_school_outside_the_round_is_passed_over() -> None:
    pupil = Pupil(number=1, wishes=("gone", "a"), groups={"gone": 0, "a": 0})
    end = allotment.allot(pupils=[pupil], schools=[Seats(school="a", places=1)], seed=SEED)[0]
    assert (end.school, end.choice) == ("a", 2)


def test_a_free_place_that_somebody_wished_for_is_found_out() -> None:
    pupil = Pupil(number=1, wishes=("a", "b"), groups={"a": 0, "b": 0})
    ends = (Placed(number=1, school="b", choice=2, draw=draw.lot(seed=SEED, number=1)),)
    seats = [Seats(school="a", places=1), Seats(school="b", places=1)]
    assert allotment.blocking(pupils=[pupil], schools=seats, placed=ends, seed=SEED) == ((1, "a"),)


def test_the_waiting_list_is_who_wished_it_more_in_the_published_order() -> None:
    pupils = [
        Pupil(number=1, wishes=("a", "b"), groups={"a": 1, "b": 0}),
        Pupil(number=2, wishes=("b", "a"), groups={"a": 0, "b": 0}),
        Pupil(number=3, wishes=("a", "b"), groups={"a": 0, "b": 0}),
        Pupil(number=4, wishes=("a",), groups={"a": 0}),
    ]
    now = {1: "b", 2: "b", 3: "b", 4: "c"}
    order = allotment.waiting(school="a", pupils=pupils, now=now, passed={}, seed=SEED)
    assert set(order) == {1, 3, 4}
    assert order[-1] == 1
    assert allotment.waiting(school="a", pupils=pupils, now=now, passed={3: ["a"], 4: ["a"]}, seed=SEED) == (1,)


def test_the_first_group_that_holds_counts() -> None:
    zone = frozenset({"a"})
    full = Claims(zone=zone, permit=True, work=True, sibling="", since=None)
    assert ground.place(claims=full, school="a", order=ground.DEFAULT) == 0
    assert ground.place(claims=full, school="b", order=ground.DEFAULT) == 4
    brother = Claims(zone=frozenset(), permit=False, work=False, sibling="b", since=None)
    assert ground.place(claims=brother, school="b", order=ground.DEFAULT) == 1
    one = Claims(zone=zone, permit=True, work=False, sibling="", since=None)
    assert ground.place(claims=one, school="a", order=ground.DEFAULT) == 2
    bare = Claims(zone=zone, permit=False, work=False, sibling="", since=None)
    assert ground.place(claims=bare, school="a", order=ground.DEFAULT) == 3
    assert ground.place(claims=one, school="b", order=("permit", "other")) == 0
