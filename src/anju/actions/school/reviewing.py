"""After an objection: the review keeps the place or gives another; by somebody who had no part in the decision. Source: I10."""

import datetime
import uuid

from django.db import transaction

from anju.actions import admission, record, seating
from anju.actions import case as cases
from anju.actions.school import locking
from anju.actions.school.joining import KIND
from anju.law.refusal import Refusal
from anju.law.school import life
from anju.law.wording import Text
from anju.models import School, SchoolWish
from anju.queries.school import listed
from anju.queries.scope import Scope

_FULL = Text(
    zh="这所学校没有剩下的学位，请先增加学位或者换一所。",
    en="This school has no place left; add one first, or choose another.",
)
_SCHOOL = Text(zh="请选择学校。", en="Please choose a school.")


def confirm(*, scope: Scope, wish_id: uuid.UUID, reason: str, article: str, at: datetime.datetime) -> SchoolWish:
    """Keep the place on review, with reason and article. Raises Refusal as cases.confirm."""
    with transaction.atomic():
        row = locking.wish(scope=scope, wish_id=wish_id, act="confirm_case")
        cases.confirm(case_id=row.case_id, reason=reason, article=article, by=scope.actor, at=at)
        return row


def place(
    *, scope: Scope, wish_id: uuid.UUID, school: str, reason: str, article: str, at: datetime.datetime
) -> SchoolWish:
    """Give another school on review, where one has room; the old place goes to the next in its order.

    Raises Refusal "no_room", "school_missing", and those of cases.change.
    """
    with transaction.atomic():
        row = locking.wish(scope=scope, wish_id=wish_id, act="place_pupil")
        step = life.WISH.follow(state=row.state, act="place_pupil")
        new, old = _with_room(row, school), row.school
        if row.state in ("waiting", "declined") or old == new:
            old = None
        # a better place that was kept meanwhile is free again
        freed = [one for one in (row.up, old) if one is not None and one != new]
        choice = row.schools.index(str(new.id)) + 1 if str(new.id) in row.schools else 0
        locking.put(
            row,
            state=step.target,
            school=new,
            choice=choice,
            up=None,
            up_by=None,
            granted_at=row.granted_at or at,
            reply_by=admission.reply_by(row, at=at),
        )
        cases.change(case_id=row.case_id, reason=reason, article=article, by=scope.actor, at=at)
        detail = {"school": str(new.id)}
        about = (KIND, row.id)
        record.write(what="place_pupil", by=scope.actor, at=at, subject=about, person_id=row.person_id, detail=detail)
        admission.tell(row, "school_offered", at=at, school=new.name, until=str(row.reply_by))
        for one in freed:
            seating.pass_on(row.round, one, at=at)
        return row


def _with_room(row: SchoolWish, school: str) -> School:
    found = next((one for one in listed.rooms(round_=row.round) if one.school == school), None)
    if found is None:
        raise Refusal("school_missing", _SCHOOL, field="school", rule="I10")
    # one's own, or one that is kept for this child already
    if found.free < 1 and school not in (str(row.school_id), str(row.up_id)):
        raise Refusal("no_room", _FULL, field="school", rule="I10")
    return School.objects.get(id=uuid.UUID(school))
