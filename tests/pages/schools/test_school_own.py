"""A guardian on the phone: what is missing, applying, the result, the reply; a stranger finds nothing (I5, B8)."""

import datetime

import pytest
from django.test import Client
from tests import factories, schooling
from tests.pages.schools.conftest import form, guardian

from anju.models import SchoolWish

pytestmark = pytest.mark.django_db


def test_a_guardian_sees_the_zone_what_is_missing_and_the_round(now) -> None:  # type: ignore[no-untyped-def]
    now(schooling.OPEN)
    at = schooling.published()
    page = guardian(schooling.family(at)).get("/my/school/").content.decode()
    assert ["第一小学" in page, "第三小学" in page, "父母一方有有效的居住证：还缺" in page, "补报名" in page] == [
        True,
        False,
        True,
        False,
    ]


def test_without_a_child_the_page_says_what_comes_first(now) -> None:  # type: ignore[no-untyped-def]
    now(schooling.OPEN)
    here = factories.community()
    who = factories.resident()
    factories.registered(at=here, who=who)
    client = Client()
    session = client.session
    session["resident"] = str(who.id)
    session.save()
    assert Client().get("/my/school/").status_code == 302
    childless = schooling.Family(who=who, child=who.bindings.get().person, stay=None)  # type: ignore[arg-type]
    assert "这里还没有您的孩子" in guardian(childless).get("/my/school/").content.decode()


def _typed(at: schooling.World, *wanted: int, **more: object) -> dict[str, object]:
    wishes = {f"wish_{turn}": str(at.schools[one].id) for turn, one in enumerate(wanted, start=1)}
    return form(**wishes, **{"fields.child_school": "kindergarten", "truth": "yes"} | more)


def test_applying_asks_for_nothing_known_keeps_what_was_typed_and_counts_once(now) -> None:  # type: ignore[no-untyped-def]
    now(schooling.OPEN)
    at = schooling.published()
    family = schooling.family(at)
    phone = guardian(family)
    where = f"/my/school/rounds/{at.held.id}/of/{family.child.id}/"
    page = phone.get(where).content.decode()
    assert ["fields.where" in page, "fields.school" in page, "fields.in_zone" in page, "wish_1" in page] == [
        False,
        False,
        False,
        True,
    ]
    wrong = phone.post(where, _typed(at, **{"fields.contract_months": "24"}))
    text = wrong.content.decode()
    assert (wrong.status_code, "请至少选一所学校" in text, 'value="24"' in text) == (422, True, True)
    untrue = phone.post(where, {**_typed(at, 0), "truth": ""} | {"truth": ""})
    assert untrue.status_code in (302, 422)
    SchoolWish.objects.all()
    sent = _typed(at, 0, 1, **{"fields.contract_months": "24"})
    answers = [phone.post(where, sent) for _ in range(2)]
    wish = SchoolWish.objects.get()
    assert [answer["Location"].split("?")[0] for answer in answers] == [f"/my/school/wishes/{wish.id}/"] * 2
    assert phone.get(where)["Location"] == f"/my/school/wishes/{wish.id}/"
    assert phone.get("/my/school/").status_code == 200


def test_wishes_are_changed_on_the_phone(now) -> None:  # type: ignore[no-untyped-def]
    now(schooling.OPEN)
    at = schooling.published()
    family, wish = schooling.joined(at, 0, 1)
    phone, where = guardian(family), f"/my/school/wishes/{wish.id}/change/"
    assert "第一小学" in phone.get(where).content.decode()
    assert phone.post(where, form()).status_code == 422
    assert phone.post(where, form(wish_1=str(at.schools[2].id), version="1")).status_code == 302
    assert schooling.fresh(wish).schools == [str(at.schools[2].id)]


