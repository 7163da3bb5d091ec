"""Making cards: batches, their answers, cards that fail and are made again (E6, E9, G2, L3)."""

import dataclasses
import threading
import uuid

import pytest
from django.db import connection
from tests import carding, factories

from anju.actions import card as acts
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.permit import making
from anju.law.permit.making import Line
from anju.law.refusal import Refusal
from anju.models import Act, Card, CardBatch, Message, Permit, PermitFile, Post

pytestmark = pytest.mark.django_db


def sent(*cards: Card) -> CardBatch:
    """Send cards to the maker."""
    by = factories.actor(carding.officer(cards[0].permit.community))
    return acts.send(authority=cards[0].authority_id, card_ids=[card.id for card in cards], by=by, at=factories.NOW)


def officer(card: Card) -> Actor:
    return factories.actor(carding.officer(card.permit.community))


def refused(code: str, error: pytest.ExceptionInfo[Refusal]) -> bool:
    return error.value.code == code


def told() -> list[tuple[str, str]]:
    return list(Message.objects.filter(kind__startswith="permit_").order_by("id").values_list("kind", "dedupe"))


def answer(card: Card, *, turn: int = 1, number: str = "", why: str = "", row: int = 2) -> Line:
    reference = making.reference(card_id=card.id, turn=turn)
    return Line(number=row, raw={"reference": reference, "card_number": number, "failure": why})


def test_E6_a_batch_takes_the_cards_chosen_with_an_act_a_card_and_one_of_its_own() -> None:
    here = factories.community()
    one, two, left = (carding.made(at=here) for _ in range(3))
    batch = sent(one, two)
    states = {card.id: (card.state, card.former_state, card.tries, card.version) for card in Card.objects.all()}
    assert states == {
        one.id: ("making", "to_make", 1, 2),
        two.id: ("making", "to_make", 1, 2),
        left.id: ("to_make", "", 0, 1),
    }
    assert (batch.count, batch.closed_at, batch.number[:8]) == (2, None, "PC371302")
    found = Act.objects.filter(what="send_cards").order_by("seq")
    assert [(act.subject_kind, act.subject_id, act.person_id) for act in found] == [
        ("card", str(one.id), one.person_id),
        ("card", str(two.id), two.person_id),
        ("card_batch", str(batch.id), None),
    ]
    assert found[2].detail == {"batch": batch.number, "count": 2}


def test_a_batch_is_all_or_nothing_and_never_holds_a_card_of_another_county_or_state() -> None:
    here, far = factories.community(), factories.community(county="371311")
    card, other, going = carding.made(at=here), carding.made(at=far), carding.made(at=here)
    by, at, authority = officer(card), factories.NOW, card.authority_id
    for wrong in ([card.id, other.id], [card.id, uuid.uuid4()]):
        with pytest.raises(Absent):
            acts.send(authority=authority, card_ids=wrong, by=by, at=at)
    sent(going)
    for keys, code in (
        ([], "nothing_chosen"),
        ([uuid.uuid4() for _ in range(making.MOST_CARDS + 1)], "too_many"),
        ([card.id, going.id], "not_allowed_in_state"),
    ):
        with pytest.raises(Refusal) as error:
            acts.send(authority=authority, card_ids=keys, by=by, at=at)
        assert refused(code, error)
    Permit.objects.filter(id=card.permit_id).update(state="ended", ended_on=factories.DAY)
    with pytest.raises(Refusal) as error:
        acts.send(authority=authority, card_ids=[card.id], by=by, at=at)
    assert refused("permit_ended", error)
    card.refresh_from_db()
    assert (card.state, CardBatch.objects.count()) == ("to_make", 1)


@pytest.mark.parametrize("role", ["registrar", "chief", "clerk", "coordinator"])
def test_nobody_but_the_county_police_sends_exports_or_receives(role: str) -> None:
    here = factories.community()
    card = carding.made(at=here)
    batch = sent(carding.made(at=here))
    post = factories.post(unit=card.collect_at, role=role)
    by, at = factories.actor(post), factories.NOW
    with pytest.raises(Absent):
        acts.send(authority=card.authority_id, card_ids=[card.id], by=by, at=at)
    with pytest.raises(Absent):
        acts.export(batch_id=batch.id, by=by, at=at)
    with pytest.raises(Absent):
        acts.take_answers(scope=carding.scope(post), lines=[answer(card)], at=at)
    making_one = Card.objects.get(batch=batch)
    with pytest.raises(Absent):
        acts.receive(card_id=making_one.id, card_number="LY00000001", by=by, at=at)
    with pytest.raises(Absent):
        acts.fail(card_id=making_one.id, why="…", by=by, at=at)
    assert Card.objects.get(batch=batch).state == "making"


