"""Gives the people that bench/people.py made their residence permits: files, proofs, permits, endorsements, cards.

Run: .venv/bin/python bench/permits.py --home FOLDER [--permits 500000]
Beside the permits, four files in a hundred wait to be accepted, completed or signed. A second run only says what is there.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import people
import psycopg
from kit import crowd, granting, holders, machine

from anju.config.launch.embedded import Server

PERMITS = 500_000
NOTE = "permits"


def main() -> None:
    """This loads, and tells how many rows there are."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--home", type=Path, required=True)
    asked.add_argument("--people", type=int, default=people.PEOPLE)
    asked.add_argument("--permits", type=int, default=PERMITS)
    asked.add_argument("--processes", type=int, default=os.cpu_count() or 2)
    given = asked.parse_args()
    print(f"Machine: {machine.described()}")
    several = given.processes
    with (
        loaded(home=given.home, people_=given.people, permits=given.permits, processes=several) as (server, _),
        psycopg.connect(server.url()) as link,
    ):
        for table in holders.TABLES:
            size = f"SELECT count(*), pg_size_pretty(pg_total_relation_size('{table}')) FROM {table}"
            count, told = link.execute(size).fetchone() or (0, "")
            print(f"  {table:<13} {count:>9} rows  {told}")
        waiting = "SELECT state, count(*) FROM permit_file GROUP BY 1 ORDER BY 1"
        print("  files: " + ", ".join(f"{count} {state}" for state, count in link.execute(waiting)))


@contextmanager
def loaded(
    *, home: Path, people_: int = people.PEOPLE, permits: int = PERMITS, processes: int = 2
) -> Iterator[tuple[Server, crowd.City]]:
    """This is the server with the crowd and its permits on it, loaded now if they are not there yet."""
    with people.loaded(home=home, people=people_, processes=processes) as (server, place):
        note = home.resolve() / NOTE
        if not note.exists():
            # permits may be younger than the home
            machine.manage("migrate", "--verbosity", "0")
            keyring = home.resolve() / "keyring.json"
            granting.grant(url=server.url(), keyring=keyring, place=place, permits=permits, processes=processes)
            note.write_text(str(permits))
        yield server, place


if __name__ == "__main__":
    main()
