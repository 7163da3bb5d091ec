"""The permit that a signed first file makes, and what a signed exchange changes on it. Source: E3, E9, F1, F2, F8, G1."""

import datetime
import uuid

from anju.actions import batch
from anju.actions.permit import numbering
from anju.law import endorsement, identity
from anju.law.permit import life
from anju.law.refusal import Refusal
from anju.models import Permit, PermitFile, Stay
from anju.models.base import new_id
from anju.queries import rules
from anju.queries.permit import facts
from anju.queries.permit.facts import Facts
from anju.queries.reference import Reference
from anju.vault import code, seal
from anju.vault.code import Claims, Kind


def permit(known: Facts, *, on: datetime.date, held: Reference) -> Permit:
    """Return the permit a file is about, made or brought up to date. Part of a larger act.

    Raises Refusal "has_permit" where another desk signed one at the same moment.
    """
    if known.stay is None:
        raise ValueError("A file is signed on a registration in force.")
    if known.permit is not None:
        return _renewed(known.permit, known.file, known.stay)
    place = facts.codes(known.stay.community.path)
    made = _row(known.file, known.stay, on=on, held=rules.at(place=place, on=on, held=held))
    if not batch.insert_new(made):
        other = Permit.objects.filter(person=made.person, state__in=life.ACTIVE).values_list("number", flat=True)
        raise Refusal("has_permit", facts.HAS_PERMIT.format(number=other[0]), rule="E3")
    return made


def _row(file: PermitFile, stay: Stay, *, on: datetime.date, held: rules.Rules) -> Permit:
    registered_on = stay.counted_from or on
    anchor = endorsement.anchor(issued_on=on, registered_on=registered_on, policy=held.policy)
    passed = _passed(anchor, on=on, held=held)
    window = endorsement.next_window(anchor_on=anchor, endorsed=passed, calendar=held.calendar, policy=held.policy)
    key, county = new_id(), stay.community_id[:6]
    return Permit(
        id=key,
        person=file.person,
        stay=stay,
        community=stay.community,
        station=stay.station,
        authority=file.authority,
        number=numbering.permit_number(county=county, on=on),
        state=life.LIFECYCLE.initial,
        ground=file.ground,
        issued_on=on,
        anchor_on=anchor,
        since=registered_on,
        endorsed=passed,
        window_opens_on=window.opens_on,
        window_closes_on=window.closes.on,
        window_provisional=window.closes.provisional,
        ethnicity=seal.seal(text=ethnicity(file), column="permit.ethnicity", owner=key),
        portrait_id=file.portrait_id,
        county=county,
        code=_code(key, file, county=county, on=on),
    )


def _passed(anchor: datetime.date, *, on: datetime.date, held: rules.Rules) -> int:
    """Return the number of the last anniversary that was over before a permit was issued. Source: F1, F2.

    Where anniversaries count from the registration, years may have gone by: no permit is born suspended, and no window
    that has opened before the issue needs an endorsement of what was reviewed just now.
    """
    number = 0
    while True:
        window = endorsement.window(anchor_on=anchor, number=number + 1, calendar=held.calendar, policy=held.policy)
        if window.opens_on > on:
            return number
        number += 1


def _code(key: uuid.UUID, file: PermitFile, *, county: str, on: datetime.date) -> str:
    name = identity.mask_name(file.person.name)
    return code.encode(claims=Claims(kind=Kind.PERMIT, serial=key, on=on, county=county, name=name))


def ethnicity(file: PermitFile) -> str:
    """Return the ethnicity a file gave, as the card prints it; nothing where none was asked. Source: E9."""
    if file.ethnicity is None:
        return ""
    return seal.unseal(data=bytes(file.ethnicity), column="permit_file.ethnicity", owner=file.id)


def _renewed(permit: Permit, file: PermitFile, stay: Stay) -> Permit:
    """Put on the permit what an exchange says anew; its days and anniversaries stay (G1)."""
    locked = Permit.objects.select_for_update().get(id=permit.id)
    values: dict[str, object] = {"code": _code(locked.id, file, county=locked.county, on=locked.issued_on)}
    if file.portrait_id is not None:
        values["portrait_id"] = file.portrait_id
    if file.ethnicity is not None:
        values["ethnicity"] = seal.seal(text=ethnicity(file), column="permit.ethnicity", owner=locked.id)
    locked.version += 1
    for name, value in values.items():
        setattr(locked, name, value)
    locked.save(update_fields=["version", *values])
    return locked
