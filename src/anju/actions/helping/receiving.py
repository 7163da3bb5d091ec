"""The receiver accepts or declines, helps, follows up until it is closed; whoever is helped may leave at any time. Source: J2, I9."""

import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.case import locking as cases
from anju.actions.helping import locking, telling
from anju.actions.helping.telling import KIND
from anju.law import authority, city, complaint
from anju.law import helping as law
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import HelpCall
from anju.queries.scope import Scope

_END = Text(zh="请选择最后怎么样了。", en="Please choose how it ended.")
_GOES_ON = Text(zh="这是办结的结果，请用办结。", en="That ends it: please close it.")


def accept(*, call_id: uuid.UUID, scope: Scope, at: datetime.datetime, version: int | None = None) -> HelpCall:
    """Accept a call: from now on the receiver owns it. Absent for every other office. Source: J2."""
    authority.demand(by=scope.actor, act="accept_help")
    with transaction.atomic():
        held, step = locking.row(call_id=call_id, act="accept_help", side="receiver", scope=scope, version=version)
        locking.put(
            held,
            step=step,
            owner=scope.unit,
            accepted_at=at,
            accepted_by_id=cases.staff(scope.actor),
            escalated_to=None,
            next_on=city.day(at),
        )
        telling.say(held, what="accepted", unit=scope.unit, at=at)
        late = {"late": at > held.due_at}
        record.write(what="accept_help", by=scope.actor, at=at, subject=(KIND, held.id), detail=late)
        telling.back(held, "help_accepted", at=at)
        return held


def decline(
    *, call_id: uuid.UUID, why: str, scope: Scope, at: datetime.datetime, version: int | None = None
) -> HelpCall:
    """Decline a call with the reason; the first receiver owns it and hands it on, the hours run. Source: J2."""
    authority.demand(by=scope.actor, act="decline_help")
    with transaction.atomic():
        held, step = locking.row(call_id=call_id, act="decline_help", side="receiver", scope=scope, version=version)
        said = complaint.words(why, field="why", needed=True)
        locking.put(held, step=step)
        telling.say(held, what="declined", unit=scope.unit, at=at, words=said)
        record.write(what="decline_help", by=scope.actor, at=at, subject=(KIND, held.id))
        telling.back(held, "help_declined", at=at)
        return held


def follow_up(
    *,
    call_id: uuid.UUID,
    what: str,
    words: str,
    next_on: str,
    scope: Scope,
    at: datetime.datetime,
    version: int | None = None,
) -> HelpCall:
    """Put down how it stands and when it is looked at next. Raises Refusals of `law.helping.followed`; Absent."""
    authority.demand(by=scope.actor, act="follow_help")
    with transaction.atomic():
        held, step = locking.row(call_id=call_id, act="follow_help", side="receiver", scope=scope, version=version)
        read = law.followed(what=what, words=words, next_on=next_on, today=city.day(at))
        if read.ends:
            raise Refusal("not_an_option", _GOES_ON, field="what", rule="I9")
        locking.put(held, step=step, next_on=read.next_on)
        telling.say(held, what=read.what, unit=scope.unit, at=at, words=read.words)
        detail = {"what": read.what, "next_on": str(read.next_on)}
        record.write(what="follow_help", by=scope.actor, at=at, subject=(KIND, held.id), detail=detail)
        return held


def close(
    *, call_id: uuid.UUID, what: str, words: str, scope: Scope, at: datetime.datetime, version: int | None = None
) -> HelpCall:
    """Close a call with how it ended; soon after, what was said is emptied. Source: I9, L7."""
    authority.demand(by=scope.actor, act="close_help")
    with transaction.atomic():
        held, step = locking.row(call_id=call_id, act="close_help", side="receiver", scope=scope, version=version)
        read = law.followed(what=what, words=words, next_on="", today=city.day(at)) if what else None
        if read is None or not read.ends:
            raise Refusal("not_an_option", _END, field="what", rule="I9")
        locking.put(held, step=step, outcome=read.what, closed_at=at, next_on=None)
        telling.say(held, what=read.what, unit=scope.unit, at=at, words=read.words)
        detail = {"outcome": read.what}
        record.write(what="close_help", by=scope.actor, at=at, subject=(KIND, held.id), detail=detail)
        telling.back(held, "help_closed", at=at)
        return held
