"""Reminders to people, each written once; they go out in the daytime. Source: B1, B7, D6, D7, E1."""

import datetime
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import models, transaction

from anju.actions import message, record
from anju.law import city, deadline, identity, registration
from anju.law.actor import SYSTEM
from anju.models import Completion, Division, Draft, Ending, Message, Stay
from anju.queries import exempt, reference, rules
from anju.queries.mine import drafts
from anju.queries.reference import Reference
from anju.queries.rules import Rules
from anju.vault import seal

R = TypeVar("R", bound=models.Model)

BATCH = 500
MOST = 100_000
# a night that did not run is made up for within a week; after that a reminder would only puzzle
GRACE = datetime.timedelta(days=7)
# days after a notice on which a returned file is called to mind
RETURNED_AFTER = (3, 10, 30)
MONTH = 1
COUNTY_DIGITS = 6
# what urges to a duty rests while there is none; what keeps a right goes out all the same. Source: A2
URGING = frozenset({"returned_waiting", "confirm_stay"})


@dataclass(frozen=True)
class _Reminder:
    kind: str
    params: dict[str, object]
    link: str
    dedupe: str


def remind_returned(*, on: datetime.date, at: datetime.datetime) -> int:
    """Call to mind files that wait for completion, three times in all."""
    oldest = at - datetime.timedelta(days=RETURNED_AFTER[-1]) - GRACE
    youngest = at - datetime.timedelta(days=RETURNED_AFTER[0])
    waiting = Completion.objects.filter(
        answered_at=None, told_at__gt=oldest, told_at__lte=youngest, stay__state="returned"
    )

    def make(row: Completion) -> _Reminder:
        age = (at - row.told_at).days
        turn = sum(1 for days in RETURNED_AFTER if age >= days)
        params: dict[str, object] = {"number": row.stay.number}
        return _Reminder("returned_waiting", params, f"/my/files/{row.stay_id}/", f"returned_waiting:{row.id}:{turn}")

    return _all(waiting.select_related("stay__person"), make, lambda row: row.stay, at)


def remind_objection(*, on: datetime.date, at: datetime.datetime) -> int:
    """Tell people the day before that their window to object closes."""
    tomorrow = on + datetime.timedelta(days=1)
    closing = Ending.objects.filter(state="noticed", objection_until__range=(on, tomorrow)).select_related(
        "stay__person"
    )

    def make(row: Ending) -> _Reminder:
        until = row.objection_until.isoformat() if row.objection_until else ""
        params: dict[str, object] = {"number": row.stay.number, "until": until}
        return _Reminder("objection_window", params, f"/my/stays/{row.stay_id}/", f"objection_window:{row.id}")

    return _all(closing, make, lambda row: row.stay, at)


def remind_confirm(*, on: datetime.date, at: datetime.datetime) -> int:
    """Ask people whether they still live here, a month before a coordinator would call. Source: D7."""

    def due(row: Stay, held: Rules) -> datetime.date | None:
        if row.confirmed_on is None:
            return None
        return registration.confirm_due(confirmed_on=row.confirmed_on, calendar=held.calendar, policy=held.policy).on

    def make(row: Stay, by: datetime.date) -> _Reminder:
        params: dict[str, object] = {"number": row.number, "by": by.isoformat()}
        return _Reminder("confirm_stay", params, f"/my/stays/{row.id}/", f"confirm_stay:{row.id}:{row.confirmed_on}")

    return _on_their_day(on=on, at=at, column="confirmed_on", key="unconfirmed_months", early=MONTH, due=due, make=make)


def remind_permit(*, on: datetime.date, at: datetime.datetime) -> int:
    """Tell people on the day from which they can apply for a permit. Source: E1."""

    def due(row: Stay, held: Rules) -> datetime.date | None:
        if row.counted_from is None:
            return None
        return registration.permit_from(registered_on=row.counted_from, months=held.policy.permit_after_months)

    def make(row: Stay, day: datetime.date) -> _Reminder:
        return _Reminder(
            "permit_open",
            {"on": day.isoformat()},
            f"/my/stays/{row.id}/",
            f"permit_open:{row.person_id}:{row.counted_from}",
        )

    return _on_their_day(on=on, at=at, column="counted_from", key="permit_after_months", early=0, due=due, make=make)


def remind_draft(*, on: datetime.date, at: datetime.datetime) -> int:
    """Tell people the day before that a declaration they began is due. Source: B1."""
    rested = at - datetime.timedelta(hours=12)
    begun = Draft.objects.filter(
        kind="declare",
        sent_at=None,
        resident__isnull=False,
        saved_at__lt=rested,
        saved_at__gt=at - datetime.timedelta(days=30),
    )
    made = 0
    for rows in _batches(begun):
        with transaction.atomic():
            written = sum(_remind_draft(row, on, at) for row in rows)
            if written:
                _note("due_soon", written, at)
        made += written
    return made


