"""People on file: provisional when declared, verified when a station has seen the papers."""

import datetime
import uuid

from anju.actions import record
from anju.law.actor import Actor
from anju.law.declaration import Traits
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.linkage import pinyin
from anju.models import Distinct, IdNumber, Person
from anju.models.base import new_id
from anju.vault import seal

_ON_FILE = Text(
    zh="这个证件号码已有登记档案。请并排比对后选择“是同一人”或者先核对号码。",
    en="There is a record with this ID number. Compare them side by side, then choose “same person” or check the number.",
)


def make(*, traits: Traits, at: datetime.datetime) -> Person:
    """Return a provisional person, saved. Part of a larger act."""
    person = new(traits=traits, at=at, state="provisional")
    person.save(force_insert=True)
    return person


def new(*, traits: Traits, at: datetime.datetime, state: str) -> Person:
    """Return a person, not saved yet."""
    person = Person(id=new_id(), state=state, created_at=at)
    _fill(person, traits)
    return person


def rewrite(*, person: Person, traits: Traits) -> None:
    """Put completed or corrected traits on a person. Part of a larger act."""
    _fill(person, traits)
    person.save()


def _fill(person: Person, traits: Traits) -> None:
    person.name = traits.name
    person.pinyin = pinyin.of(traits.name)[:200]
    person.initials = pinyin.initials(traits.name)[:50]
    person.sex = traits.sex
    person.birth_on = traits.birth_on
    person.id_kind = traits.id_kind
    person.hukou_county = traits.hukou_county
    person.id_number = seal.seal(text=traits.id_number, column="person.id_number", owner=person.id)
    person.id_index = seal.index(text=traits.id_number, kind="id_number")
    if traits.phone:
        person.phone = seal.seal(text=traits.phone, column="person.phone", owner=person.id)
        person.phone_index = seal.index(text=traits.phone, kind="phone")


def holder(*, person: Person) -> uuid.UUID | None:
    """Return the verified person who holds this person's ID number, if that is someone else's record."""
    holds = IdNumber.objects.filter(index=person.id_index).values_list("person_id", flat=True).first()
    return holds if holds != person.id else None


def on_file(*, prefix: str = "") -> Refusal:
    """Return the refusal for an ID number that a record on file holds. Source: B5."""
    return Refusal("same_number_on_file", _ON_FILE, field=f"{prefix}id_number", rule="B5")


def verify(*, person: Person) -> None:
    """Claim the ID number for a person; raises Refusal "same_number_on_file". Part of a larger act."""
    if person.state == "verified":
        return
    # the insert decides between two counters at once; nobody is first by having looked first
    IdNumber.objects.bulk_create([IdNumber(index=person.id_index, person_id=person.id)], ignore_conflicts=True)
    if holder(person=person) is not None:
        raise on_file()
    person.state = "verified"
    person.save(update_fields=["state"])


def tell_distinct(*, one: Person, other: Person, by: Actor, at: datetime.datetime) -> None:
    """Remember that two alike people are not the same, so that nobody is asked again (B5)."""
    low, high = sorted((one.id, other.id))
    Distinct.objects.get_or_create(low=low, high=high, defaults={"by_post": by.post, "at": at})
    record.write(
        what="tell_distinct",
        by=by,
        at=at,
        subject=("person", one.id),
        person_id=one.id,
        detail={"other": str(other.id)},
    )


def release(*, person: Person) -> None:
    """Give an ID number free before the corrected one is claimed. Part of a larger act."""
    IdNumber.objects.filter(index=person.id_index, person_id=person.id).delete()
    person.state = "provisional"
