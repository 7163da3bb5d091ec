"""How long it takes to say what people are entitled to: one person with every reason, and everybody on file.

Run: .venv/bin/python bench/rights.py [--home FOLDER] [--families 300000] [--services 60] [--turns 300] [--batch 100000]
Without --home and --families only the one person is weighed. FOLDER is filled by bench/people.py, has no permits and no
children, and its tables of entitlements are emptied before and after; --families makes so many people in a folder of its
own, all with permits, a third of them children, a tenth of the permits suspended once. The city's own services are taken, and
made-up ones until there are enough.
"""

import argparse
import datetime
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import night
import psutil
import psycopg
from kit import machine

from anju import catalogue
from anju.law import condition, entitlement
from anju.law.condition import Condition
from anju.law.entitlement import Child
from anju.law.facts import Value
from anju.law.service import Service
from anju.law.wording import Text

ONE, ALL = 5.0, 60.0
ON = datetime.date(2026, 11, 20)
_EMPTY = "TRUNCATE entitlement, entitlement_news, entitlement_count, entitlement_run, entitlement_service"
_FAMILIES = """
UPDATE person p SET birth_on = date '2010-03-01' + (s.n % 5000)
  FROM (SELECT person_id, substr(number, 3)::int AS n FROM stay) s WHERE s.person_id = p.id AND s.n % 3 = 0

INSERT INTO guardianship (id, ward_id, guardian_id, relation, since)
  SELECT bench_id(7, c.n), c.person_id, a.person_id, 'parent', '2024-01-02'
  FROM (SELECT person_id, substr(number, 3)::int AS n FROM stay) c
  JOIN (SELECT person_id, substr(number, 3)::int AS n FROM stay) a ON a.n = c.n - 1 WHERE c.n % 3 = 0

INSERT INTO suspension (id, permit_id, person_id, number, start, "end")
  SELECT bench_id(8, substr(number, 3)::int), id, person_id, 1, '2025-07-04', '2025-08-01'
  FROM permit WHERE substr(number, 3)::int % 10 = 0
"""
_SAID: dict[str, Any] = {"rule": "I3", "zh": "条件", "en": "Condition"}
FACTS: dict[str, Value] = {
    "registered": True,
    "registered_since": datetime.date(2026, 7, 3),
    "permit": "valid",
    "resident_since": datetime.date(2024, 7, 3),
    "born_on": datetime.date(1990, 3, 7),
    "stay_reason": "work",
    "dwelling": "rented",
    "has_minor": True,
    "works": True,
    "contract_months": 24,
}
CHILD: dict[str, Value] = {
    "registered": True,
    "permit": "none",
    "born_on": datetime.date(2020, 9, 5),
    "parent_permit": "valid",
}


