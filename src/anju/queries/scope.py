"""What a post may see: its subtree of units and divisions. Every read is cut by it. Source: O1, design.md 6."""

import datetime
import functools
import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from anju.law import stay as law
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.models import (
    Case,
    CasePart,
    Division,
    Jurisdiction,
    Permit,
    PermitFile,
    Person,
    Post,
    Stay,
    Unit,
    UnitDivision,
)
from anju.queries import reference
from anju.queries.prepared import Prepared
from anju.queries.reference import Reference

# who works on people's files; administrators and overseers of the police do not
_ON_FILES = frozenset({"registrar", "chief", "county_police", "clerk", "coordinator"})
# who may still find what retention has sealed
_ON_SEALED = frozenset({"chief", "county_police"})
# who works on cases of departments
_ON_CASES = frozenset({"officer"})
# outside the police
_AREA = frozenset({"clerk", "coordinator"})
# the state first: what goes on is never sealed, so lists of it look at no person
_UNSEALED = Q(state__in=law.LIVE) | ~Exists(Person.objects.filter(id=OuterRef("person_id"), sealed_at__isnull=False))
_NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Scope:
    """The cut of one post: stations whose files it sees, and divisions it covers."""

    actor: Actor
    unit: Unit
    role: str
    stations: tuple[uuid.UUID, ...]
    # paths of divisions covered; a prefix is a subtree
    areas: tuple[str, ...]

    @functools.cached_property
    def station_list(self) -> str:
        """The stations as PostgreSQL spells an array, made once: a city has hundreds, and a statement takes them each time."""
        return "{" + ",".join(map(str, self.stations)) + "}"


def of(*, post: Post, actor: Actor, on: datetime.date) -> Scope:
    """Return the scope of a post on a day."""
    unit = post.unit
    stations = (
        tuple(Unit.objects.filter(path__startswith=unit.path, kind="station").values_list("id", flat=True))
        if unit.department == "police"
        else ()
    )
    covered = UnitDivision.objects.filter(unit=unit, valid_from__lte=on).exclude(valid_to__lte=on)
    areas = tuple(sorted(covered.values_list("division__path", flat=True)))
    return Scope(actor=actor, unit=unit, role=post.role, stations=stations, areas=areas)


def stays(scope: Scope, *, sealed: bool = False) -> QuerySet[Stay]:
    """Return the stays this scope may see: by station for police, by area for everyone else, else nothing.

    What is over and sealed is in no list; `sealed` lets chief and county police have it too, for a search with a stated
    purpose and for one record by its id. Source: O1, L7.
    """
    rows = Stay.objects.filter(_inside(scope))
    return rows if sealed and scope.role in _ON_SEALED else rows.filter(_UNSEALED)


def hides(scope: Scope, *, sealed: bool) -> str:
    """Return what `stays` leaves out, for a statement of our own over stay s and person p: a condition to add."""
    return "true" if sealed and scope.role in _ON_SEALED else f"(s.state IN {law.LIVE} OR p.sealed_at IS NULL)"


def permit_files(scope: Scope) -> QuerySet[PermitFile]:
    """Return the applications this scope may see, by the same cut as stays: a file belongs where its registration lies."""
    return PermitFile.objects.filter(_inside(scope))


def permits(scope: Scope) -> QuerySet[Permit]:
    """Return the permits this scope may see, by the same cut as stays."""
    return Permit.objects.filter(_inside(scope))


def cases(scope: Scope) -> QuerySet[Case]:
    """Return the cases this scope may see: its own department's in its subtree, and what is late and was put before it.

    No department sees another's; what it is asked for a part of a joint case stands in `parts`. Source: O1, I9.
    """
    if scope.role not in _ON_CASES:
        return Case.objects.none()
    own = Q(unit__department=scope.unit.department, unit__path__startswith=scope.unit.path)
    return Case.objects.filter(own | Q(escalated_to=scope.unit))


def parts(scope: Scope) -> QuerySet[CasePart]:
    """Return the parts of joint cases that this post's office is asked for, and late ones put before it; none no longer asked.

    Source: I9, L2.
    """
    if scope.role not in _ON_CASES:
        return CasePart.objects.none()
    asked = Q(unit=scope.unit) & ~Q(state="dropped")
    return CasePart.objects.filter(asked | Q(escalated_to=scope.unit, state="asked"))


