"""Conditions: three answers, the day that mends, and what can't be read."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju.law import condition
from anju.law.condition import All, Any, Leaf, Not, spans
from anju.law.condition.parsing import ConditionError
from anju.law.condition.spans import Days
from anju.law.facts import FACTS
from anju.law.wording import Text

ON = date(2026, 3, 4)
WORDS = {"rule": "I1", "zh": "借书", "en": "Lending"}


def leaf(fact, **test):
    return condition.parse({"fact": fact, **test, **WORDS})


REGISTERED = leaf("registered", **{"is": True})
HALF_YEAR = leaf("registered_since", months_at_least=6)
ADULT = leaf("born_on", years_at_least=18)
CHILD = leaf("born_on", years_below=18)
OWNS_NONE = leaf("owns_dwelling", **{"is": False})


def answer(asked, **facts):
    return condition.weigh(asked, facts=facts, on=ON)


def test_what_holds_meets():
    assert answer(REGISTERED, registered=True).answer == "meets"


def test_what_does_not_hold_and_never_will_is_a_no():
    assert answer(REGISTERED, registered=False).answer == "no"


def test_what_nobody_knows_is_unknown_and_names_the_fact():
    found = answer(All((REGISTERED, OWNS_NONE)), registered=True)
    assert (found.answer, found.missing) == ("unknown", ("owns_dwelling",))


def test_a_no_needs_no_further_facts():
    found = answer(All((REGISTERED, OWNS_NONE)), registered=False)
    assert (found.answer, found.missing) == ("no", ())


def test_one_way_that_holds_is_enough_though_another_is_unknown():
    assert answer(Any((OWNS_NONE, REGISTERED)), registered=True).answer == "meets"


def test_a_way_that_needs_telling_is_not_asked_for_where_another_way_holds():
    asked = All((Any((REGISTERED, HALF_YEAR)), Not(OWNS_NONE)))
    assert answer(asked, registered=True).missing == ("owns_dwelling",)
    assert answer(asked).missing == ("registered", "registered_since", "owns_dwelling")


def test_time_alone_mends_half_a_year_and_says_from_when():
    found = answer(HALF_YEAR, registered_since=date(2025, 8, 31))
    assert answer(HALF_YEAR, registered_since=date(2025, 9, 5)).from_on == date(2026, 3, 5)
    assert found.answer == "meets"


def test_all_waits_for_the_last_and_any_for_the_first():
    facts = {"registered_since": date(2026, 1, 1), "born_on": date(2009, 1, 1)}
    assert answer(All((HALF_YEAR, ADULT)), **facts).from_on == date(2027, 1, 1)
    assert answer(Any((HALF_YEAR, ADULT)), **facts).from_on == date(2026, 7, 1)


def test_what_may_hold_later_is_not_yet_and_names_what_must_be_told():
    found = answer(All((HALF_YEAR, OWNS_NONE)), registered_since=date(2026, 1, 1))
    assert (found.answer, found.from_on, found.missing) == ("not_yet", date(2026, 7, 1), ("owns_dwelling",))


def test_what_holds_until_a_day_says_so():
    found = answer(CHILD, born_on=date(2009, 1, 1))
    assert (found.answer, found.until_on) == ("meets", date(2027, 1, 1))


def test_not_turns_time_around():
    assert answer(Not(CHILD), born_on=date(2009, 1, 1)).from_on == date(2027, 1, 1)


def test_a_window_between_two_ages_opens_and_closes():
    window = All((leaf("born_on", years_at_least=3), leaf("born_on", years_below=6)))
    assert answer(window, born_on=date(2024, 5, 1)).from_on == date(2027, 5, 1)
    assert answer(window, born_on=date(2019, 5, 1)).answer == "no"


@pytest.mark.parametrize(
    ("born_on", "from_on"),
    [(date(2020, 8, 31), None), (date(2020, 9, 1), date(2027, 1, 1)), (date(2021, 1, 1), date(2027, 1, 1))],
)
def test_school_age_is_told_on_the_last_of_august(born_on, from_on):
    school = leaf("born_on", years_at_least=6, by="08-31")
    assert answer(school, born_on=born_on).from_on == from_on


def test_each_leaf_is_answered_by_itself():
    found = answer(All((REGISTERED, HALF_YEAR, OWNS_NONE)), registered=True, registered_since=date(2026, 1, 1))
    assert [one.answer for one in found.reasons] == ["meets", "not_yet", "unknown"]


def test_a_day_past_the_calendar_is_never_reached():
    assert answer(leaf("born_on", years_at_least=9000), born_on=date(2000, 1, 1)).answer == "no"
    assert answer(leaf("born_on", years_below=9000), born_on=date(2000, 1, 1)).answer == "meets"


def test_a_value_of_the_wrong_kind_is_an_error_and_never_an_answer():
    with pytest.raises(ValueError, match="can't be asked"):
        answer(leaf("contract_months", at_least=12), contract_months="a year")


@pytest.mark.parametrize(
    ("data", "path", "words"),
    [
        (1, "", "must be a table"),
        ({}, "", "there is no fact None"),
        ({"fact": "shoe_size", "at_least": 40, **WORDS}, "", "there is no fact 'shoe_size'"),
        ({"fact": "registered", "is": True, **WORDS, "isnt": 1}, "", "unknown key 'isnt'"),
        ({"fact": "registered", "at_least": 1, **WORDS}, "", "ask exactly one of is"),
        ({"fact": "contract_months", "at_least": 1, "below": 3, **WORDS}, "", "ask exactly one of at_least, below"),
        ({"fact": "contract_months", "at_least": True, **WORDS}, "", "can't be True"),
        ({"fact": "contract_months", "at_least": -1, **WORDS}, "", "can't be -1"),
        ({"fact": "permit", "in": ["gone"], **WORDS}, "", "can't be 'gone'"),
        ({"fact": "permit", "in": [], **WORDS}, "", "can't be []"),
        ({"fact": "registered", "is": True, "rule": "I1", "zh": "", "en": "x"}, "", "'zh' must be a text"),
        ({"all": []}, "all", "must list 1 to 30"),
        ({"all": [{"fact": "x"}], "fact": "y"}, "", "'all' stands alone; take out fact"),
        ({"any": [{"not": {"all": [{"fact": "x"}]}}]}, "any[0].not.all[0]", "there is no fact 'x'"),
        ({"fact": "born_on", "years_at_least": 6, "by": "02-29", **WORDS}, "", "no day '02-29' in every year"),
        ({"fact": "born_on", "years_at_least": 6, "by": "late", **WORDS}, "", "a month and a day"),
        ({"fact": "registered_since", "months_at_least": 6, "by": "08-31", **WORDS}, "", "goes with years"),
    ],
)
def test_what_can_not_be_read_says_where_and_why(data, path, words):
    with pytest.raises(ConditionError) as error:
        condition.parse(data)
    assert error.value.path == path
    assert words in error.value.message


def test_a_shared_condition_is_used_by_its_name():
    shared = {"here": {"fact": "registered", "is": True, **WORDS}}
    assert condition.parse({"all": [{"use": "here"}]}, shared=shared) == All((REGISTERED,))


@pytest.mark.parametrize(
    ("shared", "path", "words"),
    [
        ({}, "", "no shared condition 'a'"),
        ({"a": {"use": "a"}}, "a", "goes round in a loop: a → a"),
        ({"a": {"not": {"use": "b"}}, "b": {"any": [{"use": "a"}]}}, "a.not.b.any[0]", "in a loop: a → b → a"),
        ({"a": {"use": ["b"]}}, "a", "no shared condition ['b']"),
        ({"a": {"use": "b", "fact": "x"}}, "a", "'use' stands alone"),
    ],
)
def test_a_shared_condition_that_is_missing_or_loops_is_told(shared, path, words):
    with pytest.raises(ConditionError) as error:
        condition.parse({"use": "a"}, shared=shared)
    assert error.value.path == path
    assert words in error.value.message


def test_a_condition_can_not_go_on_for_ever():
    data = {"fact": "registered", "is": True, **WORDS}
    for _ in range(13):
        data = {"not": data}
    with pytest.raises(ConditionError, match="at most 12 deep"):
        condition.parse(data)


days = st.dates(min_value=date(2020, 1, 1), max_value=date(2022, 12, 31))


@st.composite
def sets(draw):
    marks = sorted(set(draw(st.lists(days, max_size=6))))
    ranges = [(marks[i], marks[i + 1]) for i in range(0, len(marks) - 1, 2)]
    if len(marks) % 2:
        ranges.append((marks[-1], None))
    return Days(tuple(ranges))


@given(sets(), sets(), days)
def test_sets_of_days_behave_as_sets(one, other, day):
    assert (day in one | other) == (day in one or day in other)
    assert (day in one & other) == (day in one and day in other)
    assert (day in ~one) == (day not in one)
    assert ~~one == one


@given(sets(), days)
def test_the_next_start_is_the_first_day_after_a_gap(one, day):
    start = one.next_start(day)
    if start is not None:
        assert start in one
        assert start - timedelta(days=1) not in one
        assert start > day


def leaf_for(fact):
    words = Text(zh="一", en="one")
    test, value = {
        "yes_no": ("is", True),
        "number": ("at_least", 12),
        "date": ("months_at_least", 12),
    }.get(fact.kind, ("in", tuple(code.value for code in fact.choices or ())[:1]))
    return Leaf(fact.id, test, value, "I1", words)


LEAVES = st.sampled_from([leaf_for(fact) for fact in FACTS.values()])
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=8,
)


KINDS = {
    "yes_no": st.booleans(),
    "number": st.integers(0, 24),
    "date": st.dates(min_value=date(2020, 1, 1), max_value=date(2027, 1, 1)),
}


def values(fact):
    return KINDS[fact.kind] if fact.kind in KINDS else st.sampled_from([code.value for code in fact.choices])


FACT_VALUES = st.fixed_dictionaries({}, optional={fact.id: values(fact) for fact in FACTS.values()})


@given(CONDITIONS, FACT_VALUES, days)
def test_the_day_that_is_told_is_the_first_on_which_it_holds(asked, facts, on):
    found = condition.weigh(asked, facts=facts, on=on)
    if found.answer == "not_yet":
        eve = found.from_on - timedelta(days=1)
        then = condition.weigh(asked, facts=facts, on=found.from_on)
        assert then.answer == ("unknown" if found.missing else "meets")
        assert condition.weigh(asked, facts=facts, on=eve).answer in {"not_yet", "no"}
    if found.answer == "meets" and found.until_on is not None:
        assert condition.weigh(asked, facts=facts, on=found.until_on).answer != "meets"


@given(CONDITIONS, FACT_VALUES, days, st.data())
def test_learning_a_fact_never_turns_a_plain_answer(asked, facts, on, data):
    before = condition.weigh(asked, facts=facts, on=on).answer
    known = {fact.id: data.draw(values(fact)) for fact in FACTS.values() if fact.id not in facts}
    after = condition.weigh(asked, facts={**known, **facts}, on=on).answer
    if before == "meets":
        assert after == "meets"
    if before == "no":
        assert after == "no"


def test_the_end_of_days_is_a_set_too():
    assert spans.since(None) == spans.NEVER
    assert spans.before(None) == spans.ALWAYS
