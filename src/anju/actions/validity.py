"""The permit's state: taken under a lock, changed, suspended. Source: E3, F4, design.md 6.

What moves, ends and endorses permits stands on this, so that each of them can be called by the others' neighbours.
"""

import datetime
import uuid

from anju.actions import message, record
from anju.law import city
from anju.law.absent import Absent
from anju.law.actor import SYSTEM
from anju.law.endorsement import ONE_DAY
from anju.law.lifecycle import Step
from anju.law.permit import life
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Permit, Suspension
from anju.queries import rules
from anju.queries.rules import Rules

LINK = "/my/permit/"
_STALE = Text(
    zh="这张居住证刚刚被别人办理过，请刷新后再看。您填写的内容还在。",
    en="Somebody has just worked on this permit. Reload and look again; what you typed is kept.",
)


def take(*, permit_id: uuid.UUID, version: int | None = None) -> Permit:
    """Return the permit, locked; raises Absent, or Refusal "stale".

    `version` is what the officer saw; None where the one who acts saw no page (the person, the night run).
    """
    permit = (
        Permit.objects.select_for_update(of=("self",))
        .select_related("person", "stay", "community", "station")
        .filter(id=permit_id)
        .first()
    )
    if permit is None:
        raise Absent("permit")
    if version is not None and permit.version != version:
        raise Refusal("stale", _STALE)
    return permit


def active(*, stay_id: uuid.UUID) -> Permit | None:
    """Return the permit that rests on a stay, locked; None where there is none. Source: E3."""
    return (
        Permit.objects.select_for_update(of=("self",))
        .select_related("person", "stay", "community", "station")
        .filter(stay_id=stay_id, state__in=life.ACTIVE)
        .first()
    )


def put(*, permit: Permit, step: Step, **values: object) -> None:
    """Write the step's target state and the values given."""
    permit.former_state, permit.state = permit.state, step.target
    permit.version += 1
    for name, value in values.items():
        setattr(permit, name, value)
    permit.save(update_fields=["former_state", "state", "version", *values])


def held(*, permit: Permit, on: datetime.date) -> Rules:
    """Return the policy and calendar of the permit's place on a day."""
    return rules.at(place=[code for code in permit.community.path.split("/") if code], on=on)


def overdue(*, permit: Permit, on: datetime.date) -> bool:
    """Tell whether the window passed without an endorsement; who asked in it waits for the office and loses nothing."""
    if permit.state != "valid" or on <= permit.window_closes_on:
        return False
    asked = permit.endorsements.filter(state="asked", number=permit.endorsed + 1).values_list("asked_at", flat=True)
    return not any(city.day(moment) <= permit.window_closes_on for moment in asked)


def suspend(*, permit: Permit, at: datetime.datetime, tell: bool = True) -> None:
    """Suspend a locked permit from the lawful day, whenever it is noticed. Part of a larger act. Source: F4."""
    step = life.LIFECYCLE.follow(state=permit.state, act="suspend")
    start = permit.window_closes_on + ONE_DAY
    number = permit.endorsed + 1
    put(permit=permit, step=step, suspended_on=start)
    Suspension.objects.create(permit=permit, person_id=permit.person_id, number=number, start=start)
    record.write(
        what="suspend",
        by=SYSTEM,
        at=at,
        subject=("permit", permit.id),
        person_id=permit.person_id,
        detail={"number": number, "from": start.isoformat()},
    )
    if tell:
        message.to_person(
            person=permit.person,
            kind="permit_suspended",
            params={"number": permit.number, "on": start.isoformat()},
            link=LINK,
            dedupe=f"permit_suspended:{permit.id}:{number}",
            at=at,
        )
