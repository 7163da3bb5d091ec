"""Residence permits by machine: the same acts as on pages, and the same answer for strangers."""

import datetime
from typing import Any

import pytest
from django.http import HttpResponse
from tests import factories, permits, pictures
from tests.api import machines
from tests.api.machines import Machine

from anju.actions import account
from anju.models import Act, Endorsement, Permit, PermitEnding, PermitFile, Stay
from anju.web import clock

pytestmark = pytest.mark.django_db
Sent = dict[str, Any]


@pytest.fixture(autouse=True)
def _half_a_year_later(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, permits.when())


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime.datetime) -> None:
    """Set the clock of the faces."""
    monkeypatch.setattr(clock, "now", lambda: moment)
    monkeypatch.setattr(
        clock, "today", lambda: moment.astimezone(datetime.timezone(datetime.timedelta(hours=8))).date()
    )


@pytest.fixture
def stay() -> Stay:
    """Return someone registered half a year ago."""
    return permits.registered()


def desk(stay: Stay) -> Machine:
    """Return a new machine of the station."""
    return machines.of(factories.post(unit=stay.station, role="registrar"))


def county(stay: Stay) -> Machine:
    """Return a new machine of the county police."""
    return machines.of(permits.county_post(stay))


def picture(machine: Machine, stay: Stay, purpose: str) -> str:
    """Send a picture and return its id."""
    data = pictures.jpeg(pictures.portrait() if purpose == "portrait" else pictures.paper())
    answer = machine.web.post(
        f"/api/v1/permits/uploads?purpose={purpose}&stay={stay.id}",
        data,
        content_type="image/jpeg",
        headers=machine.headers(),
    )
    assert answer.status_code == 201, answer.content
    return str(answer.json()["id"])


def application(machine: Machine, stay: Stay, **changes: Any) -> Sent:
    """Return a first application with its pictures sent."""
    return {
        "stay": str(stay.id),
        "kind": "first",
        "ground": "dwelling",
        "proofs": [{"kind": "lease", "upload": picture(machine, stay, "proof")}],
        "ethnicity": "汉",
        "portrait": picture(machine, stay, "portrait"),
        "collect_at": str(stay.station_id),
        "truth": True,
        **changes,
    }


def sent(answer: HttpResponse, status: int = 200) -> Sent:
    """Return the answer's content after looking at its status."""
    assert answer.status_code == status, answer.content
    content: Sent = answer.json()  # type: ignore[attr-defined]
    return content


def code(answer: HttpResponse, status: int) -> tuple[str, str]:
    """Return field and code of the first thing that is wrong."""
    first = sent(answer, status)["errors"][0]
    return first["field"], first["code"]


def accepted(stay: Stay) -> str:
    """Return an application accepted on the spot."""
    machine = desk(stay)
    return str(sent(machine.post("/permits/files", application(machine, stay, accept=True)), 201)["id"])


def signed(stay: Stay) -> Sent:
    """Return a permit, signed off."""
    return sent(county(stay).post(f"/permits/files/{accepted(stay)}/sign", {}))


def test_what_can_be_asked_for_is_told_with_the_day(stay: Stay) -> None:
    offer = sent(desk(stay).get(f"/permits/offer?stay={stay.id}"))
    assert (offer["eligible_from"], offer["days_left"]) == ("2026-09-04", 0)
    assert {way["ground"] for way in offer["ways"]} == {"employment", "dwelling", "study"}
    assert str(stay.station_id) in [place["id"] for place in offer["collect_at"]]


def test_from_the_application_to_the_permit(stay: Stay) -> None:
    machine = desk(stay)
    file = sent(machine.post("/permits/files", application(machine, stay)), 201)
    assert (file["state"], file["due_on"]) == ("applied", None)
    file = sent(machine.post(f"/permits/files/{file['id']}/accept", {"version": file["version"]}))
    assert (file["state"], file["due_on"]) == ("accepted", permits.due(stay, on=permits.HALF_YEAR).isoformat())
    permit = sent(county(stay).post(f"/permits/files/{file['id']}/sign", {"version": file["version"]}))
    assert (permit["state"], permit["issued_on"]) == ("valid", "2026-09-04")
    assert sent(machine.get(f"/permits/{permit['id']}"))["number"] == permit["number"]
    assert Act.objects.filter(what="open", subject_kind="permit", person_id=stay.person_id).count() == 1


def test_the_same_application_twice_is_one(stay: Stay) -> None:
    machine = desk(stay)
    body = application(machine, stay)
    first = machine.post("/permits/files", body, key="once")
    again = machine.post("/permits/files", body, key="once")
    assert sent(first, 201) == sent(again, 201)
    assert again["Idempotent-Replay"] == "true"
    assert code(machine.post("/permits/files", body), 409)[1] == "file_open"
    assert PermitFile.objects.count() == 1


