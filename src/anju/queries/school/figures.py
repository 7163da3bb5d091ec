"""What the county guides its schools by: places, children admitted, their share, objections; small ones untold. Source: N6; notice 三."""

from dataclasses import dataclass

from anju.law.school import figures as law
from anju.queries import direct
from anju.queries.school import offices
from anju.queries.scope import Scope

_FIGURES = """
SELECT h.id::text, h.name, h.level, coalesce(p.total, 0)::int, coalesce(r.places, 0)::int,
  coalesce(w.admitted, 0)::int, coalesce(w.first, 0)::int, coalesce(w.objected, 0)::int
FROM school h JOIN unit u ON u.id = h.unit_id
LEFT JOIN (SELECT school_id, sum(total) AS total FROM school_places WHERE year = $2 AND grade = 1 GROUP BY 1) p
  ON p.school_id = h.id
LEFT JOIN (SELECT o.school_id, sum(o.places) AS places FROM school_round_places o
           JOIN school_round k ON k.id = o.round_id AND k.year = $2 AND k.state <> 'dropped' GROUP BY 1) r
  ON r.school_id = h.id
LEFT JOIN (SELECT w.school_id, count(*) FILTER (WHERE w.state IN ('offered', 'accepted')) AS admitted,
             count(*) FILTER (WHERE w.state IN ('offered', 'accepted') AND w.choice = 1) AS first,
             count(DISTINCT d.case_id) FILTER (WHERE d.objected_at IS NOT NULL) AS objected
           FROM school_wish w JOIN school_round k ON k.id = w.round_id AND k.year = $2
           LEFT JOIN case_decision d ON d.case_id = w.case_id GROUP BY 1) w
  ON w.school_id = h.id
WHERE u.path LIKE $1 AND u.department = 'education' AND h.valid_to IS NULL AND (h.name, h.id::text) > ($3, $4)
ORDER BY h.name, h.id::text LIMIT $5
"""
PAGE = 50


@dataclass(frozen=True)
class Row:
    """One school's year; None where it would tell of fewer than ten children."""

    id: str
    name: str
    level: str
    total: int
    places: int
    admitted: int | None
    first: int | None
    # of a hundred places of the entry grade
    share: int | None
    objected: int | None


def of(scope: Scope, *, year: int, after: tuple[str, ...] = ()) -> list[Row]:
    """Return the schools of an office's subtree for a year, by name, one more than a page."""
    offices.demand(scope)
    start = after if len(after) == 2 else ("", "")
    found = direct.ask(_FIGURES, [f"{scope.unit.path}%", year, *start, PAGE + 1])
    return [_row(*row) for row in found]


def key(row: Row) -> tuple[str, str]:
    """Return what the list is ordered by."""
    return row.name, row.id


def _row(key_: str, name: str, level: str, total: int, places: int, admitted: int, first: int, objected: int) -> Row:
    shown = law.total(admitted)
    return Row(
        id=key_,
        name=name,
        level=level,
        total=total,
        places=places,
        admitted=shown,
        # either of two parts tells the other
        first=None if shown is None or 0 < admitted - first < law.SMALLEST else law.total(first),
        share=round(100 * shown / total) if shown is not None and total else None,
        objected=law.total(objected),
    )
