"""The pre-check for settling: by the county's size, with what is on file, nothing stored, nobody refused. Source: I8, I10."""

import datetime

import pytest
from django.test import Client
from tests import factories

from anju.models import Act, Case, PolicyOverride, Resident
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
