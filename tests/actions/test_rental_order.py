"""The order of the list after a draw, a measure and an objection; days and names that nobody should see or type (I6, L2)."""

import datetime

import pytest
from tests import factories, renting, signing
from tests.renting import CITED, TERM, World

from anju.actions import rental
from anju.law import draw
from anju.law.refusal import Refusal, Refusals
from anju.models import RentalEntry
from anju.queries.rental import public, turn

pytestmark = pytest.mark.django_db
later = factories.later


@pytest.fixture
def at() -> World:
    """A housing office."""
    return renting.world()


def _moved_back(at: World, found: renting.Family) -> None:
    RentalEntry.objects.filter(id=found.entry.id).update(declines=2)
    measure = rental.propose(
        entry_id=found.entry.id,
        what="back",
        cause="declines",
        reason="两次没有接受",
        article=CITED,
        by=at.one,
        at=later(days=10),
    )
    rental.carry_out(measure_id=measure.id, by=at.one, at=later(days=30))


def _put_right(at: World, found: renting.Family, **values: object) -> None:
    made = rental.protest(entry_id=found.entry.id, about="place", words_="家里有老人", by=found.me, at=later(days=31))
    rental.uphold(objection_id=made.id, answer="是", by=at.three, at=later(days=32), **values)


def test_whoever_was_moved_to_the_end_of_a_drawn_list_does_not_come_first_by_an_objection_about_the_need(
    at: World,
) -> None:
    made = renting.round_(at, order="draw", closes_on="2026-03-10")
    families = [renting.family(at) for _ in range(3)]
    rental.draw_round(round_id=made.id, by=at.one, at=later(days=7))
    last = families[0]
    _moved_back(at, last)
    before = (last.now().group, last.entry.ranked_on, last.entry.lot, last.entry.complete_at)
    _put_right(at, last, need="elderly")
    assert last.now().need == "elderly"
    assert (last.entry.group, last.entry.ranked_on, last.entry.lot, last.entry.complete_at) == before
    assert turn.place(last.entry) == 3


def test_an_officer_who_gives_the_place_back_gives_the_lot_of_the_told_seed(at: World) -> None:
    made = renting.round_(at, order="draw", closes_on="2026-03-10")
    families = [renting.family(at) for _ in range(3)]
    drawn = rental.draw_round(round_id=made.id, by=at.one, at=later(days=7))
    last = families[0]
    _moved_back(at, last)
    _put_right(at, last, need="none", complete_on=factories.DAY)
    assert (last.now().ranked_on, last.entry.lot) == (
        made.closes_on,
        draw.lot(seed=drawn.told_seed, number=last.entry.number),
    )


@pytest.mark.parametrize("changes", [{"closes_on": "9999-12-31"}, {"opens_on": "0001-01-01"}])
def test_no_day_as_typed_breaks_the_form_of_a_round(at: World, changes: dict[str, str]) -> None:
    with pytest.raises(Refusals) as told:
        renting.round_(at, order="draw", **changes)
    assert {one.field for one in told.value.refusals} == set(changes)


def test_a_version_that_is_no_number_is_no_version(at: World) -> None:
    found = renting.family(at)
    renting.offered(at, found)
    phone = signing.resident(found.who)
    for typed in ("²", "1" * 5000):
        form = signing.form(choice="leave", version=typed)
        answer = phone.post(f"/my/rental/{found.entry.id}/", form)
        assert answer.status_code in (302, 422)


def test_once_somebody_lives_there_their_door_is_not_published_any_more(at: World) -> None:
    found = renting.family(at)
    given = renting.accepted(at, found)
    day = given.published_until
    assert given.flat.number in public.results(unit_id=at.unit.id, on=day)[0].flat
    rental.begin(entry_id=found.entry.id, raw=TERM, by=at.one, at=later(days=8))
    shown = public.results(unit_id=at.unit.id, on=day + datetime.timedelta(days=1))
    assert [one.flat for one in shown] == [given.flat.estate]


def test_a_lease_does_not_begin_before_its_publication_was_over(at: World) -> None:
    found = renting.family(at)
    renting.accepted(at, found)
    for begins in ("2025-04-01", "2026-03-11"):
        with pytest.raises(Refusal, match="bad_day"):
            rental.begin(entry_id=found.entry.id, raw={**TERM, "begins_on": begins}, by=at.one, at=later(days=8))
    assert rental.begin(entry_id=found.entry.id, raw=TERM, by=at.one, at=later(days=8)).begins_on.year == 2026
