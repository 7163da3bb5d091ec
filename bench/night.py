"""How long the night takes over the permits of a city: an ordinary one, and those in which all of them fall due at once.

Run: .venv/bin/python bench/night.py [--permits 300000] [--runs 1], or with --home FOLDER [--nights 1]
Every permit has a person, a registration and a phone; half of the people sign in here. Row history is kept as in real use:
every trigger fires while the night runs. Rows are made in the database and their sealed columns hold noise, which nothing
at night opens. With --home, the nights that follow go over the people and permits of bench/permits.py, and their rows stay.
"""

import argparse
import datetime
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import django
import psutil
import psycopg
from kit import machine

import permits
from anju.law.city import TIME

Steps = dict[str, Callable[[], int]]
NOTE = "night"
BOUND = 60.0
ON = datetime.date(2026, 6, 16)
AT = datetime.datetime(2026, 6, 15, 16, 20, tzinfo=datetime.UTC)

# one statement a paragraph
_FILL = """
CREATE FUNCTION bench_id(what int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex(1700000000000 + n), 12, '0') || '7' || lpad(to_hex(what), 3, '0') || '8'
          || substr(md5(what || ':' || n), 1, 15))::uuid $$

CREATE FUNCTION bench_noise(what int, n bigint) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT decode(md5(what || '/' || n), 'hex') $$

CREATE TABLE bench_at AS
  SELECT row_number() OVER () - 1 AS place, d.code,
         (SELECT j.station_id FROM jurisdiction j WHERE j.division_id = d.parent_id LIMIT 1) AS station
  FROM division d
  WHERE d.level = 'community' AND EXISTS (SELECT FROM jurisdiction j WHERE j.division_id = d.parent_id) LIMIT 4000

INSERT INTO person (id, state, name, pinyin, initials, sex, birth_on, id_kind, id_number, id_index, phone, phone_index,
                    hukou_county, created_at)
  SELECT bench_id(1, n), 'verified', '王小明', 'wangxiaoming', 'wxm', 'male', '1990-01-01', 'id_card', bench_noise(1, n),
         bench_noise(2, n), bench_noise(3, n), bench_noise(4, n), '410105', '2024-01-01'
  FROM generate_series(1, {many}) n

INSERT INTO address (id, community_id, form, parts, line_index, road, dwelling, door_code, created_at)
  SELECT bench_id(2, place), code, 'road', 'x', bench_noise(5, place), '沂蒙路', 'rented', 'D' || place, '2024-01-01'
  FROM bench_at

INSERT INTO stay (id, person_id, address_id, community_id, station_id, number, filing, state, former_state, channel, reason,
                  workplace, exempt, arrived_on, declared_at, due_on, due_provisional, check_due_on, check_due_provisional,
                  registered_on, counted_from, confirmed_on, end_reason, agent_name, agent_relation, version)
  SELECT bench_id(3, n), bench_id(1, n), bench_id(2, a.place), a.code, a.station, 'DJ' || n, bench_id(3, n), 'registered',
         'declared', 'online', 'work', '', '', '2024-01-02', '2024-01-02', '2024-01-05', false, '2024-01-16', false,
         '2024-01-03', '2024-01-03', '2026-01-03', '', '', '', 2
  FROM generate_series(1, {many}) n JOIN bench_at a ON a.place = n % (SELECT count(*) FROM bench_at)

INSERT INTO resident (id, phone, phone_index, language, large_type, created_at)
  SELECT bench_id(4, n), bench_noise(6, n), bench_noise(7, n), 'zh-hans', false, '2024-01-01'
  FROM generate_series(1, {many}, 2) n

INSERT INTO binding (id, resident_id, person_id, kind, how, since)
  SELECT bench_id(5, n), bench_id(4, n), bench_id(1, n), 'self', 'phone', '2024-01-01'
  FROM generate_series(1, {many}, 2) n

INSERT INTO permit (id, person_id, stay_id, community_id, station_id, authority_id, number, state, former_state, ground,
                    issued_on, anchor_on, since, endorsed, window_opens_on, window_closes_on, window_provisional, end_reason,
                    ethnicity, county, code, version)
  SELECT bench_id(6, n), s.person_id, s.id, s.community_id, s.station_id, s.station_id, 'JZ' || n, 'valid', '', 'dwelling',
         '2024-07-03', '2024-07-03', '2024-01-03', 1, '2030-01-01', '2030-02-01', false, '', 'x', left(s.community_id, 6),
         repeat('A', 150), 1
  FROM generate_series(1, {many}) n JOIN stay s ON s.id = bench_id(3, n)
"""
# the same permits on other days: no history of what only the measuring changes
_AGAIN = (
    "TRUNCATE suspension, anju_suspensionevent, message",
    "UPDATE permit SET state = 'valid', former_state = '', suspended_on = NULL, version = 1, {dates}",
)
_N = "substr(number, 3)::int"
SCENES = {
    # one in 365 closes yesterday, one in twelve is in its window, and so on round the year
    "an ordinary night": f"window_closes_on = date '{ON}' - 1 + {_N} % 365, window_opens_on = date '{ON}' - 32 + {_N} % 365",
    "every window opens tonight": f"window_closes_on = date '{ON}' + 30, window_opens_on = date '{ON}'",
    "every permit falls due tonight": f"window_closes_on = date '{ON}' - 1, window_opens_on = date '{ON}' - 32",
}


