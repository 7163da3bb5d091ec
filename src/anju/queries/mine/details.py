"""One of a resident's own stays, in full; anything else is Absent."""

import datetime
import uuid
from dataclasses import dataclass

from anju.law.absent import Absent
from anju.law.identity import masks
from anju.law.wording import Text
from anju.models import Binding, Completion, Correction, DataRequest, Message, Person, Receipt, Resident, Stay
from anju.queries.mine import overview
from anju.queries.mine.overview import Row
from anju.vault import seal


@dataclass(frozen=True)
class Asked:
    """A correction the person asked for, with what it should say."""

    correction: Correction
    wanted: str


@dataclass(frozen=True)
class Detail:
    """A stay with its person's entries, ready for the person's own page."""

    row: Row
    id_number: str
    phone: str
    hukou_county: str
    asked: tuple[Asked, ...]
    completions: tuple[Completion, ...]
    with_me: tuple[Stay, ...]

    @property
    def stay(self) -> Stay:
        """The stay itself."""
        return self.row.stay

    @property
    def station(self) -> Text:
        """The police station that answers for the stay."""
        unit = self.row.stay.station
        return Text(zh=unit.name, en=unit.name_en or unit.name)

    @property
    def masked_id(self) -> str:
        """The ID number with its middle hidden: a page may be read over the shoulder."""
        return masks.mask_id(self.id_number)


def stay(*, who: Resident, stay_id: uuid.UUID, on: datetime.date) -> Detail:
    """Return one stay a resident may see; raises Absent alike for what is not there and what is not theirs."""
    bound = overview.bindings(who)
    found = (
        Stay.objects.filter(id=stay_id, person_id__in=bound)
        .select_related("person", "address", "station", "community__parent__parent")
        .first()
    )
    if found is None:
        raise Absent("stay")
    return Detail(
        row=overview.dress([found], bound=bound, on=on)[0],
        id_number=id_number(found.person),
        phone=phone(found.person),
        hukou_county=found.person.hukou_county,
        asked=tuple(
            Asked(correction=one, wanted=_wanted(one)) for one in found.corrections.order_by("-asked_at", "-id")
        ),
        completions=tuple(found.completions.order_by("-told_at")),
        with_me=tuple(
            Stay.objects.filter(filing=found.filing, person_id__in=bound)
            .exclude(id=found.id)
            .select_related("person")
            .order_by("id")
        ),
    )


def person(*, who: Resident, person_id: uuid.UUID) -> Person:
    """Return the record of a person a resident may see; else Absent."""
    binding = Binding.objects.filter(resident=who, person_id=person_id, until=None).select_related("person").first()
    if binding is None:
        raise Absent("person")
    return binding.person


def people(*, who: Resident) -> list[tuple[bool, Person]]:
    """Return everyone a resident acts for, themselves first: whether a ward, and whose record."""
    bound = Binding.objects.filter(resident=who, until=None).select_related("person").order_by("kind", "since")
    return [(binding.kind == "ward", binding.person) for binding in bound]


def receipt(*, who: Resident, stay_id: uuid.UUID) -> Receipt:
    """Return the receipt that stands for a resident's own stay; Absent without one."""
    found = (
        Receipt.objects.filter(
            stay_id=stay_id, replaced_at=None, stay__person__bindings__resident=who, stay__person__bindings__until=None
        )
        .select_related("stay__person")
        .order_by("-issued_on", "-id")
        .first()
    )
    if found is None:
        raise Absent("receipt")
    return found


def wards_to_move(*, who: Resident, stay: Stay) -> list[Stay]:
    """Return the active stays at the same address of those the resident acts for."""
    return list(
        Stay.objects.filter(
            state="registered", address_id=stay.address_id, person__bindings__resident=who, person__bindings__until=None
        )
        .exclude(person_id=stay.person_id)
        .select_related("person", "community")
        .order_by("person__birth_on", "id")
    )


def requests(*, who: Resident, person_id: uuid.UUID) -> list[DataRequest]:
    """Return the requests about a person's data, the newest first. Source: L5."""
    return list(person(who=who, person_id=person_id).requests.order_by("-asked_at", "-id")[:20])


def message_link(*, who: Resident, message_id: uuid.UUID) -> str:
    """Return the page a resident's own message leads to; Absent for anyone else's."""
    found = Message.objects.filter(id=message_id, resident_id=who.id).values_list("link", flat=True).first()
    if found is None:
        raise Absent("message")
    return found


def id_number(person: Person) -> str:
    """Return the ID number in full; for the person's own copy and forms only."""
    return seal.unseal(data=bytes(person.id_number), column="person.id_number", owner=person.id)


def phone(person: Person) -> str:
    """Return the phone on file, or nothing."""
    return seal.unseal(data=bytes(person.phone), column="person.phone", owner=person.id) if person.phone else ""


def _wanted(correction: Correction) -> str:
    return seal.unseal(data=bytes(correction.wanted), column="correction.wanted", owner=correction.id)
