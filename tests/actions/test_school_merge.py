"""Two records that are one child hold one place in a round, and its guardian still reaches it (B5, I5)."""

import pytest
from tests import factories, schooling
from tests.schooling import Family, World

from anju.actions import case as cases
from anju.actions import merge
from anju.actions import school as schools
from anju.models import SchoolWish

pytestmark = pytest.mark.django_db
AT = schooling.RESULT


def _merged(kept: Family, gone: Family) -> None:
    by = factories.actor(factories.registrar(of=kept.stay.community))
    gone.child.stays.update(state="ended", ended_on=factories.DAY, end_reason="duplicate")
    merge.settle(kept=kept.child, gone=gone.child, present=True, by=by, at=AT)


def _in_turn(at: World, count: int) -> list[tuple[Family, SchoolWish]]:
    made = [schooling.joined(at, 0, 1, 2) for _ in range(count)]
    schooling.granted(at)
    return sorted(((who, schooling.fresh(wish)) for who, wish in made), key=lambda pair: pair[1].choice or 9)


@pytest.mark.parametrize("further", [True, False])
def test_a_child_placed_under_two_records_keeps_one_place_and_the_other_goes_on(further: bool) -> None:
    at = schooling.published()
    (first, one), (second, two), (_, three) = _in_turn(at, 3)
    # the second in order is the one that was accepted
    schools.accept(wish_id=two.id, by=second.by, at=AT)
    if further:
        _merged(first, second)
        kept = schooling.fresh(one)
        assert (kept.person_id, kept.state, kept.school_id) == (first.child.id, "accepted", at.schools[1].id)
        # the place that was not accepted goes to the next who wants it
        assert at.schools[0].id in (kept.up_id, schooling.fresh(three).up_id)
    else:
        _merged(second, first)
        kept = schooling.fresh(two)
        assert (kept.person_id, kept.state, kept.school_id) == (second.child.id, "accepted", at.schools[1].id)
    held = SchoolWish.objects.filter(round=at.held, state__in=["offered", "accepted"])
    assert held.count() == 2


def test_an_application_that_goes_on_takes_the_place_of_one_that_was_withdrawn() -> None:
    at = schooling.published()
    kept, taken_back = schooling.joined(at, 0)
    cases.withdraw(case_id=taken_back.case_id, by=kept.by, at=schooling.OPEN)
    gone, going = schooling.joined(at, 1)
    _merged(kept, gone)
    assert list(SchoolWish.objects.values_list("id", "person_id")) == [(going.id, kept.child.id)]
