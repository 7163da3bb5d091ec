"""The same condition answers alike in Python and in PostgreSQL, whatever the facts."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anju.law import condition
from anju.law.condition import All, Any, Leaf, Not
from anju.law.facts import FACTS
from anju.law.wording import Text
from anju.queries import direct
from anju.queries.entitlement import compiling

pytestmark = pytest.mark.django_db

WORDS = Text(zh="一", en="one")
TYPES = {"yes_no": "boolean", "number": "bigint", "date": "date", "choice": "text"}
NEAR = st.dates(min_value=date(2016, 1, 1), max_value=date(2031, 12, 31))
MONTH_ENDS = st.builds(
    lambda year, month: date(year, month, {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)),
    st.integers(2016, 2030),
    st.integers(1, 12),
)
DAYS = st.one_of(NEAR, MONTH_ENDS, st.sampled_from([date(2024, 2, 29), date(2020, 2, 29), date(2023, 8, 31)]))


def drawn(fact):
    if fact.kind == "yes_no":
        return st.booleans()
    if fact.kind == "number":
        return st.integers(0, 40)
    if fact.kind == "date":
        return DAYS
    return st.sampled_from([code.value for code in fact.choices])


def leaf(fact):
    if fact.kind == "yes_no":
        return st.builds(lambda value: Leaf(fact.id, "is", value, "I1", WORDS), st.booleans())
    if fact.kind == "number":
        return st.builds(
            lambda test, value: Leaf(fact.id, test, value, "I1", WORDS),
            st.sampled_from(["at_least", "below"]),
            st.integers(0, 40),
        )
    if fact.kind == "choice":
        some = st.lists(st.sampled_from([code.value for code in fact.choices]), min_size=1, max_size=3)
        return st.builds(lambda value: Leaf(fact.id, "in", tuple(value), "I1", WORDS), some)
    months = st.builds(
        lambda test, value: Leaf(fact.id, test, value, "I1", WORDS),
        st.sampled_from(["months_at_least", "months_below"]),
        st.one_of(st.integers(0, 90), st.just(200_000)),
    )
    years = st.builds(
        lambda test, value, by: Leaf(fact.id, test, value, "I1", WORDS, by),
        st.sampled_from(["years_at_least", "years_below"]),
        st.integers(0, 9),
        st.sampled_from([None, (8, 31), (1, 1), (2, 28), (12, 31)]),
    )
    return st.one_of(months, years)


LEAVES = st.sampled_from(sorted(FACTS)).flatmap(lambda name: leaf(FACTS[name]))
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=4).map(lambda parts: Any(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=8,
)


def compiled(found, **given):
    return compiling.expression(found, of_leaf=lambda one: compiling.leaf(one, **given))


def asked(found, facts, on):
    values = []
    text = compiled(found, on=on, columns=FACTS, values=values)
    first = len(values) + 1
    columns = ", ".join(f"${first + at}::{TYPES[fact.kind]} AS {name}" for at, (name, fact) in enumerate(FACTS.items()))
    return direct.ask(f"SELECT {text} FROM (SELECT {columns}) f", [*values, *(facts.get(name) for name in FACTS)])[0][0]


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(CONDITIONS, st.fixed_dictionaries({}, optional={name: drawn(fact) for name, fact in FACTS.items()}), DAYS)
def test_postgresql_and_python_answer_alike(found, facts, on):
    said = condition.weigh(found, facts=facts, on=on).answer
    assert asked(found, facts, on) == {"meets": True, "unknown": None, "no": False, "not_yet": False}[said]


def test_a_fact_that_nobody_has_on_file_is_unknown():
    values = []
    asked = All((Leaf("works", "is", True, "I1", WORDS),))
    text = compiled(asked, on=date(2026, 3, 4), columns=(), values=values)
    assert (text, values) == ("(NULL::boolean)", [])
