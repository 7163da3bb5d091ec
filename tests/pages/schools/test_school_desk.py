"""The education office's desk: schools, tables, rounds, applications; another office finds nothing (I5, D16)."""

import re

import pytest
from django.test import Client
from tests import endorsing, factories, schooling
from tests.pages.schools.conftest import form, guardian, officer

from anju.actions import case as cases
from anju.law import identity
from anju.models import Act, School, SchoolRound, SchoolWish

pytestmark = pytest.mark.django_db


def test_a_school_is_added_gets_its_zone_and_places_and_stands_in_the_public_list(now) -> None:  # type: ignore[no-untyped-def]
    now(factories.NOW)
    at = schooling.office()
    desk = officer(at.first)
    assert "还没有学校" in desk.get("/schools/desk/").content.decode()
    raw = {"level": "primary", "ownership": "public", "name": "实验小学", "place": "沂蒙路2号", "phone": "0539-1"}
    wrong = desk.post("/schools/desk/new/", form(**raw, community="没有"))
    assert (wrong.status_code, "沂蒙路2号" in wrong.content.decode()) == (422, True)
    made = desk.post("/schools/desk/new/", form(**raw, community=at.community.code))
    where = made["Location"]
    assert made.status_code == 302
    assert desk.post(f"{where}?year=2026", form(part="zone", zone=at.community.code)).status_code == 302
    bad = desk.post(f"{where}?year=2026", form(part="places", grade="1", total="5", local="4", open="4"))
    assert (bad.status_code, "超过了总学位" in bad.content.decode()) == (422, True)
    good = form(part="places", grade="1", total="90", local="60", open="30")
    assert desk.post(f"{where}?year=2026", good).status_code == 302
    page = Client().get("/schools/?year=2026").content.decode()
    assert ["实验小学" in page, "可报名学位 30 个" in page] == [True, True]
    shown = Client().get(f"/schools/{School.objects.get().id}/?year=2026").content.decode()
    assert [at.community.name in shown, "90" in shown] == [True, True]
    details = {**raw, "name": "实验一小", "community": at.community.code, "version": "1"}
    assert desk.post(where, form(part="details", **details)).status_code == 302
    assert desk.post(where, form(part="end", version="2")).status_code == 302
    assert desk.post(where, form(part="x")).status_code == 404
    assert "没有找到学校" in Client().get("/schools/?name=实验").content.decode()


def test_a_table_shows_every_wrong_line_and_keeps_what_was_pasted(now) -> None:  # type: ignore[no-untyped-def]
    now(factories.NOW)
    at = schooling.world()
    desk = officer(at.first)
    assert desk.get("/schools/desk/places/?year=2026").status_code == 200
    wrong = desk.post("/schools/desk/places/?year=2026", form(table="第一小学,1,9,8,2\n无名小学,1,1,1,0"))
    page = wrong.content.decode()
    assert (wrong.status_code, "有2行要改" in page, "没有这所学校" in page, "无名小学,1,1,1,0" in page) == (
        422,
        True,
        True,
        True,
    )
    assert desk.post("/schools/desk/places/?year=2026", form(table="")).status_code == 422
    good = desk.post("/schools/desk/places/?year=2026", form(table="第一小学,1,9,8,1"))
    assert good["Location"] == "/schools/desk/?year=2026&done=1"


