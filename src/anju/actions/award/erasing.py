"""What retention empties of nominations, and whose they are when two records are one person. Source: B5, L7."""

import datetime
import uuid

from django.db.models import Q

from anju.actions import record
from anju.law import deadline
from anju.law.actor import SYSTEM
from anju.models import Award, AwardObjection, Nomination, Person
from anju.queries import rules

MOST = 500


def wipe(*, person_id: uuid.UUID) -> None:
    """Empty the name, phone and story of a person's nominations; that an award was given stays. Part of a larger act."""
    mine = Nomination.objects.filter(person_id=person_id)
    AwardObjection.objects.filter(nomination__in=mine).update(words=b"", answer="")
    # nobody is honoured under no name
    mine.filter(state__in=["received", "proposed", "published"]).update(state="withdrawn")
    mine.update(name="", phone=None, phone_index=None, story=b"", summary="", reason="")


def follow(*, kept: Person, gone: Person) -> None:
    """Give one record's nominations to the one that is kept. Part of a larger act."""
    Nomination.objects.filter(person_id=gone.id).update(person_id=kept.id)


def unlist(*, index: bytes) -> None:
    """Take a phone that was given out again off the nominations it opened; a person's record still does. Source: L2, L8."""
    Nomination.objects.filter(phone_index=index).update(phone=None, phone_index=None)


def forget(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """Empty the nominations of awards that ended long ago; of those given, name and summary stay published. Source: L7."""
    before = deadline.add_months(on, -rules.policy(place=(), on=on).anonymise_after_months)
    old = Award.objects.filter(closes_on__lt=before)
    kept = Q(state="given") & Q(story=b"", phone=None, phone_index=None, reason="")
    rows = Nomination.objects.filter(award__in=old).exclude(name="").exclude(kept)
    keys = list(rows.values_list("id", flat=True)[:limit])
    if not keys:
        return 0
    record.write(what="erase", by=SYSTEM, at=at, subject=("nominations", on), detail={"count": len(keys)})
    AwardObjection.objects.filter(nomination__in=keys).exclude(state="open").update(words=b"", answer="")
    gone = Nomination.objects.filter(id__in=keys)
    gone.exclude(state="given").update(name="", summary="")
    return gone.update(phone=None, phone_index=None, story=b"", reason="")
