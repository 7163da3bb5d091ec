"""The whole register at once: PostgreSQL says what Python says of every person, whatever the services."""

import dataclasses
import datetime
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import endorsing, entitling, factories
from tests.queries.test_entitlement_compiling import CONDITIONS
from tests.queries.test_entitlement_facts import earlier, family, suspended

from anju.law import condition
from anju.law import entitlement as law
from anju.models import Permit, Person, Stay
from anju.queries import direct
from anju.queries.entitlement import everyone, facts
from anju.queries.entitlement.everyone import Placed

pytestmark = pytest.mark.django_db

FIRST, LAST = uuid.UUID(int=0), uuid.UUID(int=2**128 - 1)
DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2029, 12, 31))


@pytest.fixture
def base(tmp_path):
    return entitling.library(tmp_path).services["library/card"]


@pytest.fixture
def register():
    """Everybody there can be: a family, permits valid, late, suspended and ended, somebody who left, somebody merged."""
    parent, _ = family()
    endorsing.permit(stay=parent)
    late, held, gone, left, merged = (endorsing.held(number=f"01{turn}") for turn in range(5))
    suspended(late, start=datetime.date(2025, 7, 11), end=datetime.date(2025, 8, 1))
    earlier(held, 7)
    Permit.objects.filter(id=late.permit.id).update(state="suspended", suspended_on=datetime.date(2026, 1, 5))
    Permit.objects.filter(id=gone.permit.id).update(state="ended", ended_on=factories.DAY)
    Stay.objects.filter(id=left.stay.id).update(state="ended", ended_on=factories.DAY)
    Person.objects.filter(id=merged.stay.person_id).update(state="merged")
    factories.registered(at=factories.community(), id_number=factories.id_number(born="20240229"), agent=AGENT)


AGENT = {"name": "王大明", "id_number": factories.id_number(), "relation": "parent"}


def asked(services, on):
    text, values = everyone.statement(services=services, on=on, after=FIRST, upto=LAST)
    rows = direct.ask(f"SELECT person_id, meets, unknown FROM ({text}) s", values)
    return {
        person: {
            one.service.id: "meets" if meets[one.word] & one.bit else "unknown" if unknown[one.word] & one.bit else "no"
            for one in services
        }
        for person, meets, unknown in rows
    }


def told(services, on):
    people = facts.of_people(people=list(Person.objects.values_list("id", flat=True)), on=on)
    plain = {"meets": "meets", "unknown": "unknown", "no": "no", "not_yet": "no"}
    return {
        person: {one.service.id: plain[_answer(one.service, known, on)] for one in services}
        for person, known in people.items()
    }


def _answer(service, known, on):
    whole = law.of_register(service)
    return "meets" if whole is None else condition.weigh(whole, facts=known, on=on).answer


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.tuples(CONDITIONS, st.sampled_from(["receipt", "permit", "anyone"]), st.sampled_from(["self", "child"])),
        min_size=1,
        max_size=8,
    ),
    DAYS,
)
def test_postgresql_says_of_everybody_what_python_says(base, register, asking, on):
    services = [
        # far apart, so that the bits need a second word
        Placed(dataclasses.replace(base, id=f"library/{turn}", condition=one, opens=opens, subject=subject), turn * 13)
        for turn, (one, opens, subject) in enumerate(asking)
    ]
    assert asked(services, on) == told(services, on)


def test_a_service_without_conditions_is_met_by_everyone_it_is_for(base, register):
    free = dataclasses.replace(base, condition=None, opens="anyone")
    services = [Placed(free, 0), Placed(dataclasses.replace(free, id="library/tales", subject="child"), 1)]
    found = asked(services, factories.DAY)
    assert found == told(services, factories.DAY)
    assert sorted(one["library/tales"] for one in found.values()) == ["meets"] * 2 + ["no"] * 5
    assert {one["library/card"] for one in found.values()} == {"meets"}


def test_no_services_at_all_are_no_bits(register):
    text, values = everyone.statement(services=[], on=factories.DAY, after=FIRST, upto=LAST)
    assert {tuple(row[2]) for row in direct.ask(text, values)} == {(0,)}


def test_a_changed_condition_is_another_version(base):
    closed = dataclasses.replace(base, opens="permit")
    assert everyone.version([Placed(base, 0)]) == everyone.version([Placed(dataclasses.replace(base, phone="1"), 0)])
    assert everyone.version([Placed(base, 0)]) != everyone.version([Placed(closed, 0)])
    assert everyone.version([Placed(base, 0)]) != everyone.version([Placed(base, 1)])
