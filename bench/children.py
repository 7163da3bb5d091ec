"""How long the night takes to plan the vaccinations of a city's children, and to remind their guardians.

Run: .venv/bin/python bench/children.py [--children 330000] [--nights 3]
A sixth of two million people. Every child has a registration and a guardian; half of the guardians sign in here, half of the
children have had every dose in its time. The first night plans all, the second again for the same day, then day by day.
"""

import argparse
import datetime
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import django
import night
import psycopg
from kit import machine

from anju import catalogue
from anju.law import immunisation
from anju.law.city import TIME

BOUND = 600.0
ON = datetime.date(2026, 11, 20)

_FILL = """
UPDATE person SET birth_on = date '{on}' - ('x' || substr(encode(id_number, 'hex'), 1, 4))::bit(16)::int % 6570 - 1, sex =
  CASE WHEN get_byte(id_number, 3) % 2 = 0 THEN 'female' ELSE 'male' END
  WHERE id IN (SELECT bench_id(1, n) FROM generate_series(1, {many}) n)

UPDATE person SET phone = NULL, phone_index = NULL

UPDATE resident SET phone = NULL

INSERT INTO guardianship (id, ward_id, guardian_id, relation, since)
  SELECT bench_id(25, n), bench_id(1, n), bench_id(1, {many} + n), 'parent', '2024-01-02' FROM generate_series(1, {many}) n

INSERT INTO vaccine_dose (id, person_id, vaccine, given_on, batch, place, state, recorded_at, why)
  SELECT bench_id(26, n * 100 + d.turn), p.id, d.vaccine, p.birth_on + d.days, '1', '门诊', 'given', '2024-01-02', ''
  FROM generate_series(1, {many}) n JOIN person p ON p.id = bench_id(1, n)
  CROSS JOIN (VALUES {doses}) d(turn, vaccine, days) WHERE n % 2 = 0 AND p.birth_on + d.days < date '{on}'
"""


def main() -> None:
    """This measures and prints each night."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--children", type=int, default=330_000)
    asked.add_argument("--nights", type=int, default=3)
    given = asked.parse_args()
    print(f"Machine: {machine.described()}")
    with machine.home() as folder, machine.database(folder) as server:
        machine.manage("migrate", "--verbosity", "0")
        machine.manage("load_places")
        django.setup()
        with psycopg.connect(server.url(), autocommit=True) as link:
            night.fill(link, given.children * 2, permits=False)
            for statement in _FILL.format(many=given.children, on=ON, doses=_doses()).strip().split("\n\n"):
                link.execute(statement)
            link.execute("VACUUM ANALYZE")
        for name, on in (("the first night", ON), ("once more", ON)):
            _night(name, on)
        for later in range(1, given.nights):
            _night(f"{later} later", ON + datetime.timedelta(days=later))
    print(f"bound: {BOUND:g} s for the first night")


def _doses() -> str:
    """This is every dose of the programme in its time, in SQL: its turn, vaccine and day of life."""
    programme = immunisation.in_force(catalogue.current().programmes, on=ON)
    birth = datetime.date(2020, 1, 1)
    found = [
        (vaccine.id, (dose.at.after(birth) - birth).days)
        for vaccine in programme.vaccines
        for dose in vaccine.doses
        if not vaccine.girls
    ]
    return ", ".join(f"({turn}, '{vaccine}', {days})" for turn, (vaccine, days) in enumerate(found))


def _night(name: str, on: datetime.date) -> None:
    from anju.actions import immunisation as acts

    load, before, begun = os.getloadavg()[0], night.processor(), time.perf_counter()
    told = acts.plan_children(on=on, at=datetime.datetime.combine(on, datetime.time(0, 20), tzinfo=TIME))
    took, used = time.perf_counter() - begun, night.processor() - before
    print(
        f"{name}: {told} guardians reminded, {took:.1f} s, {used:.1f} s of processor time (load {load:.1f} before)",
        flush=True,
    )


if __name__ == "__main__":
    main()
