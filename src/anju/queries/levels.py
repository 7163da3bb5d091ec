"""The four levels: a division's offices with their posts, and the divisions below with the work that waits there.

One level at a time, never the whole tree; every count stops early, so no page reads a table. Source: D7, O1, N6.
"""

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q

from anju.law import authority
from anju.law.absent import Absent
from anju.law.wording import Text
from anju.models import Division, Post, Unit, UnitDivision
from anju.queries import places, rules
from anju.queries import scope as scopes
from anju.queries.fieldwork import rounds
from anju.queries.places import Place
from anju.queries.scope import Scope

# counting stops here: "99+"
MANY = 100
# registrations of one community; only there are they counted, for a street's would be read row by row
MOST = 10_000
CHILDREN = 500

# each subselect walks down the communities of one division and stops after so many rows
_UPTO = """(SELECT count(*) FROM (
  SELECT 1 FROM division c CROSS JOIN LATERAL (
    SELECT 1 FROM stay s WHERE s.community_id = c.code AND {where} LIMIT {most}
  ) r WHERE c.path ~>=~ p.path AND c.path ~<~ (p.path || ':') AND c.level = 'community' LIMIT {most}
) x)"""
_CHECK = "s.state IN ('declared', 'to_verify')"
_SQL = (
    "SELECT p.code, "  # noqa: S608
    + _UPTO.format(where=f"{_CHECK} AND s.state = 'declared'", most=MANY)
    + ", "
    + _UPTO.format(where=f"{_CHECK} AND s.state = 'to_verify'", most=MANY)
    + ", "
    + _UPTO.format(where="s.state = 'registered' AND s.confirmed_on <= %s", most=MANY)
    + ", CASE WHEN %s THEN "
    + _UPTO.format(where="s.state = 'registered'", most=MOST)
    + " END FROM unnest(%s::text[], %s::text[]) AS p(code, path)"
)


@dataclass(frozen=True)
class Office:
    """A unit and its posts by role."""

    unit: Unit
    posts: tuple[tuple[Text, int], ...]


@dataclass(frozen=True)
class Below:
    """A division one level down: its offices and posts, the work that waits in it, and who is registered there."""

    place: Place
    units: int
    posts: tuple[tuple[Text, int], ...]
    to_check: str
    to_verify: str
    unconfirmed: str
    active: str


@dataclass(frozen=True)
class Level:
    """One division: the way down to it, its offices, and what lies below."""

    here: Place | None
    above: tuple[Place, ...]
    offices: tuple[Office, ...]
    below: tuple[Below, ...]
    counted: bool


def level(*, scope: Scope, code: str, on: datetime.date) -> Level:
    """Return one level of the own subtree; the top of it where no code is given. Raises Absent for any other place.

    The number of statements does not depend on how many rows there are.
    """
    here = _here(scope, code)
    children = list(_children(scope, here))
    counted = bool(children) and all(child.level == "community" for child in children)
    units = _units([child.code for child in children] + ([here.code] if here is not None else []), on)
    posts = _posts([unit.id for held in units.values() for unit in held], on)
    work = _work(children, counted=counted, confirmed=_confirmed(scope, here, on))
    least = rules.policy(place=_codes(here.path if here is not None else ""), on=on).suppress_below
    # N6: whoever owns the files sees the true figure, everyone else none that is too small
    hide = least if scope.role == "overseer" else 0
    return Level(
        here=places.shown(here) if here is not None else None,
        above=_above(scope, here),
        offices=tuple(
            Office(unit=unit, posts=_roles([posts.get(unit.id, {})]))
            for unit in (units.get(here.code, []) if here is not None else [])
        ),
        below=tuple(_below(child, units.get(child.code, []), posts, work[child.code], hide) for child in children),
        counted=counted,
    )


def _here(scope: Scope, code: str) -> Division | None:
    if not code and len(scope.areas) != 1:
        # several areas: each is a row of its own
        return None
    wanted = Q(code=code) if code else Q(path=scope.areas[0])
    found = Division.objects.filter(wanted, valid_to=None).select_related("parent__parent").first()
    if found is None or not scopes.covers(scope, path=found.path):
        raise Absent("division")
    return found


def _children(scope: Scope, here: Division | None) -> Iterable[Division]:
    rows = Division.objects.filter(valid_to=None).select_related("parent__parent").order_by("code")
    if here is None:
        return rows.filter(path__in=scope.areas)[:CHILDREN]
    return rows.filter(parent=here)[:CHILDREN]


def _above(scope: Scope, here: Division | None) -> tuple[Place, ...]:
    if here is None:
        return ()
    codes = [code for code in _codes(here.path) if code != here.code]
    rows = Division.objects.filter(code__in=codes).select_related("parent__parent").order_by("path")
    return tuple(places.shown(row) for row in rows if scopes.covers(scope, path=row.path))


def _units(codes: Sequence[str], on: datetime.date) -> dict[str, list[Unit]]:
    links = (
        UnitDivision.objects.filter(division_id__in=codes, valid_from__lte=on, unit__valid_to=None)
        .exclude(valid_to__lte=on)
        # a body's own list is nobody else's level
        .exclude(unit__kind="body")
        .select_related("unit")
        .order_by("unit__department", "unit__code")
    )
    found: dict[str, list[Unit]] = {}
    for link in links:
        found.setdefault(link.division_id, []).append(link.unit)
    return found


def _posts(units: Sequence[uuid.UUID], on: datetime.date) -> dict[uuid.UUID, dict[str, int]]:
    held = Post.objects.filter(unit_id__in=units, valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gt=on))
    found: dict[uuid.UUID, dict[str, int]] = {}
    for unit, role, number in held.values_list("unit_id", "role").annotate(number=Count("id")).order_by():
        found.setdefault(unit, {})[role] = number
    return found


def _work(
    children: Sequence[Division], *, counted: bool, confirmed: datetime.date
) -> Mapping[str, tuple[int, int, int, int | None]]:
    with connection.cursor() as cursor:
        codes, paths = [child.code for child in children], [child.path for child in children]
        cursor.execute(_SQL, [confirmed, counted, codes, paths])
        return {row[0]: (row[1], row[2], row[3], row[4]) for row in cursor.fetchall()}


def _confirmed(scope: Scope, here: Division | None, on: datetime.date) -> datetime.date:
    path = here.path if here is not None else (scope.areas[0] if scope.areas else "")
    return rounds.unconfirmed_until(on=on, months=rules.policy(place=_codes(path), on=on).unconfirmed_months)


def _below(
    child: Division,
    units: Sequence[Unit],
    posts: Mapping[uuid.UUID, Mapping[str, int]],
    work: tuple[int, int, int, int | None],
    hide: int,
) -> Below:
    to_check, to_verify, unconfirmed, active = work
    return Below(
        place=places.shown(child),
        units=len(units),
        posts=_roles([posts.get(unit.id, {}) for unit in units]),
        to_check=_capped(to_check, MANY),
        to_verify=_capped(to_verify, MANY),
        unconfirmed=_capped(unconfirmed, MANY),
        active="" if active is None else f"<{hide}" if active < hide else _capped(active, MOST),
    )


def _roles(held: Iterable[Mapping[str, int]]) -> tuple[tuple[Text, int], ...]:
    total: dict[str, int] = {}
    for one in held:
        for role, number in one.items():
            total[role] = total.get(role, 0) + number
    return tuple((text, total[role]) for role, text in authority.ROLES.items() if role in total)


def _capped(number: int, most: int) -> str:
    return f"{most - 1}+" if number >= most else str(number)


def _codes(path: str) -> list[str]:
    return [code for code in path.split("/") if code]