def test_the_result_names_school_rule_and_draw_and_takes_the_word(now) -> None:  # type: ignore[no-untyped-def]
    now(schooling.OPEN)
    at = schooling.published()
    family, wish = schooling.joined(at, 0)
    phone, where = guardian(family), f"/my/school/wishes/{wish.id}/"
    assert "公布结果，会告诉您" in phone.get(where).content.decode()
    assert phone.get(f"{where}admission.pdf").status_code == 404
    schooling.announced(at)
    now(schooling.RESULT)
    # announced, not yet granted by a named officer
    assert "录取学校" not in phone.get(where).content.decode()
    schooling.schools.grant_many(scope=at.scope, wish_ids=[wish.id], at=schooling.RESULT)
    page = phone.get(where).content.decode()
    assert ["第一小学" in page, "第1志愿" in page, f"{schooling.fresh(wish).draw:09d}" in page] == [True, True, True]
    paper = phone.get(f"{where}admission.pdf")
    assert (paper["Content-Type"], paper.content[:4]) == ("application/pdf", b"%PDF")
    assert phone.post(where, form(choice="nonsense")).status_code == 422
    assert phone.post(where, form(choice="accept")).status_code == 302
    assert schooling.fresh(wish).state == "accepted"


def test_a_place_passed_on_is_taken_or_left_on_the_phone(now) -> None:  # type: ignore[no-untyped-def]
    now(schooling.RESULT)
    at = schooling.published()
    pairs = [schooling.joined(at, 0, 1) for _ in range(2)]
    schooling.granted(at)
    (first, one), (second, two) = sorted(pairs, key=lambda pair: schooling.fresh(pair[1]).choice or 9)
    assert guardian(first).post(f"/my/school/wishes/{one.id}/", form(choice="decline")).status_code == 302
    assert "让出学位" in guardian(first).get(f"/my/school/wishes/{one.id}/").content.decode()
    phone, where = guardian(second), f"/my/school/wishes/{two.id}/"
    assert "轮到您的孩子" in phone.get(where).content.decode()
    assert phone.post(where, form(choice="take_up")).status_code == 302
    assert schooling.fresh(two).school_id == at.schools[0].id


def test_a_late_one_is_told_so(now) -> None:  # type: ignore[no-untyped-def]
    at = schooling.published()
    now(schooling.CLOSED)
    family = schooling.family(at)
    assert "补报名" in guardian(family).get("/my/school/").content.decode()
    _, wish = schooling.joined(at, 0, of=family, when=schooling.CLOSED)
    assert "晚于截止日期" in guardian(family).get(f"/my/school/wishes/{wish.id}/").content.decode()


def test_anothers_child_does_not_exist(now) -> None:  # type: ignore[no-untyped-def]
    now(schooling.OPEN)
    at = schooling.published()
    family, wish = schooling.joined(at)
    stranger = guardian(schooling.family(at))
    for path in (
        f"wishes/{wish.id}/",
        f"wishes/{wish.id}/change/",
        f"wishes/{wish.id}/admission.pdf",
        f"rounds/{at.held.id}/of/{family.child.id}/",
    ):
        assert stranger.get(f"/my/school/{path}").status_code == 404
        assert stranger.post(f"/my/school/{path}", form(choice="accept")).status_code == 404


def test_everyone_reads_schools_and_rounds_without_signing_in(now) -> None:  # type: ignore[no-untyped-def]
    now(schooling.OPEN)
    at = schooling.published()
    client = Client()
    assert "第二小学" in client.get("/schools/?level=primary&county=371302000000").content.decode()
    assert "没有找到学校" in client.get("/schools/?county=371311000000").content.decode()
    assert "2026学年" in client.get("/schools/rounds/").content.decode()
    assert "正在报名" in client.get(f"/schools/rounds/{at.held.id}/").content.decode()
    assert client.get(f"/schools/rounds/{at.held.id}/list.csv").status_code == 404
    assert client.get(f"/schools/{at.schools[0].id}/?year=x").status_code == 200
    assert client.get("/schools/01890000-0000-7000-8000-000000000000/").status_code == 404
    now(datetime.datetime(2026, 3, 1, 2, 0, tzinfo=datetime.UTC))
    assert "报名还没开始" in client.get("/schools/rounds/").content.decode()
