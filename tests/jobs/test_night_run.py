"""The run of the night: every step gets its turn, a failure is told, a run cut short is taken up again."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from tests import factories as make

from anju.jobs import clock, night, tasks
from anju.models import Message, Stay

pytestmark = pytest.mark.django_db
LATER = datetime.date(2026, 3, 25)
AT = datetime.datetime(2026, 3, 24, 16, 20, tzinfo=datetime.UTC)


def test_a_night_done_twice_does_nothing_twice() -> None:
    make.filed(at=make.community())
    Session.objects.create(session_key="old", session_data="", expire_date=make.NOW)
    first, second = night.run(on=LATER, at=AT), night.run(on=LATER, at=AT)
    assert (first.failed, second.failed) == ({}, {})
    assert {name: number for name, number in first.done.items() if number} == {
        "lapse": 1,
        "seal_acts": 1,
        "sweep_sessions": 1,
    }
    assert {name: number for name, number in second.done.items() if number} == {}


def test_a_step_that_fails_is_told_and_keeps_no_other_from_its_work() -> None:
    def fail(_on: datetime.date, _at: datetime.datetime) -> int:
        raise ValueError("王小明 13912345678")

    report = night.run(on=LATER, at=AT, steps={"one": fail, "two": lambda _on, _at: 7})
    assert (report.done, report.failed) == ({"two": 7}, {"one": "ValueError"})


def test_a_row_that_can_not_be_done_keeps_no_other_waiting_and_is_done_the_next_night() -> None:
    for _ in range(3):
        make.filed(at=make.community())
    with connection.cursor() as cursor:
        # the database itself fails at the second row
        cursor.execute("CREATE SEQUENCE turns")
        cursor.execute(
            "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF NEW.state = 'to_verify' AND nextval('turns') = 2 THEN RAISE EXCEPTION 'killed'; END IF; RETURN NEW; END $$"
        )
        cursor.execute("CREATE TRIGGER stop BEFORE UPDATE ON stay FOR EACH ROW EXECUTE FUNCTION stop()")
    report = night.run(on=LATER, at=AT)
    assert (report.failed, Stay.objects.filter(state="to_verify").count()) == ({"lapse": "RowsFailedError"}, 2)
    report = night.run(on=LATER, at=AT)
    assert (report.failed, report.done["lapse"], Stay.objects.filter(state="to_verify").count()) == ({}, 1, 3)


def test_the_command_runs_a_day_and_prints_each_step(capsys: pytest.CaptureFixture[str]) -> None:
    make.filed(at=make.community())
    call_command("run_night", on=LATER)
    assert "lapse                    1" in capsys.readouterr().out.splitlines()


def test_the_command_fails_loudly() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE idempotency RENAME TO gone")
    with pytest.raises(CommandError, match="sweep_keys: ProgrammingError"):
        call_command("run_night")


def test_the_command_sends_what_waits(capsys: pytest.CaptureFixture[str], outbox: object) -> None:
    make.registered(at=make.community())
    call_command("send_messages")
    call_command("send_messages")
    assert capsys.readouterr().out.splitlines() == ["sms sent               1", "Nothing is waiting."]


def test_the_workers_tasks_do_the_same(outbox: object) -> None:
    make.registered(at=make.community())
    tasks.send_messages.func(timestamp=0)
    assert Message.objects.get().sms == "sent"
    tasks.run_night.func(timestamp=0)


def test_a_failed_night_is_a_failed_job() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE idempotency RENAME TO gone")
    with pytest.raises(RuntimeError, match="sweep_keys"):
        tasks.run_night.func(timestamp=0)


def test_the_citys_day_is_not_the_worlds() -> None:
    assert clock.day(datetime.datetime(2026, 3, 4, 16, 20, tzinfo=datetime.UTC)) == datetime.date(2026, 3, 5)
    assert clock.now().tzinfo is not None
