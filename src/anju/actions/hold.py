"""Who has a file open just now: the second officer is told, and nobody is locked out. Source: design.md 10.

A hold is a courtesy, not a lock: what protects the file is its version. It expires by itself, so that a closed
browser holds nothing up; the opening itself is on record as an act.
"""

import datetime
import uuid
from dataclasses import dataclass

from django.db import connection

from anju.law.actor import Actor
from anju.models import Hold

HOLD_MINUTES = 15

_TAKE = """
INSERT INTO hold (stay_id, post_id, staff_name, at) VALUES (%s, %s, %s, %s)
ON CONFLICT (stay_id) DO UPDATE SET post_id = EXCLUDED.post_id, staff_name = EXCLUDED.staff_name, at = EXCLUDED.at
WHERE hold.post_id = EXCLUDED.post_id OR hold.at < %s
RETURNING stay_id
"""


@dataclass(frozen=True)
class Held:
    """Somebody else has the file open."""

    name: str
    since: datetime.datetime


def take(*, stay_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Held | None:
    """Take a file in hand; returns who has it in hand already, or None when it is ours now."""
    if by.post_id is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [stay_id, by.post_id, by.name, at, at - datetime.timedelta(minutes=HOLD_MINUTES)])
        if cursor.fetchone() is not None:
            return None
    other = Hold.objects.filter(stay_id=stay_id).exclude(post_id=by.post_id).first()
    return Held(name=other.staff_name, since=other.at) if other is not None else None


def release(*, stay_id: uuid.UUID, by: Actor) -> None:
    """Put a file down again, when it was ours."""
    if by.post_id is not None:
        Hold.objects.filter(stay_id=stay_id, post_id=by.post_id).delete()
