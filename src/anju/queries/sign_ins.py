"""Whose a sign-in is, and who else may see a record. Source: B8, L12, design.md 6."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from anju.law import identity
from anju.law.absent import Absent
from anju.law.wording import Text
from anju.models import Binding, Resident
from anju.vault import seal

WAYS: Mapping[str, Text] = {
    "declared": Text(zh="申报时建立", en="made by declaring"),
    "phone": Text(zh="凭档案里的手机号", en="by the phone on file"),
    "province": Text(zh="经省政务服务平台", en="by the province's service"),
    "counter": Text(zh="在窗口办理", en="at a counter"),
}


@dataclass(frozen=True)
class Belonging:
    """The person a sign-in belongs to, as far as someone may know who only holds the phone."""

    masked: str
    # the record is another's, whom this sign-in acts for
    ward: bool


@dataclass(frozen=True)
class SignIn:
    """One sign-in that may see a record."""

    id: uuid.UUID
    kind: str
    how: str
    since: datetime.datetime
    # masked; empty where it signs in by the province's service alone
    phone: str
    # of the one who asks
    mine: bool = False

    @property
    def way(self) -> Text:
        """How it came to the record."""
        return WAYS[self.how]


def belongs(*, who: Resident) -> Belonging | None:
    """Return whose sign-in it is: its own record, else one it acts for; None where it is bound to nobody."""
    found = Binding.objects.filter(resident=who, until=None).select_related("person").order_by("kind", "since").first()
    if found is None:
        return None
    return Belonging(masked=identity.mask_name(found.person.name), ward=found.kind == "ward")


def agents(*, who: Resident, person_id: uuid.UUID) -> list[SignIn]:
    """Return who acts for a person: for the person all of them, for one who acts only themselves; else Absent."""
    held = of(person_id=person_id, who=who)
    own = next((one for one in held if one.mine), None)
    if own is None:
        raise Absent("person")
    return [one for one in held if one.kind == "ward"] if own.kind == "self" else [own]


def of(*, person_id: uuid.UUID, who: Resident | None = None) -> list[SignIn]:
    """Return every sign-in that may see a record, the person's own first."""
    bound = Binding.objects.filter(person_id=person_id, until=None).select_related("resident")
    return [
        SignIn(
            id=one.id,
            kind=one.kind,
            how=one.how,
            since=one.since,
            phone=_phone(one.resident),
            mine=who is not None and one.resident_id == who.id,
        )
        for one in bound.order_by("kind", "since", "id")
    ]


def _phone(resident: Resident) -> str:
    if resident.phone_index is None or resident.phone is None:
        return ""
    return identity.mask_phone(seal.unseal(data=bytes(resident.phone), column="resident.phone", owner=resident.id))
