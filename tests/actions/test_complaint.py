"""Complaints: received by anyone, owned by one office at every moment, answered with words (J1, J2)."""

import dataclasses
import datetime
import uuid

import pytest
from django.db import connection
from tests import factories as make
from tests.complaining import clerk, hall, sent

from anju.actions import complaint as complaints
from anju.law.absent import Absent
from anju.law.refusal import Refusal, Refusals
from anju.models import Act, Complaint, ComplaintStep, Division, Message
from anju.queries import complaints as queries
from anju.queries import visitors

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Division:
    community = make.community()
    make.station(of=community)
    return community


def test_J1_anyone_complains_without_a_name_and_follows_by_code(place: Division) -> None:
    receiver = hall(place)
    made = sent(place.code)
    assert (made.owner_id, made.state, made.due_on) == (receiver.id, "received", datetime.date(2026, 3, 11))
    shown = queries.by_code(" " + queries.grouped(made.code).lower() + " ")
    assert shown is not None
    assert (shown.row.id, [step.what for step in shown.steps]) == (made.id, ["received"])
    assert shown.steps[0].text.zh == "单位hall-1已受理"


def test_the_words_and_the_contact_are_sealed(place: Division) -> None:
    made = sent(place.code)
    with connection.cursor() as cursor:
        cursor.execute("SELECT complaint::text FROM complaint WHERE id = %s", [made.id])
        row = cursor.fetchone()[0]
    assert ("跑了" in row, "13800001111" in row) == (False, False)


def test_the_act_of_an_unknown_person_names_nobody(place: Division) -> None:
    made = sent(place.code)
    act = Act.objects.get(subject_id=str(made.id))
    assert (act.what, act.actor_kind, act.actor_id, act.person_id, act.detail["kind"]) == (
        "complain",
        "resident",
        None,
        None,
        "service",
    )


def test_J2_the_office_named_receives_it(place: Division) -> None:
    hall(place)
    assert sent("ga-371302").owner.code == "ga-371302"


def test_J2_without_a_hall_the_county_police_receives_it(place: Division) -> None:
    assert sent(place.code).owner.code == "ga-371302"


def test_J2_a_place_nobody_receives_for_asks_to_name_the_office(db: None) -> None:
    with pytest.raises(Refusal) as caught:
        sent(make.community(county="371321").code)
    assert (caught.value.code, caught.value.field) == ("office_unset", "about")


def test_an_unknown_office_is_refused_on_its_field(place: Division) -> None:
    with pytest.raises(Refusal) as caught:
        sent("nowhere")
    assert (caught.value.code, caught.value.field) == ("office_unknown", "about")


@pytest.mark.parametrize("about", ["\x00", "no\x00where", "字" * 10_000])
def test_an_office_nobody_can_read_is_refused_on_its_field(place: Division, about: str) -> None:
    with pytest.raises(Refusal) as caught:
        sent(about)
    assert (caught.value.code, caught.value.field) == ("office_unknown", "about")
    scope = make.scope(clerk(hall(place)))
    assert queries.receivers(scope, text=about) == []


def test_whoever_acts_for_no_unit_opens_nothing_least_of_all_what_is_offered_to_nobody(place: Division) -> None:
    made = sent(place.code)
    nowhere = dataclasses.replace(make.actor(clerk(hall(place))), unit_id=None)
    with pytest.raises(Absent):
        complaints.open_one(complaint_id=made.id, by=nowhere, at=make.NOW)


def test_everything_wrong_is_told_at_once(place: Division) -> None:
    with pytest.raises(Refusals) as caught:
        sent(place.code, kind="gossip", text=" \x00 ", contact="1" * 101)
    assert [refusal.code for refusal in caught.value.refusals] == ["not_an_option", "text_missing", "contact_too_long"]


def test_words_beyond_the_limit_are_refused(place: Division) -> None:
    with pytest.raises(Refusals) as caught:
        sent(place.code, text="长" * 2001)
    assert [refusal.code for refusal in caught.value.refusals] == ["text_too_long"]


def test_J2_the_first_office_owns_it_until_the_other_accepts(place: Division) -> None:
    first, other = hall(place), hall(place, "hall-2")
    made = sent(first.code)
    complaints.offer(complaint_id=made.id, to=other.id, words="请核实", by=make.actor(clerk(first)), at=make.NOW)
    assert (Complaint.objects.get().owner_id, Complaint.objects.get().offered_to_id) == (first.id, other.id)
    complaints.take(complaint_id=made.id, by=make.actor(clerk(other)), at=make.later(hours=1))
    held = Complaint.objects.get()
    assert (held.owner_id, held.offered_to_id, held.state, held.due_on) == (other.id, None, "received", made.due_on)
    assert list(ComplaintStep.objects.order_by("at", "id").values_list("what", flat=True)) == [
        "received",
        "offered",
        "accepted",
    ]


def test_J2_declined_it_stays_with_the_first_office(place: Division) -> None:
    first, other = hall(place), hall(place, "hall-2")
    made = sent(first.code)
    complaints.offer(complaint_id=made.id, to=other.id, words="", by=make.actor(clerk(first)), at=make.NOW)
    complaints.decline(complaint_id=made.id, why="不属于我街道", by=make.actor(clerk(other)), at=make.NOW)
    held = Complaint.objects.get()
    assert (held.owner_id, held.offered_to_id, held.state) == (first.id, None, "received")
    shown = queries.by_code(made.code)
    assert shown is not None
    assert (shown.steps[-1].words, shown.steps[-1].text.en) == (
        "不属于我街道",
        "Unit hall-2 declined; the first office still owns it",
    )


