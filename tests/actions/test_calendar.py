import datetime

import pytest
from tests import factories

from anju.actions import calendar, complaint
from anju.actions import stay as stays
from anju.catalogue import yearly
from anju.law.absent import Absent
from anju.law.actor import SYSTEM
from anju.models import Act, CalendarYear, Complaint, Correction, Ending, Stay
from anju.queries import rules

pytestmark = pytest.mark.django_db

# New Year's Day, and two made-up weeks without work, so that everything that touches January moves
OFF = ["2027-01-01", *(f"2027-01-{day:02d}" for day in range(4, 16)), "2027-10-01", "2027-05-03"]
TABLE = yearly.read(text="\n".join(f"{day},off" for day in OFF), source="国务院办公厅通知")
LATE = datetime.datetime(2026, 12, 28, 2, 0, tzinfo=datetime.UTC)  # a Monday


@pytest.fixture
def admin(db):
    office = factories.unit(code="ga-3713", kind="office", department="police", level="city")
    return factories.actor(factories.post(unit=office, role="system_admin"))


def filed_late():
    at = factories.community()
    factories.station(of=at)
    sender = factories.resident()
    day = datetime.date(2026, 12, 27)
    declared = factories.declaration.read(
        factories.raw(at=at, arrived_on=day.isoformat()), today=LATE.date(), counties=frozenset(factories._counties)
    )
    by = factories.visitors.resident_actor(who=sender)
    return stays.declare(declared=declared, channel="online", by=by, at=LATE, resident=sender).main, by


def test_a_limit_over_new_year_is_provisional_until_the_year_is_loaded(admin):
    stay, _ = filed_late()
    assert stay.check_due_provisional
    before = stay.check_due_on
    effect = calendar.load(table=TABLE, by=admin, at=LATE)
    stay.refresh_from_db()
    assert not stay.check_due_provisional
    assert stay.check_due_was == before
    assert stay.check_due_on > before
    assert effect.counts == {"check": 1}
    assert [(one.number, one.was, one.now) for one in effect.moved] == [(stay.number, before, stay.check_due_on)]


def test_a_preview_tells_the_same_and_changes_nothing(admin):
    stay, _ = filed_late()
    seen = calendar.preview(table=TABLE)
    stay.refresh_from_db()
    assert stay.check_due_provisional
    assert not CalendarYear.objects.exists()
    assert seen == calendar.load(table=TABLE, by=admin, at=LATE)


def test_loading_is_one_act_and_the_rules_know_the_year(admin):
    assert rules.calendar().is_provisional(2027)
    calendar.load(table=TABLE, by=admin, at=LATE)
    assert not rules.calendar().is_provisional(2027)
    act = Act.objects.get(what="load_calendar")
    assert (act.subject_id, act.detail["replaces"]) == ("2027", False)


def test_loading_again_replaces_and_moves_back(admin):
    stay, _ = filed_late()
    calendar.load(table=TABLE, by=admin, at=LATE)
    stay.refresh_from_db()
    far = stay.check_due_on
    short = yearly.read(text="2027-01-01,off\n2027-10-01,off\n2027-05-03,off", source="更正")
    effect = calendar.load(table=short, by=admin, at=LATE)
    stay.refresh_from_db()
    assert effect.replaces
    assert stay.check_due_on < far
    assert stay.check_due_was == far


def test_corrections_complaints_and_objection_windows_move_too(admin):
    stay, by = filed_late()
    police = factories.actor(factories.post(unit=stay.station, role="registrar"))
    stays.accept(stay_id=stay.id, by=police, at=LATE)
    stays.ask_correction(stay_id=stay.id, field="name", wanted="王晓明", why="写错了", by=by, at=LATE)
    stays.propose_end(
        stay_id=stay.id, reason="left", basis="visit", note="两次上门无人", on=LATE.date(), by=police, at=LATE
    )
    complaint.complain(kind="service", text="窗口没有受理", contact="", about=stay.station.code, by=by, at=LATE)
    before = (
        Correction.objects.get().due_on,
        Ending.objects.get().objection_until,
        Complaint.objects.get().due_on,
    )
    effect = calendar.load(table=TABLE, by=admin, at=LATE)
    after = (
        Correction.objects.get().due_on,
        Ending.objects.get().objection_until,
        Complaint.objects.get().due_on,
    )
    assert all(now > was for was, now in zip(before, after, strict=True)), effect
    assert effect.counts == {"correction": 1, "complaint": 1, "objection": 1}


def test_a_window_someone_was_told_never_shrinks(admin):
    stay, _ = filed_late()
    police = factories.actor(factories.post(unit=stay.station, role="registrar"))
    stays.accept(stay_id=stay.id, by=police, at=LATE)
    calendar.load(table=TABLE, by=admin, at=LATE)
    stays.propose_end(
        stay_id=stay.id, reason="left", basis="visit", note="两次上门无人", on=LATE.date(), by=police, at=LATE
    )
    told = Ending.objects.get().objection_until
    calendar.load(
        table=yearly.read(text="2027-01-01,off\n2027-10-01,off\n2027-05-03,off", source="更正"), by=admin, at=LATE
    )
    assert Ending.objects.get().objection_until == told


def test_what_is_settled_stays_as_it_is(admin):
    stay, _ = filed_late()
    police = factories.actor(factories.post(unit=stay.station, role="registrar"))
    stays.accept(stay_id=stay.id, by=police, at=LATE)
    before = Stay.objects.get(id=stay.id).check_due_on
    assert calendar.load(table=TABLE, by=admin, at=LATE).total == 0
    assert Stay.objects.get(id=stay.id).check_due_on == before


@pytest.mark.parametrize("role", ["registrar", "security_admin", "audit_admin"])
def test_nobody_but_the_system_administrator_loads(role, db):
    office = factories.unit(code="ga-3713", kind="office", department="police", level="city")
    by = factories.actor(factories.post(unit=office, role=role))
    with pytest.raises(Absent):
        calendar.load(table=TABLE, by=by, at=LATE)
    with pytest.raises(Absent):
        calendar.load(table=TABLE, by=SYSTEM, at=LATE)
    assert not CalendarYear.objects.exists()
