"""Services in force on a day, and the overview, by machine (I3, D2, N6)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from tests import casing, factories, offering
from tests.api import machines
from tests.casing import World

from anju.web import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)
    with casing.opened(tmp_path, monkeypatch):
        yield


def ask(path: str, token: str) -> tuple[int, dict[str, object]]:
    answer = Client().get(f"/api/v1{path}", headers={"authorization": f"Bearer {token}"})
    return answer.status_code, answer.json()


def test_I3_the_services_of_a_county_on_a_day() -> None:
    at: World = casing.world()
    offering.approved(at)
    token = machines.of(factories.post(unit=at.county, role="officer"), "case").token
    county = offering.county(at).code

    def phone(path: str) -> object:
        _, told = ask(path, token)
        return next(one["phone"] for one in told["services"] if one["id"] == offering.CARD)

    first = offering.FIRST.isoformat()
    found = [phone(path) for path in ("/services", f"/services?on={first}", f"/services?on={first}&county={county}")]
    assert found == ["0539-0000001", "0539-0000001", "0539-1234567"]
    assert ask("/services?county=999999000000", token)[0] == 404
    assert ask("/services?on=soon", token)[0] == 422


def test_D2_the_overview_is_for_overseers_and_hides_what_is_small() -> None:
    at: World = casing.world()
    casing.sent(at)
    offering.counted()
    token = machines.of(offering.coordinator(offering.county(at)), "figures").token
    status, told = ask("/overview", token)
    row = next(one for one in told["services"] if one["service"] == offering.CARD)
    assert (status, told["on"], told["hidden_below"]) == (200, "2026-03-04", 3)
    assert (row["received"], row["open"], row["finished"]) == (None, None, 0)
    officer = machines.of(factories.post(unit=at.county, role="officer"), "figures").token
    assert ask("/overview", officer)[0] == 404
