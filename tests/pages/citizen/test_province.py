"""Signing in by the province's service: a real exchange over HTTP, and every way it can go wrong."""

import datetime
import json
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from django.test import Client
from structlog.testing import capture_logs
from tests import factories, issuer
from tests.issuer import Issuer

from anju.models import Act, Binding, Resident
from anju.vault import seal
from anju.web import access, clock
from anju.web.province import REFUSALS, asking

pytestmark = pytest.mark.django_db
BACK = "/sign-in/province/back/"


@pytest.fixture
def province(settings: Any) -> Iterator[Issuer]:
    """This is the province's service, with someone in front of it whose record is not on file."""
    asking.forget()
    with issuer.running() as found:
        settings.PROVINCE = found.settings()
        found.person(id_number=factories.id_number())
        yield found
    asking.forget()


def _told(client: Client, said: dict[str, str]) -> str:
    """Return which line is shown after the visitor came back; the phone's form stands below it."""
    answer = client.get(BACK, said)
    assert answer.status_code == 302
    found = re.match(r"/sign-in/\?province=(\w+)&", answer["Location"])
    assert found is not None, answer["Location"]
    shown = client.get(answer["Location"]).content.decode()
    assert str(REFUSALS[found[1]].zh) in shown
    assert 'name="phone"' in shown
    assert access.RESIDENT not in client.session
    return found[1]


def _in(client: Client) -> Resident:
    return Resident.objects.get(id=client.session[access.RESIDENT])


def test_where_it_is_off_nothing_shows_and_nothing_answers(client: Client) -> None:
    assert "/sign-in/province/" not in client.get("/sign-in/").content.decode()
    assert client.get("/sign-in/province/").status_code == 404
    assert client.get(BACK, {"code": "x", "state": "y"}).status_code == 404


def test_whoever_is_on_file_finds_their_record(province: Issuer) -> None:
    number = factories.id_number()
    stay = factories.registered(at=factories.community(), id_number=number)
    province.person(id_number=number, phone_number="13812345678")
    client = Client()
    assert "/sign-in/province/?next=" in client.get("/sign-in/").content.decode()
    before = client.session.session_key
    answer = client.get(BACK, province.visit(client, onward="/my/messages/"))
    assert (answer.status_code, answer["Location"]) == (302, "/my/messages/")
    assert client.session.session_key != before
    who = _in(client)
    made = Binding.objects.get(resident=who)
    assert (made.person_id, made.kind, made.how) == (stay.person_id, "self", "province")
    written = list(Act.objects.filter(actor_id=who.id).order_by("id").values_list("what", "person_id", "detail"))
    assert written == [
        ("sign_in", None, {"how": "province"}),
        ("bind", stay.person_id, {"how": "province"}),
    ]
    assert "王小明" in client.get("/my/").content.decode()


def test_the_second_sign_in_is_the_same_sign_in_and_writes_no_second_binding(province: Issuer) -> None:
    number = factories.id_number()
    factories.registered(at=factories.community(), id_number=number)
    province.person(id_number=number)
    for _ in range(2):
        client = Client()
        assert client.get(BACK, province.visit(client)).status_code == 302
    assert Resident.objects.filter(subject_index__isnull=False).count() == 1
    assert Act.objects.filter(what="bind", detail={"how": "province"}).count() == 1


def test_whoever_is_not_on_file_is_signed_in_and_sees_an_empty_page(province: Issuer) -> None:
    client = Client()
    assert client.get(BACK, province.visit(client))["Location"] == "/my/"
    assert not Binding.objects.filter(resident=_in(client)).exists()
    assert client.get("/my/").status_code == 200


def test_a_phone_the_service_names_gets_messages_and_opens_no_sign_in(province: Issuer) -> None:
    phone = "13812345678"
    known = factories.resident(phone=phone)
    province.person(id_number=factories.id_number(), phone_number="+86 138 1234 5678")
    client = Client()
    client.get(BACK, province.visit(client))
    who = _in(client)
    assert who != known
    assert who.phone_index is None
    assert seal.unseal(data=bytes(who.phone), column="resident.phone", owner=who.id) == phone


