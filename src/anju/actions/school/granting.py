"""Admitting: a named officer grants the cases of an announced round, each its own decision. Source: I5, I10."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from anju.actions import case as cases
from anju.actions.school import locking
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.law.school import ground
from anju.law.wording import Text
from anju.models import Case, SchoolWish
from anju.queries.scope import Scope

_GONE = Text(zh="这份报名已经不在名单里。", en="This application isn't on the list any more.")
_WORDS = Text(zh="录取学校：{school}（{choice}）。", en="School: {school} ({choice}).")
MOST = 200


@dataclass(frozen=True)
class Outcome:
    """What became of one child's admission."""

    wish_id: uuid.UUID
    refusal: Refusal | None


def grant_many(*, scope: Scope, wish_ids: Iterable[uuid.UUID], at: datetime.datetime) -> list[Outcome]:
    """Admit children one by one, each in its own transaction; one that can't be leaves the rest alone; 200 at most."""
    locking.office(scope=scope, act="grant_place")
    return [_granted(scope, key, at=at) for key in list(dict.fromkeys(wish_ids))[:MOST]]


def _granted(scope: Scope, wish_id: uuid.UUID, *, at: datetime.datetime) -> Outcome:
    try:
        with transaction.atomic():
            _grant(scope, wish_id, at=at)
    except Refusal as refusal:
        return Outcome(wish_id=wish_id, refusal=refusal)
    except Absent:
        return Outcome(wish_id=wish_id, refusal=Refusal("absent", _GONE))
    return Outcome(wish_id=wish_id, refusal=None)


def _grant(scope: Scope, wish_id: uuid.UUID, *, at: datetime.datetime) -> None:
    found = SchoolWish.objects.select_related("school", "case").filter(id=wish_id, round__unit=scope.unit).first()
    if found is None:
        raise Absent("wish")
    # the case first, as everywhere; then the place as it is now
    Case.objects.select_for_update().get(id=found.case_id)
    found = SchoolWish.objects.select_for_update(of=("self",)).select_related("school", "case").get(id=found.id)
    if found.case.state == "sent":
        cases.take(case_id=found.case_id, by=scope.actor, at=at)
    # without a school the case refuses to be granted
    name = found.school.name if found.school is not None else ""
    words = _WORDS.format(school=name, choice=ground.choice(found.choice or 0)).zh
    cases.grant(case_id=found.case_id, words=words, by=scope.actor, at=at)
