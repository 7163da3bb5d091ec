"""What all papers share: whose they are, who they name, and who decided."""

import json
import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from anju.law import codes, identity
from anju.law.permit import portrait
from anju.law.place import Parts
from anju.law.wording import Text
from anju.models import Act, OriginCounty, Permit, PermitFile, Person, Resident, Staff, Stay, Unit, Upload
from anju.queries import scope as scopes
from anju.queries import uploads
from anju.queries.scope import Scope
from anju.vault import seal

# a post within its scope, or the person's own sign-in; there is no third way to a paper
Who = Scope | Resident
_JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True)
class Subject:
    """What a paper is about, for the act that printing leaves."""

    paper: str
    kind: str
    id: uuid.UUID
    person_id: uuid.UUID
    number: str


@dataclass(frozen=True)
class Holder:
    """The person a paper names."""

    name: str
    sex: Text
    birth_on: str
    id_kind: Text
    id_number: str
    hukou: str
    address: str

    @property
    def masked_id(self) -> str:
        """The ID number as a letter shows it."""
        return identity.mask_id(self.id_number)


@dataclass(frozen=True)
class Office:
    """An office as a letter names it."""

    name: Text
    place: str = ""
    phone: str = ""
    hours: str = ""


@dataclass(frozen=True)
class Signed:
    """Who decided, in which office, as a letter signs it."""

    officer: str
    office: Text


def files(who: Who) -> QuerySet[PermitFile]:
    """Return the applications that someone may see: a person their own, a post those in its scope."""
    if isinstance(who, Resident):
        return PermitFile.objects.filter(person__bindings__resident=who, person__bindings__until=None)
    return scopes.permit_files(who)


def permits(who: Who) -> QuerySet[Permit]:
    """Return the permits that someone may see, in the same way."""
    if isinstance(who, Resident):
        return Permit.objects.filter(person__bindings__resident=who, person__bindings__until=None)
    return scopes.permits(who)


def holder(*, person: Person, stay: Stay) -> Holder:
    """Return the person as papers name them; have the stay's address and community's parents selected with it."""
    home = OriginCounty.objects.filter(code=person.hukou_county).values_list("full_name", flat=True).first()
    return Holder(
        name=person.name,
        sex=codes.label(codes.Sex, person.sex),
        birth_on=person.birth_on.isoformat(),
        id_kind=codes.label(codes.IdKind, person.id_kind),
        id_number=seal.unseal(data=bytes(person.id_number), column="person.id_number", owner=person.id),
        hukou=home or person.hukou_county,
        address=address(stay),
    )


def address(stay: Stay) -> str:
    """Return where somebody lives, from the county down to the door."""
    parts = Parts(
        **json.loads(seal.unseal(data=bytes(stay.address.parts), column="address.parts", owner=stay.address_id))
    )
    street = stay.community.parent
    county = street.parent if street else None
    return "".join((county.name if county else "", street.name if street else "", stay.community.name, parts.line))


def ethnicity(*, row: PermitFile) -> str:
    """Return the ethnicity asked for with an application, empty where it was left out. Source: E9."""
    if row.ethnicity is None:
        return ""
    return seal.unseal(data=bytes(row.ethnicity), column="permit_file.ethnicity", owner=row.id)


def picture(upload_id: uuid.UUID | None) -> bytes | None:
    """Return a portrait opened and cut to the norm, None where none was given or it was swept. Source: E9, L7."""
    upload = Upload.objects.filter(id=upload_id).first() if upload_id is not None else None
    if upload is None or upload.content is None:
        return None
    data = seal.unseal_bytes(data=bytes(upload.content), column=uploads.COLUMN, owner=upload.id)
    if not data.startswith(_JPEG):
        return None
    # finding the face takes longer than printing; what has the norm's size already needs no cutting
    if (upload.width, upload.height) == (portrait.WIDTH, portrait.HEIGHT):
        return data
    return uploads.printed(upload_id=upload.id)


def office(unit: Unit) -> Office:
    """Return a unit as a letter names it."""
    return Office(name=name(unit), place=unit.place, phone=unit.phone, hours=unit.hours)


def name(unit: Unit) -> Text:
    """Return a unit's name in both languages."""
    return Text(zh=unit.name, en=unit.name_en or unit.name)


def signed(*, what: str, subject_id: uuid.UUID, otherwise: Unit) -> Signed:
    """Return who did an act last and in which office; a letter without a name would bind nobody. Source: E8."""
    act = Act.objects.filter(what=what, subject_id=str(subject_id)).order_by("-at", "-seq").first()
    if act is None or act.actor_id is None or act.unit_id is None:
        return Signed(officer="", office=name(otherwise))
    officer = Staff.objects.filter(id=act.actor_id).values_list("name", flat=True).first()
    unit = Unit.objects.filter(id=act.unit_id).first()
    return Signed(officer=officer or "", office=name(unit or otherwise))
