"""Announcing an award with its criteria and days, and ending it. Source: notice 二 R8."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from anju.actions import record
from anju.actions.award import locking
from anju.law import award, city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.models import Award


def announce(*, raw: Mapping[str, Any], by: Actor, at: datetime.datetime) -> Award:
    """Announce an award of the own office. Raises Refusals with fields."""
    with transaction.atomic():
        unit = locking.office(by=by, act="announce_award")
        read = award.announced(raw, today=city.day(at))
        made = Award.objects.create(
            unit=unit,
            name=read.name,
            criteria=read.criteria,
            opens_on=read.opens_on,
            closes_on=read.closes_on,
            announced_at=at,
        )
        record.write(what="announce_award", by=by, at=at, subject=("award", made.id))
        return made


def end(*, award_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Award:
    """End an award: nobody can be nominated any more. Ending twice changes nothing; Absent for another office's."""
    with transaction.atomic():
        unit = locking.office(by=by, act="end_award")
        found = Award.objects.select_for_update().filter(id=award_id, unit=unit).first()
        if found is None:
            raise Absent("award")
        if found.ended_at is None:
            found.ended_at = at
            found.save(update_fields=["ended_at"])
            record.write(what="end_award", by=by, at=at, subject=("award", found.id))
        return found
