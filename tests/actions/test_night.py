"""The night: what falls due by itself, on its day and not before, and once (B3, D6, D7, J1)."""

import datetime
import json
from collections.abc import Callable

import pytest
from tests import factories as make

from anju.actions import complaint as complaints
from anju.actions import night
from anju.actions import stay as stays
from anju.law.actor import Actor
from anju.models import (
    Act,
    Complaint,
    Completion,
    Division,
    Draft,
    Ending,
    Idempotency,
    Message,
    PhoneCode,
    PolicyOverride,
    Resident,
    Stay,
    Unit,
)
from anju.models.base import new_id
from anju.queries import visitors
from anju.vault import seal

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def on(day: datetime.date, step: Callable[..., int], **more: int) -> int:
    """Run a step twenty minutes into a day."""
    at = datetime.datetime.combine(day, datetime.time(0, 20), datetime.timezone(datetime.timedelta(hours=8)))
    return step(on=day, at=at, **more)


def told(kind: str) -> list[dict[str, object]]:
    return list(Message.objects.filter(kind=kind).order_by("id").values_list("params", flat=True))


def noticed() -> Ending:
    stay = make.registered(at=make.community())
    by = make.actor(make.registrar(of=make.community()))
    return stays.propose_end(
        stay_id=stay.id, reason="left", basis="visit", note="空房", on=make.DAY, by=by, at=make.NOW
    )


def test_B3_a_declaration_lapses_the_day_after_its_limit() -> None:
    stay = make.filed(at=make.community()).main
    assert on(stay.check_due_on, night.lapse) == 0
    assert on(stay.check_due_on + DAY, night.lapse) == 1
    assert on(stay.check_due_on + DAY, night.lapse) == 0
    assert Stay.objects.get().state == "to_verify"
    assert list(Act.objects.filter(what="lapse").values_list("actor_kind", "person_id")) == [("system", stay.person_id)]


def test_B3_what_was_checked_does_not_lapse() -> None:
    stay = make.registered(at=make.community())
    assert on(stay.check_due_on + DAY, night.lapse) == 0


def test_a_night_does_a_bounded_number_and_the_next_one_goes_on() -> None:
    due = max(make.filed(at=make.community()).main.check_due_on for _ in range(3)) + DAY
    assert [on(due, night.lapse, limit=2) for _ in range(3)] == [2, 1, 0]


def test_D6_an_end_is_carried_out_the_day_after_the_window() -> None:
    ending = noticed()
    assert ending.objection_until is not None
    assert on(ending.objection_until, night.end_due) == 0
    assert on(ending.objection_until + DAY, night.end_due) == 1
    assert on(ending.objection_until + DAY, night.end_due) == 0
    assert Stay.objects.get().state == "ended"


def test_D6_an_end_objected_to_waits_for_an_officer() -> None:
    ending = noticed()
    stays.object_end(
        ending_id=ending.id, words="还住着", by=visitors.resident_actor(who=Resident.objects.get()), at=make.NOW
    )
    assert ending.objection_until is not None
    assert on(ending.objection_until + 30 * DAY, night.end_due) == 0
    assert Stay.objects.get().state == "registered"


def test_D6_the_person_is_reminded_the_day_before_the_window_closes() -> None:
    ending = noticed()
    assert ending.objection_until is not None
    assert on(ending.objection_until - 2 * DAY, night.remind_objection) == 0
    assert on(ending.objection_until - DAY, night.remind_objection) == 1
    assert on(ending.objection_until, night.remind_objection) == 0
    assert told("objection_window") == [{"number": ending.stay.number, "until": ending.objection_until.isoformat()}]


def test_B7_a_returned_file_is_called_to_mind_three_times() -> None:
    stay = make.filed(at=make.community()).main
    by = make.actor(make.registrar(of=make.community()))
    stays.give_back(stay_id=stay.id, missing=[("phone", "")], by=by, at=make.NOW)
    days = [number for number in range(60) if on(make.DAY + number * DAY, night.remind_returned)]
    assert days == [4, 11, 31]
    assert told("returned_waiting") == [{"number": stay.number}] * 3


