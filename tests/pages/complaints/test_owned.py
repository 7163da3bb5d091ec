"""An office's complaints: answered, offered, taken or declined; a third office finds nothing."""

import uuid

import pytest
from django.test import Client
from tests import complaining, factories

from anju.actions import complaint as complaints
from anju.law.actor import Actor
from anju.models import Act, Complaint, Post

pytestmark = pytest.mark.django_db


def signed_in(post: Post) -> Client:
    client = Client()
    client.force_login(post.staff)
    session = client.session
    session.update({"post_id": str(post.id), "second_factor": "totp"})
    session.save()
    return client


def form(**more: object) -> dict[str, object]:
    return {"once": str(uuid.uuid4()), **more}


@pytest.fixture
def desks() -> tuple[Client, Client, Client, Complaint]:
    here = factories.community()
    hall, office, third = (
        factories.unit(code=code, kind="hall", department="services", level="street", covers=here.parent)
        for code in ("dt-1", "dt-2", "dt-3")
    )
    made = complaints.complain(
        kind="service",
        text="窗口让我跑了三次。",
        contact="13800001111",
        about=hall.code,
        by=Actor(kind="resident", role="resident"),
        at=factories.NOW,
    )
    first, second, other = (signed_in(factories.post(unit=unit, role="clerk")) for unit in (hall, office, third))
    return first, second, other, made


def test_J1_the_words_are_read_on_record_and_answered(desks: tuple[Client, Client, Client, Complaint]) -> None:
    first, _, _, made = desks
    assert made.code in first.get("/staff/complaints/").content.decode()
    page = f"/staff/complaints/{made.id}/"
    assert "窗口让我跑了三次。" in first.get(page).content.decode()
    assert Act.objects.get(what="open_complaint").purpose == "complaint"
    assert first.post(page, form(choice="answer", words="")).status_code == 422
    data = form(choice="answer", words="已当面说明并补办。")
    assert [first.post(page, data).status_code for _ in range(2)] == [302, 302]
    made.refresh_from_db()
    assert (made.state, made.steps.count()) == ("answered", 2)


def test_J2_an_offer_is_taken_or_declined_and_the_first_office_owns_it_until_then(
    desks: tuple[Client, Client, Client, Complaint],
) -> None:
    first, second, _, made = desks
    page = f"/staff/complaints/{made.id}/"
    found = first.post(page, form(find="1", office="dt-2")).content.decode()
    other = Complaint.objects.get(id=made.id).owner_id
    assert f'value="{other}"' not in found
    offered = found.partition('name="to" value="')[2].partition('"')[0]
    assert first.post(page, form(choice="offer", to="", office="dt-2")).status_code == 422
    first.post(page, form(choice="offer", to=offered, office="dt-2", note="归你们管"))
    assert "转来，待接收" in second.get("/staff/complaints/").content.decode()
    assert second.post(page, form(choice="decline", why="")).status_code == 422
    second.post(page, form(choice="decline", why="不归我们管"))
    assert Complaint.objects.get(id=made.id).owner_id == other
    first.post(page, form(choice="offer", to=offered, office="dt-2"))
    second.post(page, form(choice="take"))
    assert str(Complaint.objects.get(id=made.id).owner_id) == offered


def test_a_third_office_gets_the_answer_for_what_does_not_exist(
    desks: tuple[Client, Client, Client, Complaint],
) -> None:
    _, _, third, made = desks
    assert made.code not in third.get("/staff/complaints/").content.decode()
    for key in (made.id, uuid.uuid4()):
        page = f"/staff/complaints/{key}/"
        assert (third.get(page).status_code, third.post(page, form(choice="take")).status_code) == (404, 404)
    assert not Act.objects.filter(what="open_complaint").exists()


@pytest.mark.parametrize("role", ["registrar", "chief", "county_police", "clerk", "officer", "overseer"])
def test_whoever_may_answer_a_complaint_of_the_office_may_read_it(role: str) -> None:
    here = factories.community()
    office = factories.unit(code="zz-1", kind="office", department="services", level="county", covers=here.parent)
    made = complaining.sent("zz-1")
    browser = signed_in(factories.post(unit=office, role=role))
    assert "窗口让我跑了三次。" in browser.get(f"/staff/complaints/{made.id}/").content.decode()
    assert Act.objects.filter(what="open_complaint", subject_id=str(made.id)).count() == 1
