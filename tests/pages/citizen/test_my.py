"""What a resident does with a file and a registration, and what nobody else gets to see."""

import datetime
import json
import uuid

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.pages.citizen import walking

from anju.actions import merge
from anju.actions import request as requests
from anju.actions import stay as stays
from anju.models import Act, Binding, Correction, DataRequest, Draft, Ending, Person, Stay
from anju.queries import mine, visitors

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return factories.community()


def _officer(at):
    return factories.actor(factories.registrar(of=at))


def _press(client: Client, address: str, **values: str):
    """Open a page and send its form with its once key."""
    return client.post(address, {"once": str(uuid.uuid4()), **values})


def _returned(at, who) -> Stay:
    stay = factories.filed(at=at, who=who).main
    stays.give_back(
        stay_id=stay.id, missing=[("name", "和证件不一样"), ("address", "")], by=_officer(at), at=factories.NOW
    )
    return Stay.objects.get(id=stay.id)


def test_home_shows_a_stay_with_its_next_step_and_the_receipt(enter, at) -> None:
    who = factories.resident()
    stay = factories.registered(at=at, who=who)
    page = enter(who).get("/my/").content.decode()
    assert f'href="/my/stays/{stay.id}/receipt/"' in page
    assert f'href="/my/permit/of/{stay.person_id}/"' in page
    assert "红星001社区沂蒙路100号" in page


def test_home_without_a_stay_offers_the_declaration(enter) -> None:
    assert 'href="/declare/"' in enter().get("/my/").content.decode()


@pytest.mark.parametrize("page", ["/my/", "/my/traces/", "/my/messages/", "/my/find/"])
def test_pages_ask_a_stranger_to_sign_in(client, page: str) -> None:
    assert client.get(page)["Location"].startswith("/sign-in/?next=")


def test_the_number_of_statements_is_the_same_for_one_stay_and_for_three(enter, at, django_assert_num_queries) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (1, 3):
        who = factories.resident()
        factories.registered(at=at, who=who)
        for _ in range(number - 1):
            born = {"name": "王苗苗", "id_number": factories.id_number(born="20200307")}
            agent = {"name": "李大山", "id_number": factories.id_number(), "relation": "parent"}
            factories.registered(at=at, who=who, agent=agent, **born)
        client = enter(who)
        client.get("/my/")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get("/my/")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_B7_a_returned_file_shows_everything_missing_at_once_and_is_completed(enter, at) -> None:
    who = factories.resident()
    stay = _returned(at, who)
    client = enter(who)
    page = client.get(f"/my/files/{stay.id}/").content.decode()
    assert "姓名：和证件不一样" in page
    assert "居住地址" in page
    assert client.post(f"/my/files/{stay.id}/complete/")["Location"] == "/my/complete/check/"
    assert client.get("/my/complete/check/").content.decode().count("请看这里") == 2
    hidden = walking.held(client, "/my/complete/who/?edit=1")
    number = mine.stay(who=who, stay_id=stay.id, on=factories.DAY).id_number
    client.post(
        "/my/complete/who/", {**hidden, "edit": "1", "name": "王小朋", "id_kind": "id_card", "id_number": number}
    )
    answer = walking.send(client, base="/my/complete/")
    assert answer["Location"] == f"/my/files/{stay.id}/?sent=1"
    stay.refresh_from_db()
    assert (stay.state, Person.objects.get(id=stay.person_id).name) == ("declared", "王小朋")


def test_two_returned_files_are_completed_one_after_the_other(enter, at) -> None:
    who = factories.resident()
    first = _returned(at, who)
    born = {
        "name": "王苗苗",
        "id_number": factories.id_number(born="20200307"),
        "agent": {"name": "李大山", "id_number": factories.id_number(), "relation": "parent"},
    }
    second = factories.filed(at=at, who=who, **born).main
    stays.give_back(stay_id=second.id, missing=[("phone", "")], by=_officer(at), at=factories.NOW)
    client = enter(who)
    client.post(f"/my/files/{first.id}/complete/")
    client.post(f"/my/files/{second.id}/complete/")
    assert mine.draft(who=who, kind="complete").answers["name"] == "王苗苗"
    assert Draft.objects.filter(kind="complete").count() == 1


