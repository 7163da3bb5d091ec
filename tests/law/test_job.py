"""The board's law: credit codes, what an offer must say, what is pointed out to an officer, what an entry says. Source: notice 二 R1."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from stdnum.cn import uscc
from tests import jobbing

from anju.law.job import (
    advice,
    application,
    creditcode,
    employer,
    employment,
    ground,
    lines,
    occupation,
    offer,
    reporting,
    vacancy,
)
from anju.law.refusal import Refusal, Refusals

STREET = "371302001000"
_FIRST = some.text(alphabet=creditcode.ALPHABET, min_size=9, max_size=9)


def codes(raised: "pytest.ExceptionInfo[Refusals]") -> list[tuple[str, str | None]]:
    return [(one.code, one.field) for one in raised.value.refusals]


@given(begin=some.sampled_from(["91", "92", "12", "51"]), place=some.integers(110000, 659999), end=_FIRST)
def test_GB_32100_codes_check_as_an_independent_library_says(begin: str, place: int, end: str) -> None:
    first = f"{begin}{place}{end}"
    code = first + creditcode.check_character(first)
    assert uscc.calc_check_digit(first) == code[-1]
    assert creditcode.read(f" {code[:8].lower()}-{code[8:]} ") == code


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("", "code_shape"),
        ("91350100M000100Y4", "code_shape"),
        ("91350100M000100YI3", "code_shape"),
        ("91ABCDEFM000100Y43", "code_shape"),
        ("91350100M000100Y44", "code_check"),
    ],
)
def test_a_wrong_code_is_told_apart_by_shape_and_check(typed: str, refused: str) -> None:
    with pytest.raises(Refusal) as raised:
        creditcode.read(typed)
    assert raised.value.code == refused
    assert creditcode.read("91350100M000100Y43") == "91350100M000100Y43"


def test_everything_wrong_with_an_employer_is_told_at_once() -> None:
    with pytest.raises(Refusals) as raised:
        employer.read({"phone": "不知道", "name": "长" * 81}, counties=["371302000000"])
    assert codes(raised) == [
        ("too_long", "name"),
        ("code_shape", "code"),
        ("not_an_option", "county"),
        ("missing", "place"),
        ("missing", "contact"),
        ("phone_unreadable", "phone"),
        ("missing", "label"),
    ]
    for read in (lambda: employer.read_reach({}), lambda: employer.read_label("")):
        with pytest.raises(Refusals):
            read()
    assert employer.read_label(" 李\u0000经理 ") == "李 经理"


def read(**changes: Any) -> offer.Offer:
    return jobbing.read(place=STREET, **changes)


def test_an_offer_is_read_with_full_width_digits_and_one_wage() -> None:
    held = read(wage_from="４，５００", wage_to="", meals="", lodging="yes", contact_shown=True)
    assert (held.wage_from, held.wage_to, held.meals, held.lodging, held.contact_shown) == (
        4500,
        4500,
        False,
        True,
        True,
    )


def test_everything_wrong_with_an_offer_is_told_at_once() -> None:
    with pytest.raises(Refusals) as raised:
        offer.read({"wage_from": "0", "days": "91", "text": "长" * 1001}, places=[STREET], most_days=90)
    assert {field for _, field in codes(raised)} == {
        "title", "occupation", "place", "wage_from", "wage_unit", "schedule", "hours_week", "insurance", "openings",
        "text", "days",
    }  # fmt: skip
    with pytest.raises(Refusals) as raised:
        read(wage_from="5000", wage_to="4000")
    assert codes(raised) == [("wage_order", "wage_to")]
    assert lines.number("", name="n", label=offer.LABELS["days"], low=1, high=2, wrong=[], needed=False) is None


def test_wages_are_compared_by_the_month() -> None:
    found = [vacancy.month_wage(wage=wage, unit=unit) for wage, unit in ((4500, "month"), (200, "day"), (20, "hour"))]
    assert found == [4500, 4350, 3480]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("板材压贴，有师傅带", []),
        ("入职先交300元押金", ["fee"]),
        ("身份证原件由公司保管，扣身份证", ["papers"]),
        ("限本地户口", ["hukou"]),
        ("只招女，未婚优先", ["sex"]),
        ("汉族", ["people"]),
        ("要查乙肝两对半", ["health"]),
        ("18-35岁", ["age"]),
        ("收15岁学徒", ["child"]),
    ],
)
def test_I10_words_are_pointed_out_and_decide_nothing(words: str, expected: list[str]) -> None:
    found = advice.hints(
        words=words,
        wage_from=4500,
        wage_unit="month",
        hours_week=44,
        insurance="full",
        least_month=2010,
        least_hour=20,
    )
    assert [hint.id for hint in found] == expected


@pytest.mark.parametrize(
    ("wage", "unit", "expected"),
    [(2009, "month", ["wage"]), (92, "day", ["wage"]), (19, "hour", ["wage"]), (20, "hour", [])],
)
def test_a_wage_below_the_minimum_is_pointed_out_in_its_unit(wage: int, unit: str, expected: list[str]) -> None:
    found = advice.hints(
        words="", wage_from=wage, wage_unit=unit, hours_week=44, insurance="full", least_month=2010, least_hour=20
    )
    assert [hint.id for hint in found] == expected


def test_long_weeks_and_no_insurance_are_pointed_out() -> None:
    found = advice.hints(
        words="", wage_from=9000, wage_unit="month", hours_week=60, insurance="none", least_month=2010, least_hour=20
    )
    assert [hint.id for hint in found] == ["hours", "insurance"]


def test_I10_a_decision_against_somebody_has_reason_and_article() -> None:
    for reason, article, code in (
        ("", "fee", "reason_missing"),
        ("长" * 301, "fee", "words_too_long"),
        ("收钱", "x", "article_missing"),
    ):
        with pytest.raises(Refusal) as raised:
            ground.reasoned(reason=reason, article=article)
        assert raised.value.code == code
    assert ground.reasoned(reason=" 收钱 ", article="fee") == ("收钱", "fee")
    assert [ground.cited("fee").zh[:2], ground.cited("").zh] == ["向求", ""]


def test_words_of_an_application_are_short_and_an_invitation_says_when() -> None:
    assert application.words("") == ""
    for text, needed, code in (("", True, "words_missing"), ("长" * 301, False, "words_too_long")):
        with pytest.raises(Refusal) as raised:
            application.words(text, needed=needed)
        assert raised.value.code == code
    application.consent(given=True)


def test_what_is_no_kind_of_report_is_refused() -> None:
    assert reporting.read("fee") == "fee"
    with pytest.raises(Refusal):
        reporting.read("x")


def test_an_occupation_that_left_the_list_shows_as_its_code() -> None:
    assert [occupation.name("6-29").en, occupation.name("9-99").zh] == ["Building and fitting out", "9-99"]
    assert len(occupation.NAMES) == len(occupation.LIST)


def test_an_entry_of_the_unemployed_names_no_employer() -> None:
    day = datetime.date(2026, 3, 4)
    raw = {"kind": "unemployed", "since": "2026-03-01", "employer": "板材厂"}
    assert employment.read(raw, today=day) == employment.Entry("unemployed", datetime.date(2026, 3, 1), "")
    with pytest.raises(Refusals) as raised:
        employment.read({"kind": "employed", "since": "2026-03-01"}, today=day)
    assert codes(raised) == [("missing", "employer")]


def test_what_a_case_said_makes_the_entry() -> None:
    day = datetime.date(2026, 3, 4)
    said = {"employer": " 沂河 早点铺 ", "since": "2026-04-01", "work_kind": "x"}
    entry = employment.from_case(said, unemployed=False, applied_on=day)
    assert entry == employment.Entry("employed", day, "沂河 早点铺")
    assert employment.from_case(said, unemployed=True, applied_on=day).kind == "unemployed"


@pytest.mark.parametrize("cycle", [vacancy.LIFECYCLE, application.LIFECYCLE, employer.LIFECYCLE])
def test_every_state_can_be_reached(cycle: Any) -> None:
    assert cycle.reachable() == frozenset(cycle.states)