def test_a_round_is_opened_reviewed_allotted_announced_and_children_admitted(now) -> None:  # type: ignore[no-untyped-def]
    now(factories.NOW)
    at = schooling.world()
    first, second = officer(at.first), officer(at.second)
    assert "还没有招生报名" in first.get("/schools/desk/rounds/").content.decode()
    which = "/schools/desk/rounds/new/?year=2026&level=primary&grade=1"
    assert "第一小学" in first.get(which).content.decode()
    assert "还没有可用于报名的学位" in first.get(which.replace("primary", "middle")).content.decode()
    raw = schooling.raw_round(at)
    typed = {name: value for name, value in raw.items() if isinstance(value, str)}
    typed |= {f"group_{turn}": group for turn, group in enumerate(raw["rules"], start=1)}
    typed |= {f"places.{school}": places for school, places in raw["places"].items()}
    wrong = first.post("/schools/desk/rounds/new/", form(**typed | {"last_on": "2026-03-05"}))
    assert (wrong.status_code, "报名至少开放3天" in wrong.content.decode()) == (422, True)
    made = first.post("/schools/desk/rounds/new/", form(**typed))
    where = made["Location"]
    at.round = SchoolRound.objects.get()
    assert Client().get(f"/schools/rounds/{at.round.id}/").status_code == 404
    assert "请另一个人审核" in first.get(where).content.decode()
    assert first.post(where, form(choice="publish")).status_code == 422
    assert second.post(where, form(choice="publish", version="1")).status_code == 302
    assert first.post(where, form(choice="nonsense")).status_code == 422
    public = Client().get(f"/schools/rounds/{at.round.id}/").content.decode()
    assert [at.held.seed_digest in public, "住在学区" in public] == [True, True]
    now(schooling.OPEN)
    _, wish = schooling.joined(at, 0, contract_months="24")
    assert "签收新报名（1）" in first.get(where).content.decode()
    assert first.post(where, form(choice="take")).status_code == 302
    one = f"/schools/desk/wishes/{wish.id}/"
    assert "王小小" in first.get(one).content.decode()
    assert first.post(one, form(choice="check", work="no", note="")).status_code == 422
    assert first.post(one, form(choice="check", work="yes")).status_code == 302
    assert first.post(one, form(choice="nonsense")).status_code == 422
    now(schooling.CLOSED)
    assert first.post(where, form(choice="allot")).status_code == 302
    place = {f"places.{at.schools[1].id}": "3"}
    assert first.post(where, form(choice="places", **place)).status_code == 302
    assert first.post(where, form(choice="allot")).status_code == 302
    now(schooling.RESULT)
    assert second.post(where, form(choice="announce")).status_code == 302
    listed = f"{where}wishes/?state=to_grant"
    page = second.get(listed).content.decode()
    assert [identity.mask_name("王小小") in page, "王小小" in page, "录取勾选的孩子" in page] == [True, False, True]
    done = second.post(listed, form(wish=[str(wish.id), "x"])).content.decode()
    assert "已录取1个孩子" in done
    assert schooling.fresh(wish).state == "offered"
    assert second.get(f"{where}wishes/?state=nonsense").status_code == 422
    lists = Client().get(f"/schools/rounds/{at.round.id}/").content.decode()
    assert ["王小小" in lists, "第一小学" in lists, at.held.seed_shown in lists] == [False, True, True]
    table = Client().get(f"/schools/rounds/{at.round.id}/list.csv").content.decode("utf-8-sig").splitlines()
    assert table[1] == f"1,{schooling.fresh(wish).draw:09d},2026-03-04,第一小学,3,,,,,第一小学"


def test_an_objection_is_reviewed_at_the_desk(now) -> None:  # type: ignore[no-untyped-def]
    at = schooling.published()
    family, wish = schooling.joined(at, 2)
    schooling.granted(at)
    now(schooling.RESULT)
    cases.protest(case_id=wish.case_id, words="太远了", by=family.by, at=schooling.RESULT)
    desk, where = officer(at.first), f"/schools/desk/wishes/{wish.id}/"
    assert "太远了" in desk.get(where).content.decode()
    bare = desk.post(where, form(choice="place", school=str(at.schools[1].id), reason="", article="I5"))
    assert (bare.status_code, "请写明理由" in bare.content.decode()) == (422, True)
    change = form(choice="place", school=str(at.schools[1].id), reason="近的有学位", article="I5")
    assert desk.post(where, change).status_code == 302
    assert schooling.fresh(wish).school_id == at.schools[1].id


def test_a_review_may_keep_the_place(now) -> None:  # type: ignore[no-untyped-def]
    at = schooling.published()
    family, wish = schooling.joined(at, 2)
    schooling.granted(at)
    now(schooling.RESULT)
    cases.protest(case_id=wish.case_id, words="太远了", by=family.by, at=schooling.RESULT)
    keep = form(choice="confirm", reason="按规则", article="I5")
    assert officer(at.first).post(f"/schools/desk/wishes/{wish.id}/", keep).status_code == 302
    assert schooling.case_of(wish).state == "confirmed"


