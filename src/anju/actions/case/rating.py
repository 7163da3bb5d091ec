"""One rating a finished case; the rated office never sees whose, the two lowest are followed up by another office. Source: J3, J4."""

import datetime
import uuid

from django.db import transaction

from anju.actions import message, record
from anju.actions.case import locking, telling
from anju.law import authority, city, complaint
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.case import life, limits, rating
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Case, CaseRating
from anju.queries.case import routing
from anju.vault import seal

_NOT_YET = Text(zh="办结以后可以评价。", en="It can be rated once it is settled.")
_ONCE = Text(zh="这件事项已经评价过，谢谢。", en="You have rated this already. Thank you.")
_DONE = Text(zh="这件评价已经跟进完毕。", en="This rating has been followed up already.")
_SAME = Text(zh="被评价的工作人员不能跟进。", en="The rated officer can't follow it up.")


def rate(*, case_id: uuid.UUID, grade: str, words: str, by: Actor, at: datetime.datetime) -> CaseRating:
    """Rate a finished case once; nothing of it shows on the case. Source: J3, J4.

    Raises Refusal "not_finished", "rated_before", "not_an_option", "words_too_long"; Absent for anyone else's case.
    """
    authority.demand(by=by, act="rate_case")
    with transaction.atomic():
        rows = Case.objects.select_for_update(of=("self",)).select_related("community", "unit__parent", "decided_by")
        case = rows.filter(id=case_id).first()
        if case is None:
            raise Absent("case")
        locking.acts_for(person_id=case.person_id, by=by, at=at)
        if case.state not in life.FINISHED or case.decided_by is None:
            raise Refusal("not_finished", _NOT_YET, rule="J3")
        if CaseRating.objects.filter(case=case).exists():
            raise Refusal("rated_before", _ONCE, rule="J3")
        made = _made(case, grade=grade, words=words, at=at)
        # the case's own number would tell the rated office whose it is (J4): the act names the rating alone
        record.write(what="rate_case", by=by, at=at, subject=("case_rating", made.id), person_id=case.person_id)
        return made


def follow_up(*, rating_id: uuid.UUID, words: str, done: bool, by: Actor, at: datetime.datetime) -> CaseRating:
    """Note that somebody was reached, or what came of it; never by the rated officer or office. Source: J3.

    Raises Refusal "followed_before", "same_officer", "words_missing"; Absent for every office but the one it is given to.
    """
    with transaction.atomic():
        mine = CaseRating.objects.select_for_update(of=("self",)).filter(id=rating_id, follow_unit_id=by.unit_id)
        held = mine.exclude(follow_unit=None).first()
        if held is None:
            raise Absent("case_rating")
        staff = locking.staff(by)
        if held.follow_up == "done":
            raise Refusal("followed_before", _DONE, rule="J3")
        if staff == held.officer_id:
            raise Refusal("same_officer", _SAME, rule="J3")
        said = complaint.words(words, field="words", needed=done)
        held.contacted_at = held.contacted_at or at
        if done:
            held.follow_up, held.done_at, held.done_by_id = "done", at, staff
            held.outcome = seal.seal(text=said, column="case_rating.outcome", owner=held.id)
        held.save(update_fields=["contacted_at", "follow_up", "done_at", "done_by", "outcome"])
        about, detail = ("case_rating", held.id), {"done": done}
        record.write(what="follow_case_up", by=by, at=at, subject=about, person_id=held.person_id, detail=detail)
        return held


def _made(case: Case, *, grade: str, words: str, at: datetime.datetime) -> CaseRating:
    chosen, said = rating.grade(grade), complaint.words(words, field="words", needed=False)
    key, today = uuid.uuid4(), city.day(at)
    # whose officer decided, which for a late case can be the office above the one that owns it
    unit = case.decisions.select_related("unit__parent").get(outcome__in=["granted", "refused"]).unit
    made = CaseRating(
        id=key,
        case=case,
        person_id=case.person_id,
        service=case.service,
        unit=unit,
        officer=case.decided_by,
        grade=str(chosen),
        words=seal.seal(text=said, column="case_rating.words", owner=key) if said else None,
        rated_on=today,
    )
    if chosen in rating.LOW:
        _give(made, case, today=today, at=at)
    made.save(force_insert=True)
    return made


def _give(made: CaseRating, case: Case, *, today: datetime.date, at: datetime.datetime) -> None:
    held = telling.here(case, at=at)
    due = limits.follow_up_due(rated_on=today, calendar=held.calendar, policy=held.policy)
    made.follow_up, made.due_on, made.due_provisional = "open", due.on, due.provisional
    made.contact_due_on = limits.contact_due(rated_on=today, calendar=held.calendar, policy=held.policy).on
    made.follow_unit = routing.overseeing(unit=made.unit, path=case.community.path, on=today)
    if made.follow_unit is not None:
        message.to_unit(
            unit_id=made.follow_unit.id,
            roles=("officer", "overseer"),
            kind="rating_follow_up",
            params={"until": str(due.on)},
            dedupe=f"rating_follow_up:{made.id}",
            link="/cases/ratings/",
            at=at,
        )
