"""Public rental housing from the granted case to the end of the lease, and everything that can be said against it. Source: I6."""

import datetime

import pytest
from tests import factories, renting
from tests.renting import CITED, TERM, World

from anju.actions import case as cases
from anju.actions import rental
from anju.actions.rental import locking
from anju.law import draw
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal, Refusals
from anju.law.rental import order
from anju.models import Act, Message, RentalEntry, RentalFlat, RentalMeasure, RentalObjection
from anju.queries import visitors
from anju.queries.rental import turn

pytestmark = pytest.mark.django_db
NOW, DAY = factories.NOW, factories.DAY
later = factories.later


@pytest.fixture
def at() -> World:
    """A housing office."""
    return renting.world()


def _acts(what: str) -> int:
    return Act.objects.filter(what=what).count()


def _told(kind: str) -> int:
    return Message.objects.filter(kind=kind).count()


def test_a_granted_case_enters_the_list_once_with_its_order_its_five_years_and_a_message(at: World) -> None:
    found = renting.family(at, people="4", need="elderly")
    entry = found.entry
    assert (entry.state, entry.people, entry.need, entry.group) == ("waiting", 4, "elderly", 1)
    assert (entry.ranked_on, entry.waits_until, entry.confirm_by) == (
        DAY,
        datetime.date(2031, 3, 4),
        datetime.date(2027, 3, 4),
    )
    assert entry.unit_id == at.unit.id
    assert (_acts("enter_list"), _told("rental_entered")) == (1, 1)


def test_a_refused_case_enters_no_list_until_a_review_changes_the_refusal(at: World) -> None:
    case, who = renting.applied(at)
    cases.take(case_id=case.id, by=at.one, at=NOW)
    cases.propose(case_id=case.id, outcome="refused", words="名下有房", by=at.one, at=NOW)
    cases.refuse(case_id=case.id, reason="名下有房", article=CITED, by=at.two, at=NOW)
    assert not RentalEntry.objects.exists()
    me = visitors.resident_actor(who=who)
    cases.protest(case_id=case.id, words="房子早就卖了", by=me, at=NOW)
    cases.change(case_id=case.id, reason="核实无房", article=CITED, by=at.three, at=NOW)
    assert RentalEntry.objects.get().case_id == case.id


def test_who_lives_in_a_flat_already_gets_no_second_place(at: World) -> None:
    found = renting.family(at)
    raw = {"fields": {"people": "2"}, "papers": {}, "truth": "on"}
    again = cases.apply(person_id=found.person.id, service_id=renting.SERVICE, raw=raw, by=found.me, at=later(days=1))
    renting.granted(at, again, when=later(days=1))
    assert RentalEntry.objects.count() == 1


def test_the_order_is_special_need_then_the_day_of_the_complete_application(at: World) -> None:
    second, third = renting.family(at, when=later(days=1)), renting.family(at, when=later(days=2))
    first = renting.family(at, when=later(days=3), need="disabled")
    assert [turn.place(one.now()) for one in (first, second, third)] == [1, 2, 3]
    rental.leave(entry_id=second.entry.id, by=second.me, at=later(days=4))
    assert [turn.place(one.now()) for one in (first, second, third)] == [1, None, 2]


def test_a_flat_goes_only_to_whoever_it_fits_and_whose_turn_it_is(at: World) -> None:
    big, small = renting.family(at, people="3"), renting.family(at, when=later(days=1))
    flat = renting.flat(at, rooms=1)
    with pytest.raises(Refusal, match="not_their_turn"):
        rental.offer(flat_id=flat.id, entry_id=big.entry.id, by=at.one, at=NOW)
    made = rental.offer(flat_id=flat.id, entry_id=small.entry.id, by=at.one, at=NOW)
    assert (made.state, made.answer_by) == ("open", datetime.date(2026, 3, 11))
    assert (small.now().state, RentalFlat.objects.get(id=flat.id).state) == ("offered", "offered")
    with pytest.raises(Refusal, match="flat_taken"):
        rental.offer(flat_id=flat.id, entry_id=big.entry.id, by=at.one, at=NOW)
    other = renting.flat(at, number="1-102", rooms=3)
    with pytest.raises(Refusal, match="nobody_fits"):
        rental.offer(flat_id=other.id, entry_id=big.entry.id, by=at.one, at=NOW)


