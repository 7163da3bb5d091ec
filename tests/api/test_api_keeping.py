"""Confirming, ending and bringing back through the API."""

import datetime

import pytest
from django.utils import timezone
from tests import factories
from tests.api import machines

from anju.models import Act, Ending, Stay

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate().isoformat()


def test_D3_a_stay_ends_at_the_person_s_word_and_shows_at_once() -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    machine = machines.registrar(at=here)
    answer = machine.post(f"/stays/{stay.id}/leave", {"on": TODAY})
    assert (answer.status_code, answer.json()["state"]) == (200, "done")
    assert machine.get(f"/files/{stay.id}").json()["state"] == "ended"


def test_D6_a_proposed_end_opens_a_window_and_ends_nothing() -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    body = {"reason": "left", "basis": "visit", "note": "空房", "on": TODAY}
    answer = machines.registrar(at=here).post(f"/stays/{stay.id}/propose-end", body).json()
    assert answer["state"] == "noticed"
    assert datetime.date.fromisoformat(answer["objection_until"]) > timezone.localdate()
    assert Stay.objects.get(id=stay.id).state == "registered"


def test_D6_a_chief_brings_an_end_back_and_a_registrar_does_not() -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    machine = machines.registrar(at=here)
    machine.post(f"/stays/{stay.id}/leave", {"on": TODAY})
    assert machine.post(f"/stays/{stay.id}/undo-end", {"why": "误操作"}).status_code == 404
    chief = machines.registrar(at=here, role="chief")
    answer = chief.post(f"/stays/{stay.id}/undo-end", {"why": "误操作"})
    assert (answer.status_code, answer.json()["state"]) == (200, "registered")


def test_D7_a_confirmation_is_kept_with_its_day() -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    answer = machines.registrar(at=here).post(f"/stays/{stay.id}/confirm", {})
    assert answer.status_code == 200
    assert Stay.objects.get(id=stay.id).confirmed_on == timezone.localdate()


def test_a_stale_version_is_a_conflict_and_changes_nothing() -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    answer = machines.registrar(at=here).post(f"/stays/{stay.id}/leave", {"on": TODAY, "version": stay.version + 1})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "stale")
    assert Stay.objects.get(id=stay.id).state == "registered"


def test_one_key_on_two_stays_is_a_conflict() -> None:
    here = factories.community()
    one, two = factories.registered(at=here), factories.registered(at=here)
    machine = machines.registrar(at=here)
    assert machine.post(f"/stays/{one.id}/leave", {"on": TODAY}, key="k").status_code == 200
    assert machine.post(f"/stays/{two.id}/leave", {"on": TODAY}, key="k").status_code == 409
    assert Stay.objects.get(id=two.id).state == "registered"


def test_a_retry_of_an_end_gets_the_first_answer() -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    machine = machines.registrar(at=here)
    first = machine.post(f"/stays/{stay.id}/leave", {"on": TODAY}, key="k")
    again = machine.post(f"/stays/{stay.id}/leave", {"on": TODAY}, key="k")
    assert first.json() == again.json()
    assert again["Idempotent-Replay"] == "true"
    assert Ending.objects.count() == 1
    assert Act.objects.filter(what="leave").count() == 1


def test_a_date_that_is_none_is_told_on_its_field() -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    answer = machines.registrar(at=here).post(f"/stays/{stay.id}/leave", {"on": "soon"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "on")
