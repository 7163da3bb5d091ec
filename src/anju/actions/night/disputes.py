"""Disputes at night: late lawyers go one level up, withdrawn cases end, sessions and agreements are called to mind. Source: I7, I9."""

import datetime
import uuid
from collections.abc import Callable, Sequence

from django.db import transaction

from anju.actions import message, record
from anju.actions.dispute import locking, telling
from anju.actions.night import lapsing
from anju.law import city
from anju.law.actor import SYSTEM
from anju.law.dispute import life
from anju.models import Dispute, DisputeSession, LegalAid
from anju.queries.case import routing

MOST = 20_000


def escalate_aid(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """Put granted legal aid without a lawyer in time before the office above, once. Source: I7."""
    late = LegalAid.objects.filter(named_at=None, escalated_to=None, due_on__lt=on)
    keys = list(late.order_by("due_on", "id").values_list("id", flat=True)[:limit])
    return _count(keys, lambda key: _escalate(key, on, at))


def close_disputes(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """End the proceeding of a case that was withdrawn, or decided without it. Source: I3."""
    over = Dispute.objects.filter(state__in=life.RUNNING).exclude(case__closed_at=None)
    keys = list(over.order_by("limit_on", "id").values_list("id", flat=True)[:limit])
    return _count(keys, lambda key: _close(key, at))


def remind_sessions(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """Call tomorrow's meetings and hearings to mind, once each. Source: I9."""
    first = datetime.datetime.combine(on, datetime.time(), city.TIME) + datetime.timedelta(days=1)
    span = (first, first + datetime.timedelta(days=1))
    rows = DisputeSession.objects.filter(outcome="called", starts_at__gte=span[0], starts_at__lt=span[1])
    told = 0
    for session in rows.select_related("dispute__case__person").order_by("starts_at", "id")[:limit]:
        case = session.dispute.case
        made = message.to_person(
            person=case.person,
            kind="dispute_tomorrow",
            params={"when": f"{session.starts_at.astimezone(city.TIME):%Y-%m-%d %H:%M}", "place": session.place},
            link=f"/my/disputes/{case.id}/",
            dedupe=f"dispute_tomorrow:{session.id}",
            at=at,
        )
        told += made is not None
    return _noted("dispute_tomorrow", told, at)


def remind_agreements(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """Tell offices, once each, of agreements whose day has come: were they kept? Source: I9."""
    due = Dispute.objects.filter(state="agreed", limit_on__lte=on).select_related("case__unit")
    told = 0
    for dispute in due.order_by("limit_on", "id")[:limit]:
        told += telling.office(dispute.case, "dispute_check", unit=dispute.case.unit, at=at, key=dispute.limit_on)
    return _noted("dispute_check", told, at)


def _escalate(key: uuid.UUID, on: datetime.date, at: datetime.datetime) -> bool:
    with transaction.atomic():
        rows = LegalAid.objects.select_for_update(of=("self",)).select_related("case__unit__parent", "case__community")
        aid = rows.filter(id=key, named_at=None, escalated_to=None, due_on__lt=on).first()
        if aid is None:
            return False
        case = aid.case
        above = routing.above(unit=case.unit, path=case.community.path, on=on)
        if above is None:
            # the highest office has nobody above it: its own list shows what is late
            return False
        aid.escalated_to, aid.version = above, aid.version + 1
        aid.save(update_fields=["escalated_to", "version"])
        detail = {"to": above.code, "due_on": str(aid.due_on)}
        about = ("legal_aid", case.id)
        record.write(what="escalate_aid", by=SYSTEM, at=at, subject=about, person_id=case.person_id, detail=detail)
        for unit in (case.unit, above):
            telling.office(case, "aid_late", unit=unit, at=at, key=aid.due_on)
        return True


def _close(key: uuid.UUID, at: datetime.datetime) -> bool:
    with transaction.atomic():
        rows = Dispute.objects.select_for_update(of=("self",)).select_related("case")
        dispute = rows.filter(id=key, state__in=life.RUNNING).exclude(case__closed_at=None).first()
        if dispute is None:
            return False
        step = life.LIFECYCLE.follow(state=dispute.state, act="close_dispute")
        locking.put(dispute, step=step, over_at=dispute.case.closed_at)
        dispute.sessions.filter(outcome="called").update(outcome="put_off", closed_at=at)
        locking.keep(dispute, what="close_dispute", by=SYSTEM, at=at)
        about = (telling.KIND, dispute.case_id)
        record.write(what="close_dispute", by=SYSTEM, at=at, subject=about, person_id=dispute.person_id)
        return True


def _count(keys: Sequence[uuid.UUID], do: Callable[[uuid.UUID], bool]) -> int:
    done: list[uuid.UUID] = []

    def one(key: uuid.UUID) -> None:
        if do(key):
            done.append(key)

    lapsing.each(keys, one)
    return len(done)


def _noted(kind: str, told: int, at: datetime.datetime) -> int:
    if told:
        # one act a run; each message names its person
        record.write(what="remind", by=SYSTEM, at=at, subject=("reminder", kind), detail={"count": told})
    return told
