"""The list as it is read: masked and in its order, one's own place, the desk by what waits, results, figures; scopes. Source: I6, O1."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories, renting
from tests.renting import CITED, TERM, World

from anju.actions import rental
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Post
from anju.queries.rental import desk, figures, mine, public, turn
from anju.queries.scope import Scope

pytestmark = pytest.mark.django_db
NOW, DAY = factories.NOW, factories.DAY
later = factories.later


@pytest.fixture
def at() -> World:
    """A housing office."""
    return renting.world()


def _scope(at: World) -> Scope:
    return factories.scope(Post.objects.get(id=at.one.post_id))


def test_the_public_list_shows_place_number_and_masked_name_in_order_page_by_page(
    at: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public, "PAGE", 2)
    families = [renting.family(at, when=later(days=number)) for number in range(5)]
    seen: list[tuple[int, str, str]] = []
    after: tuple[str, ...] = ()
    while True:
        rows = public.listed(unit_id=at.unit.id, after=after)
        seen += [(row.place, row.number, row.name) for row in rows[:2]]
        if len(rows) < 3:
            break
        after = tuple(str(value) for value in rows[1].key)
    assert seen == [(number, one.entry.number, "王*明") for number, one in enumerate(families, start=1)]
    with pytest.raises(Absent):
        public.listed(unit_id=at.unit.id, after=("1",))


def test_results_show_who_got_which_flat_and_until_when_it_is_published(at: World) -> None:
    found = renting.family(at)
    made = renting.accepted(at, found)
    (row,) = public.results(unit_id=at.unit.id, on=DAY)
    assert (row.number, row.flat, row.until) == (found.entry.number, "安居苑 1-101", made.published_until)
    assert public.results(unit_id=at.unit.id, on=DAY, after=(row.accepted_at.isoformat(), str(row.id))) == []
    assert [one.name.zh for one in public.offices(on=DAY)] == [at.unit.name]
    assert public.office(unit_id=at.unit.id).id == at.unit.id
    with pytest.raises(Absent):
        public.office(unit_id=factories.station(of=at.here).id)


def test_one_sees_the_own_place_the_offer_the_measure_and_the_answer(at: World) -> None:
    first, found = renting.family(at), renting.family(at, when=later(days=1))
    assert mine.people(who=found.who) == [found.person.id]
    assert mine.listed(people=[found.person.id]) == [(found.entry, 2)]
    told = {"what": "end", "cause": "conditions", "reason": "买了房", "article": CITED}
    rental.propose(entry_id=found.entry.id, **told, by=at.one, at=NOW)
    made = rental.protest(entry_id=found.entry.id, about="measure", words_="没有", by=found.me, at=NOW)
    own = mine.of(entry=found.now(), on=DAY)
    assert (own.place, own.rooms, own.near) == (2, 1, False)
    assert [(one.reason, one.state) for one in own.measures] == [("买了房", "objected")]
    assert [(one.id, one.words, one.state) for one in own.objections] == [(made.id, "没有", "open")]
    renting.accepted(at, first)
    assert [row.number for row in mine.objectable(entry=found.entry, on=DAY)] == [first.entry.number]
    assert mine.objectable(entry=first.entry, on=DAY) == []
    assert mine.of(entry=first.now(), on=DAY).offer is not None


def test_nobody_has_a_place_before_the_draw(at: World) -> None:
    renting.round_(at, order="draw")
    found = renting.family(at)
    own = mine.of(entry=found.entry, on=DAY)
    assert (own.place, own.drawn) == (None, False)
    assert [row.place for row in public.listed(unit_id=at.unit.id)] == [None]
    assert turn.of(flat=renting.flat(at), on=DAY) is None


def test_the_desk_lists_what_waits_for_a_decision(at: World) -> None:
    late, asked, quiet = (renting.family(at, when=later(minutes=number)) for number in range(3))
    renting.offered(at, late)
    renting.accepted(at, asked, number="1-102")
    scope = _scope(at)
    shown = {
        show: [row.number for row in desk.page(scope, on=DAY + datetime.timedelta(days=days), show=show)]
        for show, days in (("listed", 0), ("offered", 0), ("unanswered", 8), ("accepted", 0), ("unconfirmed", 366))
    }
    assert shown == {
        "listed": [late.entry.number, asked.entry.number, quiet.entry.number],
        "offered": [late.entry.number],
        "unanswered": [late.entry.number],
        "accepted": [asked.entry.number],
        "unconfirmed": [late.entry.number, asked.entry.number, quiet.entry.number],
    }
    years = DAY + datetime.timedelta(days=365 * 5)
    assert [row.near for row in desk.page(scope, on=years, show="years")] == [True, True, True]
    assert desk.tasks(scope, on=DAY + datetime.timedelta(days=8)) == desk.Tasks(1, 0, 0, 0)
    with pytest.raises(Refusal, match="unknown_filter"):
        desk.page(scope, on=DAY, show="all")


def test_the_desk_turns_pages_without_losing_anybody(at: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "PAGE", 2)
    for number in range(3):
        renting.family(at, when=later(minutes=number))
        renting.flat(at, number=f"2-{number}")
    scope = _scope(at)
    rows = desk.page(scope, on=DAY)
    rest = desk.page(scope, on=DAY, after=tuple(str(value) for value in rows[1].key))
    assert ([row.number for row in rows[2:]], len(rest)) == ([row.number for row in rest], 1)
    flats = desk.flats(scope, on=DAY)
    more = desk.flats(scope, on=DAY, after=tuple(str(value) for value in desk.flat_key(flats[1])))
    assert [row.flat.number for row in more] == ["2-2"]
    with pytest.raises(Absent):
        desk.page(scope, on=DAY, after=("x",))


def test_a_free_flat_names_whose_turn_it_is(at: World) -> None:
    found, flat = renting.family(at), renting.flat(at)
    row = desk.flat(_scope(at), flat_id=flat.id, on=DAY)
    assert row.next == found.entry


def test_figures_count_flats_waiting_allotted_the_median_wait_and_the_share_of_the_plan(at: World) -> None:
    renting.round_(at)
    found, _other = renting.family(at), renting.family(at)
    renting.accepted(at, found)
    renting.flat(at, number="1-102")
    rental.begin(entry_id=found.entry.id, raw=TERM, by=at.one, at=later(days=8))
    (line,) = figures.of(path=at.unit.path, on=datetime.date(2026, 4, 2))
    assert (line.flats, line.free, line.waiting, line.allotted, line.median) == (2, 1, 1, 1, 28)
    assert (line.planned, line.for_migrants, line.share) == (200, 50, 25)


def test_no_other_office_department_or_role_sees_a_list_a_flat_an_objection_or_a_figure(at: World) -> None:
    flat, made = renting.flat(at), renting.round_(at)
    found = renting.family(at)
    said = rental.protest(entry_id=found.entry.id, about="place", words_="错", by=found.me, at=NOW)
    units = [
        factories.unit(code=code, kind="office", department=department, level="county")
        for code, department in (("zj-371311", "housing"), ("jy-371302", "education"))
    ]
    posts = [factories.post(unit=unit, role="officer") for unit in units]
    posts += [factories.registrar(of=at.here), factories.post(unit=at.unit, role="overseer")]
    for post in posts:
        scope = factories.scope(post)
        assert desk.page(scope, on=DAY) == []
        assert (desk.flats(scope, on=DAY), desk.rounds(scope), desk.objections(scope)) == ([], [], [])
        assert desk.tasks(scope, on=DAY) == desk.Tasks(0, 0, 0, 0)
        for ask in (
            lambda: desk.flat(scope, flat_id=flat.id, on=DAY),  # noqa: B023
            lambda: desk.round_of(scope, round_id=made.id),  # noqa: B023
            lambda: desk.objection(scope, objection_id=said.id),  # noqa: B023
        ):
            with pytest.raises(Absent):
                ask()
    assert [one.places for one in desk.rounds(_scope(at))] == [1]
    assert [one.id for one in desk.objections(_scope(at))] == [said.id]


def test_a_list_takes_as_many_statements_for_one_as_for_three(at: World) -> None:
    scope = _scope(at)
    counts = []
    for families in (1, 2):
        for _ in range(families):
            renting.family(at)
        with CaptureQueriesContext(connection) as asked:
            desk.page(scope, on=DAY)
            public.listed(unit_id=at.unit.id)
            figures.of(path=at.unit.path, on=DAY)
        counts.append(len(asked))
    assert counts[0] == counts[1]
