"""At the door: what is shown, what a tap records, and that a visit ends nothing."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories

from anju.models import Act, Ending, Message, Stay, Visit


@pytest.fixture
def declared(own) -> Stay:
    address = {"form": "road", "road": "沂蒙路", "number": "100", "building": "3", "room": "501"}
    return factories.filed(at=own.here, name="王小明", phone="13812345678", address=address).main


@pytest.fixture
def registered(own) -> Stay:
    return factories.registered(at=own.here, name="王小明", phone="13812345678")


def reads(stay: Stay) -> list[tuple[str, str, dict[str, object]]]:
    rows = Act.objects.filter(subject_id=str(stay.id), what__in=["open", "unmask"]).order_by("seq")
    return [(act.what, act.purpose, act.detail) for act in rows]


def test_L2_the_address_is_shown_in_full_for_verifying_and_the_person_can_read_that(own, declared: Stay):
    page = own.client.get(f"/field/stays/{declared.id}/").content.decode()
    assert "沂蒙路100号3号楼501室" in page
    assert [text in page for text in ("王小明", "13812345678", "1990")] == [False, False, False]
    assert reads(declared) == [("open", "verifying", {}), ("unmask", "verifying", {"field": "address"})]


def test_L2_the_phone_is_shown_for_a_stated_purpose_only(own, declared: Stay):
    path = f"/field/stays/{declared.id}/phone/"
    assert own.client.post(path, {}).status_code == 400
    assert own.client.post(path, {"purpose": "audit"}).status_code == 400
    page = own.client.post(path, {"purpose": "answering"}).content.decode()
    assert 'href="tel:13812345678"' in page
    assert ("unmask", "answering", {"field": "phone"}) in reads(declared)


def test_B3_lives_here_makes_a_declaration_wait_for_the_station(own, declared: Stay):
    answer = own.send(f"/field/stays/{declared.id}/visit/", found="here")
    assert answer.headers["Location"] == "/field/?show=to_verify&done=here"
    declared.refresh_from_db()
    assert (declared.state, list(Visit.objects.values_list("found", "post_id"))) == (
        "to_verify",
        [("here", own.post.id)],
    )


def test_D7_lives_here_confirms_a_registration(own, registered: Stay, at):
    later = factories.later(days=200)
    at(later)
    own.send(f"/field/stays/{registered.id}/visit/", found="here")
    registered.refresh_from_db()
    assert (registered.state, registered.confirmed_on) == ("registered", later.date())


def test_nobody_met_changes_nothing_about_a_registration(own, registered: Stay):
    own.send(f"/field/stays/{registered.id}/visit/", found="nobody", note="敲门没人应")
    registered.refresh_from_db()
    assert (registered.state, registered.confirmed_on, registered.version) == ("registered", factories.DAY, 2)
    assert list(Visit.objects.values_list("found", "note")) == [("nobody", "敲门没人应")]


@pytest.mark.parametrize("found", ["gone", "other"])
def test_a_finding_against_a_declaration_needs_a_word_and_leaves_it_to_the_station(own, declared: Stay, found: str):
    path = f"/field/stays/{declared.id}/visit/"
    assert own.send(path, found=found, note=" ").status_code == 400
    own.send(path, found=found, note="房东说的")
    declared.refresh_from_db()
    assert (declared.state, list(Visit.objects.values_list("found", "note"))) == ("to_verify", [(found, "房东说的")])


def test_D6_gone_from_a_registration_leads_to_notice_and_window_and_never_ends_it(own, registered: Stay):
    path = f"/field/stays/{registered.id}/"
    assert own.client.get(f"{path}visit/?found=gone").headers["Location"] == f"{path}end/?found=gone"
    assert own.client.get(f"{path}end/").status_code == 200
    answer = own.send(f"{path}end/", reason="left", on=factories.DAY.isoformat(), note="房东说搬走了")
    assert answer.headers["Location"] == "/field/?show=unconfirmed&done=end"
    registered.refresh_from_db()
    ending = Ending.objects.get()
    assert (registered.state, ending.state, ending.basis, ending.reason) == ("registered", "noticed", "visit", "left")
    assert ending.objection_until == datetime.date(2026, 3, 11)
    assert Message.objects.filter(kind="end_proposed").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"note": ""}, "note"),
        ({"on": "gestern"}, "on"),
        ({"reason": "duplicate"}, "reason"),
        ({"on": "2030-01-01"}, "on"),
    ],
)
def test_a_proposal_that_lacks_something_says_so_and_keeps_what_was_typed(own, registered: Stay, changes, field: str):
    data = {"reason": "left", "on": factories.DAY.isoformat(), "note": "邻居说的", **changes}
    answer = own.send(f"/field/stays/{registered.id}/end/", **data)
    page = answer.content.decode()
    assert (answer.status_code, f'id="f-{field}-error"' in page, data["note"] in page) == (400, True, True)
    assert Ending.objects.count() == 0


def test_two_clicks_are_one_visit(own, declared: Stay):
    data = {"once": str(uuid.uuid4()), "found": "nobody", "note": ""}
    for _ in range(2):
        own.client.post(f"/field/stays/{declared.id}/visit/", data)
    assert Visit.objects.count() == 1


def test_a_colleagues_same_finding_of_the_day_is_flagged_not_doubled(own, registered: Stay):
    colleague = factories.post(unit=own.post.unit, role="coordinator")
    own.send(f"/field/stays/{registered.id}/visit/", found="here")
    own.client.force_login(colleague.staff)
    answer = own.send(f"/field/stays/{registered.id}/visit/", found="here")
    assert answer.headers["Location"].endswith("done=twin")
    assert Visit.objects.count() == 1
    assert [act.detail for act in Act.objects.filter(what="visit")] == [{"found": "here", "twin": True}]


def test_a_page_without_its_key_is_told_and_writes_nothing(own, declared: Stay):
    answer = own.client.post(f"/field/stays/{declared.id}/visit/", {"found": "nobody"})
    assert (answer.status_code, Visit.objects.count()) == (400, 0)


def test_a_stranger_finds_nothing_on_any_path(own, stranger, declared: Stay, registered: Stay):
    for stay in (declared, registered):
        paths = [
            f"/field/stays/{stay.id}/",
            f"/field/stays/{stay.id}/visit/?found=gone",
            f"/field/stays/{stay.id}/end/",
        ]
        assert [stranger.client.get(path).status_code for path in paths] == [404, 404, 404]
        posts = [
            ("phone", {"purpose": "verifying"}),
            ("visit", {"found": "here"}),
            ("end", {"reason": "left", "on": factories.DAY.isoformat(), "note": "x"}),
        ]
        sent = [stranger.send(f"/field/stays/{stay.id}/{name}/", **data).status_code for name, data in posts]
        assert sent == [404, 404, 404]
    assert stranger.client.get(f"/field/stays/{uuid.uuid4()}/").status_code == 404
    assert (Visit.objects.count(), Ending.objects.count()) == (0, 0)
    assert not Act.objects.filter(actor_id=stranger.post.staff_id).exclude(what="list").exists()


def test_the_page_takes_the_same_statements_with_one_visit_and_with_three(own, declared: Stay):

    def measured() -> int:
        with CaptureQueriesContext(connection) as taken:
            own.client.get(f"/field/stays/{declared.id}/")
        return len(taken)

    own.send(f"/field/stays/{declared.id}/visit/", found="nobody")
    measured()
    first = measured()
    for _ in range(2):
        own.send(f"/field/stays/{declared.id}/visit/", found="nobody")
    assert measured() == first
