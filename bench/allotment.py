"""How long it takes to allot school places to a whole county: the rules alone, and with the database read and written.

Run: .venv/bin/python bench/allotment.py [--pupils 20000] [--schools 200]
Every pupil has a registration, a guardian and three wishes, mostly for the schools that everybody wants; half of the
guardians hold a permit. Places suffice for all, so some are found by the county. Row history is kept as in real use.
"""

import argparse
import datetime
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import django
import night
import psycopg
from kit import machine

from anju.law.school import allotment
from anju.law.school.allotment import Pupil, Seats

BOUND = 5.0
ON = datetime.date(2026, 7, 1)
AT = datetime.datetime(2026, 7, 1, 2, 0, tzinfo=datetime.UTC)
COUNTY = "371302000000"
SEED = "5eed" * 16

_FILL = """
INSERT INTO staff (id, username, name, email, language, password, is_active, created_at, failures, must_change_password)
  VALUES (bench_id(20, 1), 'bench', '老师', '', 'zh-hans', 'x', true, '2024-01-01', 0, false)

INSERT INTO post (id, staff_id, unit_id, role, valid_from)
  SELECT bench_id(28, 1), bench_id(20, 1), id, 'officer', '2024-01-01' FROM unit WHERE code = 'jy-371302'

INSERT INTO school (id, unit_id, level, ownership, name, place, phone, community_id, valid_from, version)
  SELECT bench_id(21, n), u.id, 'primary', 'public', '小学' || n, '沂蒙路', '0539', a.code, '2024-01-01', 1
  FROM generate_series(1, {schools}) n JOIN bench_county a ON a.place = n % (SELECT count(*) FROM bench_county)
  CROSS JOIN (SELECT id FROM unit WHERE code = 'jy-371302') u

INSERT INTO school_zone (id, school_id, year, community_id)
  SELECT bench_id(22, a.place * 4 + k), bench_id(21, (a.place + k) % {schools} + 1), 2026, a.code
  FROM bench_county a CROSS JOIN generate_series(0, 1) k

INSERT INTO school_round (id, unit_id, county_id, year, level, grade, state, first_on, last_on, announce_on, reply_days,
                          rules, within, seed_digest, seed_shown, serial, drafted_by_id, version)
  SELECT bench_id(23, 1), u.id, '371302000000', 2026, 'primary', 1, 'published', '2026-06-01', '2026-06-30', '2026-07-10', 7,
         '["zone_both", "sibling", "zone_one", "zone", "other"]', 'registered', '', '', {many}, bench_id(20, 1), 1
  FROM unit u WHERE u.code = 'jy-371302'

INSERT INTO school_round_places (id, round_id, school_id, places)
  SELECT bench_id(24, n), bench_id(23, 1), bench_id(21, n), {many} / {schools} + 1 FROM generate_series(1, {schools}) n

UPDATE person SET birth_on = '2020-03-01' WHERE id IN (SELECT bench_id(1, n) FROM generate_series(1, {many}) n)

UPDATE stay s SET community_id = a.code FROM generate_series(1, {many}) n
  JOIN bench_county a ON a.place = n % (SELECT count(*) FROM bench_county) WHERE s.id = bench_id(3, n)

INSERT INTO guardianship (id, ward_id, guardian_id, relation, since)
  SELECT bench_id(25, n), bench_id(1, n), bench_id(1, {many} + n), 'parent', '2024-01-02' FROM generate_series(1, {many}) n

DELETE FROM permit WHERE id IN (SELECT bench_id(6, n) FROM generate_series(1, {many} * 2) n WHERE n <= {many} OR n % 2 = 0)

INSERT INTO service_case (id, person_id, service, community_id, unit_id, number, state, former_state, channel, applied_at,
                          limit_on, limit_provisional, taken_at, taken_by_id, clock_from, clock_left, clock_unit, clock_stands,
                          proposed, version)
  SELECT bench_id(26, n), bench_id(1, n), 'education/primary_school', s.community_id, u.id, 'BJ' || n, 'taken', 'sent',
         'online', '2026-06-02', '2026-07-20', false, '2026-06-03', bench_id(20, 1), '2026-06-30', 20, 'WD', false, '', 2
  FROM generate_series(1, {many}) n JOIN stay s ON s.id = bench_id(3, n)
  CROSS JOIN (SELECT id FROM unit WHERE code = 'jy-371302') u

INSERT INTO school_wish (id, person_id, round_id, case_id, number, community_id, schools, late, work, work_ok, state,
                         passed, applied_at, version)
  SELECT bench_id(27, n), bench_id(1, n), bench_id(23, 1), bench_id(26, n), n, s.community_id,
         jsonb_build_array(bench_id(21, n % 20 + 1), bench_id(21, n % 60 + 21), bench_id(21, n % ({schools} - 80) + 81)),
         false, n % 3 = 0, CASE WHEN n % 3 = 0 THEN true END, 'waiting', '[]', '2026-06-02', 1
  FROM generate_series(1, {many}) n JOIN stay s ON s.id = bench_id(3, n)
"""


