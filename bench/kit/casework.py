"""Gives a crowd its cases inside PostgreSQL: who applied for what, where it lies, how it stands, and what was decided."""

import datetime
import itertools
import time
import uuid

import django
import psycopg

from kit import crowd

# of a hundred cases: those that wait with an office or an applicant; the others are decided or withdrawn
OPEN = 8
_STATES = """
CASE WHEN dice < 2 THEN 'sent' WHEN dice < 5.5 THEN 'taken' WHEN dice < 6.2 THEN 'asked' WHEN dice < 6.9 THEN 'returned'
     WHEN dice < 7.6 THEN 'proposed' WHEN dice < 8 THEN 'objected' WHEN dice < 88 THEN 'granted' WHEN dice < 96 THEN 'refused'
     ELSE 'withdrawn' END
"""
_ROUTES = "CREATE TABLE bench_route (service text, community varchar(12), unit uuid, PRIMARY KEY (service, community))"
# the same people apply for the same services for the same seed
_CHOSEN = """
CREATE TABLE bench_case AS
SELECT *, {states} AS state FROM (
  SELECT gen_random_uuid() AS id, s.person_id, s.community_id, r.unit, r.service, s.n,
         ('x' || substr(md5(s.n || 'd' || %(seed)s), 1, 8))::bit(32)::bigint %% 10000 / 100.0 AS dice,
         ('x' || substr(md5(s.n || 'a' || %(seed)s), 1, 8))::bit(32)::bigint %% 700 AS days
  FROM (SELECT row_number() OVER () AS n, person_id, community_id FROM (
          SELECT DISTINCT ON (person_id) person_id, community_id FROM stay WHERE state = 'registered'
          ORDER BY person_id LIMIT %(cases)s) one) s
  JOIN bench_service b ON b.n = s.n %% %(services)s
  JOIN bench_route r ON r.service = b.service AND r.community = s.community_id
) chosen
"""
# what is open was sent lately, and one in twelve of it is late and lies with the office above
_CASES = """
INSERT INTO service_case (id, person_id, service, community_id, unit_id, escalated_to_id, number, state, former_state, channel,
  applied_at, limit_on, limit_provisional, taken_at, taken_by_id, clock_from, clock_left, clock_unit, clock_stands,
  proposed_by_id, proposed, decided_at, decided_by_id, closed_at, version)
SELECT c.id, c.person_id, c.service, c.community_id, c.unit, CASE WHEN open AND n %% 12 = 0 THEN u.parent_id END,
  'BJ371300' || lpad(n::text, 12, '0'), c.state, '', (ARRAY['online', 'counter', 'field'])[n %% 3 + 1], sent,
  CASE WHEN open AND n %% 12 = 0 THEN %(today)s::date - (n %% 9)::int - 1
       WHEN open THEN %(today)s::date + (n %% 30)::int ELSE sent::date + 20 END,
  false, CASE WHEN worked THEN sent + interval '1 day' END, CASE WHEN worked THEN %(first)s::uuid END,
  CASE WHEN worked THEN sent::date + 1 END, CASE WHEN worked THEN 15 END, CASE WHEN worked THEN 'WD' ELSE '' END, c.state = 'asked',
  CASE WHEN c.state = 'proposed' THEN %(first)s::uuid END, CASE WHEN c.state = 'proposed' THEN 'granted' ELSE '' END,
  CASE WHEN done THEN sent + interval '9 days' END, CASE WHEN done THEN %(second)s::uuid END,
  CASE WHEN done AND c.state <> 'objected' THEN sent + interval '9 days' END, 3
FROM (SELECT *, dice < {open} AS open, state NOT IN ('sent', 'returned', 'withdrawn') AS worked,
             state IN ('granted', 'refused', 'objected') AS done,
             %(now)s::timestamptz - make_interval(days => CASE WHEN dice < {open} THEN (days %% 20)::int ELSE 30 + days::int END) AS sent
      FROM bench_case) c JOIN unit u ON u.id = c.unit
"""
_STEPS = """
INSERT INTO case_step (id, case_id, person_id, at, what, unit_id, words)
SELECT gen_random_uuid(), id, person_id, applied_at, 'received', unit_id, '' FROM service_case
"""
_DECISIONS = """
INSERT INTO case_decision (id, case_id, person_id, outcome, reason, article, at, due_on, by_id, unit_id)
SELECT gen_random_uuid(), id, person_id, CASE WHEN state = 'refused' THEN 'refused' ELSE 'granted' END,
       CASE WHEN state = 'refused' THEN '条件暂不符合' ELSE '' END, CASE WHEN state = 'refused' THEN 'notice 二' ELSE '' END,
       decided_at, limit_on, decided_by_id, unit_id
FROM service_case WHERE decided_at IS NOT NULL
"""
TABLES = ("service_case", "case_step", "case_decision")