def test_an_accessible_flat_goes_first_to_who_needs_one_and_stairs_to_nobody_who_can_not_climb(at: World) -> None:
    first = renting.family(at, need="elderly")
    lame = renting.family(at, when=later(days=1), need="disabled")
    plain, easy = renting.flat(at), renting.flat(at, number="1-102", accessible=True)
    assert turn.of(flat=plain, on=DAY) == first.entry
    assert turn.of(flat=easy, on=DAY) == lame.entry
    rental.offer(flat_id=plain.id, entry_id=first.entry.id, by=at.one, at=NOW)
    assert turn.of(flat=renting.flat(at, number="1-103"), on=DAY) is None


def test_accepted_published_without_objection_leased_and_ended(at: World) -> None:
    found = renting.family(at)
    made = renting.accepted(at, found)
    assert (made.state, made.published_until) == ("accepted", datetime.date(2026, 3, 11))
    with pytest.raises(Refusal, match="still_published"):
        rental.begin(entry_id=found.entry.id, raw=TERM, by=at.one, at=later(days=7))
    with pytest.raises(Refusals):
        rental.begin(entry_id=found.entry.id, raw={"begins_on": "2026-04-01"}, by=at.one, at=later(days=8))
    lease = rental.begin(entry_id=found.entry.id, raw=TERM, by=at.one, at=later(days=8))
    assert (lease.rent_fen, found.now().state, made.flat.leases.count()) == (30000, "housed", 1)
    for on, why, code in (
        (datetime.date(2026, 3, 1), "term", "bad_day"),
        (datetime.date(2026, 5, 1), "because", "not_an_option"),
    ):
        with pytest.raises(Refusal, match=code):
            rental.end(lease_id=lease.id, on=on, why=why, by=at.one, at=later(days=90))
    on = datetime.date(2026, 5, 1)
    rental.end(lease_id=lease.id, on=on, why="own_wish", by=at.one, at=later(days=90))
    assert (found.now().state, found.entry.ended_why) == ("ended", "lease_over")
    assert RentalFlat.objects.get().state == "free"
    with pytest.raises(Refusal, match="lease_ended"):
        rental.end(lease_id=lease.id, on=on, why="own_wish", by=at.one, at=later(days=90))


def test_two_declines_let_an_officer_tell_of_the_end_of_the_list_and_nothing_happens_by_itself(at: World) -> None:
    found, next_one = renting.family(at), renting.family(at, when=later(days=1))
    told = {"what": "back", "cause": "declines", "reason": "两次不接受", "article": CITED}
    renting.offered(at, found)
    rental.decline(entry_id=found.entry.id, by=found.me, at=NOW)
    with pytest.raises(Refusal, match="too_few"):
        rental.propose(entry_id=found.entry.id, **told, by=at.one, at=NOW)
    renting.offered(at, found, number="1-102")
    with pytest.raises(Refusal, match="not_over"):
        rental.lapse(entry_id=found.entry.id, by=at.one, at=later(days=7))
    rental.lapse(entry_id=found.entry.id, by=at.one, at=later(days=8))
    assert (found.now().declines, turn.place(found.entry)) == (2, 1)
    measure = rental.propose(entry_id=found.entry.id, **told, by=at.one, at=later(days=8))
    assert (found.now().state, turn.place(found.entry)) == ("waiting", 1)
    # whoever is being told is passed over meanwhile
    assert turn.of(flat=renting.flat(at, number="1-103"), on=DAY) == next_one.entry
    with pytest.raises(Refusal, match="measure_open"):
        rental.propose(entry_id=found.entry.id, **told, by=at.one, at=later(days=8))
    with pytest.raises(Refusal, match="window_open"):
        rental.carry_out(measure_id=measure.id, by=at.one, at=later(days=15))
    rental.carry_out(measure_id=measure.id, by=at.one, at=later(days=16))
    assert (found.now().state, found.entry.declines, turn.place(found.entry)) == ("waiting", 0, 2)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"what": "away"}, "not_an_option"),
        ({"cause": "because"}, "not_an_option"),
        ({"cause": "declines"}, "not_an_option"),
        ({"cause": "unconfirmed"}, "not_due"),
        ({"reason": " "}, "reason_missing"),
        ({"article": "B1"}, "article_missing"),
    ],
)
def test_a_measure_needs_its_cause_reason_and_article(at: World, changes: dict[str, str], code: str) -> None:
    found = renting.family(at)
    told = {"what": "end", "cause": "conditions", "reason": "买了房", "article": CITED, **changes}
    with pytest.raises(Refusal, match=code):
        rental.propose(entry_id=found.entry.id, **told, by=at.one, at=NOW)
    assert not RentalMeasure.objects.exists()


