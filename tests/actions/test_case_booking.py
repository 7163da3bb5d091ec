"""What becomes of a booked time when its case goes elsewhere or is refused: nobody comes for nothing. Source: I3, J2."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import casing, factories
from tests.casing import World

from anju.actions import case as cases
from anju.actions import night
from anju.models import Booking, Case, Message, Slot, Unit

pytestmark = pytest.mark.django_db
NOW = factories.NOW
TOLD = ("time_cancelled", "2026-03-06 10:00", "一楼")


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with casing.opened(tmp_path, monkeypatch):
        yield


@pytest.fixture
def at() -> World:
    return casing.world()


def booked(at: World, case: Case, *, unit: Unit | None = None) -> Booking:
    """Return a time booked for a case the day after tomorrow."""
    day = factories.later(days=2)
    cases.open_times(
        starts=[day], minutes=30, seats=1, place="一楼", service_id="", by=at.officer(unit or at.street), at=NOW
    )
    slot = Slot.objects.get(unit=unit or at.street)
    return cases.book(
        slot_id=slot.id, person_id=at.person.id, service_id=case.service, by=at.me, at=NOW, case_id=case.id
    )


def told() -> list[tuple[str, str, str]]:
    """Return what the person was told of times that were called off."""
    rows = Message.objects.filter(kind="time_cancelled")
    return [(row.kind, row.params["when"], row.params["place"]) for row in rows]


def state(time: Booking) -> tuple[str, int]:
    return Booking.objects.get(id=time.id).state, Slot.objects.get(id=time.slot_id).taken


def test_J2_a_time_at_the_office_that_handed_a_case_on_is_called_off(at: World) -> None:
    officer = at.officer()
    case = casing.taken(at, "library/loan", by=officer)
    time = booked(at, case)
    cases.offer(case_id=case.id, to=at.county.id, words="归你们", by=officer, at=NOW)
    assert state(time) == ("booked", 1)
    cases.accept(case_id=case.id, by=at.officer(at.county), at=NOW)
    assert (state(time), told()) == (("cancelled", 0), [TOLD])
    again = booked(at, case, unit=at.county)
    assert state(again) == ("booked", 1)


def test_I9_so_is_one_at_the_office_that_a_late_case_was_taken_from(at: World) -> None:
    case = casing.sent(at, "library/loan")
    Case.objects.update(limit_on=factories.DAY)
    time = booked(at, case)
    tomorrow = factories.later(days=1)
    assert night.escalate_cases(on=tomorrow.date(), at=tomorrow) == 1
    cases.take(case_id=case.id, by=at.officer(at.county), at=tomorrow)
    assert (state(time), told()) == (("cancelled", 0), [TOLD])


def test_one_at_the_office_that_takes_its_own_case_stands(at: World) -> None:
    case = casing.sent(at, "library/loan")
    time = booked(at, case)
    cases.take(case_id=case.id, by=at.officer(), at=NOW)
    assert (state(time), told()) == (("booked", 1), [])


def test_I10_a_time_for_a_case_that_is_refused_is_called_off(at: World) -> None:
    officer = at.officer()
    case = casing.taken(at, "library/loan", by=officer)
    time = booked(at, case)
    cases.propose(case_id=case.id, outcome="refused", words="没有书", by=officer, at=NOW)
    cases.refuse(case_id=case.id, reason="没有书", article="notice 二", by=at.officer(), at=NOW)
    assert (state(time), told()) == (("cancelled", 0), [TOLD])
