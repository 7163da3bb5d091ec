"""The demo's year: made by real acts, the same at each making, and never twice."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from tests import factories

from anju.exchange.demo import people, permits, staff, year
from anju.law import authority, identity
from anju.linkage import picture
from anju.models import (
    Act,
    AddressWarden,
    Case,
    Endorsement,
    ExemptStay,
    Permit,
    Person,
    RentalFlat,
    School,
    Stay,
    Unit,
    Vacancy,
)
from anju.queries import visitors

pytestmark = pytest.mark.django_db


def _stage() -> year.Stage:
    here = factories.community()
    station = factories.registrar(of=here)
    county = station.unit.parent
    assert county is not None
    signs = factories.actor(factories.post(unit=county, role="county_police"))
    return year.Stage(
        communities=((here.code, 1),),
        counties=("410105", "320311"),
        stations={here.code[:9]: factories.actor(station)},
        coordinators={},
        counties_police={here.code[:6]: (signs, county.id)},
    )


def test_a_chunk_makes_its_people_once() -> None:
    stage = _stage()
    assert year.chunk(number=0, count=20, stage=stage, now=factories.NOW) == 20
    before = (Person.objects.count(), Stay.objects.count(), Act.objects.count())
    assert year.chunk(number=0, count=20, stage=stage, now=factories.NOW) == 0
    assert (Person.objects.count(), Stay.objects.count(), Act.objects.count()) == before
    assert before[0] >= 20


def test_nothing_in_the_year_lies_ahead() -> None:
    year.chunk(number=1, count=30, stage=_stage(), now=factories.NOW)
    assert not Act.objects.filter(at__gt=factories.NOW).exists()
    assert not Stay.objects.filter(arrived_on__gt=factories.DAY).exists()


def test_the_holder_can_endorse_today_and_the_ripe_one_can_apply() -> None:
    year.chunk(number=0, count=50, stage=_stage(), now=factories.NOW)
    who = visitors.resident_by_phone(phone=people.phone(year.HOLDER))
    holder = Permit.objects.get(person__bindings__resident_id=who.id, state="valid", endorsed=0)
    assert holder.window_opens_on <= factories.DAY <= holder.window_closes_on
    assert holder.cards.get().state in {"held", "ready"}
    who = visitors.resident_by_phone(phone=people.phone(year.RIPE))
    ripe = Stay.objects.get(person__bindings__resident_id=who.id, person__bindings__kind="self")
    assert (ripe.state, ripe.arrived_on) == ("registered", factories.DAY - datetime.timedelta(days=200))
    assert not ripe.permit_files.exists()


def test_who_has_a_permit_for_years_has_endorsed_it() -> None:
    stage = _stage()
    for number in range(4):
        year.chunk(number=number, count=50, stage=stage, now=factories.NOW)
    assert Endorsement.objects.filter(state="done").exists()
    assert not Endorsement.objects.filter(asked_at__gt=factories.NOW).exists()


def test_made_up_portraits_are_drawn_to_the_norm() -> None:
    made = picture.made(data=permits.portrait_of(permits.FACES[0], permits.COATS[0]))
    assert (made.width, made.height) == (358, 441)


def test_a_made_up_number_is_well_formed_and_can_belong_to_nobody() -> None:
    dice = people.random.Random(1)
    for _ in range(200):
        number = people.id_number(dice, county="410105", youngest=18, oldest=62, on=factories.DAY)
        assert identity.check_id_number(number, on=factories.DAY).birth_on.year > 1960
        assert number[14:17] in {"996", "997", "998", "999"}


def test_chunks_cover_every_person() -> None:
    assert year.chunks(120) == [(0, 50), (1, 50), (2, 20)]


def test_the_sign_ins_name_every_role_of_staff() -> None:
    out = StringIO()
    call_command("demo_signins", stdout=out)
    for person in staff.PEOPLE:
        assert person.username in out.getvalue()
    assert {person.role for person in staff.PEOPLE} == set(authority.ROLES) - {"resident", "system"}


def test_the_whole_city_can_be_seeded() -> None:
    call_command("load_places", stdout=StringIO())
    call_command("seed_demo", people=20, stdout=StringIO())
    assert Stay.objects.filter(declared_at__lte=datetime.datetime.now(tz=datetime.UTC)).count() >= 20
    # the list of a hospital, one of whom declared all the same; and doors of the coordinator's own
    assert set(ExemptStay.objects.values_list("unit__name", "kind")) == {("银雀山示例医院", "hospital")}
    assert 11 <= ExemptStay.objects.count() <= 12
    assert Case.objects.count() >= 1
    assert (School.objects.count(), RentalFlat.objects.count(), Vacancy.objects.count()) == (5, 12, 8)
    assert AddressWarden.objects.filter(post__staff__username="xieguan", valid_to=None).count() > 0
    before = (Unit.objects.count(), ExemptStay.objects.count(), AddressWarden.objects.count(), Case.objects.count())
    call_command("seed_demo", people=20, stdout=StringIO())
    after = (Unit.objects.count(), ExemptStay.objects.count(), AddressWarden.objects.count(), Case.objects.count())
    assert after == before


def test_no_two_made_up_people_share_a_number_and_all_were_born_in_time() -> None:
    numbers = [people.own_number(number, county="410105", child=child) for number in range(16_000) for child in (0, 1)]
    assert len(set(numbers)) == len(numbers)
    born = [identity.check_id_number(one, on=factories.DAY).birth_on for one in numbers[:400]]
    assert max(born) < datetime.date(2022, 1, 1)
    assert min(born) >= datetime.date(1965, 1, 1)
