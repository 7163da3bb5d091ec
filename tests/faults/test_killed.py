"""The web server is killed between click and answer: the retry gets the one file there is."""

import http.client
import threading
import uuid
from collections.abc import Callable

import psycopg
from tests.faults.running import Answer, Service, wait_for

Click = Callable[..., Answer]
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'anju_app' AND wait_event_type = 'Lock'"
ONE_MORE_EACH = {"stay": 3, "person": 3, "receipt": 2, "idempotency": 3, "act": 3}


def clicks(service: Service) -> list[Click]:
    """Return one write at each door, each to be sent again as it was: a machine's, an officer's, a resident's."""
    body, form = service.next("bodies"), service.next("forms")
    key, resident = uuid.uuid4().hex, service.next("residents")[0]
    hidden = service.hidden("/declare/check/", session=resident)
    return [
        lambda **more: service.machine("/registrations", body, key=key, **more),
        lambda **more: service.form("/counter/new/", form, session=service.made["registrar"], **more),
        lambda **more: service.form("/declare/check/", hidden, session=resident, **more),
    ]


def send_and_lose(sent: list[Click], **headers: str) -> list[threading.Thread]:
    """Send them all at once; nobody will hear an answer."""

    def run(click: Click) -> None:
        try:
            answer = click(**headers)
        except (OSError, http.client.HTTPException):
            return
        raise AssertionError(f"answered {answer.status}")

    threads = [threading.Thread(target=run, args=(click,)) for click in sent]
    for thread in threads:
        thread.start()
    return threads


def names(service: Service, answers: list[Answer]) -> list[str]:
    """Return the file each answer names."""
    assert [answer.status for answer in answers] == [201, 302, 302], [answer.text[:300] for answer in answers]
    stay = answers[0].json()["stays"][0]["id"]
    return [stay, *(answer.headers["location"].split("/files/")[1].split("/")[0] for answer in answers[1:])]


def grown(service: Service, before: dict[str, int]) -> dict[str, int]:
    return {name: number - before[name] for name, number in service.count().items()}


def finish(service: Service, sent: list[Click], threads: list[threading.Thread]) -> None:
    """Wait for the senders, start the server again, send everything twice more: the same files both times."""
    for thread in threads:
        thread.join(timeout=30)
    service.start()
    first = names(service, [click() for click in sent])
    assert names(service, [click() for click in sent]) == first
    held = {str(row[0]) for row in service.sql("SELECT id FROM stay")}
    assert held.issuperset(first)
    assert len(set(first)) == 3


def test_killed_while_the_transaction_is_open(service: Service) -> None:
    sent, before = clicks(service), service.count()
    with psycopg.connect(service.database.url()) as link:
        link.execute("LOCK TABLE act IN SHARE ROW EXCLUSIVE MODE")
        threads = send_and_lose(sent)
        wait_for(lambda: service.sql(WAITING)[0][0] == 3)
        service.kill()
        link.rollback()
    wait_for(lambda: service.sql("SELECT count(*) FROM pg_stat_activity WHERE usename = 'anju_app'")[0][0] == 0)
    finish(service, sent, threads)
    assert grown(service, before) == ONE_MORE_EACH


def test_killed_after_the_commit_and_before_the_answer(service: Service) -> None:
    sent, before = clicks(service), service.count()
    threads = send_and_lose(sent, X_Pause_Before_Answer="1")
    wait_for(lambda: grown(service, before) == ONE_MORE_EACH)
    service.kill()
    finish(service, sent, threads)
    assert grown(service, before) == ONE_MORE_EACH
