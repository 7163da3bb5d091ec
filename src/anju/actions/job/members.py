"""Who acts for an employer: asks, is let in by a colleague or an officer, and leaves. Source: I3, L8."""

import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.job import locking, telling
from anju.law import authority
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.job import creditcode
from anju.law.job import employer as law
from anju.models import Employer, EmployerAgent
from anju.queries.visitors import Resident


def join(*, code: str, label: str, who: Resident, by: Actor, at: datetime.datetime) -> EmployerAgent | None:
    """Ask to act for a registered employer, named by its credit code; None where no such employer is registered.

    The page tells the same in both cases. Raises Refusal "code_shape", "code_check", Refusals. Source: L8.
    """
    authority.demand(by=by, act="join_employer")
    clean, name = creditcode.read(code), law.read_label(label)
    with transaction.atomic():
        held = Employer.objects.select_for_update(of=("self",)).filter(code=clean, state="active").first()
        if held is None:
            return None
        found = EmployerAgent.objects.filter(employer=held, resident_id=who.id, until=None).first()
        if found is not None:
            return found
        made = EmployerAgent.objects.create(employer=held, resident_id=who.id, label=name, asked_at=at)
        record.write(what="join_employer", by=by, at=at, subject=(telling.EMPLOYER, held.id))
        link = f"/jobs/employer/{held.id}/"
        telling.agents(held, "agent_asked", link=link, key=made.id, at=at, employer=held.name, label=name)
        return made


def admit(*, employer_id: uuid.UUID, agent_id: uuid.UUID, by: Actor, at: datetime.datetime) -> EmployerAgent:
    """Let somebody act for an employer: a colleague who does already, or an officer of its office."""
    authority.demand(by=by, act="admit_agent")
    with transaction.atomic():
        held = locking.employer(employer_id=employer_id, by=by, at=at)
        agent = EmployerAgent.objects.filter(id=agent_id, employer=held, until=None, since=None).first()
        if agent is None:
            raise Absent("agent")
        agent.since = at
        agent.save(update_fields=["since"])
        about, detail = (telling.EMPLOYER, held.id), {"agent": str(agent.id)}
        record.write(what="admit_agent", by=by, at=at, subject=about, detail=detail)
        link = f"/jobs/employer/{held.id}/"
        telling.one(agent, "agent_admitted", link=link, key=agent.id, at=at, employer=held.name)
        return agent


def leave(*, employer_id: uuid.UUID, agent_id: uuid.UUID, by: Actor, at: datetime.datetime) -> None:
    """End what somebody may do for an employer: they left, or are not let in. By themselves, a colleague or an officer."""
    authority.demand(by=by, act="end_agent")
    with transaction.atomic():
        agent = EmployerAgent.objects.filter(id=agent_id, employer_id=employer_id, until=None).first()
        if agent is None:
            raise Absent("agent")
        if by.kind != "resident" or agent.resident_id != by.id:
            locking.employer(employer_id=employer_id, by=by, at=at)
        agent.until = at
        agent.save(update_fields=["until"])
        about, detail = (telling.EMPLOYER, employer_id), {"agent": str(agent.id)}
        record.write(what="end_agent", by=by, at=at, subject=about, detail=detail)
