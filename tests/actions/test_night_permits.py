"""Permits at night: suspended on the lawful day, called to mind on theirs, ended with their registration; once (D3, F2–F4)."""

import datetime
import uuid

import pytest
from django.db import DatabaseError, connection
from tests import endorsing, factories
from tests.endorsing import CLOSES, OPENS, at

from anju.actions import endorsement as acts
from anju.actions import night, sending, validity
from anju.law import city
from anju.law.permit.application import Given
from anju.law.permit.ground import ProofKind
from anju.models import (
    Act,
    Binding,
    Message,
    Permit,
    PermitEnding,
    Person,
    PolicyOverride,
    Preference,
    Stay,
    Suspension,
)
from anju.vault import seal

DAY = datetime.timedelta(days=1)


def run(day: datetime.date, **more: int) -> tuple[int, int, int]:
    """Run the permits' steps twenty minutes into a day, in the night's order."""
    moment = at(day, hour=0) + datetime.timedelta(minutes=20)
    return (
        night.end_permits(on=day, at=moment),
        night.suspend_permits(on=day, at=moment, **more),
        night.remind_endorsement(on=day, at=moment, **more),
    )


def told(kind: str) -> list[tuple[str, dict[str, object]]]:
    return [
        (row.created_at.astimezone(city.TIME).date().isoformat(), row.params)
        for row in Message.objects.filter(kind=kind).order_by("created_at")
    ]


@pytest.mark.django_db
def test_F4_suspended_the_day_after_the_windows_last_day_and_once() -> None:
    held = endorsing.held()
    assert run(CLOSES)[1] == 0
    assert [run(CLOSES + DAY)[1] for _ in range(2)] == [1, 0]
    permit = held.fresh()
    assert (permit.state, permit.former_state, permit.suspended_on, permit.version) == (
        "suspended",
        "valid",
        CLOSES + DAY,
        2,
    )
    assert Suspension.objects.values_list("permit", "person_id", "number", "start", "end").get() == (
        permit.id,
        held.stay.person_id,
        1,
        CLOSES + DAY,
        None,
    )
    act = Act.objects.get(what="suspend")
    assert (act.actor_kind, act.subject_kind, act.subject_id) == ("system", "permit", str(permit.id))
    assert (act.person_id, act.rules, act.detail) == (held.stay.person_id, "F4", {"number": 1, "from": "2025-07-11"})
    assert told("permit_suspended") == [("2025-07-11", {"number": permit.number, "on": "2025-07-11"})]


@pytest.mark.django_db
def test_F4_a_night_that_did_not_run_suspends_from_the_lawful_day_all_the_same() -> None:
    held = endorsing.held()
    assert run(CLOSES + 30 * DAY)[1] == 1
    assert held.fresh().suspended_on == CLOSES + DAY


@pytest.mark.django_db
def test_the_statement_writes_what_the_single_act_writes() -> None:
    """One by the night, one by the act for a single permit: the same rows but for their keys."""
    by_night = endorsing.held()
    run(CLOSES + DAY)
    by_hand = endorsing.held(number="002")
    validity_suspend(by_hand.permit.id, CLOSES + DAY)
    for model, left_out in [
        (Suspension, {"id", "permit_id", "person_id"}),
        (Act, {"id", "seq", "subject_id", "person_id", "at"}),
        (Message, {"id", "resident_id", "person_id", "dedupe", "params", "created_at", "due_at", "phone"}),
    ]:
        rows = (
            model.objects.all()
            if model is Suspension
            else model.objects.filter(
                **{"what" if model is Act else "kind": "suspend" if model is Act else "permit_suspended"}
            )
        )
        found = [
            {name: value for name, value in row.items() if name not in left_out} for row in rows.order_by("id").values()
        ]
        assert len(found) == 2
        assert found[0] == found[1]
    fields = ("state", "former_state", "suspended_on", "version", "ended_on", "window_closes_on", "endorsed")
    assert Permit.objects.values(*fields).get(id=by_night.permit.id) == Permit.objects.values(*fields).get(
        id=by_hand.permit.id
    )


def validity_suspend(permit_id: uuid.UUID, day: datetime.date) -> None:
    validity.suspend(permit=validity.take(permit_id=permit_id), at=at(day, hour=0) + datetime.timedelta(minutes=20))


