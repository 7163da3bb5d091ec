"""What the register knows of people, as the facts that conditions ask for: one statement for a few or for a range.

One list of parts serves both, spelled twice: for a few people each part is looked up by its index, for a range of keys
each part is read once and joined whole. Source: design.md 5.
"""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from anju import catalogue
from anju.law.facts import FACTS, Value
from anju.models import Division, PolicyOverride
from anju.queries import direct, reference, rules
from anju.queries.reference import Reference

REGISTER = tuple(name for name, fact in FACTS.items() if fact.origin == "register")

# $1 is the day; $2 how a late endorsement counts in the city, $3 and $4 the places that count it otherwise (F5)
GIVEN = 4
_PARENTS = "g.until IS NULL AND g.relation IN ('parent', 'guardian')"


@dataclass(frozen=True)
class _Part:
    """Rows that belong to a person, summed up to one; `owner` is the column of the person they are read by."""

    name: str
    columns: str
    source: str
    where: str
    key: str
    outer: str
    owner: str


_PARTS = (
    # the time without function; one that lasts ends on the day asked about (F5)
    _Part(
        name="lapses",
        columns='max(least(coalesce(u."end", $1::date), $1::date)) AS last, '
        'sum(least(coalesce(u."end", $1::date), $1::date) - u.start)::int AS days',
        source="suspension u",
        where="u.start <= $1::date",
        key="u.permit_id",
        outer="m.id",
        owner="u.person_id",
    ),
    # F8
    _Part(
        name="past",
        columns="sum(q.months)::int AS months",
        source="past_residence q",
        where="q.removed_at IS NULL",
        key="q.person_id",
        outer="p.id",
        owner="q.person_id",
    ),
    _Part(
        name="gone",
        columns="bool_or(true) AS ended",
        source="permit o",
        where="o.state = 'ended'",
        key="o.person_id",
        outer="p.id",
        owner="o.person_id",
    ),
    _Part(
        name="children",
        columns="max(w.birth_on) AS born_on",
        source="guardianship g JOIN person w ON w.id = g.ward_id AND w.state = 'verified' "
        "JOIN stay r ON r.person_id = w.id AND r.state = 'registered'",
        where=f"{_PARENTS} AND w.birth_on + interval '18 years' > $1::date",
        key="g.guardian_id",
        outer="p.id",
        owner="g.guardian_id",
    ),
    # the best that one of the parents has
    _Part(
        name="parents",
        columns="min(CASE b.state WHEN 'valid' THEN 1 WHEN 'suspended' THEN 2 WHEN 'ended' THEN 3 ELSE 4 END) AS rank",
        source="guardianship g LEFT JOIN permit b ON b.person_id = g.guardian_id",
        where=_PARENTS,
        key="g.ward_id",
        outer="p.id",
        owner="g.ward_id",
    ),
)

_HEAD = """SELECT p.id AS person_id, coalesce(s.community_id, '') AS community,
  s.id IS NOT NULL AS registered,
  s.counted_from AS registered_since,
  coalesce(m.state, CASE WHEN gone.ended THEN 'ended' ELSE 'none' END) AS permit,
  CASE WHEN m.id IS NULL THEN s.counted_from ELSE ((
      CASE WHEN coalesce((SELECT c.late FROM unnest($3::text[], $4::text[]) AS c(path, late)
                          WHERE starts_with(d.path, c.path) ORDER BY length(c.path) DESC LIMIT 1), $2::text) = 'deduct'
        THEN m.since + coalesce(lapses.days, 0) ELSE greatest(m.since, lapses.last) END
    ) - make_interval(months => coalesce(past.months, 0)))::date END AS resident_since,
  p.birth_on AS born_on,
  nullif(s.reason, '') AS stay_reason,
  nullif(a.dwelling, '') AS dwelling,
  nullif(m.ground, '') AS permit_ground,
  s.workplace <> '' AS has_workplace,
  children.born_on IS NOT NULL AS has_minor,
  children.born_on AS youngest_born_on,
  CASE parents.rank WHEN 1 THEN 'valid' WHEN 2 THEN 'suspended' WHEN 3 THEN 'ended' WHEN 4 THEN 'none' END AS parent_permit
FROM person p
LEFT JOIN stay s ON s.person_id = p.id AND s.state = 'registered'{stays}
LEFT JOIN address a ON a.id = s.address_id
LEFT JOIN permit m ON m.person_id = p.id AND m.state IN ('valid', 'suspended'){permits}
LEFT JOIN division d ON d.code = m.community_id
"""


def of_people(*, people: Sequence[uuid.UUID], on: datetime.date) -> Mapping[uuid.UUID, dict[str, Value]]:
    """Return the register's facts of some people; whoever isn't a verified person on file is left out."""
    columns = ", ".join(f"f.{name}" for name in REGISTER)
    rows = direct.ask(
        f"SELECT f.person_id, {columns} FROM ({few()}) f",  # noqa: S608  a closed list of names
        [*given(on=on), list(people)],
    )
    return {row[0]: dict(zip(REGISTER, row[1:], strict=True)) for row in rows}


def few() -> str:
    """Return the statement for the people in $5, each part looked up by its index."""
    parts = (
        f"LEFT JOIN LATERAL (SELECT {part.columns} FROM {part.source} "  # noqa: S608  the texts of this file
        f"WHERE {part.where} AND {part.key} = {part.outer}) {part.name} ON true\n"
        for part in _PARTS
    )
    return f"{_HEAD.format(stays='', permits='')}{''.join(parts)}WHERE p.state = 'verified' AND p.id = ANY($5::uuid[])"


def between() -> str:
    """Return the statement for the people after $5 up to $6, each part read once."""
    parts = (
        f"LEFT JOIN (SELECT {part.key} AS key, {part.columns} FROM {part.source} "  # noqa: S608  the texts of this file
        f"WHERE {part.where}{_within(part.owner)} GROUP BY {part.key}) {part.name} ON {part.name}.key = {part.outer}\n"
        for part in _PARTS
    )
    # a range of the person's key is no range of the others' to the planner: it is told for each table
    head = _HEAD.format(stays=_within("s.person_id"), permits=_within("m.person_id"))
    return f"{head}{''.join(parts)}WHERE p.state = 'verified'{_within('p.id')}"


def given(*, on: datetime.date) -> list[Any]:
    """Return what stands for $1 to $4 in both statements."""
    held = reference.current()
    return [on, *held.get(("late_endorsement", on), lambda: _late(on, held))]


def _within(column: str) -> str:
    return f" AND {column} > $5::uuid AND {column} <= $6::uuid"


def _late(on: datetime.date, held: Reference) -> tuple[str, list[str], list[str]]:
    default = catalogue.current().defaults.settings["late_endorsement"].value(on=on)
    places = PolicyOverride.objects.filter(key="late_endorsement").values("place")
    paths = list(Division.objects.filter(code__in=places).values_list("path", flat=True))
    policies = [rules.policy(place=[code for code in path.split("/") if code], on=on, held=held) for path in paths]
    return str(default), paths, [policy.late_endorsement for policy in policies]
