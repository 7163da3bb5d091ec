"""Carrying out an approved change on its day, in one transaction: divisions, addresses, stays, stations, offices.

Ended stays and reports keep the old codes; what goes on is re-pointed. Source: O2.
"""

import datetime

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from anju.actions import record
from anju.actions.divisions import moving
from anju.law import division as law
from anju.law.actor import SYSTEM
from anju.law.division import Target, Wish
from anju.law.refusal import Refusal
from anju.linkage import pinyin
from anju.models import Division, DivisionChange, DivisionVersion
from anju.queries import divisions
from anju.queries.divisions import Mapping


def apply_due(*, on: datetime.date, at: datetime.datetime) -> list[DivisionChange]:
    """Carry out every approved change whose day has come, oldest first; a second run finds nothing to do."""
    due = DivisionChange.objects.filter(state="approved", effective_on__lte=on).order_by("effective_on", "approved_at")
    return [change for change in (_apply(change, on=on, at=at) for change in due) if change is not None]


def _apply(change: DivisionChange, *, on: datetime.date, at: datetime.datetime) -> DivisionChange | None:
    with transaction.atomic():
        locked = DivisionChange.objects.select_for_update().filter(id=change.id, state="approved").first()
        if locked is None:
            return None
        wish = law.kept(locked.wish)
        if not _still_as_approved(locked, wish):
            # what the approver saw is no longer so: nothing is moved, and the page says that it must be planned again
            locked.state = "stopped"
            locked.save(update_fields=["state"])
            record.write(
                what="apply_divisions", by=SYSTEM, at=at, subject=("division", locked.id), detail={"stopped": True}
            )
            return locked
        # carried out late, it holds from the day it is carried out: nothing in between is rewritten
        day = max(locked.effective_on, on)
        mapping = _mapping(locked)
        _divisions(mapping, day)
        counts = moving.everything(wish=wish, mapping=mapping, day=day)
        locked.state, locked.applied_at, locked.counts = "applied", at, {**locked.counts, **counts}
        locked.save(update_fields=["state", "applied_at", "counts"])
        record.write(
            what="apply_divisions",
            by=SYSTEM,
            at=at,
            subject=("division", locked.id),
            detail={"kind": locked.kind, **counts},
        )
        return locked


def _still_as_approved(change: DivisionChange, wish: Wish) -> bool:
    held = set(Division.objects.filter(code__in=wish.old, valid_to=None).values_list("code", flat=True))
    if held != set(wish.old):
        return False
    try:
        now = divisions.expand(wish)
    except Refusal:
        return False
    return now == _mapping(change)


def _mapping(change: DivisionChange) -> Mapping:
    return {code: [Target(**target) for target in targets] for code, targets in change.mapping.items()}


def _divisions(mapping: Mapping, day: datetime.date) -> None:
    rows = Division.objects.in_bulk(list(mapping))
    levels = {code: row.level for code, row in rows.items()}
    # JSON forgets the order: parents first
    for code in sorted(mapping, key=lambda one: (law.LEVELS.index(levels[one]), one)):
        for target in mapping[code]:
            _become(rows[code], target, day)
    gone = [code for code, targets in mapping.items() if code not in {target.code for target in targets}]
    for code in gone:
        _remember(rows[code], day)
    Division.objects.filter(code__in=gone).update(valid_to=day)


def _become(row: Division, target: Target, day: datetime.date) -> None:
    held = Division.objects.filter(code=target.code).first()
    name = target.name.strip()
    if held is None:
        above = Division.objects.get(code=target.parent)
        Division.objects.create(
            code=target.code,
            name=name,
            level=row.level,
            parent=above,
            path=f"{above.path}{target.code}/",
            pinyin=pinyin.of_place(name),
            initials=pinyin.initials_of_place(name),
            valid_from=day,
        )
    elif held.valid_to is None and (held.name, held.parent_id) != (name, target.parent):
        _remember(held, day)
        moved = held.parent_id != target.parent
        held.name, held.parent_id = name, target.parent
        held.pinyin, held.initials = pinyin.of_place(name), pinyin.initials_of_place(name)
        held.save(update_fields=["name", "parent", "pinyin", "initials"])
        if moved:
            _hang(held)


def _remember(row: Division, day: datetime.date) -> None:
    last = DivisionVersion.objects.filter(division=row).order_by("-valid_to").first()
    begun = last.valid_to if last is not None and last.valid_to is not None else row.valid_from
    if begun < day:
        DivisionVersion.objects.create(
            division=row, name=row.name, parent_code=row.parent_id or "", valid_from=begun, valid_to=day
        )


def _hang(row: Division) -> None:
    """Give a subtree that keeps its codes its new place in the tree."""
    above = Division.objects.get(code=row.parent_id)
    new, old = f"{above.path}{row.code}/", row.path
    Division.objects.filter(path__startswith=old).update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