def test_looking_at_the_address_of_a_completion_begins_nothing_and_throws_nothing_away(enter, at) -> None:
    who = factories.resident()
    first = _returned(at, who)
    ward = {
        "id_number": factories.id_number(born="20200307"),
        "agent": {"name": "李大山", "id_number": factories.id_number(), "relation": "parent"},
    }
    second = factories.filed(at=at, who=who, **ward).main
    stays.give_back(stay_id=second.id, missing=[("phone", "")], by=_officer(at), at=factories.NOW)
    client = enter(who)
    assert client.get(f"/my/files/{first.id}/complete/")["Location"] == f"/my/files/{first.id}/"
    assert not Draft.objects.exists()
    client.post(f"/my/files/{first.id}/complete/")
    client.get(f"/my/files/{second.id}/complete/")
    assert mine.draft(who=who, kind="complete").answers["stay"] == str(first.id)
    assert f'action="/my/files/{first.id}/complete/"' in client.get(f"/my/files/{first.id}/").content.decode()


def test_a_declaration_is_withdrawn_once(enter, at) -> None:
    who = factories.resident()
    stay = factories.filed(at=at, who=who).main
    client = enter(who)
    assert "要撤回" in client.get(f"/my/files/{stay.id}/withdraw/").content.decode()
    key = str(uuid.uuid4())
    for _ in range(2):
        assert client.post(f"/my/files/{stay.id}/withdraw/", {"once": key})["Location"] == "/my/?done=withdrawn"
    assert Act.objects.filter(what="withdraw").count() == 1


def test_D7_confirming_takes_one_tap(enter, at) -> None:
    who = factories.resident()
    stay = factories.registered(at=at, who=who)
    client = enter(who)
    assert "还住在这里吗" in client.get(f"/my/stays/{stay.id}/").content.decode()
    assert _press(client, f"/my/stays/{stay.id}/confirm/")["Location"] == f"/my/stays/{stay.id}/?done=confirmed"
    stay.refresh_from_db()
    assert stay.confirmed_on == timezone.localdate()


def test_D1_a_move_asks_only_for_the_new_place_and_keeps_the_thread(enter, at) -> None:
    who = factories.resident()
    stay = factories.registered(at=at, who=who)
    new = factories.community(number="002")
    client = enter(who)
    where = client.post(f"/my/stays/{stay.id}/move/")["Location"]
    typed = walking.answers(new)
    asked = []
    while where != "/my/move/check/":
        slug = where.removeprefix("/my/move/").strip("/")
        asked.append(slug)
        where = walking.post(client, slug, typed[slug], base="/my/move/")["Location"]
    assert asked == ["community", "address", "dwelling", "arrived", "reason", "work", "exempt"]
    walking.send(client, base="/my/move/")
    moved = Stay.objects.exclude(id=stay.id).get()
    assert (moved.before_id, moved.person_id, moved.state) == (stay.id, stay.person_id, "declared")
    stays.accept(stay_id=moved.id, by=_officer(new), at=factories.later(days=40))
    moved.refresh_from_db()
    stay.refresh_from_db()
    assert (stay.state, moved.counted_from) == ("moved", factories.DAY)


def test_D1_those_one_acts_for_move_along(enter, at) -> None:
    who = factories.resident()
    number = factories.id_number(born="20200307")
    minors = [{"name": "王苗苗", "id_kind": "id_card", "id_number": number, "relation": "parent"}]
    filing = factories.filed(at=at, who=who, minors=minors)
    for one in filing.stays:
        stays.accept(stay_id=one.id, by=_officer(at), at=factories.NOW)
    new = factories.community(number="002")
    client = enter(who)
    where = client.post(f"/my/stays/{filing.main.id}/move/")["Location"]
    typed = {**walking.answers(new), "wards": {"wards": [str(filing.stays[1].id)]}}
    while where != "/my/move/check/":
        slug = where.removeprefix("/my/move/").strip("/")
        where = walking.post(client, slug, typed[slug], base="/my/move/")["Location"]
    walking.send(client, base="/my/move/")
    moved = Stay.objects.filter(community=new).select_related("person")
    assert sorted(one.person.name for one in moved) == ["王小明", "王苗苗"]
    assert Person.objects.count() == 2