def _measure(at: World, found: renting.Family) -> RentalMeasure:
    told = {"what": "end", "cause": "conditions", "reason": "买了房", "article": CITED}
    return rental.propose(entry_id=found.entry.id, **told, by=at.one, at=NOW)


def test_a_measure_objected_to_is_reviewed_in_15_working_days_by_somebody_else(at: World) -> None:
    found = renting.family(at)
    measure = _measure(at, found)
    made = rental.protest(entry_id=found.entry.id, about="measure", words_="没有买", by=found.me, at=NOW)
    assert (made.due_on, made.against_id) == (datetime.date(2026, 3, 25), at.one.id)
    with pytest.raises(Refusal, match="not_allowed_in_state"):
        rental.carry_out(measure_id=measure.id, by=at.one, at=later(days=30))
    with pytest.raises(Refusal, match="four_eyes"):
        rental.uphold(objection_id=made.id, answer="成立", by=at.one, at=NOW)
    rental.uphold(objection_id=made.id, answer="成立", by=at.three, at=NOW)
    measure.refresh_from_db()
    assert (measure.state, found.now().state, _told("rental_upheld")) == ("dropped", "waiting", 1)
    with pytest.raises(Refusal, match="answered"):
        rental.uphold(objection_id=made.id, answer="成立", by=at.three, at=NOW)


def test_a_rejected_objection_carries_the_measure_out_with_reason_and_article(at: World) -> None:
    found = renting.family(at)
    measure = _measure(at, found)
    made = rental.protest(entry_id=found.entry.id, about="measure", words_="没有买", by=found.me, at=NOW)
    with pytest.raises(Refusal, match="article_missing"):
        rental.reject(objection_id=made.id, answer="查实有房", article="", by=at.two, at=NOW)
    rental.reject(objection_id=made.id, answer="查实有房", article=CITED, by=at.two, at=NOW)
    measure.refresh_from_db()
    assert (measure.state, found.now().state, found.entry.ended_why) == ("done", "ended", "conditions")


def test_a_measure_can_be_dropped_and_falls_when_the_person_leaves(at: World) -> None:
    found = renting.family(at)
    measure = _measure(at, found)
    rental.drop(measure_id=measure.id, by=at.one, at=NOW)
    assert (found.now().state, _told("rental_kept")) == ("waiting", 1)
    other = _measure(at, found)
    rental.leave(entry_id=found.entry.id, by=found.me, at=NOW)
    other.refresh_from_db()
    assert other.state == "dropped"
    with pytest.raises(Refusal, match="not_listed"):
        rental.protest(entry_id=found.entry.id, about="place", words_="错", by=found.me, at=NOW)
    with pytest.raises(Refusal, match="not_waiting"):
        _measure(at, found)


