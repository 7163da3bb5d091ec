"""How long a search of the job board takes with 200,000 open vacancies, by every filter, first page and later ones.

Run: .venv/bin/python bench/jobs.py [--vacancies 200000] [--turns 60] [--explain]
The vacancies lie in the streets of Linyi, of every occupation, over ninety days; titles are made of trades and places. Rows
are made in the database, without history; searches go through the very query of the page, one connection, one process.
"""

import argparse
import datetime
import functools
import importlib
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import django
import psycopg
from kit import machine

from anju.law.job import occupation
from anju.queries.job import words

BOUND = 80.0
ON = datetime.date(2026, 6, 16)
_TRADES: tuple[str, ...] = (
    "热压工",
    "砂光工",
    "电焊工",
    "厨师",
    "服务员",
    "司机",
    "叉车工",
    "缝纫工",
    "普工",
    "保洁员",
    "保安",
    "收银员",
)
_TRADES += ("家政保姆", "装修瓦工", "水电工", "质检员", "客服", "会计", "护工", "快递员", "仓库管理员", "挖掘机司机")
_WORDS: tuple[str, ...] = ("", "急招", "长期", "夜班", "学徒", "熟练", "高薪", "包吃住", "兼职", "带班", "主管", "助理")

# one statement a paragraph
_FILL = """
CREATE FUNCTION bench_id(what int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex(1700000000000 + n), 12, '0') || '7' || lpad(to_hex(what), 3, '0') || '8'
          || substr(md5(what || ':' || n), 1, 15))::uuid $$

CREATE TABLE bench_at AS
  SELECT row_number() OVER () - 1 AS place, code, path, split_part(path, '/', 2) AS county FROM division WHERE level = 'street'

INSERT INTO unit (id, code, name, name_en, kind, department, level, path, valid_from, phone, place, hours)
  SELECT bench_id(9, 1), 'bench', '人社', '', 'office', 'human_resources', 'city', 'bench/', '2020-01-01', '', '', ''

INSERT INTO staff (id, password, username, name, email, is_active, failures, must_change_password, language, created_at)
  SELECT bench_id(8, 1), '', 'bench', '张', '', true, 0, false, 'zh-hans', '2020-01-01'

INSERT INTO employer (id, state, code, name, county_id, place, contact, phone, office_id, asked_at, checked, answer, article)
  SELECT bench_id(1, n), 'active', 'C' || n, '临沂第' || n || '公司', a.county, '路', '人事部', '0539', bench_id(9, 1),
         '2026-01-01', 'registry', '', ''
  FROM generate_series(0, 4999) n JOIN bench_at a ON a.place = n % (SELECT count(*) FROM bench_at)

INSERT INTO vacancy (id, number, employer_id, office_id, state, title, occupation, place_id, path, county, spot, wage_from,
                     wage_to, wage_unit, wage_month, schedule, hours_week, insurance, meals, lodging, openings, text, days,
                     contact_shown, words, posted_at, published_at, decided_by_id, expires_on, answer, article, version)
  SELECT bench_id(2, n), 'GW' || n, bench_id(1, n % 5000), bench_id(9, 1), 'open', t.title, t.occupation, a.code, a.path,
         a.county, '', 2500 + n % 10 * 100, 3500 + n % 60 * 100, 'month', 3500 + n % 60 * 100, 'days', 44, 'full', n % 2 = 0,
         n % 3 = 0, 5, repeat('做工。', 60), 90, false, t.words || ('第' || n % 5000)::varchar,
         timestamptz '2026-03-18' + n * interval '38 seconds', timestamptz '2026-03-18' + n * interval '38 seconds',
         bench_id(8, 1), date '2026-06-16' + (n % 90)::int, '', '', 1
  FROM generate_series(1, {many}) n
  JOIN bench_title t ON t.place = n % (SELECT count(*) FROM bench_title)
  JOIN bench_at a ON a.place = (n * 7919) % (SELECT count(*) FROM bench_at)

ANALYZE vacancy
"""


