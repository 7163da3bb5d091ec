"""What retention empties of relief, and whose record it goes to when two are one person. Source: B5, L5, L7."""

import datetime
import uuid

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from anju.actions import record
from anju.actions.relief.locking import KIND
from anju.law import deadline
from anju.law import relief as law
from anju.law.actor import SYSTEM
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Person, Relief, ReliefStep
from anju.queries import rules

MOST = 2000
_LIVE = Text(
    zh="还有正在办理的临时救助，不能删除。", en="A request for relief is being handled; nothing can be deleted yet."
)
_TWICE = Text(
    zh="两份档案都有正在办理的临时救助（{code}），请先办结其中一件再合并。",
    en="Both records have a request for relief ({code}). Settle one of them, then merge.",
)


def live() -> Q:
    """Return whether the person of an outer row has a request for relief that somebody still has to do something for."""
    return Q(Exists(Relief.objects.filter(person=OuterRef("pk"), state__in=law.OPEN)))


def hindrance(*, person_id: uuid.UUID) -> Refusal | None:
    """Return why what is on file of relief can't go yet, or None."""
    if Relief.objects.filter(person_id=person_id, state__in=law.OPEN).exists():
        return Refusal("relief_open", _LIVE, rule="L7")
    return None


def wipe(*, person_id: uuid.UUID) -> None:
    """Empty what was said about a person's requests; dates, offices and amounts stay. Part of a larger act."""
    ReliefStep.objects.filter(relief__person_id=person_id).update(words=None)


def follow(*, kept: Person, gone: Person) -> None:
    """Give one record's requests to the one that is kept; Refusal "relief_twice" where both are open. Source: B5."""
    deciding = ("taken", "checked")
    twice = Relief.objects.filter(person=gone, state__in=deciding).first()
    if twice is not None and Relief.objects.filter(person=kept, state__in=deciding).exists():
        raise Refusal("relief_twice", _TWICE.format(code=twice.code), rule="B5")
    Relief.objects.filter(person=gone).update(person=kept)


def sweep(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """Empty what was said about whoever is not on file, once the time of retention is over. Source: L7."""
    months = rules.policy(place=(), on=on).anonymise_after_months
    before = deadline.add_months(on, -months)
    with transaction.atomic():
        spoken = ReliefStep.objects.filter(relief__person=None, relief__closed_at__date__lt=before).exclude(words=None)
        keys = list(spoken.order_by("id").values_list("id", flat=True)[:limit])
        if keys:
            ReliefStep.objects.filter(id__in=keys).update(words=None)
            record.write(what="empty_help", by=SYSTEM, at=at, subject=(KIND, on), detail={"count": len(keys)})
    return len(keys)
