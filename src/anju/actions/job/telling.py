"""Telling the people of an employer, seekers and offices. Parts of larger acts."""

import datetime

from anju.actions import message
from anju.models import Employer, EmployerAgent, JobApplication, Unit

VACANCY, EMPLOYER, APPLICATION = "vacancy", "employer", "application"


def agents(employer: Employer, kind: str, /, *, link: str, key: object, at: datetime.datetime, **params: str) -> None:
    """Tell everybody who acts for an employer."""
    for agent in EmployerAgent.objects.filter(employer=employer, until=None, since__isnull=False):
        one(agent, kind, link=link, key=key, at=at, **params)


def one(agent: EmployerAgent, kind: str, /, *, link: str, key: object, at: datetime.datetime, **params: str) -> None:
    """Tell one sign-in that acts, or asks to act, for an employer."""
    if agent.resident_id is not None:
        message.to_resident(
            resident_id=agent.resident_id,
            kind=kind,
            params=params,
            link=link,
            dedupe=f"{kind}:{key}:{agent.resident_id}",
            at=at,
        )


def seeker(application: JobApplication, kind: str, *, at: datetime.datetime) -> None:
    """Tell a seeker of a step of their application."""
    message.to_person(
        person=application.person,
        kind=kind,
        params={"number": application.vacancy.number},
        link=f"/my/jobs/{application.id}/",
        dedupe=f"{kind}:{application.id}:{application.version}",
        at=at,
    )


def office(unit: Unit, kind: str, /, *, link: str, key: object, at: datetime.datetime, **params: str) -> None:
    """Tell the officers of an office; no person is named."""
    message.to_unit(
        unit_id=unit.id, roles=("officer",), kind=kind, params=params, link=link, dedupe=f"{kind}:{key}", at=at
    )
