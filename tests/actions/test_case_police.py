"""Cases and times of the police: led to the county's bureau, handled by its officers, who see no registration; nor do registrars see cases.

Source: notice 二 C1–C3, Q2; I8, I9, O1.
"""

import datetime

import pytest
from tests import factories

from anju.actions import case as cases
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Case, Post, Resident, Slot, Stay, Unit
from anju.queries import scope as scopes
from anju.queries import visitors
from anju.queries.case import queue

pytestmark = pytest.mark.django_db
NOW, DAY = factories.NOW, factories.DAY
RAW = {"fields": {"family": "3", "why": "work", "has_lease": "yes", "works": "yes"}, "papers": {}, "truth": "on"}


@pytest.fixture
def who() -> Resident:
    return factories.resident()


@pytest.fixture
def stay(who: Resident) -> Stay:
    return factories.registered(at=factories.community(), who=who)


@pytest.fixture
def bureau(stay: Stay) -> Unit:
    """The county's public security bureau."""
    found = stay.station.parent
    assert found is not None
    return found


def _settling(stay: Stay, who: Resident) -> Case:
    return cases.apply(
        person_id=stay.person_id, service_id="police/settlement", raw=RAW, by=visitors.resident_actor(who=who), at=NOW
    )


def test_settling_goes_to_the_countys_bureau_and_two_of_its_officers_decide(
    stay: Stay, who: Resident, bureau: Unit
) -> None:
    case = _settling(stay, who)
    assert case.unit_id == bureau.id
    one, two = (factories.actor(factories.post(unit=bureau, role="officer")) for _ in range(2))
    cases.take(case_id=case.id, by=one, at=NOW)
    cases.propose(case_id=case.id, outcome="granted", words="", by=one, at=NOW)
    done = cases.grant(case_id=case.id, words="带户口簿到户政窗口", by=two, at=NOW)
    assert (done.state, done.decisions.get().reason) == ("granted", "带户口簿到户政窗口")


def test_an_officer_of_the_police_sees_cases_and_no_registration(stay: Stay, who: Resident, bureau: Unit) -> None:
    case = _settling(stay, who)
    scope = factories.scope(factories.post(unit=bureau, role="officer"))
    assert [row.id for row in queue.page(scope=scope, on=DAY).rows] == [case.id]
    assert not scopes.stays(scope).exists()
    assert not scopes.permits(scope).exists()
    with pytest.raises(Absent):
        scopes.stay(scope, stay_id=stay.id)


@pytest.mark.parametrize("role", ["registrar", "chief", "county_police"])
def test_who_works_on_registrations_works_on_no_case(stay: Stay, who: Resident, bureau: Unit, role: str) -> None:
    case = _settling(stay, who)
    post: Post = factories.post(unit=bureau, role=role)
    assert queue.page(scope=factories.scope(post), on=DAY).rows == ()
    assert not scopes.cases(factories.scope(post)).exists()
    with pytest.raises(Absent):
        cases.take(case_id=case.id, by=factories.actor(post), at=NOW)


@pytest.mark.parametrize(
    "service", ["driving_licence", "vehicle_registration", "passport", "hk_macao_pass", "taiwan_pass", "id_card_loss"]
)
def test_a_time_at_the_bureau_is_offered_by_its_officer_and_booked_once(
    stay: Stay, who: Resident, bureau: Unit, service: str
) -> None:
    officer = factories.actor(factories.post(unit=bureau, role="officer"))
    at = {"starts": [NOW + datetime.timedelta(days=1)], "minutes": 30, "seats": 1, "place": "车管所2号窗口"}
    assert cases.open_times(**at, service_id=f"police/{service}", by=officer, at=NOW) == 1
    slot = Slot.objects.get()
    booked = {"slot_id": slot.id, "service_id": f"police/{service}", "at": NOW}
    made = cases.book(**booked, person_id=stay.person_id, by=visitors.resident_actor(who=who))
    assert (made.slot.place, made.slot.unit_id) == ("车管所2号窗口", bureau.id)
    other = factories.resident()
    second = factories.registered(at=stay.community, who=other)
    with pytest.raises(Refusal, match="slot_full"):
        cases.book(**booked, person_id=second.person_id, by=visitors.resident_actor(who=other))


def test_an_office_of_a_department_above_the_station_decides_and_the_station_does_not(
    stay: Stay, who: Resident
) -> None:
    case = _settling(stay, who)
    officer = factories.actor(factories.post(unit=stay.station, role="officer"))
    with pytest.raises(Absent):
        cases.take(case_id=case.id, by=officer, at=NOW)