def _remind_draft(row: Draft, on: datetime.date, at: datetime.datetime) -> bool:
    answers = drafts.opened(row).answers
    try:
        arrived_on = datetime.date.fromisoformat(str(answers.get("arrived_on")))
    except ValueError:
        return False
    held = _rules(str(answers.get("community", "")), on, reference.current())
    due = registration.due(arrived_on=arrived_on, calendar=held.calendar, policy=held.policy)
    if row.resident_id is None or not on <= due.on <= on + datetime.timedelta(days=1) or _no_duty(answers, on):
        return False
    params = {"on": due.on.isoformat()}
    return (
        message.to_resident(
            resident_id=row.resident_id, kind="due_soon", params=params, link="/my/", dedupe=f"due_soon:{row.id}", at=at
        )
        is not None
    )


def _no_duty(answers: Mapping[str, object], on: datetime.date) -> bool:
    number = identity.normalise_id(str(answers.get("id_number") or ""))
    return bool(number) and exempt.current(id_index=seal.index(text=number, kind="id_number"), on=on) is not None


def _on_their_day(
    *,
    on: datetime.date,
    at: datetime.datetime,
    column: str,
    key: str,
    early: int,
    due: Callable[[Stay, Rules], datetime.date | None],
    make: Callable[[Stay, datetime.date], _Reminder],
) -> int:
    # policy differs from county to county, so the column only narrows; `due` decides with the place's own rules
    held = reference.current()
    near = models.Q(pk=None)
    for months in _spans(key, on, held):
        begin = deadline.add_months(on, early - months)
        near |= models.Q(
            **{f"{column}__range": (begin - GRACE - datetime.timedelta(days=3), begin + datetime.timedelta(days=3))}
        )
    rows = Stay.objects.filter(near, state="registered").select_related("person")

    def chosen(row: Stay) -> _Reminder | None:
        day = due(row, _rules(row.community_id, on, held))
        if day is None:
            return None
        first = deadline.add_months(day, -early)
        return make(row, day) if first <= on < first + GRACE else None

    return _all(rows, chosen, lambda row: row, at)


def _spans(key: str, on: datetime.date, held: Reference) -> set[int]:
    counties = Division.objects.filter(level="county", valid_to=None).values_list("code", flat=True)
    return {int(getattr(_rules(code, on, held).policy, key)) for code in counties}


def _rules(code: str, on: datetime.date, held: Reference) -> Rules:
    """Return what holds in a county, or in the city where the place is not known yet."""
    place = [f"{code[:4]}00000000", f"{code[:6]}000000"] if len(code) >= COUNTY_DIGITS else []
    return rules.at(place=place, on=on, held=held)


def _all(
    rows: models.QuerySet[R], make: Callable[[R], _Reminder | None], stay: Callable[[R], Stay], at: datetime.datetime
) -> int:
    made = 0
    for batch in _batches(rows):
        wanted = [(row, reminder) for row in batch if (reminder := make(row)) is not None]
        known = set(
            Message.objects.filter(dedupe__in=[reminder.dedupe for _, reminder in wanted]).values_list(
                "dedupe", flat=True
            )
        )
        resting = _resting([stay(row) for row, reminder in wanted if reminder.kind in URGING], at)
        with transaction.atomic():
            new = [
                (row, reminder)
                for row, reminder in wanted
                if reminder.dedupe not in known and not (reminder.kind in URGING and stay(row).person_id in resting)
            ]
            written = sum(_write(stay(row), reminder, at) for row, reminder in new)
            if written:
                _note(new[0][1].kind, written, at)
        made += written
    return made


def _resting(stays: Sequence[Stay], at: datetime.datetime) -> frozenset[uuid.UUID]:
    if not stays:
        return frozenset()
    today = city.day(at)
    found = exempt.among(indexes=[bytes(stay.person.id_index) for stay in stays], on=today)
    return frozenset(stay.person_id for stay in stays if bytes(stay.person.id_index) in found)


def _note(kind: str, count: int, at: datetime.datetime) -> None:
    # one act a batch; each message names its person
    record.write(what="remind", by=SYSTEM, at=at, subject=("reminder", kind), detail={"count": count})


def _write(stay: Stay, reminder: _Reminder, at: datetime.datetime) -> int:
    written = message.to_person(
        person=stay.person,
        kind=reminder.kind,
        params=reminder.params,
        link=reminder.link,
        dedupe=reminder.dedupe,
        at=at,
    )
    return int(written is not None)


def _batches(rows: models.QuerySet[R]) -> Iterator[Sequence[R]]:
    # by key, so that each batch is a short query and a run cut short leaves nothing half done
    after, seen = None, 0
    while seen < MOST:
        page = rows.order_by("pk")
        batch = list(page[:BATCH] if after is None else page.filter(pk__gt=after)[:BATCH])
        if not batch:
            return
        yield batch
        after, seen = batch[-1].pk, seen + len(batch)
