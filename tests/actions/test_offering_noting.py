"""A service's file may not break open cases; an assumption is confirmed by name and source (I3, B7, I9)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests import casing, factories, offering
from tests.casing import World

from anju import catalogue
from anju.actions import case as cases
from anju.actions import offering as acts
from anju.actions.offering.noting import CasesBrokenError
from anju.catalogue import loading
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Act, Confirmation, ServiceShape
from anju.queries.offering import assumptions, resting

pytestmark = pytest.mark.django_db
NOW, DAY = factories.NOW, factories.DAY
SHELF = 'id = "shelf"\nkind = "choice"'


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with casing.opened(tmp_path, monkeypatch):
        yield


@pytest.fixture
def at() -> World:
    return casing.world()


def again(folder: Path, monkeypatch: pytest.MonkeyPatch, **changed: str) -> None:
    """Start with another set of files."""
    offering.without(folder, "card", **changed)
    found = loading.load(folder=folder)
    monkeypatch.setattr(catalogue, "current", lambda: found)
    monkeypatch.setattr(loading, "current", lambda: found)


def broken() -> list[str]:
    return [one.why for one in resting.broken()]


def test_a_start_notes_each_service_once_and_again_when_it_changes(
    at: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = len(catalogue.current().services)
    assert (acts.note(at=NOW), acts.note(at=NOW)) == (every, 0)
    again(tmp_path, monkeypatch, line='id = "words"', instead='id = "wishes"')
    assert acts.note(at=factories.later(days=1)) == 1
    assert ServiceShape.objects.count() == every + 1
    assert Act.objects.filter(what="note_services").count() == 2


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, "the service is gone"),
        ({"line": 'process = "case"', "instead": 'process = "guide"'}, "process is 'guide', no longer 'case'"),
        ({"line": 'id = "books"', "instead": 'id = "volumes"'}, "entry 'books' is gone"),
        (
            {"line": 'id = "books"\nkind = "number"', "instead": 'id = "books"\nkind = "text"'},
            "entry 'books' is 'text', was 'number'",
        ),
        ({"line": 'id = "poems"', "instead": 'id = "verse"'}, "entry 'shelf' lacks the choice 'poems'"),
        ({"line": 'id = "photo"', "instead": 'id = "portrait"'}, "paper 'photo' is gone"),
    ],
)
def test_a_file_that_takes_from_open_cases_is_refused_with_the_cases_named(
    changed: dict[str, str], why: str, at: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts.note(at=NOW)
    case = casing.sent(at)
    again(tmp_path, monkeypatch, **changed)
    with pytest.raises(CasesBrokenError) as error:
        acts.note(at=factories.later(days=1))
    assert str(error.value) == (
        f"library/services/card.toml: {why}, but open cases rest on it: {case.number}. "
        "Put it back, or settle these cases first."
    )
    with pytest.raises(CommandError, match=case.number):
        call_command("check_services")
    cases.withdraw(case_id=case.id, by=at.me, at=NOW)
    call_command("check_services")


def test_what_became_required_breaks_only_cases_that_are_with_the_applicant(
    at: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts.note(at=NOW)
    case = casing.sent(at)
    again(
        tmp_path,
        monkeypatch,
        line='id = "books"\nkind = "number"\nrequired = false',
        instead='id = "books"\nkind = "number"',
    )
    assert broken() == []
    cases.give_back(case_id=case.id, missing={"papers.photo": ""}, by=at.officer(), at=NOW)
    assert broken() == ["entry 'books' became required"]


def test_what_was_added_and_taken_away_again_breaks_no_case_from_before(
    at: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts.note(at=NOW)
    casing.sent(at)
    again(
        tmp_path,
        monkeypatch,
        line='id = "words"\nkind = "long"',
        instead='id = "more"\nkind = "text"\nrequired = false\nzh = "多"\nen = "More"\n[[fields]]\nid = "words"\nkind = "long"',
    )
    assert acts.note(at=factories.later(days=1)) == 1
    again(tmp_path, monkeypatch, line='id = "words"', instead='id = "words"')
    assert broken() == []


def test_more_cases_than_a_line_holds_are_counted(at: World) -> None:
    line = str(
        resting.Broken(service="library/card", why="it is gone", cases=tuple(f"BJ-{turn}" for turn in range(12)))
    )
    assert (line.count("BJ-"), "and 2 more" in line) == (10, True)


def test_assumptions_are_services_rules_and_policy_values_of_status_I_and_M(at: World) -> None:
    rows = assumptions.listed(on=DAY)
    assert {row.status for row in rows} == {"I", "M"}
    assert {row.kind for row in rows} == {"service", "rule", "policy"}
    assert {row.key for row in rows if row.kind == "service"} == set(catalogue.current().services)
    assert assumptions.unconfirmed(on=DAY) == len(rows)
    with pytest.raises(Absent):
        assumptions.listed(on=DAY, kind="law")


def test_I3_an_assumption_is_confirmed_by_somebody_from_a_source_until_it_says_something_else(
    at: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = factories.actor(factories.post(unit=at.city, role="system_admin"))
    said = {"kind": "service", "key": offering.CARD, "by": by, "at": NOW, "on": DAY}
    for given, code in (
        ({"outcome": "perhaps", "source": "x"}, "not_an_option"),
        ({"outcome": "confirmed", "source": " "}, "source_missing"),
        ({"outcome": "confirmed", "source": "长" * 201}, "words_too_long"),
        ({"outcome": "changed", "source": "临图发〔2026〕1号"}, "not_changed"),
    ):
        with pytest.raises(Refusal) as error:
            acts.confirm(**said, **given)
        assert error.value.code == code
    before = assumptions.unconfirmed(on=DAY)
    acts.confirm(**said, outcome="confirmed", source="临图发〔2026〕1号")
    found = assumptions.one(kind="service", key=offering.CARD, on=DAY)
    assert (found.open, found.confirmed.source, assumptions.unconfirmed(on=DAY)) == (
        False,
        "临图发〔2026〕1号",
        before - 1,
    )
    offering.approved(at)
    acts.confirm(**said, outcome="changed", source="临图发〔2026〕2号")
    assert Confirmation.objects.count() == 2
    again(tmp_path, monkeypatch, line="count = 5", instead="count = 6")
    found = assumptions.one(kind="service", key=offering.CARD, on=DAY)
    assert (found.open, found.confirmed.stale) == (True, True)
    for kind, key in (("service", "library/none"), ("rule", "B1"), ("law", "B1")):
        with pytest.raises(Absent):
            acts.confirm(kind=kind, key=key, outcome="confirmed", source="x", by=by, at=NOW, on=DAY)