def test_everything_wrong_is_told_at_once_with_its_path(stay: Stay) -> None:
    machine = desk(stay)
    wrong = {
        "stay": str(stay.id),
        "kind": "first",
        "ground": "dwelling",
        "proofs": [{"kind": "student_card", "source": "paper", "valid_until": "soon"}],
        "collect_at": "here",
        "truth": False,
    }
    errors = sent(machine.post("/permits/files", wrong), 422)["errors"]
    assert {one["field"] for one in errors} == {
        "proofs.0.valid_until",
        "proofs.0.kind",
        "ethnicity",
        "portrait",
        "collect_at",
        "truth",
    }


@pytest.mark.parametrize("extra", [{"religion": "x"}, {"marriage": "x"}, {"proofs": [{"kind": "lease", "rent": 1}]}])
def test_nothing_is_taken_that_the_card_does_not_need(stay: Stay, extra: Sent) -> None:
    machine = desk(stay)
    body = {"stay": str(stay.id), "kind": "first", "collect_at": str(stay.station_id), "truth": True, **extra}
    assert code(machine.post("/permits/files", body), 422)[1] == "unknown_entry"


def test_too_early_a_file_is_received_and_not_accepted(stay: Stay, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, permits.when(days=-30))
    machine = desk(stay)
    file = sent(machine.post("/permits/files", application(machine, stay)), 201)
    assert code(machine.post(f"/permits/files/{file['id']}/accept", {}), 409)[1] == "not_yet"


def test_a_returned_file_is_completed(stay: Stay) -> None:
    machine = desk(stay)
    file = sent(machine.post("/permits/files", application(machine, stay)), 201)
    missing = {"missing": [{"item": "proof_unclear", "note": "第二页看不清"}]}
    assert sent(machine.post(f"/permits/files/{file['id']}/return", missing))["state"] == "returned"
    opened = sent(machine.get(f"/permits/files/{file['id']}"))
    assert opened["missing"] == missing["missing"]
    better = {name: value for name, value in application(machine, stay).items() if name != "stay"}
    assert sent(machine.post(f"/permits/files/{file['id']}/complete", better))["state"] == "applied"


def test_one_officer_does_not_accept_and_sign(stay: Stay) -> None:
    post = permits.county_post(stay)
    machine = machines.of(post)
    file = sent(machine.post("/permits/files", application(machine, stay, accept=True)), 201)
    assert code(machine.post(f"/permits/files/{file['id']}/sign", {}), 409)[1] == "four_eyes"
    assert sent(machine.get(f"/permits/files/{file['id']}"))["blocked"] == "four_eyes"
    assert sent(county(stay).get(f"/permits/files/{file['id']}"))["blocked"] is None


def test_a_batch_signs_each_by_itself(stay: Stay) -> None:
    other = permits.registered()
    good, gone = accepted(stay), accepted(other)
    desk(other).post(f"/permits/files/{gone}/withdraw", {})
    outcomes = sent(county(stay).post("/permits/sign", {"files": [good, gone]}))["outcomes"]
    found = {one["file"]: (one["permit"] is not None, one["code"]) for one in outcomes}
    assert found == {good: (True, None), gone: (False, "not_allowed_in_state")}


def test_a_refusal_needs_its_basis_and_reason_and_is_taken_back(stay: Stay) -> None:
    file, machine = accepted(stay), county(stay)
    path = f"/permits/files/{file}"
    assert code(machine.post(f"{path}/refuse", {"basis": "mood", "why": "x"}), 422) == ("basis", "basis_missing")
    assert code(machine.post(f"{path}/refuse", {"basis": "no_ground", "why": " "}), 422) == ("why", "reason_missing")
    assert sent(machine.post(f"{path}/refuse", {"basis": "no_ground", "why": "合同不是本人的"}))["state"] == "refused"
    assert sent(machine.post(f"{path}/reopen", {"why": "补来了合同"}))["state"] == "accepted"


def test_an_extension_is_refused_where_no_policy_allows_it(stay: Stay) -> None:
    answer = county(stay).post(f"/permits/files/{accepted(stay)}/extend", {"why": "制证设备检修"})
    assert code(answer, 409)[1] == "extension_not_allowed"