def test_J2_declining_needs_a_reason(place: Division) -> None:
    first, other = hall(place), hall(place, "hall-2")
    made = sent(first.code)
    complaints.offer(complaint_id=made.id, to=other.id, words="", by=make.actor(clerk(first)), at=make.NOW)
    with pytest.raises(Refusal) as caught:
        complaints.decline(complaint_id=made.id, why=" ", by=make.actor(clerk(other)), at=make.NOW)
    assert (caught.value.code, caught.value.field) == ("words_missing", "why")


@pytest.mark.parametrize(("to", "code"), [("same", "same_office"), ("none", "office_unknown")])
def test_an_offer_names_another_office(place: Division, to: str, code: str) -> None:
    first = hall(place)
    made = sent(first.code)
    with pytest.raises(Refusal) as caught:
        complaints.offer(
            complaint_id=made.id,
            to=first.id if to == "same" else uuid.uuid4(),
            words="",
            by=make.actor(clerk(first)),
            at=make.NOW,
        )
    assert (caught.value.code, caught.value.field) == (code, "to")


def test_it_is_offered_to_one_office_at_a_time(place: Division) -> None:
    first, other = hall(place), hall(place, "hall-2")
    made = sent(first.code)
    complaints.offer(complaint_id=made.id, to=other.id, words="", by=make.actor(clerk(first)), at=make.NOW)
    with pytest.raises(Refusal) as caught:
        complaints.offer(complaint_id=made.id, to=other.id, words="", by=make.actor(clerk(first)), at=make.NOW)
    assert caught.value.code == "offered_before"


def test_J1_the_answer_reaches_the_person_and_closes_the_offer(place: Division) -> None:
    first, other, who = hall(place), hall(place, "hall-2"), make.resident()
    made = complaints.complain(
        kind="rights",
        text="孩子没有学上",
        contact="",
        about=first.code,
        by=visitors.resident_actor(who=who),
        at=make.NOW,
        resident=who,
    )
    complaints.offer(complaint_id=made.id, to=other.id, words="", by=make.actor(clerk(first)), at=make.NOW)
    complaints.answer(
        complaint_id=made.id, words="已联系学校，周五前答复。", by=make.actor(clerk(first)), at=make.later(days=1)
    )
    held = Complaint.objects.get()
    assert (held.state, held.offered_to_id, held.answered_at) == ("answered", None, make.later(days=1))
    message = Message.objects.get()
    assert (message.kind, message.resident_id, message.link, message.sms) == (
        "complaint_answered",
        who.id,
        f"/complaints/{made.code}/",
        "waiting",
    )
    assert [row.id for row in queries.mine(who=who)] == [made.id]


def test_an_answer_to_nobody_known_sends_nothing(place: Division) -> None:
    first = hall(place)
    made = sent(first.code)
    complaints.answer(complaint_id=made.id, words="已改进。", by=make.actor(clerk(first)), at=make.NOW)
    assert Message.objects.count() == 0


def test_answered_is_answered(place: Division) -> None:
    first = hall(place)
    made = sent(first.code)
    by = make.actor(clerk(first))
    complaints.answer(complaint_id=made.id, words="已改进。", by=by, at=make.NOW)
    with pytest.raises(Refusal) as caught:
        complaints.answer(complaint_id=made.id, words="再答复", by=by, at=make.NOW)
    assert caught.value.code == "answered_before"


@pytest.mark.parametrize("words", ["", "长" * 1001])
def test_I10_an_answer_has_words_and_not_too_many(place: Division, words: str) -> None:
    first = hall(place)
    made = sent(first.code)
    with pytest.raises(Refusal) as caught:
        complaints.answer(complaint_id=made.id, words=words, by=make.actor(clerk(first)), at=make.NOW)
    assert caught.value.field == "words"


def test_a_third_office_gets_the_answer_for_what_does_not_exist(place: Division) -> None:
    first, third = hall(place), hall(place, "hall-3")
    made = sent(first.code)
    stranger = clerk(third)
    by = make.actor(stranger)
    with pytest.raises(Absent):
        complaints.offer(complaint_id=made.id, to=third.id, words="", by=by, at=make.NOW)
    with pytest.raises(Absent):
        complaints.take(complaint_id=made.id, by=by, at=make.NOW)
    with pytest.raises(Absent):
        complaints.decline(complaint_id=made.id, why="不", by=by, at=make.NOW)
    with pytest.raises(Absent):
        complaints.answer(complaint_id=made.id, words="答", by=by, at=make.NOW)
    with pytest.raises(Absent):
        complaints.open_one(complaint_id=made.id, by=by, at=make.NOW)
    with pytest.raises(Absent):
        queries.one(make.scope(stranger), complaint_id=made.id)
    assert queries.owned(make.scope(stranger)) == []


def test_a_coordinator_of_the_office_may_not_answer(place: Division) -> None:
    first = hall(place)
    made = sent(first.code)
    with pytest.raises(Absent):
        complaints.answer(
            complaint_id=made.id, words="答", by=make.actor(make.post(unit=first, role="coordinator")), at=make.NOW
        )
    assert Complaint.objects.get().state == "received"


def test_L2_opening_the_words_leaves_a_trace(place: Division) -> None:
    first = hall(place)
    made = sent(first.code)
    opened = complaints.open_one(complaint_id=made.id, by=make.actor(clerk(first)), at=make.NOW)
    assert (opened.text, opened.contact) == ("窗口让我跑了三次。", "13800001111")
    assert Act.objects.filter(what="open_complaint", subject_id=str(made.id), purpose="complaint").count() == 1


def test_a_complaint_without_contact_opens_without_one(place: Division) -> None:
    first = hall(place)
    made = sent(first.code, contact="")
    assert complaints.open_one(complaint_id=made.id, by=make.actor(clerk(first)), at=make.NOW).contact == ""
