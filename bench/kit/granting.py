"""Gives a crowd its permits by COPY: who holds one, who waits for one, and what goes with them."""

import datetime
import functools
import time
import uuid
from pathlib import Path

import django
import psycopg

from anju.law import city
from anju.vault import number
from kit import crowd, filling, holders

PART = 5000
_CHOSEN = """
CREATE TABLE bench_lodger AS
SELECT row_number() OVER (ORDER BY md5(id::text || %s)) - 1 AS n, id AS stay_id FROM stay
WHERE state = 'registered' AND counted_from <= %s ORDER BY 1 LIMIT %s
"""
_LODGERS = """
SELECT l.n, s.id, p.id, p.name, s.address_id, s.workplace, s.community_id, s.station_id, s.counted_from
FROM bench_lodger l JOIN stay s ON s.id = l.stay_id JOIN person p ON p.id = s.person_id
WHERE l.n >= %s AND l.n < %s ORDER BY l.n
"""
_BATCH = "INSERT INTO card_batch (id, authority_id, number, count, made_at) VALUES (%s, %s, %s, %s, %s)"
_SEQUENCES = {"permit_file_seq": 3, "permit_seq": 1, "card_batch_seq": 1}


def grant(*, url: str, keyring: Path, place: crowd.City, permits: int, processes: int) -> None:
    """This writes permits and waiting files, builds their indexes anew, and tells how long each took."""
    begun = time.perf_counter()
    many = permits + round(permits * holders.OPEN)
    _choose(url, place, many)
    held = _register(url, place, permits)
    print(f"  {many} people chosen after {time.perf_counter() - begun:.0f} s", flush=True)
    # the acts of the people themselves stay, and their indexes with them
    with filling.without_indexes(url, processes, [name for name in holders.TABLES if name != "act"]):
        filling.copy(
            url=url,
            keyring=keyring,
            parts=-(-many // PART),
            tables=holders.TABLES,
            made=functools.partial(_part, held),
            processes=processes,
        )
        print(f"  rows written after {time.perf_counter() - begun:.0f} s", flush=True)
    print(f"  indexes and constraints after {time.perf_counter() - begun:.0f} s", flush=True)
    with psycopg.connect(url, autocommit=True) as link:
        _close(link, held, permits)
    print(f"{permits} permits after {time.perf_counter() - begun:.0f} s", flush=True)


def _choose(url: str, place: crowd.City, many: int) -> None:
    until = place.now.date() - datetime.timedelta(days=215)
    with psycopg.connect(url) as link:
        link.execute("DROP TABLE IF EXISTS bench_lodger")
        made = link.execute(_CHOSEN, [str(place.seed), until, many])
        if made.rowcount < many:
            raise SystemExit(f"Only {made.rowcount} people have been registered for long enough; {many} are needed.")
        link.execute("ALTER TABLE bench_lodger ADD PRIMARY KEY (n)")
        link.execute("ANALYZE bench_lodger")


def _part(held: holders.Register, link: filling.Link, part: int) -> crowd.Rows:
    found = link.execute(_LODGERS, [part * PART, (part + 1) * PART]).fetchall()
    return holders.part(held, [holders.Lodger(*row) for row in found])


def _register(url: str, place: crowd.City, permits: int) -> holders.Register:
    django.setup()
    from django.db import connections

    from anju.actions import account
    from anju.models import Unit
    from anju.queries import rules

    police = Unit.objects.get(department="police", level="city", kind="office")
    desk, officer = (
        account.found(username=name, name="测速", password=None, unit=police, role="county_police", at=place.now)
        for name in ("bench-desk", "bench-officer")
    )
    authorities = _authorities()
    values = rules.at(place=("371300000000",), on=city.day(place.now))
    held = holders.Register(
        permits=permits,
        seed=place.seed,
        now=place.now,
        authorities=authorities,
        batches={key: uuid.uuid5(uuid.NAMESPACE_OID, str(key)) for key in authorities.values()},
        desk=desk.staff_id,
        officer=officer.staff_id,
        post=desk.id,
        calendar=values.calendar,
        policy=values.policy,
    )
    # nothing open may be carried over into the processes
    connections.close_all()
    return held


def _authorities() -> dict[uuid.UUID, uuid.UUID]:
    from anju.models import Jurisdiction, Unit
    from anju.queries.permit import places

    stations = Unit.objects.filter(id__in=Jurisdiction.objects.values("station_id"))
    found = {station.id: places.authority(station=station) for station in stations}
    return {key: unit.id for key, unit in found.items() if unit is not None}


def _close(link: filling.Link, held: holders.Register, permits: int) -> None:
    made = link.execute(
        "SELECT authority_id, count(*) FROM card WHERE state = 'making' GROUP BY 1 ORDER BY 1"
    ).fetchall()
    for place, (authority, count) in enumerate(made, start=1):
        paper = number.number(county="371300", year=held.today.year, sequence=place, prefix="PC")
        sent = held.now - datetime.timedelta(hours=2)
        link.execute(_BATCH, [held.batches[authority], authority, paper, count, sent])
    for sequence, times in _SEQUENCES.items():
        link.execute("SELECT setval(%s, %s)", [sequence, times * permits * 2 + 100])
    link.execute("DROP TABLE bench_lodger")
    for table in holders.TABLES:
        link.execute(f"VACUUM ANALYZE {table}")
    link.execute("CHECKPOINT")