def test_B7_a_completed_file_is_not_called_to_mind() -> None:
    stay = make.filed(at=make.community()).main
    by = make.actor(make.registrar(of=make.community()))
    stays.give_back(stay_id=stay.id, missing=[("phone", "")], by=by, at=make.NOW)
    Completion.objects.update(answered_at=make.NOW)
    assert on(make.DAY + 10 * DAY, night.remind_returned) == 0


def test_D7_the_person_is_asked_a_month_before_a_coordinator_would_call() -> None:
    stay = make.registered(at=make.community())
    assert stay.confirmed_on == make.DAY
    assert on(datetime.date(2026, 8, 3), night.remind_confirm) == 0
    assert on(datetime.date(2026, 8, 4), night.remind_confirm) == 1
    assert on(datetime.date(2026, 8, 5), night.remind_confirm) == 0
    assert told("confirm_stay") == [{"number": stay.number, "by": "2026-09-04"}]
    assert Stay.objects.get().state == "registered"


def test_D7_a_night_that_did_not_run_is_made_up_for() -> None:
    make.registered(at=make.community())
    assert on(datetime.date(2026, 8, 9), night.remind_confirm) == 1


def test_D7_a_county_with_its_own_months_is_followed() -> None:
    make.registered(at=make.community())
    PolicyOverride.objects.create(
        key="unconfirmed_months",
        place="371302000000",
        value=12,
        effective_from=make.DAY,
        basis="兰山区规定",
        created_at=make.NOW,
    )
    assert on(datetime.date(2026, 8, 4), night.remind_confirm) == 0
    assert on(datetime.date(2027, 2, 4), night.remind_confirm) == 1


def test_D7_who_confirmed_is_asked_anew_only_after_the_time() -> None:
    stay = make.registered(at=make.community())
    on(datetime.date(2026, 8, 4), night.remind_confirm)
    confirmed = datetime.datetime(2026, 8, 10, 2, 0, tzinfo=datetime.UTC)
    stays.confirm(stay_id=stay.id, by=visitors.resident_actor(who=Resident.objects.get()), at=confirmed)
    assert on(datetime.date(2026, 8, 11), night.remind_confirm) == 0
    assert on(datetime.date(2027, 1, 10), night.remind_confirm) == 1


def test_E1_the_day_from_which_a_permit_can_be_applied_for() -> None:
    make.registered(at=make.community())
    assert on(datetime.date(2026, 9, 3), night.remind_permit) == 0
    assert on(datetime.date(2026, 9, 4), night.remind_permit) == 1
    assert on(datetime.date(2026, 9, 5), night.remind_permit) == 0
    assert told("permit_open") == [{"on": "2026-09-04"}]
    assert list(Act.objects.filter(what="remind").values_list("actor_kind", "subject_id", "detail")) == [
        ("system", "permit_open", {"count": 1})
    ]


def test_where_no_county_is_on_file_nobody_is_reminded() -> None:
    Division.objects.update(valid_to=None)
    assert on(datetime.date(2026, 9, 4), night.remind_permit) == 0


def draft(answers: dict[str, object], *, saved_at: datetime.datetime = make.NOW) -> Draft:
    key = new_id()
    return Draft.objects.create(
        id=key,
        resident=make.resident(),
        kind="declare",
        answers=seal.seal(text=json.dumps(answers), column="draft.answers", owner=key),
        started_at=saved_at,
        saved_at=saved_at,
    )


def test_B1_a_draft_is_called_to_mind_the_day_before_it_is_due() -> None:
    draft({"arrived_on": "2026-03-04", "community": make.community().code})
    assert on(datetime.date(2026, 3, 5), night.remind_draft) == 0
    assert on(datetime.date(2026, 3, 8), night.remind_draft) == 1
    assert on(datetime.date(2026, 3, 9), night.remind_draft) == 0
    assert told("due_soon") == [{"on": "2026-03-09"}]
    assert Act.objects.get(what="remind").subject_id == "due_soon"


@pytest.mark.parametrize("answers", [{}, {"arrived_on": ""}, {"arrived_on": "春天"}, {"arrived_on": None}])
def test_B1_a_draft_without_an_arrival_is_left_alone(answers: dict[str, object]) -> None:
    draft(answers)
    assert on(datetime.date(2026, 3, 8), night.remind_draft) == 0