def test_another_name_at_the_same_number_binds_nothing_and_says_nothing(province: Issuer) -> None:
    number = factories.id_number()
    factories.registered(at=factories.community(), id_number=number)
    province.person(id_number=number, name="赵四")
    client = Client()
    assert client.get(BACK, province.visit(client))["Location"] == "/my/"
    assert not Binding.objects.filter(resident=_in(client)).exists()


def test_a_record_nobody_has_verified_is_not_bound(province: Issuer) -> None:
    number = factories.id_number()
    factories.filed(at=factories.community(), id_number=number)
    province.person(id_number=number)
    client = Client()
    client.get(BACK, province.visit(client))
    assert not Binding.objects.filter(resident=_in(client)).exists()


def test_a_phones_sign_in_finds_its_record_by_the_service(province: Issuer, enter: Callable[..., Client]) -> None:
    number = factories.id_number()
    stay = factories.registered(at=factories.community(), id_number=number)
    province.person(id_number=number)
    who = factories.resident()
    client = enter(who)
    assert 'href="/sign-in/province/"' in client.get("/my/find/").content.decode()
    answer = client.get(BACK, province.visit(client))
    assert answer["Location"] == "/my/?done=looked_at_province"
    assert list(Binding.objects.filter(resident=who).values_list("person_id", "kind", "how")) == [
        (stay.person_id, "self", "province")
    ]
    assert _in(client) == who


def test_the_answer_to_a_phones_sign_in_is_the_same_whether_a_record_is_on_file(
    province: Issuer, enter: Callable[..., Client]
) -> None:
    number = factories.id_number()
    factories.registered(at=factories.community(), id_number=number)
    told = []
    for one in (number, factories.id_number()):
        province.person(id_number=one, sub=one)
        client = enter()
        told.append(client.get(BACK, province.visit(client))["Location"])
    assert told[0] == told[1]


def test_an_elliptic_key_serves_as_well(province: Issuer) -> None:
    province.key, province.algorithm = ec.generate_private_key(ec.SECP256R1()), "ES256"
    client = Client()
    assert client.get(BACK, province.visit(client))["Location"] == "/my/"


def test_a_service_that_wants_the_secret_in_the_form_gets_it_there(province: Issuer) -> None:
    province.discovery = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    client = Client()
    assert client.get(BACK, province.visit(client))["Location"] == "/my/"


