"""A body's own list of those with no duty to register: put on, put on in bulk, taken off. Source: A2, L12."""

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from anju.actions import record
from anju.law import authority, city, exempt
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.exempt import Entry, Line
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Act, ExemptStay, IdNumber, Unit
from anju.models.base import new_id
from anju.vault import seal

MOST_AT_ONCE = 500

_LISTED = Text(zh="这个证件号码已经在名单上。", en="This ID number stands on the list already.")
_NOBODY = Text(zh="请选择要移出的人。", en="Please choose who has left.")
_EARLY = Text(
    zh="离开日期早于开始日期，请再看一遍。", en="The day they left lies before the first day. Please check it."
)


@dataclass(frozen=True)
class Imported:
    """What became of a table: how many are new on the list, how many stood there already."""

    added: int
    known: int


def add(*, raw: Mapping[str, object], by: Actor, at: datetime.datetime) -> ExemptStay:
    """Put one person on the own body's list. Raises Refusals with all that is wrong, Refusal "already_listed"."""
    authority.demand(by=by, act="list_exempt")
    with transaction.atomic():
        unit = _body(by)
        entry = exempt.read(raw, today=city.day(at))
        index = _index(entry)
        if _listed(unit, [index]):
            raise Refusal("already_listed", _LISTED, field="id_number", rule="A2")
        row = _made(unit, entry, index, at)
        row.save(force_insert=True)
        person = _people([index]).get(index)
        record.write(what="list_exempt", by=by, at=at, subject=("exempt", row.id), person_id=person)
        return row


def import_rows(*, lines: Sequence[Line], kind: str, by: Actor, at: datetime.datetime) -> Imported:
    """Put a table's people on the own body's list: all of them or, where any row is wrong, none.

    Those who stand there already are left as they are, so a whole list can come every day. Raises Refusals with every
    row's errors, each on the field "rows.<line>.<column>".
    """
    authority.demand(by=by, act="import_exempt")
    with transaction.atomic():
        unit = _body(by)
        held = exempt.checked(lines, kind=kind, today=city.day(at))
        entries = {_index(entry): entry for entry in held.values()}
        listed = _listed(unit, list(entries))
        rows = [_made(unit, entry, index, at) for index, entry in entries.items() if index not in listed]
        ExemptStay.objects.bulk_create(rows)
        people = _people([bytes(row.id_index) for row in rows])
        Act.objects.bulk_create(
            record.row(
                what="import_exempt",
                by=by,
                at=at,
                subject=("exempt", row.id),
                person_id=people.get(bytes(row.id_index)),
            )
            for row in rows
        )
        return Imported(added=len(rows), known=len(entries) - len(rows))


def end(*, keys: Iterable[uuid.UUID], on: datetime.date, by: Actor, at: datetime.datetime) -> int:
    """Take people off the own body's list from a day on, that day included; returns how many.

    Raises Refusal "nobody", "in_future", "too_early", Absent for anyone who is not on the own list. Whoever is off
    already stays as they are: a second click is no error.
    """
    authority.demand(by=by, act="end_exempt")
    wanted = set(keys)
    if not wanted or len(wanted) > MOST_AT_ONCE:
        raise Refusal("nobody", _NOBODY, field="who", rule="A2")
    exempt.day(on.isoformat(), today=city.day(at), field="on")
    with transaction.atomic():
        unit = _body(by)
        rows = list(ExemptStay.objects.filter(unit=unit, id__in=wanted).order_by("id"))
        if len(rows) < len(wanted):
            raise Absent("exempt")
        going = [row for row in rows if row.until is None]
        if any(on < row.since for row in going):
            raise Refusal("too_early", _EARLY, field="on", rule="A2")
        people = _people([bytes(row.id_index) for row in going])
        ExemptStay.objects.filter(id__in=[row.id for row in going]).update(until=on)
        for row in going:
            record.write(
                what="end_exempt",
                by=by,
                at=at,
                subject=("exempt", row.id),
                person_id=people.get(bytes(row.id_index)),
            )
        return len(going)


def _body(by: Actor) -> Unit:
    # two who keep one list wait for each other, so that nobody stands on it twice
    found = Unit.objects.select_for_update().filter(id__in=[by.unit_id], kind="body", valid_to=None).first()
    if found is None:
        raise Absent("unit")
    return found


def _made(unit: Unit, entry: Entry, index: bytes, at: datetime.datetime) -> ExemptStay:
    key = new_id()
    return ExemptStay(
        id=key,
        unit=unit,
        kind=entry.kind,
        name=entry.name,
        id_kind=entry.id_kind,
        id_number=seal.seal(text=entry.id_number, column="exempt_stay.id_number", owner=key),
        id_index=index,
        since=entry.since,
        created_at=at,
    )


def _index(entry: Entry) -> bytes:
    return seal.index(text=entry.id_number, kind="id_number")


def _listed(unit: Unit, indexes: Sequence[bytes]) -> frozenset[bytes]:
    held = ExemptStay.objects.filter(unit=unit, until=None, id_index__in=indexes)
    return frozenset(bytes(one) for one in held.values_list("id_index", flat=True))


def _people(indexes: Sequence[bytes]) -> dict[bytes, uuid.UUID]:
    # only a verified number is anybody's: else a false declaration would draw acts to itself
    return {bytes(row.index): row.person_id for row in IdNumber.objects.filter(index__in=indexes)}
