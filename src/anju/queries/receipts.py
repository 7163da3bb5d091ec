"""Receipts: what the paper says, and what anyone may learn from its code. Source: B6, L2."""

import datetime
import json
import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from anju.law import codes, identity, registration
from anju.law.absent import Absent
from anju.law.place import Parts
from anju.law.wording import Text
from anju.models import OriginCounty, Receipt
from anju.queries import scope
from anju.queries.scope import Scope
from anju.vault import code, number, seal
from anju.vault.errors import VaultError


@dataclass(frozen=True)
class Paper:
    """Everything a receipt prints; `open` values, for the person's own paper only."""

    receipt_id: uuid.UUID
    stay_id: uuid.UUID
    person_id: uuid.UUID
    number: str
    code: str
    name: str
    sex: Text
    id_kind: Text
    masked_id: str
    hukou: str
    address: str
    authority: str
    registered_on: datetime.date
    counted_from: datetime.date
    permit_from: datetime.date


@dataclass(frozen=True)
class Verdict:
    """What the public page shows and nothing else: no address, no ID number, the name masked."""

    state: str  # valid, ended, replaced, unknown
    name: str = ""
    county: str = ""
    on: datetime.date | None = None


UNKNOWN = Verdict(state="unknown")


def paper(*, stay_id: uuid.UUID) -> Paper:
    """Return what the newest receipt of a stay prints; raises Absent without one. The caller has checked the scope."""
    found = (
        Receipt.objects.filter(stay_id=stay_id, replaced_at=None)
        .select_related("stay__person", "stay__address", "stay__community__parent__parent", "stay__station")
        .order_by("-issued_on", "-id")
        .first()
    )
    if found is None:
        raise Absent("receipt")
    stay, person = found.stay, found.stay.person
    home = OriginCounty.objects.filter(code=person.hukou_county).values_list("full_name", flat=True).first()
    parts = Parts(
        **json.loads(seal.unseal(data=bytes(stay.address.parts), column="address.parts", owner=stay.address_id))
    )
    street = stay.community.parent
    county = street.parent if street else None
    registered_on = stay.registered_on or found.issued_on
    counted_from = stay.counted_from or registered_on
    return Paper(
        receipt_id=found.id,
        stay_id=stay.id,
        person_id=person.id,
        number=found.number,
        code=found.code,
        name=person.name,
        sex=codes.label(codes.Sex, person.sex),
        id_kind=codes.label(codes.IdKind, person.id_kind),
        masked_id=identity.mask_id(
            seal.unseal(data=bytes(person.id_number), column="person.id_number", owner=person.id)
        ),
        hukou=home or person.hukou_county,
        address="".join(
            (county.name if county else "", street.name if street else "", stay.community.name, parts.line)
        ),
        authority=stay.station.name,
        registered_on=registered_on,
        counted_from=counted_from,
        permit_from=registration.permit_from(registered_on=counted_from),
    )


def scoped_paper(*, cut: Scope, stay_id: uuid.UUID) -> Paper:
    """Return a receipt's paper within a post's scope; raises Absent outside it."""
    scope.stay(cut, stay_id=stay_id)
    return paper(stay_id=stay_id)


def verify(*, text: str) -> Verdict:
    """Tell whether a code, a whole address or a receipt number is valid now. Source: B6.

    A code must carry a good signature; a number alone answers the same few things.
    """
    tidy = number.tidy_number(text)
    if tidy is not None:
        return _verdict(Receipt.objects.filter(number=tidy))
    try:
        claims = code.decode(text)
    except (VaultError, ValueError):
        return UNKNOWN
    if claims.kind != code.Kind.RECEIPT:
        return UNKNOWN
    return _verdict(Receipt.objects.filter(id=claims.serial))


def _verdict(rows: QuerySet[Receipt]) -> Verdict:
    found = rows.select_related("stay__person", "stay__community__parent__parent").first()
    if found is None:
        return UNKNOWN
    stay = found.stay
    street = stay.community.parent
    county = street.parent if street else None
    if found.replaced_at is not None:
        state = "replaced"
    elif stay.state == "registered":
        state = "valid"
    else:
        # moved, ended: the paper was true once and is not now
        state = "ended"
    return Verdict(
        state=state,
        name=identity.mask_name(stay.person.name),
        county=county.name if county else "",
        on=stay.registered_on,
    )
