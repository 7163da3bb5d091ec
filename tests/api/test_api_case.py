"""Cases by machine: the same acts as on pages, and the same answer for strangers. The library stands for all offices."""

import datetime
import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from tests import casing, factories
from tests.api import machines
from tests.api.machines import Machine
from tests.casing import World

from anju.law import identity
from anju.models import Act, Booking, Case, CaseDecision, Slot, Stay, Unit
from anju.web import clock

pytestmark = pytest.mark.django_db
NOW = factories.NOW
FORM = {"fields": {"shelf": "poems"}, "papers": [{"paper": "photo", "seen": True}], "truth": True}


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)
    with casing.opened(tmp_path, monkeypatch):
        yield


@pytest.fixture
def at() -> World:
    """Return the library's units and somebody registered."""
    return casing.world()


def office(unit: Unit) -> Machine:
    """Return a new machine of an office."""
    return machines.of(factories.post(unit=unit, role="officer"))


def desk(at: World) -> Machine:
    """Return a new machine of the station that answers for the community."""
    return machines.of(factories.post(unit=stay(at).station, role="registrar"))


def stay(at: World) -> Stay:
    """Return the stay of whoever is registered."""
    return Stay.objects.select_related("station").get(person=at.person)


def shown(machine: Machine, path: str) -> Any:
    """Ask, and return the rows of the answer."""
    return json.loads(machine.get(path).content)["rows"]


def fields(answer: HttpResponse) -> set[str]:
    """Return the fields that are wrong."""
    return {one["field"] for one in json.loads(answer.content)["errors"]}


def code_of(answer: HttpResponse) -> tuple[int, str]:
    """Return the status of a refusal and the code of its first reason."""
    return answer.status_code, json.loads(answer.content)["errors"][0]["code"]


def done(machine: Machine, path: str, sent: object = None, code: int = 200) -> Any:
    """Post, and return the answer's content."""
    answer = machine.post(path, sent or {})
    assert answer.status_code == code, answer.content
    return json.loads(answer.content)


def test_a_case_goes_from_the_desk_to_the_decision(at: World) -> None:
    hall, library = desk(at), office(at.street)
    sent = done(hall, "/cases", {"stay": str(stay(at).id), "service": "library/card", **FORM}, 201)
    row = Case.objects.get()
    assert (sent["id"], sent["state"], sent["unit"], row.channel) == (str(row.id), "sent", at.street.name, "api")
    again = done(hall, "/cases", {"stay": str(stay(at).id), "service": "library/card", **FORM}, 201)
    assert again["id"] == sent["id"]
    listed = [(one["id"], one["name"]) for one in shown(library, "/cases?state=sent")]
    assert listed == [(sent["id"], identity.mask_name(at.person.name))]

    path = f"/cases/{row.id}"
    opened = done(library, f"{path}/open", {"purpose": "handling"})
    assert opened["possible"] == ["return_case", "take_case", "withdraw_case"]
    assert [(one["id"], one["value"]["zh"]) for one in opened["entries"]] == [("shelf", "诗")]
    assert Act.objects.filter(what="open_case", person_id=at.person.id).count() == 1

    assert done(library, f"{path}/take", {"version": 1})["state"] == "taken"
    assert done(library, f"{path}/ask", {"words": "要几本？"})["state"] == "asked"
    assert done(hall, f"{path}/answer", {"words": "两本"})["state"] == "taken"
    assert done(library, f"{path}/grant", {"words": "请来取"})["state"] == "granted"
    assert CaseDecision.objects.get().outcome == "granted"


def test_B7_what_is_missing_is_told_at_once_and_put_right(at: World) -> None:
    case, library = casing.sent(at), office(at.street)
    missing = [{"item": "papers.photo", "note": "太暗"}, {"item": "fields.shelf"}]
    assert done(library, f"/cases/{case.id}/return", {"missing": missing})["state"] == "returned"
    assert done(desk(at), f"/cases/{case.id}/complete", FORM)["state"] == "sent"


def test_wrong_entries_name_their_fields(at: World) -> None:
    sent = {"stay": str(stay(at).id), "service": "library/card", "fields": {"shelf": "stars"}, "truth": False}
    answer = desk(at).post("/cases", sent)
    assert answer.status_code == 422
    assert fields(answer) == {"fields.shelf", "papers.photo", "truth"}
    assert not Case.objects.exists()


