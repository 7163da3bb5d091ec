"""The list that places are allotted from, read in one statement: yes or no of each child, never a parent's paper. Source: I5, L2."""

import datetime
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from anju.law.school import ground, life
from anju.law.school.allotment import Pupil, Seats
from anju.law.school.ground import Claims
from anju.models import SchoolRound
from anju.queries import direct

# what of a parent counts is asked once for all children of the round
_LIST = """
SELECT w.id, w.number, ARRAY(SELECT jsonb_array_elements_text(w.schools)), coalesce(s.community_id, w.community_id),
  w.work AND coalesce(w.work_ok, false),
  CASE WHEN w.sibling_ok THEN w.sibling_id::text ELSE '' END,
  coalesce(p.permit, false), s.counted_from, coalesce(z.schools, '{{}}'::text[]), w.late
FROM school_wish w
JOIN service_case c ON c.id = w.case_id
LEFT JOIN stay s ON s.person_id = w.person_id AND s.state = 'registered'
LEFT JOIN (
  SELECT k.person_id, bool_or(true) AS permit FROM school_wish k
  JOIN guardianship g ON g.ward_id = k.person_id AND g.until IS NULL AND g.relation IN ('parent', 'guardian')
  JOIN permit b ON b.person_id = g.guardian_id AND b.state = 'valid'
  WHERE k.round_id = $1 GROUP BY k.person_id
) p ON p.person_id = w.person_id
LEFT JOIN (
  SELECT o.community_id, array_agg(o.school_id::text) AS schools FROM school_zone o
  JOIN school_round_places r ON r.school_id = o.school_id AND r.round_id = $1
  WHERE o.year = $2 GROUP BY o.community_id
) z ON z.community_id = coalesce(s.community_id, w.community_id)
WHERE w.round_id = $1 AND w.state = 'waiting' AND c.state IN {states} {more} ORDER BY w.number
"""
_SEATS = """
SELECT r.school_id::text, r.places, h.community_id,
  (SELECT count(*) FROM school_wish w JOIN service_case c ON c.id = w.case_id
   WHERE w.round_id = $1 AND w.school_id = r.school_id AND w.state IN {seated}
     AND (w.state <> 'waiting' OR c.state IN {states})),
  coalesce(k.count, 0)
FROM school_round_places r JOIN school h ON h.id = r.school_id
LEFT JOIN (
  SELECT w.up_id, count(*) FROM school_wish w WHERE w.round_id = $1 AND w.up_id IS NOT NULL GROUP BY w.up_id
) k ON k.up_id = r.school_id
WHERE r.round_id = $1 ORDER BY 1
"""
_WRITE = """
UPDATE school_wish w SET school_id = nullif(d.school, '')::uuid, choice = d.choice, draw = d.draw,
  counted = d.counted, version = w.version + 1
FROM jsonb_to_recordset($1::jsonb) AS d(id uuid, school text, choice int, draw int, counted jsonb)
WHERE w.id = d.id
"""
_STATES, _SEATED = str(life.TAKING_PART), str(life.SEATED)


class Row(NamedTuple):
    """One child on the list, by number."""

    id: uuid.UUID
    number: int
    schools: Sequence[str]
    community: str
    work: bool
    sibling: str
    permit: bool
    since: datetime.date | None
    zone: Sequence[str]
    late: bool

    @property
    def claims(self) -> Claims:
        """What counts of the child."""
        return Claims(
            zone=frozenset(self.zone), permit=self.permit, work=self.work, sibling=self.sibling, since=self.since
        )

    @property
    def counted(self) -> Mapping[str, Any]:
        """What is kept of it, so that anyone can count again; `groups` is filled by `pupil`."""
        return {"permit": self.permit, "work": self.work, "since": self.since.isoformat() if self.since else None}


@dataclass(frozen=True)
class Room:
    """A school of the round: its places, how many are held, and how many are kept for somebody asked."""

    school: str
    places: int
    community: str
    held: int
    kept: int

    @property
    def free(self) -> int:
        """How many are left."""
        return max(0, self.places - self.held - self.kept)


def rows(*, round_: SchoolRound, late: bool) -> list[Row]:
    """Return who waits for a place: those in time, or those who came late."""
    more = "AND w.late AND w.school_id IS NULL" if late else "AND NOT w.late"
    found = direct.ask(_LIST.format(states=_STATES, more=more), [round_.id, round_.year])
    return [Row._make(row) for row in found]


def rooms(*, round_: SchoolRound) -> list[Room]:
    """Return the schools of a round with what is taken."""
    return [Room(*row) for row in direct.ask(_SEATS.format(seated=_SEATED, states=_STATES), [round_.id])]


def pupil(row: Row, *, order: Sequence[str], within: str) -> Pupil:
    """Return a child as the allotment takes it: the group at each wished school, and since when where that counts."""
    claims = row.claims
    return Pupil(
        number=row.number,
        wishes=tuple(row.schools),
        groups={school: ground.place(claims=claims, school=school, order=order) for school in row.schools},
        since=_since(row.since) if within == "registered" else 0,
        community=row.community,
        late=row.late,
    )


def kept_pupil(
    *, number: int, schools: Sequence[str], counted: Mapping[str, Any], within: str, late: bool = False
) -> Pupil:
    """Return a child as it was counted when the places were allotted."""
    since = datetime.date.fromisoformat(counted["since"]) if counted.get("since") else None
    return Pupil(
        number=number,
        wishes=tuple(schools),
        groups=dict(zip(schools, counted["groups"], strict=True)),
        since=_since(since) if within == "registered" else 0,
        late=late,
    )


def seats(found: Iterable[Room], *, left: bool) -> list[Seats]:
    """Return schools as the allotment takes them: with all places, or with what is left."""
    return [Seats(school=one.school, places=one.free if left else one.places, community=one.community) for one in found]


def write(values: Iterable[tuple[uuid.UUID, str, int, int, Mapping[str, Any]]]) -> None:
    """Write the places of many in one statement: id, school, choice, draw, what was counted. Part of a larger act."""
    names = ("id", "school", "choice", "draw", "counted")
    # one text: an array of texts in JSON would be escaped letter by letter
    rows = [dict(zip(names, (str(key), *rest), strict=True)) for key, *rest in values]
    if rows:
        direct.tell(_WRITE, [json.dumps(rows)])


def _since(day: datetime.date | None) -> int:
    # who isn't registered comes after everybody who is
    return (day or datetime.date.max).toordinal()
