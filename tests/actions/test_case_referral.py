"""Union, youth league, women's federation: joining is a case, referring a part of one, complaints are taken over. Source: D25."""

import pytest
from tests import complaining, factories

from anju.actions import case as cases
from anju.actions import complaint
from anju.models import Resident, Stay, Unit
from anju.queries import visitors
from anju.queries.case import asked, queue

pytestmark = pytest.mark.django_db
NOW, DAY = factories.NOW, factories.DAY
FORM = {"truth": "on", "papers": {}}


@pytest.fixture
def who() -> Resident:
    return factories.resident()


@pytest.fixture
def stay(who: Resident) -> Stay:
    return factories.registered(at=factories.community(), who=who)


def _office(stay: Stay, department: str, *, level: str = "county") -> Unit:
    town = stay.community.parent
    assert town is not None
    covers = town.parent if level == "county" else town
    return factories.unit(
        code=f"{department}-{level}", kind="office", department=department, level=level, covers=covers
    )


def test_joining_a_union_is_a_case_of_the_streets_union(stay: Stay, who: Resident) -> None:
    union = _office(stay, "union", level="street")
    fields = {"fields": {"employer": "红星工地", "works": "yes", "union_member": "no"}, **FORM}
    me = visitors.resident_actor(who=who)
    case = cases.apply(person_id=stay.person_id, service_id="union/union_joining", raw=fields, by=me, at=NOW)
    by = factories.actor(factories.post(unit=union, role="officer"))
    cases.take(case_id=case.id, by=by, at=NOW)
    assert cases.grant(case_id=case.id, words="会员证在窗口领", by=by, at=NOW).state == "granted"


@pytest.mark.parametrize("department", ["union", "youth_league", "womens_federation"])
def test_a_complaint_is_taken_over_and_answered(stay: Stay, department: str) -> None:
    unit = _office(stay, department)
    station = stay.station
    sent = complaining.sent(station.code)
    by = factories.actor(factories.post(unit=station, role="chief"))
    complaint.offer(complaint_id=sent.id, to=unit.id, words="请看看", by=by, at=NOW)
    officer = factories.actor(factories.post(unit=unit, role="officer"))
    complaint.take(complaint_id=sent.id, by=officer, at=NOW)
    complaint.answer(complaint_id=sent.id, words="已经帮助解决", by=officer, at=NOW)
    sent.refresh_from_db()
    assert (sent.state, sent.owner_id) == ("answered", unit.id)


@pytest.mark.parametrize("department", ["union", "youth_league", "womens_federation"])
def test_what_one_of_them_handles_no_other_sees(stay: Stay, who: Resident, department: str) -> None:
    help_of = {"union": "union_help", "youth_league": "youth_help", "womens_federation": "women_help"}
    units = {name: _office(stay, name) for name in help_of}
    me = visitors.resident_actor(who=who)
    raw = {"fields": {"what": "需要帮助"}, **FORM}
    case = cases.apply(
        person_id=stay.person_id, service_id=f"{department}/{help_of[department]}", raw=raw, by=me, at=NOW
    )
    seen = {
        name: [
            row.id for row in queue.page(scope=factories.scope(factories.post(unit=unit, role="officer")), on=DAY).rows
        ]
        for name, unit in units.items()
    }
    assert seen == {name: [case.id] if name == department else [] for name in help_of}


def _joined(stay: Stay, who: Resident, *, service: str, fields: dict[str, str], to: str, shown: list[str]) -> None:
    department = service.split("/", maxsplit=1)[0]
    asker, helper = _office(stay, department), _office(stay, to)
    raw = {"fields": fields, **FORM}
    me = visitors.resident_actor(who=who)
    case = cases.apply(person_id=stay.person_id, service_id=service, raw=raw, by=me, at=NOW)
    by = factories.actor(factories.post(unit=asker, role="officer"))
    cases.take(case_id=case.id, by=by, at=NOW)
    part = cases.join(case_id=case.id, to=helper.id, words="请一起看看", shown=shown, by=by, at=NOW)
    post = factories.post(unit=helper, role="officer")
    scope = factories.scope(post)
    # the other office sees the part it is asked for, and of the case itself nothing
    assert [row.id for row in asked.page(scope=scope).rows] == [part.id]
    assert queue.page(scope=scope, on=DAY).rows == ()
    cases.answer_part(part_id=part.id, words="已经查过", by=factories.actor(post), at=NOW)
    assert cases.grant(case_id=case.id, words="", by=by, at=NOW).state == "granted"


def test_a_referral_to_another_department_is_a_part_of_the_case(stay: Stay, who: Resident) -> None:
    _joined(
        stay,
        who,
        service="union/union_help",
        fields={"what": "老板不给工资", "want": "请人社帮忙要"},
        to="human_resources",
        shown=["fields.what", "fields.want"],
    )


def test_a_complaint_about_an_agency_is_looked_into_together_with_housing(stay: Stay, who: Resident) -> None:
    _joined(
        stay,
        who,
        service="market/agency_complaint",
        fields={"agency": "某某中介，沂蒙路1号", "what": "不退押金"},
        to="housing",
        shown=["fields.agency"],
    )