@pytest.mark.django_db
def test_F4_F7_who_asked_in_the_window_is_not_suspended_while_the_office_looks() -> None:
    waiting, late = endorsing.held(proven=False), endorsing.held(number="002", proven=False)
    lease = [Given(kind=ProofKind.LEASE, source="paper")]
    made = acts.ask(
        permit_id=waiting.permit.id, proofs_given=lease, channel="online", by=waiting.me, at=at(CLOSES, hour=23)
    )
    assert run(CLOSES + DAY)[1] == 1
    assert (waiting.fresh().state, late.fresh().state) == ("valid", "suspended")
    acts.withdraw(endorsement_id=made.id, by=waiting.me, at=at(CLOSES + 3 * DAY))
    assert run(CLOSES + 4 * DAY)[1] == 1
    assert waiting.fresh().suspended_on == CLOSES + DAY


@pytest.mark.django_db
def test_F3_reminders_come_on_their_days_and_once() -> None:
    held = endorsing.held()
    for day in range(-2, 35):
        for _ in range(2):
            run(OPENS + day * DAY)
    number = held.permit.number
    until = {"number": number, "until": "2025-07-10"}
    assert told("permit_window") == [("2025-06-10", until)]
    assert told("permit_window_closing") == [("2025-06-26", until), ("2025-07-03", until), ("2025-07-09", until)]
    assert told("permit_suspended") == [("2025-07-11", {"number": number, "on": "2025-07-11"})]
    assert set(Act.objects.filter(what="remind").values_list("subject_id", "actor_kind")) == {
        ("permit_window", "system"),
        ("permit_window_closing", "system"),
    }


@pytest.mark.django_db
def test_F3_who_has_endorsed_or_asked_is_not_reminded() -> None:
    first, second = endorsing.held(), endorsing.held(number="002", proven=False)
    Stay.objects.update(confirmed_on=OPENS)
    acts.ask(permit_id=first.permit.id, channel="online", by=first.me, at=at(OPENS))
    lease = [Given(kind=ProofKind.LEASE, source="paper")]
    acts.ask(permit_id=second.permit.id, proofs_given=lease, channel="online", by=second.me, at=at(OPENS))
    assert sum(run(OPENS + day * DAY)[2] for day in range(31)) == 0


@pytest.mark.django_db
def test_F3_missed_nights_are_made_up_for_within_a_week_by_the_last_reminder_only() -> None:
    endorsing.held()
    assert run(OPENS + 8 * DAY)[2] == 0
    assert run(CLOSES - 2 * DAY)[2] == 1
    assert told("permit_window_closing") == [
        ("2025-07-08", {"number": Permit.objects.get().number, "until": "2025-07-10"})
    ]


@pytest.mark.django_db
def test_F3_a_countys_own_days_hold_from_its_day_on() -> None:
    first = endorsing.held()
    PolicyOverride.objects.create(
        key="endorsement_reminder_days",
        place="371302000000",
        value=[10],
        effective_from=CLOSES - 9 * DAY,
        basis="兰山区规定",
        created_at=factories.NOW,
    )
    days = [day for day in range(32) if run(OPENS + day * DAY)[2]]
    # 14 days before by the old days; then ten, made up for on the ninth day before, and no other
    assert days == [0, 16, 21]
    assert first.fresh().state == "suspended"


@pytest.mark.django_db
def test_F3_a_new_round_is_called_to_mind_again() -> None:
    held = endorsing.held()
    run(OPENS)
    Stay.objects.update(confirmed_on=OPENS)
    acts.ask(permit_id=held.permit.id, channel="online", by=held.me, at=at(OPENS))
    assert run(datetime.date(2026, 6, 10))[2] == 1
    assert len(told("permit_window")) == 2


@pytest.mark.django_db
def test_D3_a_permit_whose_registration_ended_is_ended_and_one_that_moved_follows() -> None:
    ended, moved, kept = (endorsing.held(number=f"00{number}") for number in (1, 2, 3))
    after = factories.registered(at=factories.community(number="008"))
    Stay.objects.filter(id=ended.stay.id).update(state="ended", ended_on=OPENS, end_reason="settled")
    Stay.objects.filter(id=moved.stay.id).update(state="moved", ended_on=OPENS)
    Stay.objects.filter(id=after.id).update(before=moved.stay)
    assert [run(OPENS)[0] for _ in range(2)] == [2, 0]
    assert PermitEnding.objects.values_list("permit_id", "basis", "reason", "ended_on").get() == (
        ended.permit.id,
        "stay",
        "settled",
        OPENS,
    )
    assert (moved.fresh().stay_id, moved.fresh().state, kept.fresh().state) == (after.id, "valid", "valid")
    assert set(Act.objects.filter(what__in=["end_permit", "change_permit"]).values_list("what", "actor_kind")) == {
        ("end_permit", "system"),
        ("change_permit", "system"),
    }


