"""Changes of services as those who make and review them see them: by service, ahead and over; and what one would break.

Source: R9, C4, I3, I9, O1. A department sees its own services, an overseer all of them; a place only from above or within.
"""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from anju import catalogue
from anju.law.absent import Absent
from anju.law.case import life
from anju.law.offering import change as law
from anju.law.offering import proposal
from anju.law.offering.change import Change, Difference
from anju.law.offering.proposal import Waiting
from anju.law.service import Service
from anju.law.wording import Text
from anju.models import Booking, Case, Division, ServiceChange
from anju.queries import places
from anju.queries.offering import laid
from anju.queries.offering.laid import Changes
from anju.queries.places import Place
from anju.queries.scope import Scope

REVIEWERS = frozenset({"city", "county"})
MOST = 200


@dataclass(frozen=True)
class Row:
    """One service as a list shows it."""

    service: Service
    limit: Text
    # approved changes that lie ahead, and proposals that wait
    ahead: int
    waiting: int


@dataclass(frozen=True)
class Shown:
    """One change with what it makes other."""

    row: ServiceChange
    service: Text
    place: Place
    what: tuple[Difference, ...]
    # a proposal whose day came before anybody approved it
    lapsed: bool
    in_force: bool

    @property
    def state(self) -> Text:
        """How it stands."""
        return LAPSED if self.lapsed else proposal.LIFECYCLE.states[self.row.state]


LAPSED = Text(zh="没来得及审核，已失效", en="Not reviewed in time")


def department(scope: Scope) -> str:
    """Return the department whose services a post sees; empty for all of them."""
    return "" if scope.role == "overseer" else scope.unit.department


def known(scope: Scope, *, key: str) -> Service:
    """Return a service as its file has it; raises Absent for another department's."""
    found = catalogue.current().services.get(key)
    if found is None or department(scope) not in {"", found.department}:
        raise Absent("service")
    return found


def listed(scope: Scope, *, on: datetime.date) -> list[Row]:
    """Return the services a post sees, those with something to review first, in two statements."""
    seen = changes(scope).filter(state__in=["proposed", "approved"], begins__gt=on)
    ahead: dict[str, int] = {}
    waiting: dict[str, int] = {}
    for key, state in seen.values_list("service", "state"):
        (waiting if state == "proposed" else ahead).setdefault(key, 0)
        (waiting if state == "proposed" else ahead)[key] += 1
    own, offices, where = department(scope), catalogue.current().departments, _place(scope)
    held = laid.changes()
    rows = [
        Row(
            service=now,
            limit=law.shown(now, name="limit", on=on),
            ahead=ahead.get(key, 0),
            waiting=waiting.get(key, 0),
        )
        for key, file in catalogue.current().services.items()
        if own in {"", file.department}
        for now in [law.laid(file, held.get(key, ()), place=where, on=on)]
    ]
    return sorted(rows, key=lambda row: (-row.waiting, offices[row.service.department].order, row.service.id))


def changes(scope: Scope) -> QuerySet[ServiceChange]:
    """Return the changes a post sees: of its department, for places above it and within it."""
    inside = Q(pk__in=[])
    for area in scope.areas:
        inside |= Q(place__path__startswith=area) | Q(place__in=laid.codes(area))
    rows = ServiceChange.objects.filter(inside).select_related("place", "unit", "proposed_by", "reviewed_by")
    own = department(scope)
    return rows.filter(service__startswith=f"{own}/") if own else rows


def history(scope: Scope, *, key: str, on: datetime.date) -> list[Shown]:
    """Return the changes of one service, the newest first."""
    rows = changes(scope).filter(service=key).order_by("-proposed_at", "-id")
    held = laid.changes()
    return [shown(row, on=on, held=held) for row in rows[:MOST]]


def waiting(scope: Scope, *, on: datetime.date) -> list[Shown]:
    """Return what waits for a review, the nearest day first."""
    rows = changes(scope).filter(state="proposed", begins__gt=on).order_by("begins", "id")
    held = laid.changes()
    return [shown(row, on=on, held=held) for row in rows[:MOST]]


def one(scope: Scope, *, change_id: uuid.UUID, on: datetime.date) -> Shown:
    """Return one change; raises Absent for another's."""
    row = changes(scope).filter(id=change_id).first()
    if row is None:
        raise Absent("change")
    return shown(row, on=on, held=laid.changes())


def shown(row: ServiceChange, *, on: datetime.date, held: Changes) -> Shown:
    """Return a change with what it makes other on its first day."""
    file = catalogue.current().services.get(row.service)
    place = laid.codes(row.place.path)
    what: tuple[Difference, ...] = ()
    if file is not None:
        mine = Change(place=row.place_id, begins=row.begins, what=law.restored(row.what))
        others = [each for each in held.get(row.service, ()) if each != mine and each.begins <= row.begins]
        what = law.differences(file, others, change=mine, place=place)
    return Shown(
        row=row,
        service=file.name if file is not None else Text(zh=row.service, en=row.service),
        place=places.shown(row.place),
        what=what,
        lapsed=row.state == "proposed" and row.begins <= on,
        in_force=row.state == "approved" and row.begins <= on,
    )


def preview(*, file: Service, place: Sequence[str], what: law.What, begins: datetime.date) -> tuple[Difference, ...]:
    """Return what a proposed change would make other on its first day."""
    mine = Change(place=place[-1], begins=begins, what=what)
    return law.differences(file, laid.changes().get(file.id, ()), change=mine, place=place)


def where(scope: Scope) -> dict[str, Division]:
    """Return the city and counties a post may change a service for: its own and what lies below; none for a street's."""
    if scope.unit.level not in REVIEWERS or not scope.areas:
        return {}
    inside = Q(pk__in=[])
    for area in scope.areas:
        inside |= Q(path__startswith=area)
    rows = Division.objects.filter(inside, level__in=REVIEWERS, valid_to=None).order_by("path")
    return {row.code: row for row in rows}


def open_cases(*, service_id: str, place: Division) -> list[Waiting]:
    """Return the open cases of a service in a place, the oldest first."""
    rows = Case.objects.filter(service=service_id, state__in=life.OPEN, community__path__startswith=place.path)
    return [Waiting(*row) for row in rows.order_by("applied_at", "id").values_list("number", "state", "limit_on")]


def booked(*, service_id: str, place: Division, start: datetime.datetime) -> int:
    """Return how many times are booked for a service in a place from a moment on, beside those of open cases."""
    rows = Booking.objects.filter(service=service_id, state="booked", starts_at__gte=start, case=None)
    return rows.filter(slot__unit__coverage__division__path__startswith=place.path).distinct().count()


def on_first_day(*, file: Service, place: Sequence[str], begins: datetime.date) -> Service:
    """Return what would hold in a place on a change's first day without it."""
    return law.laid(file, laid.changes().get(file.id, ()), place=place, on=begins)


def _place(scope: Scope) -> Sequence[str]:
    return laid.codes(scope.areas[0]) if len(scope.areas) == 1 else laid.city()


def names() -> Mapping[str, Text]:
    """Return the services by name."""
    return {key: one.name for key, one in catalogue.current().services.items()}