def test_anybody_on_the_list_objects_to_a_published_allotment_and_an_upheld_one_frees_the_flat(at: World) -> None:
    found, neighbour = renting.family(at), renting.family(at, when=later(days=1))
    made = renting.accepted(at, found)
    ask = {"about": "allotment", "words_": "他家有房", "offer_id": made.id}
    said = rental.protest(entry_id=neighbour.entry.id, **ask, by=neighbour.me, at=NOW)
    with pytest.raises(Refusal, match="objected"):
        rental.protest(entry_id=neighbour.entry.id, **ask, by=neighbour.me, at=NOW)
    with pytest.raises(Refusal, match="objection_open"):
        rental.begin(entry_id=found.entry.id, raw=TERM, by=at.one, at=later(days=8))
    rental.uphold(objection_id=said.id, answer="查实", by=at.two, at=later(days=8))
    assert (found.now().state, RentalFlat.objects.get().state) == ("waiting", "free")
    assert Message.objects.get(kind="rental_upheld").person_id == neighbour.person.id
    with pytest.raises(Absent):
        rental.protest(entry_id=neighbour.entry.id, **ask, by=neighbour.me, at=NOW)


def test_nobody_objects_after_the_publication_nor_to_nothing_nor_without_words(at: World) -> None:
    found, neighbour = renting.family(at), renting.family(at, when=later(days=1))
    made = renting.accepted(at, found)
    for about, words, when, code in (
        ("allotment", "他家有房", 8, "objection_over"),
        ("measure", "没有", 0, "nothing_to_object"),
        ("other", "没有", 0, "not_an_option"),
        ("place", " ", 0, "words_missing"),
    ):
        with pytest.raises(Refusal, match=code):
            rental.protest(
                entry_id=neighbour.entry.id,
                about=about,
                words_=words,
                offer_id=made.id,
                by=neighbour.me,
                at=later(days=when),
            )
    measure = _measure(at, neighbour)
    with pytest.raises(Refusal, match="objection_over"):
        rental.protest(entry_id=neighbour.entry.id, about="measure", words_="不", by=neighbour.me, at=later(days=8))
    assert measure.objections.count() == 0


def test_an_upheld_objection_puts_the_facts_of_a_place_right_and_whoever_granted_does_not_review(at: World) -> None:
    first, found = renting.family(at), renting.family(at, when=later(days=1))
    made = rental.protest(entry_id=found.entry.id, about="place", words_="家里有老人", by=found.me, at=later(days=2))
    for officer in (at.one, at.two):
        with pytest.raises(Refusal, match="four_eyes"):
            rental.uphold(objection_id=made.id, answer="是", by=officer, at=NOW)
    for wrong, code in (({"need": "rich"}, "not_an_option"), ({"complete_on": DAY + datetime.timedelta(9)}, "bad_day")):
        with pytest.raises(Refusal, match=code):
            rental.uphold(objection_id=made.id, answer="是", by=at.three, at=NOW, **wrong)
    rental.uphold(objection_id=made.id, answer="是", by=at.three, at=NOW, need="elderly", complete_on=DAY)
    assert (found.now().group, found.entry.ranked_on) == (1, DAY)
    assert [turn.place(one.now()) for one in (found, first)] == [1, 2]


def test_an_offer_is_withdrawn_with_the_reason_and_the_place_stays(at: World) -> None:
    found = renting.family(at)
    made = renting.offered(at, found)
    with pytest.raises(Refusal, match="words_missing"):
        rental.withdraw(entry_id=found.entry.id, why="", by=at.one, at=NOW)
    rental.withdraw(entry_id=found.entry.id, why="房屋漏水", by=at.one, at=NOW)
    made.refresh_from_db()
    assert (made.state, made.why, found.now().state, found.entry.declines) == ("withdrawn", "房屋漏水", "waiting", 0)


def test_the_yearly_confirmation_moves_the_next_day_and_tells_how_many_live_there(at: World) -> None:
    found = renting.family(at)
    rental.confirm(entry_id=found.entry.id, people="3", by=found.me, at=later(days=300))
    assert (found.now().people, found.entry.confirm_by) == (3, datetime.date(2027, 12, 29))
    with pytest.raises(Refusals):
        rental.confirm(entry_id=found.entry.id, people="many", by=found.me, at=later(days=300))
    # an officer notes it at the counter
    rental.confirm(entry_id=found.entry.id, people="4", by=at.one, at=later(days=301))
    rental.leave(entry_id=found.entry.id, by=found.me, at=later(days=302))
    with pytest.raises(Refusal, match="not_listed"):
        rental.confirm(entry_id=found.entry.id, people="3", by=found.me, at=later(days=303))


