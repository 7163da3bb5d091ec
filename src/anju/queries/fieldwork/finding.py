"""Doors of the own area: found by road, number or the code on the door, so that an address is chosen, not typed anew."""

import functools
import json
import unicodedata
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from anju.law import place
from anju.law.wording import Text
from anju.linkage import english
from anju.models import Address, AddressWarden
from anju.queries import places
from anju.queries.scope import Scope
from anju.vault import seal

LIMIT = 20
# rows of one road that are looked at before the search should say more
_CANDIDATES = 300


@dataclass(frozen=True)
class Door:
    """A standard address without anything about who lives there."""

    id: uuid.UUID
    community: str
    community_name: Text
    line: str
    parts: dict[str, str]
    dwelling: str
    mine: bool


def parts(address: Address) -> dict[str, str]:
    """Return the parts of an address in plain."""
    return _plain(address.id, bytes(address.parts))


def building(*, address_id: uuid.UUID, sealed: bytes, road: str) -> str:
    """Return where to walk to: the building where it has several doors, else road or hamlet; never the door. Source: L2."""
    held = place.Parts(**_plain(address_id, sealed))
    if held.form == "road" and held.building:
        return place.Parts(road=held.road, number=held.number, estate=held.estate, building=held.building).line
    return road


@functools.lru_cache(maxsize=4096)
def called(name: str) -> Text:
    """Return a community as people call it."""
    return Text(zh=places.short_name(name=name), en=english.place(name))


def _plain(address_id: uuid.UUID, sealed: bytes) -> dict[str, str]:
    held: dict[str, str] = json.loads(seal.unseal(data=sealed, column="address.parts", owner=address_id))
    return held


def doors(*, scope: Scope, text: str = "", limit: int = LIMIT) -> tuple[Door, ...]:
    """Return doors of the area that match, those assigned to the post first; without a text only those."""
    word = "".join(unicodedata.normalize("NFKC", text)[:60].split())
    found = _area(scope)
    if word:
        # a road is readable, the rest of the line is not: narrow by the road, then look at the line
        found = found.alias(typed=Value(word)).filter(Q(road__contains=word) | Q(typed__startswith=F("road")))
    else:
        found = found.filter(mine=True)
    rows = found.select_related("community").order_by("-mine", "road", "id")[: _CANDIDATES if word else limit]
    held = (_door(row) for row in rows)
    return tuple(
        sorted((one for one in held if not word or word in one.line), key=lambda one: (not one.mine, one.line))[:limit]
    )


def known_door(*, scope: Scope, text: str) -> Door | None:
    """Return a door by its id or by the code on it; None outside the area, alike for what isn't there."""
    wanted = unicodedata.normalize("NFKC", text).strip()
    code = wanted.rstrip("/").rsplit("/", 1)[-1].upper()
    try:
        which = Q(id=uuid.UUID(wanted))
    except ValueError:
        which = Q(door_code=code)
    found = _area(scope).filter(which).select_related("community").first()
    return _door(found) if found is not None else None


def _area(scope: Scope) -> QuerySet[Any]:
    inside = Q(pk__in=[])
    for area in scope.areas:
        inside |= Q(community__path__startswith=area)
    post_id = scope.actor.post_id or uuid.UUID(int=0)
    mine = AddressWarden.objects.filter(address=OuterRef("pk"), post_id=post_id, valid_to=None)
    return Address.objects.filter(inside, valid_to=None).annotate(mine=Exists(mine))


def _door(address: Any) -> Door:
    held = parts(address)
    return Door(
        id=address.id,
        community=address.community_id,
        community_name=called(address.community.name),
        line=place.Parts(**held).line,
        parts=held,
        dwelling=address.dwelling,
        mine=bool(address.mine),
    )
