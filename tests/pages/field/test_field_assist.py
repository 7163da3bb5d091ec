"""Registering somebody on the coordinator's phone: few pages, kept answers, sent once, a number to hand over."""

import uuid

import pytest
from tests import factories

from anju.actions import fieldwork as acts
from anju.models import Act, Draft, Message, Stay

WHO = {"name": "李春花", "id_kind": "id_card", "phone": "13912345678"}
STAY = {
    "hukou": "河南省郑州市金水区",
    "arrived_on": "2026-03-02",
    "reason": "work",
    "dwelling": "rented",
    "workplace": "",
}
DOOR = {
    "form": "road",
    "road": "沂蒙路",
    "number": "100",
    "building": "3",
    "unit": "",
    "room": "501",
    "dwelling": "rented",
}


def begun(own) -> str:
    """Begin at a new door; returns the address of the draft's pages."""
    answer = own.client.post("/field/new/door/", {**DOOR, "community": own.here.code})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"].removesuffix("who/")


def version(path: str) -> str:
    return str(Draft.objects.get(id=path.rstrip("/").rsplit("/", 1)[-1]).version)


def fill(own, path: str, step: str, **typed: str):
    return own.client.post(f"{path}{step}/", {"version": version(path), **typed})


def ready(own, **who: str) -> str:
    path = begun(own)
    fill(own, path, "who", **{**WHO, "id_number": factories.id_number(), **who})
    fill(own, path, "stay", **STAY)
    return path


def test_the_pages_follow_one_another_to_a_declaration_by_the_field_channel(own):
    path = begun(own)
    assert fill(own, path, "who", **WHO, id_number=factories.id_number()).headers["Location"] == f"{path}stay/"
    assert fill(own, path, "stay", **STAY).headers["Location"] == f"{path}minors/"
    assert fill(own, path, "minors").headers["Location"] == f"{path}check/"
    sent = own.client.post(f"{path}check/", {"version": version(path)})
    assert sent.headers["Location"] == f"{path}done/"
    stay = Stay.objects.select_related("person", "address").get()
    assert (stay.state, stay.channel, stay.person.name, stay.address.road) == ("declared", "field", "李春花", "沂蒙路")
    page = own.client.get(f"{path}done/").content.decode()
    assert (stay.number in page, "data:image/svg+xml" in page) == (True, True)
    assert list(Message.objects.values_list("kind", "person_id")) == [("declared_for_you", stay.person_id)]


def test_the_household_county_is_filled_in_from_the_number_and_a_vague_one_is_asked_again(own):
    path = begun(own)
    fill(own, path, "who", **WHO, id_number=factories.id_number())
    assert 'value="河南省郑州市金水区"' in own.client.get(f"{path}stay/").content.decode()
    again = fill(own, path, "stay", **{**STAY, "hukou": "区"})
    assert again.status_code == 400
    assert 'name="hukou_pick"' in again.content.decode()
    picked = fill(own, path, "stay", **{**STAY, "hukou": "区", "hukou_pick": "320311"})
    assert picked.headers["Location"] == f"{path}minors/"
    assert fill(own, path, "stay", **{**STAY, "hukou": "无此地"}).status_code == 400


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(own):
    path = begun(own)
    answer = fill(own, path, "who", **WHO, id_number="410105199003070000")
    page = answer.content.decode()
    assert (answer.status_code, 'id="f-id_number-error"' in page, 'value="410105199003070000"' in page) == (
        400,
        True,
        True,
    )
    assert "李春花" in own.client.get(f"{path}who/").content.decode()


def test_B8_someone_under_sixteen_needs_a_relative_who_acts(own):
    path = begun(own)
    child = factories.id_number(born="20150101")
    assert fill(own, path, "who", **WHO, id_number=child).headers["Location"] == f"{path}agent/"
    fill(own, path, "stay", **STAY)
    refused = own.client.post(f"{path}check/", {"version": version(path)})
    assert (refused.status_code, Stay.objects.count()) == (400, 0)
    adult = {"agent.name": "李父", "agent.id_number": factories.id_number(), "agent.relation": "parent"}
    assert fill(own, path, "agent", **adult).headers["Location"] == f"{path}stay/"
    own.client.post(f"{path}check/", {"version": version(path)})
    assert list(Stay.objects.values_list("agent_name", "agent_relation")) == [("李父", "parent")]


def test_minors_are_added_one_by_one_and_can_be_taken_off(own):
    path = ready(own)
    child = {"name": "李小宝", "id_kind": "household_book", "relation": "parent"}
    wrong = fill(own, path, "minors", **child, id_number="1")
    assert (wrong.status_code, 'id="f-id_number-error"' in wrong.content.decode()) == (400, True)
    for name in ("李小宝", "李二宝"):
        fill(own, path, "minors", **{**child, "name": name}, id_number=factories.id_number(born="20150101"))
    fill(own, path, "minors", drop="0")
    own.client.post(f"{path}check/", {"version": version(path)})
    names = list(Stay.objects.order_by("id").values_list("person__name", flat=True))
    assert names == ["李春花", "李二宝"]


def test_sending_twice_makes_one_file_and_the_answers_are_forgotten(own):
    path = ready(own)
    data = {"version": version(path)}
    answers = [own.client.post(f"{path}check/", data).headers["Location"] for _ in range(2)]
    assert answers == [f"{path}done/"] * 2
    assert Stay.objects.count() == 1
    assert own.client.get(f"{path}who/").headers["Location"] == f"{path}done/"