def test_L3_an_export_is_an_act_a_person_with_purpose_and_count_each_time_it_leaves() -> None:
    here = factories.community()
    one, two = carding.made(at=here), carding.made(at=here)
    batch = sent(one, two)
    for _ in range(2):
        assert acts.export(batch_id=batch.id, by=officer(one), at=factories.NOW) == [one.id, two.id]
    found = Act.objects.filter(what="export_cards").order_by("seq").values_list("subject_id", "person_id", "purpose")
    whole = [(str(one.id), one.person_id), (str(two.id), two.person_id), (str(batch.id), None)]
    assert list(found) == [(*row, "handling") for row in whole * 2]
    assert {(act.detail["batch"], act.detail["count"]) for act in Act.objects.filter(what="export_cards")} == {
        (batch.number, 2)
    }


def test_L3_whoever_sent_a_batch_hands_it_to_nobody_in_no_post_and_by_no_machine() -> None:
    here = factories.community()
    card, post = carding.made(at=here), carding.officer(here)
    by, at = factories.actor(post), factories.NOW
    batch = acts.send(authority=card.authority_id, card_ids=[card.id], by=by, at=at)
    other = Post.objects.create(staff=post.staff, unit=card.collect_at, role="county_police", valid_from=factories.DAY)
    machine = dataclasses.replace(factories.actor(other), kind="client", id=uuid.uuid4())
    for hand in (by, factories.actor(other), machine):
        with pytest.raises(Refusal) as error:
            acts.export(batch_id=batch.id, by=hand, at=at)
        assert refused("four_eyes", error)
    assert not Act.objects.filter(what="export_cards").exists()
    assert acts.export(batch_id=batch.id, by=officer(card), at=at) == [card.id]


def test_only_what_is_still_being_made_leaves_again() -> None:
    here = factories.community()
    one, two = carding.made(at=here), carding.made(at=here)
    batch = sent(one, two)
    acts.receive(card_id=one.id, card_number="LY00000001", by=officer(one), at=factories.NOW)
    assert acts.export(batch_id=batch.id, by=officer(one), at=factories.NOW) == [two.id]
    acts.receive(card_id=two.id, card_number="LY00000002", by=officer(one), at=factories.NOW)
    with pytest.raises(Refusal) as error:
        acts.export(batch_id=batch.id, by=officer(one), at=factories.NOW)
    assert refused("batch_closed", error)
    with pytest.raises(Absent):
        acts.export(batch_id=uuid.uuid4(), by=officer(one), at=factories.NOW)


def test_E6_a_card_that_comes_back_is_ready_its_file_dated_and_the_person_told() -> None:
    card = carding.made(at=factories.community())
    batch = sent(card)
    acts.receive(card_id=card.id, card_number=" ly-0000 0001 ", by=officer(card), at=factories.NOW)
    card.refresh_from_db()
    assert (card.state, card.card_number, card.ready_on) == ("ready", "LY00000001", factories.DAY)
    assert PermitFile.objects.get(id=card.file_id).ready_on == factories.DAY
    assert told() == [("permit_ready", f"permit_ready:{card.id}")]
    batch.refresh_from_db()
    assert batch.closed_at == factories.NOW


@pytest.mark.parametrize("number", ["", "12345", "A" * 25, "卡号12345678", "LY_0001!", "=1+1", factories.id_number()])
def test_a_number_that_is_no_card_s_is_refused_and_not_kept(number: str) -> None:
    card = carding.made(at=factories.community())
    sent(card)
    with pytest.raises(Refusal) as error:
        acts.receive(card_id=card.id, card_number=number, by=officer(card), at=factories.NOW)
    assert refused("card_number_wrong", error)
    card.refresh_from_db()
    assert (card.state, card.card_number) == ("making", "")


def test_a_number_is_one_card_s_alone() -> None:
    here = factories.community()
    one, two = carding.made(at=here), carding.made(at=here)
    sent(one, two)
    acts.receive(card_id=one.id, card_number="LY00000001", by=officer(one), at=factories.NOW)
    with pytest.raises(Refusal) as error:
        acts.receive(card_id=two.id, card_number="ly00000001", by=officer(one), at=factories.NOW)
    assert refused("card_number_taken", error)
    two.refresh_from_db()
    assert (two.state, PermitFile.objects.get(id=two.file_id).ready_on) == ("making", None)


def test_E6_a_failed_card_goes_back_to_the_list_and_is_made_again_within_the_same_limit() -> None:
    card = carding.made(at=factories.community())
    first = sent(card)
    acts.fail(card_id=card.id, why="芯片坏 13912345678", by=officer(card), at=factories.NOW)
    card.refresh_from_db()
    first.refresh_from_db()
    assert (card.state, card.tries, card.due_on, first.closed_at) == ("to_make", 1, carding.DUE, factories.NOW)
    # a long number belongs to somebody: the act keeps none
    assert Act.objects.get(what="fail_card").reason == "芯片坏 …"
    second = sent(card)
    card.refresh_from_db()
    assert (card.state, card.tries, card.batch_id) == ("making", 2, second.id)
    with pytest.raises(Refusal) as error:
        acts.fail(card_id=card.id, why="  ", by=officer(card), at=factories.NOW)
    assert refused("reason_missing", error)
    assert told() == []


