"""Disputes at night and over the years: late lawyers go up, reminders come once, limits move, words go. Source: I7, I9, L7, B5."""

import datetime

import pytest
from tests import disputing, factories
from tests.actions.test_permit_calendar import LATE, TABLE
from tests.disputing import LAWYER, NOW, SESSION

from anju.actions import calendar, night
from anju.actions import case as cases
from anju.actions import dispute as disputes
from anju.actions.dispute import erasing
from anju.actions.night import disputes as nightly
from anju.law.absent import Absent
from anju.law.dispute import kinds
from anju.models import (
    Act,
    Dispute,
    DisputeAgreement,
    DisputeOther,
    DisputeSession,
    DisputeStep,
    LegalAid,
    Message,
    Unit,
)
from anju.queries.dispute import detail

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> disputing.World:
    return disputing.world()


def at(on: datetime.date) -> datetime.datetime:
    """Return twenty past midnight of a day in the city."""
    return datetime.datetime.combine(on, datetime.time(16, 20), datetime.UTC) - datetime.timedelta(days=1)


def told(kind: str) -> int:
    return Message.objects.filter(kind=kind).count()


def test_I7_a_late_lawyer_goes_one_level_up_once_and_comes_back_when_named(here: disputing.World) -> None:
    aid, officer = disputing.granted_aid(here)
    here.post(here.justice_city)
    assert night.escalate_aid(on=aid.due_on, at=at(aid.due_on)) == 0
    late = aid.due_on + datetime.timedelta(days=1)
    assert [night.escalate_aid(on=late, at=at(late)) for _ in range(2)] == [1, 0]
    aid.refresh_from_db()
    assert aid.escalated_to_id == here.justice_city.id
    # the office itself and the one above
    assert told("aid_late") == 2
    assert Act.objects.filter(what="escalate_aid").count() == 1
    disputes.name_lawyer(case_id=aid.case_id, raw=LAWYER, by=officer, at=at(late))
    aid.refresh_from_db()
    assert aid.escalated_to_id is None


def test_I9_the_office_above_may_name_the_lawyer_that_is_late_and_nothing_before(here: disputing.World) -> None:
    aid, _ = disputing.granted_aid(here)
    above = here.officer(here.justice_city)
    with pytest.raises(Absent):
        disputes.name_lawyer(case_id=aid.case_id, raw=LAWYER, by=above, at=NOW)
    late = aid.due_on + datetime.timedelta(days=1)
    assert night.escalate_aid(on=late, at=at(late)) == 1
    assert detail.of(case=aid.case, on=late).aid.above_id == here.justice_city.id  # type: ignore[union-attr]
    named = disputes.name_lawyer(case_id=aid.case_id, raw=LAWYER, by=above, at=at(late))
    assert (named.named_by_id, named.escalated_to_id) == (above.id, None)
    with pytest.raises(Absent):
        disputes.name_lawyer(case_id=aid.case_id, raw={**LAWYER, "why": "…"}, by=above, at=at(late))


def test_what_somebody_settled_between_the_list_and_the_lock_is_left_alone(here: disputing.World) -> None:
    aid, officer = disputing.granted_aid(here)
    disputes.name_lawyer(case_id=aid.case_id, raw=LAWYER, by=officer, at=NOW)
    made, _ = disputing.begun(here)
    assert (nightly._escalate(aid.id, factories.DAY, NOW), nightly._close(made.id, NOW)) == (False, False)


def test_I7_nobody_is_above_the_city(here: disputing.World) -> None:
    aid, _ = disputing.granted_aid(here)
    Unit.objects.filter(id=here.justice.id).update(parent=None, level="city")
    Unit.objects.filter(id=here.justice_city.id).update(department="housing")
    late = aid.due_on + datetime.timedelta(days=1)
    assert night.escalate_aid(on=late, at=at(late)) == 0


def test_a_withdrawn_case_ends_its_proceeding_and_frees_the_day(here: disputing.World) -> None:
    made, officer = disputing.begun(here)
    disputes.call(case_id=made.case_id, raw=SESSION, by=officer, at=NOW)
    assert night.close_disputes(on=factories.DAY, at=NOW) == 0
    cases.withdraw(case_id=made.case_id, by=here.me, at=NOW)
    assert [night.close_disputes(on=factories.DAY, at=NOW) for _ in range(2)] == [1, 0]
    assert (Dispute.objects.get().state, DisputeSession.objects.get().outcome) == ("withdrawn", "put_off")
    assert Act.objects.filter(what="close_dispute").count() == 1
    assert detail.of(case=made.case, on=factories.DAY).steps[-1].by == ""


