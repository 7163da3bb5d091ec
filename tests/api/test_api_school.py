"""Schools by machine: public lists for any token, places uploaded by their office, a result opened with its purpose (I5)."""

import json
from urllib.parse import quote

import pytest
from django.test import Client
from tests import factories, schooling
from tests.api import machines
from tests.api.machines import Machine
from tests.schooling import World

from anju.models import Act, SchoolPlaces
from anju.web import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the first day for applying."""
    monkeypatch.setattr(clock, "now", lambda: schooling.OPEN)
    monkeypatch.setattr(clock, "today", lambda: schooling.OPEN.date())


def office(at: World) -> Machine:
    """Return a machine of the education office."""
    return machines.of(at.first)


def test_any_token_reads_schools_zones_places_and_rounds() -> None:
    at = schooling.published()
    machine = machines.registrar(at=at.community)
    found = json.loads(machine.get("/schools?level=primary").content)
    assert [(one["name"], one["open"]) for one in found["rows"]] == [("第一小学", 1), ("第三小学", 5), ("第二小学", 1)]
    one = json.loads(machine.get(f"/schools/{at.schools[0].id}?year=2026").content)
    assert (one["zone"], one["places"]) == ([at.community.code], [{"grade": 1, "total": 11, "local": 10, "open": 1}])
    rounds = json.loads(machine.get("/schools/rounds").content)["rows"]
    assert [(one["id"], one["seed_digest"], one["seed"]) for one in rounds] == [
        (str(at.held.id), at.held.seed_digest, None)
    ]
    assert machine.get("/schools?level=high").status_code == 422
    assert machine.get("/schools?colour=red").status_code == 422


def test_an_office_uploads_places_whole_or_not_at_all() -> None:
    at = schooling.world()
    machine = office(at)
    sent = {"year": 2026, "table": "第一小学,1,9,8,2\n第二小学,1,9,8,1"}
    wrong = json.loads(machine.post("/schools/places", sent).content)
    assert (wrong["kept"], [(one["line"], one["column"]) for one in wrong["wrong"]]) == (0, [(1, "open")])
    sent["table"] = "第一小学,1,9,8,1\n第二小学,1,9,8,1"
    assert json.loads(machine.post("/schools/places", sent).content) == {"kept": 2, "wrong": []}
    assert SchoolPlaces.objects.get(school=at.schools[0], grade=1).total == 9
    police = machines.registrar(at=at.community)
    assert police.post("/schools/places", sent).status_code == 404


def test_a_result_is_told_once_it_is_granted_and_opening_it_is_on_record() -> None:
    at = schooling.published()
    family, wish = schooling.joined(at, 0)
    machine = office(at)
    path = f"/schools/cases/{wish.case_id}/result"
    schooling.announced(at)
    waiting = json.loads(machine.post(path, {"purpose": "handling"}).content)
    assert (waiting["state"], waiting["school"], waiting["draw"]) == ("waiting", None, None)
    schooling.schools.grant_many(scope=at.scope, wish_ids=[wish.id], at=schooling.RESULT)
    told = json.loads(machine.post(path, {"purpose": "handling"}).content)
    assert (told["state"], told["school"], told["choice"]) == ("offered", "第一小学", 1)
    assert Act.objects.filter(what="open_case", person_id=family.child.id).count() == 2
    assert machine.post(path, {"purpose": "curiosity"}).status_code == 422
    other = machines.of(schooling.office(county="371311").first)
    assert other.post(path, {"purpose": "handling"}).status_code == 404
    library = factories.unit(code="sc-9", kind="office", department="market", level="county")
    assert (
        machines.of(factories.post(unit=library, role="officer")).post(path, {"purpose": "handling"}).status_code == 404
    )


def test_a_cursor_goes_on_in_its_own_list_alone_whatever_page_was_asked_for_before() -> None:
    at = schooling.world()
    for number in range(31):
        schooling.school(at, name=f"第{number:02d}小学校区", zone=[at.community])
    machine = office(at)
    mark = quote(json.loads(machine.get("/schools").content)["next"])
    Client().get("/schools/rounds/")
    assert len(json.loads(machine.get(f"/schools?cursor={mark}").content)["rows"]) == 4
    assert machine.get(f"/schools/rounds?cursor={mark}").status_code == 404
