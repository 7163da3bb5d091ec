"""What becomes of a card: handed over, lost, found, taken in, void, and called to mind (D3, E5, G1, G2)."""

import datetime
import uuid

import pytest
from tests import carding, factories

from anju.actions import card as acts
from anju.actions import policy as policies
from anju.law.absent import Absent
from anju.law.actor import SYSTEM, Actor
from anju.law.refusal import Refusal
from anju.models import Act, Binding, Card, Message, Permit, PermitFile, Person
from anju.queries import visitors

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def ready(*, card: Card | None = None, number: str = "LY00000001") -> Card:
    """Return a card that waits to be collected."""
    card = card or carding.made(at=factories.community())
    by = factories.actor(carding.officer(card.permit.community))
    acts.send(authority=card.authority_id, card_ids=[card.id], by=by, at=factories.NOW)
    return acts.receive(card_id=card.id, card_number=number, by=by, at=factories.NOW)


def desk(card: Card) -> Actor:
    return factories.actor(factories.post(unit=card.collect_at, role="registrar"))


def held() -> Card:
    """Return a card in its person's hands."""
    card = ready()
    return acts.hand_over(card_id=card.id, how="id", by=desk(card), at=factories.NOW)


def state(card: Card) -> str:
    return Card.objects.values_list("state", flat=True).get(id=card.id)


def code(error: pytest.ExceptionInfo[Refusal]) -> str:
    return error.value.code


def test_E5_a_card_is_handed_over_against_the_receipt_of_its_own_file() -> None:
    card = ready()
    number = PermitFile.objects.get(id=card.file_id).number
    for shown in ("", "SQ371302-2026-0000009-9", number[:-1]):
        with pytest.raises(Refusal) as error:
            acts.hand_over(card_id=card.id, how="receipt", receipt=shown, by=desk(card), at=factories.NOW)
        assert code(error) == "receipt_wrong"
    typed = number.lower().replace("-", " ")
    acts.hand_over(
        card_id=card.id, how="receipt", receipt=typed, agent=True, by=desk(card), at=factories.NOW, version=card.version
    )
    card.refresh_from_db()
    assert (card.state, card.handed_on, card.handed_by) == ("held", factories.DAY, "receipt")
    # of an agent nothing is kept but that there was one (L11)
    act = Act.objects.get(what="hand_over")
    assert (act.person_id, act.rules, act.detail) == (card.person_id, "E5,G2", {"how": "receipt", "agent": True})


def test_E5_an_ID_does_as_well_and_how_must_be_said() -> None:
    card = ready()
    with pytest.raises(Refusal) as error:
        acts.hand_over(card_id=card.id, how="face", by=desk(card), at=factories.NOW)
    assert code(error) == "not_an_option"
    acts.hand_over(card_id=card.id, how="id", by=desk(card), at=factories.NOW)
    assert Act.objects.get(what="hand_over").detail == {"how": "id"}


def test_a_card_is_handed_over_once_and_never_by_a_stale_page() -> None:
    card = ready()
    with pytest.raises(Refusal) as error:
        acts.hand_over(card_id=card.id, how="id", by=desk(card), at=factories.NOW, version=card.version - 1)
    assert code(error) == "stale"
    acts.hand_over(card_id=card.id, how="id", by=desk(card), at=factories.NOW)
    with pytest.raises(Refusal) as error:
        acts.hand_over(card_id=card.id, how="id", by=desk(card), at=factories.NOW)
    assert code(error) == "not_allowed_in_state"
    assert Act.objects.filter(what="hand_over").count() == 1


def test_D3_the_card_of_an_ended_permit_is_not_handed_over() -> None:
    card = ready()
    Permit.objects.filter(id=card.permit_id).update(state="ended", ended_on=factories.DAY)
    with pytest.raises(Refusal) as error:
        acts.hand_over(card_id=card.id, how="id", by=desk(card), at=factories.NOW)
    assert (code(error), state(card)) == ("permit_ended", "ready")


def test_F4_a_suspended_permit_s_card_is_handed_over_all_the_same() -> None:
    card = ready()
    Permit.objects.filter(id=card.permit_id).update(state="suspended", suspended_on=factories.DAY)
    acts.hand_over(card_id=card.id, how="id", by=desk(card), at=factories.NOW)
    assert state(card) == "held"


