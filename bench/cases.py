"""Gives the people that bench/people.py made a million cases: open ones in every state, and those decided or withdrawn.

Run: .venv/bin/python bench/cases.py --home FOLDER [--cases 1000000]
Typed forms and questions are left out: no list reads them. A second run only says what is there.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import people
import psycopg
from kit import casework, crowd, machine

from anju.config.launch.embedded import Server

CASES = 1_000_000
NOTE = "cases"


def main() -> None:
    """This loads, and tells how many rows there are."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--home", type=Path, required=True)
    asked.add_argument("--people", type=int, default=people.PEOPLE)
    asked.add_argument("--cases", type=int, default=CASES)
    given = asked.parse_args()
    print(f"Machine: {machine.described()}")
    with (
        loaded(home=given.home, people_=given.people, cases=given.cases) as (server, _),
        psycopg.connect(server.url()) as link,
    ):
        for table in casework.TABLES:
            size = f"SELECT count(*), pg_size_pretty(pg_total_relation_size('{table}')) FROM {table}"
            count, told = link.execute(size).fetchone() or (0, "")
            print(f"  {table:<13} {count:>9} rows  {told}")
        states = "SELECT state, count(*) FROM service_case GROUP BY 1 ORDER BY 1"
        print("  cases: " + ", ".join(f"{count} {state}" for state, count in link.execute(states)))


@contextmanager
def loaded(*, home: Path, people_: int = people.PEOPLE, cases: int = CASES) -> Iterator[tuple[Server, crowd.City]]:
    """This is the server with the crowd and its cases on it, loaded now if they are not there yet."""
    with people.loaded(home=home, people=people_) as (server, place):
        note = home.resolve() / NOTE
        if not note.exists():
            # cases may be younger than the home
            machine.manage("migrate", "--verbosity", "0")
            machine.manage("load_places")
            casework.fill(url=server.url(), place=place, cases=cases)
            note.write_text(str(cases))
        yield server, place


if __name__ == "__main__":
    main()
