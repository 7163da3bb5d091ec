"""The database restarts under load: everyone is told, everyone's retry counts once, the web server stays up."""

import subprocess
import sys
import threading
import time
import uuid

from tests.faults.running import Answer, Service, wait_for

from anju.config.launch import embedded

CLIENTS = 8
EACH = 4
TRIES = 200


def tried(service: Service, key: str, body: object, answers: list[Answer]) -> list[str]:
    """File one form until it is taken; the answers are noted and the file's number returned."""
    for _ in range(TRIES):
        answer = service.machine("/registrations", body, key=key, Accept_Language="en")
        answers.append(answer)
        if answer.status == 201:
            return [answer.json()["stays"][0]["number"]]
        time.sleep(0.1)
    return []


def test_a_restart_under_load_loses_and_doubles_nothing(service: Service) -> None:
    before, resident = service.count(), service.next("residents")[0]
    hidden = service.hidden("/declare/check/", session=resident)
    bodies = [[(uuid.uuid4().hex, service.next("bodies")) for _ in range(EACH)] for _ in range(CLIENTS)]
    answers: list[Answer] = []
    kept: list[str] = []
    down = threading.Event()

    def run(mine: list[tuple[str, object]]) -> None:
        for key, body in mine[:-1]:
            kept.extend(tried(service, key, body, answers))
        # a fast machine has sent everything before the database is down: the last one always meets the gap
        down.wait(timeout=60)
        key, body = mine[-1]
        kept.extend(tried(service, key, body, answers))

    threads = [threading.Thread(target=run, args=(mine,)) for mine in bodies]
    assert service.web is not None
    process = service.web.pid
    for thread in threads:
        thread.start()
    wait_for(lambda: kept)
    embedded.run(server=service.database, program="pg_ctl", arguments=["stop", "-w", "-m", "immediate"])
    try:
        down.set()
        wait_for(lambda: any(answer.status == 503 for answer in answers))
        page = service.ask("GET", "/my/", session=resident)
        form = service.form("/declare/check/", {**hidden, "typed": '"><b>王'}, session=resident)
        well = service.ask("GET", "/healthz")
    finally:
        # the other tests share this database
        embedded.keep(server=service.database)
    for thread in threads:
        thread.join(timeout=60)

    assert len(kept) == len(set(kept)) == CLIENTS * EACH
    grown = {name: number - before[name] for name, number in service.count().items()}
    assert grown == dict.fromkeys(before, CLIENTS * EACH)
    assert {answer.status for answer in answers} == {201, 503}
    for answer in answers:
        if answer.status == 503:
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json()["detail"] == "The service is busy or restarting; this step has not been done."
            assert answer.json()["request"] == answer.headers["x-request-id"]
            assert answer.headers["retry-after"] == "10"
    assert well.status == 503
    for told in (page, form):
        assert (told.status, told.headers["retry-after"]) == (503, "10")
        assert "系统正忙" in told.text
        assert told.headers["x-request-id"] in told.text
    assert f'name="draft" value="{hidden["draft"]}"' in form.text
    assert 'value="&quot;&gt;&lt;b&gt;王"' in form.text

    assert service.form("/declare/check/", hidden, session=resident).status == 302
    assert (service.web.poll(), service.web.pid) == (None, process)


def test_the_worker_works_on_after_a_restart(service: Service) -> None:
    def begin() -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "django", "procrastinate", "worker", "--concurrency", "2"]
        with (service.folder / "worker.log").open("ab") as log:
            return subprocess.Popen(command, env=service.environment, stdout=log, stderr=log)

    def job() -> int:
        statement = (
            "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, status) "
            "VALUES ('default', 'anju.send_messages', 0, '{\"timestamp\": 0}', 'todo') RETURNING id"
        )
        return int(service.sql(statement)[0][0])

    workers = [begin()]

    def done(number: int) -> bool:
        # as the supervisor does: whoever gives up is started again
        if workers[-1].poll() is not None:
            workers.append(begin())
        return service.sql("SELECT status FROM procrastinate_jobs WHERE id = %s", number) == [("succeeded",)]

    try:
        first = job()
        wait_for(lambda: done(first))
        embedded.run(server=service.database, program="pg_ctl", arguments=["stop", "-w", "-m", "immediate"])
        time.sleep(1)
        embedded.keep(server=service.database)
        second = job()
        wait_for(lambda: done(second))
    finally:
        workers[-1].kill()
        workers[-1].wait()
    assert len(workers) <= 3
