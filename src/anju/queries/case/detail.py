"""One case for whoever opened it: what was said, the facts its service needs and no other, and what may come next. Source: I3, L2.

The reads are on record before (actions.case.open_one, open_part); here nothing is checked again.
"""

import datetime
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from anju import catalogue
from anju.law import entitlement
from anju.law.case import form, ground, life
from anju.law.deadline import Due
from anju.law.entitlement import Standing
from anju.law.facts import Value
from anju.law.lifecycle import Step
from anju.law.service import Service
from anju.law.wording import Text
from anju.models import Case, CaseForm, CasePart
from anju.queries.entitlement import facts
from anju.queries.offering import laid
from anju.vault import seal


@dataclass(frozen=True)
class Answer:
    """One entry of the form with its label."""

    id: str
    label: Text
    value: Text


@dataclass(frozen=True)
class Paper:
    """One paper and where it comes from."""

    id: str
    name: Text
    source: str
    upload_id: uuid.UUID | None


@dataclass(frozen=True)
class Said:
    """A question or a part, with its answer."""

    id: uuid.UUID
    at: datetime.datetime
    who: Text
    words: str
    state: str
    answer: str
    answered_at: datetime.datetime | None


@dataclass(frozen=True)
class Decided:
    """A decision as the notice prints it."""

    outcome: str
    reason: str
    article: Text
    remedy: Text
    at: datetime.datetime
    by: str
    unit: Text
    objection: str


@dataclass(frozen=True)
class Detail:
    """Everything an officer needs of one case, and no more."""

    case: Case
    service: Service
    due: Due
    # the register's facts that the service asks for
    facts: Mapping[str, Value]
    # by what is known; it decides nothing (I10)
    standing: Standing
    answers: tuple[Answer, ...]
    papers: tuple[Paper, ...]
    questions: tuple[Said, ...]
    parts: tuple[Said, ...]
    decisions: tuple[Decided, ...]
    steps: tuple[tuple[datetime.datetime, Text, str], ...]
    grounds: Mapping[str, Text]
    possible: tuple[Step, ...]
    # all that was missing was told once, so it can't be returned again (B7)
    told_before: bool


def of(*, case: Case, on: datetime.date) -> Detail:
    """Return a case opened by an officer of its department."""
    service = laid.promised(case)
    found = facts.of_people(people=[case.person_id], on=on).get(case.person_id, {})
    needed = {name: found.get(name) for name in form.facts_needed(service, on_register=True)}
    typed = _typed(case.forms.order_by("-turn").first())
    told = form.heard(typed, service=service)
    known = catalogue.current()
    return Detail(
        case=case,
        service=service,
        due=_due(case),
        facts=needed,
        standing=entitlement.one(service=service, facts={**needed, **told}, on=on),
        answers=answers(service, typed),
        papers=papers(case, service),
        questions=questions(case),
        parts=_parts(case),
        decisions=decisions(case, service),
        steps=steps(case, shown=tuple(life.STEPS)),
        grounds=ground.grounds(service=service, rules=known.rules, sources=known.sources),
        possible=life.LIFECYCLE.acts_from(case.state),
        told_before=case.notices.exists(),
    )


def missing(case: Case) -> tuple[tuple[Text, str], ...]:
    """Return what was told missing, each with its note; nothing where nothing was. Source: B7."""
    told = case.notices.order_by("-told_at").first()
    names = form.items(catalogue.current().services[case.service])
    rows = told.missing if told is not None else []
    return tuple((names.get(row["item"], Text(zh=row["item"], en=row["item"])), row["note"]) for row in rows)


@dataclass(frozen=True)
class PartDetail:
    """What an office sees of a joint case: the question, and what of the form was shown with it."""

    part: CasePart
    number: str
    service: Text
    asker: Text
    words: str
    answers: tuple[Answer, ...]
    papers: tuple[Paper, ...]


def of_part(*, part: CasePart) -> PartDetail:
    """Return a part opened by the office that is asked; nothing of the case that was not shown with it."""
    case = part.case
    service = catalogue.current().services[case.service]
    typed = _typed(case.forms.order_by("-turn").first())
    return PartDetail(
        part=part,
        number=case.number,
        service=service.name,
        asker=Text(zh=part.asker.name, en=part.asker.name_en),
        words=_opened(part.words, "case_part.words", part.id),
        answers=tuple(one for one in answers(service, typed) if f"fields.{one.id}" in part.shown),
        papers=tuple(one for one in papers(case, service) if f"papers.{one.id}" in part.shown),
    )


