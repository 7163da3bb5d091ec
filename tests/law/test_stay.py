import pytest

from anju import catalogue
from anju.law import authority, stay
from anju.law.refusal import Refusal

STEPS = stay.LIFECYCLE.steps


def test_every_state_can_be_reached_and_the_open_ones_are_not_registered():
    assert stay.LIFECYCLE.reachable() == set(stay.STATES)
    assert set(stay.OPEN) == {"declared", "returned", "to_verify"}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.act)
def test_each_act_is_allowed_to_exactly_those_whom_the_authority_names(step):
    assert set(step.who) == set(authority.TABLE[step.act].roles)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.act)
def test_each_act_rests_on_rules_that_exist(step):
    named = [*step.rules, *([step.deadline] if step.deadline else [])]
    assert [rule for rule in named if not catalogue.known(rule)] == []


def test_B2_every_open_file_can_be_accepted_however_late():
    assert {state for state in stay.OPEN if stay.LIFECYCLE.allows(state=state, act="accept")} == set(stay.OPEN)


def test_D6_an_end_can_be_undone():
    assert stay.LIFECYCLE.follow(state="ended", act="undo_end").target == "registered"


def test_D7_nothing_but_a_named_end_leads_out_of_a_registration():
    leading = {step.act: step.target for step in STEPS if "registered" in step.source and step.target != "registered"}
    assert leading == {"move": "moved", "leave": "ended", "end": "ended"}


def test_a_withdrawn_declaration_stays_withdrawn():
    with pytest.raises(Refusal) as caught:
        stay.LIFECYCLE.follow(state="withdrawn", act="accept")
    assert caught.value.code == "not_allowed_in_state"
