"""The night counts how offices do and which cases are stuck; those are urged once a day, and answered in codes (D2, D6, I9)."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import casing, factories, offering
from tests.casing import World

from anju import catalogue
from anju.actions import case as cases
from anju.actions import offering as acts
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import (
    Act,
    Case,
    CaseFigure,
    CaseRating,
    CaseReason,
    CaseUrge,
    CaseUse,
    EntitlementCount,
    Message,
    OfferingRun,
    StuckCase,
)
from anju.queries.offering import overview, stuck
from anju.queries.scope import Scope

pytestmark = pytest.mark.django_db
NOW, DAY = factories.NOW, factories.DAY


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with casing.opened(tmp_path, monkeypatch):
        yield


@pytest.fixture
def at() -> World:
    return casing.world()


def coordinator(at: World) -> Scope:
    return factories.scope(offering.coordinator(offering.county(at)))


def refused_case(at: World) -> Case:
    officer = at.officer()
    case = casing.taken(at, by=officer)
    return cases.refuse(case_id=case.id, reason="不满六岁", article="I3", by=officer, at=factories.later(days=2))


def test_each_office_and_service_is_counted_with_its_days_and_grades(at: World) -> None:
    by = at.officer()
    done = casing.granted(at, by=by)
    CaseRating.objects.create(
        case=done,
        person_id=at.person.id,
        service=done.service,
        unit=at.street,
        officer_id=by.id,
        grade="fair",
        rated_on=DAY,
    )
    refused_case(at)
    casing.sent(at)
    assert acts.count(on=DAY, at=NOW) == 0
    row = CaseFigure.objects.get()
    told = [row.received, row.open, row.late, row.finished, row.in_time, row.refused]
    assert (row.unit_id, row.service, told) == (at.street.id, offering.CARD, [3, 1, 0, 2, 2, 1])
    assert ([day for day, count in enumerate(row.days) if count], sum(row.days)) == ([0, 2], 2)
    assert list(row.grades) == [0, 0, 1, 0, 0]
    assert list(CaseReason.objects.values_list("article", "count")) == [("I3", 1)]
    assert list(CaseUse.objects.values_list("community", "people")) == [(at.community.code, 1)]
    assert Act.objects.filter(what="count_offering").count() == 1


def test_a_second_run_counts_anew_and_one_night_stands(at: World) -> None:
    casing.sent(at)
    acts.count(on=DAY, at=NOW)
    acts.count(on=offering.FIRST, at=factories.later(days=1))
    assert (CaseFigure.objects.count(), list(OfferingRun.objects.values_list("on", flat=True))) == (1, [offering.FIRST])


def test_what_was_applied_for_long_ago_counts_only_while_it_is_open(at: World) -> None:
    old = casing.granted(at)
    casing.sent(at, "library/loan")
    Case.objects.update(applied_at=factories.later(days=-500))
    acts.count(on=DAY, at=NOW)
    assert [row.service for row in CaseFigure.objects.all()] == ["library/loan"]
    assert list(StuckCase.objects.values_list("reasons", flat=True)) == [["long"]]
    assert old.state == "granted"


def test_D6_late_shared_and_handed_on_cases_are_stuck_each_with_its_reasons(at: World) -> None:
    case = offering.late(at)
    assert list(StuckCase.objects.values_list("case_id", "reasons")) == [(case.id, ["late"])]
    officer = at.officer()
    other = casing.taken(at, "library/loan", by=officer)
    cases.join(
        case_id=other.id,
        to=at.archive.id,
        words="有没有欠书？",
        shown=[],
        by=officer,
        at=NOW,
    )
    offering.counted(factories.later(days=1))
    assert StuckCase.objects.get(case_id=other.id).reasons == ["joint"]
    offering.counted(factories.later(days=30))
    assert StuckCase.objects.get(case_id=other.id).reasons == ["late", "joint_late"]


def test_I9_a_question_to_the_applicant_hides_no_lateness_unless_the_law_lets_the_clock_stand(at: World) -> None:
    by = at.officer()
    asked = [casing.taken(at, service, by=by) for service in ("library/card", "library/loan")]
    for case in asked:
        cases.ask(case_id=case.id, words="哪天方便？", by=by, at=factories.later(days=1))
    late = DAY + datetime.timedelta(days=60)
    acts.count(on=late, at=factories.later(days=60))
    assert dict(CaseFigure.objects.values_list("service", "late")) == {"library/card": 1, "library/loan": 0}
    assert "late" in StuckCase.objects.get(case_id=asked[0].id).reasons


def test_D6_the_list_names_number_office_and_days_and_nobody(at: World) -> None:
    case = offering.late(at)
    page = stuck.page(scope=coordinator(at))
    (row,) = page.rows
    assert (row.number, row.office.id, row.limit_on, page.after) == (case.number, at.street.id, case.limit_on, None)
    assert [text.zh for text in row.reasons] == ["超过期限"]
    assert at.person.name not in repr(page)
    (load,) = stuck.figures(scope=coordinator(at))
    assert (load.office.id, load.counts) == (at.street.id, (1, 0, 0, 0, 0, 0, 0))


def test_D6_pages_run_on_by_the_limit_and_filters_are_a_closed_list(at: World, django_assert_num_queries) -> None:
    made = [casing.sent(at, key) for key in ("library/card", "library/loan")]
    Case.objects.filter(id=made[0].id).update(limit_on=DAY - datetime.timedelta(days=3))
    offering.counted(factories.later(days=20))
    scope = coordinator(at)
    first = stuck.page(scope=scope, size=1)
    second = stuck.page(scope=scope, size=1, after=first.after)
    assert [row.id for row in (*first.rows, *second.rows)] == [made[0].id, made[1].id]
    assert second.after is None
    assert [len(stuck.page(scope=scope, reason=reason).rows) for reason in ("late", "joint")] == [2, 0]
    with pytest.raises(Refusal):
        stuck.page(scope=scope, reason="all")
    # the version of what changes seldom, and the list
    with django_assert_num_queries(2):
        stuck.page(scope=scope)


def test_D6_urging_tells_the_office_and_the_one_above_once_a_day(at: World) -> None:
    case = offering.late(at)
    for unit in (at.street, at.county):
        factories.post(unit=unit, role="officer")
    row = acts.urge(case_id=case.id, scope=coordinator(at), at=NOW)
    assert (row.unit_id, row.above_id, row.person_id) == (at.street.id, at.county.id, at.person.id)
    assert Message.objects.filter(kind="case_urged").count() == 2
    with pytest.raises(Refusal) as error:
        acts.urge(case_id=case.id, scope=coordinator(at), at=NOW)
    assert error.value.code == "urged_today"
    acts.urge(case_id=case.id, scope=coordinator(at), at=factories.later(days=1))
    assert CaseUrge.objects.count() == 2


def test_D6_the_office_answers_by_a_code_and_a_day_which_the_coordinator_reads(at: World) -> None:
    case = offering.late(at)
    who = offering.coordinator(offering.county(at))
    row = acts.urge(case_id=case.id, scope=factories.scope(who), at=NOW)
    mine = offering.officer(at.street)
    assert [one.number for one in stuck.urged(scope=mine)] == [case.number]
    assert stuck.open_urges(scope=mine) == 1
    for given, code in (({"answer": "never"}, "not_an_option"), ({"expected": "2020-01-01"}, "not_a_date")):
        typed = {"answer": "soon", "expected": DAY.isoformat(), **given}
        with pytest.raises(Refusal) as error:
            acts.answer(urge_id=row.id, scope=mine, at=NOW, **typed)
        assert error.value.code == code
    with pytest.raises(Refusal) as error:
        acts.answer(urge_id=row.id, answer="soon", expected="soon", scope=mine, at=NOW)
    assert error.value.code == "not_a_date"
    acts.answer(urge_id=row.id, answer="applicant", expected="2026-03-10", scope=mine, at=NOW)
    (shown,) = stuck.page(scope=factories.scope(who)).rows
    assert (shown.urged_on, shown.answer and shown.answer.zh, shown.expected_on) == (
        DAY,
        "等申请人补充，预计这一天办结",
        datetime.date(2026, 3, 10),
    )
    assert Message.objects.get(kind="urge_answered").staff_id == who.staff_id
    with pytest.raises(Refusal) as error:
        acts.answer(urge_id=row.id, answer="soon", expected="2026-03-10", scope=mine, at=NOW)
    assert error.value.code == "answered"
    assert stuck.open_urges(scope=mine) == 0


def test_D6_only_the_coordinator_of_the_place_urges_and_only_the_urged_answer(at: World) -> None:
    case = offering.late(at)
    government = factories.scope(offering.coordinator(offering.county(at), "government"))
    far = factories.community(county="371311").parent
    elsewhere = factories.scope(offering.coordinator(far.parent))
    for scope in (government, elsewhere, offering.officer(at.street)):
        with pytest.raises(Absent):
            acts.urge(case_id=case.id, scope=scope, at=NOW)
    for scope in (government, offering.officer(at.street)):
        with pytest.raises(Absent):
            stuck.page(scope=scope)
        with pytest.raises(Absent):
            acts.listed(scope=scope, at=NOW)
    assert stuck.page(scope=elsewhere).rows == ()
    row = acts.urge(case_id=case.id, scope=coordinator(at), at=NOW)
    for scope in (offering.officer(at.archive), coordinator(at)):
        with pytest.raises(Absent):
            acts.answer(urge_id=row.id, answer="soon", expected="2026-03-10", scope=scope, at=NOW)
    assert stuck.urged(scope=offering.officer(at.archive)) == []
    with pytest.raises(Absent):
        stuck.urged(scope=coordinator(at))


def test_what_is_settled_since_the_night_is_neither_listed_nor_urged(at: World) -> None:
    case = offering.late(at)
    cases.withdraw(case_id=case.id, by=at.me, at=NOW)
    assert stuck.page(scope=coordinator(at)).rows == ()
    with pytest.raises(Absent):
        acts.urge(case_id=case.id, scope=coordinator(at), at=NOW)


def test_a_look_at_the_list_is_on_record(at: World) -> None:
    acts.listed(scope=coordinator(at), at=NOW)
    assert Act.objects.get(what="list_stuck").person_id is None


def test_N6_the_overview_hides_small_numbers_and_tells_zeros(at: World) -> None:
    casing.sent(at)
    offering.counted()
    whole = overview.of(scope=coordinator(at), on=DAY)
    lines = {row.service.id: row for _, rows in whole.items for row in rows}
    assert lines[offering.CARD].line.figures.values == (None, None, 0, 0, 0, 0)
    assert lines["library/loan"].line.figures.values == (0, 0, 0, 0, 0, 0)
    every = len(catalogue.current().services)
    assert (whole.on, whole.least, whole.given, whole.listed) == (DAY, 3, every, every)


def test_D2_the_overview_counts_by_item_and_office_with_load_and_ratings(at: World) -> None:
    counts = {"received": 40, "open": 20, "late": 10, "finished": 20, "in_time": 10, "refused": 10}
    days = [0] * 121
    days[3], days[9] = 15, 5
    CaseFigure.objects.create(unit_id=at.street.id, service=offering.CARD, **counts, days=days, grades=[5, 5, 10, 0, 0])
    CaseReason.objects.create(unit_id=at.street.id, service=offering.CARD, article="I3", count=8)
    CaseReason.objects.create(unit_id=at.street.id, service=offering.CARD, article="I1", count=2)
    for _ in range(2):
        factories.post(unit=at.street, role="officer")
    OfferingRun.objects.create(on=DAY, finished_at=NOW)
    scope = coordinator(at)
    whole = overview.of(scope=scope, on=DAY)
    office = next(row for row in whole.offices if row.office.id == at.street.id)
    assert (office.officers, office.load, office.line.figures.values) == (2, 10, tuple(counts.values()))
    found = overview.one(scope=scope, key=offering.CARD, on=DAY)
    assert (found.row.line.median, found.row.line.satisfied) == (3, 50)
    assert [(one.id, line.figures.received) for one, line in found.offices] == [(at.street.id, 40)]
    # two refusals are few, and eight beside a total of ten would tell them
    assert found.reasons == (("I3", None), ("I1", None))
    with pytest.raises(Absent):
        overview.one(scope=scope, key="library/none", on=DAY)


def test_D2_communities_where_nobody_uses_a_right_they_have_are_named_and_few_people_are_not(at: World) -> None:
    others = [factories.community(number=f"00{turn}") for turn in (2, 3, 4)]
    casing.sent(at)
    offering.counted()
    for place, people in zip((at.community, *others), (9, 12, 2, 30), strict=True):
        EntitlementCount.objects.create(community=place.code, service=offering.CARD, people=people)
    found = overview.one(scope=coordinator(at), key=offering.CARD, on=DAY)
    assert (found.row.communities, found.row.unused) == (3, 2)
    assert [(name, people) for name, _, people in found.unused] == [(others[2].name, 30), (others[0].name, 12)]
    tour = overview.one(scope=coordinator(at), key="library/tour", on=DAY)
    assert (tour.row.communities, tour.row.unused, tour.unused) == (None, None, ())


def test_O1_an_overseer_sees_the_offices_of_the_own_place_only(at: World) -> None:
    casing.sent(at)
    offering.counted()
    far = factories.community(county="371311").parent
    whole = overview.of(scope=factories.scope(offering.coordinator(far.parent)), on=DAY)
    assert [row.office.id for row in whole.offices] == []
    town = at.community.parent
    street = overview.of(scope=factories.scope(offering.coordinator(town)), on=DAY)
    assert {row.office.id for row in street.offices} == {at.street.id}


def test_N5_exporting_needs_its_purpose(at: World) -> None:
    scope = coordinator(at)
    with pytest.raises(Refusal) as error:
        acts.export(rows=[], purpose="handling", scope=scope, at=NOW)
    assert error.value.code == "purpose_missing"
    acts.export(rows=[["a"]], purpose="statistics", scope=scope, at=NOW)
    assert Act.objects.get(what="export_overview").detail == {"rows": 1}
    with pytest.raises(Absent):
        acts.export(rows=[], purpose="statistics", scope=offering.officer(at.street), at=NOW)
