"""No department sees another's cases: every page of the desk by every office, generated from its addresses.

An office stands to a case in one of five ways: it owns it, it stands above it in the same department, it was asked for a part,
it was offered the case, or it is a stranger. Each address answers by that alone. Source: O1, L2, design.md 6, 10 (2).
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse
from tests import casing, complaining, factories
from tests.casing import World
from tests.pages.cases.conftest import Desk

from anju.actions import case as cases
from anju.actions.case import exporting
from anju.law import authority
from anju.models import Act, Case, CasePart, Slot, Unit
from anju.pages.cases import desk as rules
from anju.pages.cases import urls

pytestmark = pytest.mark.django_db
NAME, MASKED, WORDS = "王小明", "王*明", "只给本馆看的话"


@dataclass(frozen=True)
class Way:
    """One address of a case: who of those around a case it is there for, and what is sent to it."""

    there: frozenset[str]
    sent: Mapping[str, str] | None = None


OWN, ABOVE, ASKED, OFFERED = "own", "above", "asked", "offered"
OFFICES = (OWN, ABOVE, ASKED, OFFERED, "stranger")
_SEES = frozenset({OWN, ABOVE})
_NOBODY: frozenset[str] = frozenset()


def _acts(**sent: str) -> Way:
    # whoever stands above sees the form, and the act answers that the case isn't theirs
    return Way(there=_SEES, sent={"version": "99", **sent})


# every address below /cases/ that takes an id
WAYS: Mapping[str, Way] = {
    "cases_one": Way(_SEES),
    "cases_next": Way(_SEES | {OFFERED}),
    "cases_take": _acts(),
    "cases_return": _acts(missing="papers.photo"),
    "cases_ask": _acts(words="？"),
    "cases_transfer": _acts(words="？"),
    "cases_join": _acts(words="？"),
    "cases_part_drop": Way(_SEES, {}),
    "cases_propose": _acts(outcome="granted"),
    "cases_send_back": _acts(words="？"),
    "cases_grant": _acts(words="？"),
    "cases_refuse": _acts(reason="？", article="I1"),
    "cases_review": _acts(reason="？", article="I1", outcome="confirmed"),
    "cases_complete": Way(frozenset({OWN}), {"version": "99", "truth": "on"}),
    "cases_answer": _acts(words="？"),
    "cases_object": _acts(words="？"),
    "cases_withdraw": _acts(),
    "cases_slip": Way(_SEES),
    "cases_print": Way(_SEES),
    "cases_offered": Way(frozenset({OFFERED}), {"choice": "decline", "why": ""}),
    "cases_part": Way(frozenset({ASKED}), {"choice": "answer", "words": ""}),
    "cases_rating": Way(_NOBODY, {"choice": "done", "words": ""}),
    "cases_upload": Way(_SEES | {ASKED}),
    "cases_time_close": Way(frozenset({OWN}), {}),
    # asked for by the office that owns the case; the one above may release it
    "cases_export": Way(_SEES, {"choice": "release", "version": "99"}),
    "cases_export_file": Way(frozenset({OWN}), {}),
    "cases_taken_in": Way(_SEES),
    # a window is open to whoever lives in the office's area, for what its own department gives
    "cases_choose": Way(frozenset({OWN, ABOVE, ASKED, OFFERED})),
    "cases_apply": Way(_SEES),
}
POST_ONLY = {"cases_take", "cases_withdraw", "cases_part_drop", "cases_time_close", "cases_export_file"}


@dataclass(frozen=True)
class Around:
    """A case with everything about it, and a desk in every office around it."""

    case: Case
    ids: Mapping[str, object]
    desks: Mapping[str, Desk]


@pytest.fixture
def around(at: World) -> Around:
    """A taken case, asked of one department, offered to another, with a time booked and a paper given."""
    town = at.community.parent
    assert town is not None
    offered_to = factories.unit(code="bwg", kind="office", department="archive", level="street", covers=town)
    far = factories.community(county="371311")
    beside = factories.unit(code="tsg-far", kind="office", department="library", level="county", covers=far.parent)
    owner = Desk(at.street)
    case = casing.taken(at, by=owner.by)
    part = cases.join(
        case_id=case.id, to=at.archive.id, words="有吗", shown=["papers.photo"], by=owner.by, at=factories.NOW
    )
    cases.ask(case_id=case.id, words=WORDS, by=owner.by, at=factories.NOW)
    cases.answer(case_id=case.id, words="好", by=at.me, at=factories.NOW)
    cases.offer(case_id=case.id, to=offered_to.id, words="转", by=owner.by, at=factories.NOW)
    cases.open_times(
        starts=[factories.later(hours=2)],
        minutes=30,
        seats=1,
        place="一楼",
        service_id="",
        by=owner.by,
        at=factories.NOW,
    )
    slot = Slot.objects.get()
    cases.book(slot_id=slot.id, person_id=at.person.id, service_id="library/tour", by=at.me, at=factories.NOW)
    desks = {OWN: owner, ABOVE: Desk(at.county), ASKED: Desk(at.archive), OFFERED: Desk(offered_to)}
    wanted = exporting.ask(scope=owner.scope, state="open", purpose="service", why="核对", at=factories.NOW)
    ids = {
        "case_id": case.id,
        "export_id": wanted.id,
        "part_id": part.id,
        "slot_id": slot.id,
        "upload_id": case.papers.get(paper="photo").upload_id,
        "person_id": at.person.id,
        "office": "library",
        "name": "loan",
        "paper": "slip",
    }
    return Around(case=case, ids=ids, desks={**desks, "stranger": Desk(beside)})


def _addresses() -> dict[str, tuple[str, ...]]:
    found = {}
    for pattern in urls.urlpatterns:
        if pattern.pattern.converters:
            found[pattern.name] = tuple(pattern.pattern.converters)
    return found


def _path(name: str, ids: Mapping[str, object]) -> str:
    return reverse(name, kwargs={key: ids[key] for key in _addresses()[name]})


def test_every_address_that_takes_an_id_stands_in_the_table() -> None:
    assert set(_addresses()) == set(WAYS)


@pytest.mark.parametrize("office", OFFICES)
def test_every_address_answers_an_office_by_how_it_stands_to_the_case(around: Around, office: str) -> None:
    desk = around.desks[office]
    before = (Case.objects.values().get(), list(CasePart.objects.values()), list(Slot.objects.values()))
    found, wanted = {}, {}
    for name, way in WAYS.items():
        path = _path(name, around.ids)
        query = "?purpose=service" if name == "cases_upload" else ""
        if name not in POST_ONLY:
            found[name] = desk.client.get(path + query).status_code != 404
            wanted[name] = office in way.there
        if way.sent is not None and office not in way.there:
            answer = desk.client.post(path, {"once": str(uuid.uuid4()), **way.sent})
            found[f"post {name}"], wanted[f"post {name}"] = answer.status_code != 404, False
    assert found == wanted
    after = (Case.objects.values().get(), list(CasePart.objects.values()), list(Slot.objects.values()))
    assert after == before


@pytest.mark.parametrize("office", OFFICES)
def test_lists_counts_exports_and_figures_hold_what_an_office_may_see(around: Around, office: str) -> None:
    desk, number = around.desks[office], around.case.number
    lists = {
        "open": desk.get("/cases/"),
        "taken": desk.get("/cases/?state=taken"),
        "offered": desk.get("/cases/?state=offered"),
        "parts": desk.get("/cases/parts/"),
        "times": desk.get("/cases/times/"),
        "ratings": desk.get("/cases/ratings/"),
        "figures": desk.get("/cases/figures/"),
        "home": desk.get("/staff/"),
    }
    sees = office in _SEES
    held = {name: number in page for name, page in lists.items()}
    assert held == {
        **dict.fromkeys(lists, False),
        "open": sees,
        "taken": sees,
        "offered": office == OFFERED,
        "parts": office == ASKED,
    }
    named = {name for name, page in lists.items() if MASKED in page}
    assert named == ({"open", "taken"} if sees else set()) | ({"times"} if office == OWN else set())
    assert not any(NAME in page or WORDS in page for page in lists.values())
    # the one case is received where it is seen, and nowhere else
    assert ("借书证" in lists["figures"]) is sees
    # a file is made of what one sees in the list, and what is only offered is in none
    assert exporting.counted(scope=desk.scope, state="open", on=factories.DAY) == int(sees)
    assert desk.status("/cases/exports/new/?state=offered") == 422


@pytest.mark.parametrize("office", OFFICES)
def test_only_whoever_owns_a_case_acts_on_it(around: Around, office: str) -> None:
    desk, case = around.desks[office], Case.objects.get()
    answer = desk.client.post(
        _path("cases_grant", around.ids), {"once": "1", "version": str(case.version), "words": "好"}
    )
    assert answer.status_code == (302 if office == OWN else 404)
    assert Case.objects.get().state == ("granted" if office == OWN else "taken")


@pytest.mark.parametrize("role", [role for role in authority.ROLES if role not in {"resident", "system", "officer"}])
def test_no_other_role_finds_the_desk(around: Around, at: World, role: str) -> None:
    post = factories.keeper(of=at.community) if role == "keeper" else None
    unit = Unit.objects.get(id=post.unit_id) if post is not None else complaining.hall(at.community)
    desk = Desk(unit, role)
    open_to = {
        "/cases/new/": role in rules.WINDOW,
        "/cases/ratings/": role in rules.FOLLOWING,
        "/cases/exports/": role in rules.FOLLOWING,
    }
    paths = ["/cases/", "/cases/parts/", "/cases/times/", "/cases/times/new/", "/cases/figures/", *open_to]
    assert {path: desk.status(path) != 404 for path in paths} == {path: open_to.get(path, False) for path in paths}
    for name in WAYS:
        if name in POST_ONLY or name in ("cases_choose", "cases_apply"):
            continue
        assert desk.status(_path(name, around.ids)) == 404, name
    assert desk.client.post("/cases/exports/new/", {"state": "open", "purpose": "service"}).status_code == 404
    assert not Act.objects.filter(post_id=desk.post.id, what="open_case").exists()


def test_whoever_is_not_signed_in_is_led_to_the_door(around: Around, client: Client) -> None:
    for name in WAYS:
        if name in POST_ONLY:
            continue
        answer = client.get(_path(name, around.ids))
        assert (answer.status_code, "/staff/sign-in/" in answer["Location"]) == (302, True), name
