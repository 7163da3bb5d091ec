"""Schools, zones and places are kept by their county's education office; a table is kept whole or not at all (I5, D16)."""

import pytest
from tests import factories, schooling

from anju.actions import school as schools
from anju.law.absent import Absent
from anju.law.refusal import Refusal, Refusals
from anju.models import Act, School, SchoolPlaces, SchoolZone

pytestmark = pytest.mark.django_db
RAW = {"level": "primary", "ownership": "public", "name": "实验小学", "place": "沂蒙路2号", "phone": "0539-1"}


def test_a_school_is_added_changed_and_ended() -> None:
    at = schooling.office()
    made = schools.add(
        scope=at.scope, raw={**RAW, "community": "红星001社区"} | {"community": at.community.code}, at=factories.NOW
    )
    changed = schools.change(
        scope=at.scope,
        school_id=made.id,
        raw={**RAW, "name": "实验二小", "ownership": "private", "community": at.other.code},
        at=factories.NOW,
        version=1,
    )
    assert (changed.name, changed.ownership, changed.community_id, changed.level) == (
        "实验二小",
        "private",
        at.other.code,
        "primary",
    )
    schools.end(scope=at.scope, school_id=made.id, at=factories.NOW)
    assert School.objects.get(id=made.id).valid_to == factories.DAY
    told = Act.objects.filter(subject_kind="school").order_by("id").values_list("what", flat=True)
    assert list(told) == ["add_school", "change_school", "end_school"]
    with pytest.raises(Absent):
        schools.end(scope=at.scope, school_id=made.id, at=factories.NOW)


def test_what_is_wrong_with_a_school_is_told_at_once_and_a_name_stands_once() -> None:
    at = schooling.office()
    with pytest.raises(Refusals) as told:
        schools.add(scope=at.scope, raw={"level": "high", "name": "", "place": "x" * 121}, at=factories.NOW)
    assert [one.field for one in told.value.refusals] == ["level", "ownership", "name", "place", "phone"]
    raw = {**RAW, "community": at.community.code}
    schools.add(scope=at.scope, raw=raw, at=factories.NOW)
    with pytest.raises(Refusal) as twice:
        schools.add(scope=at.scope, raw=raw, at=factories.NOW)
    assert twice.value.code == "school_twice"
    with pytest.raises(Refusal) as nowhere:
        schools.add(scope=at.scope, raw={**RAW, "community": "371311001001"}, at=factories.NOW)
    assert nowhere.value.field == "community"


def test_a_change_seen_too_late_is_refused_and_so_is_a_name_taken() -> None:
    at = schooling.world()
    one = at.schools[0]
    raw = {**RAW, "community": at.community.code}
    with pytest.raises(Refusal) as stale:
        schools.change(scope=at.scope, school_id=one.id, raw=raw, at=factories.NOW, version=9)
    assert stale.value.code == "stale"
    with pytest.raises(Refusal) as taken:
        schools.change(scope=at.scope, school_id=one.id, raw={**raw, "name": "第二小学"}, at=factories.NOW)
    assert taken.value.code == "school_twice"


def test_a_school_in_a_round_that_goes_on_is_not_ended() -> None:
    at = schooling.published()
    with pytest.raises(Refusal) as told:
        schools.end(scope=at.scope, school_id=at.schools[0].id, at=factories.NOW)
    assert told.value.code == "in_round"


def test_a_zone_is_set_anew_by_code_or_name_and_every_unknown_line_is_told() -> None:
    at = schooling.world()
    one = at.schools[0]
    far = factories.community(street="003", number="007")
    set_to = schools.set_zone(
        scope=at.scope, school_id=one.id, year=2026, text=f"{at.other.code}\n\n {far.name} \n", at=factories.NOW
    )
    codes = (
        SchoolZone.objects.filter(school=one, year=2026).order_by("community_id").values_list("community_id", flat=True)
    )
    assert (set_to, list(codes)) == (2, [at.other.code, far.code])
    with pytest.raises(Refusals) as told:
        schools.set_zone(
            scope=at.scope, school_id=one.id, year=2026, text=f"没有\n{at.other.code}\n红星001社区", at=factories.NOW
        )
    # two communities bear this name: which one is meant nobody knows
    assert [one.text.zh.split("”")[0] for one in told.value.refusals] == ["“没有", "“红星001社区"]