def test_a_draw_shows_its_seed_after_it_was_promised_and_anybody_can_check_the_lots(at: World) -> None:
    made = renting.round_(at, order="draw", closes_on="2026-03-10")
    assert (len(made.promise), made.told_seed) == (64, "")
    families = [renting.family(at) for _ in range(4)]
    pending, _ = renting.applied(at)
    with pytest.raises(Refusal, match="too_early"):
        rental.draw_round(round_id=made.id, by=at.one, at=later(days=6))
    with pytest.raises(Refusal, match="cases_open"):
        rental.draw_round(round_id=made.id, by=at.one, at=later(days=7))
    cases.take(case_id=pending.id, by=at.one, at=NOW)
    cases.propose(case_id=pending.id, outcome="refused", words="有房", by=at.one, at=NOW)
    cases.refuse(case_id=pending.id, reason="有房", article=CITED, by=at.two, at=NOW)
    found = rental.draw_round(round_id=made.id, by=at.one, at=later(days=7))
    seed = found.told_seed
    assert draw.kept(seed=seed, promised=made.promise)
    assert found.seed is None
    lots = {one.entry.number: draw.lot(seed=seed, number=one.entry.number) for one in families}
    shown = list(turn.listed(unit_id=at.unit.id).values_list("number", flat=True))
    assert shown == sorted(lots, key=lambda number: lots[number])
    assert {one.now().ranked_on for one in families} == {made.closes_on}
    with pytest.raises(Refusal, match="nothing_to_draw"):
        rental.draw_round(round_id=made.id, by=at.one, at=later(days=7))


def test_whoever_is_granted_on_review_after_the_draw_has_the_lot_of_the_told_seed(at: World) -> None:
    made = renting.round_(at, order="draw", closes_on="2026-03-10")
    case, who = renting.applied(at)
    cases.take(case_id=case.id, by=at.one, at=NOW)
    cases.propose(case_id=case.id, outcome="refused", words="有房", by=at.one, at=NOW)
    cases.refuse(case_id=case.id, reason="有房", article=CITED, by=at.two, at=NOW)
    drawn = rental.draw_round(round_id=made.id, by=at.one, at=later(days=7))
    me = visitors.resident_actor(who=who)
    cases.protest(case_id=case.id, words="没有", by=me, at=later(days=8))
    cases.change(case_id=case.id, reason="核实无房", article=CITED, by=at.three, at=later(days=9))
    entry = RentalEntry.objects.get()
    assert entry.lot == draw.lot(seed=drawn.told_seed, number=entry.number)


def test_rounds_of_an_office_do_not_overlap_and_are_read_whole(at: World) -> None:
    renting.round_(at)
    with pytest.raises(Refusal, match="round_overlaps"):
        renting.round_(at, opens_on="2026-03-31", closes_on="2026-05-01")
    with pytest.raises(Refusals) as wrong:
        renting.round_(at, name="", opens_on="x", closes_on="2026-04-30", order="luck", planned="1", for_migrants="2")
    assert [one.field for one in wrong.value.refusals] == ["name", "opens_on", "order", "for_migrants"]
    with pytest.raises(Refusals) as past:
        renting.round_(at, opens_on="2026-01-01", closes_on="2026-02-01")
    assert [one.code for one in past.value.refusals] == ["past"]


def test_I6_nobody_who_applied_by_date_is_put_into_a_draw_afterwards(at: World) -> None:
    renting.applied(at)
    with pytest.raises(Refusal, match="round_begun"):
        renting.round_(at, order="draw")
    assert renting.round_(at, order="draw", opens_on="2026-03-10").order == "draw"


