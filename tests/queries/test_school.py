"""Demand by street and community, figures by school, the list read whole: counts only, and as often for many as for one (D16, N6)."""

import datetime

import pytest
from tests import endorsing, factories, schooling

from anju import catalogue
from anju.law import condition
from anju.law.absent import Absent
from anju.law.school import stage
from anju.models import Division, Person, SchoolWish
from anju.queries import mine
from anju.queries.school import copying, demand, figures, listed, rounds, shown
from anju.queries.school import mine as own

pytestmark = pytest.mark.django_db


def _children(at: schooling.World, count: int, *, place: Division | None = None) -> None:
    """Put so many registered children of six on file: one family, and the same stay again for others."""
    family = schooling.family(at, place=place)
    stay = family.stay
    for _ in range(count - 1):
        person = Person.objects.get(id=family.child.id)
        person.pk = factories.uuid.uuid4()
        person._state.adding = True
        person.save(force_insert=True)
        stay.pk, stay.person, stay.number = factories.uuid.uuid4(), person, f"X{person.pk.hex[:20]}"
        stay._state.adding = True
        stay.save(force_insert=True)


def test_demand_stands_beside_the_places_of_the_zone_and_says_what_is_short() -> None:
    at = schooling.world(places=(4, 3, 40))
    _children(at, 12)
    _children(at, 11, place=at.other)
    found = demand.forecast(at.scope, level="primary", on=factories.DAY)
    assert found.years == (2026, 2027, 2028)
    assert [(row.children, row.places, row.short) for row in found.rows] == [((12, 0, 0), 7, 5), ((11, 0, 0), 40, 0)]
    assert found.total == (23, 0, 0)
    assert at.community.parent is not None
    below = demand.forecast(at.scope, level="primary", on=factories.DAY, street=at.community.parent.code)
    assert [(row.code, row.children[0], row.places) for row in below.rows] == [(at.community.code, 12, 7)]


def test_N6_few_children_of_a_place_are_not_told_nor_what_is_short_there() -> None:
    at = schooling.world()
    _children(at, 3)
    found = demand.forecast(at.scope, level="primary", on=factories.DAY)
    assert [(row.children[0], row.short) for row in found.rows] == [(None, None), (0, 0)]
    assert found.total[0] is None


def test_N6_a_street_s_own_page_does_not_give_the_small_number_of_another_away() -> None:
    at = schooling.world()
    third = factories.community(street="003")
    _children(at, 5)
    _children(at, 15, place=at.other)
    _children(at, 30, place=third)
    found = demand.forecast(at.scope, level="primary", on=factories.DAY)
    assert at.other.parent is not None
    below = demand.forecast(at.scope, level="primary", on=factories.DAY, street=at.other.parent.code)
    shown = [row.children[0] for row in found.rows]
    # with the total, the second street and the third one could work the first one out
    assert (shown, found.total[0]) == ([None, 15, 30], None)
    assert (below.total[0], [row.children[0] for row in below.rows]) == (15, [15])


def test_demand_is_the_own_county_s() -> None:
    at, other = schooling.world(), schooling.office(county="371311")
    assert at.community.parent is not None
    with pytest.raises(Absent):
        demand.forecast(other.scope, level="primary", on=factories.DAY, street=at.community.parent.code)


def test_the_list_says_yes_or_no_and_counts_a_parents_valid_permit() -> None:
    at = schooling.published()
    with_permit, _ = schooling.joined(at, 0)
    schooling.joined(at, 0)
    parent = with_permit.who.bindings.select_related("person").get(kind="self").person
    endorsing.permit(stay=parent.stays.get())
    rows = listed.rows(round_=at.held, late=False)
    assert [(row.number, row.permit, row.work, sorted(row.zone)) for row in rows] == [
        (1, True, False, sorted(str(one.id) for one in at.schools[:2])),
        (2, False, False, sorted(str(one.id) for one in at.schools[:2])),
    ]
    assert listed.rows(round_=at.held, late=True) == []


