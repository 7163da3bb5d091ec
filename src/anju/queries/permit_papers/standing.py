"""What the papers of a permit in trouble print: the suspension, and the endorsement that was withheld. Source: F4–F6, D6."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from anju import catalogue
from anju.law import codes, endorsement
from anju.law.absent import Absent
from anju.law.codes import PermitEndReason
from anju.law.endorsement import Continuity
from anju.law.wording import Text
from anju.models import Endorsement, Permit, PermitEnding, Suspension
from anju.queries import rules
from anju.queries.permit_papers import shared
from anju.queries.permit_papers.shared import Holder, Office, Signed, Subject, Who


@dataclass(frozen=True)
class Suspended:
    """The suspension notice 功能中止告知书, with both dates of F5."""

    subject: Subject
    holder: Holder
    since: datetime.date
    # last day of the window that passed
    closed_on: datetime.date
    # if it were endorsed on the day of printing
    continuity: Continuity
    restarts: bool
    station: Office
    authority: Text


@dataclass(frozen=True)
class Withheld:
    """The notice that an endorsement was withheld and the end of the permit is proposed (F6)."""

    subject: Subject
    holder: Holder
    number: int
    reason: str
    cited: Text
    rule: Text
    # the proposed end, None until an officer proposes one
    end_reason: Text | None
    end_note: str
    end_on: datetime.date | None
    objection_until: datetime.date | None
    signed: Signed
    asked_at: datetime.datetime
    station: Office


def suspended(*, permit_id: uuid.UUID, who: Who, on: datetime.date) -> Suspended:
    """Return what the suspension notice prints on a day; raises Absent outside the scope, and for a permit in use."""
    permit = _permits(who).filter(id=permit_id, state="suspended").first()
    if permit is None or permit.suspended_on is None:
        raise Absent("suspension")
    place = [code for code in permit.community.path.split("/") if code]
    policy = rules.policy(place=place, on=on)
    past = [
        endorsement.Suspension(start=row.start, end=row.end)
        for row in Suspension.objects.filter(permit=permit).order_by("start")
    ]
    return Suspended(
        subject=_subject(permit, "suspension"),
        holder=shared.holder(person=permit.person, stay=permit.stay),
        since=permit.suspended_on,
        closed_on=permit.suspended_on - endorsement.ONE_DAY,
        continuity=endorsement.continuity(since=permit.since, suspensions=past, on=on, policy=policy),
        restarts=policy.late_endorsement == "restart",
        station=shared.office(permit.station),
        authority=shared.name(permit.authority),
    )


def withheld(*, endorsement_id: uuid.UUID, who: Who) -> Withheld:
    """Return what the notice of a withheld endorsement prints; raises Absent outside the scope. Source: F6."""
    row = Endorsement.objects.filter(id=endorsement_id, state="withheld", permit__in=_permits(who)).first()
    if row is None:
        raise Absent("endorsement")
    permit = _permits(who).get(id=row.permit_id)
    ending = (
        PermitEnding.objects.filter(permit=permit, state__in=["noticed", "objected"]).order_by("-noticed_at").first()
    )
    known = catalogue.current()
    return Withheld(
        subject=Subject(
            paper="withholding", kind="endorsement", id=row.id, person_id=row.person_id, number=permit.number
        ),
        holder=shared.holder(person=permit.person, stay=permit.stay),
        number=row.number,
        reason=row.reason,
        cited=known.cite("F2"),
        rule=known.rules["F6"].text,
        end_reason=codes.label(PermitEndReason, ending.reason) if ending else None,
        end_note=ending.basis_note if ending else "",
        end_on=ending.ended_on if ending else None,
        objection_until=ending.objection_until if ending else None,
        signed=shared.signed(what="withhold_endorsement", subject_id=row.id, otherwise=permit.station),
        asked_at=row.asked_at,
        station=shared.office(permit.station),
    )


def _permits(who: Who) -> QuerySet[Permit]:
    return shared.permits(who).select_related(
        "person", "stay__address", "stay__community__parent__parent", "community", "station", "authority"
    )


def _subject(permit: Permit, paper: str) -> Subject:
    return Subject(paper=paper, kind="permit", id=permit.id, person_id=permit.person_id, number=permit.number)