def test_I10_two_officers_decide_and_a_refusal_carries_reason_and_article(at: World) -> None:
    case = casing.taken(at, "library/loan")
    first, second = office(at.street), office(at.street)
    assert first.post(f"/cases/{case.id}/refuse", {"reason": "书不外借", "article": "notice 二"}).status_code == 409
    assert done(first, f"/cases/{case.id}/propose", {"outcome": "refused", "words": "不外借"})["state"] == "proposed"
    assert done(second, f"/cases/{case.id}/send-back", {"words": "请再看"})["state"] == "taken"
    assert done(first, f"/cases/{case.id}/propose", {"outcome": "refused", "words": "不外借"})["state"] == "proposed"
    own = first.post(f"/cases/{case.id}/refuse", {"reason": "书不外借", "article": "notice 二"})
    assert code_of(own) == (409, "four_eyes")
    assert second.post(f"/cases/{case.id}/refuse", {"reason": "书不外借", "article": "?"}).status_code == 422
    assert (
        done(second, f"/cases/{case.id}/refuse", {"reason": "书不外借", "article": "notice 二"})["state"] == "refused"
    )

    assert done(desk(at), f"/cases/{case.id}/object", {"words": "我有借阅证"})["state"] == "objected"
    same = second.post(f"/cases/{case.id}/confirm", {"reason": "不变", "article": "notice 二"})
    assert code_of(same) == (409, "four_eyes")
    third = office(at.street)
    assert done(third, f"/cases/{case.id}/change", {"reason": "可以借", "article": "notice 二"})["state"] == "changed"


def test_J2_an_offered_case_stays_with_the_first_office_until_the_other_accepts(at: World) -> None:
    case, street, archive = casing.sent(at), office(at.street), office(at.archive)
    done(street, f"/cases/{case.id}/offer", {"to": str(at.archive.id), "words": "归档案馆"})
    assert [one["name"] for one in shown(archive, "/cases?state=offered")] == [""]
    assert done(archive, f"/cases/{case.id}/decline", {"words": "归街道"})["unit"] == at.street.name
    done(street, f"/cases/{case.id}/offer", {"to": str(at.archive.id), "words": "归档案馆"})
    assert done(archive, f"/cases/{case.id}/accept")["unit"] == at.archive.name
    assert street.post(f"/cases/{case.id}/take", {}).status_code == 404


def test_another_office_sees_of_a_joint_case_what_it_is_shown(at: World) -> None:
    case, library, archive = casing.taken(at), office(at.street), office(at.archive)
    asked = {"to": str(at.archive.id), "words": "有欠书吗", "shown": ["fields.shelf"]}
    part = done(library, f"/cases/{case.id}/parts", asked, 201)
    assert [one["id"] for one in shown(archive, "/cases/parts")] == [part["id"]]
    opened = done(archive, f"/cases/parts/{part['id']}/open", {"purpose": "handling"})
    assert (opened["words"], [one["id"] for one in opened["entries"]], opened["papers"]) == ("有欠书吗", ["shelf"], [])
    assert archive.post(f"/cases/{case.id}/open", {"purpose": "handling"}).status_code == 404
    assert done(archive, f"/cases/parts/{part['id']}/answer", {"words": "没有"})["state"] == "answered"
    second = done(library, f"/cases/{case.id}/parts", asked, 201)
    assert done(archive, f"/cases/parts/{second['id']}/decline", {"words": "不归我们"})["state"] == "declined"
    third = done(library, f"/cases/{case.id}/parts", asked, 201)
    assert done(library, f"/cases/parts/{third['id']}/drop")["state"] == "dropped"


def test_a_time_is_offered_booked_and_given_back(at: World) -> None:
    library, hall = office(at.street), desk(at)
    start = NOW + datetime.timedelta(days=2)
    times = {"starts": [start.isoformat()], "minutes": 30, "seats": 1, "place": "一楼", "service": "library/loan"}
    assert done(library, "/cases/times", times, 201) == {"opened": 1}
    free = shown(hall, f"/cases/times?service=library/loan&unit={at.street.id}")
    assert [(one["place"], one["free"]) for one in free] == [("一楼", 1)]
    sent = {"stay": str(stay(at).id), "service": "library/loan"}
    booked = done(hall, f"/cases/times/{free[0]['id']}/book", sent, 201)
    assert (booked["state"], Slot.objects.get().taken) == ("booked", 1)
    assert done(hall, f"/cases/bookings/{booked['id']}/cancel")["state"] == "cancelled"
    assert (Booking.objects.get().state, Slot.objects.get().taken) == ("cancelled", 0)
    assert hall.get(f"/cases/times?service=library/none&unit={at.street.id}").status_code == 404


