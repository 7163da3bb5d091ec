"""The permit follows a move inside the county and ends with one out of it (D1–D3)."""

import datetime

import pytest
from tests import endorsing, factories

from anju.actions import stay as stays
from anju.models import Act, Message, Permit, Stay
from anju.queries import endorsement as queries

pytestmark = pytest.mark.django_db
DATES = ("issued_on", "anchor_on", "since", "endorsed", "window_opens_on", "window_closes_on", "state", "suspended_on")


def move(held: endorsing.Held, *, county: str = "371302") -> Stay:
    """Declare and accept the same person's stay somewhere else."""
    there = factories.community(county=county, number="009")
    filing = factories.filed(at=there, who=held.who)
    Stay.objects.filter(id=filing.main.id).update(person=held.stay.person)
    stays.accept(stay_id=filing.main.id, by=factories.actor(factories.registrar(of=there)), at=factories.later(days=1))
    return Stay.objects.select_related("community", "station").get(id=filing.main.id)


@pytest.mark.parametrize("state", ["valid", "suspended"])
def test_D1_D2_a_move_inside_the_county_keeps_the_permit_with_its_dates(state: str) -> None:
    held = endorsing.held()
    endorsing.card(permit=held.permit, state="held")
    suspended_on = datetime.date(2025, 7, 11) if state == "suspended" else None
    Permit.objects.update(state=state, suspended_on=suspended_on, former_state="valid")
    before = Permit.objects.values(*DATES).get()
    stay = move(held)
    permit = Permit.objects.get()
    assert Permit.objects.values(*DATES).get() == before
    assert (permit.stay_id, permit.community_id, permit.station_id) == (stay.id, stay.community_id, stay.station_id)
    assert permit.former_state == "valid"
    assert Act.objects.filter(what="change_permit").values_list("actor_kind", "rules").get() == ("system", "D1,D2")
    assert Message.objects.get(kind="permit_changed").params == {"number": permit.number}


def test_G1_after_a_move_a_new_card_is_offered() -> None:
    held = endorsing.held()
    endorsing.card(permit=held.permit, state="held")
    person = held.stay.person_id
    before = queries.of_person(person_id=person, on=factories.DAY)
    move(held)
    after = queries.of_person(person_id=person, on=factories.DAY)
    assert before is not None
    assert after is not None
    assert (before.card_outdated, after.card_outdated) == (False, True)


def test_D3_a_move_to_another_county_ends_the_permit() -> None:
    held = endorsing.held()
    move(held, county="371311")
    permit = Permit.objects.get()
    assert (permit.state, permit.end_reason, permit.stay_id) == ("ended", "left", held.stay.id)
    assert permit.ended_on == factories.DAY + datetime.timedelta(days=1)


def test_who_has_no_permit_moves_as_before() -> None:
    held = endorsing.held()
    Permit.objects.all().delete()
    move(held)
    assert not Act.objects.filter(what__in=["change_permit", "end_permit"]).exists()