def main() -> None:
    """This measures and prints the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--vacancies", type=int, default=200_000)
    asked.add_argument("--turns", type=int, default=60)
    asked.add_argument("--explain", action="store_true", help="print the plan of each search")
    given = asked.parse_args()
    print(f"Machine: {machine.described()}")
    with machine.home() as folder, machine.database(folder) as server:
        machine.manage("migrate", "--verbosity", "0")
        machine.manage("load_places")
        django.setup()
        with psycopg.connect(server.url(), autocommit=True) as link:
            _fill(link, given.vacancies)
            _measure(link, given)
    print(f"bound: {BOUND:g} ms at the 95th percentile")


def _fill(link: "psycopg.Connection[Any]", many: int) -> None:
    begun = time.perf_counter()
    link.execute("SET session_replication_role = replica")
    link.execute("CREATE TABLE bench_title (place bigint, title varchar, occupation varchar, words varchar[])")
    titles = [trade + word for word in _WORDS for trade in _TRADES]
    with link.cursor() as cursor:
        for place, title in enumerate(titles):
            kind = occupation.LIST[place * 5 % len(occupation.LIST)]
            row = (place, title, kind.code, words.of("临沂公司", kind.name.en, spelled=[title, kind.name.zh]))
            cursor.execute("INSERT INTO bench_title VALUES (%s, %s, %s, %s)", row)
    for sql in _FILL.format(many=many).strip().split("\n\n"):
        link.execute(sql)
    link.execute("SET session_replication_role = origin")
    size = link.execute("SELECT pg_size_pretty(pg_total_relation_size('vacancy'))").fetchone()
    print(f"{many} vacancies after {time.perf_counter() - begun:.0f} s, {size[0] if size else ''} with their indexes")


def _measure(link: "psycopg.Connection[Any]", given: argparse.Namespace) -> None:
    # needs Django set up
    board: Any = importlib.import_module("anju.queries.job.board")
    place = link.execute("SELECT county, code FROM bench_at WHERE place = 3").fetchone()
    assert place is not None
    county, street = place
    searches = {
        "everything, newest first": board.Wanted(),
        "a county": board.Wanted(place=county),
        "a street": board.Wanted(place=street),
        "a kind of work": board.Wanted(occupation="6-06"),
        "a wage few pay": board.Wanted(wage=9300),
        "a common word": board.Wanted(words="工"),
        "a trade": board.Wanted(words="热压工"),
        "a trade in pinyin": board.Wanted(words="reyagong"),
        "a trade in a street, wage and kind": board.Wanted(place=street, words="电焊", wage=6000, occupation="6-18"),
        "a word that nobody uses": board.Wanted(words="潜水"),
    }
    for name, wanted in searches.items():
        first = board.search(wanted=wanted, on=ON)
        _row(name, functools.partial(board.search, wanted=wanted, on=ON), given.turns, found=len(first))
    deep = board.read_cursor(("2026-04-20T00:00:00+08:00", "ffffffff-ffff-ffff-ffff-ffffffffffff"))
    _row(
        "a page far behind",
        lambda: board.search(wanted=board.Wanted(), on=ON, after=deep),
        given.turns,
        found=board.SIZE,
    )
    if given.explain:
        plan = "EXPLAIN (ANALYZE, COSTS OFF) SELECT id FROM vacancy v WHERE v.state = 'open' AND v.words @> "
        for row in link.execute(f"{plan} '{{热压}}' ORDER BY published_at DESC, id DESC LIMIT 21"):
            print(row[0])


def _row(name: str, do: Callable[[], object], turns: int, *, found: int) -> None:
    took = []
    for _ in range(turns):
        begun = time.perf_counter()
        do()
        took.append((time.perf_counter() - begun) * 1000)
    took.sort()
    print(f"  {name:<40} {took[turns // 2]:8.1f} ms   p95 {took[int(turns * 0.95)]:8.1f} ms   {found} rows", flush=True)


if __name__ == "__main__":
    main()