def main() -> None:
    """This measures and prints the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pupils", type=int, default=20_000)
    asked.add_argument("--schools", type=int, default=200)
    given = asked.parse_args()
    print(f"Machine: {machine.described()}")
    print(f"| {given.pupils:,} pupils, {given.schools} schools | seconds | bound |\n|---|---|---|")
    pupils, schools = crowd(given.pupils, given.schools)
    placed = timed("the rules alone", lambda: allotment.allot(pupils=pupils, schools=schools, seed=SEED))
    found = timed(
        "looking for a better claim left behind",
        lambda: allotment.blocking(pupils=pupils, schools=schools, placed=placed, seed=SEED),
    )
    assert found == ()
    assert all(one.school for one in placed)
    with machine.home() as folder, machine.database(folder) as server:
        machine.manage("migrate", "--verbosity", "0")
        machine.manage("load_places")
        _fill(server.url(), given.pupils, given.schools)
        _whole()


def crowd(many: int, count: int) -> tuple[list[Pupil], list[Seats]]:
    """This makes pupils of whom most want the same twenty schools."""
    dice = random.Random(1)
    names = [f"s{number:03d}" for number in range(count)]
    seats = [
        Seats(school=name, places=many // count + 1, community=f"371302{at % 20:03d}{at:03d}")
        for at, name in enumerate(names)
    ]
    pupils = []
    for number in range(1, many + 1):
        wishes = tuple(dict.fromkeys((dice.choice(names[:20]), dice.choice(names[20:80]), dice.choice(names))))
        groups = {name: dice.randrange(5) for name in wishes}
        where = f"371302{dice.randrange(20):03d}{dice.randrange(200):03d}"
        pupils.append(Pupil(number=number, wishes=wishes, groups=groups, since=dice.randrange(900), community=where))
    return pupils, seats


def timed(what: str, work: Callable[[], Any]) -> Any:
    """This does something and prints how long it took."""
    began = time.perf_counter()
    done = work()
    print(f"| {what} | {time.perf_counter() - began:.2f} | {BOUND:.0f} |", flush=True)
    return done


def _fill(url: str, many: int, count: int) -> None:
    with psycopg.connect(url, autocommit=True) as link:
        # what fills is not measured, and keeps no history
        night.fill(link, many * 2)
        link.execute(
            "CREATE TABLE bench_county AS SELECT row_number() OVER () - 1 AS place, code FROM division "
            f"WHERE level = 'community' AND path LIKE '%/{COUNTY}/%'"
        )
        for statement in _FILL.format(many=many, schools=count).strip().split("\n\n"):
            link.execute(statement)
        link.execute("VACUUM ANALYZE")


def _whole() -> None:
    django.setup()
    from anju.actions import school
    from anju.models import Post, SchoolRound, SchoolWish
    from anju.queries import visitors
    from anju.queries.school import listed
    from anju.vault import seal

    held = SchoolRound.objects.get()
    held.seed = seal.seal(text=SEED, column="school_round.seed", owner=held.id)
    held.save(update_fields=["seed"])
    scope = visitors.post_scope(post=Post.objects.select_related("unit", "staff").get(), on=ON)
    rows = timed("reading the list", lambda: listed.rows(round_=held, late=False))
    timed(
        "the whole act: read, allot, check, write with history",
        lambda: school.allot(scope=scope, round_id=held.id, at=AT),
    )
    assert len(rows) == SchoolWish.objects.exclude(school=None).count()


if __name__ == "__main__":
    main()
