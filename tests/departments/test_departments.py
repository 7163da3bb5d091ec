"""The departments of the notice and what they give: nothing is left out, nothing is gated, nothing is asked twice."""

import re
from datetime import date

import pytest

from anju import catalogue
from anju.catalogue import offices
from anju.law import condition
from anju.law.facts import FACTS

NOTICE = date(2017, 10, 16)
ITEMS = (*(f"R{n}" for n in range(1, 10)), *(f"C{n}" for n in range(1, 5)), *(f"Q{n}" for n in range(1, 4)))
DUTIES = ("D13", "D14", "D15", "D16", "D17", "D18", "D19", "D20", "D22", "D23", "D25")
# facts that a department has on file itself: a paper that proves one may not be asked for (I4)
CONFIRM = {
    "has_licence": "market",
    "insured_months": "human_resources",
    "passed_exam": "human_resources",
    "fund_months": "housing_fund",
    "owns_dwelling": "housing",
    "buys_home": "housing",
    "child_school": "education",
    "income_month": "civil_affairs",
}
# what the police, the health and the labour departments issue themselves
ISSUED = {
    "id_card": "police",
    "receipt": "police",
    "hukou_book": "police",
    "parent_permit": "police",
    "driving_licence": "police",
    "vaccination_record": "health",
    "exam_certificate": "human_resources",
}
CURRENT = catalogue.current()
SERVICES = CURRENT.services
PAPERS = [(service.id, paper) for service in SERVICES.values() for paper in service.papers]


def of_section_two():
    return [service for service in SERVICES.values() if service.item in ITEMS]


def test_every_office_of_the_notice_has_its_folder():
    assert set(CURRENT.departments) == {office.department for office in offices.offices()}


def test_offices_bear_the_notices_names_on_its_day_and_todays_after():
    names = {
        key: (office.name(on=NOTICE).zh, office.name(on=date(2026, 1, 1)).zh)
        for key, office in CURRENT.departments.items()
    }
    assert {key: both for key, both in names.items() if both[0] != both[1]} == {
        "health": ("卫生和计划生育委员会", "卫生健康委员会"),
        "housing": ("房产和住房保障局", "住房和城乡建设局"),
        "housing_fund": ("住房公积金管理中心", "住房公积金中心"),
        "market": ("工商行政管理局", "市场监督管理局"),
        "political_legal": ("社会治安综合治理委员会办公室", "政法委员会"),
    }


def test_offices_stand_in_an_order_of_their_own():
    orders = [office.order for office in CURRENT.departments.values()]
    assert len(set(orders)) == len(orders)


@pytest.mark.parametrize("item", ITEMS)
def test_every_item_of_section_two_has_a_service(item):
    assert [service.id for service in SERVICES.values() if service.item == item] != []


@pytest.mark.parametrize("clause", DUTIES)
def test_every_duty_to_people_has_a_service_of_an_office_that_answers_for_it(clause):
    given = [service for service in SERVICES.values() if clause in service.clauses]
    assert [one.id for one in given if clause in CURRENT.departments[one.department].clauses] != []


def test_the_clauses_list_the_services_that_carry_them():
    carried = {
        clause: tuple(sorted(service.id for service in SERVICES.values() if clause in service.clauses))
        for clause in CURRENT.clauses
    }
    assert {clause.id: clause.services for clause in CURRENT.clauses.values()} == carried


def test_I1_nothing_that_the_notice_gives_waits_for_a_permit():
    assert [service.id for service in of_section_two() if service.opens == "permit"] == []


def test_I1_no_service_asks_about_the_persons_own_permit():
    asking = [
        service.id
        for service in SERVICES.values()
        if service.condition and any(leaf.fact.startswith("permit") for leaf in condition.leaves(service.condition))
    ]
    assert asking == []


def test_I2_only_what_663_alone_gives_needs_a_permit_in_use():
    permit = [service for service in SERVICES.values() if service.opens == "permit"]
    assert [(one.id, [cite.source for cite in one.cites]) for one in permit] == [("government/culture_sport", ["663"])]


def test_what_the_law_gives_to_anyone_asks_for_no_registration():
    assert {service.id for service in SERVICES.values() if service.opens == "anyone"} == {
        "civil_affairs/minor_protection",
        "civil_affairs/street_help",
        "civil_affairs/temporary_relief",
        "health/immunisation",
        "health/infectious_disease",
        "human_resources/labour_arbitration",
        "human_resources/labour_mediation",
        "human_resources/wage_claim",
        "justice/legal_aid",
        "justice/legal_consultation",
        "justice/mediation",
        "market/agency_complaint",
        "market/business_registration",
        "political_legal/rights_complaint",
        "union/union_help",
        "union/union_joining",
        "womens_federation/women_help",
        "youth_league/youth_help",
    }


@pytest.mark.parametrize("name", [service.id for service in SERVICES.values() if service.item == "R4"])
def test_services_around_births_check_collect_and_require_nothing(name):
    service = SERVICES[name]
    assert (service.opens, service.condition, service.urgent) == ("receipt", None, None)
    assert (service.papers, service.fields, service.fee_fen) == ((), (), 0)


