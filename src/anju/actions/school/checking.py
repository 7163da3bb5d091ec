"""What an officer does before the allotment: takes what came in, and checks what guardians stated. Source: I5, I9, I10."""

import datetime
import uuid

from django.db import transaction

from anju.actions import case as cases
from anju.actions import record
from anju.actions.case import telling
from anju.actions.school import locking
from anju.actions.school.joining import KIND
from anju.law import city, complaint
from anju.law.case import limits
from anju.law.case.limits import Clock
from anju.law.school import wish as law
from anju.models import Case, SchoolNote, SchoolRound, SchoolWish
from anju.queries.scope import Scope

MOST = 200


def take_all(*, scope: Scope, round_id: uuid.UUID, at: datetime.datetime) -> int:
    """Take the applications that came in, at most 200 at once, each its own act; return how many.

    The limit of the result runs from the round's last day, as its published dates say. Source: I9.
    """
    by = locking.office(scope=scope, act="take_case")
    waiting = SchoolWish.objects.filter(round_id=round_id, round__unit=scope.unit, case__state="sent")
    keys = list(waiting.order_by("number").values_list("case_id", flat=True)[:MOST])
    for key in keys:
        with transaction.atomic():
            from_last_day(cases.take(case_id=key, by=by, at=at), at=at)
    return len(keys)


def from_last_day(case: Case, *, at: datetime.datetime) -> None:
    """Let the limit of a case taken before the round's last day run from that day. Part of a larger act. Source: I9."""
    last_on = SchoolRound.objects.filter(wishes__case=case).values_list("last_on", flat=True).first()
    if last_on is None or last_on <= city.day(at) or case.clock_left is None:
        return
    clock = Clock(started=last_on, left=case.clock_left, unit="CD" if case.clock_unit == "CD" else "WD")
    due = limits.result_due(clock=clock, calendar=telling.here(case, at=at).calendar)
    case.clock_from, case.limit_on, case.limit_provisional = last_on, due.on, due.provisional
    case.save(update_fields=["clock_from", "limit_on", "limit_provisional"])


def check(
    *,
    scope: Scope,
    wish_id: uuid.UUID,
    work: str,
    sibling: str,
    note: str,
    at: datetime.datetime,
    version: int | None = None,
) -> SchoolWish:
    """Say of each claim whether it holds ("yes", "no"); where not, why: the guardian reads it.

    Raises Refusal "not_an_option", "note_missing", "stale". Source: I5, I10.
    """
    with transaction.atomic():
        row = locking.wish(scope=scope, wish_id=wish_id, act="check_claims", version=version)
        said = complaint.tidy(note)[: law.NOTE_LENGTH]
        said_of: dict[str, bool | None] = {
            "work_ok": law.checked(work, note=said, field="work") if row.work else None,
            "sibling_ok": law.checked(sibling, note=said, field="sibling") if row.sibling_id else None,
        }
        changed = said_of != {"work_ok": row.work_ok, "sibling_ok": row.sibling_ok}
        # a trial rests on what was said before: nothing is announced until places are allotted again
        anew = {"school": None, "choice": None, "draw": None, "counted": None}
        locking.put(row, **said_of, **(anew if changed and row.round.state == "allotted" else {}))
        SchoolNote.objects.filter(wish=row).delete()
        if said:
            SchoolNote.objects.create(wish=row, person_id=row.person_id, words=said)
        about, detail = (KIND, row.id), {name: value for name, value in said_of.items() if value is not None}
        record.write(what="check_claims", by=scope.actor, at=at, subject=about, person_id=row.person_id, detail=detail)
        return row