def test_an_endorsement_waits_for_its_window_and_then_is_made(stay: Stay, monkeypatch: pytest.MonkeyPatch) -> None:
    permit, machine = signed(stay), desk(stay)
    path = f"/permits/{permit['id']}/endorse"
    seen = {"proofs": [{"kind": "lease", "source": "paper"}]}
    assert code(machine.post(path, seen), 409)[1] == "window_not_open"
    at(monkeypatch, permits.when(days=350))
    assert code(machine.post(path, {"proofs": [{"kind": "rent_book"}]}), 422)[0] == "proofs.0.kind"
    made = sent(machine.post(path, seen))
    assert (made["state"], made["number"], made["late"]) == ("done", 1, False)


def test_an_asked_endorsement_is_made_or_withheld(stay: Stay, monkeypatch: pytest.MonkeyPatch) -> None:
    permit = signed(stay)
    at(monkeypatch, permits.when(days=350))
    made = Endorsement.objects.create(
        permit_id=permit["id"],
        person_id=stay.person_id,
        station=stay.station,
        number=1,
        state="asked",
        channel="online",
        ground="dwelling",
        asked_at=permits.when(days=349),
        due_on=datetime.date(2027, 9, 1),
    )
    path, machine = f"/permits/endorsements/{made.id}", desk(stay)
    assert code(machine.post(f"{path}/withhold", {"basis": "visit", "why": ""}), 422)[0] == "why"
    assert sent(machine.post(f"{path}/withhold", {"basis": "visit", "why": "已不在此居住"}))["state"] == "withheld"
    ending = PermitEnding.objects.get(permit_id=permit["id"])
    assert (ending.state, ending.reason) == ("noticed", "no_ground")
    assert code(machine.post(f"{path}/endorse", {"proofs": []}), 409)[1] == "not_allowed_in_state"


def test_a_permit_is_handed_back_and_brought_back(stay: Stay) -> None:
    permit = signed(stay)
    ended = sent(desk(stay).post(f"/permits/{permit['id']}/hand-back", {}))
    assert (ended["state"], ended["ended_on"]) == ("done", "2026-09-04")
    back = sent(county(stay).post(f"/permits/{permit['id']}/undo-end", {"why": "本人改变主意"}))
    assert (back["state"], back["ended_on"]) == ("valid", None)


def test_an_end_nobody_asked_for_is_noticed_first(stay: Stay) -> None:
    permit = signed(stay)
    body = {"reason": "false", "basis": "proof", "note": "合同系伪造", "on": "2026-09-04"}
    assert code(desk(stay).post(f"/permits/{permit['id']}/propose-end", {**body, "on": "4.9."}), 422)[0] == "on"
    proposed = sent(desk(stay).post(f"/permits/{permit['id']}/propose-end", body))
    assert (proposed["state"], proposed["objection_until"]) == ("noticed", "2026-09-11")
    assert Permit.objects.get(id=permit["id"]).state == "valid"
    path = f"/permits/endings/{proposed['id']}"
    assert code(desk(stay).post(f"{path}/end", {}), 409)[1] == "window_open"
    away = machines.registrar(at=factories.community(county="371311"))
    assert away.post(f"{path}/end", {}).status_code == 404
    assert sent(desk(stay).post(f"{path}/drop", {"why": "查清是真的"}))["state"] == "withdrawn"


def test_earlier_time_counts_in_full_months(stay: Stay) -> None:
    permit = signed(stay)
    body = {"from_on": "2023-01-10", "until_on": "2023-07-09", "proof": "暂住证 2023-0110"}
    added = sent(desk(stay).post(f"/permits/{permit['id']}/past", body))
    assert (added["months"], added["person"]) == (5, str(stay.person_id))
    assert code(desk(stay).post(f"/permits/{permit['id']}/past", {**body, "from_on": "then"}), 422)[0] == "from_on"


def test_what_waits_is_listed_for_the_own_area_only(stay: Stay, monkeypatch: pytest.MonkeyPatch) -> None:
    permit, away = signed(stay), machines.registrar(at=factories.community(county="371311"))
    cards = sent(county(stay).get("/permits/cards?show=to_make"))["rows"]
    assert [row["state"] for row in cards] == ["to_make"]
    at(monkeypatch, permits.when(days=350))
    due = sent(desk(stay).get("/permits/waiting?which=due"))
    assert [(row["permit"], row["on"]) for row in due["rows"]] == [(permit["id"], permit["window_closes_on"])]
    for path in ("/permits/waiting?which=due", "/permits/cards?show=to_make"):
        assert sent(away.get(path)) == {"rows": [], "next": None}
    assert code(desk(stay).get("/permits/waiting?which=all"), 422)[0] == "which"
    assert code(desk(stay).get("/permits/cards?show=all"), 422)[0] == "show"


