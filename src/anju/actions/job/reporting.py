"""Reporting a vacancy for fees, fraud or discrimination: a complaint to the office that reviewed it, followed by its code.

Source: Q3, J1, J2.
"""

import datetime
import uuid

from django.db import transaction

from anju.actions import complaint
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.codes import label
from anju.law.complaint import TEXT_LENGTH, ComplaintKind
from anju.law.job.reporting import Report
from anju.law.job.reporting import read as read_kind
from anju.models import Complaint, Vacancy
from anju.queries.visitors import Resident


def report(
    *,
    vacancy_id: uuid.UUID,
    kind: str,
    text: str,
    contact: str,
    by: Actor,
    at: datetime.datetime,
    resident: Resident | None = None,
) -> Complaint:
    """Report a vacancy that was once public, by anyone; raises Absent, Refusal "not_an_option" and those of a complaint."""
    read_kind(kind)
    with transaction.atomic():
        held = Vacancy.objects.select_related("employer", "office").filter(id=vacancy_id).first()
        if held is None or held.published_at is None:
            raise Absent("vacancy")
        about = f"【岗位 {held.number} {held.employer.name} · {label(Report, kind).zh}】"
        words = text.strip()
        return complaint.complain(
            kind=str(ComplaintKind.RIGHTS.value),
            # whose words alone would be too long is told so, by the complaint itself
            text=f"{about}\n{words}" if words and len(words) + len(about) < TEXT_LENGTH else words,
            contact=contact,
            about=held.office.code,
            by=by,
            at=at,
            resident=resident,
        )