@pytest.mark.parametrize("wishes", [1, 3])
def test_the_list_is_read_and_written_in_one_statement_each(wishes: int, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    at = schooling.published()
    for _ in range(wishes):
        schooling.joined(at, 0)
    held = at.held
    with django_assert_num_queries(1):
        rows = listed.rows(round_=held, late=False)
    with django_assert_num_queries(1):
        listed.write([(row.id, str(at.schools[0].id), 1, row.number, {"groups": [0]}) for row in rows])
    assert list(SchoolWish.objects.order_by("number").values_list("draw", flat=True)) == list(range(1, wishes + 1))
    with django_assert_num_queries(0):
        listed.write([])


def test_figures_of_a_school_hide_small_numbers() -> None:
    at = schooling.published()
    schooling.joined(at, 0)
    schooling.granted(at)
    rows = {row.name: row for row in figures.of(at.scope, year=2026)}
    one, none = rows["第一小学"], rows["第三小学"]
    assert (one.places, one.admitted, one.first, one.share, one.objected) == (1, None, None, None, 0)
    assert (none.total, none.admitted, none.first, none.share) == (15, 0, 0, 0)


def test_pages_of_schools_go_on_where_the_last_one_ended() -> None:
    at = schooling.world()
    rows = shown.kept(at.scope, level="primary", year=2026)
    assert [one.row.name for one in rows] == sorted(one.name for one in at.schools)
    after = shown.key(rows[0])
    assert [one.row.id for one in shown.kept(at.scope, level="", year=2026, after=after)] == [
        one.row.id for one in rows[1:]
    ]
    found = schooling.published(at)
    (held,) = rounds.kept(found.scope, on=factories.DAY)
    assert rounds.kept(found.scope, on=factories.DAY, after=[str(one) for one in rounds.key(held)]) == []


def test_before_the_result_there_is_no_list() -> None:
    at = schooling.published()
    with pytest.raises(Absent):
        rounds.listing(at.held)


def test_a_child_between_kindergarten_and_school_may_start_kindergarten_late() -> None:
    at = schooling.world()
    family = schooling.family(at, born="20210501")
    child = own.child(person=family.child, who=family.who, on=factories.DAY)
    assert child.precheck is not None
    assert child.precheck.service.id == "education/kindergarten"
    older = schooling.family(at, born="20160501")
    assert own.child(person=older.child, who=older.who, on=factories.DAY).precheck is None


def test_without_a_registered_home_there_is_no_zone_and_no_round() -> None:
    at = schooling.published()
    family = schooling.family(at)
    family.child.stays.update(state="ended")
    for ward, person in mine.people(who=family.who):
        if not ward:
            person.stays.update(state="ended")
    child = own.child(person=family.child, who=family.who, on=factories.DAY)
    assert child.precheck is not None
    assert (child.precheck.community, child.precheck.schools, child.rounds) == (None, (), ())


def test_L5_a_person_gets_a_copy_of_their_applications() -> None:
    at = schooling.published()
    family, _ = schooling.joined(at, 0, 1)
    (row,) = copying.of_person(person=family.child)
    assert (row["wishes"], row["school"], row["state"]) == (["第一小学", "第二小学"], "", "已报名，等结果")
    schooling.granted(at)
    assert copying.of_person(person=family.child)[0]["school"] == "第一小学"
    assert mine.copy(who=family.who, person=family.child, at=factories.NOW)["school"][0]["list_number"] == 1


def test_a_round_and_its_service_ask_for_the_same_age() -> None:
    services = catalogue.current().services
    for one in stage.STAGES.values():
        held = services[one.service].condition
        assert held is not None
        ages = [(leaf.value, leaf.by) for leaf in condition.leaves(held) if leaf.fact == "born_on"]
        assert ages == [(one.age, (8, 31))]


@pytest.mark.parametrize(("born", "on"), [("20200831", (2026, 8, 31)), ("20200901", (2026, 9, 1))])
def test_I5_the_pre_check_is_about_the_year_it_names(born: str, on: tuple[int, int, int]) -> None:
    at = schooling.office()
    family, day = schooling.family(at, born=born), datetime.date(*on)
    found = own.child(person=family.child, who=family.who, on=day).precheck
    assert found is not None
    assert found.year == stage.year_of(day)
    reasons = {reason.leaf.fact: reason.answer for reason in found.standing.reasons}
    assert reasons["born_on"] == "meets"
