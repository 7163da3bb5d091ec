"""Telling people and offices of a dispute, and the rules of its place. Parts of larger acts."""

import datetime

from anju.actions import message
from anju.law import city
from anju.models import Case, Dispute, Unit
from anju.queries import rules
from anju.queries.rules import Rules

KIND = "dispute"


def person(dispute: Dispute, kind: str, *, at: datetime.datetime, **params: str) -> None:
    """Tell the person of a step of their dispute."""
    case = dispute.case
    message.to_person(
        person=case.person,
        kind=kind,
        params={"number": case.number, **params},
        link=f"/my/disputes/{case.id}/",
        dedupe=f"{kind}:{dispute.id}:{dispute.version}",
        at=at,
    )


def office(case: Case, kind: str, *, unit: Unit, at: datetime.datetime, key: object) -> int:
    """Tell the officers of a unit of a dispute, by its number only; `key` says once for what."""
    return message.to_unit(
        unit_id=unit.id,
        roles=("officer",),
        kind=kind,
        params={"number": case.number},
        dedupe=f"{kind}:{case.id}:{key}",
        link=f"/disputes/{case.id}/",
        at=at,
    )


def here(case: Case, *, on: datetime.date) -> Rules:
    """Return the rules of the case's place on a day."""
    return rules.at(place=[code for code in case.community.path.split("/") if code], on=on)


def today(case: Case, *, at: datetime.datetime) -> Rules:
    """Return the rules of the case's place on the day of a moment."""
    return here(case, on=city.day(at))
