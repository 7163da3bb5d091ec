"""What one person is entitled to: four answers, each condition with its own, in the order that helps."""

from datetime import date

import pytest
from tests import entitling

from anju.law import condition, entitlement
from anju.law.entitlement import Child

ON = date(2026, 3, 4)
REGISTERED = {
    "registered": True,
    "registered_since": date(2025, 12, 1),
    "permit": "none",
    "born_on": date(1990, 1, 1),
    "has_minor": False,
}


@pytest.fixture
def services(tmp_path):
    return entitling.library(tmp_path).services


def told(items):
    return [(item.id, [(one.service.id.split("/")[1], one.answer) for one in item.standings]) for item in items]


def the(items, name, child=""):
    found = [one for item in items for one in item.standings if one.service.id == f"library/{name}"]
    return next(one for one in found if one.child == child)


def weigh(services, on=ON, children=(), **facts):
    return entitlement.weigh(services=services.values(), facts=facts, children=children, on=on)


def test_what_helps_now_comes_first_and_services_stay_with_their_item(services):
    assert told(weigh(services, **REGISTERED)) == [
        ("R9", [("card", "yes"), ("long_loan", "not_yet")]),
        ("C2", [("delivery", "unknown")]),
        ("R6", [("comics", "no"), ("tales", "no")]),
        ("C1", [("study", "no")]),
    ]


def test_I1_a_receipt_opens_and_a_permit_is_no_gate(services):
    assert the(weigh(services, registered=True, permit="none"), "card").answer == "yes"
    assert the(weigh(services, registered=False, permit="suspended"), "card").answer == "yes"


def test_I2_what_needs_a_permit_in_use_says_so(services):
    found = the(weigh(services, registered=True, permit="suspended"), "study")
    assert [(one.leaf.rule, one.answer) for one in found.reasons] == [("I2", "no")]


def test_each_condition_has_its_answer_its_day_and_its_rule(services):
    found = the(weigh(services, **REGISTERED), "long_loan")
    assert (found.answer, found.from_on) == ("not_yet", date(2026, 6, 1))
    assert [(one.leaf.fact, one.leaf.rule, one.answer, one.from_on) for one in found.reasons] == [
        ("registered", "I1", "meets", None),
        ("permit", "I1", "no", None),
        ("registered_since", "E1", "not_yet", date(2026, 6, 1)),
    ]


def test_what_is_missing_is_named(services):
    assert the(weigh(services, **REGISTERED), "delivery").missing == ("has_lease",)
    assert the(weigh(services, has_lease=True), "delivery").missing == ()


def test_nobody_known_at_all_is_told_what_to_tell(services):
    assert told(weigh(services)) == [
        ("R6", [("comics", "unknown"), ("tales", "unknown")]),
        ("C1", [("study", "unknown")]),
        ("C2", [("delivery", "unknown")]),
        ("R9", [("card", "unknown"), ("long_loan", "unknown")]),
    ]


def test_each_child_is_weighed_by_its_own_facts(services):
    small = Child(key="a", facts={"registered": True, "born_on": date(2022, 5, 1), "parent_permit": "none"})
    big = Child(key="b", facts={"registered": True, "born_on": date(2012, 5, 1), "parent_permit": "valid"})
    found = weigh(services, children=(small, big), **{**REGISTERED, "has_minor": True})
    assert (the(found, "tales", "a").answer, the(found, "tales", "b").answer) == ("yes", "no")
    assert (the(found, "comics", "a").answer, the(found, "comics", "b").answer) == ("no", "yes")
    assert (the(found, "tales", "a").until_on) == date(2029, 5, 1)


def test_what_was_asked_about_the_family_counts_for_the_child_and_the_childs_own_facts_go_before(services):
    child = Child(key="a", facts={"registered": True, "born_on": date(2022, 5, 1)})
    found = weigh(services, children=(child,), born_on=date(1980, 1, 1), has_minor=True)
    assert the(found, "tales", "a").answer == "yes"


