"""The stays of everyone a resident may see, with what comes next. Source: E1, D7, L12."""

import datetime
import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

from anju import catalogue
from anju.law import deadline, place, registration
from anju.law import policy as policies
from anju.law import stay as law
from anju.law.identity import masks
from anju.law.policy import Override, Policy
from anju.law.wording import Text
from anju.models import Address, Binding, Completion, Correction, Ending, PolicyOverride, Receipt, Resident, Stay
from anju.vault import seal

M = TypeVar("M", bound=Model)
# first what needs the person, then what holds, then what is over
_ORDER = {
    "returned": 0,
    "declared": 1,
    "to_verify": 1,
    "registered": 2,
    "moved": 3,
    "ended": 3,
    "closed": 4,
    "withdrawn": 5,
}


@dataclass(frozen=True)
class Row:
    """One stay, ready to be shown to the person or who acts for them."""

    stay: Stay
    ward: bool
    line: str
    receipt: Receipt | None
    ending: Ending | None
    completion: Completion | None
    corrections: tuple[Correction, ...]
    permit_from: datetime.date | None
    confirm_by: datetime.date | None

    @property
    def state(self) -> Text:
        """The state in plain words."""
        return law.STATES[self.stay.state]

    @property
    def masked_line(self) -> str:
        """The address without house and room numbers."""
        return masks.mask_line(self.line)


def bindings(who: Resident) -> dict[uuid.UUID, Binding]:
    """Return the bindings that hold now, by person."""
    return {binding.person_id: binding for binding in Binding.objects.filter(resident=who, until=None)}


def rows(*, who: Resident, on: datetime.date) -> list[Row]:
    """Return every stay a resident may see, what needs them first; the number of statements does not grow."""
    bound = bindings(who)
    stays = list(
        Stay.objects.filter(person_id__in=bound)
        .select_related("person", "address", "station", "community__parent__parent")
        .order_by("-declared_at", "-id")[:60]
    )
    return sorted(dress(stays, bound=bound, on=on), key=lambda row: (_ORDER[row.stay.state], row.ward))


def dress(stays: Sequence[Stay], *, bound: dict[uuid.UUID, Binding], on: datetime.date) -> list[Row]:
    """Return stays with all that belongs to them, in one statement a table."""
    ids = [stay.id for stay in stays]
    receipts = _first(Receipt.objects.filter(stay_id__in=ids, replaced_at=None).order_by("issued_on", "id"))
    endings = _first(Ending.objects.filter(stay_id__in=ids, state__in=["noticed", "objected"]))
    completions = _first(Completion.objects.filter(stay_id__in=ids, answered_at=None))
    corrections = list(Correction.objects.filter(stay_id__in=ids, state="asked").order_by("asked_at", "id"))
    policy = _policies(on)
    return [
        Row(
            stay=stay,
            ward=bound[stay.person_id].kind == "ward",
            line=address_line(stay),
            receipt=receipts.get(stay.id),
            ending=endings.get(stay.id),
            completion=completions.get(stay.id),
            corrections=tuple(correction for correction in corrections if correction.stay_id == stay.id),
            **_dates(stay, policy(stay), on),
        )
        for stay in stays
    ]


def registered_stay(*, who: Resident, kind: str = "self") -> Stay | None:
    """Return the active stay of the resident's own record, for offering the move. Source: B5."""
    return Stay.objects.filter(
        state="registered", person__bindings__resident=who, person__bindings__until=None, person__bindings__kind=kind
    ).first()


def address_line(stay: Stay) -> str:
    """Return the address in full: county, street, community, door."""
    community = stay.community
    names = [community.name]
    above = community.parent
    while above is not None and above.level in {"county", "street"}:
        names.append(above.name)
        above = above.parent if above.level == "street" else None
    return "".join(reversed(names)) + door(stay.address).line


def door(address: Address) -> place.Parts:
    """Return the parts of an address inside its community."""
    return place.Parts(**json.loads(seal.unseal(data=bytes(address.parts), column="address.parts", owner=address.id)))


def _first(found: "QuerySet[M]") -> "dict[uuid.UUID, M]":
    return {row.stay_id: row for row in found}  # type: ignore[attr-defined]


def _dates(stay: Stay, policy: Policy, on: datetime.date) -> dict[str, datetime.date | None]:
    if stay.state in law.OPEN:
        # E1: “if accepted today”
        return {
            "permit_from": registration.permit_from(registered_on=on, months=policy.permit_after_months),
            "confirm_by": None,
        }
    if stay.state != "registered" or stay.counted_from is None:
        return {"permit_from": None, "confirm_by": None}
    confirmed = stay.confirmed_on or stay.counted_from
    return {
        "permit_from": registration.permit_from(registered_on=stay.counted_from, months=policy.permit_after_months),
        "confirm_by": deadline.add_months(confirmed, policy.unconfirmed_months),
    }


def _policies(on: datetime.date) -> Callable[[Stay], Policy]:
    overrides = [
        Override(key=row.key, place=row.place, value=row.value, effective_from=row.effective_from)
        for row in PolicyOverride.objects.all()
    ]
    found: dict[str, Policy] = {}

    def policy(stay: Stay) -> Policy:
        path = stay.community.path
        if path not in found:
            codes = [code for code in path.split("/") if code]
            found[path] = policies.resolve(
                defaults=catalogue.current().defaults, overrides=overrides, place=codes, on=on
            )
        return found[path]

    return policy
