"""What is known of an applicant, so that it is not asked: the register's facts, and papers of an earlier case. Source: I4, E4."""

import datetime
import uuid

from anju.law.case import form, life
from anju.law.case.form import Known
from anju.law.service import Service
from anju.models import Case, CasePaper
from anju.queries.entitlement import facts


def of(*, person_id: uuid.UUID, service: Service, on: datetime.date) -> Known:
    """Return what needs no asking of a person for a service."""
    found = facts.of_people(people=[person_id], on=on).get(person_id, {})
    wanted = form.facts_needed(service, on_register=True)
    return Known(facts={name: found.get(name) for name in wanted}, held=_held(person_id, service))


def shown(*, case: Case) -> frozenset[str]:
    """Return the papers whose originals a window saw for a case, and that were not told missing: nobody brings them twice."""
    told = case.notices.filter(answered_at=None).first()
    lacking = {line["item"] for line in told.missing} if told is not None else set()
    seen = list(case.papers.order_by("turn", "id").values_list("turn", "paper", "source"))
    return frozenset(
        paper
        for turn, paper, source in seen
        if source == "seen" and turn == seen[-1][0] and f"papers.{paper}" not in lacking
    )


def _held(person_id: uuid.UUID, service: Service) -> frozenset[str]:
    reused = [paper.id for paper in service.papers if paper.reused]
    if not reused:
        return frozenset()
    # looked at by the same department in a case it finished, and still there
    rows = CasePaper.objects.filter(
        person_id=person_id, paper__in=reused, source__in=["upload", "seen"], case__state__in=life.FINISHED
    ).filter(case__service__startswith=f"{service.department}/", upload__swept_at=None)
    return frozenset(rows.values_list("paper", flat=True))
