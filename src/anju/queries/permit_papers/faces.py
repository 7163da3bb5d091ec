"""The ten items of the card and nothing else. Source: E9."""

import datetime
import uuid
from dataclasses import dataclass

from anju.law.absent import Absent
from anju.law.wording import Text
from anju.models import Card as Row
from anju.queries.permit_papers import shared
from anju.queries.permit_papers.shared import Subject, Who
from anju.vault import seal


@dataclass(frozen=True)
class Card:
    """A card's two sides: exactly the ten items, and what the act of printing needs."""

    subject: Subject
    name: str
    sex: Text
    ethnicity: str
    birth_on: datetime.date
    id_number: str
    # the picture, None where it was swept or never given
    portrait: bytes | None
    hukou: str
    address: str
    authority: str
    issued_on: datetime.date


def card(*, card_id: uuid.UUID, who: Who) -> Card:
    """Return what a card prints; raises Absent outside the scope."""
    found = (
        Row.objects.filter(id=card_id, permit__in=shared.permits(who))
        .select_related(
            "permit__person",
            "permit__authority",
            "permit__stay__address",
            "permit__stay__community__parent__parent",
            "file",
        )
        .first()
    )
    if found is None:
        raise Absent("card")
    permit = found.permit
    person = permit.person
    held = shared.holder(person=person, stay=permit.stay)
    return Card(
        subject=Subject(paper="card", kind="card", id=found.id, person_id=person.id, number=permit.number),
        name=held.name,
        sex=held.sex,
        ethnicity=seal.unseal(data=bytes(permit.ethnicity), column="permit.ethnicity", owner=permit.id),
        birth_on=person.birth_on,
        id_number=held.id_number,
        # a new card may come with a newer picture
        portrait=shared.picture(found.file.portrait_id or permit.portrait_id),
        hukou=held.hukou,
        address=held.address,
        authority=permit.authority.name,
        issued_on=permit.issued_on,
    )