def test_a_flat_is_added_once_and_taken_out_while_it_is_free(at: World) -> None:
    made = renting.flat(at)
    with pytest.raises(Refusal, match="flat_twice"):
        renting.flat(at)
    with pytest.raises(Refusals) as wrong:
        rental.add_flat(raw={"rooms": "0", "estate": "x" * 61}, by=at.one, at=NOW)
    assert [one.field for one in wrong.value.refusals] == ["estate", "number", "rooms", "size", "rent"]
    rental.end_flat(flat_id=made.id, by=at.one, at=NOW)
    with pytest.raises(Refusal, match="flat_taken"):
        rental.end_flat(flat_id=made.id, by=at.one, at=NOW)
    renting.flat(at)


def test_a_stale_page_is_told_so(at: World) -> None:
    found = renting.family(at)
    renting.offered(at, found)
    with pytest.raises(Refusal, match="stale"):
        rental.accept(entry_id=found.entry.id, by=found.me, at=NOW, version=1)


def test_another_office_another_department_and_another_resident_find_nothing(at: World) -> None:
    found = renting.family(at)
    offer = renting.accepted(at, found)
    flat = renting.flat(at, number="9")
    made = renting.round_(at, order="draw", opens_on="2026-03-10")
    other = factories.unit(code="zj-371311", kind="office", department="housing", level="county")
    away = factories.unit(code="jy-371302", kind="office", department="education", level="county")
    strangers = [factories.actor(factories.post(unit=unit, role="officer")) for unit in (other, away)]
    strangers.append(factories.actor(factories.registrar(of=at.here)))
    key = {"entry_id": found.entry.id}
    for by in strangers:
        for act in (
            lambda: rental.withdraw(**key, why="…", by=by, at=NOW),  # noqa: B023
            lambda: rental.lapse(**key, by=by, at=NOW),  # noqa: B023
            lambda: rental.begin(**key, raw=TERM, by=by, at=NOW),  # noqa: B023
            lambda: rental.accept(**key, by=by, at=NOW),  # noqa: B023
            lambda: rental.offer(**key, flat_id=flat.id, by=by, at=NOW),  # noqa: B023
            lambda: rental.end_flat(flat_id=flat.id, by=by, at=NOW),  # noqa: B023
            lambda: rental.draw_round(round_id=made.id, by=by, at=NOW),  # noqa: B023
            lambda: rental.propose(**key, what="end", cause="conditions", reason="…", article=CITED, by=by, at=NOW),  # noqa: B023
        ):
            with pytest.raises(Absent):
                act()
    neighbour = renting.family(at)
    for act in (
        lambda: rental.accept(**key, by=neighbour.me, at=NOW),
        lambda: rental.decline(**key, by=neighbour.me, at=NOW),
        lambda: rental.leave(**key, by=neighbour.me, at=NOW),
        lambda: rental.confirm(**key, people="2", by=neighbour.me, at=NOW),
        lambda: rental.open_own(**key, by=neighbour.me, at=NOW),
        lambda: rental.protest(**key, about="place", words_="…", by=neighbour.me, at=NOW),
        lambda: rental.carry_out(measure_id=offer.id, by=at.one, at=NOW),
        lambda: rental.uphold(objection_id=offer.id, answer="…", by=at.one, at=NOW),
        lambda: rental.end(lease_id=offer.id, on=DAY, why="term", by=at.one, at=NOW),
    ):
        with pytest.raises(Absent):
            act()
    assert RentalObjection.objects.count() == 0


def test_opening_a_place_is_on_record_with_its_purpose(at: World) -> None:
    found = renting.family(at)
    post = factories.Post.objects.get(id=at.one.post_id)
    with pytest.raises(Refusal, match="purpose_missing"):
        rental.open_one(scope=factories.scope(post), entry_id=found.entry.id, purpose="", at=NOW)
    rental.open_one(scope=factories.scope(post), entry_id=found.entry.id, purpose="handling", at=NOW)
    rental.open_own(entry_id=found.entry.id, by=found.me, at=NOW)
    assert list(Act.objects.filter(what="open_entry").order_by("seq").values_list("purpose", flat=True)) == [
        "handling",
        "own",
    ]
    police = factories.scope(factories.registrar(of=at.here))
    with pytest.raises(Absent):
        rental.open_one(scope=police, entry_id=found.entry.id, purpose="handling", at=NOW)


