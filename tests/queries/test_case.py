"""Queues, details and figures of cases: each department its own, in its subtree, in few statements. Source: I9, J2, J4, L2, O1."""

import datetime
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import casing, factories
from tests.casing import World

from anju.actions import case as cases
from anju.law import authority, identity
from anju.law.absent import Absent
from anju.law.codes import Rating
from anju.law.refusal import Refusal
from anju.models import Act, Case, CaseForm, CaseRating, Post, Slot, Unit
from anju.queries import scope as scopes
from anju.queries import uploads
from anju.queries.case import asked, detail, figures, mine, queue, ratings
from anju.queries.scope import Scope
from anju.vault import seal

pytestmark = pytest.mark.django_db
NOW, DAY = factories.NOW, factories.DAY
SPAN = {"start": factories.later(days=-30), "end": factories.later(days=30)}
DAYS = {"start": datetime.date(2026, 2, 1), "end": datetime.date(2026, 4, 1)}


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with casing.opened(tmp_path, monkeypatch):
        yield


@pytest.fixture
def at() -> World:
    return casing.world()


def scope(unit: Unit, role: str = "officer") -> Scope:
    return factories.scope(factories.post(unit=unit, role=role))


def ids(found: queue.Page) -> list[uuid.UUID]:
    return [row.id for row in found.rows]


def reads(cut: Scope, case: Case) -> dict[str, bool]:
    """Return every way a post could come upon a case, and whether it does."""

    def opens() -> bool:
        try:
            return cases.open_one(scope=cut, case_id=case.id, purpose="service", at=NOW) == case
        except Absent:
            return False

    return {
        "cut": scopes.cases(cut).filter(id=case.id).exists(),
        "list": case.id in ids(queue.page(scope=cut, on=DAY)),
        "state": case.id in ids(queue.page(scope=cut, on=DAY, state=case.state)),
        "open": opens(),
        "load": sum(row.waiting for row in figures.load(scope=cut, on=DAY)) == 1,
    }


DEPARTMENTS = ("library", "archive", "education", "police", "government")
ROLES = tuple(role for role in authority.ROLES if role not in {"resident", "system"})


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("department", DEPARTMENTS)
def test_only_officers_of_the_department_that_owns_a_case_come_upon_it(at: World, department: str, role: str) -> None:
    case = casing.sent(at)
    place = at.county.coverage.get().division
    unit = (
        at.county
        if department == "library"
        else factories.unit(code=f"x-{department}", kind="office", department=department, level="county", covers=place)
    )
    found = reads(scope(unit, role), case)
    assert found == dict.fromkeys(found, department == "library" and role == "officer")


@pytest.mark.parametrize(
    ("where", "inside"), [("street", True), ("county", True), ("city", True), ("next", False), ("child", False)]
)
def test_a_post_sees_its_own_subtree_and_no_other(at: World, where: str, inside: bool) -> None:
    case = casing.sent(at)
    beside = factories.unit(code="tsg-next", kind="office", department="library", level="street", parent=at.county)
    below = factories.unit(code="tsg-below", kind="office", department="library", level="community", parent=at.street)
    unit = {"next": beside, "child": below}.get(where) or getattr(at, where)
    found = reads(scope(unit), case)
    assert found == dict.fromkeys(found, inside)


def test_a_department_below_another_in_the_tree_is_not_seen_by_it(at: World) -> None:
    government = factories.unit(code="zf", kind="office", department="government", level="city")
    at.street.parent, at.street.path = government, f"{government.path}{at.street.code}/"
    at.street.save()
    found = reads(scope(government), casing.sent(at))
    assert found == dict.fromkeys(found, False)


def test_J2_an_offered_case_shows_no_name_and_does_not_open_until_accepted(at: World) -> None:
    case, archive = casing.sent(at), scope(at.archive)
    cases.offer(case_id=case.id, to=at.archive.id, words="请办", by=at.officer(), at=NOW)
    (row,) = queue.page(scope=archive, on=DAY, state="offered").rows
    assert (row.id, row.name, row.offered) == (case.id, "", True)
    with pytest.raises(Absent):
        cases.open_one(scope=archive, case_id=case.id, purpose="service", at=NOW)
    cases.accept(case_id=case.id, by=archive.actor, at=NOW)
    assert reads(archive, case) == dict.fromkeys(reads(archive, case), True)
    lost = reads(scope(at.street), case)
    assert lost == dict.fromkeys(lost, False)


