"""The doors of a community within a scope: roads, addresses, codes; never who lives there. Source: L11, S7, O3."""

import datetime
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from anju.law import place as law
from anju.law.absent import Absent
from anju.law.place import Parts
from anju.models import Address, AddressWarden, Division, Jurisdiction, Post, Stay
from anju.queries import places, scope
from anju.queries.places import Place
from anju.queries.scope import Scope
from anju.vault import seal

SIZE = 50


@dataclass(frozen=True)
class Road:
    """A road or hamlet of a community."""

    name: str
    addresses: int
    unassigned: int


@dataclass(frozen=True)
class DoorRow:
    """One standard address as its list shows it."""

    id: uuid.UUID
    line: str
    dwelling: str
    code: str
    warden: str


@dataclass(frozen=True)
class Coordinator:
    """A coordinator's load: addresses, and people registered there."""

    post: Post
    addresses: int
    people: int


@dataclass(frozen=True)
class Gap:
    """A community with addresses that nobody looks after."""

    place: Place
    unassigned: int


def communities(cut: Scope, *, text: str, on: datetime.date, limit: int = 20) -> list[Place]:
    """Return communities of the scope that match; the first ones where nothing is typed."""
    found: dict[str, Place] = {}
    for area in cut.areas:
        rows = places.search_communities(text=text, within=area, limit=limit) if text.strip() else _first(area, limit)
        found.update((row.code, row) for row in rows)
    return list(found.values())[:limit]


def _first(area: str, limit: int) -> list[Place]:
    rows = Division.objects.filter(path__startswith=area, level="community", valid_to=None)
    return [places.shown(row) for row in rows.select_related("parent__parent").order_by("code")[:limit]]


def community(cut: Scope, *, code: str, on: datetime.date) -> Division:
    """Return a community of the scope; raises Absent alike for what isn't there and what isn't theirs."""
    found = scope.community_of(code=code)
    if found is None or not (scope.covers(cut, path=found.path) or scope.reaches(cut, community=found, on=on)):
        raise Absent("community")
    return found


def roads(*, of: Division) -> list[Road]:
    """Return the roads and hamlets of a community with their numbers of addresses."""
    free = ~Exists(AddressWarden.objects.filter(address=OuterRef("pk"), valid_to=None))
    rows = Address.objects.filter(community=of, valid_to=None).values("road")
    counted = rows.annotate(number=Count("id"), free=Count("id", filter=Q(free))).order_by("road")
    return [Road(name=row["road"], addresses=row["number"], unassigned=row["free"]) for row in counted]


def addresses(*, of: Division, road: str, after: uuid.UUID | None, size: int = SIZE) -> list[DoorRow]:
    """Return size + 1 addresses of a community, on one road where given, after the one named."""
    rows = Address.objects.filter(community=of, valid_to=None).order_by("id")
    if road:
        rows = rows.filter(road=road)
    if after is not None:
        rows = rows.filter(id__gt=after)
    page = list(rows[: size + 1])
    names = _wardens(page)
    return [
        DoorRow(id=row.id, line=_line(row), dwelling=row.dwelling, code=row.door_code, warden=names.get(row.id, ""))
        for row in page
    ]


def _wardens(rows: Sequence[Address]) -> dict[uuid.UUID, str]:
    held = AddressWarden.objects.filter(address__in=rows, valid_to=None).select_related("post__staff")
    return {row.address_id: row.post.staff.name for row in held}


def _line(row: Address) -> str:
    held = seal.unseal(data=bytes(row.parts), column="address.parts", owner=row.id)
    return Parts(**json.loads(held)).line


def gaps(cut: Scope, *, limit: int = SIZE) -> list[Gap]:
    """Return communities of the scope with unassigned addresses, most first (O3)."""
    free = _inside(cut).exclude(Exists(AddressWarden.objects.filter(address=OuterRef("pk"), valid_to=None)))
    counted = list(free.values("community_id").annotate(number=Count("id")).order_by("-number", "community_id")[:limit])
    rows = Division.objects.select_related("parent__parent").in_bulk([row["community_id"] for row in counted])
    return [Gap(place=places.shown(rows[row["community_id"]]), unassigned=row["number"]) for row in counted]


def coordinators(cut: Scope, *, on: datetime.date) -> list[Coordinator]:
    """Return the coordinators of the scope with their load, the heaviest first (O3)."""
    inside = Q(pk__in=[])
    for area in cut.areas:
        inside |= Q(unit__coverage__division__path__startswith=area, unit__coverage__valid_to=None)
    held = Post.objects.filter(inside, role="coordinator", valid_from__lte=on).filter(
        Q(valid_to=None) | Q(valid_to__gt=on)
    )
    posts = list(held.select_related("unit", "staff").order_by("id").distinct())
    wardens = AddressWarden.objects.filter(post__in=posts, valid_to=None)
    doors = dict(wardens.values_list("post_id").annotate(number=Count("id")))
    live = Stay.objects.filter(state="registered", address__wardens__post__in=posts, address__wardens__valid_to=None)
    people = dict(live.values_list("address__wardens__post_id").annotate(number=Count("id")))
    found = [Coordinator(post=post, addresses=doors.get(post.id, 0), people=people.get(post.id, 0)) for post in posts]
    return sorted(found, key=lambda one: (-one.people, -one.addresses, one.post.staff.name))


def coordinator(cut: Scope, *, post_id: str, on: datetime.date) -> Post:
    """Return a coordinator's post of the scope, or raise Absent."""
    found = next((one.post for one in coordinators(cut, on=on) if str(one.post.id) == post_id), None)
    if found is None:
        raise Absent("post")
    return found


def typed(*, raw: dict[str, str], last: str) -> list[Parts]:
    """Return the doors typed: one, or the rooms of a building from the first to the last. Raises Refusals."""
    first = law.read(raw)
    if not (last.isdecimal() and first.room.isdecimal() and int(first.room) < int(last) <= int(first.room) + 199):
        return [first]
    width = len(first.room)
    return [law.read({**raw, "room": f"{number:0{width}d}"}) for number in range(int(first.room), int(last) + 1)]


def stations_of(*, unit_id: uuid.UUID) -> QuerySet[Jurisdiction]:
    """Return what a station answers for now."""
    return (
        Jurisdiction.objects.filter(station_id=unit_id, valid_to=None)
        .select_related("division")
        .order_by("division_id")
    )


def _inside(cut: Scope) -> QuerySet[Address]:
    inside = Q(pk__in=[])
    for area in cut.areas:
        inside |= Q(community__path__startswith=area)
    return Address.objects.filter(inside, valid_to=None)
