"""Allotting and announcing: pure rules in law.school.allotment, the list read and written whole. Source: I5.

The machine orders by the published rules and admits nobody: each place is granted by a named officer after (I10).
"""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from anju.actions import record, seating
from anju.actions.case import locking as cases
from anju.actions.school import locking
from anju.actions.school.opening import KIND
from anju.law import city
from anju.law.refusal import Refusal
from anju.law.school import allotment, life
from anju.law.school.allotment import Placed, Pupil
from anju.law.wording import Text
from anju.models import SchoolRound, SchoolWish
from anju.queries.school import listed
from anju.queries.school.listed import Row
from anju.queries.scope import Scope

_OPEN = Text(
    zh="报名到{last}才结束，结束以后才能试排。", en="The round is open until {last}; places are allotted after it."
)
_UNCHECKED = Text(
    zh="还有{count}份报名的情况没有核对，核对完再试排。", en="{count} applications have claims that nobody checked yet."
)
_WITHOUT = Text(
    zh="还有{count}个孩子没有学位。每个孩子都要有学上：请增加学位再试排。",
    en="{count} children have no place yet. Every child gets one: add places and allot again.",
)
_CHANGED = Text(
    zh="试排以后有人撤回或者没有通过，请重新试排再公布。",
    en="Somebody has left since it was allotted. Please allot again before it is announced.",
)
_EARLY = Text(zh="公布日期是{day}，还没有到。", en="The result was promised for {day}, not before.")
_SAME = Text(zh="试排的人不能公布结果，请另一人复核后公布。", en="Whoever allotted it can't announce it too.")


def allot(*, scope: Scope, round_id: uuid.UUID, at: datetime.datetime, version: int | None = None) -> SchoolRound:
    """Allot the places of a round that is closed, as a trial that nobody sees yet; can be done again.

    Raises Refusal "still_open", "claims_unchecked", "stale".
    """
    with transaction.atomic():
        held, step = locking.round_(scope=scope, round_id=round_id, act="allot_round", version=version)
        if city.day(at) <= held.last_on:
            raise Refusal("still_open", _OPEN.format(last=held.last_on), rule="I5")
        count = unchecked(held, late=False)
        if count:
            raise Refusal("claims_unchecked", _UNCHECKED.format(count=count), rule="I5")
        _gone(held).update(school=None, choice=None, draw=None, counted=None)
        placed = _allotted(held, listed.rows(round_=held, late=False), left=False)
        locking.put(held, state=step.target, allotted_by_id=cases.staff(scope.actor), allotted_at=at)
        detail = {"children": len(placed), "without": sum(not one.school for one in placed)}
        record.write(what="allot_round", by=scope.actor, at=at, subject=(KIND, held.id), detail=detail)
        return held


def announce(*, scope: Scope, round_id: uuid.UUID, at: datetime.datetime, version: int | None = None) -> SchoolRound:
    """Announce the result that somebody else allotted, with its seed, on the promised day.

    Raises Refusal "four_eyes", "too_early", "without_place", "trial_over", "stale".
    """
    with transaction.atomic():
        held, step = locking.round_(scope=scope, round_id=round_id, act="announce_round", version=version)
        staff = cases.staff(scope.actor)
        if staff == held.allotted_by_id:
            raise Refusal("four_eyes", _SAME, rule="I5")
        if city.day(at) < held.announce_on:
            raise Refusal("too_early", _EARLY.format(day=held.announce_on), rule="I5")
        count = taking_part(held).filter(late=False, school=None).count()
        if count:
            raise Refusal("without_place", _WITHOUT.format(count=count), rule="I5")
        if _gone(held).exists():
            raise Refusal("trial_over", _CHANGED, rule="I5")
        shown = seating.secret(held)
        locking.put(held, state=step.target, announced_by_id=staff, announced_at=at, seed_shown=shown, seed=None)
        detail = {"seed": held.seed_shown}
        record.write(what="announce_round", by=scope.actor, at=at, subject=(KIND, held.id), detail=detail)
        return held


def allot_late(*, scope: Scope, round_id: uuid.UUID, at: datetime.datetime, version: int | None = None) -> int:
    """Give those who came late what is left, by the same rules; return how many. Raises as `allot`, "without_place"."""
    with transaction.atomic():
        held, step = locking.round_(scope=scope, round_id=round_id, act="allot_late", version=version)
        count = unchecked(held, late=True)
        if count:
            raise Refusal("claims_unchecked", _UNCHECKED.format(count=count), rule="I5")
        placed = _allotted(held, listed.rows(round_=held, late=True), left=True)
        without = sum(not one.school for one in placed)
        if without:
            raise Refusal("without_place", _WITHOUT.format(count=without), rule="I5")
        locking.put(held, state=step.target)
        detail = {"children": len(placed)}
        record.write(what="allot_late", by=scope.actor, at=at, subject=(KIND, held.id), detail=detail)
        return len(placed)


def taking_part(held: SchoolRound) -> QuerySet[SchoolWish]:
    """Return who waits for a place in a round."""
    return SchoolWish.objects.filter(round=held, state="waiting", case__state__in=life.TAKING_PART)


def unchecked(held: SchoolRound, *, late: bool) -> int:
    """Return how many applications have a claim that no officer looked at."""
    open_claim = Q(work=True, work_ok=None) | Q(sibling__isnull=False, sibling_ok=None)
    return taking_part(held).filter(open_claim, late=late).count()


def _gone(held: SchoolRound) -> QuerySet[SchoolWish]:
    """Return who was placed by a trial and takes no part any more."""
    placed = SchoolWish.objects.filter(round=held, state="waiting", counted__isnull=False)
    return placed.exclude(case__state__in=life.TAKING_PART)


def _allotted(held: SchoolRound, rows: Sequence[Row], *, left: bool) -> tuple[Placed, ...]:
    pupils = [listed.pupil(row, order=held.rules, within=held.within) for row in rows]
    seats, seed = listed.seats(listed.rooms(round_=held), left=left), seating.secret(held)
    placed = allotment.allot(pupils=pupils, schools=seats, seed=seed)
    if allotment.blocking(pupils=pupils, schools=seats, placed=placed, seed=seed):
        raise ValueError("An allotment leaves nobody with a better claim behind.")
    ends = {one.number: one for one in placed}
    listed.write([_line(row, pupil, ends[row.number]) for row, pupil in zip(rows, pupils, strict=True)])
    return placed


def _line(row: Row, pupil: Pupil, end: Placed) -> tuple[uuid.UUID, str, int, int, dict[str, Any]]:
    # the place too: the list that is published stays as it was counted, whoever moves after
    counted = {
        **row.counted,
        "groups": [pupil.groups[school] for school in pupil.wishes],
        "school": end.school,
        "choice": end.choice,
    }
    return row.id, end.school, end.choice, end.draw, counted