def test_D3_leaving_says_what_follows_and_ends_the_stay(enter, at) -> None:
    who = factories.resident()
    stay = factories.registered(at=at, who=who)
    client = enter(who)
    assert "从重新登记那天重新算" in client.get(f"/my/stays/{stay.id}/leave/").content.decode()
    assert _press(client, f"/my/stays/{stay.id}/leave/", on="2026年3月9日").status_code == 302
    stay.refresh_from_db()
    assert (stay.state, stay.ended_on) == ("ended", datetime.date(2026, 3, 9))


@pytest.mark.parametrize("typed", ["2199-01-01", "2001-01-01", "昨天", ""])
def test_D3_a_wrong_date_is_told_and_kept(enter, at, typed: str) -> None:
    who = factories.resident()
    stay = factories.registered(at=at, who=who)
    answer = _press(enter(who), f"/my/stays/{stay.id}/leave/", on=typed)
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode()


def test_D6_a_proposed_end_is_shown_and_objected_to(enter, at) -> None:
    who = factories.resident()
    stay = factories.registered(at=at, who=who)
    stays.propose_end(
        stay_id=stay.id,
        reason="left",
        basis="visit",
        note="两次上门无人",
        on=factories.DAY,
        by=_officer(at),
        at=factories.NOW,
    )
    client = enter(who)
    page = client.get(f"/my/stays/{stay.id}/").content.decode()
    assert "两次上门无人" in page
    assert f'href="/my/stays/{stay.id}/object/"' in page
    _press(client, f"/my/stays/{stay.id}/object/", words="我在这里，那天上班")
    assert Ending.objects.get().objection == "我在这里，那天上班"
    assert "等待派出所答复" in client.get("/my/").content.decode()


def test_D9_a_correction_is_asked_for_and_its_answer_shown(enter, at) -> None:
    who = factories.resident()
    stay = factories.registered(at=at, who=who)
    client = enter(who)
    assert "哪一项写错了" in client.get(f"/my/stays/{stay.id}/correct/").content.decode()
    _press(client, f"/my/stays/{stay.id}/correct/name/", wanted="王小朋", why="打错字")
    asked = Correction.objects.get()
    assert "2026" in client.get(f"/my/stays/{stay.id}/").content.decode()
    stays.refuse_correction(correction_id=asked.id, why="和身份证一致", by=_officer(at), at=factories.NOW)
    assert "和身份证一致" in client.get(f"/my/stays/{stay.id}/").content.decode()


@pytest.mark.parametrize(
    ("field", "wanted", "says"),
    [
        ("id_number", "110105199003071234", "号码里有一位填错了"),
        ("phone", "123", "11位的手机号码"),
        ("arrived_on", "2199-01-01", "还没有到"),
        ("hukou_county", "兰山", "您的户口就在本县"),
        ("reason", "spying", "请从列出的选项中选择"),
        ("name", "🙂", "不能使用的符号"),
    ],
)
def test_D9_a_wrong_wish_is_told_in_place_and_kept(enter, at, field: str, wanted: str, says: str) -> None:
    who = factories.resident()
    stay = factories.registered(at=at, who=who)
    answer = _press(enter(who), f"/my/stays/{stay.id}/correct/{field}/", wanted=wanted, why="打错字")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "打错字" in page


def test_D9_a_county_is_named_by_its_name(enter, at) -> None:
    who = factories.resident()
    stay = factories.registered(at=at, who=who)
    assert _press(enter(who), f"/my/stays/{stay.id}/correct/hukou_county/", wanted="泉山区").status_code == 302


