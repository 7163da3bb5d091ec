"""The pre-check for settling: by the county's size, with what is on file, nothing stored, nobody refused. Source: I8, I10."""

import datetime

import pytest
from django.test import Client
from tests import factories

from anju.catalogue import settlement as sets
from anju.law import entitlement
from anju.law import settlement as law
from anju.models import Act, Case, PolicyOverride, Resident
from anju.queries.entitlement import offering
from anju.queries.offering import laid
from anju.web import access, clock

pytestmark = pytest.mark.django_db
COUNTY = "371302000000"
HAS = {"county": COUNTY, "owns_dwelling": "no", "has_lease": "yes", "registered": "yes"}


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day in a city with a county."""
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)
    factories.community()


def _phone(who: Resident) -> Client:
    client = Client()
    session = client.session
    session[access.RESIDENT] = str(who.id)
    session.save()
    return client


def test_the_county_is_asked_for_and_what_is_missing_is_told() -> None:
    client = Client()
    assert "想在哪里落户" in client.get("/settlement/").content.decode()
    assert client.post("/settlement/", {"county": "1"}).status_code == 422
    page = client.post("/settlement/", HAS).content.decode()
    assert ["大城市" in page, "再说一点就知道" in page, "申请落户" in page] == [True, True, True]
    page = client.post("/settlement/", {**HAS, "contract_months": "12", "insured_months": "24"}).content.decode()
    assert "现在就能办" in page
    assert (Case.objects.count(), Act.objects.count()) == (0, 0)


def test_a_city_puts_a_county_among_another_size() -> None:
    PolicyOverride.objects.create(
        key="settlement_size",
        place="371302000000",
        value="town",
        effective_from=datetime.date(2026, 1, 1),
        basis="…",
        created_at=factories.NOW,
    )
    page = Client().post("/settlement/", HAS).content.decode()
    assert ["小城市" in page, "现在就能办" in page] == [True, True]


def test_what_the_register_knows_is_not_asked_and_stands_against_what_is_typed() -> None:
    who = factories.resident()
    factories.registered(at=factories.community(), who=who)
    client = _phone(who)
    page = client.get("/settlement/").content.decode()
    assert ["兰山区" in page, 'name="registered"' in page] == [True, False]
    assert Act.objects.filter(what="open", purpose="own").count() == 1
    assert "登录后登记里有的不用填" not in page


def test_somebody_signed_in_without_a_registration_is_asked_like_everybody() -> None:
    page = _phone(factories.resident()).get("/settlement/").content.decode()
    assert 'name="registered"' in page


def _override(size: str) -> None:
    PolicyOverride.objects.create(
        key="settlement_size",
        place=COUNTY,
        value=size,
        effective_from=datetime.date(2026, 1, 1),
        basis="…",
        created_at=factories.NOW,
    )


@pytest.mark.parametrize(("size", "answer"), [("town", "yes"), ("medium", "unknown"), ("mega", "unknown")])
def test_I8_all_rights_of_a_person_ask_what_the_size_of_their_county_lets_it_ask(size: str, answer: str) -> None:
    _override(size)
    facts = {"registered": True, "has_lease": True, "permit": "none"}
    found = offering.services(on=factories.DAY, place=("371300000000", COUNTY))[law.SERVICE]
    assert entitlement.one(service=found, facts=facts, on=factories.DAY).answer == answer


def test_I8_where_no_county_is_known_the_size_of_the_city_counts() -> None:
    _override("town")
    found = offering.services(on=factories.DAY)[law.SERVICE]
    (large,) = (one for one in sets.current() if one.size == "large")
    assert found.condition == large.condition


def test_I8_a_case_is_weighed_by_the_set_that_its_county_had_on_the_day_it_was_asked_for() -> None:
    who = factories.resident()
    stay = factories.registered(at=factories.community(), who=who)
    case = Case(service=law.SERVICE, community=stay.community, applied_at=factories.NOW)
    before = laid.promised(case).condition
    _override("town")
    after = laid.promised(case).condition
    by_size = {one.size: one.condition for one in sets.current()}
    assert (before, after) == (by_size["large"], by_size["town"])
