"""What a new draft already knows: from the stay one moves away from, or from the file that came back. Source: D1, B7."""

import uuid
from typing import Any

from anju.law.absent import Absent
from anju.models import Address, Resident, Stay
from anju.queries.mine import details, overview
from anju.vault import seal


def of_stay(*, who: Resident, stay_id: uuid.UUID) -> dict[str, Any]:
    """Return the answers of a move: who it is stands, where they live now is asked. Absent unless it is theirs and active."""
    stay = _own(who, stay_id)
    if stay.state != "registered":
        raise Absent("stay")
    return {
        **_person(stay),
        "before": str(stay.id),
        "reason": stay.reason,
        "workplace": stay.workplace,
        "until": "open",
    }


def of_returned(*, who: Resident, stay_id: uuid.UUID) -> dict[str, Any]:
    """Return the answers of a file that came back, as declared. Absent unless it is theirs and waits for them."""
    stay = _own(who, stay_id)
    if stay.state != "returned":
        raise Absent("stay")
    answers = {
        **_person(stay),
        "stay": str(stay.id),
        "community": stay.community_id,
        "address": overview.door(stay.address).as_dict(),
        "dwelling": stay.address.dwelling,
        "arrived_on": stay.arrived_on.isoformat(),
        "until": "open",
        "reason": stay.reason,
        "workplace": stay.workplace,
        "exempt": stay.exempt,
    }
    if stay.agent_name and stay.agent_id_number is not None:
        number = seal.unseal(data=bytes(stay.agent_id_number), column="stay.agent_id_number", owner=stay.id)
        answers |= {
            "for": "other",
            "agent": {"name": stay.agent_name, "id_number": number, "relation": stay.agent_relation},
        }
    return answers


def of_door(*, address: Address) -> dict[str, Any]:
    """Return the answers that a door code gives: where it is, nothing about anyone who lives there."""
    parts = overview.door(address).as_dict()
    return {"community": address.community_id, "address": parts, "dwelling": address.dwelling}


def _own(who: Resident, stay_id: uuid.UUID) -> Stay:
    found = (
        Stay.objects.filter(id=stay_id, person__bindings__resident=who, person__bindings__until=None)
        .select_related("person", "address")
        .first()
    )
    if found is None:
        raise Absent("stay")
    return found


def _person(stay: Stay) -> dict[str, Any]:
    person = stay.person
    return {
        "for": "self",
        "name": person.name,
        "id_kind": person.id_kind,
        "id_number": details.id_number(person),
        "phone": details.phone(person),
        "hukou_county": person.hukou_county,
    }
