"""Calling both sides to a meeting or a hearing, and noting how it went. Source: I9, 劳动争议调解仲裁法 35."""

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction

from anju.actions import record
from anju.actions.case import locking as cases
from anju.actions.dispute import locking, telling
from anju.law import authority, city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.dispute import life, limits, reading
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Dispute, DisputeSession
from anju.models.base import new_id

_ONE = Text(
    zh="已经约好了一次，请先记录它的情况，再约下一次。",
    en="One is called already. Note how it went, then call the next.",
)
_AHEAD = Text(zh="还没到约定的时间，只能改期。", en="It hasn't begun yet; it can only be put off.")
_OVER = Text(zh="这一次已经记录过了。", en="This one was noted already.")


def call(
    *, case_id: uuid.UUID, raw: Mapping[str, str], by: Actor, at: datetime.datetime, version: int | None = None
) -> DisputeSession:
    """Call both sides: to a meeting in mediation, to a hearing in arbitration; `raw`: on, time, place, told.

    Raises Refusals on these fields, also "too_soon" for a hearing; Refusal "called_already". Source: I9.
    """
    with transaction.atomic():
        hearing = Dispute.objects.filter(case_id=case_id, state__in=life.ARBITRATION).exists()
        dispute, step = locking.office(
            case_id=case_id, act="call_hearing" if hearing else "call_session", by=by, version=version
        )
        if dispute.sessions.filter(outcome="called").exists():
            raise Refusal("called_already", _ONE, rule="I9")
        held = telling.today(dispute.case, at=at)
        least = limits.hearing_from(told_on=city.day(at), calendar=held.calendar, policy=held.policy)
        starts, place, told = reading.session(raw=raw, at=at, earliest=least if hearing else None)
        made = DisputeSession.objects.create(
            id=new_id(),
            dispute=dispute,
            person_id=dispute.person_id,
            hearing=hearing,
            starts_at=starts,
            place=place,
            called_at=at,
            told=told,
        )
        locking.touch(dispute)
        detail = {"starts_at": starts.isoformat(), "told": told}
        about = (telling.KIND, case_id)
        record.write(what=step.act, by=by, at=at, subject=about, person_id=dispute.person_id, detail=detail)
        kind = "dispute_hearing" if hearing else "dispute_session"
        telling.person(dispute, kind, at=at, when=_spelled(starts), place=place)
        return made


def close_session(
    *, case_id: uuid.UUID, session_id: uuid.UUID, outcome: str, by: Actor, at: datetime.datetime
) -> DisputeSession:
    """Note how a session went: held, somebody didn't come, put off. It says what happened there, of nobody what they are.

    Raises Refusal "not_an_option", "noted_before", "not_over_yet". Source: I9.
    """
    authority.demand(by=by, act="close_session")
    with transaction.atomic():
        case = cases.row(case_id=case_id, by=by)
        rows = DisputeSession.objects.select_for_update(of=("self",)).select_related("dispute")
        session = rows.filter(id=session_id, dispute__case=case).first()
        if session is None:
            raise Absent("dispute_session")
        if session.outcome != "called":
            raise Refusal("noted_before", _OVER, rule="I9")
        table = {code: life.SESSIONS[code] for code in life.OUTCOMES}
        session.outcome = reading.chosen(outcome, table=table, field="outcome")
        if session.outcome != "put_off" and session.starts_at > at:
            raise Refusal("not_over_yet", _AHEAD, field="outcome", rule="I9")
        session.closed_at = at
        session.save(update_fields=["outcome", "closed_at"])
        dispute = session.dispute
        dispute.case = case
        locking.touch(dispute)
        detail = {"outcome": session.outcome}
        about = (telling.KIND, case_id)
        record.write(what="close_session", by=by, at=at, subject=about, person_id=case.person_id, detail=detail)
        if session.outcome == "put_off":
            telling.person(dispute, "dispute_put_off", at=at, when=_spelled(session.starts_at))
        return session


def _spelled(at: datetime.datetime) -> str:
    return f"{at.astimezone(city.TIME):%Y-%m-%d %H:%M}"
