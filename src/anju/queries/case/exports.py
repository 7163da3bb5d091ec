"""Exports of lists as those who ask for them and those who release them see them; nobody else does. Source: L3, O1."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from anju.law import city, codes
from anju.law import export as law
from anju.law.absent import Absent
from anju.law.policy import Policy
from anju.law.wording import Text
from anju.models import CaseExport, Post, Unit
from anju.queries import rules
from anju.queries.case import queue, routing
from anju.queries.offering import laid
from anju.queries.scope import Scope

# lists that a file may be made of: what is only offered bears no names and is nobody's yet
LISTS = {key: text for key, text in queue.FILTERS.items() if key != "offered"}
SHOWN = 50


@dataclass(frozen=True)
class Shown:
    """One export as a page shows it."""

    row: CaseExport
    listed: Text
    purpose: Text
    office: Text
    above: Text | None
    lapsed: bool
    # whether whoever looks asked for it
    own: bool

    @property
    def state(self) -> Text:
        """How it stands."""
        return law.LAPSED if self.lapsed else law.LIFECYCLE.states[self.row.state]

    @property
    def possible(self) -> frozenset[str]:
        """The acts that its state and time still allow."""
        if self.lapsed:
            return frozenset()
        return frozenset(step.act for step in law.LIFECYCLE.acts_from(self.row.state))


def mine(*, scope: Scope, at: datetime.datetime) -> list[Shown]:
    """Return what an officer asked for at this office, the newest first."""
    rows = _own(scope).select_related("unit", "above", "reviewed_by").order_by("-asked_at", "-id")
    return [shown(row, scope=scope, at=at) for row in rows[:SHOWN]]


def to_review(*, scope: Scope, at: datetime.datetime) -> list[Shown]:
    """Return what waits for this post to release, the first asked first."""
    rows = waiting(scope=scope, on=city.day(at)).select_related("unit", "above", "asked_by").order_by("asked_at", "id")
    return [shown(row, scope=scope, at=at) for row in rows[:SHOWN]]


def waiting(*, scope: Scope, on: datetime.date) -> QuerySet[CaseExport]:
    """Return what a post may release and has not lapsed before a day, without what its holder asked for."""
    today = datetime.datetime.combine(on, datetime.time(), city.TIME)
    return reviewed(scope).filter(state="asked", until__gte=today).exclude(asked_by=scope.actor.id)


def reviewed(scope: Scope) -> QuerySet[CaseExport]:
    """Return the exports of which a post is second: of its own office and those below in its department, and what was put
    before its office. What needs somebody higher up is not for the office that asked.
    """
    put = Q(above=scope.unit)
    if scope.role != "officer":
        return CaseExport.objects.filter(put) if scope.role == "overseer" else CaseExport.objects.none()
    below = Q(unit__department=scope.unit.department, unit__path__startswith=scope.unit.path)
    return CaseExport.objects.filter(put | (below & ~Q(unit=scope.unit, higher=True)))


def one(*, scope: Scope, export_id: uuid.UUID, at: datetime.datetime) -> Shown:
    """Return one export for whoever asked for it or may release it; raises Absent for everyone else."""
    both = (_own(scope), reviewed(scope))
    found = (rows.select_related("unit", "above", "asked_by", "reviewed_by").filter(id=export_id) for rows in both)
    row = next((first for rows in found if (first := rows.first()) is not None), None)
    if row is None:
        raise Absent("export")
    return shown(row, scope=scope, at=at)


def shown(row: CaseExport, *, scope: Scope, at: datetime.datetime) -> Shown:
    """Return an export as whoever looks sees it."""
    return Shown(
        row=row,
        listed=queue.FILTERS[row.listed],
        purpose=codes.purpose(row.purpose),
        office=named(row.unit),
        above=named(row.above) if row.above is not None else None,
        lapsed=law.lapsed(state=row.state, until=row.until, at=at),
        own=row.asked_by_id == scope.actor.id,
    )


def above(*, scope: Scope, on: datetime.date) -> Unit | None:
    """Return the office that releases what needs somebody higher up, or what nobody else of the own office can: the nearest
    one above in which somebody else works.
    """
    unit, passed = scope.unit, {scope.unit.id}
    while (found := routing.overseeing(unit=unit, path=_area(scope), on=on)) is not None and found.id not in passed:
        held = Post.objects.filter(unit=found, role__in=law.REVIEWERS, valid_from__lte=on, staff__is_active=True)
        if held.exclude(valid_to__lte=on).exclude(staff=scope.actor.id).exists():
            return found
        passed.add(found.id)
        unit = found
    return None


def policy(*, scope: Scope, on: datetime.date) -> Policy:
    """Return the policy of the office's own area."""
    return rules.policy(place=laid.codes(_area(scope)), on=on)


def _area(scope: Scope) -> str:
    return scope.areas[0] if scope.areas else ""


def _own(scope: Scope) -> QuerySet[CaseExport]:
    return CaseExport.objects.filter(asked_by=scope.actor.id, unit=scope.unit)


def named(unit: Unit) -> Text:
    """Return an office by its name in both languages."""
    return Text(zh=unit.name, en=unit.name_en or unit.name)