def main() -> None:
    """This measures and prints both."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--home", type=Path)
    asked.add_argument("--families", type=int, default=0)
    asked.add_argument("--services", type=int, default=60)
    asked.add_argument("--turns", type=int, default=300)
    asked.add_argument("--batch", type=int, default=100_000)
    given = asked.parse_args()
    print(f"Machine: {machine.described()}")
    services = _services(given.services)
    leaves = sum(len(list(condition.leaves(one.whole))) for one in services if one.whole is not None)
    print(f"{len(services)} services, {len(catalogue.current().services)} of them the city's own, {leaves} conditions")
    _one(services, given.turns)
    if given.home is not None:
        with machine.database(given.home.resolve()) as server:
            machine.manage("migrate", "--verbosity", "0")
            _all(services, server.url(), given)
    if given.families:
        with machine.home() as folder, machine.database(folder) as server:
            machine.manage("migrate", "--verbosity", "0")
            machine.manage("load_places")
            _fill(server.url(), given.families)
            _all(services, server.url(), given)
    print(f"bound: {ALL:g} s for everybody")


def _services(many: int) -> list[Service]:
    own = list(catalogue.current().services.values())[:many]
    made = [_made(turn) for turn in range(many - len(own))]
    return [*own, *made]


def _made(turn: int) -> Service:
    """This is a nonsense service with five conditions, as long as a long one of the city's."""
    child = turn % 6 == 0
    parts: list[object] = [
        {"fact": "born_on", "years_below" if child else "years_at_least": 16 + turn % 5, **_SAID},
        {"fact": "registered_since", "months_at_least": turn % 9, **_SAID},
        {
            "any": [
                {"fact": "parent_permit" if child else "permit", "in": ["valid", "suspended"], **_SAID},
                {"not": {"fact": "has_lease", "is": turn % 2 == 0, **_SAID}},
                {"fact": "stay_reason", "in": ["work", "trade"], **_SAID},
            ]
        },
    ]
    word = Text(zh="一", en="one")
    return Service(
        id=f"library/made_{turn}",
        department="library",
        item=f"R{turn % 9 + 1}",
        clauses=(),
        name=word,
        summary=word,
        result=word,
        cites=(),
        status="M",
        opens="receipt" if turn % 5 else "permit",
        level="county",
        applicants=("self",),
        subject="child" if child else "self",
        process="guide",
        visit=False,
        limit=None,
        clock_stops=False,
        fee_fen=0,
        fee_note=None,
        condition=_read({"all": parts}),
        urgent=None,
        steps=(word,),
        papers=(),
        fields=(),
        place=word,
        phone="",
        remedy=word,
        begins=datetime.date(2020, 1, 1),
        ends=None,
        notify=word if turn % 6 == 1 else None,
    )


def _read(data: object) -> Condition:
    return condition.parse(data)


def _one(services: list[Service], turns: int) -> None:
    child = Child(key="one", facts=CHILD)
    took = []
    for _ in range(turns):
        begun = time.process_time_ns()
        items = entitlement.weigh(services=services, facts=FACTS, children=(child,), on=ON)
        took.append((time.process_time_ns() - begun) / 1e6)
    took.sort()
    told = sum(len(item.standings) for item in items)
    print(
        f"one person: {told} answers, median {took[turns // 2]:.2f} ms, p95 {took[turns * 95 // 100]:.2f} ms "
        f"of processor time; bound {ONE:g} ms"
    )


def _fill(url: str, many: int) -> None:
    with psycopg.connect(url, autocommit=True) as link:
        night.fill(link, many)
        link.execute("SET session_replication_role = replica")
        for sql in _FAMILIES.strip().split("\n\n"):
            link.execute(sql)
        link.execute("VACUUM ANALYZE")


def _all(services: list[Service], url: str, given: argparse.Namespace) -> None:
    import django

    django.setup()
    known = {one.id: one for one in services}
    found = replace(catalogue.current(), services=known)
    catalogue.current = lambda: found  # type: ignore[assignment]
    with psycopg.connect(url, autocommit=True) as link:
        link.execute(_EMPTY)
        try:
            for name, on in (("the first night", ON), ("the next night", ON + datetime.timedelta(days=1))):
                _night(name, on, given.batch)
            size = link.execute("SELECT pg_size_pretty(pg_total_relation_size('entitlement'))").fetchone()
            print(f"  the table takes {size[0] if size else '?'}")
        finally:
            link.execute(_EMPTY)


def _night(name: str, on: datetime.date, batch: int) -> None:
    from django.db import connection

    from anju.actions import entitlement as acts

    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = psutil.Process(cursor.fetchone()[0])
    load, before, begun = os.getloadavg()[0], _processor(backend), time.perf_counter()
    at = datetime.datetime.combine(on, datetime.time(2), datetime.UTC)
    people = acts.count(on=on, at=at, batch=batch)
    took = time.perf_counter() - begun
    print(
        f"{name}: {people} people in {took:.1f} s, {_processor(backend) - before:.1f} s of PostgreSQL's processor time "
        f"(load {load:.1f} before)"
    )


def _processor(backend: "psutil.Process") -> float:
    times = backend.cpu_times()
    return times.user + times.system


if __name__ == "__main__":
    main()
