"""Complaints by anyone, also nameless, followed by their code. Source: Q3, J1, J2."""

import uuid

import pytest
from django.conf import settings
from django.test import Client
from tests import factories

from anju.models import Complaint

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    made = factories.community()
    factories.station(of=made)
    return made


def _typed(**changes: str) -> dict[str, str]:
    return {
        "kind": "service",
        "about": "371302000000",
        "text": "窗口让我带了三次材料",
        "contact": "",
        "once": str(uuid.uuid4()),
        **changes,
    }


def test_anyone_complains_without_signing_in_and_follows_by_the_code(at) -> None:
    client = Client()
    where = client.post("/complaints/", _typed())["Location"]
    code = Complaint.objects.get().code
    assert where == f"/complaints/{code}/?sent=1"
    page = Client().get(f"/complaints/{code}/").content.decode()
    assert "已受理" in page
    assert "三次材料" not in page
    assert (
        Client().get("/complaints/follow/", {"code": f"{code[:4]}-{code[4:8]} {code[8:].lower()}"})["Location"]
        == f"/complaints/{code}/"
    )


def test_two_clicks_make_one_complaint(at) -> None:
    typed = _typed()
    assert Client().post("/complaints/", typed)["Location"] == Client().post("/complaints/", typed)["Location"]
    assert Complaint.objects.count() == 1


def test_whoever_is_signed_in_finds_it_again(enter, at) -> None:
    who = factories.resident()
    client = enter(who)
    client.post("/complaints/", _typed())
    assert f'href="/complaints/{Complaint.objects.get().code}/"' in client.get("/complaints/").content.decode()
    assert Complaint.objects.get().resident_id == who.id


def test_everything_wrong_is_told_at_once_and_kept(at) -> None:
    answer = Client().post("/complaints/", _typed(kind="", text="", contact="微信abc"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请选择投诉的类别" in page
    assert "请写明发生了什么" in page
    assert 'value="微信abc"' in page


def test_an_unknown_code_is_told_alike(at) -> None:
    assert Client().get("/complaints/ZZZZZZZZZZZZ/")["Location"] == "/complaints/follow/?code=ZZZZZZZZZZZZ"
    answer = Client().get("/complaints/follow/", {"code": "ZZZZ"})
    assert (answer.status_code, "没有找到这个编号" in answer.content.decode()) == (404, True)


def test_script_in_a_complaint_stays_text(at) -> None:
    page = (
        Client().post("/complaints/", _typed(kind="", text="<script>alert(1)</script>{{ 7|add:7 }}")).content.decode()
    )
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert settings.LANGUAGE_CODE == "zh-hans"
