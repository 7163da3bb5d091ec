"""What the card maker prints: the ten items of E9 in plain, for cards being made in one batch. Source: E9, L3."""

import datetime
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from anju.law import codes
from anju.law.permit import making
from anju.law.place import Parts
from anju.models import Card, OriginCounty, Permit, Stay
from anju.queries import uploads
from anju.queries.cards import lists
from anju.queries.scope import Scope
from anju.vault import seal


@dataclass(frozen=True)
class Printed:
    """One card as it is printed; the portrait's bytes are asked for one by one."""

    reference: str
    name: str
    sex: str
    ethnicity: str
    birth_on: datetime.date
    id_number: str
    portrait_id: uuid.UUID | None
    hukou: str
    address: str
    authority: str
    issued_on: datetime.date


def printed(*, scope: Scope, batch_id: uuid.UUID, card_ids: Sequence[uuid.UUID]) -> list[Printed]:
    """Return what these cards of a batch print, in a constant number of statements.

    The caller has put it on record (`actions.card.export`).
    """
    rows = list(
        lists.made_by(scope)
        .filter(batch_id=batch_id, id__in=list(card_ids), state="making")
        .select_related(
            "permit__person", "permit__stay__address", "permit__stay__community__parent__parent", "file", "authority"
        )
        .order_by("due_on", "id")
    )
    homes = {row.permit.person.hukou_county for row in rows}
    counties = dict(OriginCounty.objects.filter(code__in=homes).values_list("code", "full_name"))
    return [_one(row, counties.get(row.permit.person.hukou_county, row.permit.person.hukou_county)) for row in rows]


def portrait(*, upload_id: uuid.UUID) -> bytes:
    """Return a portrait cut to the norm of the card; raises Absent once it is swept."""
    return uploads.printed(upload_id=upload_id)


def _one(card: Card, hukou: str) -> Printed:
    permit, person = card.permit, card.permit.person
    return Printed(
        reference=making.reference(card_id=card.id, turn=card.tries),
        name=person.name,
        sex=codes.label(codes.Sex, person.sex).zh,
        ethnicity=_ethnicity(permit),
        birth_on=person.birth_on,
        id_number=seal.unseal(data=bytes(person.id_number), column="person.id_number", owner=person.id),
        # a new photo comes with the file that asks for a new card
        portrait_id=card.file.portrait_id or permit.portrait_id,
        hukou=hukou,
        address=_address(permit.stay),
        authority=card.authority.name,
        issued_on=permit.issued_on,
    )


def _ethnicity(permit: Permit) -> str:
    return seal.unseal(data=bytes(permit.ethnicity), column="permit.ethnicity", owner=permit.id)


def _address(stay: Stay) -> str:
    parts = json.loads(seal.unseal(data=bytes(stay.address.parts), column="address.parts", owner=stay.address_id))
    street = stay.community.parent
    county = street.parent if street else None
    above = (county.name if county else "", street.name if street else "", stay.community.name)
    return "".join((*above, Parts(**parts).line))
