"""Public rental housing at night, when it is erased and when two records are one person: nothing is decided by itself. Source: I6, L7."""

import datetime

import pytest
from tests import factories, renting
from tests.renting import CITED, World

from anju.actions import merge, rental, retention
from anju.actions import stay as stays
from anju.actions.rental import erasing
from anju.law.refusal import Refusal
from anju.models import Act, Message, RentalEntry, RentalMeasure, RentalObjection, Stay
from anju.queries.rental import copying

pytestmark = pytest.mark.django_db
NOW, DAY = factories.NOW, factories.DAY
later = factories.later


@pytest.fixture
def at() -> World:
    """A housing office."""
    return renting.world()


def _day(days: int) -> datetime.date:
    return DAY + datetime.timedelta(days=days)


def _kinds() -> list[str]:
    wanted = ("rental_answer_soon", "rental_confirm_soon", "rental_years_near", "rental_tasks")
    return sorted(Message.objects.filter(kind__in=wanted).values_list("kind", flat=True))


def test_an_offer_is_reminded_of_once_and_stands_after_its_day_until_an_officer_decides(at: World) -> None:
    found = renting.family(at)
    renting.offered(at, found)
    for _ in range(2):
        rental.remind(on=_day(5), at=later(days=5))
    assert _kinds() == ["rental_answer_soon"]
    acts = Act.objects.count()
    for _ in range(2):
        rental.tell(on=_day(8), at=later(days=8))
    assert _kinds() == ["rental_answer_soon", *["rental_tasks"] * 3]
    assert (found.now().state, found.entry.declines, Act.objects.count()) == ("offered", 0, acts)


def test_a_confirmation_is_asked_for_a_month_and_a_week_before_and_forgetting_it_ends_nothing(at: World) -> None:
    found = renting.family(at)
    for days in (330, 340, 360, 364, 370, 400):
        rental.remind(on=_day(days), at=later(days=days))
    assert _kinds() == ["rental_confirm_soon", "rental_confirm_soon"]
    rental.tell(on=_day(400), at=later(days=400))
    assert found.now().state == "waiting"
    told = Message.objects.filter(kind="rental_tasks").first()
    assert told is not None
    assert told.params == {"answers": 0, "unconfirmed": 1, "years": 0, "reviews": 0}


def test_a_wait_near_its_five_years_is_told_to_the_person_and_the_office_once(at: World) -> None:
    renting.family(at)
    for days in (1700, 1710):
        rental.remind(on=_day(days), at=later(days=days))
    assert [kind for kind in _kinds() if kind == "rental_years_near"] == ["rental_years_near"]


def test_who_waits_can_not_be_erased_and_words_go_when_the_person_does(at: World) -> None:
    found = renting.family(at)
    told = {"what": "end", "cause": "conditions", "reason": "买了房", "article": CITED}
    rental.propose(entry_id=found.entry.id, **told, by=at.one, at=NOW)
    rental.protest(entry_id=found.entry.id, about="measure", words_="没有", by=found.me, at=NOW)
    assert retention.hindrance(person_id=found.person.id) is not None
    found_one = erasing.hindrance(person_id=found.person.id)
    assert found_one is not None
    assert found_one.code == "rental_open"
    erasing.wipe(person_id=found.person.id)
    assert RentalMeasure.objects.get().reason == "—"
    assert bytes(RentalObjection.objects.get().words) == b""


def test_L5_the_copy_for_the_person_holds_the_place_and_everything_said_about_it(at: World) -> None:
    found = renting.family(at)
    told = {"what": "end", "cause": "conditions", "reason": "买了房", "article": CITED}
    measure = rental.propose(entry_id=found.entry.id, **told, by=at.one, at=NOW)
    rental.protest(entry_id=found.entry.id, about="place", words_="家里有老人", by=found.me, at=NOW)
    rental.drop(measure_id=measure.id, by=at.one, at=NOW)
    renting.accepted(at, found)
    rental.begin(entry_id=found.entry.id, raw=renting.TERM, by=at.one, at=later(days=8))
    (place,) = copying.of_person(person=found.person)
    assert (place["number"], place["state"]) == (found.entry.number, "已入住")
    assert [one["reason"] for one in place["measures"]] == ["买了房"]
    assert [one["words"] for one in place["objections"]] == ["家里有老人"]
    assert [one["flat"] for one in place["offers"]] == ["安居苑 1-101"]
    assert [one["rent_yuan"] for one in place["leases"]] == [300.0]
    assert copying.nominated(person=found.person) == []


def test_the_place_follows_the_record_that_is_kept_and_two_places_are_not_one(at: World) -> None:
    found = renting.family(at)
    kept = factories.filed(at=at.here).main.person
    merge.settle(
        kept=kept, gone=found.person, present=True, by=factories.actor(factories.registrar(of=at.here)), at=NOW
    )
    assert RentalEntry.objects.get().person_id == kept.id
    other = renting.family(at)
    with pytest.raises(Refusal, match="rental_twice"):
        erasing.follow(kept=kept, gone=other.person)


def test_who_waits_is_not_sealed_though_no_registration_goes_on(at: World) -> None:
    found = renting.family(at)
    stay = Stay.objects.get(person=found.person)
    stays.leave(stay_id=stay.id, on=DAY, by=found.me, at=NOW)
    retention.seal_ended(on=DAY, at=NOW)
    found.person.refresh_from_db()
    assert found.person.sealed_at is None
    rental.leave(entry_id=found.entry.id, by=found.me, at=NOW)
    assert erasing.hindrance(person_id=found.person.id) is None
    retention.seal_ended(on=DAY, at=NOW)
    found.person.refresh_from_db()
    assert found.person.sealed_at == NOW
