"""Reminders at night: a round closes in three days, a reply is due in two. That a child is old enough is told elsewhere.

Source: I5; design.md 10 (16).
"""

import datetime
import uuid

from django.db import transaction

from anju.actions import admission, message, record
from anju.law.actor import SYSTEM
from anju.law.school import stage
from anju.models import Person, SchoolRound, SchoolWish
from anju.queries import direct

BATCH = 500
CLOSING, REPLYING = datetime.timedelta(days=3), datetime.timedelta(days=2)
# registered children of the county who reach the level this year and have not applied
_CHILDREN = """
SELECT p.id FROM stay s JOIN division d ON d.code = s.community_id JOIN person p ON p.id = s.person_id
WHERE s.state = 'registered' AND d.path LIKE $1 AND p.state = 'verified' AND p.birth_on BETWEEN $2 AND $3 AND p.id > $5
  AND NOT EXISTS (SELECT 1 FROM school_wish w WHERE w.person_id = p.id AND w.round_id = $4)
ORDER BY p.id LIMIT $6
"""


def remind(*, on: datetime.date, at: datetime.datetime) -> int:
    """Remind once a child of a round about to close, and once of a reply that is due; return how many."""
    closing = SchoolRound.objects.filter(state="published", grade=1, last_on__gte=on, last_on__lte=on + CLOSING)
    told = sum(_closing(one, on=on, at=at) for one in closing.filter(first_on__lte=on).select_related("county"))
    return told + _replies(on=on, at=at)


def _closing(held: SchoolRound, *, on: datetime.date, at: datetime.datetime) -> int:
    first, last = stage.born(level=held.level, year=held.year)
    told, after = 0, uuid.UUID(int=0)
    while True:
        found = direct.ask(_CHILDREN, [f"{held.county.path}%", first, last, held.id, after, BATCH])
        if not found:
            return told
        told += _tell([row[0] for row in found], held, at=at)
        after = found[-1][0]


def _tell(keys: list[uuid.UUID], held: SchoolRound, *, at: datetime.datetime) -> int:
    with transaction.atomic():
        people = Person.objects.in_bulk(keys)
        made = [
            message.to_person(
                person=people[key],
                kind="school_round_closing",
                params={"until": str(held.last_on)},
                link="/my/school/",
                dedupe=f"school_round_closing:{held.id}:{key}",
                at=at,
            )
            for key in keys
        ]
        return _noted("school_round_closing", sum(one is not None for one in made), at=at)


def _replies(*, on: datetime.date, at: datetime.datetime) -> int:
    due = SchoolWish.objects.filter(state="offered", reply_by__gte=on, reply_by__lte=on + REPLYING)
    told, after = 0, uuid.UUID(int=0)
    while True:
        rows = list(due.filter(id__gt=after).select_related("person", "school").order_by("id")[:BATCH])
        if not rows:
            return told
        with transaction.atomic():
            made = [admission.tell(row, "school_reply_due", at=at, until=str(row.reply_by)) for row in rows]
            told += _noted("school_reply_due", sum(made), at=at)
        after = rows[-1].id


def _noted(kind: str, count: int, *, at: datetime.datetime) -> int:
    if count:
        # one act a batch; each message names its person
        record.write(what="remind", by=SYSTEM, at=at, subject=("reminder", kind), detail={"count": count})
    return count
