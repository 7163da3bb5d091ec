"""A walk-in on one screen: one act, one receipt; typed answers are kept; the same number is settled first."""

import uuid
from typing import Any

import pytest
from tests import factories
from tests.pages.counter.conftest import SignIn

from anju.models import Act, Division, Post, Receipt, Stay

pytestmark = pytest.mark.django_db


def typed(here: Division, **changes: object) -> dict[str, object]:
    raw: dict[str, Any] = factories.raw(at=here, arrived_on="2025-09-01", **changes)
    address = {f"address.{part}": value for part, value in raw.pop("address").items()}
    return {"once": str(uuid.uuid4()), **raw, **address}


def clerk(here: Division) -> Post:
    hall = factories.unit(
        code=f"dt-{here.code[:9]}", kind="hall", department="services", level="street", covers=here.parent
    )
    return factories.post(unit=hall, role="clerk")


def test_B6_a_walk_in_is_registered_in_one_act_with_the_receipt_and_a_second_click_counts_once(sign_in: SignIn) -> None:
    here = factories.community()
    browser = sign_in(factories.registrar(of=here))
    data = typed(here)
    answers = [browser.post("/counter/new/", data) for _ in range(2)]
    stay = Stay.objects.get()
    assert [answer.headers.get("Location") for answer in answers] == [f"/counter/files/{stay.id}/?done=registered"] * 2
    assert (stay.state, stay.channel, Receipt.objects.count()) == ("registered", "counter", 1)
    assert list(Act.objects.filter(person_id=stay.person_id).values_list("what", flat=True)) == ["register"]


def test_minors_are_registered_along_with_the_adult(sign_in: SignIn) -> None:
    here = factories.community()
    browser = sign_in(factories.registrar(of=here))
    child = {
        "name": "王小宝",
        "id_number": factories.id_number(born="20200101"),
        "id_kind": "household_book",
        "relation": "child",
    }
    browser.post("/counter/new/", typed(here) | {f"minors.0.{name}": value for name, value in child.items()})
    assert Stay.objects.filter(state="registered").count() == Receipt.objects.count() == 2


def test_what_is_wrong_is_told_all_at_once_and_what_was_typed_stays(sign_in: SignIn) -> None:
    here = factories.community()
    browser = sign_in(factories.registrar(of=here))
    answer = browser.post("/counter/new/", typed(here, name="王小明", id_number="410105199003070011", phone="12345"))
    text = answer.content.decode()
    assert (answer.status_code, Stay.objects.count()) == (422, 0)
    assert all(
        word in text for word in ("校验码对不上", "11位的手机号码", 'value="王小明"', 'value="沂蒙路"', 'value="12345"')
    )


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "王" * 5000, "'; DROP TABLE stay; --", "{{ request }}", "😀"]
)
def test_bad_names_come_back_escaped_and_register_nobody(sign_in: SignIn, name: str) -> None:
    here = factories.community()
    answer = sign_in(factories.registrar(of=here)).post("/counter/new/", typed(here, name=name))
    assert (answer.status_code, Stay.objects.count()) == (422, 0)
    assert "<script>alert" not in answer.content.decode()


def test_O1_nobody_is_registered_in_another_station_s_community(sign_in: SignIn) -> None:
    here, there = factories.community(), factories.community(county="371311")
    factories.station(of=there)
    browser = sign_in(factories.registrar(of=here))
    assert browser.post("/counter/new/", typed(there)).status_code == 422
    assert "红星001社区" in browser.get("/counter/communities/?community_text=hx").content.decode()
    assert "罗庄区" not in browser.get("/counter/communities/?community_text=hx").content.decode()
    assert Stay.objects.count() == 0


def test_an_id_number_tells_birth_sex_and_county_by_post_only(sign_in: SignIn) -> None:
    here = factories.community()
    browser = sign_in(factories.registrar(of=here))
    text = browser.post(
        "/counter/new/number/", {"id_number": factories.id_number(born="19900307", sex="female")}
    ).content.decode()
    assert all(word in text for word in ("女", "1990-03-07"))
    assert "校验码" in browser.post("/counter/new/number/", {"id_number": "410105199003070011"}).content.decode()
    assert browser.get("/counter/new/number/").status_code == 405


def test_B5_the_same_number_offers_the_move_and_is_settled_with_the_person_present(sign_in: SignIn) -> None:
    here, there = factories.community(), factories.community(county="371311")
    number = factories.id_number()
    first = factories.registered(at=there, id_number=number)
    browser = sign_in(factories.registrar(of=here))
    asked = browser.post("/counter/new/number/", {"id_number": number}).content.decode()
    assert ("罗庄区" in asked, first.number in asked) == (True, False)
    answer = browser.post("/counter/new/", typed(here, id_number=number))
    assert (answer.status_code, f'value="{first.person_id}"' in answer.content.decode()) == (422, True)
    assert Stay.objects.count() == 1
    browser.post("/counter/new/", typed(here, id_number=number, same_as=str(first.person_id)))
    first.refresh_from_db()
    assert (first.state, first.end_reason) == ("ended", "left")
    assert Stay.objects.get(state="registered").person_id == first.person_id


def test_a_file_declared_online_is_offered_instead_of_typing_it_again(sign_in: SignIn) -> None:
    here = factories.community()
    number = factories.id_number()
    filed = factories.filed(at=here, id_number=number).main
    browser = sign_in(factories.registrar(of=here))
    assert f"/counter/files/{filed.id}/" in browser.post("/counter/new/number/", {"id_number": number}).content.decode()
    assert Act.objects.get(what="search").person_id == filed.person_id


def test_a_clerk_declares_for_the_person_and_learns_nothing_from_elsewhere(sign_in: SignIn) -> None:
    here, there = factories.community(), factories.community(county="371311")
    factories.station(of=here)
    number = factories.id_number()
    factories.registered(at=there, id_number=number)
    browser = sign_in(clerk(here))
    other = factories.id_number(serial=777)
    known, unknown = (
        browser.post("/counter/new/number/", {"id_number": text}).content.decode() for text in (number, other)
    )
    assert known == unknown
    answer = browser.post("/counter/new/", typed(here, id_number=number))
    stay = Stay.objects.get(state="declared")
    assert answer.headers["Location"] == f"/counter/files/{stay.id}/?done=declared"
    assert stay.channel == "counter"
    page = browser.get(f"/counter/files/{stay.id}/").content.decode()
    assert ("受理并登记" in page, "一次性告知补正" in page, "罗庄区" in page) == (False, True, False)
    assert browser.post(f"/counter/files/{stay.id}/accept/", {"once": "1", "version": stay.version}).status_code == 404