def test_G1_for_an_exchange_the_old_card_comes_in_with_an_act_of_its_own() -> None:
    old = held()
    new = ready(card=carding.renewed(old), number="LY00000002")
    with pytest.raises(Refusal) as error:
        acts.hand_over(card_id=new.id, how="id", by=desk(new), at=factories.NOW)
    assert (code(error), state(old), state(new)) == ("old_card_first", "held", "ready")
    acts.hand_over(card_id=new.id, how="id", by=desk(new), at=factories.NOW, old_card=True)
    assert (state(old), state(new)) == ("returned", "held")
    assert Act.objects.get(what="take_card_back").subject_id == str(old.id)


def test_G1_a_lost_card_that_was_replaced_is_void_and_stays_so() -> None:
    old = held()
    acts.report_lost(card_id=old.id, by=desk(old), at=factories.NOW)
    new = ready(card=carding.renewed(old, kind="replace"), number="LY00000002")
    acts.hand_over(card_id=new.id, how="id", by=desk(new), at=factories.NOW)
    assert (state(old), state(new), Permit.objects.get(id=old.permit_id).state) == ("void", "held", "valid")
    with pytest.raises(Refusal) as error:
        acts.find(card_id=old.id, by=desk(old), at=factories.NOW)
    assert code(error) == "not_allowed_in_state"


def test_G1_a_loss_is_reported_and_taken_back_by_the_person_or_at_a_desk() -> None:
    card, who = held(), factories.resident()
    own = visitors.resident_actor(who=who)
    acts.report_lost(card_id=card.id, by=own, at=factories.NOW)
    assert state(card) == "lost"
    acts.find(card_id=card.id, by=desk(card), at=factories.NOW)
    assert state(card) == "held"
    found = Act.objects.filter(what__in=["report_lost", "find_card"]).order_by("seq")
    assert list(found.values_list("what", "actor_kind", "person_id")) == [
        ("report_lost", "resident", card.person_id),
        ("find_card", "staff", card.person_id),
    ]


def test_G1_a_loss_stands_once_a_new_card_is_asked_for_or_under_way() -> None:
    card = held()
    acts.report_lost(card_id=card.id, by=desk(card), at=factories.NOW)
    new = carding.renewed(card, kind="replace")
    with pytest.raises(Refusal) as error:
        acts.find(card_id=card.id, by=desk(card), at=factories.NOW)
    assert code(error) == "new_card_under_way"
    # nor while the application for one is open
    acts.void(card_id=new.id, why="destroyed", by=desk(card), at=factories.NOW)
    PermitFile.objects.filter(id=new.file_id).update(state="accepted")
    with pytest.raises(Refusal) as error:
        acts.find(card_id=card.id, by=desk(card), at=factories.NOW)
    assert code(error) == "new_card_under_way"
    PermitFile.objects.filter(id=new.file_id).update(state="withdrawn")
    acts.find(card_id=card.id, by=desk(card), at=factories.NOW)
    assert state(card) == "held"


def test_D3_the_card_of_an_ended_permit_is_not_found_but_taken_in() -> None:
    card = held()
    acts.report_lost(card_id=card.id, by=desk(card), at=factories.NOW)
    Permit.objects.filter(id=card.permit_id).update(state="ended", ended_on=factories.DAY)
    with pytest.raises(Refusal) as error:
        acts.find(card_id=card.id, by=desk(card), at=factories.NOW)
    assert code(error) == "permit_ended"
    acts.take_back(card_id=card.id, by=desk(card), at=factories.NOW)
    assert state(card) == "returned"


def test_a_card_is_made_void_with_a_reason_and_its_batch_waits_no_more() -> None:
    card = carding.made(at=factories.community())
    by = factories.actor(carding.officer(card.permit.community))
    batch = acts.send(authority=card.authority_id, card_ids=[card.id], by=by, at=factories.NOW)
    with pytest.raises(Refusal) as error:
        acts.void(card_id=card.id, why="", by=by, at=factories.NOW)
    assert code(error) == "not_an_option"
    acts.void(card_id=card.id, why="destroyed", by=by, at=factories.NOW)
    batch.refresh_from_db()
    assert (state(card), batch.closed_at) == ("void", factories.NOW)
    act = Act.objects.get(what="void_card")
    assert (act.reason, act.detail) == ("卡损毁，需要重新申领", {"why": "destroyed"})


