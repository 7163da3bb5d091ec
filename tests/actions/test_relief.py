"""Temporary relief: taken on the street, decided by somebody else in the county, paid, followed up. Source: I9, I10."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from tests import factories, relieving
from tests.actions.test_permit_calendar import LATE, TABLE
from tests.relieving import CHECKED, TAKEN, World

from anju import catalogue
from anju.actions import calendar, retention
from anju.actions import case as cases
from anju.actions import relief as acts
from anju.actions import stay as stays
from anju.law import relief as law
from anju.law.absent import Absent
from anju.law.case import ground
from anju.law.refusal import Refusal, Refusals
from anju.models import Act, Case, Message, PolicyOverride, Relief, ReliefStep
from anju.queries import visitors
from anju.queries.relief import offices, record

pytestmark = pytest.mark.django_db
NOW, DAY = factories.NOW, factories.DAY


@pytest.fixture
def world() -> World:
    """Return a street with its offices, and somebody registered there."""
    return relieving.world()


def _told(kind: str) -> int:
    return Message.objects.filter(kind=kind).count()


def _street_decides(fen: int) -> None:
    PolicyOverride.objects.create(
        key="relief_street_fen",
        place="371302000000",
        value=fen,
        effective_from=datetime.date(2026, 1, 1),
        created_at=NOW,
    )


def test_a_request_goes_from_the_street_over_the_county_to_the_follow_up(world: World) -> None:
    held = world.taken()
    assert (held.street, held.county, held.person_id, held.due_on) == (
        world.hall,
        world.county,
        world.stay.person_id,
        datetime.date(2026, 4, 1),
    )
    acts.check(relief_id=held.id, scope=world.scope("clerk"), at=NOW, posted_on="2026-03-04", **CHECKED)
    acts.approve(relief_id=held.id, scope=world.scope("officer"), at=NOW)
    acts.pay(relief_id=held.id, amount="1200", paid_on="2026-03-04", scope=world.scope("officer"), at=NOW)
    acts.follow_up(relief_id=held.id, words="孩子已出院。", scope=world.scope("clerk"), at=NOW)
    held.refresh_from_db()
    assert (held.state, held.amount_fen, held.paid_fen, held.paid_on, held.follow_on) == (
        "closed",
        120_000,
        120_000,
        DAY,
        datetime.date(2026, 4, 3),
    )
    assert list(Act.objects.filter(subject_id=str(held.id)).order_by("at", "id").values_list("what", "person_id")) == [
        (what, world.stay.person_id)
        for what in ("take_relief", "check_relief", "approve_relief", "pay_relief", "follow_relief")
    ]
    assert (_told("relief_approved"), _told("relief_waits")) == (1, 2)


def test_somebody_who_is_not_on_file_is_helped_all_the_same_and_nothing_of_them_lies_open(world: World) -> None:
    held = world.taken("coordinator", registered=False)
    assert (held.person_id, held.taken_unit, held.street) == (None, world.coordinator.unit, world.hall)
    step = ReliefStep.objects.get()
    assert "老周".encode() not in bytes(step.words or b"")
    (row,) = record.page(scope=world.scope("clerk")).rows
    assert row.name == "老*"
    assert record.detail(held, on=DAY).steps[0].words == {
        "name": "老周",
        "what_happened": "孩子住院，钱用完了。",
        "people": "3",
    }


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"what": " "}, [("what", "text_missing"), ("name", "name_missing")]),
        ({"name": "老周", "people": "31"}, [("people", "number_wrong")]),
        ({"name": "老周", "people": "³"}, [("people", "number_wrong")]),
        ({"name": "老" * 101, "contact": "1" * 101}, [("name", "text_too_long"), ("contact", "text_too_long")]),
    ],
)
def test_what_is_missing_is_told_at_once_field_by_field(
    changes: dict[str, str], wrong: list[tuple[str, str]], world: World
) -> None:
    with pytest.raises(Refusals) as caught:
        acts.take(community=world.community.code, scope=world.scope("clerk"), at=NOW, **{**TAKEN, **changes})
    assert [(one.field, one.code) for one in caught.value.refusals] == wrong


def test_a_place_or_number_outside_the_area_is_no_choice(world: World) -> None:
    far = factories.registered(at=factories.community(county="371311"))
    for code in (far.community_id, "999", "x"):
        with pytest.raises(Refusal, match="not_an_option"):
            acts.take(community=code, scope=world.scope("clerk"), at=NOW, **{**TAKEN, "name": "老周"})
    for name in ("clerk", "officer"):
        with pytest.raises(Refusal, match="number_unknown"):
            acts.take(community=world.community.code, scope=world.scope(name), at=NOW, number=far.number, **TAKEN)
        with pytest.raises(Refusals, match="name_missing"):
            acts.take(community=world.community.code, scope=world.scope(name), at=NOW, number="\0", **TAKEN)


def test_an_officer_of_civil_affairs_may_take_it_in_by_the_number_too(world: World) -> None:
    assert world.taken("officer").person_id == world.stay.person_id


def test_one_request_a_person_is_handled_at_a_time(world: World) -> None:
    first = world.taken()
    with pytest.raises(Refusal, match="relief_open") as caught:
        world.taken()
    assert first.code in caught.value.text.zh


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"kind": "gold"}, [("kind", "not_an_option")]),
        ({"amount": "0"}, [("amount", "amount_wrong")]),
        ({"amount": "-5"}, [("amount", "amount_wrong")]),
        ({"amount": "12.345"}, [("amount", "amount_wrong")]),
        ({"amount": "100001"}, [("amount", "amount_wrong")]),
        ({"kind": "goods", "amount": "", "found": ""}, [("goods", "text_missing"), ("found", "text_missing")]),
        ({"posted_on": "2026-03-05"}, [("posted_on", "not_a_date")]),
    ],
)
def test_a_proposal_that_can_not_be_is_told_field_by_field(
    changes: dict[str, str], wrong: list[tuple[str, str]], world: World
) -> None:
    with pytest.raises(Refusals) as caught:
        world.checked(**changes)
    assert [(one.field, one.code) for one in caught.value.refusals] == wrong


def test_amounts_are_kept_in_fen(world: World) -> None:
    assert world.checked(amount="1,200.5").amount_fen == 120_050


def test_whoever_looked_into_it_does_not_decide_it(world: World) -> None:
    held = world.taken()
    officer = world.scope("officer")
    acts.check(relief_id=held.id, scope=officer, at=NOW, **CHECKED)
    for decide in (
        lambda: acts.approve(relief_id=held.id, scope=officer, at=NOW),
        lambda: acts.refuse(relief_id=held.id, reason="…", scope=officer, at=NOW),
    ):
        with pytest.raises(Refusal, match="same_officer"):
            decide()
    with pytest.raises(IntegrityError), transaction.atomic():
        Relief.objects.filter(id=held.id).update(state="approved", decided_by=world.officer.staff, decided_at=NOW)
    assert acts.approve(relief_id=held.id, scope=world.another("officer"), at=NOW).state == "approved"


def test_the_street_decides_small_amounts_only_where_the_county_lets_it(world: World) -> None:
    held = world.checked(amount="300")
    colleague = world.another("clerk")
    with pytest.raises(Absent):
        acts.approve(relief_id=held.id, scope=colleague, at=NOW)
    _street_decides(30_000)
    with pytest.raises(Refusal, match="same_officer"):
        acts.approve(relief_id=held.id, scope=world.scope("clerk"), at=NOW)
    assert acts.approve(relief_id=held.id, scope=colleague, at=NOW).decided_unit == world.hall


def test_above_the_small_amount_the_county_decides(world: World) -> None:
    _street_decides(30_000)
    held = world.checked(amount="300.01")
    with pytest.raises(Absent):
        acts.approve(relief_id=held.id, scope=world.another("clerk"), at=NOW)


def test_a_refusal_has_its_reason_and_the_person_hears_of_it(world: World) -> None:
    held = world.checked()
    with pytest.raises(Refusal, match="words_missing"):
        acts.refuse(relief_id=held.id, reason=" ", scope=world.scope("officer"), at=NOW)
    with pytest.raises(Absent):
        acts.refuse(relief_id=held.id, reason="…", scope=world.another("clerk"), at=NOW)
    refused = acts.refuse(relief_id=held.id, reason="同一件事已经领过。", scope=world.scope("officer"), at=NOW)
    assert (refused.state, refused.decided_by_id, _told("relief_refused")) == (
        "refused",
        world.officer.staff_id,
        1,
    )


def _applied(world: World) -> Case:
    raw = {
        "fields": {"in_hardship": "yes", "on_street": "no", "what": "房子烧了", "people": "2", "need": "money"},
        "papers": {},
        "truth": "on",
    }
    me = visitors.resident_actor(who=world.who)
    return cases.apply(person_id=world.stay.person_id, service_id=offices.SERVICE, raw=raw, by=me, at=NOW)


def test_I9_the_decision_settles_what_was_applied_for_online_in_the_same_act(world: World) -> None:
    case = _applied(world)
    held = world.checked()
    acts.approve(relief_id=held.id, scope=world.scope("officer"), at=NOW)
    case.refresh_from_db()
    assert (case.state, case.taken_at, case.closed_at) == ("granted", NOW, NOW)
    assert (case.proposed_by_id, case.decided_by_id) == (world.clerk.staff_id, world.officer.staff_id)
    decision = case.decisions.get()
    assert (decision.outcome, decision.by_id, decision.unit) == ("granted", world.officer.staff_id, world.county)
    assert Act.objects.get(what="approve_relief").detail["case"] == case.number


def test_I10_a_refusal_of_relief_refuses_the_case_with_its_reason_and_article(world: World) -> None:
    case = _applied(world)
    cases.take(case_id=case.id, by=world.scope("officer").actor, at=NOW)
    held = world.checked()
    acts.refuse(relief_id=held.id, reason="同一件事已经领过。", scope=world.scope("officer"), at=NOW)
    case.refresh_from_db()
    decision = case.decisions.get()
    assert (case.state, decision.reason, decision.article) == ("refused", "同一件事已经领过。", law.CITED)
    service = catalogue.current().services[offices.SERVICE]
    known = catalogue.current()
    assert law.CITED in ground.grounds(service=service, rules=known.rules, sources=known.sources)


def test_what_the_street_may_decide_settles_the_case_of_the_county_too(world: World) -> None:
    _street_decides(30_000)
    case = _applied(world)
    held = world.checked(amount="300")
    acts.approve(relief_id=held.id, scope=world.another("clerk"), at=NOW)
    case.refresh_from_db()
    assert (case.state, case.unit, case.decisions.get().unit) == ("granted", world.county, world.hall)


def test_a_case_that_waits_for_its_applicant_or_another_office_is_left_alone(world: World) -> None:
    case = _applied(world)
    Case.objects.filter(id=case.id).update(unit=world.city)
    world.approved()
    case.refresh_from_db()
    assert (case.state, case.decisions.count()) == ("sent", 0)


def test_a_proposal_can_be_sent_back_with_the_reason(world: World) -> None:
    held = world.checked()
    acts.send_back(relief_id=held.id, words="请补住院发票。", scope=world.scope("officer"), at=NOW)
    again = acts.check(relief_id=held.id, scope=world.scope("clerk"), at=NOW, **CHECKED)
    assert (again.state, again.due_on) == ("checked", held.due_on)


def test_an_emergency_is_paid_at_once_and_the_rest_after_the_decision(world: World) -> None:
    held = world.taken(urgent=True)
    acts.pay(relief_id=held.id, amount="300", paid_on="2026-03-04", scope=world.scope("clerk"), at=NOW)
    acts.check(relief_id=held.id, scope=world.scope("clerk"), at=NOW, **CHECKED)
    acts.approve(relief_id=held.id, scope=world.scope("officer"), at=NOW)
    with pytest.raises(Refusals, match="above_approved"):
        acts.pay(relief_id=held.id, amount="1000", paid_on="2026-03-04", scope=world.scope("officer"), at=NOW)
    done = acts.pay(relief_id=held.id, amount="900", paid_on="2026-03-04", scope=world.scope("officer"), at=NOW)
    assert (done.state, done.paid_fen) == ("paid", 120_000)


def test_only_an_emergency_is_paid_before_the_decision(world: World) -> None:
    held = world.taken()
    with pytest.raises(Refusal, match="not_urgent"):
        acts.pay(relief_id=held.id, amount="300", paid_on="2026-03-04", scope=world.scope("clerk"), at=NOW)


def test_goods_are_handed_out_without_an_amount(world: World) -> None:
    held = world.checked(kind="goods", amount="", goods="棉被两床、米一袋")
    acts.approve(relief_id=held.id, scope=world.scope("officer"), at=NOW)
    done = acts.pay(relief_id=held.id, amount="", paid_on="2026-03-04", scope=world.scope("clerk"), at=NOW)
    assert (done.state, done.paid_fen) == ("paid", 0)


def test_a_request_is_taken_back_before_it_is_decided(world: World) -> None:
    held = acts.withdraw(relief_id=world.checked().id, scope=world.scope("clerk"), at=NOW)
    assert held.state == "withdrawn"
    assert world.taken().state == "taken"


def test_two_hands_on_one_request_are_told_of_each_other(world: World) -> None:
    held = world.checked()
    acts.approve(relief_id=held.id, scope=world.scope("officer"), at=NOW, version=held.version)
    with pytest.raises(Refusal, match="stale"):
        acts.withdraw(relief_id=held.id, scope=world.scope("clerk"), at=NOW, version=held.version)


def test_no_other_street_county_or_department_sees_it(world: World) -> None:
    held = world.checked()
    far = factories.community(county="371311")
    near = factories.community(street="002", number="002")
    strangers = [
        factories.post(
            unit=factories.unit(code="bm-2", kind="hall", department="government", level="street", covers=near.parent),
            role="clerk",
        ),
        factories.post(
            unit=factories.unit(
                code="mz-371311",
                kind="office",
                department="civil_affairs",
                level="county",
                covers=far.parent.parent,  # type: ignore[union-attr]
            ),
            role="officer",
        ),
        factories.post(
            unit=factories.unit(
                code="jy-1", kind="office", department="education", level="county", covers=world.community.parent.parent
            ),  # type: ignore[union-attr]
            role="officer",
        ),
        world.coordinator,
        world.chief,
    ]
    for post in strangers:
        scope = factories.scope(post)
        assert record.seen(scope).count() == 0
        with pytest.raises(Absent):
            acts.open_one(scope=scope, relief_id=held.id, at=NOW)
        if post.role in {"officer", "clerk"}:
            with pytest.raises(Absent):
                acts.approve(relief_id=held.id, scope=scope, at=NOW)
            with pytest.raises(Absent):
                acts.pay(relief_id=held.id, amount="1", paid_on="2026-03-04", scope=scope, at=NOW)


def test_whoever_took_it_in_follows_it_and_does_not_pay_it(world: World) -> None:
    held = world.taken("coordinator", urgent=True)
    assert acts.open_one(scope=world.scope("coordinator"), relief_id=held.id, at=NOW) == held
    with pytest.raises(Absent):
        acts.pay(relief_id=held.id, amount="1", paid_on="2026-03-04", scope=world.scope("coordinator"), at=NOW)


def test_the_person_opens_their_own_and_nobody_elses(world: World) -> None:
    held = world.taken()
    me = visitors.resident_actor(who=world.who)
    assert acts.open_own(relief_id=held.id, by=me, at=NOW) == held
    stranger = visitors.resident_actor(who=factories.resident())
    unnamed = world.taken(registered=False)
    for key in (held.id, unnamed.id):
        with pytest.raises(Absent):
            acts.open_own(relief_id=key, by=stranger, at=NOW)


def test_L7_nothing_is_deleted_while_it_is_handled_and_words_go_with_the_person(world: World) -> None:
    held = world.taken()
    me = visitors.resident_actor(who=world.who)
    stays.leave(stay_id=world.stay.id, on=DAY, by=me, at=NOW)
    chief = factories.actor(world.chief)
    with pytest.raises(Refusal, match="relief_open"):
        retention.delete(person_id=world.stay.person_id, by=chief, at=NOW, reason="本人申请")
    acts.withdraw(relief_id=held.id, scope=world.scope("clerk"), at=NOW)
    retention.delete(person_id=world.stay.person_id, by=chief, at=NOW, reason="本人申请")
    assert [step.words for step in ReliefStep.objects.all()] == [None, None]


def test_L7_whoever_waits_for_relief_is_neither_sealed_nor_forgotten_meanwhile(world: World) -> None:
    held = world.taken()
    me = visitors.resident_actor(who=world.who)
    stays.leave(stay_id=world.stay.id, on=DAY, by=me, at=NOW)
    later = datetime.date(2040, 1, 1)
    assert (retention.seal_ended(on=DAY, at=NOW), retention.anonymise_due(on=later, at=NOW, limit=1)) == (0, 0)
    acts.withdraw(relief_id=held.id, scope=world.scope("clerk"), at=NOW)
    assert (retention.seal_ended(on=DAY, at=NOW), retention.anonymise_due(on=later, at=NOW, limit=1)) == (1, 1)


def test_L7_words_about_whoever_is_not_on_file_go_after_the_time_of_retention(world: World) -> None:
    held = world.taken(registered=False)
    acts.withdraw(relief_id=held.id, scope=world.scope("clerk"), at=NOW)
    assert acts.sweep(on=DAY, at=NOW) == 0
    later = datetime.date(2040, 1, 1)
    assert acts.sweep(on=later, at=NOW) == 1
    assert acts.sweep(on=later, at=NOW) == 0
    assert ReliefStep.objects.exclude(words=None).count() == 0


def test_I9_a_provisional_limit_is_reckoned_anew_when_its_year_is_loaded(world: World) -> None:
    admin = factories.actor(factories.post(unit=world.city, role="system_admin"))
    known = acts.take(
        community=world.community.code, scope=world.scope("clerk"), at=LATE, number=world.stay.number, **TAKEN
    )
    unknown = acts.take(
        community=world.community.code, scope=world.scope("clerk"), at=LATE, **{**TAKEN, "name": "老周"}
    )
    assert (known.due_provisional, unknown.due_provisional) == (True, True)
    Message.objects.all().delete()
    effect = calendar.load(table=TABLE, by=admin, at=LATE)
    after = {row.id: (row.due_on > known.due_on, row.due_provisional) for row in Relief.objects.all()}
    assert (effect.counts["relief"], after) == (2, {known.id: (True, False), unknown.id: (True, False)})
    assert list(Message.objects.filter(kind="deadline_changed").values_list("link", flat=True)) == [
        f"/my/relief/{known.id}/"
    ]
    assert calendar.load(table=TABLE, by=admin, at=LATE).total == 0
