"""What retention empties of places on the list, and whose record they go to when two are one person. Source: B5, L7."""

import uuid

from django.db.models import Exists, OuterRef, Q

from anju.law.refusal import Refusal
from anju.law.rental import life
from anju.law.wording import Text
from anju.models import Person, RentalEntry, RentalLease, RentalMeasure, RentalObjection, RentalOffer

_LIVE = Text(
    zh="还在公租房轮候或者租住，不能删除。",
    en="A place on the list for public rental housing, or a lease, goes on; nothing can be deleted yet.",
)
_TWICE = Text(
    zh="两份档案都在公租房轮候（{number}），请先由本人退出其中一个再合并。",
    en="Both records stand on the list for public rental housing ({number}). The person leaves one place first.",
)


def live() -> Q:
    """Return whether the person of an outer row waits or lives in public rental housing."""
    return Q(Exists(RentalEntry.objects.filter(person=OuterRef("pk"), state__in=life.LIVE)))


def hindrance(*, person_id: uuid.UUID) -> Refusal | None:
    """Return why what is on file can't go yet, or None."""
    if RentalEntry.objects.filter(person_id=person_id, state__in=life.LIVE).exists():
        return Refusal("rental_open", _LIVE, rule="L7")
    return None


def wipe(*, person_id: uuid.UUID) -> None:
    """Empty the words about a person; ids, dates, places on the list stay. Part of a larger act."""
    # a reason there has to be; what it said is gone
    RentalMeasure.objects.filter(person_id=person_id).update(reason="—")
    mine = Q(person_id=person_id) | Q(entry__person_id=person_id)
    RentalObjection.objects.filter(mine).update(words=b"", answer="")
    RentalOffer.objects.filter(person_id=person_id).update(why="")


def follow(*, kept: Person, gone: Person) -> None:
    """Give one record's places to the one that is kept; Refusal "rental_twice" where both go on. Part of a larger act."""
    going = RentalEntry.objects.filter(person=gone, state__in=life.LIVE).first()
    if going is not None and RentalEntry.objects.filter(person=kept, state__in=life.LIVE).exists():
        raise Refusal("rental_twice", _TWICE.format(number=going.number), rule="B5")
    RentalEntry.objects.filter(person=gone).update(person=kept)
    for beside in (RentalOffer, RentalLease, RentalMeasure, RentalObjection):
        beside.objects.filter(person_id=gone.id).update(person_id=kept.id)
