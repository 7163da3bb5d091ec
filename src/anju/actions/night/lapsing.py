"""Limits that run out: declarations nobody checked, ends nobody objected to. Source: B3, D6."""

import datetime
import uuid
from collections.abc import Callable, Iterable

from django.db import DatabaseError

from anju.actions import stay as stays
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Ending, Stay

MOST = 20_000


def lapse(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """Turn declarations whose limit for the check is over into ones to verify; the last day itself still counts."""
    due = Stay.objects.filter(state="declared", check_due_on__lt=on).order_by("check_due_on", "id")
    return each(due.values_list("id", flat=True)[:limit], lambda key: stays.lapse(stay_id=key, at=at))


def end_due(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """Carry out ends whose window to object is over; one objected to waits for an officer."""
    due = Ending.objects.filter(state="noticed", objection_until__lt=on).order_by("objection_until", "id")
    return each(due.values_list("id", flat=True)[:limit], lambda key: stays.end_due(ending_id=key, at=at))


class RowsFailedError(Exception):
    """Some rows of a step could not be done; all others were."""


def each(keys: Iterable[uuid.UUID], do: Callable[[uuid.UUID], object]) -> int:
    """Do rows one after another, each in a transaction of its own; raises RowsFailedError after all others are done."""
    done, failed = 0, 0
    for key in list(keys):
        try:
            do(key)
            done += 1
        except (Refusal, Absent):
            # somebody got there first, between the list and the lock; nothing is left to do for this one
            continue
        except DatabaseError:
            # one row that can't be done must not keep all behind it waiting, night after night
            failed += 1
    if failed:
        raise RowsFailedError(failed)
    return done