def fill(*, url: str, place: crowd.City, cases: int) -> None:
    """This writes the cases set by set, and tells how long each took; triggers and foreign keys rest meanwhile."""
    begun = time.perf_counter()
    services = _services()
    first, second = _officers(place)
    values = {
        "seed": str(place.seed),
        "cases": cases,
        "services": len(services),
        "today": place.now.date(),
        "now": place.now,
        "first": first,
        "second": second,
    }
    with psycopg.connect(url, autocommit=True) as link:
        link.execute("SET session_replication_role = replica")
        _routes(link, services, place.now.date())
        link.execute("DROP TABLE IF EXISTS bench_case")
        link.execute(_CHOSEN.format(states=_STATES), values)
        print(f"  chosen after {time.perf_counter() - begun:.0f} s", flush=True)
        for statement in (_CASES.format(open=OPEN), _STEPS, _DECISIONS):
            made = link.execute(statement, values if "%(" in statement else None)
            print(f"  {made.rowcount} rows after {time.perf_counter() - begun:.0f} s", flush=True)
        for table in ("bench_case", "bench_route", "bench_service"):
            link.execute(f"DROP TABLE {table}")
        for table in TABLES:
            link.execute(f"VACUUM ANALYZE {table}")
        link.execute("CHECKPOINT")
    print(f"{cases} cases after {time.perf_counter() - begun:.0f} s", flush=True)


def _services() -> list[str]:
    from anju import catalogue

    return sorted(one.id for one in catalogue.current().services.values() if one.process == "case")


def _officers(place: crowd.City) -> list[uuid.UUID]:
    django.setup()
    from anju.actions import account
    from anju.models import Unit

    unit = Unit.objects.get(department="human_resources", level="city", kind="office")
    names = ("bench-first", "bench-second")
    posts = [
        account.found(username=name, name="测速", password=None, unit=unit, role="officer", at=place.now)
        for name in names
    ]
    return [post.staff_id for post in posts]


def _routes(link: "psycopg.Connection[tuple[object, ...]]", services: list[str], today: datetime.date) -> None:
    from anju import catalogue
    from anju.models import Division
    from anju.queries import reference
    from anju.queries.case import routing

    held, known = reference.current(), catalogue.current().services
    link.execute("DROP TABLE IF EXISTS bench_service, bench_route")
    link.execute("CREATE TABLE bench_service (n int PRIMARY KEY, service text)")
    link.execute(_ROUTES)
    homes = link.execute("SELECT DISTINCT community_id FROM stay WHERE state = 'registered'").fetchall()
    paths = dict(Division.objects.filter(code__in=[row[0] for row in homes]).values_list("code", "path"))
    with link.cursor() as cursor, cursor.copy("COPY bench_route (service, community, unit) FROM STDIN") as rows:
        alike: dict[tuple[str, str], list[str]] = {}
        for name in services:
            alike.setdefault((known[name].department, known[name].level), []).append(name)
        for names, (code, path) in itertools.product(alike.values(), paths.items()):
            unit = routing.deciding(service=known[names[0]], path=path, on=today, held=held)
            for name in names if unit is not None else ():
                rows.write_row((name, code, unit.id))
    with link.cursor() as cursor:
        cursor.executemany("INSERT INTO bench_service VALUES (%s, %s)", list(enumerate(services)))
    link.execute("ANALYZE bench_route")
