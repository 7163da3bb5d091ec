"""What follows in the transaction in which a child's case is granted: the place of the round is theirs. Source: I5, I10.

actions.case calls it, so it must not import actions.case.
"""

import datetime

from anju.actions import message, record
from anju.law import city, deadline
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.school import life
from anju.law.wording import Text
from anju.models import Case, SchoolWish
from anju.queries import rules

_NO_PLACE = Text(
    zh="这份报名还没有安排学校，先在“入学报名”里试排并公布，再录取。",
    en="No school is set for this application yet: allot and announce the round first.",
)


def enter(*, case: Case, by: Actor, at: datetime.datetime) -> None:
    """Give the child the place that was announced; a case of no round has none to give. Part of a larger act.

    Raises Refusal "no_place" while nothing is announced: it undoes the decision.
    """
    wish = (
        SchoolWish.objects.select_for_update(of=("self",))
        .select_related("round", "school", "person")
        .filter(case=case)
        .first()
    )
    # after a review the place was given already
    if wish is None or wish.state != "waiting":
        return
    if wish.school is None or wish.round.state != "announced":
        raise Refusal("no_place", _NO_PLACE, rule="I5")
    step = life.WISH.follow(state=wish.state, act="grant_place")
    wish.state, wish.granted_at, wish.version = step.target, at, wish.version + 1
    wish.reply_by = reply_by(wish, at=at)
    wish.save(update_fields=["state", "granted_at", "version", "reply_by"])
    detail = {"school": str(wish.school_id), "choice": wish.choice}
    about = ("school_wish", wish.id)
    record.write(what="grant_place", by=by, at=at, subject=about, person_id=wish.person_id, detail=detail)
    tell(wish, "school_offered", at=at, school=wish.school.name, until=str(wish.reply_by))


def reply_by(wish: SchoolWish, *, at: datetime.datetime) -> datetime.date:
    """Return the last day for the guardian's word, from today."""
    return deadline.calendar_days(
        start=city.day(at), count=wish.round.reply_days, calendar=rules.calendar(), rule="I5"
    ).on


def tell(wish: SchoolWish, kind: str, *, at: datetime.datetime, **params: str) -> bool:
    """Tell the guardian of a step, once; tell whether it was news. Part of a larger act."""
    made = message.to_person(
        person=wish.person,
        kind=kind,
        params=params,
        link=f"/my/school/wishes/{wish.id}/",
        dedupe=f"{kind}:{wish.id}:{wish.version}",
        at=at,
    )
    return made is not None
