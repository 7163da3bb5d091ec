"""Standard addresses: found again when written another way, made when new."""

import datetime
import json
import secrets

from anju.actions import record
from anju.law.actor import Actor
from anju.law.place import Parts
from anju.models import Address, AddressWarden, Division, Post
from anju.models.base import new_id
from anju.vault import seal

# without letters that look like digits
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def ensure(*, community: Division, parts: Parts, dwelling: str, at: datetime.datetime) -> Address:
    """Return the standard address of a door in a community, made where there is none yet. Part of a larger act."""
    index = seal.index(text=f"{community.code} {parts.line}", kind="address")
    found = Address.objects.filter(community=community, line_index=index).first()
    if found is not None:
        return found
    key = new_id()
    made = Address(
        id=key,
        community=community,
        form=parts.form,
        parts=seal.seal(text=json.dumps(parts.as_dict(), ensure_ascii=False), column="address.parts", owner=key),
        line_index=index,
        road=parts.street_name,
        dwelling=dwelling,
        door_code="".join(secrets.choice(_ALPHABET) for _ in range(10)),
        created_at=at,
    )
    # two people at one new door at the same moment: the first makes it, the second finds it
    Address.objects.bulk_create([made], ignore_conflicts=True)
    return Address.objects.get(community=community, line_index=index)


def add(*, community: Division, parts: Parts, dwelling: str, by: Actor, at: datetime.datetime) -> Address:
    """Put a door on file before anyone has declared there, so that its door code can be printed."""
    address = ensure(community=community, parts=parts, dwelling=dwelling, at=at)
    record.write(what="add_address", by=by, at=at, subject=("address", address.id))
    return address


def assign_warden(*, address: Address, post: Post, by: Actor, at: datetime.datetime) -> AddressWarden:
    """Give an address its coordinator; the one before ends today (O3)."""
    AddressWarden.objects.filter(address=address, valid_to=None).update(valid_to=at.date())
    warden = AddressWarden.objects.create(address=address, post=post, valid_from=at.date())
    record.write(what="assign_warden", by=by, at=at, subject=("address", address.id), detail={"post": str(post.id)})
    return warden
