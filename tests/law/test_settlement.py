"""The pre-check for settling: each size of city with who meets it, who lacks something, and who can't be told. Source: I8."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from anju.catalogue import CatalogueError
from anju.catalogue import settlement as sets
from anju.law import condition, settlement

DAY = datetime.date(2026, 3, 4)
HOME = {"owns_dwelling": False, "has_lease": True}


def _weighed(size: str, **facts: Any) -> condition.Weighed:
    found = settlement.holding(sets.current(), size=size, on=DAY)
    return condition.weigh(found.condition, facts=facts, on=DAY)


@pytest.mark.parametrize(
    ("size", "facts", "answer"),
    [
        ("town", HOME, "meets"),
        ("town", {"owns_dwelling": False, "has_lease": False}, "no"),
        ("town", {"owns_dwelling": False}, "unknown"),
        ("medium", {**HOME, "works": True, "insured_months": 12}, "meets"),
        ("medium", {**HOME, "works": True, "insured_months": 11}, "no"),
        ("large", {**HOME, "contract_months": 12, "insured_months": 24}, "meets"),
        ("large", {**HOME, "contract_months": 6, "has_licence": False, "insured_months": 24}, "no"),
        ("mega", {**HOME, "works": True, "insured_months": 60, "resident_since": datetime.date(2021, 3, 4)}, "meets"),
        (
            "mega",
            {**HOME, "works": True, "insured_months": 60, "resident_since": datetime.date(2022, 3, 4)},
            "not_yet",
        ),
    ],
)
def test_I8_each_size_of_city_asks_for_its_own(size: str, facts: dict[str, Any], answer: str) -> None:
    assert _weighed(size, **facts).answer == answer


def test_what_time_alone_mends_is_told_with_its_day() -> None:
    facts = {**HOME, "works": True, "insured_months": 60, "resident_since": datetime.date(2022, 3, 4)}
    assert _weighed("mega", **facts).from_on == datetime.date(2027, 3, 4)


def test_no_size_asks_for_more_insurance_than_the_article_lets_it() -> None:
    most = {"town": 0, "medium": 36, "large": 60, "mega": 60}
    for one in sets.current():
        asked = [leaf.value for leaf in condition.leaves(one.condition) if leaf.fact == "insured_months"]
        assert all(int(value) <= most[one.size] for value in asked), one.size  # type: ignore[arg-type]


def test_a_later_set_holds_from_its_day_and_before_the_first_the_first_does() -> None:
    old, new = (
        settlement.RuleSet(size="town", from_on=day, summary=one.summary, condition=one.condition)
        for one in sets.current()[:1]
        for day in (datetime.date(2016, 1, 1), datetime.date(2027, 1, 1))
    )
    for on, held in ((DAY, old), (datetime.date(2027, 1, 1), new), (datetime.date(2000, 1, 1), old)):
        assert settlement.holding([old, new], size="town", on=on) is held
    with pytest.raises(ValueError, match="no rule set"):
        settlement.holding([old], size="mega", on=DAY)


GOOD = """
[[sets]]
size = "{size}"
from = 2016-01-01
status = "V"
summary = {{ zh = "有住所", en = "A home" }}
condition = {{ fact = "has_lease", is = true, rule = "I8", zh = "有住所", en = "A home" }}
"""


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('size = "mega"', 'size = "giant"', "'size' must be one of"),
        ("2016-01-01", '"2016"', "must be a date"),
        ('"V"', '"Z"', "'status' must be"),
        ('en = "A home" }\ncondition', 'en = "" }\ncondition', "zh and en"),
        ("has_lease", "has_castle", "there is no fact"),
        ("size =", "sise = 1\nsize =", "unknown key"),
        ("[[sets]]", "[[sets", "isn't TOML"),
    ],
)
def test_a_broken_file_refuses_to_start_and_says_where(tmp_path: Path, was: str, now: str, said: str) -> None:
    text = "".join(GOOD.format(size=size) for size in settlement.ORDER)
    assert was in text
    path = tmp_path / "settlement.toml"
    path.write_text(text.replace(was, now))
    with pytest.raises(CatalogueError, match=said):
        sets.load(path=path)


def test_a_missing_size_and_two_sets_of_one_day_refuse_to_start(tmp_path: Path) -> None:
    path = tmp_path / "settlement.toml"
    path.write_text(GOOD.format(size="town") * 2)
    with pytest.raises(CatalogueError) as wrong:
        sets.load(path=path)
    assert [problem.message for problem in wrong.value.problems] == [
        "there is none for the size 'medium'",
        "there is none for the size 'large'",
        "there is none for the size 'mega'",
        "two of one size begin on one day",
    ]