def test_a_new_key_is_asked_for_once_and_a_stranger_does_not_make_us_ask_again_and_again(
    province: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    client.get(BACK, province.visit(client))
    client = Client()
    province.key, province.number = rsa.generate_private_key(public_exponent=65537, key_size=2048), "two"
    assert _told(client, province.visit(client)) == "not_trusted"
    asked = province.asked.count("/keys")
    monkeypatch.setattr(asking, "AGAIN", 0.0)
    assert client.get(BACK, province.visit(client))["Location"] == "/my/"
    assert province.asked.count("/keys") == asked + 1


# --- what must not sign anybody in


def test_an_answer_counts_once(province: Issuer) -> None:
    client = Client()
    said = province.visit(client)
    assert client.get(BACK, said)["Location"] == "/my/"
    client.post("/sign-out/")
    assert _told(client, said) == "foreign"


def test_a_code_the_service_has_taken_before_is_told_in_one_line(province: Issuer) -> None:
    client = Client()
    said = province.visit(client)
    province.codes.clear()
    assert _told(client, said) == "foreign"


def test_an_answer_to_another_browser_signs_nobody_in(province: Issuer) -> None:
    victim, thief = Client(), Client()
    said = province.visit(thief)
    assert _told(victim, said) == "foreign"
    province.visit(victim)
    assert _told(victim, said) == "foreign"


def test_a_state_that_is_not_ours_is_refused(province: Issuer) -> None:
    for state in ("", "guessed", "状态"):
        client = Client()
        assert _told(client, {**province.visit(client), "state": state}) == "foreign"


def test_what_began_before_somebody_else_signed_in_does_not_end_with_them(
    province: Issuer, enter: Callable[..., Client]
) -> None:
    client = enter(first := factories.resident())
    said = province.visit(client)
    session = client.session
    session[access.RESIDENT] = str(factories.resident().id)
    session.save()
    assert client.get(BACK, said)["Location"] == "/my/find/?province=foreign"
    assert REFUSALS["foreign"].zh in client.get("/my/find/?province=foreign").content.decode()
    assert not Binding.objects.filter(resident=first).exists()


def test_ten_minutes_are_the_longest(province: Issuer, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    said = province.visit(client)
    later = clock.now() + datetime.timedelta(minutes=10, seconds=5)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert _told(client, said) == "foreign"


def test_an_answer_that_names_another_issuer_is_refused(province: Issuer) -> None:
    client = Client()
    assert _told(client, {**province.visit(client), "iss": "https://evil.example"}) == "foreign"
    client = Client()
    assert client.get(BACK, {**province.visit(client), "iss": province.address})["Location"] == "/my/"


def test_who_cancels_over_there_is_told_so(province: Issuer) -> None:
    client = Client()
    state = province.visit(client)["state"]
    assert _told(client, {"error": "access_denied", "state": state}) == "cancelled"
    state = province.visit(client)["state"]
    assert _told(client, {"error": "server_error", "state": state}) == "not_trusted"
    state = province.visit(client)["state"]
    assert _told(client, {"state": state}) == "not_trusted"


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("aud", "another-client"),
        ("aud", [issuer.CLIENT, "another-client"]),
        ("azp", "another-client"),
        ("iss", "https://evil.example"),
        pytest.param("exp", int(time.time()) - 3600, id="exp-past"),
        pytest.param("iat", int(time.time()) + 86400, id="iat-ahead"),
        ("nonce", "another"),
        ("nonce", None),
        ("exp", None),
        ("sub", None),
        ("aud", None),
    ],
)
def test_a_token_that_is_not_for_us_now_is_not_believed(province: Issuer, claim: str, value: object) -> None:
    province.claims[claim] = value
    client = Client()
    assert _told(client, province.visit(client)) == "not_trusted"


def test_a_token_of_a_foreign_key_is_not_believed(province: Issuer) -> None:
    client = Client()
    said = province.visit(client)
    asking.key(number=province.number)  # the true key is known
    province.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert _told(client, said) == "not_trusted"


def test_a_token_signed_with_nothing_with_our_secret_or_with_the_public_key_is_not_believed(province: Issuer) -> None:
    public = json.dumps({"kty": "RSA"})
    for algorithm, key in (("none", None), ("HS256", issuer.SECRET + "." * 16), ("HS256", public + "." * 32)):
        client = Client()
        said = province.visit(client)
        now = int(time.time())
        claims = {**province.claims, "iss": province.address, "aud": issuer.CLIENT, "iat": now, "exp": now + 60}
        claims["nonce"] = province.codes[said["code"]]["nonce"]
        province.token = jwt.encode(claims, key, algorithm=algorithm, headers={"kid": province.number})
        assert _told(client, said) == "not_trusted"


@pytest.mark.parametrize("token", ["", "abc", "a.b.c", "." * 50_000, "é.é.é"])
def test_what_is_no_token_is_not_believed(province: Issuer, token: str) -> None:
    client = Client()
    said = province.visit(client)
    province.token = token or " "
    assert _told(client, said) == "not_trusted"


