"""Reasons in plain words: one way that holds is enough, what must not be is said so, ends far away trouble nobody."""

import datetime

import pytest
from tests import entitling

from anju.law import entitlement
from anju.web import rights

ON = datetime.date(2026, 3, 4)
LEASE = '{ fact = "has_lease", is = true, rule = "I3", zh = "有租房合同", en = "A lease" }'
OWNS = '{ fact = "owns_dwelling", is = true, rule = "I6", zh = "有自有住房", en = "Owns a dwelling" }'
YOUNG = '{ fact = "born_on", years_below = 40, rule = "I3", zh = "不满40岁", en = "Under forty" }'


@pytest.fixture
def shown(monkeypatch, tmp_path):
    def of(condition, **facts):
        text = entitling.SERVICES["delivery"].split("condition")[0] + f"condition = {condition}\n"
        services = entitling.opened(monkeypatch, tmp_path, {"one": text})
        items = entitlement.weigh(services=services.values(), facts=facts, on=ON)
        return rights.parts(items, on=ON)[0].groups[0].rows[0]

    return of


def lines(row):
    return [(str(line.text), line.answer, line.deep) for line in row.lines]


def test_all_ways_are_told_while_none_holds(shown):
    row = shown(f"{{ any = [{LEASE}, {OWNS}] }}", has_lease=False)
    assert lines(row) == [
        ("下面有一项就行：", "", False),
        ("有租房合同", "no", True),
        ("有自有住房", "unknown", True),
    ]
    assert [str(text) for text in row.missing] == ["在本地有自有住房"]


def test_the_way_that_holds_is_told_alone(shown):
    assert lines(shown(f"{{ any = [{LEASE}, {OWNS}] }}", owns_dwelling=True)) == [("有自有住房", "meets", False)]


@pytest.mark.parametrize(("owns", "answer"), [(True, "no"), (False, "meets"), (None, "unknown")])
def test_what_must_not_be_is_said_so(shown, owns, answer):
    facts = {} if owns is None else {"owns_dwelling": owns}
    assert lines(shown(f"{{ not = {OWNS} }}", **facts)) == [("没有这种情况：有自有住房", answer, False)]


def test_of_several_things_that_must_not_be_together_each_is_told(shown):
    row = shown(f"{{ not = {{ all = [{LEASE}, {OWNS}] }} }}", has_lease=False)
    assert lines(row) == [
        ("不能有下面这种情况：", "", False),
        ("有租房合同", "", True),
        ("有自有住房", "", True),
    ]


def test_an_end_is_told_where_it_is_near(shown):
    assert shown(YOUNG, born_on=datetime.date(1986, 6, 1)).until == datetime.date(2026, 6, 1)
    assert shown(YOUNG, born_on=datetime.date(1996, 6, 1)).until is None
