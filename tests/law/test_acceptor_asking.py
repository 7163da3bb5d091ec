"""What a body tells about itself: read all at once, published by a person only."""

from typing import Any

import pytest

from anju.law import acceptor
from anju.law.refusal import Refusal, Refusals

GOOD = {
    "name": " 兰山农商银行　城区支行 ",
    "kind": "bank",
    "county": "371302000000",
    "offers": "凭居住证开户，不用户口簿",
    "place": "沂蒙路100号",
    "phone": "０５３９-8123456",
}


def read(papers: tuple[str, ...] = ("permit", "receipt"), **changes: str) -> acceptor.Asked:
    return acceptor.read({**GOOD, **changes}, papers=papers, counties={"371302000000"})


def wrong(*, papers: tuple[str, ...] = ("permit",), **changes: str) -> dict[str, str]:
    with pytest.raises(Refusals) as told:
        read(papers, **changes)
    return {one.field or "": one.code for one in told.value.refusals}


def test_what_is_typed_is_tidied_and_papers_stand_in_their_order() -> None:
    assert read() == acceptor.Asked(
        name="兰山农商银行 城区支行",
        kind="bank",
        county="371302000000",
        papers=("receipt", "permit"),
        offers="凭居住证开户，不用户口簿",
        place="沂蒙路100号",
        phone="0539-8123456",
    )


def test_everything_wrong_is_told_at_once() -> None:
    empty = dict.fromkeys(GOOD, "")
    assert wrong(papers=(), **empty) == {
        "name": "missing",
        "offers": "missing",
        "place": "missing",
        "phone": "missing",
        "kind": "not_an_option",
        "county": "not_an_option",
        "papers": "not_an_option",
    }


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "行" * 81, "too_long"),
        ("offers", "开" * 201, "too_long"),
        ("place", "路" * 121, "too_long"),
        ("phone", "1" * 21, "too_long"),
        ("phone", "call me", "phone_unreadable"),
        ("phone", "12", "phone_unreadable"),
        ("kind", "casino", "not_an_option"),
        ("county", "371311000000", "not_an_option"),
        ("website", "http://spam.example", "not_empty"),
    ],
)
def test_one_wrong_entry_is_told_beside_its_field(field: str, value: str, code: str) -> None:
    changed: dict[str, Any] = {field: value}
    assert wrong(**changed)[field] == code


def test_an_unknown_paper_is_no_option() -> None:
    assert wrong(papers=("permit", "passport")) == {"papers": "not_an_option"}


def test_control_characters_are_no_part_of_a_name() -> None:
    assert read(name="农商\x00银\r\n行").name == "农商 银 行"


@pytest.mark.parametrize(("text", "code"), [(" \n", "reason_missing"), ("长" * 301, "reason_too_long")])
def test_I10_a_decision_against_a_body_needs_its_reason(text: str, code: str) -> None:
    with pytest.raises(Refusal) as told:
        acceptor.reason(text)
    assert (told.value.code, told.value.field, told.value.rule) == (code, "why", "I10")
    assert acceptor.reason(" 地址\n查无 ") == "地址 查无"


def test_only_what_waits_is_published_and_only_what_is_published_ends() -> None:
    allowed: dict[str, Any] = {
        state: [step.act for step in acceptor.LIFECYCLE.acts_from(state)] for state in acceptor.STATES
    }
    assert allowed == {
        "asked": ["publish_acceptor", "decline_acceptor"],
        "published": ["end_acceptor"],
        "declined": [],
        "ended": [],
    }
    assert acceptor.LIFECYCLE.reachable() == frozenset(acceptor.STATES)
