"""The desk's check: telling once what is missing, and accepting with both limits computed. Source: B7, E1, E5, E6."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction

from anju.actions import record
from anju.actions.permit import applying, locking, proofs
from anju.law import city
from anju.law.actor import Actor
from anju.law.lifecycle import Step
from anju.law.permit import application, limits
from anju.law.permit import file as law
from anju.law.permit.application import Asked
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import PermitFile, PermitNotice
from anju.queries import reference, rules
from anju.queries.permit import facts
from anju.queries.permit.facts import Facts
from anju.queries.reference import Reference

_NOTHING = Text(zh="请列出全部缺少的内容。", en="Please list everything that is missing.")
_TOO_LATE = Text(
    zh="一次性告知的期限到{until}为止，逾期没有告知的视为材料齐全。请按现有材料受理；确不符合条件的，由负责人书面说明理由。",
    en="What is missing had to be told by {until}; after that the file counts as complete. Accept it on what it has; if a "
    "condition isn't met, a named officer refuses in writing.",
)
_TWICE = Text(
    zh="第一次告知时已经看得到的问题，不能再次要求补正：{items}。请受理，或者与本人核对。",
    en="What could be seen at the first notice can't be asked for again: {items}. Accept the file, or settle it with the person.",
)


def take_in(
    *,
    person_id: uuid.UUID,
    stay_id: uuid.UUID,
    asked: Asked,
    by: Actor,
    at: datetime.datetime,
    channel: str = "counter",
) -> PermitFile:
    """Apply and accept in one, for whoever stands at the counter with everything. Source: E5."""
    with transaction.atomic():
        file = applying.receive(person_id=person_id, stay_id=stay_id, asked=asked, channel=channel, by=by, at=at)
        # nobody else can have seen it yet, and its registration is locked
        step, held = law.LIFECYCLE.follow(state=file.state, act="accept_permit"), reference.current()
        return _accepted(facts.just_received(file=file, on=city.day(at), held=held), step, by=by, at=at, held=held)


def give_back(
    *,
    file_id: uuid.UUID,
    missing: Sequence[tuple[str, str]],
    by: Actor,
    at: datetime.datetime,
    version: int | None = None,
) -> PermitNotice:
    """Return a file with everything missing listed at once: (item, note) pairs.

    Raises Refusal "nothing_missing", "unknown_item", "told_too_late", "told_before" (a second notice may only name what the
    completion itself made wrong, that is, an item the first one named). Source: B7.
    """
    with transaction.atomic():
        file, step = locking.take(file_id=file_id, act="return_permit", version=version)
        items = _listed(missing)
        if city.day(at) > file.check_due_on:
            raise Refusal("told_too_late", _TOO_LATE.format(until=file.check_due_on), field="missing", rule="B7")
        _first_time(file, items)
        notice = PermitNotice.objects.create(file=file, person_id=file.person_id, missing=items, told_at=at)
        locking.put(file=file, step=step)
        record.write(
            what="return_permit",
            by=by,
            at=at,
            subject=("permit_file", file.id),
            person_id=file.person_id,
            detail={"items": [entry["item"] for entry in items]},
        )
        applying.tell(file, "permit_returned", at=at)
        return notice


def _listed(missing: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    if not missing:
        raise Refusal("nothing_missing", _NOTHING, field="missing", rule="B7")
    if any(item not in application.ITEMS for item, _ in missing):
        raise Refusal("unknown_item", _NOTHING, field="missing", rule="B7")
    return [{"item": item, "note": note.strip()[:200]} for item, note in missing]


def _first_time(file: PermitFile, items: list[dict[str, str]]) -> None:
    earlier = list(file.notices.order_by("told_at"))
    if not earlier:
        return
    named = {entry["item"] for notice in earlier for entry in notice.missing}
    new = [application.ITEMS[entry["item"]] for entry in items if entry["item"] not in named]
    if new:
        names = Text(zh="、".join(item.zh for item in new), en=", ".join(item.en for item in new))
        raise Refusal("told_before", _TWICE.format(items=names), field="missing", rule="B7")


def accept(*, file_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> PermitFile:
    """Accept a complete file on the spot; both limits run and the earlier one is kept. Source: E5, E6.

    Raises Refusal: not_registered, not_yet (E1), has_permit (E3), no_permit (G1), no_ground (E2), stale.
    """
    with transaction.atomic():
        locking.hold_registration(file_id=file_id)
        file, step = locking.take(file_id=file_id, act="accept_permit", version=version)
        held = reference.current()
        known = facts.of([file], on=city.day(at), held=held)[file.id]
        return _accepted(known, step, by=by, at=at, held=held)


def _accepted(known: Facts, step: Step, *, by: Actor, at: datetime.datetime, held: Reference) -> PermitFile:
    file = known.file
    problem = facts.acceptance_problem(known, on=city.day(at))
    if problem is not None:
        raise problem
    since, before = _since(known, at=at), file.state
    staff_id = locking.staff_of(by=by, held=held)
    locking.put(file=file, step=step, accepted_by_id=staff_id, **here(known), **clock(file, since=since, held=held))
    if before == "returned":
        file.notices.filter(answered_at=None).update(answered_at=at)
    proofs.check(subject_id=file.id, staff_id=staff_id, at=at)
    record.write(
        what="accept_permit",
        by=by,
        at=at,
        subject=("permit_file", file.id),
        person_id=file.person_id,
        detail={"due_on": str(file.due_on), **({} if since == at else {"untold_since": since.isoformat()})},
    )
    applying.tell(file, "permit_accepted", at=at, until=str(file.due_on))
    return file


def _since(known: Facts, *, at: datetime.datetime) -> datetime.datetime:
    """Return from when a file counts as accepted: from when it came in, where nobody told in time what it lacks. Source: B7."""
    file = known.file
    if file.state != "applied" or city.day(at) <= file.check_due_on:
        return at
    answered = [notice.answered_at for notice in file.notices.all() if notice.answered_at is not None]
    came = max([file.applied_at, *answered])
    # too early an application can't have been accepted before the half year was over
    ripe = known.eligible_from is None or not known.first or city.day(came) >= known.eligible_from
    return came if ripe else at


def here(known: Facts) -> dict[str, object]:
    """Return the registration a file rests on today, which a move inside the county may have changed. Source: D2."""
    stay = known.stay
    if stay is None or stay.id == known.file.stay_id:
        return {}
    return {"stay": stay, "community": stay.community, "station": stay.station}


def clock(file: PermitFile, *, since: datetime.datetime, held: Reference | None = None) -> dict[str, object]:
    """Return the limit of a file that is accepted from a moment on, and what it costs by that day's policy. Source: E6, H2."""
    day = city.day(since)
    found = rules.at(place=facts.codes(file.community.path), on=day, held=held)
    due = limits.issue_due(accepted_on=day, calendar=found.calendar, policy=found.policy)
    return {
        "accepted_at": since,
        "due_on": due.on,
        "due_provisional": due.provisional,
        "due_was": None,
        "fee_fen": applying.fee(kind=file.kind, held=found),
    }
