"""Taking, returning, asking, answering: the clock stops only where the law of the service lets it. Source: B7, I9."""

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction

from anju.actions import record
from anju.actions.case import booking, clock, locking, services, telling
from anju.law import authority, city, complaint
from anju.law.actor import Actor
from anju.law.case import form, limits
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Case, CaseNotice, CaseQuestion
from anju.models.base import new_id
from anju.queries.offering import laid
from anju.vault import seal

_NOTHING = Text(zh="请选择缺少的内容，一次性全部告知。", en="Please choose what is missing; all of it is told at once.")
_TOLD = Text(
    zh="这件事项已经一次性告知过，不能再次退回；还需要了解的，请签收后提问。",
    en="All that was missing has been told once. It can't be returned again; take it and ask.",
)
_NOTE_LENGTH = 200


def take(*, case_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> Case:
    """Take a case: the limit runs from today, from the asking where the law of the service says so. Source: I7, I9."""
    with transaction.atomic():
        case, step = locking.office(case_id=case_id, act="take_case", by=by, version=version)
        begun = limits.begun(service=laid.promised(case), on=city.day(at), asked_on=clock.asked_on(case))
        due = clock.running(case, begun, at=at)
        # whoever took it over from a late office owns it from now on
        owner = {"unit": case.escalated_to} if case.escalated_to_id == by.unit_id and case.escalated_to else {}
        ends = {"offered_to": None, "escalated_to": None}
        locking.put(case, step=step, taken_at=at, taken_by_id=locking.staff(by), **due, **ends, **owner)
        booking.call_off(case, at=at, but=case.unit_id)
        record.write(what="take_case", by=by, at=at, subject=(telling.KIND, case.id), person_id=case.person_id)
        telling.person(case, "case_taken", at=at, until=telling.limit(due))
        return case


def give_back(
    *, case_id: uuid.UUID, missing: Mapping[str, str], by: Actor, at: datetime.datetime, version: int | None = None
) -> Case:
    """Return a case with everything that is missing at once, `missing`: item of law.case.form.items → note. Source: B7.

    Raises Refusal "nothing_missing", "told_before".
    """
    with transaction.atomic():
        case, step = locking.office(case_id=case_id, act="return_case", by=by, version=version)
        items = form.askable(service=services.of(case.service), chosen=list(missing))
        if not items:
            raise Refusal("nothing_missing", _NOTHING, field="missing", rule="B7")
        if case.notices.exists():
            raise Refusal("told_before", _TOLD, rule="B7")
        told = [{"item": item, "note": complaint.tidy(missing[item])[:_NOTE_LENGTH]} for item in items]
        CaseNotice.objects.create(case=case, person_id=case.person_id, missing=told, told_at=at)
        locking.put(case, step=step, offered_to=None, escalated_to=None)
        detail = {"items": list(items)}
        about = (telling.KIND, case.id)
        record.write(what="return_case", by=by, at=at, subject=about, person_id=case.person_id, detail=detail)
        telling.person(case, "case_returned", at=at)
        return case


def ask(*, case_id: uuid.UUID, words: str, by: Actor, at: datetime.datetime, version: int | None = None) -> Case:
    """Ask the applicant; the clock stands meanwhile only where the service's law says so, and never once it is over.

    Raises Refusal "words_missing", "words_too_long". Source: I9.
    """
    with transaction.atomic():
        case, step = locking.office(case_id=case_id, act="ask_case", by=by, version=version)
        text, key = complaint.words(words, field="words", needed=True), new_id()
        stops = services.of(case.service).clock_stops and city.day(at) <= case.limit_on
        CaseQuestion.objects.create(
            id=key,
            case=case,
            person_id=case.person_id,
            words=seal.seal(text=text, column="case_question.words", owner=key),
            asked_at=at,
            asked_by_id=locking.staff(by),
            stops_clock=stops,
        )
        locking.put(case, step=step, offered_to=None, **(clock.standing(case, at=at) if stops else {}))
        detail = {"clock_stands": stops}
        about = (telling.KIND, case.id)
        record.write(what="ask_case", by=by, at=at, subject=about, person_id=case.person_id, detail=detail)
        telling.person(case, "case_asked", at=at)
        return case


def answer(*, case_id: uuid.UUID, words: str, by: Actor, at: datetime.datetime, version: int | None = None) -> Case:
    """Answer the office's question; a clock that stood runs on with what was left. Source: I9."""
    authority.demand(by=by, act="answer_case")
    with transaction.atomic():
        case, step = locking.applicant(case_id=case_id, act="answer_case", by=by, at=at, version=version)
        text = complaint.words(words, field="words", needed=True)
        question = case.questions.get(answered_at=None)
        question.answer = seal.seal(text=text, column="case_question.answer", owner=question.id)
        question.answered_at = at
        question.save(update_fields=["answer", "answered_at"])
        locking.put(case, step=step, **clock.resumed(case, at=at))
        record.write(what="answer_case", by=by, at=at, subject=(telling.KIND, case.id), person_id=case.person_id)
        telling.office(case, "case_answered", unit=case.unit, at=at)
        return case
