"""Cards that nobody collects: recalled to mind on the days of the policy, each day once. Source: G2."""

import datetime
from collections.abc import Iterator, Sequence

from django.db import models, transaction

from anju.actions import message, record
from anju.law import permit as permits
from anju.law.actor import SYSTEM
from anju.models import Card, Division, Message
from anju.queries import reference, rules
from anju.queries.reference import Reference

BATCH = 500
MOST = 100_000
# a night that did not run is made up for within a week; after that a reminder would only puzzle
GRACE = datetime.timedelta(days=7)


def remind_uncollected(*, on: datetime.date, at: datetime.datetime) -> int:
    """Write to people whose card has waited 30 and 60 days, or as long as their county's policy says; return how many."""
    held = reference.current()
    made = 0
    for rows in _batches(_near(on, held)):
        wanted = {dedupe: row for row in rows if (dedupe := _due(row, on, held))}
        known = set(Message.objects.filter(dedupe__in=wanted).values_list("dedupe", flat=True))
        with transaction.atomic():
            written = sum(_write(row, dedupe, at) for dedupe, row in wanted.items() if dedupe not in known)
            if written:
                # one act a batch; each message names its person
                about = ("reminder", "permit_collect")
                record.write(what="remind", by=SYSTEM, at=at, subject=about, detail={"count": written})
        made += written
    return made


def _near(on: datetime.date, held: Reference) -> models.QuerySet[Card]:
    # policy differs from county to county, so the dates only narrow; `_due` decides with the place's own
    counties = Division.objects.filter(level="county", valid_to=None).values_list("code", flat=True)
    days = {day for code in counties for day in _policy_days(code[:6], on, held)}
    near = models.Q(pk=None)
    for day in days:
        first = on - datetime.timedelta(days=day)
        near |= models.Q(ready_on__range=(first - GRACE, first))
    return Card.objects.filter(near, state="ready").select_related("permit__person", "file")


def _policy_days(county: str, on: datetime.date, held: Reference) -> tuple[int, ...]:
    return rules.policy(place=_place(county), on=on, held=held).permit_uncollected_days


def _due(card: Card, on: datetime.date, held: Reference) -> str:
    """Return the dedupe key of the reminder whose day has come, or nothing."""
    if card.ready_on is None:
        return ""
    policy = rules.policy(place=_place(card.permit.county), on=on, held=held)
    come = [
        day for day in permits.collection_reminders(ready_on=card.ready_on, policy=policy) if day <= on < day + GRACE
    ]
    return f"permit_collect:{card.id}:{(max(come) - card.ready_on).days}" if come else ""


def _place(county: str) -> list[str]:
    return [f"{county[:4]}00000000", f"{county}000000"]


def _write(card: Card, dedupe: str, at: datetime.datetime) -> int:
    ready_on = card.ready_on.isoformat() if card.ready_on else ""
    written = message.to_person(
        person=card.permit.person,
        kind="permit_collect",
        params={"number": card.file.number, "on": ready_on},
        link="/my/permit/",
        dedupe=dedupe,
        at=at,
    )
    return int(written is not None)


def _batches(rows: models.QuerySet[Card]) -> Iterator[Sequence[Card]]:
    # by key, so that each batch is a short query and a run cut short leaves nothing half done
    after, seen = None, 0
    while seen < MOST:
        page = rows.order_by("pk")
        batch = list(page[:BATCH] if after is None else page.filter(pk__gt=after)[:BATCH])
        if not batch:
            return
        yield batch
        after, seen = batch[-1].pk, seen + len(batch)