def test_an_answer_is_applied_row_by_row_and_the_same_answer_again_changes_nothing() -> None:
    here, far = factories.community(), factories.community(county="371311")
    one, two, three, other = (carding.made(at=place) for place in (here, here, here, far))
    sent(one, two, three)
    sent(other)
    lines = [
        answer(one, number="LY00000001", row=2),
        answer(two, why="相片模糊", row=3),
        answer(three, number="LY00000001", row=4),
        answer(three, row=5),
        answer(three, number="LY00000003", why="坏", row=6),
        answer(other, number="LY00000004", row=7),
        answer(three, number="LY00000003", turn=2, row=8),
        Line(number=9, raw={"reference": "1", "card_number": "LY00000009"}),
    ]
    scope = carding.scope(carding.officer(here))
    found = acts.take_answers(scope=scope, lines=lines, at=factories.NOW)
    wrong = [
        (4, "wrong", "card_number_taken"),
        (5, "wrong", "answer_unclear"),
        (6, "wrong", "answer_unclear"),
        (7, "wrong", "reference_unknown"),
        (8, "wrong", "reference_unknown"),
        (9, "wrong", "reference_wrong"),
    ]
    assert [(row.number, row.state, row.code) for row in found] == [(2, "made", ""), (3, "failed", ""), *wrong]
    assert all(row.text is not None for row in found if row.state == "wrong")
    before = list(Card.objects.order_by("id").values_list("state", "version", "card_number"))
    count = Act.objects.count(), Message.objects.count()
    again = acts.take_answers(scope=scope, lines=lines, at=factories.later(hours=1))
    assert [(row.number, row.state, row.code) for row in again] == [(2, "known", ""), (3, "known", ""), *wrong]
    assert list(Card.objects.order_by("id").values_list("state", "version", "card_number")) == before
    assert (Act.objects.count(), Message.objects.count()) == count
    assert [card.state for card in (one, two, three, other) if card.refresh_from_db() is None] == [
        "ready",
        "to_make",
        "making",
        "making",
    ]


def test_a_late_answer_to_an_earlier_try_is_never_taken_for_the_present_one() -> None:
    here = factories.community()
    card = carding.made(at=here)
    scope = carding.scope(carding.officer(here))

    def told(line: Line) -> tuple[str, str]:
        (row,) = acts.take_answers(scope=scope, lines=[line], at=factories.NOW)
        return row.state, row.code

    sent(card)
    assert told(answer(card, why="坏")) == ("failed", "")
    assert told(answer(card, number="LY00000001")) == ("wrong", "try_failed")
    sent(card)
    assert told(answer(card, why="坏")) == ("known", "")
    assert told(answer(card, number="LY00000001")) == ("wrong", "try_failed")
    assert told(answer(card, turn=2, number="LY00000002")) == ("made", "")
    assert told(answer(card, turn=2, number="LY00000003")) == ("wrong", "other_number")
    assert told(answer(card, turn=2, why="坏")) == ("wrong", "made_already")
    acts.void(card_id=card.id, why="ended", by=officer(card), at=factories.NOW)
    assert told(answer(card, turn=2, number="LY00000002")) == ("wrong", "card_void")


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_send_the_same_cards_make_one_batch() -> None:
    here = factories.community()
    cards = [carding.made(at=here) for _ in range(3)]
    by, ready, outcomes = officer(cards[0]), threading.Barrier(2), list[str]()

    def go(keys: list[uuid.UUID]) -> None:
        try:
            ready.wait()
            acts.send(authority=cards[0].authority_id, card_ids=keys, by=by, at=factories.NOW)
            outcomes.append("sent")
        except Refusal as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    keys = [card.id for card in cards]
    threads = [threading.Thread(target=go, args=(order,)) for order in (keys, keys[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["not_allowed_in_state", "sent"]
    assert (CardBatch.objects.count(), set(Card.objects.values_list("tries", flat=True))) == (1, {1})


@pytest.mark.django_db(transaction=True)
def test_the_last_two_cards_coming_back_at_once_close_their_batch() -> None:
    here = factories.community()
    cards = [carding.made(at=here) for _ in range(2)]
    batch = sent(*cards)
    by, ready = officer(cards[0]), threading.Barrier(2)

    def go(card: Card, number: str) -> None:
        try:
            ready.wait()
            acts.receive(card_id=card.id, card_number=number, by=by, at=factories.NOW)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(card, f"LY0000000{place}")) for place, card in enumerate(cards)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    batch.refresh_from_db()
    assert batch.closed_at == factories.NOW


def test_a_stale_page_overwrites_nothing() -> None:
    card = carding.made(at=factories.community())
    sent(card)
    by = officer(card)
    with pytest.raises(Refusal) as error:
        acts.receive(card_id=card.id, card_number="LY00000001", by=by, at=factories.NOW, version=1)
    assert refused("stale", error)
    with pytest.raises(Absent):
        acts.receive(card_id=uuid.uuid4(), card_number="LY00000001", by=by, at=factories.NOW)