def answers(service: Service, typed: Mapping[str, Value]) -> tuple[Answer, ...]:
    """Return what was typed with its labels, in the form's order."""
    found = []
    for field in service.fields:
        if field.id in typed:
            chosen = dict(field.choices).get(str(typed[field.id]))
            yes = {True: Text(zh="是", en="Yes"), False: Text(zh="否", en="No")}
            value = typed[field.id]
            plain = yes[value] if isinstance(value, bool) else Text(zh=str(value), en=str(value))
            found.append(Answer(id=field.id, label=field.label, value=chosen or plain))
    return tuple(found)


def papers(case: Case, service: Service) -> tuple[Paper, ...]:
    """Return the papers of the last form."""
    rows = list(case.papers.order_by("turn", "id"))
    last = {row.paper: row for row in rows if row.turn == rows[-1].turn}
    return tuple(
        Paper(id=one.id, name=one.name, source=last[one.id].source, upload_id=last[one.id].upload_id)
        for one in service.papers
        if one.id in last
    )


def questions(case: Case) -> tuple[Said, ...]:
    """Return what the applicant was asked, and the answers."""
    nobody = Text(zh="申请人", en="Applicant")
    return tuple(
        Said(
            id=row.id,
            at=row.asked_at,
            who=nobody,
            words=_opened(row.words, "case_question.words", row.id),
            state="asked" if row.answered_at is None else "answered",
            answer=_opened(row.answer, "case_question.answer", row.id),
            answered_at=row.answered_at,
        )
        for row in case.questions.order_by("asked_at", "id")
    )


def decisions(case: Case, service: Service) -> tuple[Decided, ...]:
    """Return the decisions with reason, article and remedy. Source: I10."""
    known = catalogue.current()
    grounds = ground.grounds(service=service, rules=known.rules, sources=known.sources)
    return tuple(
        Decided(
            outcome=row.outcome,
            reason=row.reason,
            article=grounds.get(row.article, Text(zh=row.article, en=row.article)),
            remedy=service.remedy,
            at=row.at,
            by=row.by.name,
            unit=Text(zh=row.unit.name, en=row.unit.name_en),
            objection=_opened(row.objection, "case_decision.objection", row.id),
        )
        for row in case.decisions.select_related("by", "unit").order_by("at", "id")
    )


def steps(case: Case, *, shown: tuple[str, ...] = life.SHOWN) -> tuple[tuple[datetime.datetime, Text, str], ...]:
    """Return the steps of a case's way; by default those that the person sees."""
    rows = case.steps.filter(what__in=shown).select_related("unit").order_by("at", "id")
    return tuple(
        (row.at, life.STEPS[row.what].format(unit=Text(zh=row.unit.name, en=row.unit.name_en)), row.words)
        for row in rows
    )


def _parts(case: Case) -> tuple[Said, ...]:
    return tuple(
        Said(
            id=row.id,
            at=row.asked_at,
            who=Text(zh=row.unit.name, en=row.unit.name_en),
            words=_opened(row.words, "case_part.words", row.id),
            state=row.state,
            answer=_opened(row.answer, "case_part.answer", row.id),
            answered_at=row.answered_at,
        )
        for row in case.parts.select_related("unit").order_by("asked_at", "id")
    )


def _typed(held: CaseForm | None) -> dict[str, Value]:
    if held is None or not held.answers:
        return {}
    found: dict[str, Value] = json.loads(_opened(held.answers, "case_form.answers", held.id))
    return found


def _opened(data: bytes | memoryview | None, column: str, owner: uuid.UUID) -> str:
    # empty once its time is over (L7)
    return seal.unseal(data=bytes(data), column=column, owner=owner) if data else ""


def _due(case: Case) -> Due:
    rule = "I10" if case.state == "objected" else "I9"
    return Due(on=case.limit_on, provisional=case.limit_provisional, rule=rule, started=case.applied_at.date())