def test_D3_the_end_of_a_permit_makes_every_card_under_way_void() -> None:
    old = held()
    new = carding.renewed(old)
    assert acts.void_all(permit_id=old.permit_id, why="ended", by=SYSTEM, at=factories.NOW) == 1
    assert acts.void_all(permit_id=old.permit_id, why="ended", by=SYSTEM, at=factories.NOW) == 0
    assert (state(old), state(new)) == ("held", "void")


def test_looking_at_a_card_is_on_record_and_a_stranger_sees_nothing() -> None:
    card = ready()
    post = factories.post(unit=card.collect_at, role="registrar")
    found = acts.see(scope=carding.scope(post), card_id=card.id, at=factories.NOW)
    act = Act.objects.get(what="open")
    assert (found.id, act.subject_kind, act.person_id, act.purpose) == (card.id, "card", card.person_id, "handling")
    far = factories.post(unit=factories.station(of=factories.community(county="371311")), role="registrar")
    for scope, key in ((carding.scope(far), card.id), (carding.scope(post), uuid.uuid4())):
        with pytest.raises(Absent):
            acts.see(scope=scope, card_id=key, at=factories.NOW)
    assert Act.objects.filter(what="open").count() == 1


def nights(card: Card, *days: int) -> list[int]:
    """Return how many reminders each night wrote, so many days after the card was ready."""
    return [acts.remind_uncollected(on=factories.DAY + day * DAY, at=factories.later(days=day)) for day in days]


def reminded() -> list[str]:
    return list(Message.objects.filter(kind="permit_collect").order_by("id").values_list("dedupe", flat=True))


def test_G2_an_uncollected_card_is_recalled_to_mind_after_30_and_60_days_once_each() -> None:
    card = ready()
    assert nights(card, 1, 29, 30, 30, 31, 36, 37, 59, 60, 60, 61, 90) == [0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0]
    assert reminded() == [f"permit_collect:{card.id}:30", f"permit_collect:{card.id}:60"]
    acts_of = Act.objects.filter(what="remind").values_list("subject_kind", "subject_id", "detail")
    assert list(acts_of) == [("reminder", "permit_collect", {"count": 1})] * 2
    message = Message.objects.filter(kind="permit_collect").earliest("id")
    assert message.params == {"number": card.file.number, "on": factories.DAY.isoformat()}


def test_G2_a_night_that_did_not_run_is_made_up_for_within_a_week() -> None:
    card = ready()
    assert nights(card, 33, 66, 67) == [1, 1, 0]
    later = ready(card=carding.made(at=factories.community()), number="LY00000002")
    assert nights(later, 38) == [0]


def test_G2_nobody_is_reminded_of_a_card_they_have() -> None:
    card = ready()
    acts.hand_over(card_id=card.id, how="id", by=desk(card), at=factories.NOW)
    assert nights(card, 30, 60) == [0, 0]


def test_G2_who_can_not_be_reached_is_no_reminder_and_no_act() -> None:
    card = ready()
    Person.objects.filter(id=card.person_id).update(phone=None, phone_index=None)
    Binding.objects.all().delete()
    assert nights(card, 30) == [0]
    assert (reminded(), Act.objects.filter(what="remind").count()) == ([], 0)


def test_G2_a_county_s_own_days_hold_from_their_date() -> None:
    card = ready()
    admin = factories.actor(factories.post(unit=carding.county(card.permit.community), role="system_admin"))
    policies.set_value(
        key="permit_uncollected_days",
        place="371302000000",
        value=[10, 45],
        effective_from=factories.DAY + 5 * DAY,
        basis="…",
        by=admin,
        at=factories.NOW,
        on=factories.DAY,
    )
    assert nights(card, 10, 30, 45) == [1, 0, 1]
    assert reminded() == [f"permit_collect:{card.id}:10", f"permit_collect:{card.id}:45"]
