"""What a change would move, counted before it is planned and shown to who approves it. Source: O2."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from anju.law.absent import Absent
from anju.law.division import Target, Wish
from anju.law.stay import OPEN
from anju.models import (
    Address,
    Division,
    DivisionChange,
    DivisionVersion,
    Jurisdiction,
    PolicyOverride,
    Stay,
    Unit,
    UnitDivision,
)
from anju.queries import scope
from anju.queries.divisions.expanding import Mapping, expand

ACTIVE = (*OPEN, "registered")
_SHOWN = 200


@dataclass(frozen=True)
class Preview:
    """What moves and what stays."""

    # the first lines of old code, old name, new divisions; `lines` counts them all
    moves: tuple[tuple[str, str, tuple[Target, ...]], ...]
    counts: dict[str, int]
    # who answers for each new division afterwards: name, station
    stations: tuple[tuple[str, str], ...]
    mapping: Mapping


@dataclass(frozen=True)
class Road:
    """A road or hamlet of a community with the number of its addresses."""

    name: str
    addresses: int


def preview(wish: Wish, *, on: datetime.date) -> Preview:
    """Return what a checked wish would move."""
    mapping = expand(wish)
    names = dict(Division.objects.filter(code__in=mapping).values_list("code", "name"))
    moves = tuple((code, names[code], tuple(mapping[code])) for code in list(mapping)[:_SHOWN])
    stations = tuple((target.name, _station(wish, target, on)) for target in wish.new)
    return Preview(moves=moves, counts=_counts(mapping), stations=stations, mapping=mapping)


def _counts(mapping: Mapping) -> dict[str, int]:
    leaving = [code for code, targets in mapping.items() if [target.code for target in targets] != [code]]
    stays = Stay.objects.filter(community_id__in=leaving)
    return {
        "divisions": len(mapping),
        "addresses": Address.objects.filter(community_id__in=leaving, valid_to=None).count(),
        "active_stays": stays.filter(state__in=ACTIVE).count(),
        "kept_stays": stays.exclude(state__in=ACTIVE).count(),
        "units": UnitDivision.objects.filter(division_id__in=leaving, valid_to=None).count(),
        "jurisdictions": Jurisdiction.objects.filter(division_id__in=leaving, valid_to=None).count(),
        "policy_values": PolicyOverride.objects.filter(place__in=leaving).count(),
    }


def _station(wish: Wish, target: Target, on: datetime.date) -> str:
    if target.code in wish.stations:
        return Unit.objects.get(code=wish.stations[target.code]).name
    own = Jurisdiction.objects.filter(division_id__in=wish.old, valid_to=None).select_related("station").first()
    if own is not None:
        return own.station.name
    above = Division.objects.get(code=target.parent)
    station = scope.station_for(community_path=above.path, on=on)
    return station.name if station is not None else ""


def roads(*, community: str) -> list[Road]:
    """Return the roads and hamlets of a community, for mapping a split."""
    rows = (
        Address.objects.filter(community_id=community, valid_to=None)
        .values("road")
        .annotate(number=Count("id"))
        .order_by("road")
    )
    return [Road(name=row["road"], addresses=row["number"]) for row in rows]


def changes(*, state: str = "") -> list[DivisionChange]:
    """Return the latest changes, those that wait for somebody first."""
    rows = DivisionChange.objects.filter(state=state) if state else DivisionChange.objects.all()
    waiting = rows.filter(Q(state="planned") | Q(state="approved")).order_by("effective_on", "id")
    done = rows.exclude(Q(state="planned") | Q(state="approved")).order_by("-effective_on", "-id")[:50]
    return [*waiting, *done]


def change(*, change_id: uuid.UUID) -> DivisionChange:
    """Return one change, or raise Absent."""
    found = DivisionChange.objects.filter(id=change_id).first()
    if found is None:
        raise Absent("division_change")
    return found


def names(change: DivisionChange) -> dict[str, str]:
    """Return the names of the divisions a change sets out from."""
    return dict(Division.objects.filter(code__in=list(change.mapping)).values_list("code", "name"))


def past(*, code: str) -> Sequence[DivisionVersion]:
    """Return how a division stood before, latest first."""
    return list(DivisionVersion.objects.filter(division_id=code).order_by("-valid_from"))
