"""An application is read all at once: what is wrong is named with its field, and nothing the card does not need is kept."""

import datetime
import uuid
from typing import Any

import pytest

from anju.law import identity
from anju.law.codes import PermitFileKind, PermitGround
from anju.law.permit import application, ethnicity, ground
from anju.law.permit.application import About, Given
from anju.law.permit.ground import ProofKind
from anju.law.refusal import Refusal, Refusals

TODAY = datetime.date(2026, 9, 4)
ADULT = About(birth_on=datetime.date(1990, 3, 7))
CHILD = About(birth_on=datetime.date(2015, 3, 7))
PLACE, PICTURE, PAPER = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()


def number(first: str = "41010519600307001") -> str:
    return first + identity.check_digit(first)


def first(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "first",
        "ground": "dwelling",
        "proofs": [{"kind": "lease", "source": "upload", "upload": str(PAPER)}],
        "ethnicity": "汉族",
        "portrait": str(PICTURE),
        "collect_at": str(PLACE),
        "truth": "on",
        **changes,
    }


def card(kind: str = "exchange", **changes: Any) -> dict[str, Any]:
    return {"kind": kind, "cause": "damaged", "collect_at": PLACE, "truth": True, **changes}


def read(raw: dict[str, Any], about: About = ADULT) -> application.Asked:
    return application.read(raw, about=about, today=TODAY)


def wrong(raw: dict[str, Any], about: About = ADULT) -> list[tuple[str, str | None, str | None]]:
    with pytest.raises(Refusals) as refused:
        read(raw, about)
    return [(one.code, one.field, one.rule) for one in refused.value.refusals]


def test_E2_a_first_application_with_one_proof_of_one_ground_is_enough() -> None:
    asked = read(first())
    assert (asked.kind, asked.ground, asked.ethnicity, asked.cause) == (PermitFileKind.FIRST, "dwelling", "汉", "")
    assert asked.proofs == (Given(kind=ProofKind.LEASE, source="upload", upload_id=PAPER, valid_until=None),)
    assert (asked.portrait, asked.collect_at, asked.agent, asked.agent_why) == (PICTURE, PLACE, None, "")


def test_B7_everything_that_is_wrong_is_told_at_once() -> None:
    assert wrong({}) == [
        ("missing", "kind", "E1"),
        ("missing", "ground", "E2"),
        ("missing", "ethnicity", "E9"),
        ("portrait_missing", "portrait", "E9"),
        ("missing", "collect_at", "G2"),
        ("truth_missing", "truth", "E2"),
    ]


def test_options_that_are_none_are_told_apart_from_what_is_missing() -> None:
    raw = first(kind="second", ground="friend", ethnicity="火星", collect_at="here", portrait="mine", truth="no")
    assert wrong(raw) == [
        ("not_an_option", "kind", "E1"),
        ("not_an_option", "ground", "E2"),
        ("not_an_option", "ethnicity", "E9"),
        ("not_an_option", "portrait", "E1"),
        ("portrait_missing", "portrait", "E9"),
        ("not_an_option", "collect_at", "E1"),
        ("missing", "collect_at", "G2"),
        ("truth_missing", "truth", "E2"),
    ]


@pytest.mark.parametrize("proofs", [[], None, "lease", {}])
def test_E2_without_a_proof_the_three_grounds_are_named(proofs: object) -> None:
    assert wrong(first(proofs=proofs)) == [("proof_missing", "proofs", "E2")]


def test_E2_each_bad_proof_is_named_by_its_place() -> None:
    raw = first(
        proofs=[
            {"kind": "lease", "source": "upload"},
            {"kind": "labour_contract", "source": "paper"},
            {"kind": "diploma"},
            {"kind": "title", "source": "hearsay"},
            {"kind": "title", "source": "paper", "valid_until": "2026-09-03"},
            {"kind": "title", "source": "paper", "valid_until": "soon"},
            {"kind": "title", "source": "house"},
            "nothing",
        ]
    )
    assert wrong(raw) == [
        ("upload_missing", "proofs.0.upload", "E2"),
        ("other_ground", "proofs.1.kind", "E2"),
        ("not_an_option", "proofs.2.kind", "E2"),
        ("not_an_option", "proofs.3.source", "E2"),
        ("proof_expired", "proofs.4.valid_until", "E2"),
        ("not_a_date", "proofs.5.valid_until", "E2"),
        ("not_proven", "proofs.6.source", "E4"),
        ("not_an_option", "proofs.7.kind", "E2"),
    ]
    assert wrong(first(proofs=[{"kind": "lease", "source": "paper"}] * 10)) == [("too_many_proofs", "proofs", "E2")]


