"""Loads a city's worth of made-up people fast, into a database of its own on the embedded server.

Run: .venv/bin/python bench/people.py --home FOLDER [--people 2000000]
The folder is kept for bench/read.py; a second run over it only says what is there.
"""

import argparse
import datetime
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import psycopg
from kit import crowd, filling, machine

from anju.config.launch import assets, messages
from anju.config.launch.embedded import Server
from anju.vault import ring

PEOPLE = 2_000_000
NOTE = "crowd"


def main() -> None:
    """This loads, and tells how many rows there are."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--home", type=Path, required=True)
    asked.add_argument("--people", type=int, default=PEOPLE)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--processes", type=int, default=os.cpu_count() or 2)
    given = asked.parse_args()
    print(f"Machine: {machine.described()}")
    with (
        loaded(home=given.home, people=given.people, seed=given.seed, processes=given.processes) as (server, _),
        psycopg.connect(server.url()) as link,
    ):
        for table in crowd.TABLES:
            size = f"SELECT count(*), pg_size_pretty(pg_total_relation_size('{table}')) FROM {table}"
            count, told = link.execute(size).fetchone() or (0, "")
            print(f"  {table:<10} {count:>9} rows  {told}")


@contextmanager
def loaded(
    *, home: Path, people: int = PEOPLE, seed: int = 1, processes: int = 2
) -> Iterator[tuple[Server, crowd.City]]:
    """This is the server with the crowd on it, loaded now if it is not there yet."""
    home = home.resolve()
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o755)
    note = home / NOTE
    with machine.database(home) as server, static(home):
        if note.exists():
            people, seed, moment = note.read_text().split("|")
            now = datetime.datetime.fromisoformat(moment)
            yield server, filling.city(url=server.url(), people=int(people), seed=int(seed), now=now)
            return
        machine.manage("migrate", "--verbosity", "0")
        machine.manage("load_places")
        now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
        place = filling.city(url=server.url(), people=people, seed=seed, now=now)
        keyring = home / "keyring.json"
        ring.ensure(path=keyring)
        filling.fill(url=server.url(), keyring=keyring, place=place, processes=processes)
        note.write_text(f"{people}|{seed}|{now.isoformat()}")
        yield server, place


@contextmanager
def static(home: Path) -> Iterator[None]:
    """This gives the pages static files of their own, so that a clone at work elsewhere is not disturbed."""
    os.environ["ANJU_VAR"] = str(home / "var")
    (home / "var").mkdir(exist_ok=True)
    assets.ready()
    messages.build()
    machine.manage("collectstatic", "--no-input", "--verbosity", "0")
    yield


if __name__ == "__main__":
    main()
