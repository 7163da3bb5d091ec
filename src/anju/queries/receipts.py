"""Receipts: what the paper says. Source: B6, L2."""

import datetime
import json
import uuid
from dataclasses import dataclass

from anju.law import codes, identity, registration
from anju.law.absent import Absent
from anju.law.place import Parts
from anju.law.wording import Text
from anju.queries import direct, scope
from anju.queries.scope import Scope
from anju.vault import seal


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


# one statement, which the server keeps a plan of: a queue at the printer asks for many
_PAPER = """
SELECT r.id, r.number, r.code, r.issued_on, s.person_id, s.registered_on, s.counted_from, p.name, p.sex, p.id_kind, p.id_number,
       coalesce(o.full_name, p.hukou_county), a.id, a.parts, concat(county.name, street.name, c.name), u.name
FROM receipt r JOIN stay s ON s.id = r.stay_id JOIN person p ON p.id = s.person_id JOIN address a ON a.id = s.address_id
JOIN division c ON c.code = s.community_id LEFT JOIN division street ON street.code = c.parent_id
LEFT JOIN division county ON county.code = street.parent_id JOIN unit u ON u.id = s.station_id
LEFT JOIN origin_county o ON o.code = p.hukou_county
WHERE r.stay_id = $1 AND r.replaced_at IS NULL ORDER BY r.issued_on DESC, r.id DESC LIMIT 1
"""


def paper(*, stay_id: uuid.UUID) -> Paper:
    """Return what the newest receipt of a stay prints; raises Absent without one. The caller has checked the scope."""
    rows = direct.ask(_PAPER, [stay_id])
    if not rows:
        raise Absent("receipt")
    key, own, text, issued_on, person_id, registered, counted, *about, address_id, sealed, places, station = rows[0]
    name, sex, id_kind, id_number, hukou = about
    parts = Parts(**json.loads(seal.unseal(data=sealed, column="address.parts", owner=address_id)))
    registered_on = registered or issued_on
    counted_from = counted or registered_on
    return Paper(
        receipt_id=key,
        stay_id=stay_id,
        person_id=person_id,
        number=own,
        code=text,
        name=name,
        sex=codes.label(codes.Sex, sex),
        id_kind=codes.label(codes.IdKind, id_kind),
        masked_id=identity.mask_id(seal.unseal(data=id_number, column="person.id_number", owner=person_id)),
        hukou=hukou,
        address=places + parts.line,
        authority=station,
        registered_on=registered_on,
        counted_from=counted_from,
        permit_from=registration.permit_from(registered_on=counted_from),
    )


def scoped_paper(*, cut: Scope, stay_id: uuid.UUID) -> Paper:
    """Return a receipt's paper within a post's scope; raises Absent outside it."""
    scope.stay(cut, stay_id=stay_id)
    return paper(stay_id=stay_id)