def main() -> None:
    """This measures and prints the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--permits", type=int, default=300_000)
    asked.add_argument("--runs", type=int, default=1)
    asked.add_argument("--home", type=Path)
    asked.add_argument("--nights", type=int, default=1, help="one after the other, with --home")
    given = asked.parse_args()
    print(f"Machine: {machine.described()}")
    if given.home is not None:
        _grown(given.home, given.nights)
        return
    with machine.home() as folder, machine.database(folder) as server:
        machine.manage("migrate", "--verbosity", "0")
        machine.manage("load_places")
        django.setup()
        with psycopg.connect(server.url(), autocommit=True) as link:
            fill(link, given.permits)
            for name, dates in SCENES.items():
                for _ in range(given.runs):
                    _scene(link, name, dates)
    print(f"bound: {BOUND:g} s for all steps together")


def _grown(home: Path, nights: int) -> None:
    """This runs the nights that follow over a register as bench/permits.py left it, each the day after the last one."""
    with permits.loaded(home=home) as (_, city):
        django.setup()
        note = home / NOTE
        last = datetime.date.fromisoformat(note.read_text()) if note.exists() else city.now.date()
        for on in (last + datetime.timedelta(days=place) for place in range(1, nights + 1)):
            print(f"night before {on} (load {os.getloadavg()[0]:.1f} before)", flush=True)
            # a quarter past midnight there
            _night(on, datetime.datetime.combine(on, datetime.time(0, 15), tzinfo=TIME), more=_counts)
            note.write_text(on.isoformat())


def fill(link: "psycopg.Connection[Any]", many: int, *, permits: bool = True) -> None:
    """This makes so many people, each with a registration and, unless told otherwise, a permit."""
    begun = time.perf_counter()
    link.execute("SET session_replication_role = replica")
    statements = _FILL.format(many=many).strip().split("\n\n")[: None if permits else -1]
    for step, sql in enumerate(statements, start=1):
        link.execute(sql)
        print(f"  {step} of {len(statements)} kinds of rows after {time.perf_counter() - begun:.0f} s", flush=True)
    link.execute("VACUUM ANALYZE")
    print(f"{many} {'permits' if permits else 'people'} after {time.perf_counter() - begun:.0f} s", flush=True)


def _scene(link: "psycopg.Connection[Any]", name: str, dates: str) -> None:
    for sql in _AGAIN:
        link.execute(sql.format(dates=dates))
    link.execute("VACUUM (FULL, ANALYZE) permit")
    link.execute("CHECKPOINT")
    load = os.getloadavg()[0]
    print(f"{name} (load {load:.1f} before)", flush=True)
    _night(ON, AT)


def _night(
    on: datetime.date, at: datetime.datetime, *, more: Callable[[datetime.date, datetime.datetime], Steps] | None = None
) -> None:
    for again in ("first", "again"):
        seconds, busy = 0.0, 0.0
        for step, work in (_steps(on, at) | (more(on, at) if more is not None else {})).items():
            before, begun = processor(), time.perf_counter()
            done = work()
            took, used = time.perf_counter() - begun, processor() - before
            seconds, busy = seconds + took, busy + used
            print(f"  {again} {step:<20} {done:>7} done {took:7.1f} s, {used:6.1f} s of processor time", flush=True)
        print(f"  {again} {'all steps':<20} {'':>12} {seconds:7.1f} s, {busy:6.1f} s of processor time", flush=True)


def processor() -> float:
    """This is what Python and its server process have used of the processor, whoever else is at work."""
    from django.db import connection

    connection.ensure_connection()
    both = [psutil.Process(), psutil.Process(connection.connection.info.backend_pid)]
    return sum(times.user + times.system for times in (one.cpu_times() for one in both))


def _steps(on: datetime.date, at: datetime.datetime) -> Steps:
    from anju.actions import night

    return {
        "end_permits": lambda: night.end_permits(on=on, at=at),
        "suspend_permits": lambda: night.suspend_permits(on=on, at=at),
        "remind_endorsement": lambda: night.remind_endorsement(on=on, at=at),
    }


def _counts(on: datetime.date, at: datetime.datetime) -> Steps:
    """These are the steps that go over everybody, or every case."""
    from anju.actions import entitlement, immunisation, offering

    return {
        "plan_vaccines": lambda: immunisation.plan_children(on=on, at=at),
        "count_rights": lambda: entitlement.count(on=on, at=at),
        "count_offering": lambda: offering.count(on=on, at=at),
    }


if __name__ == "__main__":
    main()
