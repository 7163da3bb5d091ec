"""A newly loaded year moves what is open of permits: limits, windows, times to object; each told once. Source: B7, E6, F2, F7."""

import datetime

import pytest
from tests import factories
from tests import permits as make

from anju.actions import calendar
from anju.actions import permit as permits
from anju.catalogue import yearly
from anju.law.actor import Actor
from anju.models import Endorsement, Message, Permit, PermitEnding, PermitFile, PolicyOverride, Stay

pytestmark = pytest.mark.django_db

# New Year's Day, two made-up weeks without work, and a week in March
OFF = [
    "2027-01-01",
    *(f"2027-01-{day:02d}" for day in range(4, 16)),
    *(f"2027-03-{day:02d}" for day in range(1, 13)),
    "2027-05-03",
    "2027-10-01",
]
TABLE = yearly.read(text="\n".join(f"{day},off" for day in OFF), source="国务院办公厅通知")
LATE = datetime.datetime(2026, 12, 28, 2, 0, tzinfo=datetime.UTC)  # a Monday
MARCH = datetime.datetime(2026, 3, 4, 2, 0, tzinfo=datetime.UTC)


def admin(stay: Stay) -> Actor:
    office = make.authority(stay).parent
    assert office is not None
    return factories.actor(factories.post(unit=office, role="system_admin"))


def signed_in_march() -> Permit:
    """Return a permit whose first window closes on 4 March 2027."""
    stay = make.registered(who=factories.resident())
    Stay.objects.filter(id=stay.id).update(counted_from=datetime.date(2025, 9, 1))
    return make.signed(stay=stay, at=MARCH)


def test_limits_over_new_year_are_provisional_until_the_year_is_loaded_and_then_told() -> None:
    file, accepted = make.applied(at=LATE), make.accepted(at=LATE)
    assert (file.check_due_provisional, accepted.due_provisional) == (True, True)
    Message.objects.all().delete()
    effect = calendar.load(table=TABLE, by=admin(file.stay), at=LATE)
    assert effect.counts == {"permit_check": 1, "permit_due": 1}
    told, due = make.again(file), make.again(accepted)
    assert (told.check_due_provisional, told.check_due_was, told.check_due_on > file.check_due_on) == (
        False, file.check_due_on, True,
    )  # fmt: skip
    assert accepted.due_on is not None
    assert due.due_on is not None
    assert (due.due_provisional, due.due_was, due.due_on > accepted.due_on) == (False, accepted.due_on, True)
    assert set(Message.objects.values_list("kind", "link")) == {
        ("deadline_changed", f"/my/permit/files/{file.id}/"),
        ("deadline_changed", f"/my/permit/files/{accepted.id}/"),
    }
    again = calendar.load(table=TABLE, by=admin(file.stay), at=LATE)
    assert (again.total, again.settled) == (0, 0)


def test_a_preview_tells_the_same_and_changes_nothing() -> None:
    accepted, permit = make.accepted(at=LATE), signed_in_march()
    seen = calendar.preview(table=TABLE)
    assert make.again(accepted).due_was is None
    assert Permit.objects.get(id=permit.id).window_was is None
    assert seen == calendar.load(table=TABLE, by=admin(accepted.stay), at=LATE)


def test_F2_a_window_whose_last_day_turns_out_a_holiday_moves_on_and_says_from_where() -> None:
    permit = signed_in_march()
    assert (permit.window_closes_on, permit.window_provisional) == (datetime.date(2027, 3, 4), True)
    effect = calendar.load(table=TABLE, by=admin(permit.stay), at=LATE)
    now = Permit.objects.get(id=permit.id)
    assert (now.window_closes_on, now.window_was, now.window_provisional) == (
        datetime.date(2027, 3, 15), datetime.date(2027, 3, 4), False,
    )  # fmt: skip
    assert (now.window_opens_on, effect.counts) == (permit.window_opens_on, {"window": 1})
    assert Message.objects.filter(kind="deadline_changed").get().link == "/my/permit/"


