"""Limits of cases over New Year are provisional until the year is loaded; then what is open moves, and is told once. Source: I9."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import casing, factories
from tests.actions.test_permit_calendar import LATE, TABLE
from tests.casing import World

from anju.actions import calendar
from anju.actions import case as cases
from anju.law.actor import Actor
from anju.models import Case, CaseRating, Message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with casing.opened(tmp_path, monkeypatch):
        yield


@pytest.fixture
def at() -> World:
    return casing.world()


def admin(at: World) -> Actor:
    return factories.actor(factories.post(unit=at.city, role="system_admin"))


def limit(case: Case) -> tuple[datetime.date, bool, datetime.date | None]:
    found = Case.objects.get(id=case.id)
    return found.limit_on, found.limit_provisional, found.limit_was


def test_open_limits_move_with_the_loaded_year_and_are_told(at: World) -> None:
    officer = at.officer()
    taken = casing.sent(at, when=LATE)
    cases.take(case_id=taken.id, by=officer, at=LATE)
    early = casing.sent(at, "library/loan", when=LATE)
    Case.objects.filter(id=early.id).update(limit_on=datetime.date(2026, 12, 30))
    copy = casing.sent(at, "archive/copy", when=LATE + datetime.timedelta(days=3))
    before = {case: limit(case) for case in (taken, copy)}
    assert [held[1:] for held in before.values()] == [(True, None), (True, None)]
    Message.objects.all().delete()
    effect = calendar.load(table=TABLE, by=admin(at), at=LATE)
    assert effect.counts == {"case": 2}
    # the first working days of the made-up year begin on the 18th of January
    assert limit(taken) == (datetime.date(2027, 1, 19), False, before[taken][0])
    assert limit(copy) == (datetime.date(2027, 1, 19), False, before[copy][0])
    assert limit(early)[0] == datetime.date(2026, 12, 30)
    assert sorted(Message.objects.values_list("kind", "link")) == sorted(
        ("deadline_changed", f"/my/cases/{case.id}/") for case in (taken, copy)
    )
    assert calendar.load(table=TABLE, by=admin(at), at=LATE).total == 0


def test_a_review_moves_too_and_a_clock_that_stands_does_not(at: World) -> None:
    officer = at.officer()
    loan = casing.sent(at, "library/loan", when=LATE)
    cases.take(case_id=loan.id, by=officer, at=LATE)
    cases.ask(case_id=loan.id, words="？", by=officer, at=LATE)
    card = casing.sent(at, when=LATE)
    cases.take(case_id=card.id, by=officer, at=LATE)
    cases.refuse(case_id=card.id, reason="没有", article="I3", by=officer, at=LATE)
    cases.protest(case_id=card.id, words="有", by=at.me, at=LATE)
    before = limit(card)
    stands = limit(loan)
    assert calendar.load(table=TABLE, by=admin(at), at=LATE).counts == {"case": 1}
    assert (limit(card)[1:], limit(card)[0] > before[0], limit(loan)) == ((False, before[0]), True, stands)


def test_J3_the_limits_of_following_a_rating_up_move_too_and_name_no_case(at: World) -> None:
    officer = at.officer()
    card = casing.sent(at, when=LATE)
    cases.take(case_id=card.id, by=officer, at=LATE)
    cases.grant(case_id=card.id, words="", by=officer, at=LATE)
    cases.rate(case_id=card.id, grade="dissatisfied", words="", by=at.me, at=LATE + datetime.timedelta(days=3))
    before = CaseRating.objects.get()
    assert before.due_provisional is True
    Message.objects.all().delete()
    effect = calendar.load(table=TABLE, by=admin(at), at=LATE)
    assert (effect.counts, [one.number for one in effect.moved]) == ({"rating": 1}, [""])
    after = CaseRating.objects.get()
    # the first working days of the made-up year begin on the 18th of January
    assert (after.contact_due_on, after.due_on, after.due_provisional) == (
        datetime.date(2027, 1, 18),
        datetime.date(2027, 2, 5),
        False,
    )
    assert not Message.objects.exists()
    assert calendar.load(table=TABLE, by=admin(at), at=LATE).total == 0