def stands_here(scope: Scope, *, person_id: uuid.UUID) -> bool:
    """Tell whether a window may apply for somebody who stands at it: a desk for those in its scope, an office in its area.

    An officer sees no file by it (`stays` gives them none), only that there is somebody. Source: I3, L2.
    """
    if scope.role not in _ON_CASES:
        return stays(scope).filter(person_id=person_id).exists()
    inside = Q()
    for area in scope.areas:
        inside |= Q(community__path__startswith=area)
    return bool(scope.areas) and Stay.objects.filter(inside, person_id=person_id, state__in=law.LIVE).exists()


def _inside(scope: Scope) -> Q:
    if scope.unit.department == "police":
        return Q(station_id__in=scope.stations) if scope.role in _ON_FILES else _NOTHING
    if not scope.areas or scope.role not in _AREA:
        return _NOTHING
    inside = Q()
    for area in scope.areas:
        inside |= Q(community__path__startswith=area)
    return inside


def cut(scope: Scope, *, place: int) -> tuple[str, list[str] | str]:
    """Return the same cut as `stays`, for a statement of our own over stay s and its community c: condition and value."""
    if scope.unit.department == "police":
        return f"s.station_id = ANY(${place}::uuid[])", scope.station_list if scope.role in _ON_FILES else "{}"
    areas = scope.areas if scope.role in _AREA else ()
    # paths are digits and strokes: nothing in them stands for something else
    return f"c.path LIKE ANY(${place}::text[])", [f"{area}%" for area in areas]


def covers(scope: Scope, *, path: str) -> bool:
    """Tell whether a division path lies in the scope's areas."""
    return any(path.startswith(area) for area in scope.areas)


def communities(scope: Scope, *, held: Reference | None = None) -> tuple[str, ...]:
    """Return the codes of the communities that lie in the scope's areas."""
    if not scope.areas:
        return ()
    return (held or reference.current()).get(("communities", scope.areas), lambda: _communities(scope.areas))


def _communities(areas: tuple[str, ...]) -> tuple[str, ...]:
    inside = Q()
    for area in areas:
        inside |= Q(path__startswith=area)
    return tuple(Division.objects.filter(inside, level="community").order_by("code").values_list("code", flat=True))


_STAY = Prepared(
    lambda key: Stay.objects.filter(id=key).select_related("person", "address", "community", "station").order_by()
)


def stay(scope: Scope, *, stay_id: uuid.UUID) -> Stay:
    """Return one stay in scope; raises Absent alike for what is not there and what is not theirs."""
    found = _STAY.first(stay_id)
    if found is None or not holds(scope, row=found):
        raise Absent("stay")
    over = found.state not in law.LIVE and found.person.sealed_at is not None
    if over and scope.role not in _ON_SEALED:
        raise Absent("stay")
    return found


def holds(scope: Scope, *, row: Stay | PermitFile | Permit) -> bool:
    """Tell whether one row lies in the cut of a post, as `stays`, `permit_files` and `permits` cut whole tables."""
    if scope.unit.department == "police":
        return scope.role in _ON_FILES and row.station_id in scope.stations
    return scope.role in _AREA and any(row.community.path.startswith(area) for area in scope.areas)


def reaches(scope: Scope, *, community: Division, on: datetime.date, held: Reference | None = None) -> bool:
    """Tell whether files of a community are this scope's: of its stations for police, of its areas for others."""
    if scope.unit.department != "police":
        return covers(scope, path=community.path)
    station = station_for(community_path=community.path, on=on, held=held)
    return station is not None and station.path.startswith(scope.unit.path)


def community_of(*, code: str, held: Reference | None = None) -> Division | None:
    """Return the community of a code, while it exists."""
    if not code.isdigit():
        return None
    return (held or reference.current()).get(
        ("community", code), lambda: Division.objects.filter(code=code, level="community", valid_to=None).first()
    )


def station_for(*, community_path: str, on: datetime.date, held: Reference | None = None) -> Unit | None:
    """Return the police station that answers for a community: the most specific jurisdiction holds."""
    return (held or reference.current()).get(("station", community_path, on), lambda: _station(community_path, on))


def _station(community_path: str, on: datetime.date) -> Unit | None:
    codes = [code for code in community_path.split("/") if code]
    rows = (
        Jurisdiction.objects.filter(division_id__in=codes, valid_from__lte=on)
        .exclude(valid_to__lte=on)
        .select_related("station")
    )
    best = max(rows, key=lambda row: codes.index(row.division_id), default=None)
    return best.station if best is not None else None
