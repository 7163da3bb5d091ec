"""Counting at night how the offices do, which communities use what, and which cases are stuck: so that no page counts a table.

One statement a table; a second run of the same night counts anew. Source: D2 and D6 of the notice's departments, N5.
"""

import datetime

from django.db import transaction

from anju.actions import record
from anju.law import city, coordination
from anju.law.actor import SYSTEM
from anju.law.case import life
from anju.law.codes import Rating
from anju.models import OfferingRun
from anju.queries import direct

YEAR = datetime.timedelta(days=365)
# days that are told apart; what took longer is counted together
DAYS = 120

_OPEN, _OFFICE, _DONE = (str(states) for states in (life.OPEN, life.WITH_OFFICE, life.FINISHED))
# a question to the applicant hides no lateness, unless the law of the service lets the clock stand
_LATE = f"(c.state IN {_OFFICE} OR c.state = 'asked' AND NOT c.clock_stands)"
_GRADES = ", ".join(f"count(*) FILTER (WHERE grade = '{grade.value}')" for grade in Rating)
_NONE = ", ".join("0" for _ in Rating)
# what is still open counts, however long ago it was applied for
_FIGURES = f"""
WITH base AS MATERIALIZED (
  SELECT c.unit_id, c.service, c.state IN {_OPEN} AS open, {_LATE} AND c.limit_on < $2 AS late,
         c.state IN {_DONE} AS done, d.outcome = 'refused' AS refused,
         (d.at AT TIME ZONE interval '8 hours')::date <= d.due_on AS in_time,
         least($4, (d.at AT TIME ZONE interval '8 hours')::date - (c.applied_at AT TIME ZONE interval '8 hours')::date)
           AS took
  FROM service_case c LEFT JOIN case_decision d ON d.case_id = c.id AND d.outcome IN ('granted', 'refused')
  WHERE c.applied_at >= $1 OR c.state IN {_OPEN}
), keys AS (SELECT DISTINCT unit_id, service FROM base),
took AS (SELECT unit_id, service, took, count(*) AS n FROM base WHERE done GROUP BY 1, 2, 3),
days AS (
  SELECT k.unit_id, k.service, array_agg(coalesce(t.n, 0) ORDER BY g.day) AS days
  FROM keys k CROSS JOIN generate_series(0, $4) g(day)
  LEFT JOIN took t ON t.unit_id = k.unit_id AND t.service = k.service AND t.took = g.day GROUP BY 1, 2
),
grades AS (
  SELECT unit_id, service, ARRAY[{_GRADES}] AS grades FROM case_rating WHERE rated_on >= $3 GROUP BY 1, 2
)
INSERT INTO case_figure (unit_id, service, received, open, late, finished, in_time, refused, days, grades)
SELECT b.unit_id, b.service, count(*), count(*) FILTER (WHERE b.open), count(*) FILTER (WHERE b.late),
       count(*) FILTER (WHERE b.done), count(*) FILTER (WHERE b.done AND b.in_time),
       count(*) FILTER (WHERE b.done AND b.refused), min(d.days), coalesce(min(g.grades), ARRAY[{_NONE}]::bigint[])
FROM base b JOIN days d USING (unit_id, service) LEFT JOIN grades g USING (unit_id, service)
GROUP BY b.unit_id, b.service
"""  # noqa: S608  states and grades of our own
# the very cases that a figure counts as refused
_REASONS = f"""
INSERT INTO case_reason (unit_id, service, article, count)
SELECT c.unit_id, c.service, d.article, count(*) FROM case_decision d JOIN service_case c ON c.id = d.case_id
WHERE d.outcome = 'refused' AND c.applied_at >= $1 AND c.state IN {_DONE} GROUP BY 1, 2, 3
"""  # noqa: S608  states of our own
_USE = """
INSERT INTO case_use (community, service, people)
SELECT community_id, service, count(DISTINCT person_id) FROM service_case WHERE applied_at >= $1 AND state <> 'withdrawn'
GROUP BY 1, 2
"""
_STUCK = f"""
WITH part AS (SELECT case_id, bool_or(due_on < $1) AS late FROM case_part WHERE state = 'asked' GROUP BY 1),
step AS (
  SELECT s.case_id, count(*) FILTER (WHERE s.what = 'offered') >= $2 AS moved,
         count(*) FILTER (WHERE s.what = 'sent_back') >= $2 AS back
  FROM case_step s JOIN service_case c ON c.id = s.case_id AND c.state IN {_OPEN}
  WHERE s.what IN ('offered', 'sent_back') GROUP BY 1
), found AS (
  SELECT c.id, c.person_id, c.unit_id, c.limit_on, array_remove(ARRAY[
      CASE WHEN {_LATE} AND c.limit_on < $1 THEN 'late' END,
      CASE WHEN c.escalated_to_id IS NOT NULL THEN 'escalated' END,
      CASE WHEN part.late THEN 'joint_late' END,
      CASE WHEN NOT part.late THEN 'joint' END,
      CASE WHEN step.moved THEN 'moved' END,
      CASE WHEN step.back THEN 'sent_back' END,
      CASE WHEN c.applied_at < $3 THEN 'long' END
    ], NULL) AS reasons
  FROM service_case c LEFT JOIN part ON part.case_id = c.id LEFT JOIN step ON step.case_id = c.id
  WHERE c.state IN {_OPEN}
)
INSERT INTO stuck_case (case_id, person_id, unit_id, limit_on, reasons)
SELECT id, person_id, unit_id, limit_on, to_jsonb(reasons) FROM found WHERE cardinality(reasons) > 0
"""  # noqa: S608  states of our own


def count(*, on: datetime.date, at: datetime.datetime) -> int:
    """Count anew what became of the year's cases; return how many are stuck or shared."""
    midnight = datetime.datetime.combine(on, datetime.time(), city.TIME)
    start, long_ago = midnight - YEAR, midnight - datetime.timedelta(days=coordination.LONG_DAYS)
    with transaction.atomic():
        for table in ("case_figure", "case_reason", "case_use", "stuck_case"):
            direct.tell(f"DELETE FROM {table}")  # noqa: S608  one of the four above
        direct.tell(_FIGURES, [start, on, start.date(), DAYS])
        direct.tell(_REASONS, [start])
        direct.tell(_USE, [start])
        direct.tell(_STUCK, [on, coordination.REPEATED, long_ago])
        ((stuck,),) = direct.ask("SELECT count(*) FROM stuck_case")
        OfferingRun.objects.exclude(on=on).delete()
        OfferingRun.objects.update_or_create(on=on, defaults={"finished_at": at})
        record.write(what="count_offering", by=SYSTEM, at=at, subject=("offering", on), detail={"stuck": int(stuck)})
    return int(stuck)
