"""What a person sees of their own place on the list: where, how long, the flat offered, what is said and answered. Source: I6, L12."""

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from anju import catalogue
from anju.law import city
from anju.law.case import ground
from anju.law.deadline import Due
from anju.law.draw import UNDRAWN
from anju.law.lifecycle import Step
from anju.law.rental import life, order, words
from anju.law.wording import Text
from anju.models import Binding, RentalEntry, RentalLease, RentalMeasure, RentalObjection, RentalOffer
from anju.queries.rental import public, turn
from anju.queries.rental.public import Result
from anju.queries.visitors import Resident
from anju.vault import seal

MOST = 50
SERVICE = "housing/public_rental"


@dataclass(frozen=True)
class Said:
    """One objection with its answer."""

    id: uuid.UUID
    about: Text
    words: str
    made_at: datetime.datetime
    due: Due
    state: str
    answer: str
    article: Text | None
    answered_at: datetime.datetime | None

    @property
    def state_text(self) -> Text:
        """The state in plain words."""
        return words.OBJECTION_STATES[self.state]


@dataclass(frozen=True)
class Told:
    """One measure with its reason, article and window."""

    id: uuid.UUID
    what: Text
    cause: Text
    reason: str
    article: Text
    state: str
    until: Due
    told_at: datetime.datetime
    open: bool

    @property
    def state_text(self) -> Text:
        """The state in plain words."""
        return life.MEASURE_STATES[self.state]


@dataclass(frozen=True)
class Own:
    """One place as the person sees it."""

    entry: RentalEntry
    # none before the draw, and off the list
    place: int | None
    drawn: bool
    rooms: int
    near: bool
    offers: tuple[RentalOffer, ...]
    offer: RentalOffer | None
    measures: tuple[Told, ...]
    objections: tuple[Said, ...]
    leases: tuple[RentalLease, ...]
    possible: tuple[Step, ...]

    @property
    def state_text(self) -> Text:
        """The state in plain words."""
        return life.STATES[self.entry.state]

    @property
    def group_text(self) -> Text:
        """The group in plain words."""
        return order.GROUPS[self.entry.group]

    @property
    def ended_text(self) -> Text:
        """Why the place came to its end, in plain words."""
        return words.ENDS.get(self.entry.ended_why, Text(zh="", en=""))


def people(*, who: Resident) -> list[uuid.UUID]:
    """Return the records a resident may see, their own first."""
    return list(Binding.objects.filter(resident=who, until=None).order_by("kind").values_list("person_id", flat=True))


def listed(*, people: Collection[uuid.UUID]) -> list[tuple[RentalEntry, int | None]]:
    """Return the places of a person and their wards with where they stand, the newest first."""
    rows = RentalEntry.objects.filter(person_id__in=people).select_related("person", "unit")
    return [(entry, _place(entry)) for entry in rows.order_by("-entered_at", "-id")[:MOST]]


def state(entry: RentalEntry) -> Text:
    """Return the state of a place in plain words."""
    return life.STATES[entry.state]


def of(*, entry: RentalEntry, on: datetime.date) -> Own:
    """Return one place that the person opened (actions.rental.open_own), or an officer with a purpose."""
    found = RentalEntry.objects.select_related("person", "unit", "round", "case__community").get(id=entry.id)
    offers = tuple(found.offers.select_related("flat").order_by("-offered_at", "-id")[:MOST])
    policy = turn.policy(found, on=on)
    return Own(
        entry=found,
        place=_place(found),
        drawn=found.lot != UNDRAWN,
        rooms=order.rooms(people=found.people, policy=policy),
        near=order.near(waits_until=found.waits_until, on=on),
        offers=offers,
        offer=next((one for one in offers if one.state in ("open", "accepted")), None),
        measures=tuple(_told(row) for row in found.measures.order_by("-told_at")[:MOST]),
        objections=said(person_id=found.person_id, entry=found),
        leases=tuple(found.leases.select_related("flat").order_by("-begins_on")[:MOST]),
        possible=tuple(step for step in life.LIFECYCLE.acts_from(found.state) if "resident" in step.who),
    )


def objectable(*, entry: RentalEntry, on: datetime.date) -> list[Result]:
    """Return the allotments of the same list that are published on a day, without one's own."""
    rows = RentalOffer.objects.filter(unit_id=entry.unit_id, state="accepted", published_until__gte=on)
    found = rows.exclude(entry=entry).select_related("entry__person", "flat").order_by("published_until", "id")
    return [public.result(row, on=on) for row in found[:MOST]]


def said(*, person_id: uuid.UUID, entry: RentalEntry) -> tuple[Said, ...]:
    """Return what a person objected to, about this place or an allotment of the same list."""
    rows = RentalObjection.objects.filter(person_id=person_id, unit_id=entry.unit_id).order_by("-made_at")
    return tuple(objection(row) for row in rows[:MOST])


def objection(row: RentalObjection) -> Said:
    """Return an objection, opened."""
    held = bytes(row.words)
    return Said(
        id=row.id,
        about=words.ABOUT[row.about],
        words=seal.unseal(data=held, column="rental_objection.words", owner=row.id) if held else "",
        made_at=row.made_at,
        due=Due(on=row.due_on, provisional=row.due_provisional, rule="I6", started=city.day(row.made_at)),
        state=row.state,
        answer=row.answer,
        article=grounds().get(row.article),
        answered_at=row.answered_at,
    )


def about(row: RentalObjection) -> Text:
    """Return what an objection is about, in plain words."""
    return words.ABOUT[row.about]


def grounds() -> dict[str, Text]:
    """Return on what a decision may rest: the service's own legal basis and its conditions. Source: I10."""
    known = catalogue.current()
    return dict(ground.grounds(service=known.services[SERVICE], rules=known.rules, sources=known.sources))


def _told(row: RentalMeasure) -> Told:
    return Told(
        id=row.id,
        what=words.MEASURES[row.what],
        cause=words.CAUSES[row.cause],
        reason=row.reason,
        article=grounds().get(row.article, Text(zh=row.article, en=row.article)),
        state=row.state,
        until=Due(on=row.until, provisional=row.until_provisional, rule="D6", started=city.day(row.told_at)),
        told_at=row.told_at,
        open=row.state in life.OPEN_MEASURES,
    )


def _place(entry: RentalEntry) -> int | None:
    return turn.place(entry) if entry.lot != UNDRAWN else None
