"""The list as a coordinator sees it, and as a stranger does not."""

import pytest
from django.test import Client
from tests import factories

from anju.actions import stay as stays
from anju.models import Act


def test_the_first_group_that_holds_anything_is_shown(own, client: Client):
    factories.filed(at=own.here, name="王小明")
    page = own.client.get("/field/").content.decode()
    assert 'href="/field/?show=declared" aria-current="page"' in page
    assert "王*明" in page
    assert "王小明" not in page


def test_a_list_is_one_act_without_a_name(own):
    factories.filed(at=own.here)
    factories.filed(at=own.here)
    own.client.get("/field/?show=declared")
    read = Act.objects.get(what="list")
    assert (read.purpose, read.person_id, read.detail) == ("verifying", None, {"rows": 2})


@pytest.mark.parametrize("query", ["show=everything", "show=declared&after=zzz", "show=to_verify'--"])
def test_an_unknown_group_or_mark_is_an_error(own, query: str):
    factories.filed(at=own.here, name="王小明")
    answer = own.client.get(f"/field/?{query}")
    assert answer.status_code == 400
    assert "王*明" not in answer.content.decode()


@pytest.mark.parametrize("show", ["to_verify", "declared", "unconfirmed", "waiting"])
def test_an_empty_group_teaches(own, show: str):
    assert '<div class="empty">' in own.client.get(f"/field/?show={show}").content.decode()


def test_the_next_community_is_not_shown(own, stranger):
    factories.filed(at=own.here, name="王小明")
    assert "王*明" not in stranger.client.get("/field/?show=declared").content.decode()


def test_whoever_is_not_signed_in_goes_to_the_sign_in_and_other_roles_find_nothing(own, client: Client):
    assert client.get("/field/").headers["Location"].startswith("/staff/sign-in/")
    client.force_login(factories.registrar(of=own.here).staff)
    paths = ["/field/", "/field/new/", "/field/new/door/"]
    assert [client.get(path).status_code for path in paths] == [404, 404, 404]
    assert client.post("/field/sync/", "{}", content_type="application/json").status_code == 404


def test_in_english_no_chinese_sentence_is_left(own):
    stay = factories.filed(at=own.here, name="Wang Xiao").main
    stays.lapse(stay_id=stay.id, at=factories.NOW)
    own.client.cookies["anju_language"] = "en"
    page = own.client.get("/field/?show=to_verify").content.decode()
    assert "To verify" in page
