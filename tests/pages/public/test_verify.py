"""The public page of receipts: what anyone may learn, and nothing else; and not in bulk."""

import base64
import datetime
import re

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection
from tests import factories

from anju.actions import limiting
from anju.actions import stay as stays
from anju.models import Receipt
from anju.web import clock, ratelimit


@pytest.fixture
def receipt(db) -> Receipt:
    stay = factories.registered(at=factories.community(), name="王小明", phone="13812345678")
    return Receipt.objects.get(stay=stay)


def shown(page: str) -> list[str]:
    return re.findall(r"<dd>(.*?)</dd>", page)


def test_B6_number_code_and_scanned_address_show_masked_name_county_and_date(client, receipt: Receipt):
    wanted = ["王*明", "兰山区", "2026年3月4日（周三）"]
    asked = [client.post("/verify/", {"text": text}) for text in (receipt.number, receipt.number.lower(), receipt.code)]
    scanned = [client.get(f"/V/{receipt.code}"), client.get(f"/v/{receipt.code.lower()}")]
    assert [shown(answer.content.decode()) for answer in (*asked, *scanned)] == [wanted] * 5
    page = scanned[0].content.decode()
    assert [word in page for word in ("王小明", "13812345678", "沂蒙路", "410105", receipt.number)] == [False] * 5


def test_an_ended_one_and_a_replaced_one_say_so(client, receipt: Receipt):
    receipt.replaced_at = factories.NOW
    receipt.save()
    assert "已换发" in client.get(f"/V/{receipt.code}").content.decode()
    receipt.replaced_at = None
    receipt.save()
    officer = factories.actor(factories.registrar(of=factories.community()))
    stays.leave(stay_id=receipt.stay_id, on=factories.DAY, by=officer, at=factories.NOW)
    assert "已失效" in client.get(f"/V/{receipt.code}").content.decode()


@pytest.mark.parametrize(
    "text", ["nonsense", "PZ371302-2026-9999999-1", "<script>alert(1)</script>", "A" * 3000, "a\x00b", "' OR 1=1"]
)
def test_what_is_no_receipt_is_not_found_alike(client, receipt: Receipt, text: str):
    answer = client.post("/verify/", {"text": text})
    page = answer.content.decode()
    assert (answer.status_code, "查不到" in page, shown(page), "<script>alert" in page) == (404, True, [], False)


def test_an_empty_question_is_asked_again(client, db):
    answer = client.post("/verify/", {"text": " "})
    assert (answer.status_code, 'id="f-text-error"' in answer.content.decode()) == (400, True)
    assert client.get("/verify/").status_code == 200
    assert client.get("/V/").headers["Location"] == "/verify/"


def test_the_twenty_first_question_of_a_minute_waits(client, receipt: Receipt):
    answers = [client.get(f"/V/{receipt.code}").status_code for _ in range(21)]
    assert answers == [200] * 20 + [429]
    busy = client.post("/verify/", {"text": receipt.number})
    assert (busy.status_code, busy.headers["Retry-After"], shown(busy.content.decode())) == (429, "3", [])
    assert client.get(f"/V/{receipt.code}", REMOTE_ADDR="10.0.0.9").status_code == 200
    assert client.get("/verify/").status_code == 200


def test_a_bucket_fills_again_and_holds_for_two_processes_together(db, monkeypatch):
    at = [factories.NOW]
    monkeypatch.setattr(clock, "now", lambda: at[0])
    one, other = ratelimit.Limit(name="x", a_minute=2), ratelimit.Limit(name="x", a_minute=2)
    assert [one.wait(who="a"), other.wait(who="a"), one.wait(who="a"), other.wait(who="a")] == [0, 0, 30, 30]
    assert (one.wait(who="b"), ratelimit.Limit(name="y", a_minute=2).wait(who="a")) == (0, 0)
    at[0] += datetime.timedelta(seconds=30)
    assert [one.wait(who="a"), other.wait(who="a")] == [0, 30]
    at[0] += datetime.timedelta(minutes=5)
    assert [other.wait(who="a") for _ in range(3)] == [0, 0, 30]


def test_no_address_lies_in_the_counts_and_the_night_forgets_them(db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    limit = ratelimit.Limit(name="x", a_minute=2)
    assert [limit.wait(who="10.11.12.13") for _ in range(2)] == [0, 0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT what, who FROM rate_limit")
        ((what, who),) = cursor.fetchall()
    assert (what, len(who), b"10.11.12.13" in bytes(who)) == ("x", 32, False)
    assert limiting.sweep(at=factories.later(seconds=59)) == 0
    assert limiting.sweep(at=factories.later(seconds=60)) == 1


def test_behind_the_proxy_the_address_it_added_counts_and_none_that_was_sent(rf, settings):
    sent = {"HTTP_X_FORWARDED_FOR": "1.1.1.1, 2.2.2.2", "REMOTE_ADDR": "10.0.0.1"}
    settings.SECURE_PROXY_SSL_HEADER = None
    assert ratelimit.address(rf.get("/", **sent)) == "10.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert ratelimit.address(rf.get("/", **sent)) == "2.2.2.2"


def test_a_code_verifies_offline_with_the_published_key_as_the_page_tells(client, receipt: Receipt):
    keys = {key["kid"]: key["key"] for key in client.get("/.well-known/anju-keys.json").json()["keys"]}
    data = base64.b32decode(receipt.code + "=" * (-len(receipt.code) % 8))
    public = base64.urlsafe_b64decode(keys[data[2]] + "=" * (-len(keys[data[2]]) % 4))
    Ed25519PublicKey.from_public_bytes(public).verify(data[-64:], b"anju:code:" + data[:-64])
    assert data[24:-64].decode() == "王*明"
    assert client.get("/verify/offline/").status_code == 200


def test_in_english(client, receipt: Receipt):
    client.cookies["anju_language"] = "en"
    assert shown(client.get(f"/V/{receipt.code}").content.decode()) == ["王*明", "兰山区", "Wed 4 Mar 2026"]
