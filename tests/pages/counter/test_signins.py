"""The counter sees a record's sign-ins, masked, and ends any of them."""

import uuid

import pytest
from django.test import Client
from tests import factories

from anju.models import Act, Binding, Post, Stay
from anju.web import access

pytestmark = pytest.mark.django_db


def _at(post: Post) -> Client:
    client = Client()
    client.force_login(post.staff)
    session = client.session
    session[access.POST] = str(post.id)
    session.save()
    return client


def _stay() -> Stay:
    return factories.registered(at=factories.community(), who=factories.resident(phone="13900007777"))


def test_a_sign_in_is_shown_masked_and_ended_by_one_click() -> None:
    stay = _stay()
    client = _at(factories.registrar(of=stay.community))
    page = client.get(f"/counter/files/{stay.id}/bind/").content.decode()
    assert "139****7777" in page
    assert "13900007777" not in page
    held = Binding.objects.get()
    sent = {"binding": str(held.id), "once": str(uuid.uuid4())}
    for _ in range(2):
        answer = client.post(f"/counter/files/{stay.id}/unbind/", sent)
        assert answer["Location"] == f"/counter/files/{stay.id}/?done=unbound"
    assert Act.objects.filter(what="unbind").count() == 1
    assert not Binding.objects.filter(until=None).exists()
    assert "139****7777" not in client.get(f"/counter/files/{stay.id}/bind/").content.decode()
    assert "已解除绑定" in client.get(answer["Location"]).content.decode()


def test_what_is_no_sign_in_of_this_record_is_not_found() -> None:
    stay, other = _stay(), factories.registered(at=factories.community(), who=factories.resident())
    client = _at(factories.registrar(of=stay.community))
    theirs = Binding.objects.get(person_id=other.person_id).id
    for odd in ("", "x", uuid.uuid4(), theirs):
        sent = {"binding": str(odd), "once": str(uuid.uuid4())}
        assert client.post(f"/counter/files/{stay.id}/unbind/", sent).status_code == 404
    assert Binding.objects.filter(until=None).count() == 2


def test_a_form_without_its_number_is_sent_back() -> None:
    stay = _stay()
    client = _at(factories.registrar(of=stay.community))
    answer = client.post(f"/counter/files/{stay.id}/unbind/", {"binding": str(Binding.objects.get().id)})
    assert answer["Location"] == f"/counter/files/{stay.id}/bind/"
    assert Binding.objects.filter(until=None).exists()