OFFICE_ONLY = [
    ("open", {"purpose": "handling"}),
    ("take", {}),
    ("return", {"missing": [{"item": "papers.photo"}]}),
    ("ask", {"words": "？"}),
    ("offer", {"to": str(uuid.UUID(int=7)), "words": "？"}),
    ("accept", {}),
    ("decline", {"words": "？"}),
    ("propose", {"outcome": "granted"}),
    ("send-back", {"words": "？"}),
    ("grant", {}),
    ("refuse", {"reason": "？", "article": "I3"}),
    ("confirm", {"reason": "？", "article": "I3"}),
    ("change", {"reason": "？", "article": "I3"}),
    ("parts", {"to": str(uuid.UUID(int=7)), "words": "？"}),
]


@pytest.mark.parametrize(("act", "sent"), OFFICE_ONLY)
def test_another_department_gets_the_answer_for_what_does_not_exist(at: World, act: str, sent: object) -> None:
    case, archive = casing.sent(at), office(at.archive)
    theirs = archive.post(f"/cases/{case.id}/{act}", sent)
    nothing = archive.post(f"/cases/{uuid.UUID(int=7)}/{act}", sent)
    assert (theirs.status_code, nothing.status_code) == (404, 404)
    assert Case.objects.get().version == case.version
    assert shown(archive, "/cases") == []


@pytest.mark.parametrize("act", ["complete", "answer", "withdraw", "object"])
def test_a_desk_of_another_area_gets_the_answer_for_what_does_not_exist(at: World, act: str) -> None:
    case = casing.sent(at)
    stranger = machines.registrar(at=factories.community(street="002"), role="chief")
    sent = FORM if act == "complete" else {"words": "？"} if act in ("answer", "object") else {}
    assert stranger.post(f"/cases/{case.id}/{act}", sent).status_code == 404
    elsewhere = {"stay": str(stay(at).id), "service": "library/loan", **FORM}
    assert stranger.post("/cases", elsewhere).status_code == 404


def test_a_withdrawn_case_is_over(at: World) -> None:
    case = casing.sent(at)
    assert done(desk(at), f"/cases/{case.id}/withdraw")["state"] == "withdrawn"
    assert office(at.street).post(f"/cases/{case.id}/take", {}).status_code == 409


def test_what_one_would_be_entitled_to_is_told_and_nothing_is_kept(at: World) -> None:
    library = office(at.street)
    before = Act.objects.count()
    rows = {one["service"]: one for one in done(library, "/rights", {"facts": {"born_on": "2020-01-01"}})["rows"]}
    card = rows["library/card"]
    assert (card["answer"], card["missing"]) == ("unknown", ["registered", "permit"])
    rows = {
        one["service"]: one
        for one in done(library, "/rights", {"facts": {"born_on": "2022-01-01", "registered": "yes"}})["rows"]
    }
    assert (rows["library/card"]["answer"], rows["library/card"]["from_on"]) == ("not_yet", "2028-01-01")
    wrong = library.post("/rights", {"facts": {"born_on": "gestern", "height": "1"}})
    assert (wrong.status_code, fields(wrong)) == (422, {"facts.born_on", "facts.height"})
    assert Act.objects.count() == before


@pytest.mark.parametrize(
    "starts",
    [["2026-03-05T09:00:00"], ["9999-12-31T23:59:00+08:00"], ["2026-03-05T09:00:00+08:00", "2026-03-06T09:00"]],
)
def test_times_without_a_zone_or_beyond_any_calendar_are_refused_in_their_place(at: World, starts: list[str]) -> None:
    sent = {"starts": starts, "minutes": 20, "seats": 1, "place": "一楼"}
    answer = office(at.street).post("/cases/times", sent)
    assert (code_of(answer), fields(answer)) == ((422, "times_missing"), {"starts"})
    assert not Slot.objects.exists()