def test_tomorrows_meeting_is_called_to_mind_once(here: disputing.World) -> None:
    made, officer = disputing.begun(here)
    disputes.call(case_id=made.case_id, raw=SESSION, by=officer, at=NOW)
    for day, expected in ((8, 0), (9, 1), (9, 0), (10, 0)):
        on = datetime.date(2026, 3, day)
        assert night.remind_sessions(on=on, at=at(on)) == expected
    assert Message.objects.get(kind="dispute_tomorrow").params == {"when": "2026-03-10 09:30", "place": "二楼调解室"}


def test_an_agreement_is_asked_after_once_it_is_due_and_once(here: disputing.World) -> None:
    made, _ = disputing.agreed(here)
    for day, expected in ((datetime.date(2026, 3, 31), 0), (made.limit_on, 1), (made.limit_on, 0)):
        assert day is not None
        assert night.remind_agreements(on=day, at=at(day)) == expected
    assert told("dispute_check") == 1


def test_open_limits_move_with_the_loaded_year_and_are_told(here: disputing.World) -> None:
    admin = factories.actor(factories.post(unit=here.labour_city, role="system_admin"))
    _made, _officer = disputing.begun(here, when=LATE)
    _claim, clerk = disputing.begun(disputing.world("002"), kinds.ARBITRATION, when=LATE)
    taken, _ = disputing.begun(disputing.world("003"), kinds.ARBITRATION, when=LATE, by=clerk)
    disputes.accept(case_id=taken.case_id, by=clerk, at=LATE)
    agreed, _ = disputing.begun(disputing.world("004"), when=LATE, by=clerk)
    raw = {**disputing.AGREED, "due_on": "2027-01-04"}
    disputes.agree(case_id=agreed.case_id, raw=raw, by=clerk, at=LATE)
    aid, _ = disputing.granted_aid(here)
    # granted on a day whose last one lies in the year that is loaded
    LegalAid.objects.update(
        granted_at=LATE + datetime.timedelta(days=2), due_on=datetime.date(2027, 1, 4), due_provisional=True
    )
    rows = {row.id: row for row in Dispute.objects.all()}
    assert all(row.limit_provisional for row in rows.values())
    Message.objects.all().delete()
    effect = calendar.load(table=TABLE, by=admin, at=LATE)
    assert effect.counts["legal_aid"] == 1
    for row in Dispute.objects.all():
        assert row.limit_provisional is False
        # the first working days of the made-up year begin on the 18th of January
        assert row.limit_on is not None
        assert row.limit_on >= datetime.date(2027, 1, 18)
    moved = [row for row in Dispute.objects.all() if row.limit_was is not None]
    assert effect.counts["dispute"] == len(moved) > 0
    links = set(Message.objects.filter(kind="deadline_changed").values_list("link", flat=True))
    assert {f"/my/disputes/{row.case_id}/" for row in moved} <= links
    assert f"/my/disputes/{aid.case_id}/" in links
    assert calendar.load(table=TABLE, by=admin, at=LATE).total == 0


def test_L7_what_was_said_goes_and_dates_states_and_sums_stay(here: disputing.World) -> None:
    made, _ = disputing.agreed(here)
    disputes.break_(case_id=made.case_id, words="一分没给", by=here.me, at=NOW)
    aid, officer = disputing.granted_aid(here)
    disputes.name_lawyer(case_id=aid.case_id, raw=LAWYER, by=officer, at=NOW)
    erasing.wipe(person_id=here.person.id)
    assert bytes(DisputeOther.objects.get().words) == b""
    assert [row.words for row in DisputeStep.objects.all()] == [None] * 3
    held = DisputeAgreement.objects.get()
    assert (bytes(held.text), held.amount_fen, held.outcome) == (b"", 1_800_000, "broken")
    assert LegalAid.objects.get().lawyer is None
    # a page of what is left still opens
    found = detail.of(case=made.case, on=factories.DAY)
    assert (found.other, found.agreement.text if found.agreement else None) == ({}, "")


def test_B5_disputes_follow_whose_record_is_kept(here: disputing.World) -> None:
    disputing.agreed(here)
    disputing.granted_aid(here)
    kept = disputing.world("002").person
    erasing.follow(kept=kept, gone=here.person)
    for model in (Dispute, DisputeAgreement, DisputeOther, DisputeStep, LegalAid):
        assert set(model._default_manager.values_list("person_id", flat=True)) == {kept.id}