@pytest.mark.parametrize(
    ("facts", "answer", "missing"),
    [
        ({}, "unknown", ("has_minor",)),
        ({"has_minor": False}, "no", ()),
        ({"has_minor": True, "registered": True}, "unknown", ("youngest_born_on",)),
        ({"has_minor": True, "registered": True, "youngest_born_on": date(2022, 1, 1)}, "yes", ()),
        ({"has_minor": True, "registered": True, "youngest_born_on": date(2024, 9, 1)}, "not_yet", ()),
    ],
)
def test_a_child_one_only_tells_of_is_weighed_by_what_the_parent_tells(services, facts, answer, missing):
    found = the(weigh(services, **facts), "tales")
    assert (found.answer, found.missing) == (answer, missing)


def test_a_parent_asked_about_their_own_permit_answers_for_the_child(services):
    found = the(weigh(services, has_minor=True), "comics")
    assert found.missing == ("permit",)
    assert the(weigh(services, has_minor=True, permit="valid"), "comics").answer == "yes"


def test_what_cannot_wait_and_what_ends_soon_come_first(tmp_path):
    soon = (
        'item = "R9"\nopens = "anyone"\nsubject = "self"\nstatus = "V"\nname = {{ zh = "一", en = "one" }}\n'
        'summary = {{ zh = "一", en = "one" }}\n{more}\n'
    )
    ends = 'condition = { fact = "born_on", years_below = 40, rule = "I3", zh = "四十岁前", en = "Under forty" }'
    urgent = 'urgent = { fact = "wage_claim", is = true, rule = "I7", zh = "欠薪", en = "Unpaid" }'
    files = {"always": soon.format(more=""), "ends": soon.format(more=ends), "urgent": soon.format(more=urgent)}
    services = entitling.library(tmp_path, files).services
    found = weigh(services, born_on=date(1990, 1, 1), wage_claim=True)
    assert [one.service.id for item in found for one in item.standings] == [
        "library/urgent",
        "library/ends",
        "library/always",
    ]
    assert [one.urgent for one in found[0].standings] == [True, False, False]


def test_a_service_that_has_not_begun_is_not_told(services):
    assert weigh(services, on=date(2019, 12, 31), **REGISTERED) == ()


def test_on_the_register_a_service_for_children_is_only_for_children(services):
    facts = {"registered": True, "permit": "none", "born_on": date(1990, 1, 1), "parent_permit": "valid"}
    found = {
        name: condition.weigh(entitlement.of_register(services[f"library/{name}"]), facts=facts, on=ON).answer
        for name in ("card", "comics", "tales")
    }
    assert found == {"card": "meets", "comics": "no", "tales": "no"}
    free = entitling.SERVICES["comics"].split("condition")[0]
    assert entitlement.of_register(services["library/card"]) is services["library/card"].whole
    assert "condition" not in free


def test_a_service_for_any_child_is_for_whoever_is_under_eighteen(tmp_path):
    files = {"any": entitling.SERVICES["comics"].split("condition")[0]}
    asked = entitlement.of_register(entitling.library(tmp_path, files).services["library/any"])
    answers = [
        condition.weigh(asked, facts={"born_on": born}, on=ON).answer for born in (date(2010, 1, 1), date(2000, 1, 1))
    ]
    assert answers == ["meets", "no"]


def test_items_stand_as_the_notice_lists_them():
    assert sorted(["D15", "C2", "R9", "Q1", "R10", "C1", "R1"], key=entitlement.numbered) == [
        "R1",
        "R9",
        "R10",
        "C1",
        "C2",
        "Q1",
        "D15",
    ]


def test_one_is_a_child_until_the_eighteenth_birthday():
    born = date(2010, 5, 1)
    assert [entitlement.is_child(born_on=born, on=day) for day in (date(2028, 4, 30), date(2028, 5, 1))] == [
        True,
        False,
    ]


def test_on_a_childs_page_stands_what_asks_no_adult_of_themselves(services):
    found = {key.split("/")[1]: entitlement.for_child(one) for key, one in services.items()}
    assert found == {"card": True, "long_loan": True, "study": True, "tales": True, "comics": True, "delivery": False}


def test_what_has_no_condition_at_all_is_for_a_child_too(tmp_path):
    text = entitling.SERVICES["delivery"].split("condition")[0]
    services = entitling.library(tmp_path, {"delivery": text}).services
    assert entitlement.for_child(services["library/delivery"])
