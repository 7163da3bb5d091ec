"""Signing in by phone code: right once, wrong alike, limited, and silent about who is known."""

import re

import pytest
from django.test import Client
from tests import factories

from anju.models import Act, PhoneCode, Resident
from anju.pages.citizen import signin

pytestmark = pytest.mark.django_db


def _code(client: Client, phone: str, onward: str = "/my/") -> str:
    answer = client.post("/sign-in/", {"phone": phone, "next": onward}, follow=True)
    return re.search(r'<strong class="mono">(\d{6})</strong>', answer.content.decode()).group(1)


def test_a_new_phone_signs_in_by_the_code_and_lands_where_it_wanted_to_go() -> None:
    client = Client()
    code = _code(client, "138 1234 5678", "/my/find/")
    answer = client.post("/sign-in/code/", {"code": code, "next": "/my/find/"})
    assert (answer.status_code, answer["Location"]) == (302, "/my/find/")
    assert Resident.objects.count() == 1
    assert list(Act.objects.values_list("what", flat=True)) == ["sign_in"]
    assert client.get("/my/").status_code == 200


def test_a_code_counts_once() -> None:
    first, second = Client(), Client()
    code = _code(first, "13812345678")
    assert first.post("/sign-in/code/", {"code": code}).status_code == 302
    session = second.session
    second.post("/sign-in/", {"phone": "13812345678"})
    PhoneCode.objects.order_by("-sent_at").first().delete()
    answer = second.post("/sign-in/code/", {"code": code})
    assert answer.status_code == 422
    assert "验证码不对" in answer.content.decode()
    assert session is not None


def test_five_wrong_tries_spend_the_code() -> None:
    client = Client()
    code = _code(client, "13812345678")
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        assert client.post("/sign-in/code/", {"code": wrong}).status_code == 422
    assert client.post("/sign-in/code/", {"code": code}).status_code == 422


def test_full_width_digits_are_read_as_digits() -> None:
    client = Client()
    code = _code(client, "１３８１２３４５６７８")
    wide = code.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert client.post("/sign-in/code/", {"code": wide}).status_code == 302


def test_the_answer_is_the_same_for_a_known_and_an_unknown_phone() -> None:
    factories.resident(phone="13900000001")
    pages = []
    for phone in ("13900000001", "13900000002"):
        client = Client()
        answer = client.post("/sign-in/", {"phone": phone}, follow=True).content.decode()
        text = re.sub(r'value="[^"]{30,}"|<strong class="mono">\d{6}', "", answer)
        pages.append(text.replace(phone[:3] + "****" + phone[-4:], ""))
    assert pages[0] == pages[1]


def test_a_sixth_code_within_the_hour_is_refused_with_a_way_out() -> None:
    client = Client()
    for _ in range(5):
        assert client.post("/sign-in/", {"phone": "13812345678"}).status_code == 302
    answer = client.post("/sign-in/", {"phone": "13812345678"})
    assert answer.status_code == 422
    assert "次数太多了" in answer.content.decode()
    assert 'value="13812345678"' in answer.content.decode()


def test_a_wrong_number_is_said_in_place_and_kept() -> None:
    answer = Client().post("/sign-in/", {"phone": "12345"})
    assert answer.status_code == 422
    assert 'value="12345"' in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()


def test_the_session_gets_a_new_key_and_forgets_another_resident() -> None:
    client = Client()
    code = _code(client, "13812345678")
    before = client.session.session_key
    client.post("/sign-in/code/", {"code": code})
    assert client.session.session_key != before


def test_next_never_leads_to_another_site() -> None:
    client = Client()
    code = _code(client, "13812345678")
    answer = client.post("/sign-in/code/", {"code": code, "next": "https://evil.example/"})
    assert answer["Location"] == "/my/"


def test_signing_out_ends_the_session_and_is_on_record(enter) -> None:
    client = enter()
    assert client.post("/sign-out/")["Location"] == "/"
    assert client.get("/my/")["Location"] == "/sign-in/?next=%2Fmy%2F"
    assert list(Act.objects.values_list("what", flat=True)) == ["sign_out"]
    assert client.get("/sign-out/").status_code == 405


def test_the_code_lies_sealed_in_the_database() -> None:
    from anju.models import Message

    client = Client()
    code = _code(client, "13812345678")
    held = Message.objects.get(kind="phone_code")
    assert code not in str(held.params)
    assert code.encode() not in bytes(PhoneCode.objects.get().digest)


def test_one_address_can_not_have_codes_sent_to_phone_after_phone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signin.LIMIT, "a_minute", 3)
    told = [Client().post("/sign-in/", {"phone": f"1391111000{number}"}).status_code for number in range(4)]
    assert told == [302, 302, 302, 429]
    assert PhoneCode.objects.count() == 3
