"""Fills an empty, migrated database with a crowd by COPY, in several processes.

As superuser it sets session_replication_role = replica: no trigger fires, so neither the snapshots of row history nor
the checks of foreign keys are made. Constraints and indexes come back at the end, and with them their checks.
"""

import concurrent.futures
import datetime
import multiprocessing
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from anju import vault
from anju.vault import ring
from kit import crowd

# how the people who moved in are spread over the counties of the city; every other county 5
SHARES = {"371302": 42, "371311": 12, "371312": 11, "371324": 6, "371325": 6, "371323": 4}
_NEAR = 0.8
Link = psycopg.Connection[tuple[Any, ...]]
# the rows of one part, by table, each in COPY's text form
Made = Callable[[Link, int], crowd.Rows]
_work: list[tuple[Mapping[str, str], Made]] = []
_link: list[Link] = []

_COMMUNITIES = """
SELECT c.code, c.name, j.station_id::text FROM division c
JOIN LATERAL (SELECT station_id FROM jurisdiction
              WHERE division_id = ANY (string_to_array(c.path, '/')) AND valid_to IS NULL
              ORDER BY length(rtrim(division_id, '0')) DESC LIMIT 1) j ON true
WHERE c.level = 'community' AND c.valid_to IS NULL AND c.code LIKE '3713%' ORDER BY c.code
"""
_INDEXES = """
SELECT c.relname, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), con.conname, pg_get_constraintdef(con.oid)
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
LEFT JOIN pg_constraint con ON con.conindid = i.indexrelid AND con.contype IN ('u', 'x')
WHERE c.relname = ANY (%s) AND NOT i.indisprimary ORDER BY c.relname
"""


def city(*, url: str, people: int, seed: int, now: datetime.datetime) -> crowd.City:
    """This reads the real places and settles how many people live where and come from where."""
    with psycopg.connect(url) as link:
        found = link.execute(_COMMUNITIES).fetchall()
        codes = [
            str(row[0]) for row in link.execute("SELECT code FROM origin_county WHERE level = 'county' ORDER BY code")
        ]
    dice = random.Random(seed)
    communities = [
        crowd.Community(code=c, station=s, village=n.endswith(("村", "村委会", "村民委员会"))) for c, n, s in found
    ]
    many: dict[str, int] = {}
    for one in communities:
        many[one.code[:6]] = many.get(one.code[:6], 0) + 1
    weights, total = [], 0.0
    for one in communities:
        share = SHARES.get(one.code[:6], 5) / many[one.code[:6]]
        total += share * dice.lognormvariate(0, 1) * (0.3 if one.village else 3.0)
        weights.append(total)
    counties = [code for code in codes if not code.startswith("3713")]
    return crowd.City(communities, weights, counties, _origins(counties, people), people, seed, now)


def _origins(counties: list[str], people: int) -> list[int]:
    near = {code: weight for code in counties for prefix, weight in crowd.words.NEAR.items() if code.startswith(prefix)}
    shares = [_NEAR * near.get(code, 0) / sum(near.values()) + (1 - _NEAR) / len(counties) for code in counties]
    running, sums = 0.0, []
    for share in shares:
        running += share
        sums.append(round(running * people))
    sums[-1] = people
    if max(b - a for a, b in zip([0, *sums], sums, strict=False)) > crowd.DAYS * crowd.CODES:
        raise SystemExit("Too many people for the ID numbers of one county.")
    return sums


def fill(*, url: str, keyring: Path, place: crowd.City, processes: int) -> None:
    """This writes the crowd, then builds the indexes and constraints anew, and tells how long each took."""
    begun = time.perf_counter()
    with without_indexes(url, processes, crowd.TABLES):
        _copy(url, keyring, place, processes)
        print(f"  rows written after {time.perf_counter() - begun:.0f} s", flush=True)
    print(f"  indexes and constraints after {time.perf_counter() - begun:.0f} s", flush=True)
    with psycopg.connect(url, autocommit=True) as link:
        for sequence in ("file_seq", "receipt_seq"):
            link.execute("SELECT setval(%s, %s)", [sequence, 2 * place.people + 10])
        link.execute("VACUUM ANALYZE")
        link.execute("CHECKPOINT")
    print(f"{place.people} people after {time.perf_counter() - begun:.0f} s", flush=True)


def _copy(url: str, keyring: Path, place: crowd.City, processes: int) -> None:
    copy(
        url=url,
        keyring=keyring,
        parts=-(-place.people // crowd.CHUNK),
        tables=crowd.TABLES,
        made=lambda link, part: crowd.chunk(place, part),
        processes=processes,
    )


def copy(*, url: str, keyring: Path, parts: int, tables: Mapping[str, str], made: Made, processes: int) -> None:
    """This makes the rows of all parts in several processes, writes them by COPY, and shows how far it is."""
    begun = time.perf_counter()
    # forked, so that what makes the rows need not be sent
    with multiprocessing.get_context("fork").Pool(processes, _begin, (url, keyring, tables, made)) as pool:
        for done, _ in enumerate(pool.imap_unordered(_part, range(parts)), start=1):
            _progress(done, parts, time.perf_counter() - begun)


def _begin(url: str, keyring: Path, tables: Mapping[str, str], made: Made) -> None:
    held = ring.load(keyring)
    vault.configure(held)
    # the ring does not change while this loads: no look at its file for every value
    ring.current = lambda: held
    _work.append((tables, made))
    link = psycopg.connect(url)
    link.execute("SET session_replication_role = replica")
    link.execute("SET synchronous_commit = off")
    link.commit()
    _link.append(link)


def _part(part: int) -> None:
    tables, made = _work[0]
    with _link[0].transaction(), _link[0].cursor() as cursor:
        rows = made(_link[0], part)
        for table, columns in tables.items():
            quoted = ", ".join(f'"{column}"' for column in columns.split())
            with cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
                copy.write("\n".join([*rows[table], ""]) if rows[table] else "")


@contextmanager
def without_indexes(url: str, processes: int, names: Iterable[str]) -> Iterator[None]:
    """This drops the indexes of tables while rows are written, and builds them anew afterwards."""
    with psycopg.connect(url, autocommit=True) as link:
        found = link.execute(_INDEXES, [list(names)]).fetchall()
        for table, index, _, constraint, _ in found:
            link.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}" if constraint else f"DROP INDEX {index}")
    yield
    jobs = [
        f"ALTER TABLE {table} ADD CONSTRAINT {name} {rule}" if name else text for table, _, text, name, rule in found
    ]
    # tables apart: two constraints of one table would wait for each other
    tables = {table: [job for job, row in zip(jobs, found, strict=True) if row[0] == table] for table in names}
    with concurrent.futures.ThreadPoolExecutor(processes) as pool:
        for _ in pool.map(lambda some: _build(url, some), sorted(tables.values(), key=len, reverse=True)):
            pass


def _build(url: str, jobs: list[str]) -> None:
    with psycopg.connect(url, autocommit=True) as link:
        link.execute("SET maintenance_work_mem = '1GB'")
        for job in jobs:
            link.execute(job)


def _progress(done: int, parts: int, took: float) -> None:
    if sys.stderr.isatty() or done in {1, parts} or done % max(1, parts // 10) == 0:
        bar = "#" * (30 * done // parts)
        end = "\r" if sys.stderr.isatty() and done < parts else "\n"
        print(f"  [{bar:<30}] {done * 100 // parts:3d} %  {took:4.0f} s", end=end, file=sys.stderr, flush=True)
