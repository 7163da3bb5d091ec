"""What a person reads of their own case: what happened, what they gave, their rating and its follow-up. Source: I9, J3, L12."""

import datetime
import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from anju import catalogue
from anju.law import city
from anju.law.case import form, life, rating
from anju.law.codes import Rating
from anju.law.deadline import Due
from anju.law.facts import Value
from anju.law.service import Service
from anju.law.wording import Text
from anju.models import Case, CaseRating
from anju.queries.case import detail, mine
from anju.queries.case.detail import Answer, Paper
from anju.vault import seal

_PAPERS = {
    "notice": Text(zh="办理结果告知书", en="Notice of the decision"),
    "completion": Text(zh="一次性告知书", en="One-time notice"),
    "slip": Text(zh="收件凭证", en="Slip of what you handed in"),
}
_NOTHING = Text(zh="", en="")
_TOLD = Text(zh="一次性告知还缺什么", en="All that was missing was told at once")
_COMPLETED = Text(zh="已补正", en="Completed")
_TAKEN = Text(zh="已签收，开始办理", en="Taken; the work begins")
_ASKED = Text(zh="办理单位问了一个问题", en="The office asked a question")
_ANSWERED = Text(zh="已答复", en="Answered")
_OBJECTED = Text(
    zh="提出异议，由没有参与原决定的人复核", en="An objection; somebody with no part in the decision reviews it"
)


@dataclass(frozen=True)
class Event:
    """One thing that happened, in plain words."""

    at: datetime.datetime
    text: Text
    words: str = ""


@dataclass(frozen=True)
class Line:
    """One case in a person's list."""

    case: Case
    service: Service
    due: Due
    # it is finished and the person has not rated it
    may_rate: bool


@dataclass(frozen=True)
class Given:
    """What was typed and sent last, to be read and to be put right."""

    answers: tuple[Answer, ...]
    papers: tuple[Paper, ...]
    # field id → what was typed; paper id → its picture
    typed: Mapping[str, Value]
    pictures: Mapping[str, uuid.UUID]


@dataclass(frozen=True)
class Rated:
    """The person's own rating, and what came of a low one."""

    grade: Rating
    words: str
    followed: str
    by: Text
    due_on: datetime.date | None
    due_provisional: bool
    contacted_at: datetime.datetime | None
    done_at: datetime.datetime | None
    outcome: str


def lines(*, people: Collection[uuid.UUID]) -> list[Line]:
    """Return the cases of a person and their wards, the newest first, in two statements; the caller has checked who asks."""
    return lines_of(mine.listed(people=people))


def lines_of(cases: Sequence[Case]) -> list[Line]:
    """Return cases as a list shows them."""
    services = catalogue.current().services
    finished = [case.id for case in cases if case.state in life.FINISHED]
    rated = (
        set(CaseRating.objects.filter(case_id__in=finished).values_list("case_id", flat=True)) if finished else set()
    )
    return [
        Line(
            case=case,
            service=services[case.service],
            due=Due(on=case.limit_on, provisional=case.limit_provisional, rule="I9", started=city.day(case.applied_at)),
            may_rate=case.id in finished and case.id not in rated,
        )
        for case in cases
    ]


def papers(*, case: Case) -> list[tuple[str, Text]]:
    """Return the papers of a case that can be fetched now."""
    has = {"notice": case.decisions.exists(), "completion": case.notices.exists(), "slip": True}
    return [(name, text) for name, text in _PAPERS.items() if has[name]]


def events(*, case: Case) -> list[Event]:
    """Return all that happened with a case, the first first; what officers told each other stays out."""
    found = [Event(at, text, words) for at, text, words in detail.steps(case)]
    found += [Event(row.told_at, _TOLD) for row in case.notices.all()]
    found += [Event(row.given_at, _COMPLETED) for row in case.forms.filter(turn__gt=1)]
    if case.taken_at is not None:
        found.append(Event(case.taken_at, _TAKEN))
    for question in detail.questions(case):
        found.append(Event(question.at, _ASKED, question.words))
        if question.answered_at is not None and question.answer:
            found.append(Event(question.answered_at, _ANSWERED, question.answer))
    for row in case.decisions.all():
        found.append(Event(row.at, life.STATES[row.outcome], row.reason))
        if row.objected_at is not None:
            found.append(Event(row.objected_at, _OBJECTED))
    if case.state == "withdrawn" and case.closed_at is not None:
        found.append(Event(case.closed_at, life.STATES["withdrawn"]))
    return sorted(found, key=lambda one: one.at)


def given(*, case: Case) -> Given:
    """Return what was typed and sent last; empty once its time is over (L7)."""
    service = catalogue.current().services[case.service]
    held = case.forms.order_by("-turn").first()
    typed: dict[str, Value] = {}
    if held is not None and held.answers:
        typed = json.loads(seal.unseal(data=bytes(held.answers), column="case_form.answers", owner=held.id))
    papers = detail.papers(case, service) if case.papers.exists() else ()
    return Given(
        answers=detail.answers(service, typed),
        papers=papers,
        typed=typed,
        pictures={one.id: one.upload_id for one in papers if one.upload_id is not None},
    )


def missing(*, case: Case, lines: list[dict[str, str]]) -> list[tuple[str, Text, str]]:
    """Return what a case lacks: the path of its form, its name, and the office's note. Source: B7."""
    named = form.items(catalogue.current().services[case.service])
    return [
        (line["item"], named.get(line["item"], Text(zh=line["item"], en=line["item"])), line["note"]) for line in lines
    ]


def rated(*, case: Case) -> Rated | None:
    """Return how the person rated a case; for the person alone. Source: J3, J4."""
    row = CaseRating.objects.filter(case=case).select_related("follow_unit").first()
    if row is None:
        return None
    unit = row.follow_unit
    return Rated(
        grade=rating.grade(row.grade),
        words=_opened(row.words, "case_rating.words", row.id),
        followed=row.follow_up,
        by=Text(zh=unit.name, en=unit.name_en or unit.name) if unit is not None else _NOTHING,
        due_on=row.due_on,
        due_provisional=row.due_provisional,
        contacted_at=row.contacted_at,
        done_at=row.done_at,
        outcome=_opened(row.outcome, "case_rating.outcome", row.id),
    )


def _opened(data: bytes | memoryview | None, column: str, owner: uuid.UUID) -> str:
    return seal.unseal(data=bytes(data), column=column, owner=owner) if data else ""
