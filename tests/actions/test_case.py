"""The acts on a case, from the application to its review: the library card and the rare book stand for all. Source: B7, I9, I10, J2."""

import dataclasses
import datetime
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from tests import casing, complaining, factories
from tests.casing import World

from anju.actions import case as cases
from anju.law.absent import Absent
from anju.law.actor import SYSTEM, Actor
from anju.law.refusal import Refusal, Refusals
from anju.models import (
    Act,
    Binding,
    Case,
    CaseDecision,
    CaseForm,
    CasePaper,
    CasePart,
    CaseStep,
    Guardianship,
    Message,
    Person,
    Post,
    Upload,
)
from anju.vault import seal

pytestmark = pytest.mark.django_db
NOW, DAY = factories.NOW, factories.DAY
ARTICLE = "I3"


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with casing.opened(tmp_path, monkeypatch):
        yield


@pytest.fixture
def at() -> World:
    return casing.world()


def again(case: Case) -> Case:
    return Case.objects.get(id=case.id)


def acts(case: Case) -> list[str]:
    return list(Act.objects.filter(subject_id=str(case.id)).order_by("seq").values_list("what", flat=True))


def told(kind: str) -> int:
    return Message.objects.filter(kind=kind).count()


def refused(do: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as error, transaction.atomic():
        do()
    return error.value.code


def test_I9_an_application_goes_to_the_nearest_office_with_its_form_sealed(at: World) -> None:
    case = casing.sent(at)
    assert (case.unit, case.state, case.channel, case.limit_on) == (
        at.street,
        "sent",
        "online",
        datetime.date(2026, 3, 6),
    )
    form = CaseForm.objects.get(case=case)
    assert b"poems" not in bytes(form.answers)
    opened = seal.unseal(data=bytes(form.answers), column="case_form.answers", owner=form.id)
    assert opened == '{"shelf": "poems"}'
    # I4: what the register knows and the archive confirms was not asked for
    assert dict(CasePaper.objects.filter(case=case).values_list("paper", "source")) == {
        "photo": "upload",
        "receipt": "register",
        "standing": "department",
    }
    assert Upload.objects.get().subject_id == case.id
    assert (acts(case), told("case_sent")) == (["apply_case"], 1)
    assert case.number.startswith("BJ371302")


def test_applying_twice_is_one_case(at: World) -> None:
    assert [casing.sent(at).id, Case.objects.count()] == [casing.sent(at).id, 1]
    assert Act.objects.filter(what="apply_case").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(
            person=at.person,
            service="library/card",
            community=at.community,
            unit=at.street,
            number="x",
            state="sent",
            channel="online",
            applied_at=NOW,
            limit_on=DAY,
        )


def test_where_no_office_stands_on_the_level_the_next_one_up_decides(at: World) -> None:
    at.street.coverage.all().delete()
    assert casing.sent(at).unit == at.county


def test_what_is_missing_in_a_form_is_told_at_once_and_nothing_is_kept(at: World) -> None:
    with pytest.raises(Refusals) as error:
        cases.apply(person_id=at.person.id, service_id="library/card", raw={}, by=at.me, at=NOW)
    assert [one.field for one in error.value.refusals] == ["fields.shelf", "papers.photo", "truth"]
    assert Case.objects.count() == 0


def test_a_picture_of_somebody_else_is_not_taken(at: World) -> None:
    raw = {**casing.FORM, "papers": {"photo": {"upload": str(uuid.uuid4())}}}
    with pytest.raises(Refusal) as error:
        cases.apply(person_id=at.person.id, service_id="library/card", raw=raw, by=at.me, at=NOW)
    assert (error.value.code, error.value.field) == ("upload_unknown", "papers.photo")


def test_nobody_applies_for_a_stranger_and_the_desk_only_for_people_of_its_area(at: World) -> None:
    stranger = casing.visitors.resident_actor(who=factories.resident())
    clerk = factories.actor(complaining.clerk(complaining.hall(at.community)))
    far = factories.actor(complaining.clerk(complaining.hall(factories.community(street="002"), code="hall-2")))
    raw = {**casing.FORM, "papers": {"photo": {"seen": "on"}}}
    for by in (stranger, far, at.officer(at.archive), SYSTEM):
        with pytest.raises(Absent):
            cases.apply(person_id=at.person.id, service_id="library/card", raw=raw, by=by, at=NOW)
    made = cases.apply(person_id=at.person.id, service_id="library/card", raw=raw, by=clerk, at=NOW)
    assert (made.channel, made.papers.get(paper="photo").source) == ("counter", "seen")


def test_what_is_only_booked_becomes_a_case_at_the_window_where_it_has_a_limit(at: World) -> None:
    def apply(service: str, by: Actor) -> Callable[[], object]:
        return lambda: cases.apply(person_id=at.person.id, service_id=service, raw=casing.FORM, by=by, at=NOW)

    clerk = factories.actor(complaining.clerk(complaining.hall(at.community)))
    assert [refused(apply("library/room", at.me)), refused(apply("library/tour", clerk))] == ["no_case", "no_case"]
    apply("library/room", clerk)()
    case, officer = Case.objects.get(), at.officer()
    cases.take(case_id=case.id, by=officer, at=NOW)
    cases.grant(case_id=case.id, words="", by=officer, at=NOW)
    cases.rate(case_id=case.id, grade="fair", words="", by=at.me, at=NOW)
    assert (again(case).state, case.channel, case.unit) == ("granted", "counter", at.street)


def _capacity(case: Case) -> tuple[object, object]:
    return case.applicant_id, Act.objects.get(what="apply_case", subject_id=str(case.id)).detail["as"]


def test_B8_an_agent_applies_where_the_service_lets_one_and_is_on_record(at: World) -> None:
    def apply(service: str) -> Case:
        return cases.apply(person_id=at.person.id, service_id=service, raw=casing.FORM, by=at.me, at=NOW)

    assert _capacity(casing.sent(at)) == (None, "self")
    Binding.objects.update(kind="ward")
    assert _capacity(apply("library/errand")) == (at.who.id, "agent")
    assert refused(lambda: apply("library/story")) == "not_for_you"
    # whoever is on record as a guardian is one, of any age
    guardian = factories.registered(at=at.community, who=at.who).person
    Guardianship.objects.create(ward=at.person, guardian=guardian, relation="child", since=NOW)
    assert _capacity(apply("library/story")) == (at.who.id, "guardian")
    clerk = factories.actor(complaining.clerk(complaining.hall(at.community)))
    raw = {**casing.FORM, "papers": {"photo": {"seen": "on"}}}
    by_desk = cases.apply(person_id=guardian.id, service_id="library/card", raw=raw, by=clerk, at=NOW)
    assert _capacity(by_desk) == (None, "")


def test_a_service_says_who_applies_and_whether_there_is_a_case(at: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def apply(service: str) -> Callable[[], object]:
        return lambda: cases.apply(person_id=at.person.id, service_id=service, raw=casing.FORM, by=at.me, at=NOW)

    assert [refused(apply("library/story")), refused(apply("library/tour"))] == ["not_for_you", "no_case"]
    with pytest.raises(Absent):
        apply("library/nothing")()
    early = datetime.datetime(2019, 12, 31, tzinfo=datetime.UTC)
    assert (
        refused(lambda: cases.apply(person_id=at.person.id, service_id="library/card", raw={}, by=at.me, at=early))
        == "service_closed"
    )
    Binding.objects.update(kind="ward")
    # a grown-up whose guardian nobody recorded has an agent, and this one is for guardians
    assert refused(apply("library/story")) == "not_for_you"
    Person.objects.filter(id=at.person.id).update(birth_on=datetime.date(2018, 3, 7))
    assert apply("library/story")().state == "sent"  # type: ignore[attr-defined]
    at.person.stays.update(state="ended", ended_on=DAY)
    Case.objects.update(state="withdrawn")
    assert refused(apply("library/story")) == "place_missing"
    named = cases.apply(
        person_id=at.person.id,
        service_id="library/story",
        raw=casing.FORM,
        by=at.me,
        at=NOW,
        community=at.community.code,
    )
    assert named.community == at.community
    for unit in (at.street, at.county, at.city):
        unit.coverage.all().delete()
    Case.objects.update(state="withdrawn")
    assert (
        refused(
            lambda: cases.apply(
                person_id=at.person.id,
                service_id="library/story",
                raw=casing.FORM,
                by=at.me,
                at=NOW,
                community=at.community.code,
            )
        )
        == "office_unset"
    )


def test_B7_a_case_is_returned_once_with_everything_and_completed(at: World) -> None:
    case, officer = casing.sent(at), at.officer()
    give = {"papers.photo": "看不清", "papers.standing": "", "fields.hat": ""}
    assert (
        refused(lambda: cases.give_back(case_id=case.id, missing={"papers.standing": ""}, by=officer, at=NOW))
        == "nothing_missing"
    )
    cases.give_back(case_id=case.id, missing=give, by=officer, at=NOW)
    assert case.notices.get().missing == [{"item": "papers.photo", "note": "看不清"}]
    assert (again(case).state, told("case_returned")) == ("returned", 1)
    picture = Upload.objects.get()
    raw = {**casing.FORM, "fields": {"shelf": "maps"}, "papers": {"photo": {"upload": str(picture.id)}}}
    later = factories.later(days=5)
    cases.complete(case_id=case.id, raw=raw, by=at.me, at=later)
    found = again(case)
    assert (found.state, found.limit_on, found.forms.count()) == ("sent", datetime.date(2026, 3, 11), 2)
    assert refused(lambda: cases.give_back(case_id=case.id, missing=give, by=officer, at=later)) == "told_before"
    assert acts(case) == ["apply_case", "return_case", "complete_case"]


def test_I9_taking_starts_the_limit_and_only_the_owner_acts(at: World) -> None:
    case = casing.sent(at)
    for by in (at.officer(at.archive), at.officer(at.county), at.me, SYSTEM):
        with pytest.raises(Absent):
            cases.take(case_id=case.id, by=by, at=NOW)
    assert refused(lambda: cases.take(case_id=case.id, by=at.officer(), at=NOW, version=7)) == "stale"
    found = cases.take(case_id=case.id, by=at.officer(), at=NOW)
    assert (found.state, found.limit_on, found.clock_left) == ("taken", datetime.date(2026, 3, 11), 5)
    assert refused(lambda: cases.take(case_id=case.id, by=at.officer(), at=NOW)) == "not_allowed_in_state"


def test_I9_the_clock_stands_only_where_the_law_lets_it(at: World) -> None:
    officer = at.officer()
    card, loan = casing.taken(at, by=officer), casing.taken(at, "library/loan", by=officer)
    for case in (card, loan):
        cases.ask(case_id=case.id, words="哪一本？", by=officer, at=factories.later(days=2))
        assert refused(lambda case=case: cases.answer(case_id=case.id, words=" ", by=at.me, at=NOW)) == "words_missing"  # type: ignore[misc]
        with pytest.raises(Absent):
            cases.answer(case_id=case.id, words="x", by=at.officer(at.county), at=NOW)
        cases.answer(case_id=case.id, words="《山海经》", by=at.me, at=factories.later(days=12))
    assert (again(card).limit_on, again(card).state) == (datetime.date(2026, 3, 11), "taken")
    # ten days, two of which had passed; eight from the 16th
    assert (again(loan).limit_on, again(loan).clock_left) == (datetime.date(2026, 3, 24), 8)
    question = loan.questions.get()
    assert "哪一本".encode() not in bytes(question.words)
    assert (
        seal.unseal(data=bytes(question.answer or b""), column="case_question.answer", owner=question.id)
        == "《山海经》"
    )
    assert told("case_asked") == 2
    assert Message.objects.filter(kind="case_answered").count() == 2


def test_a_limit_that_has_passed_is_not_mended_by_a_question(at: World) -> None:
    officer = at.officer()
    loan = casing.taken(at, "library/loan", by=officer)
    late = factories.later(days=30)
    cases.ask(case_id=loan.id, words="？", by=officer, at=late)
    cases.answer(case_id=loan.id, words="是", by=at.me, at=factories.later(days=40))
    assert (again(loan).limit_on, loan.questions.get().stops_clock) == (loan.limit_on, False)


def test_J2_the_first_office_owns_a_case_until_another_accepted(at: World) -> None:
    case, officer, archivist = casing.sent(at), at.officer(), at.officer(at.archive)

    def offer(to: uuid.UUID) -> Callable[[], object]:
        return lambda: cases.offer(case_id=case.id, to=to, words="请你们办", by=officer, at=NOW)

    assert [refused(offer(at.street.id)), refused(offer(uuid.uuid4()))] == ["same_office", "office_unknown"]
    offer(at.archive.id)()
    assert refused(offer(at.county.id)) == "not_allowed_in_state"
    with pytest.raises(Absent):
        cases.take(case_id=case.id, by=archivist, at=NOW)
    with pytest.raises(Absent):
        cases.accept(case_id=case.id, by=at.officer(at.county), at=NOW)
    cases.decline(case_id=case.id, why="不归我们", by=archivist, at=NOW)
    offer(at.archive.id)()
    moved = cases.accept(case_id=case.id, by=archivist, at=NOW)
    assert (moved.unit, moved.limit_on, moved.offered_to) == (at.archive, case.limit_on, None)
    with pytest.raises(Absent):
        cases.take(case_id=case.id, by=officer, at=NOW)
    steps = list(CaseStep.objects.filter(case=case).order_by("id").values_list("what", flat=True))
    assert steps == ["received", "offered", "declined", "offered", "accepted"]
    assert [told("case_offered"), told("case_declined"), told("case_moved")] == [2, 1, 1]


def test_what_is_decided_is_not_handed_on(at: World) -> None:
    officer = at.officer()
    case = casing.granted(at, by=officer)
    assert refused(lambda: cases.offer(case_id=case.id, to=at.county.id, words="x", by=officer, at=NOW)) == "not_now"


def test_a_joint_case_shows_another_office_only_its_part(at: World) -> None:
    officer, archivist = at.officer(), at.officer(at.archive)
    early = casing.sent(at, "library/loan")

    def join(case: Case, to: uuid.UUID) -> CasePart:
        return cases.join(
            case_id=case.id, to=to, words="有档案吗？", shown=["fields.shelf", "fields.no"], by=officer, at=NOW
        )

    assert refused(lambda: join(early, at.archive.id)) == "not_now"
    case = casing.taken(at, by=officer)
    assert [refused(lambda: join(case, at.street.id)), refused(lambda: join(case, uuid.uuid4()))] == [
        "same_office",
        "office_unknown",
    ]
    part = join(case, at.archive.id)
    assert (part.shown, part.due_on, part.state) == (["fields.shelf"], case.limit_on, "asked")
    assert refused(lambda: join(case, at.archive.id)) == "asked_before"
    with pytest.raises(Absent):
        cases.answer_part(part_id=part.id, words="有", by=officer, at=NOW)
    answered = cases.answer_part(part_id=part.id, words="有", by=archivist, at=NOW)
    assert seal.unseal(data=bytes(answered.answer or b""), column="case_part.answer", owner=part.id) == "有"
    assert (
        refused(lambda: cases.decline_part(part_id=part.id, words="无", by=archivist, at=NOW)) == "not_allowed_in_state"
    )
    declined = join(case, at.archive.id)
    assert cases.decline_part(part_id=declined.id, words="不归我们", by=archivist, at=NOW).state == "declined"
    dropped = join(case, at.archive.id)
    with pytest.raises(Absent):
        cases.drop_part(part_id=dropped.id, by=archivist, at=NOW)
    with pytest.raises(Absent):
        cases.drop_part(part_id=uuid.uuid4(), by=officer, at=NOW)
    assert cases.drop_part(part_id=dropped.id, by=officer, at=NOW).state == "dropped"
    # whoever is asked no more sees nothing of it any more
    post = Post.objects.select_related("unit").get(id=archivist.post_id)
    scope = factories.scope(post)
    with pytest.raises(Absent):
        cases.open_part(scope=scope, part_id=dropped.id, purpose="service", at=NOW)
    assert cases.open_part(scope=scope, part_id=part.id, purpose="service", at=NOW).id == part.id
    last = join(case, at.archive.id)
    cases.grant(case_id=case.id, words="", by=officer, at=NOW)
    assert CasePart.objects.get(id=last.id).state == "dropped"


def test_I10_a_refusal_carries_officer_reason_and_article(at: World) -> None:
    officer = at.officer()
    case = casing.taken(at, by=officer)

    def refuse(reason: str, article: str) -> Callable[[], object]:
        return lambda: cases.refuse(case_id=case.id, reason=reason, article=article, by=officer, at=NOW)

    assert [refused(refuse(" ", ARTICLE)), refused(refuse("不满6岁", "Z9"))] == ["reason_missing", "article_missing"]
    with pytest.raises(Absent):
        cases.refuse(case_id=case.id, reason="x", article=ARTICLE, by=SYSTEM, at=NOW)
    refuse("不满6岁", ARTICLE)()
    decision = CaseDecision.objects.get()
    assert (decision.outcome, decision.reason, decision.article, decision.by_id) == (
        "refused",
        "不满6岁",
        ARTICLE,
        officer.id,
    )
    assert (again(case).state, told("case_refused")) == ("refused", 1)
    assert Upload.objects.get().keep_until is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseDecision.objects.update(reason="")


def test_a_grant_may_rest_on_the_services_own_text_and_ends_open_questions(at: World) -> None:
    officer = at.officer()
    case = casing.taken(at, by=officer)
    cases.ask(case_id=case.id, words="？", by=officer, at=NOW)
    done = cases.grant(case_id=case.id, words="周一来取", by=officer, at=NOW)
    assert (done.state, done.decided_by_id, case.questions.get().answered_at) == ("granted", officer.id, NOW)
    assert acts(case) == ["apply_case", "take_case", "ask_case", "grant_case"]


def test_two_officers_decide_where_the_service_says_so(at: World) -> None:
    first, second = at.officer(), at.officer()
    case, card = casing.taken(at, "library/loan", by=first), casing.taken(at, by=first)

    def grant(by: Actor) -> Callable[[], Case]:
        return lambda: cases.grant(case_id=case.id, words="", by=by, at=NOW)

    def propose(of: Case, outcome: str) -> Callable[[], object]:
        return lambda: cases.propose(case_id=of.id, outcome=outcome, words="可以", by=first, at=NOW)

    assert refused(grant(first)) == "second_needed"
    assert [refused(propose(card, "granted")), refused(propose(case, "maybe"))] == [
        "second_not_needed",
        "not_an_option",
    ]
    propose(case, "granted")()
    assert refused(grant(first)) == "four_eyes"
    assert (
        refused(lambda: cases.refuse(case_id=case.id, reason="x", article="notice 二", by=second, at=NOW))
        == "other_outcome"
    )
    cases.send_back(case_id=case.id, words="再看看", by=second, at=NOW)
    assert (again(case).state, again(case).proposed_by_id) == ("taken", None)
    propose(case, "granted")()
    assert grant(second)().decided_by_id == second.id
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(id=case.id).update(decided_by=first.id)


def test_a_withdrawn_case_leaves_nothing_open_and_one_can_apply_again(at: World) -> None:
    officer = at.officer()
    case = casing.taken(at, by=officer)
    part = cases.join(case_id=case.id, to=at.archive.id, words="？", shown=[], by=officer, at=NOW)
    cases.withdraw(case_id=case.id, by=at.me, at=NOW)
    assert (again(case).state, CasePart.objects.get(id=part.id).state) == ("withdrawn", "dropped")
    assert casing.sent(at).id != case.id
    assert refused(lambda: cases.withdraw(case_id=case.id, by=at.me, at=NOW)) == "not_allowed_in_state"


def test_I10_an_objection_is_reviewed_by_somebody_else(at: World) -> None:
    first, second = at.officer(), at.officer()
    for outcome in ("confirmed", "changed"):
        case = casing.taken(at, by=first)
        cases.refuse(case_id=case.id, reason="不满6岁", article=ARTICLE, by=first, at=NOW)
        cases.protest(case_id=case.id, words="我七岁", by=at.me, at=factories.later(days=60))
        review = cases.confirm if outcome == "confirmed" else cases.change
        assert again(case).limit_on > DAY
        assert (
            refused(
                lambda case=case, review=review: review(case_id=case.id, reason="x", article=ARTICLE, by=first, at=NOW)
            )  # type: ignore[misc]
            == "four_eyes"
        )
        found = review(case_id=case.id, reason="查过了", article=ARTICLE, by=second, at=NOW)
        assert (found.state, found.decided_by_id) == (outcome, first.id)
    held = CaseDecision.objects.filter(outcome="refused").first()
    assert held is not None
    assert seal.unseal(data=bytes(held.objection or b""), column="case_decision.objection", owner=held.id) == "我七岁"


def test_an_objection_has_its_time_and_waits_for_no_second_case(at: World) -> None:
    officer = at.officer()
    case = casing.granted(at, by=officer)

    def protest(days: int) -> Callable[[], object]:
        return lambda: cases.protest(case_id=case.id, words="不对", by=at.me, at=factories.later(days=days))

    assert refused(protest(80)) == "objection_over"
    casing.sent(at)
    assert refused(protest(1)) == "open_again"


def test_E4_a_photo_looked_at_before_is_not_asked_for_again(at: World) -> None:
    casing.granted(at)
    case = cases.apply(person_id=at.person.id, service_id="library/card", raw=casing.FORM, by=at.me, at=NOW)
    assert case.papers.get(paper="photo").source == "reused"


def test_L12_opening_a_case_leaves_a_trace_with_its_purpose(at: World) -> None:
    case = casing.sent(at)
    scope = factories.scope(factories.post(unit=at.county, role="officer"))
    assert cases.open_one(scope=scope, case_id=case.id, purpose="service", at=NOW) == case
    assert refused(lambda: cases.open_one(scope=scope, case_id=case.id, purpose="own", at=NOW)) == "purpose_missing"
    assert cases.open_own(case_id=case.id, by=at.me, at=NOW) == case
    for by in (casing.visitors.resident_actor(who=factories.resident()), at.officer()):
        with pytest.raises(Absent):
            cases.open_own(case_id=case.id, by=by, at=NOW)
    read = Act.objects.filter(what="open_case").order_by("seq").values_list("purpose", "person_id")
    assert list(read) == [("service", at.person.id), ("own", at.person.id)]


def test_a_machine_applies_in_its_post_and_nobody_for_a_record_that_is_gone(at: World) -> None:
    clerk = factories.actor(complaining.clerk(complaining.hall(at.community)))
    raw = {**casing.FORM, "papers": {}}
    machine = dataclasses.replace(clerk, kind="client")
    made = cases.apply(person_id=at.person.id, service_id="library/loan", raw=raw, by=machine, at=NOW)
    assert made.channel == "api"
    nobody = dataclasses.replace(clerk, post_id=None)
    with pytest.raises(Absent):
        cases.apply(person_id=at.person.id, service_id="library/card", raw=raw, by=nobody, at=NOW)
    at.person.state = "erased"
    at.person.save()
    with pytest.raises(Absent):
        cases.apply(person_id=at.person.id, service_id="library/card", raw=raw, by=at.me, at=NOW)


def test_I10_nobody_without_a_name_takes_or_decides(at: World) -> None:
    case = casing.sent(at)
    unnamed = dataclasses.replace(at.officer(), kind="client", post_id=None)
    with pytest.raises(Absent):
        cases.take(case_id=case.id, by=unnamed, at=NOW)
