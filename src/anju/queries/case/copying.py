"""What is on file about a person's cases, in full, for that person's own copy. Source: L5, J4."""

import datetime
import json
import uuid
from collections.abc import Iterable
from typing import Any, TypeVar

from anju import catalogue
from anju.law import codes
from anju.law.case import life
from anju.law.codes import Channel, Rating
from anju.law.service import Service
from anju.models import Booking, Case, CaseDecision, CaseForm, CaseNotice, CasePaper, CaseQuestion, CaseRating, Person
from anju.queries.case import detail
from anju.vault import seal

Row = TypeVar("Row", CaseForm, CasePaper, CaseNotice, CaseQuestion, CaseDecision, CaseRating)
_SOURCES = {
    "upload": "照片",
    "seen": "窗口看过原件",
    "department": "部门核实",
    "register": "登记里已有",
    "reused": "用以前交过的",
}


def of_person(*, person: Person) -> dict[str, Any]:
    """Return it as plain values with Chinese labels, in a constant number of statements."""
    services = catalogue.current().services
    about = {"person_id": person.id}
    forms = _by_case(CaseForm.objects.filter(**about).order_by("turn"))
    papers = _by_case(CasePaper.objects.filter(**about).order_by("turn", "id"))
    notices = _by_case(CaseNotice.objects.filter(**about).order_by("told_at"))
    questions = _by_case(CaseQuestion.objects.filter(**about).order_by("asked_at"))
    decisions = _by_case(CaseDecision.objects.filter(**about).select_related("unit").order_by("at", "id"))
    ratings = _by_case(CaseRating.objects.filter(**about))
    cases = Case.objects.filter(person=person).select_related("unit").order_by("applied_at", "id")
    return {
        "cases": [
            {
                **_case(row, services[row.service]),
                "given": [_form(one, services[row.service]) for one in forms.get(row.id, ())],
                "papers": [_paper(one, services[row.service]) for one in papers.get(row.id, ())],
                "told_missing": [
                    {"told_at": _moment(one.told_at), "items": one.missing} for one in notices.get(row.id, ())
                ],
                "questions": [_question(one) for one in questions.get(row.id, ())],
                "decisions": [_decision(one) for one in decisions.get(row.id, ())],
                "your_rating": [_rating(one) for one in ratings.get(row.id, ())],
            }
            for row in cases
        ],
        "booked_times": [
            {
                "service": services[row.service].name.zh,
                "at": _moment(row.starts_at),
                "place": row.slot.place,
                "cancelled_at": _moment(row.cancelled_at),
            }
            for row in Booking.objects.filter(**about).select_related("slot").order_by("starts_at", "id")
        ],
    }


def _by_case(rows: Iterable[Row]) -> dict[uuid.UUID, list[Row]]:
    found: dict[uuid.UUID, list[Row]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found


def _case(row: Case, service: Service) -> dict[str, Any]:
    return {
        "number": row.number,
        "service": service.name.zh,
        "state": life.STATES[row.state].zh,
        "office": row.unit.name,
        "channel": codes.label(Channel, row.channel).zh,
        "by_another": row.applicant_id is not None,
        "applied_at": _moment(row.applied_at),
        "taken_at": _moment(row.taken_at),
        "limit_on": row.limit_on.isoformat(),
        "decided_at": _moment(row.decided_at),
    }


def _form(row: CaseForm, service: Service) -> dict[str, Any]:
    typed = json.loads(_opened(row.answers, "case_form.answers", row.id) or "{}")
    said = {one.label.zh: one.value.zh for one in detail.answers(service, typed)}
    return {"given_at": _moment(row.given_at), "answers": said}


def _paper(row: CasePaper, service: Service) -> dict[str, str]:
    named = {paper.id: paper.name.zh for paper in service.papers}
    return {"paper": named.get(row.paper, row.paper), "source": _SOURCES[row.source], "given_at": _moment(row.given_at)}


def _question(row: CaseQuestion) -> dict[str, str]:
    return {
        "asked_at": _moment(row.asked_at),
        "words": _opened(row.words, "case_question.words", row.id),
        "answered_at": _moment(row.answered_at),
        "answer": _opened(row.answer, "case_question.answer", row.id),
    }


def _decision(row: CaseDecision) -> dict[str, str]:
    return {
        "outcome": life.STATES[row.outcome].zh,
        "reason": row.reason,
        "article": row.article,
        "office": row.unit.name,
        "at": _moment(row.at),
        "objection": _opened(row.objection, "case_decision.objection", row.id),
    }


def _rating(row: CaseRating) -> dict[str, str]:
    return {
        "grade": codes.label(Rating, row.grade).zh,
        "words": _opened(row.words, "case_rating.words", row.id),
        "rated_on": row.rated_on.isoformat(),
        "outcome": _opened(row.outcome, "case_rating.outcome", row.id),
    }


def _opened(data: bytes | memoryview | None, column: str, owner: uuid.UUID) -> str:
    # empty once its time is over (L7)
    return seal.unseal(data=bytes(data), column=column, owner=owner) if data else ""


def _moment(at: datetime.datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at is not None else ""
