"""What only shows below the pages: actors without a post, and two phones at the very same moment."""

import dataclasses
import threading
import uuid

import pytest
from django.db import connection
from tests import factories

from anju.actions import fieldwork as acts
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Division, Stay
from anju.queries.scope import Scope


def walks(here: Division) -> Scope:
    """Return the scope of a coordinator of a community."""
    factories.station(of=here)
    unit = factories.unit(
        code=f"sq-{here.code}", kind="community", department="community", level="community", covers=here
    )
    return factories.scope(factories.post(unit=unit, role="coordinator"))


@pytest.mark.django_db
def test_whoever_acts_in_no_post_has_no_draft() -> None:
    scope = walks(factories.community())
    nowhere = dataclasses.replace(scope, actor=dataclasses.replace(scope.actor, post_id=None))
    with pytest.raises(Absent):
        acts.begin(scope=nowhere, answers={}, at=factories.NOW)
    with pytest.raises(Absent):
        acts.drop(scope=nowhere, draft_id=uuid.uuid4())


@pytest.mark.django_db
def test_a_declaration_with_minors_is_never_taken_for_the_same_as_another() -> None:
    here = factories.community()
    scope = walks(here)
    raw = factories.raw(at=here)
    child = {
        "name": "王小宝",
        "id_kind": "household_book",
        "id_number": factories.id_number(born="20180101"),
        "relation": "parent",
    }
    first = acts.declare(scope=scope, declared=factories.declared(at=here, **raw), at=factories.NOW)
    second = acts.declare(scope=scope, declared=factories.declared(at=here, **raw, minors=[child]), at=factories.NOW)
    assert (first.made, second.made, second.twin) == (True, True, first.stay)


@pytest.mark.django_db
def test_a_draft_sent_again_gets_its_first_answer_and_nobody_elses_is_found() -> None:
    here = factories.community()
    scope = walks(here)
    draft = acts.begin(scope=scope, answers=factories.raw(at=here), at=factories.NOW)
    first = acts.send(scope=scope, draft_id=draft.id, version=draft.version, at=factories.NOW)
    assert acts.send(scope=scope, draft_id=draft.id, version=draft.version, at=factories.later(hours=1)) == first
    assert Stay.objects.count() == 1
    with pytest.raises(Absent):
        acts.send(scope=scope, draft_id=uuid.uuid4(), version=1, at=factories.NOW)


@pytest.mark.django_db
def test_D6_a_visit_alone_never_speaks_against_a_registration() -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    with pytest.raises(Refusal) as refused:
        acts.visit(scope=walks(here), stay_id=stay.id, found="gone", note="搬走了", at=factories.NOW)
    assert refused.value.code == "end_needs_notice"


def test_a_phones_time_without_its_zone_is_no_moment() -> None:
    with pytest.raises(Refusal) as refused:
        acts.told(text="2026-03-04T09:30:00", now=factories.NOW)
    assert refused.value.code == "time_wrong"


@pytest.mark.django_db(transaction=True)
def test_two_phones_at_once_make_one_file() -> None:
    here = factories.community()
    scope = walks(here)
    declared = factories.declared(at=here)
    start = threading.Barrier(2)
    made: list[bool] = []

    def phone() -> None:
        try:
            start.wait()
            made.append(acts.declare(scope=scope, declared=declared, at=factories.NOW).made)
        finally:
            connection.close()

    phones = [threading.Thread(target=phone) for _ in range(2)]
    for one in phones:
        one.start()
    for one in phones:
        one.join()
    assert (sorted(made), Stay.objects.count()) == ([False, True], 1)
