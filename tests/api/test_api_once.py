"""The same write at the same moment: from two threads, over two connections, kept once."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone
from tests import factories
from tests.api import machines

from anju.models import Act, Address, Idempotency, Person, Receipt, Stay

pytestmark = pytest.mark.django_db(transaction=True)


def together(count: int, work: Callable[[int], Any]) -> list[Any]:
    """Do the work in so many threads that start at one moment."""
    start = threading.Barrier(count)
    found: list[Any] = [None] * count

    def run(place: int) -> None:
        try:
            start.wait(timeout=20)
            found[place] = work(place)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return found


def body(here: Any, **changes: Any) -> dict[str, Any]:
    return factories.raw(at=here, arrived_on=timezone.localdate().isoformat(), **changes)


@pytest.mark.parametrize("path", ["/registrations", "/declarations"])
def test_one_key_from_many_threads_makes_one_file_and_one_answer(path: str) -> None:
    here = factories.community()
    machine, sent = machines.registrar(at=here), body(here)
    answers = together(6, lambda _: machines.Machine(machine.token).post(path, sent, key="one"))
    assert [answer.status_code for answer in answers] == [201] * 6
    assert all(answer.json() == answers[0].json() for answer in answers)
    assert sorted(answer.get("Idempotent-Replay", "") for answer in answers) == ["", *["true"] * 5]
    assert Stay.objects.count() == Person.objects.count() == Idempotency.objects.count() == 1
    assert Act.objects.filter(what__in=["declare", "register"]).count() == 1


def test_one_number_at_many_counters_is_registered_once() -> None:
    here = factories.community()
    machine, number = machines.registrar(at=here), factories.id_number()
    answers = together(
        6, lambda _: machines.Machine(machine.token).post("/registrations", body(here, id_number=number))
    )
    assert sorted(answer.status_code for answer in answers) == [201, *[409] * 5]
    clashes = [answer.json()["errors"][0]["code"] for answer in answers if answer.status_code == 409]
    assert clashes == ["same_number_on_file"] * 5
    assert Stay.objects.count() == Receipt.objects.count() == 1


def test_many_people_at_one_new_door_share_the_door() -> None:
    here = factories.community()
    machine = machines.registrar(at=here)
    door = {"form": "road", "road": "沂蒙路", "number": "1", "room": "101"}
    answers = together(6, lambda _: machines.Machine(machine.token).post("/registrations", body(here, address=door)))
    assert [answer.status_code for answer in answers] == [201] * 6
    assert Address.objects.count() == 1
    assert Stay.objects.filter(address=Address.objects.get()).count() == 6


def test_one_key_with_two_contents_at_one_moment_keeps_one() -> None:
    here = factories.community()
    machine = machines.registrar(at=here)
    answers = together(2, lambda _: machines.Machine(machine.token).post("/registrations", body(here), key="one"))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert Stay.objects.count() == 1


def test_a_change_made_elsewhere_shows_at_the_very_next_question() -> None:
    here = factories.community()
    machine = machines.registrar(at=here)
    assert machine.post("/registrations", body(here)).status_code == 201

    def end(_: int) -> None:
        here.valid_to = timezone.localdate()
        here.save()

    together(1, end)
    answer = machine.post("/registrations", body(here))
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "community_unknown")