@pytest.mark.django_db
def test_a_message_goes_to_whoever_signs_in_and_respects_what_was_switched_off() -> None:
    held = endorsing.held()
    resident = Binding.objects.get(person=held.stay.person, until=None).resident_id
    Preference.objects.create(resident_id=resident, kind="permit_window", channel="sms")
    run(OPENS)
    run(CLOSES + DAY)
    rows = {
        row.kind: (row.resident_id, row.person_id, row.sms, row.link)
        for row in Message.objects.filter(kind__startswith="permit_")
    }
    person = held.stay.person_id
    assert rows == {
        "permit_window": (resident, person, "off", "/my/permit/"),
        "permit_suspended": (resident, person, "waiting", "/my/permit/"),
    }
    # at twenty past midnight nobody's phone rings
    due = {row.due_at.astimezone(city.TIME).hour for row in Message.objects.filter(kind__startswith="permit_")}
    assert due == {8}


@pytest.mark.django_db
def test_who_can_be_reached_nowhere_gets_no_message_and_the_law_runs_all_the_same() -> None:
    held = endorsing.held()
    Binding.objects.all().delete()
    Person.objects.update(phone=None)
    assert run(CLOSES + DAY)[1] == 1
    assert (held.fresh().state, told("permit_suspended")) == ("suspended", [])


@pytest.mark.django_db
def test_the_number_is_looked_up_when_the_message_is_sent() -> None:
    held = endorsing.held()
    run(CLOSES + DAY)
    Message.objects.exclude(kind="permit_suspended").delete()
    person = Person.objects.get(id=held.stay.person_id)
    person.phone = seal.seal(text="13911112222", column="person.phone", owner=person.id)
    person.save()
    assert Message.objects.get().phone is None
    (outgoing,) = sending.claim(at=at(CLOSES + DAY, hour=12))
    assert (outgoing.to, "功能中止" in outgoing.text) == ("13911112222", True)


@pytest.mark.django_db
def test_a_number_that_has_gone_meanwhile_holds_nobody_up() -> None:
    held = endorsing.held()
    run(CLOSES + DAY)
    Message.objects.exclude(kind="permit_suspended").delete()
    Person.objects.filter(id=held.stay.person_id).update(phone=None)
    held.who.phone = None
    held.who.save()
    assert sending.claim(at=at(CLOSES + DAY, hour=12)) == []
    assert Message.objects.values_list("sms", "error").get() == ("failed", "unreadable")


@pytest.mark.django_db
def test_any_number_is_done_in_batches() -> None:
    held = [endorsing.held(number=f"{number:03}") for number in range(1, 6)]
    assert run(OPENS, batch=2)[2] == 5
    assert run(CLOSES + DAY, batch=2)[1] == 5
    assert {one.fresh().state for one in held} == {"suspended"}
    assert [len(told(kind)) for kind in ("permit_window", "permit_suspended")] == [5, 5]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["permit", "suspension", "act", "message"])
def test_a_night_killed_in_the_middle_is_taken_up_where_it_stopped(table: str) -> None:
    held = [endorsing.held(number=f"{number:03}") for number in range(1, 6)]
    verb = "UPDATE" if table == "permit" else "INSERT"
    Message.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE turns")
        cursor.execute(
            "CREATE FUNCTION stumble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF nextval('turns') = 4 THEN RAISE EXCEPTION 'killed'; END IF; RETURN NEW; END $$"
        )
        cursor.execute(f"CREATE TRIGGER stumble BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION stumble()")
    try:
        with pytest.raises(DatabaseError):
            run(CLOSES + DAY, batch=2)
        done = Permit.objects.filter(state="suspended").count()
        assert (
            done,
            Suspension.objects.count(),
            Act.objects.filter(what="suspend").count(),
            len(told("permit_suspended")),
        ) == (2, 2, 2, 2)
        assert run(CLOSES + DAY, batch=2)[1] == 3
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER stumble ON {table}; DROP FUNCTION stumble(); DROP SEQUENCE turns")
    assert {one.fresh().state for one in held} == {"suspended"}
    assert (Suspension.objects.count(), Act.objects.filter(what="suspend").count(), len(told("permit_suspended"))) == (
        5,
        5,
        5,
    )