def test_the_receipt_is_a_pdf_and_fetching_it_is_on_record(enter, at) -> None:
    who = factories.resident()
    stay = factories.registered(at=at, who=who)
    answer = enter(who).get(f"/my/stays/{stay.id}/receipt/")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    act = Act.objects.get(what="print")
    assert (act.purpose, act.person_id) == ("own", stay.person_id)


def test_L12_the_person_sees_who_looked_by_unit_and_role_with_the_purpose(enter, at) -> None:
    from anju.actions import record

    who = factories.resident()
    stay = factories.registered(at=at, who=who)
    officer = _officer(at)
    record.read(
        what="open",
        by=officer,
        at=factories.NOW,
        subject_kind="stay",
        people=[(stay.id, stay.person_id)],
        purpose="handling",
    )
    page = enter(who).get("/my/traces/").content.decode()
    assert "单位pcs-371302001 派出所登记员" in page
    assert "办理本件业务" in page
    assert officer.name not in page


def test_L12_ones_own_look_is_on_record_once_an_hour(enter, at) -> None:
    who = factories.resident()
    stay = factories.registered(at=at, who=who)
    client = enter(who)
    for _ in range(3):
        client.get(f"/my/stays/{stay.id}/")
    assert Act.objects.filter(what="open", actor_id=who.id).count() == 1


def test_L5_the_copy_holds_everything_in_full_and_is_on_record(enter, at) -> None:
    who = factories.resident()
    number = factories.id_number()
    stay = factories.registered(at=at, who=who, id_number=number)
    client = enter(who)
    held = json.loads(client.post(f"/my/data/{stay.person_id}/copy/", {"format": "json"}).content)
    assert held["person"]["id_number"] == number
    assert [one["number"] for one in held["stays"]] == [stay.number]
    page = client.post(f"/my/data/{stay.person_id}/copy/", {"format": "html"})
    assert number in page.content.decode()
    assert page["Content-Disposition"].startswith("attachment")
    assert DataRequest.objects.filter(kind="copy", state="done").count() == 2


def test_L5_deletion_is_asked_for_once_and_the_answer_shown(enter, at) -> None:
    who = factories.resident()
    stay = factories.registered(at=at, who=who)
    client = enter(who)
    assert _press(client, f"/my/data/{stay.person_id}/delete/", why="我走了").status_code == 302
    again = _press(client, f"/my/data/{stay.person_id}/delete/", why="再来一次")
    assert "已经提出过" in again.content.decode()
    chief = factories.actor(factories.post(unit=factories.station(of=at), role="chief"))
    requests.answer(
        request_id=DataRequest.objects.get().id, granted=False, words="登记还有效", by=chief, at=factories.NOW
    )
    assert "登记还有效" in client.get(f"/my/data/{stay.person_id}/").content.decode()


def test_a_stranger_gets_the_same_answer_as_for_what_does_not_exist(enter, at) -> None:
    who = factories.resident()
    stay = factories.registered(at=at, who=who)
    open_one = _returned(at, factories.resident())
    stranger = enter()
    for key, person in ((stay.id, stay.person_id), (open_one.id, open_one.person_id), (uuid.uuid4(), uuid.uuid4())):
        for tail in (
            f"files/{key}/", f"files/{key}/complete/", f"files/{key}/withdraw/", f"stays/{key}/", f"stays/{key}/confirm/",
            f"stays/{key}/move/", f"stays/{key}/leave/", f"stays/{key}/object/", f"stays/{key}/receipt/",
            f"stays/{key}/correct/", f"stays/{key}/correct/name/", f"data/{person}/", f"data/{person}/copy/",
            f"data/{person}/delete/", f"messages/{key}/",
        ):  # fmt: skip
            assert stranger.get(f"/my/{tail}").status_code == 404, tail
            assert _press(stranger, f"/my/{tail}", on="2026-03-09", wanted="王", words="x").status_code == 404, tail
    assert Stay.objects.get(id=stay.id).state == "registered"
    assert not Act.objects.filter(person_id=stay.person_id, what__in=["confirm", "leave", "print", "ask_data"]).exists()