def test_a_part_shows_what_was_asked_and_nothing_else(at: World) -> None:
    officer, archive = at.officer(), scope(at.archive)
    case = casing.taken(at, by=officer)
    part = cases.join(case_id=case.id, to=at.archive.id, words="有档案吗？", shown=["fields.shelf"], by=officer, at=NOW)
    (row,) = asked.page(scope=archive).rows
    assert (row.id, row.number) == (part.id, case.number)
    opened = cases.open_part(scope=archive, part_id=part.id, purpose="service", at=NOW)
    shown = detail.of_part(part=opened)
    assert ([one.id for one in shown.answers], shown.papers, shown.words) == (["shelf"], (), "有档案吗？")
    found = reads(archive, case)
    assert found == dict.fromkeys(found, False)
    for other in (scope(at.street), scope(at.archive, "overseer")):
        assert asked.page(scope=other).rows == ()
        with pytest.raises(Absent):
            cases.open_part(scope=other, part_id=part.id, purpose="service", at=NOW)
    assert Act.objects.filter(what="open_case", subject_kind="case_part").count() == 1


def test_lists_say_what_is_near_late_escalated_and_waiting(at: World) -> None:
    case, cut = casing.sent(at), scope(at.street)

    def found(state: str, on: datetime.date = DAY, of: Scope = cut) -> bool:
        return ids(queue.page(scope=of, on=on, state=state)) == [case.id]

    due = case.limit_on
    day = datetime.timedelta(days=1)
    assert [found("near", due - 2 * day), found("near", due - day), found("near", due), found("near", due + day)] == [
        False,
        True,
        True,
        False,
    ]
    assert [found("overdue", due), found("overdue", due + day)] == [False, True]
    assert [found("waiting"), found("provisional"), found("objected")] == [False, False, False]
    Case.objects.update(escalated_to=at.county)
    assert [found("escalated", of=scope(at.county)), found("escalated")] == [True, False]
    Case.objects.update(state="returned")
    assert [found("waiting"), found("open")] == [True, False]
    with pytest.raises(Refusal):
        queue.page(scope=cut, on=DAY, state="all")
    assert queue.mark("") is None


def test_names_are_masked_and_pages_go_on_where_they_ended(at: World) -> None:
    first, second = casing.sent(at), casing.sent(at, "library/loan")
    cut = scope(at.county)
    page = queue.page(scope=cut, on=DAY, size=1)
    rest = queue.page(scope=cut, on=DAY, size=1, after=page.after)
    assert ({*ids(page), *ids(rest)}, rest.after) == ({first.id, second.id}, None)
    assert page.rows[0].name == identity.mask_name(at.person.name)
    assert page.after is not None
    assert queue.mark(page.after.text) == page.after


def test_a_list_is_one_statement_for_one_row_and_three(at: World) -> None:
    cut, seen = scope(at.city), []
    queue.page(scope=cut, on=DAY)
    for service in ("library/card", "library/loan", "archive/copy"):
        casing.sent(at, service)
        with CaptureQueriesContext(connection) as queries:
            queue.page(scope=cut, on=DAY)
        seen.append(len([one for one in queries if "reference_version" not in one["sql"]]))
    assert seen == [1, 1, 1]


def test_L2_a_detail_has_the_facts_its_service_needs_and_no_other(at: World) -> None:
    officer = at.officer()
    case = casing.taken(at, by=officer)
    cases.ask(case_id=case.id, words="哪一本？", by=officer, at=NOW)
    cases.answer(case_id=case.id, words="诗经", by=at.me, at=NOW)
    cases.join(case_id=case.id, to=at.archive.id, words="有吗", shown=[], by=officer, at=NOW)
    shown = detail.of(case=Case.objects.get(id=case.id), on=DAY)
    assert set(shown.facts) == {"registered", "permit", "born_on"}
    assert shown.standing.answer == "yes"
    assert [(one.id, one.value.en) for one in shown.answers] == [("shelf", "Poems")]
    assert [(one.id, one.source) for one in shown.papers] == [
        ("photo", "upload"),
        ("receipt", "register"),
        ("standing", "department"),
    ]
    assert [(one.words, one.answer, one.state) for one in shown.questions] == [("哪一本？", "诗经", "answered")]
    assert [(one.words, one.state) for one in shown.parts] == [("有吗", "asked")]
    assert [step.act for step in shown.possible][:2] == ["ask_case", "propose_case"]
    assert "I3" in shown.grounds
    cases.refuse(case_id=case.id, reason="没有", article="notice 二", by=officer, at=NOW)
    decided = detail.of(case=Case.objects.get(id=case.id), on=DAY).decisions[0]
    assert (decided.reason, decided.remedy.zh, decided.by) == ("没有", "可以向馆长申诉。", "张警官")
    assert decided.article.zh.startswith("《")


def test_what_was_typed_of_a_day_is_weighed_as_a_day(at: World) -> None:
    case = casing.taken(at)
    form = CaseForm.objects.get(case=case)
    form.answers = seal.seal(text='{"born": "2024-03-07"}', column="case_form.answers", owner=form.id)
    form.save()
    shown = detail.of(case=Case.objects.get(id=case.id), on=DAY)
    assert shown.standing.answer == "not_yet"