@pytest.mark.parametrize(
    ("claims", "line"),
    [
        ({"id_number": None}, "missing"),
        ({"id_number": ""}, "missing"),
        ({"id_number": 371302}, "missing"),
        ({"id_number": "123"}, "missing"),
        ({"id_number": "9" * 5000}, "missing"),
        ({"name": None}, "missing"),
        ({"name": ["王小明"]}, "missing"),
        ({"acr": "L1"}, "level"),
        ({"acr": None}, "level"),
        ({"acr": ["L3"]}, "level"),
    ],
)
def test_claims_that_are_missing_odd_or_not_trusted_sign_nobody_in(
    province: Issuer, claims: dict[str, Any], line: str
) -> None:
    province.claims |= claims
    client = Client()
    assert _told(client, province.visit(client)) == line
    assert not Resident.objects.exists()


def test_an_odd_phone_is_left_out(province: Issuer) -> None:
    for odd in ("12", 5, "x" * 500):
        province.claims["phone_number"] = odd
        client = Client()
        assert client.get(BACK, province.visit(client))["Location"] == "/my/"
        assert _in(client).phone is None


# --- the service itself


def test_a_service_that_is_down_is_told_at_once_and_the_phone_stays(province: Issuer, settings: Any) -> None:
    settings.PROVINCE = province.settings(issuer="http://127.0.0.1:9", discovery="http://127.0.0.1:9/x")
    client = Client()
    answer = client.get("/sign-in/province/?next=/my/find/")
    assert answer["Location"] == "/sign-in/?province=unreachable&next=%2Fmy%2Ffind%2F"
    shown = client.get(answer["Location"]).content.decode()
    assert REFUSALS["unreachable"].zh in shown
    assert 'name="phone"' in shown


def test_a_service_that_fails_hangs_redirects_or_babbles_is_told_in_time(province: Issuer, settings: Any) -> None:
    settings.PROVINCE = province.settings(timeout=0.3)
    ways: list[tuple[int, bytes, float]] = [
        (500, b"", 0.0),
        (302, b"", 0.0),
        (200, b"<html>", 0.0),
        (200, b"[]", 0.0),
        (200, b"[" * 100_000, 0.0),
        (200, b'"' + b"x" * 300_000 + b'"', 0.0),
        (200, b"", 0.6),
    ]
    for status, raw, pause in ways:
        province.status, province.raw, province.pause = 200, b"", 0.0
        asking.forget()
        client = Client()
        said = province.visit(client)
        province.status, province.raw, province.pause = status, raw, pause
        assert _told(client, said) == "unreachable", (status, raw[:10], pause)


@pytest.mark.parametrize(
    "changed",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://evil.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": None},
        {"jwks_uri": "file:///etc/passwd"},
    ],
)
def test_a_description_that_leads_elsewhere_is_not_followed(province: Issuer, changed: dict[str, Any]) -> None:
    province.discovery = changed
    assert Client().get("/sign-in/province/")["Location"] == "/sign-in/?province=not_trusted&next=%2Fmy%2F"


def test_next_never_leads_to_another_site(province: Issuer) -> None:
    client = Client()
    assert client.get(BACK, province.visit(client, onward="https://evil.example/"))["Location"] == "/my/"


def test_nothing_of_a_token_or_a_claim_is_logged(province: Issuer, capfd: pytest.CaptureFixture[str]) -> None:
    number = str(province.claims["id_number"])
    with capture_logs() as lines:
        for name, value in (("aud", "another-client"), ("acr", "L1"), ("id_number", None), ("nonce", "secret-nonce")):
            kept = dict(province.claims)
            province.claims[name] = value
            client = Client()
            said = province.visit(client)
            client.get(BACK, said)
            province.claims = kept
    written = str(lines) + "".join(capfd.readouterr())
    assert [line["event"] for line in lines] == ["province sign-in refused"] * 4
    for secret in (number, "王小明", "another-client", "secret-nonce", said["code"], said["state"], issuer.SECRET):
        assert secret not in written


def test_a_line_that_is_none_of_ours_is_not_shown(province: Issuer) -> None:
    shown = Client().get("/sign-in/?province=<script>").content.decode()
    assert "<script>" not in shown
    assert 'role="alert"' not in shown