def test_an_objection_whose_object_is_gone_is_answered_all_the_same(at: World) -> None:
    found, neighbour = renting.family(at), renting.family(at, when=later(days=1))
    measure = _measure(at, found)
    made = rental.protest(entry_id=found.entry.id, about="measure", words_="没有买", by=found.me, at=NOW)
    rental.leave(entry_id=found.entry.id, by=found.me, at=NOW)
    rental.uphold(objection_id=made.id, answer="已退出", by=at.three, at=NOW)
    measure.refresh_from_db()
    assert (measure.state, found.now().state) == ("dropped", "ended")
    other = renting.family(at, when=later(days=2))
    offer = renting.accepted(at, neighbour)
    said = rental.protest(
        entry_id=other.entry.id, about="allotment", words_="他有房", offer_id=offer.id, by=other.me, at=NOW
    )
    rental.withdraw(entry_id=neighbour.entry.id, why="漏水", by=at.one, at=NOW)
    rental.uphold(objection_id=said.id, answer="已收回", by=at.two, at=NOW)
    assert (neighbour.now().state, RentalObjection.objects.filter(state="open").count()) == ("waiting", 0)


def test_an_objection_about_a_place_or_an_allotment_is_rejected_with_its_article(at: World) -> None:
    found, other = renting.family(at), renting.family(at, when=later(days=1))
    offer = renting.accepted(at, found)
    for about, offer_id in (("allotment", offer.id), ("place", None)):
        said = rental.protest(
            entry_id=other.entry.id, about=about, words_="不对", offer_id=offer_id, by=other.me, at=NOW
        )
        rental.reject(objection_id=said.id, answer="核实无误", article=CITED, by=at.three, at=NOW)
    assert (found.now().state, other.now().group, _told("rental_rejected")) == ("accepted", 2, 2)
    with pytest.raises(Absent):
        rental.protest(entry_id=other.entry.id, about="allotment", words_="不对", by=other.me, at=NOW)


def test_putting_only_the_need_right_keeps_the_day(at: World) -> None:
    found = renting.family(at)
    said = rental.protest(entry_id=found.entry.id, about="place", words_="有老人", by=found.me, at=NOW)
    rental.uphold(objection_id=said.id, answer="是", need="elderly", by=at.three, at=NOW)
    assert (found.now().group, found.entry.ranked_on, found.entry.complete_at) == (1, DAY, NOW)


def test_nobody_without_a_post_decides(at: World) -> None:
    found = renting.family(at)
    nobody = Actor(kind="staff", role="officer")
    with pytest.raises(Absent):
        rental.withdraw(entry_id=found.entry.id, why="…", by=nobody, at=NOW)
    with pytest.raises(Absent):
        locking.staff(Actor(kind="system"))
    scope = factories.scope(factories.post(unit=factories.station(of=at.here), role="officer"))
    with pytest.raises(Absent):
        rental.open_one(scope=scope, entry_id=found.entry.id, purpose="handling", at=NOW)


@pytest.mark.parametrize(("rooms", "people", "accessible"), [(1, 2, False), (2, 3, True), (3, 9, False), (4, 5, True)])
@pytest.mark.parametrize("need", ["none", "elderly", "disabled"])
def test_whose_turn_it_is_in_the_database_is_who_the_law_says_fits(
    at: World, rooms: int, people: int, accessible: bool, need: str
) -> None:
    found = renting.family(at, people=str(people), need=need)
    flat = renting.flat(at, rooms=rooms, accessible=accessible)
    policy = turn.policy(found.entry, on=DAY)
    fits = order.fits(flat_rooms=rooms, accessible=accessible, people=people, need=need, policy=policy)
    assert turn.of(flat=flat, on=DAY) == (found.entry if fits else None)
