"""Open limits of disputes and of lawyers owed, counted anew from the days they run from. Source: I7, I9."""

import datetime
from collections.abc import Iterator

from anju.actions.calendar import moving
from anju.actions.calendar.moving import Change
from anju.law import city
from anju.law.deadline import Due
from anju.law.dispute import limits
from anju.law.workdays import Calendar
from anju.models import Dispute, LegalAid
from anju.queries.reference import Reference


def changes(*, calendar: Calendar, first: datetime.date, held: Reference) -> Iterator[Change]:
    """Return every open limit from a day on that the calendar changes, with its row."""
    beside = ("case__community", "case__person", "agreement")
    for dispute in moving.locked(Dispute.objects.filter(limit_on__gte=first).select_related(*beside)):
        due = _due(dispute, calendar=calendar, held=held)
        found = moving.settle(dispute, kind="dispute", number=dispute.case.number, due=due, name="limit")
        if found:
            yield "dispute", dispute, found
    for aid in moving.locked(
        LegalAid.objects.filter(named_at=None, due_on__gte=first).select_related("case__community", "case__person")
    ):
        granted = city.day(aid.granted_at)
        policy = moving.policy(path=aid.case.community.path, on=granted, held=held)
        due = limits.lawyer_due(granted_on=granted, calendar=calendar, policy=policy)
        found = moving.settle(aid, kind="legal_aid", number=aid.case.number, due=due)
        if found:
            yield "legal_aid", aid, found


def _due(dispute: Dispute, *, calendar: Calendar, held: Reference) -> Due:
    start = dispute.begun_on
    policy = moving.policy(path=dispute.case.community.path, on=start, held=held)
    if dispute.state == "agreed":
        return limits.check_on(owed_on=dispute.agreement.due_on, calendar=calendar)
    if dispute.state == "claimed":
        return limits.taken_due(asked_on=start, calendar=calendar, policy=policy)
    if dispute.state == "accepted":
        return limits.award_due(taken_on=start, extended=dispute.extended, calendar=calendar, policy=policy)
    return limits.mediation_due(kind=dispute.kind, asked_on=start, calendar=calendar, policy=policy)
