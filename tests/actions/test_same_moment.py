"""Two hands at one moment on one dose, one register of employment, one place at school: one of them is told so (design.md 10)."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from tests import factories, jobbing, schooling, vaccinating

from anju.actions import case as cases
from anju.actions import immunisation
from anju.actions import school as schools
from anju.actions.job import employments
from anju.law.job import employment
from anju.law.refusal import Refusal
from anju.models import Employment, SchoolWish, VaccineDose
from anju.queries import visitors

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do all of it at one moment, each on a connection of its own; return what came of each."""
    start, found = threading.Barrier(len(acts)), []

    def hand(act: Callable[[], object]) -> None:
        start.wait(timeout=30)
        try:
            act()
            found.append("done")
        except Refusal as refusal:
            found.append(refusal.code)
        except Exception as error:  # noqa: BLE001  what a page would show as a fault
            found.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=hand, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return sorted(found)


def test_a_dose_noted_on_two_phones_at_once_is_one() -> None:
    at = vaccinating.world()

    def note() -> object:
        return immunisation.note(
            person_id=at.child.id,
            vaccine="hepb",
            given_on="2025-03-03",
            place="郑州",
            upload_ids=[],
            by=at.me,
            at=factories.NOW,
        )

    for _ in range(5):
        VaccineDose.objects.all().delete()
        assert at_once(note, note) == ["done", "dose_before"]
        assert VaccineDose.objects.count() == 1


def test_two_officers_who_enter_what_changed_leave_one_entry_in_force() -> None:
    at = jobbing.world()
    person = jobbing.applied(at).person
    scope = at.officer
    first = Employment.objects.create(
        number="JY-1",
        person=person,
        kind="unemployed",
        since=factories.DAY,
        community=at.community,
        unit=at.office,
        registered_at=factories.NOW,
        registered_by_id=scope.actor.id or "",
    )
    entry = employment.Entry(kind="flexible", since=factories.DAY, employer="")

    def enter() -> object:
        return employments.enter(entry_id=first.id, entry=entry, scope=scope, at=factories.NOW)

    assert at_once(enter, enter) == ["done", "entry_over"]
    assert Employment.objects.filter(ended_at=None).count() == 1


def test_work_and_no_work_granted_at_once_leave_one_entry_in_force() -> None:
    here = factories.community()
    officer = factories.actor(factories.post(unit=jobbing.office(at=here), role="officer"))
    who = factories.resident()
    person = factories.registered(at=here, who=who).person
    forms = {
        "employment_registration": {
            "works": "yes",
            "work_kind": "self_employed",
            "employer": "沂河早点铺",
            "since": "2026-02-01",
        },
        "unemployment_registration": {"works": "no", "seeks_work": "yes", "last": "装卸"},
    }
    Employment.objects.create(
        number="JY-1",
        person=person,
        kind="unemployed",
        since=factories.DAY,
        community=here,
        unit_id=officer.unit_id,
        registered_at=factories.NOW,
        registered_by_id=officer.id,
    )
    acts = []
    for service, fields in forms.items():
        case = cases.apply(
            person_id=person.id,
            service_id=f"human_resources/{service}",
            raw={"fields": fields, "papers": {}, "truth": "on"},
            by=visitors.resident_actor(who=who),
            at=factories.NOW,
        )
        cases.take(case_id=case.id, by=officer, at=factories.NOW)
        acts.append(lambda key=case.id: cases.grant(case_id=key, words="", by=officer, at=factories.NOW))
    assert at_once(*acts) == ["done", "done"]
    assert Employment.objects.filter(ended_at=None).count() == 1


def test_two_places_given_back_at_once_go_to_two_children() -> None:
    at = schooling.published(schooling.world(places=(2, 2, 5)))
    made = [schooling.joined(at, 0, 1, 2) for _ in range(5)]
    schooling.granted(at)
    by_choice = sorted(((who, schooling.fresh(wish)) for who, wish in made), key=lambda pair: pair[1].choice or 9)

    def decline(which: int) -> Callable[[], object]:
        who, wish = by_choice[which]
        return lambda: schools.decline(wish_id=wish.id, by=who.by, at=schooling.RESULT)

    assert at_once(decline(0), decline(1)) == ["done", "done"]
    asked = SchoolWish.objects.filter(up=at.schools[0]).values_list("person_id", flat=True)
    assert set(asked) == {who.child.id for who, wish in by_choice if wish.choice == 2}


def test_two_officers_who_draft_one_round_or_add_one_school_at_once_make_one() -> None:
    at = schooling.world()
    raw = schooling.raw_round(at)

    def draft() -> object:
        return schools.draft(scope=at.scope, raw=raw, at=factories.NOW)

    assert at_once(draft, draft) == ["done", "round_twice"]
    told = {
        "level": "primary",
        "ownership": "public",
        "name": "新学校",
        "place": "沂蒙路2号",
        "phone": "0539-1234567",
        "community": at.community.code,
    }

    def add() -> object:
        return schools.add(scope=at.scope, raw=told, at=factories.NOW)

    assert at_once(add, add) == ["done", "school_twice"]
