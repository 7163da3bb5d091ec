"""Making an endorsement: the permit goes on to its next window, and its function comes back. Source: F2, F5."""

import datetime
from collections.abc import Sequence

from anju.actions import message, record, validity
from anju.actions.endorsement import pictures
from anju.actions.permit import proofs
from anju.law import city, endorsement
from anju.law.actor import Actor
from anju.law.endorsement import Window
from anju.law.lifecycle import Step
from anju.law.permit import endorsing as law
from anju.law.permit import life
from anju.law.permit.application import Given
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Endorsement, Permit
from anju.models.base import new_id
from anju.queries.rules import Rules

NO_STAY = Text(
    zh="居住登记已经结束，不能签注。请先恢复或者重新办理登记。",
    en="The registration has ended, so the permit can't be endorsed. Bring it back or register anew first.",
)


def window(*, permit: Permit, on: datetime.date, held: Rules) -> Window:
    """Return the anniversary that an endorsement of this day covers; raises Refusal "window_not_open". Source: F2, F5."""
    if on < permit.window_opens_on and permit.state == "valid":
        raise law.too_early(opens_on=permit.window_opens_on, closes_on=permit.window_closes_on)
    calendar, policy = held.calendar, held.policy
    if validity.overdue(permit=permit, on=on) or permit.state == "suspended":
        return law.covered(
            anchor_on=permit.anchor_on, endorsed=permit.endorsed, on=on, calendar=calendar, policy=policy
        )
    return endorsement.next_window(
        anchor_on=permit.anchor_on, endorsed=permit.endorsed, calendar=calendar, policy=policy
    )


def possible(*, permit: Permit) -> Step:
    """Return the step that an endorsement takes the permit; raises Refusal "not_allowed_in_state", "not_registered"."""
    act = "restore" if permit.state == "suspended" else "endorse"
    step = life.LIFECYCLE.follow(state=permit.state, act=act)
    if permit.stay.state != "registered":
        raise Refusal("not_registered", NO_STAY, rule="D3")
    return step


def new(*, permit: Permit, number: int, ground: str, channel: str, at: datetime.datetime) -> Endorsement:
    """Return an endorsement that is asked for, not saved yet, with its limit. Source: F7."""
    today = city.day(at)
    held = validity.held(permit=permit, on=today)
    due = endorsement.done_due(asked_on=today, calendar=held.calendar, policy=held.policy)
    return Endorsement(
        id=new_id(),
        permit=permit,
        person_id=permit.person_id,
        station=permit.station,
        number=number,
        state=life.ENDORSEMENT.initial,
        channel=channel,
        ground=ground,
        asked_at=at,
        due_on=due.on,
        due_provisional=due.provisional,
    )


def keep(*, permit: Permit, made: Endorsement, given: Sequence[Given], by: Actor, at: datetime.datetime) -> None:
    """Keep the proofs that come with an endorsement, and their pictures. Part of a larger act. Source: E2, E4."""
    proofs.keep(subject_id=made.id, stay=permit.stay, given=given, on=city.day(at), at=at)
    pictures.attach(
        kind=pictures.ENDORSEMENT,
        subject_id=made.id,
        person_id=permit.person_id,
        keys=[one.upload_id for one in given],
        by=by,
        at=at,
    )


def carry_out(*, permit: Permit, made: Endorsement, by: Actor, at: datetime.datetime) -> Endorsement:
    """Endorse a locked permit, in time or late, and save what was made. Part of a larger act. Source: F2, F5."""
    today = city.day(at)
    held = validity.held(permit=permit, on=today)
    covered = window(permit=permit, on=today, held=held)
    if validity.overdue(permit=permit, on=today):
        # the night has not run yet: the law suspended it all the same
        validity.suspend(permit=permit, at=at, tell=False)
    late = permit.state == "suspended"
    step = possible(permit=permit)
    following = endorsement.next_window(
        anchor_on=permit.anchor_on, endorsed=covered.number, calendar=held.calendar, policy=held.policy
    )
    if late:
        permit.suspensions.filter(end=None).update(end=today)
    validity.put(
        permit=permit,
        step=step,
        endorsed=covered.number,
        ground=made.ground or permit.ground,
        suspended_on=None,
        window_opens_on=following.opens_on,
        window_closes_on=following.closes.on,
        window_provisional=following.closes.provisional,
        window_was=None,
    )
    made.number, made.late, made.done_on, made.until = covered.number, late, today, following.closes.on
    made.state = life.ENDORSEMENT.follow(state=made.state, act="endorse").target
    made.version += 0 if made._state.adding else 1
    made.save()
    pictures.let_go(made=made, at=at)
    _tell(permit, made, by=by, at=at)
    return made


def _tell(permit: Permit, made: Endorsement, *, by: Actor, at: datetime.datetime) -> None:
    until = permit.window_closes_on.isoformat()
    record.write(
        what="restore" if made.late else "endorse",
        by=by,
        at=at,
        subject=("permit", permit.id),
        person_id=permit.person_id,
        detail={"endorsement": str(made.id), "number": made.number, "until": until, "ground": made.ground},
    )
    message.to_person(
        person=permit.person,
        kind="permit_restored" if made.late else "permit_endorsed",
        params={"number": permit.number, "until": until},
        link=validity.LINK,
        dedupe=f"endorsed:{made.id}",
        at=at,
    )


def tell(*, permit: Permit, kind: str, made: Endorsement, at: datetime.datetime, **params: str) -> None:
    """Tell the person what became of an endorsement. Part of a larger act."""
    message.to_person(
        person=permit.person,
        kind=kind,
        params={"number": permit.number, **params},
        link=validity.LINK,
        dedupe=f"{kind}:{made.id}",
        at=at,
    )