def test_no_fact_speaks_of_births_marriage_religion_or_politics():
    words = re.compile(r"孕|避孕|婚|宗教|信仰|党|birth control|pregnan|married|marriage|religio", re.IGNORECASE)
    assert [fact.id for fact in FACTS.values() if words.search(f"{fact.name} {fact.question}")] == []


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_I3_a_service_says_all_that_a_person_needs(name):
    service = SERVICES[name]
    texts = [service.name, service.summary, service.result, service.place, service.remedy, *service.steps]
    assert all(text.zh != text.en for text in texts)
    assert re.fullmatch(r"12\d{3}", service.phone)
    assert len(service.steps) >= 2
    assert len([field for field in service.fields if not field.tells]) <= 4
    # a person of low literacy reads it: nobody is sent through a page of law
    assert len(service.summary.zh) <= 70
    assert service.begins >= date(2016, 1, 1)


def test_I4_a_paper_that_an_office_can_confirm_is_marked():
    unmarked = [
        (service, paper.id)
        for service, paper in PAPERS
        if paper.confirmed_by != CONFIRM.get(paper.proves, ISSUED.get(paper.id, paper.confirmed_by))
        or (paper.proves in FACTS and FACTS[paper.proves].origin == "register" and not paper.confirmed_by)
    ]
    assert unmarked == []


def test_a_paper_is_called_the_same_everywhere():
    called = {}
    for _, paper in PAPERS:
        called.setdefault(paper.id, set()).add((paper.name, paper.proves, paper.confirmed_by, paper.reused))
    assert {key: len(ways) for key, ways in called.items() if len(ways) > 1} == {}


def test_fees_stand_only_where_the_state_sets_them():
    assert {service.id: service.fee_fen for service in SERVICES.values() if service.fee_fen} == {
        "police/driving_licence": 1000,
        "police/hk_macao_pass": 6000,
        "police/id_card_loss": 4000,
        "police/id_card_replacement": 2000,
        "police/licence_renewal": 1000,
        "police/passport": 12000,
        "police/taiwan_pass": 8000,
        "police/vehicle_registration": 12000,
    }


def test_help_that_cannot_wait_is_marked_urgent():
    assert sorted(service.id for service in SERVICES.values() if service.urgent) == [
        "civil_affairs/minor_protection",
        "civil_affairs/street_help",
        "civil_affairs/temporary_relief",
        "human_resources/labour_arbitration",
        "human_resources/labour_mediation",
        "human_resources/wage_claim",
        "justice/legal_aid",
    ]


def test_a_text_is_cited_as_read_only_where_it_was_read():
    claimed = [service for service in SERVICES.values() if service.status == "V"]
    unread = {
        service.id: [cite.source for cite in service.cites if CURRENT.sources[cite.source].status != "V"]
        for service in claimed
    }
    assert {name: sources for name, sources in unread.items() if sources} == {}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_rests_on_texts_in_force(name):
    service = SERVICES[name]
    assert [
        cite.source for cite in service.cites if not CURRENT.sources[cite.source].in_force(on=date(2026, 1, 1))
    ] == []


def test_every_fact_that_only_the_person_can_tell_is_asked_by_a_service():
    asked = {
        leaf.fact
        for service in SERVICES.values()
        for part in (service.whole, service.urgent)
        if part
        for leaf in condition.leaves(part)
    }
    assert sorted(fact.id for fact in FACTS.values() if fact.origin == "asked" and fact.id not in asked) == []


def test_what_is_proposed_below_and_approved_above_takes_two_officers():
    assert sorted(service.id for service in SERVICES.values() if service.second) == [
        "civil_affairs/temporary_relief",
        "housing/public_rental",
        "housing/rental_subsidy",
        "police/settlement",
    ]


def test_whoever_may_newly_apply_is_told_only_of_what_helps_now():
    assert sorted(service.id for service in SERVICES.values() if service.notify) == [
        "education/kindergarten",
        "education/middle_school",
        "education/primary_school",
        "health/health_record",
        "housing/public_rental",
        "housing/rental_subsidy",
        "police/settlement",
    ]


def needed(part):
    return {leaf.fact for leaf in condition.leaves(part)} if part else set()


@pytest.mark.parametrize("name", [service.id for service in SERVICES.values() if service.process == "case"])
def test_a_case_asks_for_every_fact_that_neither_the_register_nor_an_office_knows(name):
    service = SERVICES[name]
    confirmed = {paper.proves for paper in service.papers if paper.confirmed_by}
    told = {field.tells: field for field in service.fields if field.tells}
    # what is sensitive is told to an officer, never kept in a form
    kept = {fact.id for fact in FACTS.values() if fact.origin == "asked" and not fact.sensitive}
    asked = (needed(service.condition) & kept) - confirmed
    assert asked | needed(service.urgent) == set(told)
    # what decides on urgency has to be said; the rest may be left open
    assert {fact for fact, field in told.items() if field.required} == needed(service.urgent)
    assert {fact: field.kind for fact, field in told.items()} == {fact: FACTS[fact].kind for fact in told}


def test_a_photo_taken_on_the_spot_is_never_demanded_before():
    assert {paper.required for _, paper in PAPERS if paper.id == "photo"} == {False}
