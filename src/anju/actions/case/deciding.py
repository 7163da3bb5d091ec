"""Deciding: a named officer, with reason, article and remedy; a second one where the service says so. Source: I9, I10.

The machine decides nothing: only officers stand in the authority table, and a decision names who took it.
"""

import datetime
import uuid

from django.db import transaction

from anju import catalogue
from anju.actions import record
from anju.actions.case import booking, clock, closing, followers, locking, services, telling
from anju.law import complaint
from anju.law.actor import Actor
from anju.law.case import ground
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Case, CaseDecision

_SECOND = Text(
    zh="这个事项由两人办理：请先拟定，由另一人审定。",
    en="Two officers decide this: propose it, and a second one decides.",
)
_NO_SECOND = Text(zh="这个事项由一人办理，直接作出决定即可。", en="One officer decides this; please decide it.")
_SAME = Text(zh="拟定人不能审定同一件事项。", en="Whoever proposed it can't decide it too.")
_OTHER = Text(
    zh="与拟定的结果不一致；不同意的，请退回重新拟定。",
    en="This isn't what was proposed. If you disagree, send it back.",
)
_OUTCOME = Text(zh="请选择办理结果。", en="Please choose an outcome.")
_GRANTED, _REFUSED = "granted", "refused"


def propose(
    *, case_id: uuid.UUID, outcome: str, words: str, by: Actor, at: datetime.datetime, version: int | None = None
) -> Case:
    """Propose a decision to a second officer. Raises Refusal "second_not_needed", "not_an_option". Source: I10."""
    with transaction.atomic():
        case, step = locking.office(case_id=case_id, act="propose_case", by=by, version=version)
        if not services.of(case.service).second:
            raise Refusal("second_not_needed", _NO_SECOND, rule="I10")
        if outcome not in (_GRANTED, _REFUSED):
            raise Refusal("not_an_option", _OUTCOME, field="outcome", rule="I10")
        said = complaint.words(words, field="words", needed=outcome == _REFUSED)
        runs = _unanswered(case, at=at)
        locking.put(case, step=step, proposed=outcome, proposed_by_id=locking.staff(by), offered_to=None, **runs)
        telling.step(case, what="proposed", unit=case.unit, at=at, words=said)
        detail = {"outcome": outcome}
        about = (telling.KIND, case.id)
        record.write(what="propose_case", by=by, at=at, subject=about, person_id=case.person_id, detail=detail)
        return case


def send_back(*, case_id: uuid.UUID, words: str, by: Actor, at: datetime.datetime, version: int | None = None) -> Case:
    """Send a proposal back with the reason. Source: I10."""
    with transaction.atomic():
        case, step = locking.office(case_id=case_id, act="send_back_case", by=by, version=version)
        said = complaint.words(words, field="words", needed=True)
        locking.put(case, step=step, proposed="", proposed_by=None)
        telling.step(case, what="sent_back", unit=case.unit, at=at, words=said)
        record.write(what="send_back_case", by=by, at=at, subject=(telling.KIND, case.id), person_id=case.person_id)
        return case


def grant(*, case_id: uuid.UUID, words: str, by: Actor, at: datetime.datetime, version: int | None = None) -> Case:
    """Grant a case; `words` tell the person what comes next, if anything.

    Raises Refusal "second_needed", "four_eyes", "other_outcome", "stale", "not_allowed_in_state". Source: I9.
    """
    with transaction.atomic():
        case, step = locking.office(case_id=case_id, act="grant_case", by=by, version=version)
        staff = _decider(case, outcome=_GRANTED, by=by)
        said = complaint.words(words, field="words", needed=False)
        locking.put(case, step=step, decided_at=at, decided_by_id=staff, closed_at=at, **_closed(case, at=at))
        keep(case, outcome=_GRANTED, reason=said, article="", by=by, at=at)
        record.write(what="grant_case", by=by, at=at, subject=(telling.KIND, case.id), person_id=case.person_id)
        followers.granted(case=case, by=by, at=at)
        telling.person(case, "case_granted", at=at)
        return case


def refuse(
    *,
    case_id: uuid.UUID,
    reason: str,
    article: str,
    by: Actor,
    at: datetime.datetime,
    version: int | None = None,
) -> Case:
    """Refuse in writing: a named officer, with the reason and the article (a key of law.case.ground.grounds).

    Raises Refusal as `grant`, "reason_missing", "article_missing". Source: I10.
    """
    with transaction.atomic():
        case, step = locking.office(case_id=case_id, act="refuse_case", by=by, version=version)
        staff = _decider(case, outcome=_REFUSED, by=by)
        why, cited = reasoned(case, reason=reason, article=article)
        locking.put(case, step=step, decided_at=at, decided_by_id=staff, closed_at=at, **_closed(case, at=at))
        keep(case, outcome=_REFUSED, reason=why, article=cited, by=by, at=at)
        booking.call_off(case, at=at)
        about, detail = (telling.KIND, case.id), {"article": cited}
        record.write(
            what="refuse_case", by=by, at=at, subject=about, person_id=case.person_id, reason=why[:300], detail=detail
        )
        followers.left(case=case, at=at)
        telling.person(case, "case_refused", at=at, why=why.rstrip("。."))
        return case


def reasoned(case: Case, *, reason: str, article: str) -> tuple[str, str]:
    """Read reason and article of a decision on a case; raises Refusal."""
    known = catalogue.current()
    grounds = ground.grounds(service=services.of(case.service), rules=known.rules, sources=known.sources)
    return ground.reasoned(reason=reason, article=article, known=grounds)


def keep(case: Case, *, outcome: str, reason: str, article: str, by: Actor, at: datetime.datetime) -> None:
    """Keep a decision of the officer's own office, also where that is the one above the owner. Part of a larger act."""
    CaseDecision.objects.create(
        case=case,
        person_id=case.person_id,
        outcome=outcome,
        reason=reason,
        article=article,
        at=at,
        due_on=case.limit_on,
        by_id=locking.staff(by),
        unit_id=by.unit_id or case.unit_id,
    )


def _decider(case: Case, *, outcome: str, by: Actor) -> uuid.UUID:
    staff = locking.staff(by)
    if case.state != "proposed":
        if services.of(case.service).second:
            raise Refusal("second_needed", _SECOND, rule="I10")
        return staff
    if staff == case.proposed_by_id:
        raise Refusal("four_eyes", _SAME, rule="I10")
    if outcome != case.proposed:
        raise Refusal("other_outcome", _OTHER, rule="I10")
    return staff


def _closed(case: Case, *, at: datetime.datetime) -> dict[str, object]:
    runs = _unanswered(case, at=at)
    closing.loose_ends(case, at=at)
    telling.let_go(case, at=at)
    return {**runs, **closing.NOTHING}


def _unanswered(case: Case, *, at: datetime.datetime) -> dict[str, object]:
    """End a question that nobody answered: what the clock stood for is left out, and from now on it runs. Source: I9."""
    case.questions.filter(answered_at=None).update(answered_at=at)
    return clock.resumed(case, at=at)