def test_education_sees_the_childs_zone_and_not_the_parents_file(now) -> None:  # type: ignore[no-untyped-def]
    now(schooling.OPEN)
    at = schooling.published()
    family, wish = schooling.joined(at, 0, contract_months="24")
    parent = family.who.bindings.select_related("person").get(kind="self").person
    permit = endorsing.permit(stay=parent.stays.get())
    page = officer(at.first).get(f"/schools/desk/wishes/{wish.id}/").content.decode()
    assert re.search(r"家长居住证有效</dt><dd>是", page)
    listed = officer(at.first).get(f"/schools/desk/rounds/{at.held.id}/wishes/").content.decode()
    for seen in (page, listed):
        for secret in (permit.number, permit.code, parent.name, "沂蒙路", "410105", str(parent.id)):
            assert secret not in seen
    opened = Act.objects.filter(what="open_case", person_id=family.child.id)
    assert opened.values_list("purpose", flat=True).get() == "handling"


def test_another_department_county_and_role_find_no_page(now) -> None:  # type: ignore[no-untyped-def]
    now(schooling.OPEN)
    at = schooling.published()
    _, wish = schooling.joined(at)
    county = at.community.parent.parent
    market = factories.unit(code="sc-1", kind="office", department="market", level="county", covers=county)
    strangers = (
        schooling.office(county="371311").first,
        factories.post(unit=market, role="officer"),
        factories.post(unit=at.unit, role="overseer"),
    )
    for post in strangers:
        client = officer(post)
        for path in (
            f"{at.schools[0].id}/",
            f"rounds/{at.held.id}/",
            f"rounds/{at.held.id}/wishes/",
            f"wishes/{wish.id}/",
        ):
            assert client.get(f"/schools/desk/{path}").status_code == 404, path
            assert client.post(f"/schools/desk/{path}", form(choice="take")).status_code == 404, path
    for post in strangers[1:]:
        for path in ("", "new/", "places/", "rounds/", "rounds/new/", "forecast/", "figures/"):
            assert officer(post).get(f"/schools/desk/{path}").status_code == 404, path


def test_the_city_looks_on_and_changes_nothing(now) -> None:  # type: ignore[no-untyped-def]
    now(schooling.OPEN)
    at = schooling.published()
    assert at.unit.parent is not None
    city = officer(factories.post(unit=at.unit.parent, role="officer"))
    assert "第一小学" in city.get("/schools/desk/").content.decode()
    assert city.get(f"/schools/desk/rounds/{at.held.id}/").status_code == 200
    assert city.post(f"/schools/desk/rounds/{at.held.id}/", form(choice="allot")).status_code == 404
    assert city.post(f"/schools/desk/{at.schools[0].id}/", form(part="end", version="1")).status_code == 404
    assert city.get("/schools/desk/figures/?year=2026").status_code == 200


@pytest.mark.parametrize("wishes", [1, 3])
def test_a_list_asks_as_often_for_one_as_for_three(
    wishes: int,
    now,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    now(schooling.OPEN)
    at = schooling.published()
    for _ in range(wishes):
        schooling.joined(at)
    desk = officer(at.first)
    desk.get(f"/schools/desk/rounds/{at.held.id}/wishes/")
    with django_assert_max_num_queries(12):
        desk.get(f"/schools/desk/rounds/{at.held.id}/wishes/")


def test_figures_and_forecast_tell_of_nobody(now) -> None:  # type: ignore[no-untyped-def]
    now(schooling.RESULT)
    at = schooling.published()
    schooling.joined(at)
    schooling.granted(at)
    desk = officer(at.first)
    figures = desk.get("/schools/desk/figures/?year=2026").content.decode()
    assert figures.count(">不显示<") == 1
    forecast = desk.get("/schools/desk/forecast/?level=primary").content.decode()
    assert [">不显示<" in forecast, "第001街道" in forecast] == [True, True]
    street = at.community.parent
    assert street is not None
    assert at.community.name in desk.get(f"/schools/desk/forecast/?level=primary&street={street.code}").content.decode()
    assert desk.get("/schools/desk/forecast/?level=x").status_code == 404
    assert desk.get("/schools/desk/forecast/?street=371311001000").status_code == 404


def test_whoever_took_no_part_in_a_round_sees_an_empty_list_and_what_comes_next(now) -> None:  # type: ignore[no-untyped-def]
    now(factories.NOW)
    at = schooling.published()
    page = officer(at.first).get(f"/schools/desk/rounds/{at.held.id}/wishes/").content.decode()
    assert "家长在手机上报名以后" in page
    assert SchoolWish.objects.count() == 0
    assert guardian(schooling.family(at)).get("/schools/desk/").status_code in (302, 404)
