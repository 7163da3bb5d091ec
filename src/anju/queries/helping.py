"""Help calls: those of a post's own office as giver or receiver, and what of them an office above may know. Source: J2, L2."""

import datetime
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from anju.law import codes
from anju.law import helping as law
from anju.law.absent import Absent
from anju.law.helping import How, Outcome
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Division, HelpCall, HelpStep, Unit
from anju.queries import scope as scopes
from anju.queries.relief import offices
from anju.queries.scope import Scope
from anju.vault import seal

SIZE = 30
# a rescue station is a station of civil affairs; where there is none, the bureau itself
DEPARTMENT, RESCUE = "civil_affairs", "station"
FILTERS: dict[str, Text] = {
    "open": Text(zh="全部在办", en="All open"),
    "received": Text(zh="转给我们，待接收", en="Handed to us"),
    "late": Text(zh="超时没接收", en="Late"),
    "accepted": Text(zh="救助中", en="Being helped"),
    "declined": Text(zh="没被接收，要再转", en="Declined, to hand on"),
    "done": Text(zh="已办结", en="Closed"),
}
_UNKNOWN = Text(
    zh="没有这个筛选条件，请从列出的条件中选择。", en="There is no such filter. Please choose one of those listed."
)
_CURSOR = Text(zh="页码无效，请从第一页开始。", en="This page mark isn't valid. Please start from the first page.")


@dataclass(frozen=True)
class After:
    """The last row of a page: its limit and its key."""

    at: datetime.datetime
    id: uuid.UUID

    @property
    def text(self) -> str:
        """The cursor for an address."""
        return f"{self.at.isoformat()}_{self.id}"


@dataclass(frozen=True)
class Row:
    """One call of a list; what was seen stands on its own page."""

    id: uuid.UUID
    code: str
    minor: bool
    state: str
    state_text: Text
    area: str
    giver: Text
    receiver: Text
    taken_at: datetime.datetime
    due_at: datetime.datetime
    late: bool
    next_on: datetime.date | None
    # to accept: handed to the office that looks
    to_accept: bool


@dataclass(frozen=True)
class Page:
    """A page of the list, and where the next one begins."""

    rows: tuple[Row, ...]
    after: After | None


@dataclass(frozen=True)
class Said:
    """One step with what was said."""

    at: datetime.datetime
    what: str
    text: Text
    words: Mapping[str, str]


@dataclass(frozen=True)
class Detail:
    """One call as its two offices see it."""

    call: HelpCall
    row: Row
    how: Text
    outcome: Text | None
    informed: tuple[Text, ...]
    # which side looks
    gives: bool
    receives: bool
    steps: tuple[Said, ...]


def seen(scope: Scope) -> QuerySet[HelpCall]:
    """Return the calls a post's office gave or received; nobody else sees any."""
    if scope.role not in law.ANYONE:
        return HelpCall.objects.none()
    mine = Q(giver=scope.unit) | Q(receiver=scope.unit, receiver__department=DEPARTMENT)
    return HelpCall.objects.filter(mine)


def above(scope: Scope, *, at: datetime.datetime) -> list[Row]:
    """Return the late calls put before a post's office: where and since when, never what was seen."""
    if scope.role not in law.RECEIVERS:
        return []
    rows = _with(HelpCall.objects.filter(escalated_to=scope.unit, state__in=law.WAITING)).order_by("due_at", "id")
    return [_row(held, scope.unit, at=at) for held in rows[:SIZE]]


def one(scope: Scope, *, call_id: uuid.UUID) -> HelpCall:
    """Return one call; raises Absent alike for what is not there and what is not theirs."""
    found = _with(seen(scope)).filter(id=call_id).first()
    if found is None:
        raise Absent("help_call")
    return found