def test_B3_a_station_is_told_once_a_week_what_is_late() -> None:
    stay = make.filed(at=make.community()).main
    post = make.registrar(of=make.community())
    make.post(unit=post.unit, role="coordinator")
    late = stay.check_due_on + DAY
    assert on(late, night.tell_overdue) == 1
    assert on(late, night.tell_overdue) == 0
    assert on(late + 7 * DAY, night.tell_overdue) == 1
    assert (
        list(Message.objects.filter(kind="check_overdue").values_list("staff_id", "params", "mail"))
        == [(post.staff_id, {"count": 1}, "none")] * 2
    )


def test_J1_an_office_is_told_when_a_complaint_falls_due_and_not_every_day() -> None:
    make.station(of=make.community())
    owner = Unit.objects.get(code="ga-371302")
    officer = make.staff()
    officer.email = "li@example.cn"
    officer.save()
    make.post(unit=owner, role="county_police", holder=officer)
    anyone = Actor(kind="resident", role="resident")
    made = complaints.complain(kind="other", text="太慢", contact="", about=owner.code, by=anyone, at=make.NOW)
    assert on(made.due_on - DAY, night.tell_complaints) == 0
    assert on(made.due_on, night.tell_complaints) == 1
    assert on(made.due_on + DAY, night.tell_complaints) == 0
    complaints.complain(kind="other", text="还是慢", contact="", about=owner.code, by=anyone, at=make.later(days=1))
    assert on(made.due_on + DAY, night.tell_complaints) == 1
    assert told("complaint_due") == [{"count": 1}, {"count": 2}]
    assert set(Message.objects.filter(kind="complaint_due").values_list("mail", flat=True)) == {"waiting"}
    Complaint.objects.update(state="answered")
    assert on(made.due_on + 9 * DAY, night.tell_complaints) == 0


def test_administrators_are_told_what_could_not_be_sent_yesterday() -> None:
    admin = make.post(
        unit=make.unit(code="gov", kind="office", department="government", level="city"), role="system_admin"
    )
    rows = [("failed", "", "failed"), ("unsure", "", "a"), ("failed", "too_late", "b"), ("sent", "", "c")]
    for sms, error, dedupe in rows:
        Message.objects.create(kind="ended", dedupe=dedupe, created_at=make.NOW, due_at=make.NOW, sms=sms, error=error)
    assert on(make.DAY, night.tell_undelivered) == 0
    assert on(make.DAY + DAY, night.tell_undelivered) == 1
    assert on(make.DAY + DAY, night.tell_undelivered) == 0
    assert list(Message.objects.filter(kind="send_failed").values_list("staff_id", "params")) == [
        (admin.staff_id, {"count": 2})
    ]


def test_answers_to_retries_go_after_thirty_days() -> None:
    for number, days in enumerate((0, 31)):
        Idempotency.objects.create(
            owner="x", key=str(number), action="a", digest=b"", answer={}, at=make.later(days=-days)
        )
    assert [on(make.DAY, night.sweep_keys) for _ in range(2)] == [1, 0]
    assert Idempotency.objects.get().key == "0"


def test_drafts_go_when_sent_or_left_alone_for_long() -> None:
    kept = draft({})
    draft({}, saved_at=make.later(days=-91))
    sent = draft({})
    Draft.objects.filter(id=sent.id).update(sent_at=make.later(days=-31))
    assert on(make.DAY, night.sweep_drafts) == 2
    assert list(Draft.objects.values_list("id", flat=True)) == [kept.id]


def test_codes_go_with_the_messages_that_carried_them() -> None:
    for days in (0, 3):
        at = make.later(days=-days)
        PhoneCode.objects.create(phone_index=b"x", digest=b"y", sent_at=at, expires_at=at)
        Message.objects.create(kind="phone_code", dedupe=f"c{days}", created_at=at, due_at=at, sms="sent")
    assert on(make.DAY, night.sweep_codes) == 2
    assert (PhoneCode.objects.count(), Message.objects.get().dedupe) == (1, "c0")


def test_L1_messages_go_with_the_age_of_access_logs_and_acts_never() -> None:
    make.registered(at=make.community())
    acts = Act.objects.count()
    assert on(datetime.date(2029, 3, 4), night.sweep_messages) == 0
    assert on(datetime.date(2029, 3, 5), night.sweep_messages) == 1
    assert (Message.objects.count(), Act.objects.count()) == (0, acts)