def test_a_card_is_made_handed_over_lost_and_found(stay: Stay) -> None:
    permit, signs, machine = signed(stay), county(stay), desk(stay)
    card = permits.card(Permit.objects.get(id=permit["id"])).id
    assert sent(signs.post("/permits/cards/send", {"cards": [str(card)]}))["count"] == 1
    assert sent(signs.post(f"/permits/cards/{card}/fail", {"why": "相片不清"}))["state"] == "to_make"
    signs.post("/permits/cards/send", {"cards": [str(card)]})
    made = sent(signs.post(f"/permits/cards/{card}/receive", {"card_number": "LY0000000009"}))
    assert (made["state"], made["ready_on"]) == ("ready", "2026-09-04")
    assert sent(machine.post(f"/permits/cards/{card}/hand-over", {"how": "id"}))["state"] == "held"
    assert sent(machine.post(f"/permits/cards/{card}/lost", {}))["state"] == "lost"
    assert sent(machine.post(f"/permits/cards/{card}/found", {}))["state"] == "held"


def test_the_list_pages_and_names_no_one_in_full(stay: Stay) -> None:
    for _ in range(3):
        permits.applied(stay=permits.registered())
    machine = desk(stay)
    first = sent(machine.get("/permits/files?state=applied&limit=2"))
    rest = sent(machine.get(f"/permits/files?state=applied&limit=2&cursor={first['next']}"))
    assert (len(first["rows"]), len(rest["rows"]), rest["next"]) == (2, 1, None)
    assert len({row["id"] for row in first["rows"] + rest["rows"]}) == 3
    assert all("*" in row["name"] for row in first["rows"])
    assert code(machine.get("/permits/files?state=everything"), 422)[0] == "state"
    assert machine.get("/permits/files?status=applied").status_code == 422


def test_a_stranger_gets_the_answer_for_what_is_not_there(stay: Stay) -> None:
    permit = signed(stay)
    file = PermitFile.objects.get().id
    card = permits.card(Permit.objects.get()).id
    elsewhere = factories.registrar(of=factories.community(county="371311"))
    away = machines.of(elsewhere)
    abroad = machines.of(factories.post(unit=elsewhere.unit.parent, role="county_police"))
    nothing = permits.stranger()
    for machine, method, path, body in (
        (away, "get", "/permits/{permit}", None),
        (away, "get", "/permits/files/{file}", None),
        (away, "post", "/permits/files/{file}/accept", {}),
        (away, "post", "/permits/files/{file}/withdraw", {}),
        (away, "post", "/permits/files/{file}/return", {"missing": []}),
        (abroad, "post", "/permits/files/{file}/sign", {}),
        (abroad, "post", "/permits/files/{file}/refuse", {"basis": "false", "why": "x"}),
        (abroad, "post", "/permits/files/{file}/reopen", {"why": "x"}),
        (abroad, "post", "/permits/files/{file}/extend", {"why": "x"}),
        (away, "post", "/permits/{permit}/endorse", {}),
        (away, "post", "/permits/{permit}/hand-back", {}),
        (abroad, "post", "/permits/{permit}/undo-end", {"why": "x"}),
        (abroad, "post", "/permits/cards/{card}/receive", {"card_number": "LY0000000009"}),
        (away, "post", "/permits/cards/{card}/hand-over", {"how": "id"}),
    ):
        theirs = path.format(permit=permit["id"], file=file, card=card)
        none = path.format(permit=nothing, file=nothing, card=nothing)
        answers = [machine.get(one) if method == "get" else machine.post(one, body) for one in (theirs, none)]
        assert [answer.status_code for answer in answers] == [404, 404], path


def test_a_station_does_not_decide_and_a_token_without_the_scope_does_nothing(stay: Stay) -> None:
    file = accepted(stay)
    assert desk(stay).post(f"/permits/files/{file}/sign", {}).status_code == 404
    narrow = machines.of(factories.post(unit=stay.station, role="registrar"), "search")
    assert narrow.get("/permits/files").status_code == 403
    assert {"permit", "issue"} <= set(account.SCOPES)


@pytest.mark.parametrize(
    ("kind", "data", "status"),
    [
        ("text/html", b"<html>", 415),
        ("image/jpeg", b"%PDF-1.7", 422),
        ("image/png", b"GIF89a", 422),
    ],
)
def test_what_is_no_picture_is_not_taken(stay: Stay, kind: str, data: bytes, status: int) -> None:
    machine = desk(stay)
    path = f"/api/v1/permits/uploads?purpose=proof&stay={stay.id}"
    assert machine.web.post(path, data, content_type=kind, headers=machine.headers()).status_code == status
