"""One page tells where somebody stands with the permit. Source: E1, E6, E8, F1–F8, G1, G2."""

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from tests import factories, permits

from anju.actions import card as cards
from anju.actions import endorsement as endorsements
from anju.actions import permit as acts
from anju.actions import stay as stays
from anju.actions.permit import ending
from anju.models import Act, Permit, Resident, Stay
from anju.web import clock

pytestmark = pytest.mark.django_db
Enter = Callable[..., Client]


@pytest.fixture
def who() -> Resident:
    return factories.resident()


@pytest.fixture
def stay(who: Resident) -> Stay:
    return permits.registered(who=who)


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime.datetime) -> None:
    """Let it be a moment."""
    monkeypatch.setattr(clock, "now", lambda: moment)
    monkeypatch.setattr(clock, "today", lambda: moment.date())


def text(client: Client, address: str = "/my/permit/") -> str:
    """Return a page's words."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.get("Location"))
    return page.content.decode()


def test_before_half_a_year_the_page_counts_down_and_says_from_which_day(
    enter: Enter, stay: Stay, who: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, permits.when(days=-10))
    page = text(enter(who))
    assert "再过 10 天可以申领" in page
    assert "2026年9月4日（周五）" in page
    assert "您的登记日是 2026年3月4日（周三）" in page


def test_from_the_day_on_it_offers_the_application_with_the_easiest_ground(
    enter: Enter, stay: Stay, who: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, permits.when())
    page = text(enter(who))
    assert "现在可以申领居住证" in page
    assert f'href="/my/permit/of/{stay.person_id}/apply/"' in page


def test_without_anybody_it_leads_to_the_registration(enter: Enter) -> None:
    assert "先登记住处，才能申领居住证" in text(enter())
