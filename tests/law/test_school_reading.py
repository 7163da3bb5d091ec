"""What is read of schooling: ages and years, rounds, places, wishes, small figures (I5, N6)."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju.law.refusal import Refusal, Refusals
from anju.law.school import figures, ground, opening, places, stage, wish

D = datetime.date
TODAY = D(2026, 3, 4)
ROUND = {
    "year": "2026",
    "level": "primary",
    "grade": "1",
    "first_on": "2026-03-05",
    "last_on": "2026-03-07",
    "announce_on": "2026-03-08",
    "reply_days": "7",
    "rules": ["zone", "other"],
    "within": "draw",
    "places": {"a": "5", "b": ""},
}


def test_a_child_reaches_a_level_in_the_year_it_is_old_enough_by_31_august() -> None:
    assert stage.born(level="primary", year=2026) == (D(2019, 9, 1), D(2020, 8, 31))
    assert [stage.reached(born_on=day, year=2026) for day in (D(2020, 8, 31), D(2020, 9, 1), D(2023, 8, 31))] == [
        "primary",
        None,
        "kindergarten",
    ]
    assert stage.reached(born_on=D(2014, 1, 1), year=2026) == "middle"
    assert stage.open_to(born_on=D(2019, 1, 1), year=2026) == ("primary", "kindergarten")


@given(st.dates(D(2012, 1, 1), D(2026, 1, 1)), st.integers(2024, 2034))
def test_each_birthday_belongs_to_one_year_of_each_level(born_on: D, year: int) -> None:
    for level, one in stage.STAGES.items():
        years = [
            near
            for near in range(born_on.year, born_on.year + 20)
            if stage.born(level=level, year=near)[0] <= born_on <= stage.born(level=level, year=near)[1]
        ]
        assert years == [born_on.year + one.age + (born_on > D(born_on.year, 8, 31))]
    assert stage.reached(born_on=born_on, year=year) in {None, *stage.STAGES}


def test_from_september_on_the_next_school_year_is_meant() -> None:
    assert [stage.year_of(day) for day in (D(2026, 8, 31), D(2026, 9, 1))] == [2026, 2027]


@pytest.mark.parametrize("typed", ["", "26", "2101", "x", "20.6"])
def test_what_is_no_school_year_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as told:
        stage.year(typed)
    assert told.value.code == "not_a_year"


@pytest.mark.parametrize("typed", ["0", "7", "", "一"])
def test_what_is_no_grade_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as told:
        stage.grade(typed, level="primary")
    assert told.value.code == "no_such_grade"


def test_a_round_is_read() -> None:
    read = opening.read(ROUND, on=TODAY, offered={"a": 5, "b": 3})
    assert (read.year, read.level, read.grade, read.rules, read.within) == (
        2026,
        "primary",
        1,
        ("zone", "other"),
        "draw",
    )
    assert (read.dates.last_on, read.dates.reply_days, read.places) == (D(2026, 3, 7), 7, {"a": 5})


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"first_on": "2026-03-03"}, "first_on"),
        ({"last_on": "2026-03-06"}, "last_on"),
        ({"announce_on": "2026-03-07"}, "announce_on"),
        ({"first_on": "soon"}, "first_on"),
        ({"reply_days": "2"}, "reply_days"),
        ({"reply_days": "x"}, "reply_days"),
        ({"rules": ["zone"]}, "rules"),
        ({"rules": "other"}, "rules"),
        ({"rules": ["other", "other"]}, "rules"),
        ({"rules": ["rich", "other"]}, "rules"),
        ({"within": "height"}, "within"),
        ({"grade": "9"}, "grade"),
    ],
)
def test_what_is_wrong_with_a_round_is_told_at_its_field(wrong: dict[str, object], field: str) -> None:
    with pytest.raises(Refusals) as told:
        opening.read({**ROUND, **wrong}, on=TODAY, offered={"a": 5})
    assert [one.field for one in told.value.refusals] == [field]


def test_places_are_whole_numbers_no_more_than_published() -> None:
    for typed, code in (("6", "too_many_places"), ("-1", "not_a_number")):
        with pytest.raises(Refusals) as told:
            opening.read({**ROUND, "places": {"a": typed}}, on=TODAY, offered={"a": 5})
        assert [one.code for one in told.value.refusals] == [code, "places_missing"]
    with pytest.raises(Refusals) as nothing:
        opening.read({**ROUND, "places": "5"}, on=TODAY, offered={"a": 5})
    assert [one.code for one in nothing.value.refusals] == ["places_missing"]


def test_after_publication_places_are_only_added() -> None:
    assert opening.added(before=3, typed="4", field="a") == 4
    with pytest.raises(Refusal) as told:
        opening.added(before=3, typed="2", field="a")
    assert told.value.code == "fewer_places"


def test_a_place_says_by_which_wish_it_came() -> None:
    assert [ground.choice(number).zh for number in (0, 2)] == ["县（市、区）统筹安排", "第2志愿"]
    with pytest.raises(Refusal):
        ground.within("x")


def test_a_zone_is_read_by_code_or_name_and_each_line_counts_once() -> None:
    known = {"371302001001": ("371302001001",), "红星": ("371302001001",), "同名": ("1", "2")}
    assert places.zone("红星\n\n371302001001\n", known=known) == ("371302001001",)
    with pytest.raises(Refusals) as told:
        places.zone("同名\n无名", known=known)
    assert [one.code for one in told.value.refusals] == ["no_such_community"] * 2


def test_a_table_longer_than_anybody_keeps_is_refused() -> None:
    text = "\n".join(f"a,1,{at},0,0" for at in range(places.MOST_LINES + 1))
    with pytest.raises(Refusal) as told:
        places.table(text, schools={})
    assert told.value.code == "table_long"


def test_levels_are_listed_for_a_form() -> None:
    assert [key for key, _ in places.levels()] == ["kindergarten", "primary", "middle"]
    with pytest.raises(Refusal):
        stage.level("high")
    with pytest.raises(Refusals) as long:
        places.described({"level": "primary", "ownership": "public", "name": "长" * 81, "place": "a", "phone": "1"})
    assert [one.code for one in long.value.refusals] == ["too_long"]


def test_wishes_keep_their_order_and_gaps_close() -> None:
    read = wish.read({"wish_1": "a", "wish_3": "b", "sibling": "b"}, offered=["a", "b"])
    assert (read.schools, read.sibling) == (("a", "b"), "b")


def test_before_the_first_day_nobody_applies_and_after_the_last_one_is_late() -> None:
    days = {"first_on": D(2026, 3, 5), "last_on": D(2026, 3, 7)}
    assert [wish.late(on=D(2026, 3, day), **days) for day in (5, 7, 8)] == [False, False, True]
    with pytest.raises(Refusal) as told:
        wish.late(on=D(2026, 3, 4), **days)
    assert told.value.code == "not_open_yet"


def test_a_child_too_young_is_told_so() -> None:
    wish.old_enough(born_on=D(2020, 8, 31), level="primary", year=2026)
    with pytest.raises(Refusal) as told:
        wish.old_enough(born_on=D(2020, 9, 1), level="primary", year=2026)
    assert told.value.code == "too_young"


def test_N6_a_small_figure_is_hidden() -> None:
    assert [figures.total(count) for count in (0, 9, 10)] == [0, None, 10]


def test_a_table_is_read_with_the_line_ends_of_any_system_and_one_that_is_broken_is_refused() -> None:
    schools = {"一小": ("a", "primary")}
    for end in ("\n", "\r\n", "\r"):
        lines = places.table(f"一小,1,40,10,30{end}一小,2,40,10,30", schools=schools)
        assert [line.places.grade for line in lines if line.places] == [1, 2]
    with pytest.raises(Refusal) as told:
        places.table("x" * 140_000, schools=schools)
    assert told.value.code == "table_broken"