def page(
    *, scope: Scope, at: datetime.datetime, show: str = "open", after: After | None = None, size: int = SIZE
) -> Page:
    """Return a page of a list, the nearest limit first; raises Refusal "unknown_filter"."""
    if show not in FILTERS:
        raise Refusal("unknown_filter", _UNKNOWN, field="show")
    which = {
        "open": Q(state__in=law.OPEN),
        "received": Q(state="handed", receiver=scope.unit),
        "late": Q(state__in=law.WAITING, due_at__lt=at),
        "accepted": Q(state="accepted"),
        "declined": Q(state="declined", giver=scope.unit),
        "done": Q(state="closed"),
    }[show]
    rows = _with(seen(scope).filter(which)).order_by("due_at", "id")
    if after is not None:
        rows = rows.filter(Q(due_at__gt=after.at) | Q(due_at=after.at, id__gt=after.id))
    found = list(rows[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return Page(
        rows=tuple(_row(held, scope.unit, at=at) for held in found[:size]),
        after=After(at=last.due_at, id=last.id) if last is not None else None,
    )


def cursor(text: str) -> After | None:
    """Read a cursor from an address; raises Refusal "bad_cursor"."""
    if not text:
        return None
    moment, _, key = text.partition("_")
    try:
        read = datetime.datetime.fromisoformat(moment)
        # a moment without a zone, or beyond the calendar, is nobody's limit
        found = After(at=read.astimezone(datetime.UTC), id=uuid.UUID(key)) if read.tzinfo is not None else None
    except (ValueError, OverflowError) as error:
        raise Refusal("bad_cursor", _CURSOR, field="after") from error
    if found is None:
        raise Refusal("bad_cursor", _CURSOR, field="after")
    return found


def detail(call: HelpCall, *, scope: Scope, at: datetime.datetime) -> Detail:
    """Return one call with its way; the caller opened it (actions.helping.open_one)."""
    steps = call.steps.select_related("unit").order_by("at", "id")
    told = [unit for unit in (call.police, call.women) if unit is not None]
    return Detail(
        call=call,
        row=_row(call, scope.unit, at=at),
        how=codes.label(How, call.how),
        outcome=codes.label(Outcome, call.outcome) if call.outcome else None,
        informed=tuple(_name(unit) for unit in told),
        gives=call.giver_id == scope.unit.id,
        receives=call.receiver_id == scope.unit.id,
        steps=tuple(_said(step) for step in steps),
    )


def receiver(*, area: Division, on: datetime.date) -> Unit | None:
    """Return who is handed a call of a place: its rescue station, else its civil affairs."""
    return offices.nearest(DEPARTMENT, path=area.path, on=on, least="street", kind=RESCUE)


def informed(*, area: Division, on: datetime.date) -> tuple[Unit | None, Unit | None]:
    """Return whom the law has told of a minor alone: the police and the women's federation of the place."""
    police = scopes.station_for(community_path=area.path, on=on)
    police = police or offices.nearest("police", path=area.path, on=on, least="street")
    return police, offices.nearest("womens_federation", path=area.path, on=on, least="county")


def area(*, code: str) -> Division | None:
    """Return a place of the city on any level, while it exists."""
    if not code.isdigit():
        return None
    levels = ("county", "street", "community")
    return Division.objects.filter(code=code, level__in=levels, valid_to=None).first()


def others(*, scope: Scope, call: HelpCall, on: datetime.date) -> list[tuple[uuid.UUID, Text]]:
    """Return the offices a declined call can be handed to: civil affairs of the place and of the city, the last one left out."""
    found = [code for code in call.area.path.split("/") if code]
    rows = Unit.objects.filter(department=DEPARTMENT, valid_to=None, coverage__division_id__in=found)
    return [(unit.id, _name(unit)) for unit in rows.exclude(id=call.receiver_id).distinct().order_by("path")[:SIZE]]


def opened(step: HelpStep) -> dict[str, str]:
    """Return what was said in a step; nothing once its time is over (L7)."""
    if step.words is None:
        return {}
    found: dict[str, str] = json.loads(seal.unseal(data=bytes(step.words), column="help_step.words", owner=step.id))
    return found


def _with(rows: QuerySet[HelpCall]) -> QuerySet[HelpCall]:
    return rows.select_related("area", "giver", "receiver", "owner", "police", "women")


def _row(held: HelpCall, unit: Unit, *, at: datetime.datetime) -> Row:
    return Row(
        id=held.id,
        code=held.code,
        minor=held.minor,
        state=held.state,
        state_text=law.STATES[held.state],
        area=held.area.name,
        giver=_name(held.giver),
        receiver=_name(held.receiver),
        taken_at=held.taken_at,
        due_at=held.due_at,
        late=held.state in law.WAITING and held.due_at < at,
        next_on=held.next_on,
        to_accept=held.state == "handed" and held.receiver_id == unit.id,
    )


def _said(step: HelpStep) -> Said:
    return Said(at=step.at, what=step.what, text=law.STEPS[step.what].format(unit=_name(step.unit)), words=opened(step))


def _name(unit: Unit) -> Text:
    return Text(zh=unit.name, en=unit.name_en or unit.name)
