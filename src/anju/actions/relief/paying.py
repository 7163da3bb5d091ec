"""Paying relief, in an emergency before the papers; and seeing afterwards how people are. Source: I9, 社会救助暂行办法 48."""

import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.case import locking as cases
from anju.actions.relief import locking
from anju.actions.relief.locking import KIND
from anju.law import authority, city, complaint
from anju.law import relief as law
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Relief
from anju.queries import rules
from anju.queries.scope import Scope

_NOT_URGENT = Text(zh="没有批准的，只有急难的才能先发放。", en="Before it is approved only an emergency is paid.")


def pay(
    *,
    relief_id: uuid.UUID,
    amount: str,
    paid_on: str,
    scope: Scope,
    at: datetime.datetime,
    version: int | None = None,
) -> Relief:
    """Put a payment on record, by the street or the county; an emergency is paid before it is decided, the rest after.

    Raises Refusals of `law.relief.paid`, Refusal "not_urgent"; Absent.
    """
    authority.demand(by=scope.actor, act="pay_relief")
    with transaction.atomic():
        relief, step = locking.row(relief_id=relief_id, act="pay_relief", scope=scope, version=version)
        locking.at_street(relief, scope=scope)
        early = relief.state != "approved"
        if early and not relief.urgent:
            raise Refusal("not_urgent", _NOT_URGENT, rule="I9")
        before, today = relief.paid_fen or 0, city.day(at)
        left = None if early else max((relief.amount_fen or 0) - before, 0)
        fen, day = law.paid(amount=amount, on=paid_on, today=today, approved_fen=left)
        values = {"paid_on": day, "paid_fen": before + fen, "paid_by_id": cases.staff(scope.actor)}
        if not early:
            place = [code for code in relief.community.path.split("/") if code]
            days = rules.policy(place=place, on=today).relief_follow_up_calendar_days
            values["follow_on"] = day + datetime.timedelta(days=days)
        locking.put(relief, step=step, **values)
        locking.say(relief, what="paid", unit=scope.unit, at=at, amount=law.yuan(fen) if fen else "")
        detail = {"amount_fen": fen, "paid_on": str(day), "urgent": early}
        subject = (KIND, relief.id)
        record.write(
            what="pay_relief", by=scope.actor, at=at, subject=subject, person_id=relief.person_id, detail=detail
        )
        return relief


def follow_up(
    *, relief_id: uuid.UUID, words: str, scope: Scope, at: datetime.datetime, version: int | None = None
) -> Relief:
    """Put down how people are after the help, and close. Raises Refusal "words_missing"; Absent."""
    authority.demand(by=scope.actor, act="follow_relief")
    with transaction.atomic():
        relief, step = locking.row(relief_id=relief_id, act="follow_relief", scope=scope, version=version)
        said = complaint.words(words, field="words", needed=True)
        locking.put(relief, step=step, closed_at=at)
        locking.say(relief, what="followed", unit=scope.unit, at=at, words=said)
        subject = (KIND, relief.id)
        record.write(what="follow_relief", by=scope.actor, at=at, subject=subject, person_id=relief.person_id)
        return relief