def test_I5_a_zone_stays_as_it_was_published_while_a_round_goes_by_it() -> None:
    at = schooling.published()
    one = at.schools[0]
    text = at.other.code
    with pytest.raises(Refusal) as told:
        schools.set_zone(scope=at.scope, school_id=one.id, year=schooling.YEAR, text=text, at=factories.NOW)
    assert (told.value.code, told.value.field) == ("zone_published", "text")
    assert [row.community_id for row in SchoolZone.objects.filter(school=one)] == [at.community.code]
    assert schools.set_zone(scope=at.scope, school_id=one.id, year=2027, text=text, at=factories.NOW) == 1


def test_places_add_up() -> None:
    at = schooling.world()
    raw = {"grade": "1", "total": "10", "local": "8", "open": "3"}
    with pytest.raises(Refusals) as told:
        schools.set_places(scope=at.scope, school_id=at.schools[0].id, year=2026, raw=raw, at=factories.NOW)
    assert [one.code for one in told.value.refusals] == ["over_total"]
    with pytest.raises(Refusals) as grade:
        schools.set_places(
            scope=at.scope, school_id=at.schools[0].id, year=2026, raw={"grade": "7", "total": "x"}, at=factories.NOW
        )
    assert [(one.field, one.code) for one in grade.value.refusals] == [
        ("grade", "no_such_grade"),
        ("total", "not_a_number"),
    ]


def test_a_table_sets_all_places_or_none_and_marks_every_wrong_cell() -> None:
    at = schooling.world()
    text = "学校,年级,总学位,本地学生已占,可用于报名\n第一小学,1,90,80,10\n第二小学,2,45,45,0\n"
    lines = schools.upload_places(scope=at.scope, year=2026, text=text, at=factories.NOW)
    assert [line.errors for line in lines] == [{}, {}]
    kept = SchoolPlaces.objects.filter(school__in=at.schools[:2]).order_by("school__name", "grade")
    assert list(kept.values_list("grade", "total", "local", "open")) == [
        (1, 90, 80, 10),
        (1, 11, 10, 1),
        (2, 45, 45, 0),
    ]
    wrong = (
        "第一小学\t1\t50\t40\t20\n无名小学\t1\t1\t1\t1\n第一小学\t2\t5\n第三小学\t1\t3\t0\t3\n第三小学\t1\t4\t0\t4\n"
    )
    lines = schools.upload_places(scope=at.scope, year=2026, text=wrong, at=factories.NOW)
    assert [sorted(line.errors) for line in lines] == [["open"], ["school"], ["school"], [], ["grade"]]
    assert SchoolPlaces.objects.get(school=at.schools[0], grade=1).total == 90
    assert Act.objects.filter(what="upload_school_places").count() == 1
    for empty in ("", "学校,年级,总学位,本地学生已占,可用于报名\n"):
        with pytest.raises(Refusal) as told:
            schools.upload_places(scope=at.scope, year=2026, text=empty, at=factories.NOW)
        assert told.value.code == "table_empty"


def test_another_county_another_department_and_another_role_find_nothing() -> None:
    at, other = schooling.world(), schooling.office(county="371311")
    market = factories.unit(
        code="sc-371302", kind="office", department="market", level="county", covers=at.community.parent.parent
    )
    city = factories.post(unit=at.unit.parent, role="officer")
    strangers = [
        other.first,
        factories.post(unit=market, role="officer"),
        factories.post(unit=at.unit, role="overseer"),
        city,
    ]
    for post in strangers:
        with pytest.raises(Absent):
            schools.change(scope=factories.scope(post), school_id=at.schools[0].id, raw=RAW, at=factories.NOW)
        with pytest.raises(Absent):
            schools.set_zone(
                scope=factories.scope(post), school_id=at.schools[0].id, year=2026, text="", at=factories.NOW
            )


def test_a_name_that_stays_is_no_second_school_and_what_is_wrong_with_a_table_is_said() -> None:
    at = schooling.world()
    raw = {**RAW, "name": "第一小学", "place": "新址", "community": at.community.code}
    schools.change(scope=at.scope, school_id=at.schools[0].id, raw=raw, at=factories.NOW)
    assert School.objects.get(id=at.schools[0].id).place == "新址"
    lines = schools.upload_places(scope=at.scope, year=2026, text="无名小学,1,1,1,0", at=factories.NOW)
    told = schools.wrong(lines)
    assert told is not None
    assert told.en == "1 lines need mending; nothing was kept."
    assert schools.wrong(()) is None
