"""The overview: items, offices and gaps of the own place, small numbers hidden, a table with its purpose (D2, N6)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import casing, factories, offering
from tests.casing import World

from anju.models import Act, EntitlementCount
from anju.web import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)
    with casing.opened(tmp_path, monkeypatch):
        yield


@pytest.fixture
def at() -> World:
    return casing.world()


def test_before_the_first_night_the_page_says_so(at: World) -> None:
    page = offering.enter(offering.coordinator(offering.county(at))).get("/oversight/overview/").content.decode()
    assert ["夜间汇总以后" in page, "借书证" in page] == [True, True]


def test_D2_every_item_and_office_stands_on_it_and_small_numbers_read_few(at: World) -> None:
    casing.sent(at)
    offering.counted()
    EntitlementCount.objects.create(community=factories.community(number="002").code, service=offering.CARD, people=40)
    client = offering.enter(offering.coordinator(offering.county(at), "government"))
    page = client.get("/oversight/overview/").content.decode()
    assert [at.street.name in page, "少" in page, at.person.name in page] == [True, True, False]
    one = client.get("/oversight/overview/library/card/").content.decode()
    assert ["红星002社区" in one, "40" in one] == [True, True]
    assert client.get("/oversight/overview/library/none/").status_code == 404


def test_N5_the_table_leaves_with_its_purpose_on_record_and_hides_the_same(at: World) -> None:
    casing.sent(at)
    offering.counted()
    client = offering.enter(offering.coordinator(offering.county(at)))
    assert client.get("/oversight/overview/table/").status_code == 405
    assert client.post("/oversight/overview/table/", {}).status_code == 422
    answer = client.post("/oversight/overview/table/", {"purpose": "statistics"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert next(line for line in lines if "借书证" in line).split(",")[2:8] == ["少", "少", "0", "0", "0", "0"]
    assert Act.objects.get(what="export_overview").purpose == "statistics"


def test_nobody_but_an_overseer_sees_it(at: World) -> None:
    for role in ("officer", "clerk", "registrar", "system_admin"):
        client = offering.enter(factories.post(unit=at.county, role=role))
        for path in ("/oversight/overview/", "/oversight/overview/library/card/"):
            assert client.get(path).status_code == 404
