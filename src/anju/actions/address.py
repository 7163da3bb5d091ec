"""Standard addresses: found again when written another way, made when new."""

import datetime
import json
import secrets
import uuid
from dataclasses import dataclass

from django.db import transaction

from anju.actions import batch, record
from anju.law import city
from anju.law.actor import Actor
from anju.law.place import Parts
from anju.models import Address, AddressWarden, Division, Post
from anju.models.base import new_id
from anju.vault import seal

# without letters that look like digits
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
# what one print holds: fifty sheets
LABELS = 600


@dataclass(frozen=True)
class Label:
    """What stands on one door's label: where it is and its code; nobody who lives there."""

    line: str
    code: str


def index(*, community: Division, parts: Parts) -> bytes:
    """Return the blind index by which a door is found in its community."""
    return seal.index(text=f"{community.code} {parts.line}", kind="address")


def ensure(*, community: Division, parts: Parts, dwelling: str, at: datetime.datetime) -> Address:
    """Return the standard address of a door in a community, made where there is none yet. Part of a larger act."""
    line_index = index(community=community, parts=parts)
    found = Address.objects.filter(community=community, line_index=line_index).first()
    return found or Address.objects.get(id=make(community=community, parts=parts, dwelling=dwelling, at=at))


def make(*, community: Division, parts: Parts, dwelling: str, at: datetime.datetime) -> uuid.UUID:
    """Return the id of a door nobody has declared at yet, made now. Part of a larger act."""
    key = new_id()
    line_index = index(community=community, parts=parts)
    made = Address(
        id=key,
        community=community,
        form=parts.form,
        parts=seal.seal(text=json.dumps(parts.as_dict(), ensure_ascii=False), column="address.parts", owner=key),
        line_index=line_index,
        road=parts.street_name,
        dwelling=dwelling,
        door_code="".join(secrets.choice(_ALPHABET) for _ in range(10)),
        created_at=at,
    )
    # two people at one new door at the same moment: the first makes it, the second finds it
    if batch.insert_new(made):
        return key
    return Address.objects.values_list("id", flat=True).get(community=community, line_index=line_index)


def add(*, community: Division, parts: Parts, dwelling: str, by: Actor, at: datetime.datetime) -> Address:
    """Put a door on file before anyone has declared there, so that its door code can be printed."""
    with transaction.atomic():
        address = ensure(community=community, parts=parts, dwelling=dwelling, at=at)
        record.write(what="add_address", by=by, at=at, subject=("address", address.id))
        return address


def add_all(
    *, community: Division, doors: list[Parts], dwelling: str, by: Actor, at: datetime.datetime
) -> tuple[int, int]:
    """Put a building's doors on file at once; returns how many are new and how many were there already."""
    with transaction.atomic():
        before = Address.objects.filter(community=community).count()
        for parts in doors:
            ensure(community=community, parts=parts, dwelling=dwelling, at=at)
        new = Address.objects.filter(community=community).count() - before
        record.write(what="add_address", by=by, at=at, subject=("address", community.code), detail={"doors": new})
        return new, len(doors) - new


def print_codes(*, community: Division, road: str, dwelling: str, by: Actor, at: datetime.datetime) -> list[Label]:
    """Return the labels of a community's doors, on one road where given; the print is put on record. Source: B1, S7."""
    with transaction.atomic():
        rows = Address.objects.filter(community=community, valid_to=None).order_by("road", "id")
        if road:
            rows = rows.filter(road=road)
        if dwelling:
            rows = rows.filter(dwelling=dwelling)
        labels = [Label(line=line(address), code=address.door_code) for address in rows[:LABELS]]
        record.write(
            what="print_door_code", by=by, at=at, subject=("address", community.code), detail={"labels": len(labels)}
        )
        return labels


def line(address: Address) -> str:
    """Return an address on one line. Part of a larger act or of a page that shows no person."""
    return Parts(**json.loads(seal.unseal(data=bytes(address.parts), column="address.parts", owner=address.id))).line


def assign_wardens(*, community: Division, road: str, whole: bool, post: Post, by: Actor, at: datetime.datetime) -> int:
    """Give the addresses of a road, or of the community where none is named, their coordinator (O3).

    Those that have one keep them unless `whole`. Returns how many were given.
    """
    with transaction.atomic():
        day = city.day(at)
        rows = Address.objects.select_for_update().filter(community=community, valid_to=None)
        if road:
            rows = rows.filter(road=road)
        held = AddressWarden.objects.filter(address__in=rows, valid_to=None)
        other = held.exclude(post=post)
        if whole:
            other.filter(valid_from__gte=day).delete()
            other.update(valid_to=day)
        taken = set(AddressWarden.objects.filter(address__in=rows, valid_to=None).values_list("address_id", flat=True))
        new = [AddressWarden(address=address, post=post, valid_from=day) for address in rows if address.id not in taken]
        AddressWarden.objects.bulk_create(new, batch_size=1000)
        detail = {"post": str(post.id), "addresses": len(new), "whole": whole}
        record.write(what="assign_warden", by=by, at=at, subject=("address", community.code), detail=detail)
        return len(new)


def assign_warden(*, address: Address, post: Post, by: Actor, at: datetime.datetime) -> AddressWarden:
    """Give an address its coordinator; the one before ends today (O3)."""
    with transaction.atomic():
        day = city.day(at)
        AddressWarden.objects.filter(address=address, valid_to=None).update(valid_to=day)
        warden = AddressWarden.objects.create(address=address, post=post, valid_from=day)
        record.write(what="assign_warden", by=by, at=at, subject=("address", address.id), detail={"post": str(post.id)})
        return warden