def test_the_person_sees_the_way_of_a_case_and_what_they_may_do(at: World) -> None:
    first, second = at.officer(), at.officer()
    loan = casing.taken(at, "library/loan", by=first)
    cases.propose(case_id=loan.id, outcome="granted", words="可以", by=first, at=NOW)
    own = mine.of(case=Case.objects.get(id=loan.id))
    assert ([step.act for step in own.possible], len(own.steps), own.may_rate) == (["withdraw_case"], 1, False)
    cases.grant(case_id=loan.id, words="", by=second, at=NOW)
    own = mine.of(case=Case.objects.get(id=loan.id))
    assert ([step.act for step in own.possible], own.may_rate, own.due) == (["object_case"], True, None)
    assert own.object_until is not None
    assert own.object_until.on == datetime.date(2026, 5, 6)
    cases.rate(case_id=loan.id, grade="fair", words="", by=at.me, at=NOW)
    assert not mine.of(case=Case.objects.get(id=loan.id)).may_rate
    card = casing.sent(at)
    cases.give_back(case_id=card.id, missing={"papers.photo": "看不清"}, by=first, at=NOW)
    assert mine.of(case=Case.objects.get(id=card.id)).missing == [{"item": "papers.photo", "note": "看不清"}]
    assert {one.id for one in mine.listed(people=[at.person.id])} == {card.id, loan.id}


def test_free_times_and_ones_own(at: World) -> None:
    cases.open_times(
        starts=[factories.later(days=1), factories.later(days=2)],
        minutes=20,
        seats=1,
        place="一楼",
        service_id="",
        by=at.officer(),
        at=NOW,
    )
    tour = casing.catalogue.current().services["library/tour"]
    slots = mine.free(service=tour, unit_id=at.street.id, at=NOW)
    assert slots == list(Slot.objects.order_by("starts_at"))
    made = cases.book(slot_id=slots[0].id, person_id=at.person.id, service_id=tour.id, by=at.me, at=NOW)
    assert mine.free(service=tour, unit_id=at.street.id, at=NOW) == slots[1:]
    assert mine.times(people=[at.person.id], at=NOW) == [made]
    assert mine.times(people=[at.person.id], at=factories.later(days=1)) == []


def test_figures_tell_load_results_and_reasons(at: World) -> None:
    officer, cut = at.officer(), scope(at.city)
    case = casing.taken(at, by=officer)
    casing.sent(at, "library/loan")
    on = datetime.date(2026, 3, 9)
    loads = {row.unit_id: (row.waiting, row.near, row.late) for row in figures.load(scope=cut, on=on)}
    assert loads == {at.city.id: (0, 0, 0), at.county.id: (0, 0, 0), at.street.id: (2, 0, 1)}
    cases.refuse(case_id=case.id, reason="没有", article="I3", by=officer, at=factories.later(days=20))
    done = figures.settled(scope=cut, **SPAN)
    assert done == {at.street.id: figures.Settled(count=1, in_time=0, refused=1)}
    # the limit of the review doesn't mend that of the decision
    cases.protest(case_id=case.id, words="有", by=at.me, at=factories.later(days=20))
    assert figures.settled(scope=cut, **SPAN) == done
    assert figures.refusals(scope=cut, **SPAN) == (("library/card", "I3", 1),)
    assert figures.settled(scope=scope(at.archive), **SPAN) == {}


def test_J4_grades_show_from_three_on_and_never_whose(at: World) -> None:
    cut = scope(at.street)
    for number, grade in enumerate(("fair", "satisfied", "fair"), start=1):
        case = casing.granted(at)
        cases.rate(case_id=case.id, grade=grade, words="", by=at.me, at=NOW)
        found = figures.grades(scope=cut, **DAYS)[at.street.id]
        assert (found is None) is (number < 3)
    assert found == {**dict.fromkeys(Rating, 0), Rating.FAIR: 2, Rating.SATISFIED: 1}
    # neither lists nor details of the rated office know of ratings
    words = repr([detail.of(case=case, on=DAY), queue.page(scope=cut, on=DAY)])
    assert "fair" not in words
    assert str(CaseRating.objects.filter(case=case).get().id) not in words


def test_J3_follow_ups_stand_with_the_office_they_were_given_to(at: World) -> None:
    case = casing.granted(at)
    made = cases.rate(case_id=case.id, grade="dissatisfied", words="等太久", by=at.me, at=NOW)
    (found,) = ratings.to_follow(scope=scope(at.county))
    assert (found.id, found.words, found.grade) == (made.id, "等太久", Rating.DISSATISFIED)
    posts: list[Post] = [factories.post(unit=at.street, role="officer"), factories.post(unit=at.county, role="clerk")]
    assert [ratings.to_follow(scope=factories.scope(post)) for post in posts] == [[], []]


def test_a_picture_of_a_case_is_shown_to_its_department_only(at: World) -> None:
    case = casing.sent(at)
    key = case.papers.get(paper="photo").upload_id
    assert key is not None
    assert uploads.scoped(scope=scope(at.street), upload_id=key).id == key
    with pytest.raises(Absent):
        uploads.scoped(scope=scope(at.archive), upload_id=key)
