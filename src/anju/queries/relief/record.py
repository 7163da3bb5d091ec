"""The requests a post sees, and one with its way: never another street's, another county's or another department's. Source: O1."""

import datetime
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from anju.law import codes, identity
from anju.law import relief as law
from anju.law.absent import Absent
from anju.law.deadline import Due
from anju.law.refusal import Refusal
from anju.law.relief import Kind
from anju.law.wording import Text
from anju.models import Relief, ReliefStep, Stay
from anju.queries import rules
from anju.queries.queue import Cursor
from anju.queries.relief import offices
from anju.queries.scope import Scope
from anju.vault import seal

SIZE = 30
FILTERS: dict[str, Text] = {
    "open": Text(zh="全部在办", en="All open"),
    "taken": Text(zh="待核实", en="To look into"),
    "checked": Text(zh="待审批", en="To decide"),
    "approved": Text(zh="待发放", en="To pay"),
    "paid": Text(zh="待回访", en="To follow up"),
    "urgent": Text(zh="急难", en="Urgent"),
    "done": Text(zh="已办结", en="Closed"),
}
_UNKNOWN = Text(
    zh="没有这个筛选条件，请从列出的条件中选择。", en="There is no such filter. Please choose one of those listed."
)
DONE = ("closed", "refused", "withdrawn")


@dataclass(frozen=True)
class Row:
    """One request of a list, masked; what happened stands on its own page."""

    id: uuid.UUID
    code: str
    name: str
    place: str
    state: Text
    urgent: bool
    taken_at: datetime.datetime
    due: Due
    amount: str


@dataclass(frozen=True)
class Said:
    """One step with what was said."""

    at: datetime.datetime
    what: str
    text: Text
    words: Mapping[str, str]


@dataclass(frozen=True)
class Page:
    """A page of the list, and where the next one begins."""

    rows: tuple[Row, ...]
    after: Cursor | None


@dataclass(frozen=True)
class Detail:
    """One request as its offices see it."""

    relief: Relief
    name: str
    state: Text
    due: Due
    kind: Text | None
    amount: str
    paid: str
    # what the street may decide itself, in yuan; "" where nothing
    street_decides: bool
    steps: tuple[Said, ...]


def seen(scope: Scope) -> QuerySet[Relief]:
    """Return the requests a post sees: its own street's, its own county's, or those its own office took in."""
    if not offices.takes(scope):
        return Relief.objects.none()
    return Relief.objects.filter(Q(street=scope.unit) | Q(county=scope.unit) | Q(taken_unit=scope.unit))


def one(scope: Scope, *, relief_id: uuid.UUID) -> Relief:
    """Return one request; raises Absent alike for what is not there and what is not theirs."""
    found = _with(seen(scope)).filter(id=relief_id).first()
    if found is None:
        raise Absent("relief")
    return found


def page(*, scope: Scope, show: str = "open", after: Cursor | None = None, size: int = SIZE) -> Page:
    """Return a page of a list, the nearest limit first; raises Refusal "unknown_filter"."""
    if show not in FILTERS:
        raise Refusal("unknown_filter", _UNKNOWN, field="show")
    states = DONE if show == "done" else law.OPEN if show in ("open", "urgent") else (show,)
    rows = _with(seen(scope)).filter(state__in=states).order_by("due_on", "id")
    if show == "urgent":
        rows = rows.filter(urgent=True)
    if after is not None:
        rows = rows.filter(Q(due_on__gt=after.on) | Q(due_on=after.on, id__gt=after.id))
    found = list(rows[: size + 1])
    first = _first(found[:size])
    shown = tuple(_row(held, first.get(held.id, {})) for held in found[:size])
    last = found[size - 1] if len(found) > size else None
    return Page(rows=shown, after=Cursor(on=last.due_on, id=last.id) if last is not None else None)


def detail(relief: Relief, *, on: datetime.date) -> Detail:
    """Return one request with its way; the caller opened it (actions.relief.open_one)."""
    steps = tuple(_said(step) for step in relief.steps.select_related("unit").order_by("at", "id"))
    place = [code for code in relief.community.path.split("/") if code]
    policy = rules.policy(place=place, on=on)
    return Detail(
        relief=relief,
        name=relief.person.name if relief.person is not None else (steps[0].words.get("name", "") if steps else ""),
        state=law.STATES[relief.state],
        due=_due(relief),
        kind=codes.label(Kind, relief.kind) if relief.kind else None,
        amount=law.yuan(relief.amount_fen) if relief.amount_fen else "",
        paid=law.yuan(relief.paid_fen) if relief.paid_fen else "",
        street_decides=law.street_decides(amount_fen=relief.amount_fen, kind=relief.kind, policy=policy),
        steps=steps,
    )


def of_person(*, person_id: uuid.UUID, on: datetime.date) -> list[Detail]:
    """Return a person's requests, the newest first; the caller has checked who asks."""
    rows = _with(Relief.objects.filter(person_id=person_id)).order_by("-taken_at", "-id")
    return [detail(row, on=on) for row in rows[:SIZE]]


def going_on(*, person_id: uuid.UUID) -> uuid.UUID | None:
    """Return a person's request that isn't decided yet, so that an application leads to it instead of to another one."""
    rows = Relief.objects.filter(person_id=person_id, state__in=["taken", "checked"])
    return rows.values_list("id", flat=True).first()


def number_of(*, person_id: uuid.UUID) -> tuple[str, str]:
    """Return the file number and community of a person's registration; empty where there is none."""
    rows = Stay.objects.filter(person_id=person_id, state="registered")
    return rows.values_list("number", "community_id").first() or ("", "")


def opened(step: ReliefStep) -> dict[str, str]:
    """Return what was said in a step; nothing once its time is over (L7)."""
    if step.words is None:
        return {}
    found: dict[str, str] = json.loads(seal.unseal(data=bytes(step.words), column="relief_step.words", owner=step.id))
    return found


def _with(rows: QuerySet[Relief]) -> QuerySet[Relief]:
    return rows.select_related("person", "community__parent", "street", "county", "taken_unit")


def _first(rows: list[Relief]) -> dict[uuid.UUID, dict[str, str]]:
    unnamed = [row.id for row in rows if row.person_id is None]
    steps = ReliefStep.objects.filter(relief_id__in=unnamed, what="taken")
    return {step.relief_id: opened(step) for step in steps}


def _row(held: Relief, said: Mapping[str, str]) -> Row:
    name = held.person.name if held.person is not None else said.get("name", "")
    return Row(
        id=held.id,
        code=held.code,
        name=identity.mask_name(name),
        place=held.community.name,
        state=law.STATES[held.state],
        urgent=held.urgent,
        taken_at=held.taken_at,
        due=_due(held),
        amount=law.yuan(held.amount_fen) if held.amount_fen else "",
    )


def _due(held: Relief) -> Due:
    on = held.follow_on if held.state == "paid" and held.follow_on is not None else held.due_on
    return Due(on=on, provisional=held.due_provisional, rule="I9", started=held.taken_at.date())


def _said(step: ReliefStep) -> Said:
    unit = Text(zh=step.unit.name, en=step.unit.name_en or step.unit.name)
    text = law.STEPS[step.what].format(unit=unit)
    return Said(at=step.at, what=step.what, text=text, words=opened(step))