def test_a_stale_page_is_told_and_keeps_what_was_typed(own):
    path = begun(own)
    old = version(path)
    fill(own, path, "who", **WHO, id_number=factories.id_number())
    answer = own.client.post(f"{path}who/", {"version": old, **WHO, "name": "李秋月", "id_number": ""})
    page = answer.content.decode()
    assert (answer.status_code, 'value="李秋月"' in page) == (400, True)
    assert own.client.post(f"{path}check/", {"version": old}).status_code == 400
    assert Stay.objects.count() == 0


def test_a_door_of_the_area_is_chosen_and_another_areas_is_not_found(own, stranger):
    mine = factories.filed(at=own.here).main.address
    answer = own.client.post("/field/new/", {"door": str(mine.id)})
    assert answer.headers["Location"].endswith("/who/")
    theirs = stranger.client.post("/field/new/", {"door": str(mine.id)})
    assert (theirs.status_code, Draft.objects.filter(post_id=stranger.post.id).count()) == (200, 0)
    pages = [walker.client.get("/field/new/", {"q": mine.road}).content.decode() for walker in (own, stranger)]
    assert [f'value="{mine.id}"' in page for page in pages] == [True, False]


def test_a_forged_community_is_refused(own, stranger):
    answer = own.client.post("/field/new/door/", {**DOOR, "community": stranger.here.code})
    assert (answer.status_code, 'id="f-community-error"' in answer.content.decode()) == (400, True)
    assert Draft.objects.count() == 0


def test_the_door_can_be_changed_before_sending(own):
    path = ready(own)
    other = factories.filed(at=own.here).main.address
    draft = path.rstrip("/").rsplit("/", 1)[-1]
    answer = own.client.post("/field/new/", {"door": str(other.id), "draft": draft})
    assert answer.headers["Location"] == f"{path}check/"
    own.client.post(f"{path}check/", {"version": version(path)})
    assert Stay.objects.filter(address=other, person__name="李春花").count() == 1


def test_an_unfinished_entry_is_offered_again_and_can_be_dropped(own):
    path = ready(own)
    assert f'href="{path}check/"' in own.client.get("/field/new/").content.decode()
    own.client.post(f"{path}drop/")
    assert Draft.objects.count() == 0
    assert own.client.get(f"{path}check/").status_code == 404


def test_nobody_else_opens_or_sends_a_draft_not_even_a_colleague(own, stranger):
    path = ready(own)
    colleague = factories.post(unit=own.post.unit, role="coordinator")
    for client in (stranger.client, own.client):
        if client is own.client:
            client.force_login(colleague.staff)
        gets = [client.get(f"{path}{page}/").status_code for page in ("who", "stay", "minors", "check", "done")]
        assert gets == [404] * 5
        assert client.post(f"{path}check/", {"version": "3"}).status_code == 404
        client.post(f"{path}drop/")
    assert Draft.objects.count() == 1


def test_answers_are_sealed(own):
    path = ready(own)
    row = Draft.objects.get(id=path.rstrip("/").rsplit("/", 1)[-1])
    assert "李春花".encode() not in bytes(row.answers)


def test_the_same_declaration_again_is_answered_with_the_first_file(own):
    number = factories.id_number()
    first = ready(own, id_number=number)
    own.client.post(f"{first}check/", {"version": version(first)})
    second = ready(own, id_number=number)
    own.client.post(f"{second}check/", {"version": version(second)})
    stay = Stay.objects.get()
    page = own.client.get(f"{second}done/").content.decode()
    assert (stay.number in page, "没有重复登记" in page) == (True, True)


def test_a_differing_declaration_is_kept_beside_the_first_with_a_flag(own):
    number = factories.id_number()
    first = ready(own, id_number=number)
    own.client.post(f"{first}check/", {"version": version(first)})
    second = ready(own, id_number=number, name="李春华")
    own.client.post(f"{second}check/", {"version": version(second)})
    one, two = Stay.objects.order_by("declared_at", "id")
    act = Act.objects.get(what="declare", subject_id=str(two.id))
    assert act.detail == {"channel": "field", "twin": str(one.id)}
    assert one.number in own.client.get(f"{second}done/").content.decode()


def test_a_file_of_the_same_number_elsewhere_is_told_to_nobody(own, stranger):
    number = factories.id_number()
    factories.filed(at=stranger.here, id_number=number)
    path = ready(own, id_number=number)
    own.client.post(f"{path}check/", {"version": version(path)})
    theirs = Stay.objects.get(community=stranger.here)
    mine = Stay.objects.get(community=own.here)
    assert Act.objects.get(what="declare", subject_id=str(mine.id)).detail == {"channel": "field"}
    assert theirs.number not in own.client.get(f"{path}done/").content.decode()


@pytest.mark.parametrize("step", ["nothing", "check-all"])
def test_an_unknown_page_is_not_there(own, step: str):
    path = begun(own)
    assert own.client.get(f"{path}{step}/").status_code == 404
    assert own.client.get(f"/field/new/{uuid.uuid4()}/who/").status_code == 404


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "'; DROP TABLE stay; --", "😀", "{% now %}", "名" * 5000, "a\x00b"]
)
def test_bad_input_is_kept_apart_and_told(own, name: str):
    path = begun(own)
    answer = fill(own, path, "who", **{**WHO, "name": name}, id_number=factories.id_number())
    page = answer.content.decode()
    assert (answer.status_code, "<script>alert(1)" in page) == (400, False)


@pytest.mark.parametrize("typed", ["²", "9" * 5000])
def test_a_version_or_place_that_is_no_number_is_no_fault(own, typed: str):
    draft = acts.begin(scope=factories.scope(own.post), answers=factories.raw(at=own.here), at=factories.NOW)
    assert own.send(f"/field/new/{draft.id}/stay/", version=typed).status_code == 400
    assert own.send(f"/field/new/{draft.id}/minors/", drop=typed).status_code == 302
    assert own.send(f"/field/new/{draft.id}/check/", version=typed).status_code == 400
