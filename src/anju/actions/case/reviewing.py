"""Objecting to a decision, and its review by somebody who had no part in it. Source: I10."""

import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.case import closing, deciding, followers, locking, telling
from anju.law import authority, city, complaint
from anju.law.actor import Actor
from anju.law.case import life, limits
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Case, Person
from anju.vault import seal

_OVER = Text(
    zh="提出异议的期限{until}已过，可以重新申请或者依法申请行政复议。",
    en="The time to object ended on {until}. You can apply again, or ask for administrative reconsideration.",
)
_AGAIN = Text(zh="这个事项您已经重新申请（{number}）。", en="You have applied for this again ({number}).")
_SAME = Text(zh="复核由没有参与原决定的人办理。", en="Somebody who had no part in the decision has to review it.")


def protest(*, case_id: uuid.UUID, words: str, by: Actor, at: datetime.datetime, version: int | None = None) -> Case:
    """Object to a decision within the city's limit. Raises Refusal "objection_over", "open_again", "words_missing"."""
    authority.demand(by=by, act="object_case")
    with transaction.atomic():
        # the person first, as whoever applies does, so that no two cases of one service are open
        Person.objects.select_for_update(no_key=True).filter(cases=case_id).first()
        case, step = locking.applicant(case_id=case_id, act="object_case", by=by, at=at, version=version)
        text = complaint.words(words, field="words", needed=True)
        decision = case.decisions.get(outcome=case.state)
        # as the notice said: what is made shorter since is so for later decisions
        then, today = telling.here(case, at=decision.at), city.day(at)
        until = limits.objection_until(decided_on=city.day(decision.at), calendar=then.calendar, policy=then.policy)
        if until.is_over(on=today):
            raise Refusal("objection_over", _OVER.format(until=until.on), rule="I10")
        other = Case.objects.filter(person_id=case.person_id, service=case.service, state__in=life.OPEN).first()
        if other is not None:
            raise Refusal("open_again", _AGAIN.format(number=other.number), rule="I10")
        decision.objection = seal.seal(text=text, column="case_decision.objection", owner=decision.id)
        decision.objected_at = at
        decision.save(update_fields=["objection", "objected_at"])
        held = telling.here(case, at=at)
        due = limits.review_due(objected_on=today, calendar=held.calendar, policy=held.policy)
        limit = {"limit_on": due.on, "limit_provisional": due.provisional, "limit_was": None}
        locking.put(case, step=step, closed_at=None, **limit)
        telling.hold(case)
        record.write(what="object_case", by=by, at=at, subject=(telling.KIND, case.id), person_id=case.person_id)
        telling.person(case, "case_objected", at=at, until=str(due.on))
        return case


def confirm(
    *, case_id: uuid.UUID, reason: str, article: str, by: Actor, at: datetime.datetime, version: int | None = None
) -> Case:
    """Confirm a decision on review, with reason and article. Raises Refusal "four_eyes" and those of `refuse`."""
    return _review(case_id, reason, article, act="confirm_case", told="case_confirmed", by=by, at=at, version=version)


def change(
    *, case_id: uuid.UUID, reason: str, article: str, by: Actor, at: datetime.datetime, version: int | None = None
) -> Case:
    """Change a decision on review, with reason and article. Raises Refusal "four_eyes" and those of `refuse`."""
    return _review(case_id, reason, article, act="change_case", told="case_changed", by=by, at=at, version=version)


def _review(
    case_id: uuid.UUID,
    reason: str,
    article: str,
    *,
    act: str,
    told: str,
    by: Actor,
    at: datetime.datetime,
    version: int | None,
) -> Case:
    with transaction.atomic():
        case, step = locking.office(case_id=case_id, act=act, by=by, version=version)
        staff = locking.staff(by)
        if staff in (case.decided_by_id, case.proposed_by_id):
            raise Refusal("four_eyes", _SAME, rule="I10")
        why, cited = deciding.reasoned(case, reason=reason, article=article)
        locking.put(case, step=step, closed_at=at, **closing.NOTHING)
        deciding.keep(case, outcome=step.target, reason=why, article=cited, by=by, at=at)
        telling.let_go(case, at=at)
        about, detail = (telling.KIND, case.id), {"article": cited}
        record.write(what=act, by=by, at=at, subject=about, person_id=case.person_id, reason=why[:300], detail=detail)
        if step.target == "changed" and case.decisions.filter(outcome="refused").exists():
            # a refusal changed on review is a grant
            followers.granted(case=case, by=by, at=at)
        elif step.target == "changed":
            followers.undone(case=case, by=by, at=at)
        telling.person(case, told, at=at, why=why)
        return case
