"""One case, two hands: rows are locked and their version asked for; only who owns a case acts on it. Source: J2, I9."""

import datetime
import uuid

from django.db.models import Q, QuerySet

from anju.actions.permit import locking
from anju.law import city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.case import life
from anju.law.lifecycle import Step
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Binding, Case, Post
from anju.queries import scope as scopes
from anju.queries import visitors

STALE = Text(
    zh="这件事项刚刚被别人处理过，请刷新后再看。您填写的内容还在。",
    en="Somebody has just worked on this case. Reload and look again; what you typed is kept.",
)


def office(*, case_id: uuid.UUID, act: str, by: Actor, version: int | None) -> tuple[Case, Step]:
    """Return the locked case of the actor's own office, or of one it is late in, and the step; Absent for everyone else's."""
    mine = Q(unit_id=by.unit_id) | Q(escalated_to_id=by.unit_id)
    return _taken(_rows().filter(mine, id=case_id) if by.unit_id is not None else Case.objects.none(), act, version)


def applicant(
    *, case_id: uuid.UUID, act: str, by: Actor, at: datetime.datetime, version: int | None
) -> tuple[Case, Step]:
    """Return the locked case of somebody the actor acts for, and the step; Absent for everyone else's.

    An officer acts for whoever stands at the window of the office that owns the case, and for nobody else's.
    """
    case = _rows().filter(id=case_id).first()
    if case is None or (by.role == "officer" and case.unit_id != by.unit_id):
        raise Absent("case")
    # before anything else: a stranger doesn't even learn how a case stands
    acts_for(person_id=case.person_id, by=by, at=at)
    return _follow(case, act, version)


def row(*, case_id: uuid.UUID, by: Actor) -> Case:
    """Return the locked case of the actor's own office, whatever its state; Absent for everyone else's."""
    mine = Q(unit_id=by.unit_id) | Q(escalated_to_id=by.unit_id)
    found = _rows().filter(mine, id=case_id).first() if by.unit_id is not None else None
    if found is None:
        raise Absent("case")
    return found


def fresh(case: Case, *, version: int | None) -> None:
    """Raise Refusal "stale" unless the case is the one that was seen; None where no page was."""
    if version is not None and case.version != version:
        raise Refusal("stale", STALE)


def put(case: Case, *, step: Step, **values: object) -> None:
    """Write the step's target state and the values given; open parts are due with their case."""
    case.former_state = case.state
    case.state = step.target
    case.version += 1
    for name, value in values.items():
        setattr(case, name, value)
    case.save(update_fields=["former_state", "state", "version", *values])
    if "limit_on" in values:
        case.parts.filter(state="asked").update(due_on=case.limit_on, due_provisional=case.limit_provisional)


def acts_for(*, person_id: uuid.UUID, by: Actor, at: datetime.datetime) -> str:
    """Return how somebody acts for a person: self, ward or desk; Absent for whoever may not.

    A resident is bound to the record; a desk or coordinator has a stay of the person in scope, an officer one in the
    area of the office. Source: B8, O1.
    """
    if by.kind == "resident":
        bound = Binding.objects.filter(resident=by.id, person_id=person_id, until=None).first() if by.id else None
        if bound is None:
            raise Absent("person")
        return bound.kind
    post = Post.objects.select_related("unit", "staff").filter(id=by.post_id).first() if by.post_id else None
    if post is None:
        raise Absent("person")
    scope = visitors.post_scope(post=post, on=city.day(at))
    if not scopes.stands_here(scope, person_id=person_id):
        raise Absent("person")
    return "desk"


def staff(by: Actor) -> uuid.UUID:
    """Return the person of staff who acts, also through a machine; Absent for anyone else: no machine decides (I10)."""
    found = locking.staff_of(by=by)
    if found is None:
        raise Absent("staff")
    return found


def _taken(rows: QuerySet[Case], act: str, version: int | None) -> tuple[Case, Step]:
    found = rows.first()
    if found is None:
        raise Absent("case")
    return _follow(found, act, version)


def _follow(case: Case, act: str, version: int | None) -> tuple[Case, Step]:
    fresh(case, version=version)
    return case, life.LIFECYCLE.follow(state=case.state, act=act)


def _rows() -> QuerySet[Case]:
    return (
        Case.objects.select_for_update(of=("self",))
        .select_related("person", "community", "unit__parent", "offered_to", "escalated_to")
        .order_by()
    )
