"""A proposed end that life has overtaken: the person moved on, or was found to live there still. Source: D6, D7."""

import datetime

import pytest
from tests import factories

from anju.actions import night
from anju.actions import stay as stays
from anju.models import Act, Ending, Stay
from anju.queries import files, visitors

pytestmark = pytest.mark.django_db


def noticed(who) -> tuple[Stay, Ending]:
    here = factories.community()
    stay = factories.registered(at=here, who=who)
    ending = stays.propose_end(
        stay_id=stay.id,
        reason="left",
        basis="visit",
        note="…",
        on=factories.DAY,
        by=factories.actor(factories.registrar(of=here)),
        at=factories.NOW,
    )
    return stay, ending


def test_D6_whoever_moves_on_hears_no_more_of_an_end_proposed_for_the_old_address() -> None:
    who = factories.resident()
    stay, ending = noticed(who)
    here = stay.community
    again = factories.raw(at=here, name=stay.person.name)
    again["id_number"] = files.plain(stay=stay, field="id_number")
    moved = factories.filed(at=here, who=who, **again).main
    stays.accept(stay_id=moved.id, by=factories.actor(factories.registrar(of=here)), at=factories.NOW)
    stay.refresh_from_db()
    ending.refresh_from_db()
    assert (stay.state, ending.state) == ("moved", "withdrawn")


@pytest.mark.parametrize("by", ["resident", "coordinator"])
def test_D6_a_confirmation_is_an_objection_and_no_night_ends_the_stay(by: str) -> None:
    who = factories.resident()
    stay, ending = noticed(who)
    actor = (
        visitors.resident_actor(who=who)
        if by == "resident"
        else factories.actor(factories.post(unit=stay.station, role="coordinator"))
    )
    stays.confirm(stay_id=stay.id, by=actor, at=factories.later(hours=1))
    assert Act.objects.get(what="confirm").detail["objects_to"] == str(ending.id)
    late = factories.DAY + datetime.timedelta(days=60)
    night.end_due(on=late, at=factories.later(days=60))
    stay.refresh_from_db()
    ending.refresh_from_db()
    assert (stay.state, ending.state) == ("registered", "objected")


def test_a_confirmation_with_no_end_proposed_objects_to_nothing() -> None:
    stay = factories.registered(at=factories.community())
    stays.confirm(
        stay_id=stay.id, by=factories.actor(factories.post(unit=stay.station, role="registrar")), at=factories.NOW
    )
    assert "objects_to" not in Act.objects.get(what="confirm").detail