def test_F2_a_window_that_stays_only_loses_the_word_provisional() -> None:
    permit = make.signed()
    assert permit.window_provisional
    effect = calendar.load(table=TABLE, by=admin(permit.stay), at=LATE)
    now = Permit.objects.get(id=permit.id)
    assert (now.window_closes_on, now.window_was, now.window_provisional) == (permit.window_closes_on, None, False)
    assert (effect.total, effect.settled) == (0, 1)


def test_E7_an_extended_limit_counts_days_and_no_calendar_moves_it() -> None:
    accepted = make.accepted(at=LATE)
    PermitFile.objects.filter(id=accepted.id).update(extended_why="核实", due_on=datetime.date(2027, 1, 27))
    assert calendar.load(table=TABLE, by=admin(accepted.stay), at=LATE).total == 0
    assert make.again(accepted).due_on == datetime.date(2027, 1, 27)


def test_what_is_decided_stays_as_it_is() -> None:
    file = make.accepted(at=LATE)
    permits.refuse(file_id=file.id, basis="no_ground", why="材料不属于本人", by=make.chief(file.stay), at=LATE)
    assert calendar.load(table=TABLE, by=admin(file.stay), at=LATE).total == 0
    assert make.again(file).due_on == file.due_on


def test_F7_a_waiting_endorsement_and_a_time_to_object_move_and_the_latter_never_shrinks() -> None:
    permit = signed_in_march()
    asked = Endorsement.objects.create(
        permit=permit,
        person_id=permit.person_id,
        station=permit.station,
        number=1,
        state="asked",
        channel="online",
        ground="dwelling",
        asked_at=LATE,
        due_on=datetime.date(2027, 1, 12),
        due_provisional=True,
    )
    ending = PermitEnding.objects.create(
        permit=permit,
        person_id=permit.person_id,
        state="noticed",
        reason="no_ground",
        basis="visit",
        ended_on=LATE.date(),
        noticed_at=LATE,
        objection_until=datetime.date(2027, 1, 5),
    )
    effect = calendar.load(table=TABLE, by=admin(permit.stay), at=LATE)
    assert effect.counts == {"window": 1, "endorsement": 1, "permit_objection": 1}
    asked.refresh_from_db()
    ending.refresh_from_db()
    assert (asked.due_was, asked.due_provisional, asked.due_on > datetime.date(2027, 1, 12)) == (
        datetime.date(2027, 1, 12), False, True,
    )  # fmt: skip
    far = ending.objection_until
    assert far is not None
    assert far > datetime.date(2027, 1, 5)
    short = yearly.read(text="2027-01-01,off\n2027-10-01,off\n2027-05-03,off", source="更正")
    calendar.load(table=short, by=admin(permit.stay), at=LATE)
    ending.refresh_from_db()
    assert ending.objection_until == far


@pytest.mark.parametrize("own", [False, True])
def test_windows_are_settled_alike_at_once_and_where_a_place_has_its_own_policy(own: bool) -> None:
    moving = signed_in_march()
    staying = make.signed()
    Permit.objects.filter(id=staying.id).update(
        anchor_on=datetime.date(2026, 3, 15), window_closes_on=datetime.date(2027, 3, 15)
    )
    if own:
        # a value of another county: nothing changes here, but each permit has to be asked for its own
        PolicyOverride.objects.create(
            key="endorsement_window_months",
            place="371311000000",
            value=2,
            effective_from=MARCH.date(),
            basis="试点",
            created_at=MARCH,
        )
    assert calendar.preview(table=TABLE).settled == 1
    effect = calendar.load(table=TABLE, by=admin(moving.stay), at=LATE)
    assert (dict(effect.counts), effect.settled) == ({"window": 1}, 1)
    days = {row.id: (row.window_closes_on, row.window_provisional) for row in Permit.objects.all()}
    assert days == {
        moving.id: (datetime.date(2027, 3, 15), False),
        staying.id: (datetime.date(2027, 3, 15), False),
    }