def test_E4_what_the_record_proves_needs_no_paper() -> None:
    about = About(birth_on=ADULT.birth_on, proven=frozenset({"dwelling"}))
    asked = read(first(proofs=[{"kind": "lease", "source": "house", "upload": str(PAPER)}]), about)
    assert asked.proofs == (Given(kind=ProofKind.LEASE, source="house"),)


def test_a_proof_may_run_out_today_and_be_seen_at_the_counter() -> None:
    asked = read(first(proofs=[{"kind": "lease", "source": "paper", "valid_until": TODAY}]))
    assert (asked.proofs[0].valid_until, asked.proofs[0].source, asked.proofs[0].upload_id) == (TODAY, "paper", None)


@pytest.mark.parametrize("kind", list(ProofKind))
def test_E2_every_paper_proves_exactly_one_ground(kind: ProofKind) -> None:
    assert Given(kind=kind, source="paper").ground in PermitGround
    assert sum(kind in kinds for kinds in ground.PROOFS.values()) == 1


def test_G1_a_new_card_needs_a_cause_and_neither_proof_nor_photo_nor_ethnicity() -> None:
    asked = read(card(ground="dwelling", proofs=[{"kind": "lease"}], ethnicity="汉"))
    assert (asked.kind, asked.cause, asked.ground, asked.proofs) == (PermitFileKind.EXCHANGE, "damaged", "", ())
    assert (asked.ethnicity, asked.portrait) == ("", None)
    assert wrong(card(cause="")) == [("missing", "cause", "G1")]
    assert wrong(card(cause="lost")) == [("not_an_option", "cause", "G1")]


def test_G1_a_replacement_is_for_a_lost_card() -> None:
    assert read(card("replace", cause="")).cause == "lost"
    assert read(card("replace", cause="lost")).cause == "lost"
    assert wrong(card("replace")) == [("not_an_option", "cause", "G1")]


def test_E9_ethnicity_and_photo_may_come_anew_where_printed_data_changed() -> None:
    asked = read(card(cause="changed", ethnicity="回", portrait=PICTURE))
    assert (asked.ethnicity, asked.portrait) == ("回", PICTURE)
    assert read(card(cause="changed")).ethnicity == ""
    assert wrong(card(cause="changed", ethnicity="火星")) == [("not_an_option", "ethnicity", "E9")]


def test_B8_for_a_child_an_agent_is_recorded_with_both_numbers() -> None:
    assert wrong(first(), CHILD) == [("agent_needed", "agent.name", "B8")]
    given = {"name": "王大明", "id_number": number(), "relation": "parent"}
    asked = read(first(agent=given), CHILD)
    assert asked.agent is not None
    assert (asked.agent.name, asked.agent.id_number, asked.agent.relation) == ("王大明", number(), "parent")
    assert asked.agent_why == "minor"


def test_B8_an_agent_for_an_adult_says_why_and_is_somebody_else() -> None:
    given = {"name": "王大明", "id_number": number(), "relation": "spouse", "why": "unable"}
    assert read(first(agent=given)).agent_why == "unable"
    assert read(first(agent={**given, "why": ""}, agent_why="unable")).agent_why == "unable"
    assert wrong(first(agent={**given, "why": "minor"})) == [("not_an_option", "agent.why", "B8")]
    own = About(birth_on=ADULT.birth_on, id_number=number())
    assert wrong(first(agent=given), own) == [("agent_self", "agent.id_number", "B8")]


def test_B8_every_fault_of_an_agent_is_told() -> None:
    codes = wrong(first(agent={"name": "", "id_number": "123", "relation": "boss", "why": "unable"}))
    assert [field for _, field, _ in codes] == ["agent.name", "agent.id_number", "agent.relation"]
    assert wrong(first(agent={"name": "王大明", "id_number": number(), "relation": "", "why": "unable"})) == [
        ("missing", "agent.relation", "B8")
    ]


def test_B8_the_age_is_the_policys() -> None:
    about = About(birth_on=datetime.date(2012, 3, 7), agent_below_age=14)
    assert read(first(), about).agent is None


def test_what_is_not_asked_is_never_kept() -> None:
    asked = read(first(religion="x", marriage="y", phone="13800001111"))
    assert set(vars(asked)) == {
        "kind", "collect_at", "truth", "cause", "ground", "proofs", "ethnicity", "portrait", "agent", "agent_why",
    }  # fmt: skip


def test_E9_all_56_ethnicities_are_there_with_a_word_in_english() -> None:
    assert len(ethnicity.ETHNICITIES) == 58
    assert (ethnicity.read("汉"), ethnicity.read(" 土家族 "), ethnicity.read("哈萨克族")) == ("汉", "土家", "哈萨克")
    assert all(text.en and text.zh == name for name, text in ethnicity.ETHNICITIES.items())
    with pytest.raises(Refusal) as refused:
        ethnicity.read("族")
    assert refused.value.code == "not_an_option"
