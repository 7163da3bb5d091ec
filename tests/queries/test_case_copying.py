"""The copy of one's data holds one's cases in full, in a constant number of statements. Source: L5."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import casing, factories
from tests.casing import World

from anju.actions import case as cases
from anju.models import CaseForm, Slot
from anju.queries import mine
from anju.queries.case import copying

pytestmark = pytest.mark.django_db
NOW = factories.NOW


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with casing.opened(tmp_path, monkeypatch):
        yield


@pytest.fixture
def at() -> World:
    return casing.world()


def test_everything_of_a_case_stands_in_the_persons_copy(at: World) -> None:
    officer, times = at.officer(), at.officer(at.county)
    case = casing.taken(at, by=officer)
    cases.ask(case_id=case.id, words="哪一本？", by=officer, at=NOW)
    cases.answer(case_id=case.id, words="诗经", by=at.me, at=NOW)
    cases.refuse(case_id=case.id, reason="没有", article="notice 二", by=officer, at=NOW)
    cases.rate(case_id=case.id, grade="dissatisfied", words="慢", by=at.me, at=NOW)
    cases.protest(case_id=case.id, words="有的", by=at.me, at=NOW)
    cases.open_times(
        starts=[factories.later(days=1)],
        minutes=30,
        seats=1,
        place="一楼",
        service_id="library/tour",
        by=times,
        at=NOW,
    )
    cases.book(slot_id=Slot.objects.get().id, person_id=at.person.id, service_id="library/tour", by=at.me, at=NOW)
    held = mine.copy(who=at.who, person=at.person, at=NOW)["services"]
    (one,) = held["cases"]
    assert (one["number"], one["service"], one["state"], one["by_another"]) == (
        case.number,
        "借书证",
        "有异议，复核中",
        False,
    )
    assert [each["answers"] for each in one["given"]] == [{"想看什么": "诗"}]
    assert [(each["paper"], each["source"]) for each in one["papers"]] == [
        ("照片", "照片"),
        ("居住登记凭证", "登记里已有"),
        ("没有欠书的证明", "部门核实"),
    ]
    assert [(each["words"], each["answer"]) for each in one["questions"]] == [("哪一本？", "诗经")]
    assert [(each["outcome"], each["reason"], each["objection"]) for each in one["decisions"]] == [
        ("不予办理", "没有", "有的")
    ]
    assert [(each["grade"], each["words"]) for each in one["your_rating"]] == [("不满意", "慢")]
    assert [(each["service"], each["place"]) for each in held["booked_times"]] == [("参观", "一楼")]


def test_what_retention_emptied_is_empty_in_the_copy_and_more_cases_cost_no_more_statements(at: World) -> None:
    casing.sent(at)
    CaseForm.objects.update(answers=b"")
    seen = []
    for service in (None, "library/loan", "library/errand"):
        if service is not None:
            cases.apply(person_id=at.person.id, service_id=service, raw=casing.FORM, by=at.me, at=NOW)
        with CaptureQueriesContext(connection) as queries:
            held = copying.of_person(person=at.person)["cases"]
        seen.append(len(queries))
    assert seen[0] == seen[1] == seen[2]
    assert held[0]["given"][0]["answers"] == {}