def test_a_strangers_draft_does_not_exist_for_others(enter, at) -> None:
    other = enter()
    walking.fill(other, walking.answers(at), until="reason")
    hidden = walking.held(other, "/declare/reason/")
    stranger = enter()
    stranger.post("/declare/begin/")
    assert stranger.post("/declare/reason/", {**hidden, "reason": "work"}).status_code == 404


def test_a_record_is_found_by_its_number_only_with_the_phone_on_file(enter, at) -> None:
    number = factories.id_number()
    factories.registered(at=at, id_number=number, phone="13700000001")
    right, wrong = factories.resident(phone="13700000001"), factories.resident(phone="13700000002")
    answers = []
    for who in (right, wrong):
        client = enter(who)
        answers.append(client.post("/my/find/", {"id_number": number})["Location"])
    nobody = enter(factories.resident(phone="13700000003")).post("/my/find/", {"id_number": factories.id_number()})
    assert [*answers, nobody["Location"]] == ["/my/?done=looked_for"] * 3
    assert Binding.objects.filter(resident=right, how="phone").count() == 1
    assert not Binding.objects.filter(resident=wrong).exists()


def test_finding_takes_the_same_statements_whoever_is_on_file(enter, at) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    number = factories.id_number()
    factories.registered(at=at, id_number=number, phone="13700000001")
    counts = []
    for typed in (number, factories.id_number()):
        client = enter(factories.resident(phone=f"1380000{len(counts):04d}"))
        client.get("/my/find/")
        with CaptureQueriesContext(connection) as seen:
            client.post("/my/find/", {"id_number": typed})
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_finding_is_limited_to_five_tries_a_day(enter) -> None:
    client = enter()
    for _ in range(5):
        assert client.post("/my/find/", {"id_number": factories.id_number()}).status_code == 302
    assert client.post("/my/find/", {"id_number": factories.id_number()}).status_code == 422


def test_an_old_phone_after_a_merge_sees_the_kept_record(enter, at) -> None:
    number = factories.id_number()
    kept = factories.registered(at=at, id_number=number, phone="13700000001").person
    who = factories.resident(phone="13700000001")
    again = factories.filed(at=at, who=who, id_number=number, phone="13700000001").main
    merge.settle(kept=kept, gone=again.person, present=False, by=_officer(at), at=factories.NOW)
    assert [one.person_id for one in visitors.bound_people(who=who)] == [kept.id]
    assert enter(who).get(f"/my/data/{kept.id}/").status_code == 200


def test_messages_are_read_and_lead_to_what_they_are_about(enter, at) -> None:
    from anju.models import Message

    who = factories.resident()
    stay = _returned(at, who)
    client = enter(who)
    page = client.get("/my/messages/").content.decode()
    message = Message.objects.get(kind="file_returned")
    assert f'href="/my/messages/{message.id}/"' in page
    assert client.get(f"/my/messages/{message.id}/")["Location"] == f"/my/files/{stay.id}/"
    message.refresh_from_db()
    assert message.read_at is not None


def test_reminders_are_switched_off_and_on(enter) -> None:
    client = enter()
    assert client.post("/my/messages/switch/", {"sms": []})["Location"] == "/my/messages/?done=switched"
    assert "checked" not in client.get("/my/messages/").content.decode()
    client.post("/my/messages/switch/", {"sms": ["due_soon"]})
    assert client.get("/my/messages/").content.decode().count("checked") == 1


def test_L12_the_pages_of_a_correction_show_entries_in_full_and_leave_a_trace_too(enter, at) -> None:
    who = factories.resident()
    stay = factories.registered(at=at, who=who)
    enter(who).get(f"/my/stays/{stay.id}/correct/phone/")
    assert Act.objects.filter(what="open", subject_id=str(stay.id), actor_id=who.id, purpose="own").count() == 1
