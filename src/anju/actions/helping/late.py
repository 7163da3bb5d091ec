"""Calls nobody accepted in time go one level up; what was said of closed ones is emptied soon. Source: J2, I9, L7."""

import datetime
import uuid

from django.db import transaction

from anju.actions import message, record
from anju.actions.helping import telling
from anju.actions.helping.telling import KIND
from anju.law import helping as law
from anju.law.actor import SYSTEM
from anju.models import HelpCall, HelpStep
from anju.queries import rules
from anju.queries.case import routing

MOST = 500


def escalate(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """Put calls that nobody accepted in time before the office above, once each; run every few minutes. Source: I9."""
    late = HelpCall.objects.filter(state__in=law.WAITING, escalated_to=None, due_at__lt=at)
    keys = list(late.order_by("due_at", "id").values_list("id", flat=True)[:limit])
    return sum(_escalate(key, on=on, at=at) for key in keys)


def sweep(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """Empty what was said of calls closed long enough ago: no register of the people helped is kept. Source: L7."""
    until = at - (law.kept_until(closed_at=at, policy=rules.policy(place=(), on=on)) - at)
    with transaction.atomic():
        spoken = HelpStep.objects.filter(call__closed_at__lte=until).exclude(words=None)
        keys = list(spoken.order_by("id").values_list("id", flat=True)[:limit])
        if keys:
            HelpStep.objects.filter(id__in=keys).update(words=None)
            record.write(what="empty_help", by=SYSTEM, at=at, subject=(KIND, on), detail={"count": len(keys)})
    return len(keys)


def _escalate(call_id: uuid.UUID, *, on: datetime.date, at: datetime.datetime) -> bool:
    with transaction.atomic():
        rows = HelpCall.objects.select_for_update(of=("self",)).select_related("receiver__parent", "area", "giver")
        held = rows.filter(id=call_id, state__in=law.WAITING, escalated_to=None, due_at__lt=at).first()
        unit = routing.above(unit=held.receiver, path=held.area.path, on=on) if held is not None else None
        if held is None or unit is None:
            # the highest office has nobody above it: its own list shows what is late
            return False
        held.escalated_to, held.version = unit, held.version + 1
        held.save(update_fields=["escalated_to", "version"])
        telling.say(held, what="escalated", unit=unit, at=at)
        detail = {"to": unit.code}
        record.write(what="escalate_help", by=SYSTEM, at=at, subject=(KIND, held.id), detail=detail)
        message.to_unit(
            unit_id=unit.id,
            roles=("officer",),
            kind="help_late",
            params={"code": held.code, "area": held.area.name},
            dedupe=f"help_late:{held.id}:{held.handed_at.isoformat()}",
            link="/relief/help/",
            at=at,
        )
        return True
