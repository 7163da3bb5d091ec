"""Legal aid that was granted: from now on a lawyer is owed by a day. Part of the decision (actions.case.followers). Source: I7."""

import datetime

from anju.law import city
from anju.law.actor import Actor
from anju.law.dispute import limits
from anju.models import Case, LegalAid
from anju.queries import rules


def await_lawyer(*, case: Case, by: Actor, at: datetime.datetime) -> None:
    """Keep by when a lawyer is owed to whoever was granted legal aid; a decision confirmed later changes nothing."""
    today = city.day(at)
    held = rules.at(place=[code for code in case.community.path.split("/") if code], on=today)
    due = limits.lawyer_due(granted_on=today, calendar=held.calendar, policy=held.policy)
    LegalAid.objects.get_or_create(
        case=case,
        defaults={
            "person_id": case.person_id,
            "granted_at": at,
            "due_on": due.on,
            "due_provisional": due.provisional,
        },
    )
