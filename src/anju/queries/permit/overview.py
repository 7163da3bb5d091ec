"""Where a person stands with the permit: the countdown, the file being handled, the permit, its card and its window.

Source: E1, E6, F2, G2.
"""

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from anju.law.permit import card as cards
from anju.law.permit import file as law
from anju.law.permit import life
from anju.law.wording import Text
from anju.models import Card, Permit, PermitFile, PermitNotice, Resident, Stay
from anju.queries import reference
from anju.queries.permit import facts
from anju.queries.permit.files import Limits, limits_of
from anju.queries.reference import Reference


@dataclass(frozen=True)
class Mine:
    """Everything about the permit of one person, for that person."""

    # the registration in force; without one nothing can be asked for
    stay: Stay | None
    eligible_from: datetime.date | None
    days_left: int
    # the newest application; being handled, or decided
    file: PermitFile | None
    limits: Limits | None
    notice: PermitNotice | None
    # the permit in force, or the last one
    permit: Permit | None
    card: Card | None
    # the card in the person's hands while a newer one is under way
    old_card: Card | None
    on: datetime.date

    @property
    def eligible(self) -> bool:
        """Whether the half year is over."""
        return self.eligible_from is not None and self.on >= self.eligible_from

    @property
    def has_permit(self) -> bool:
        """Whether a permit is in force, in use or suspended."""
        return self.permit is not None and self.permit.state in life.ACTIVE

    @property
    def file_open(self) -> bool:
        """Whether an application is being handled."""
        return self.file is not None and self.file.state in law.OPEN

    @property
    def file_state(self) -> Text | None:
        """The state of the application in words."""
        return law.STATES[self.file.state] if self.file is not None else None

    @property
    def permit_state(self) -> Text | None:
        """The state of the permit in words."""
        return life.STATES[self.permit.state] if self.permit is not None else None

    @property
    def card_state(self) -> Text | None:
        """The state of the card in words."""
        return cards.STATES[self.card.state] if self.card is not None else None

    @property
    def window_open(self) -> bool:
        """Whether the permit can be endorsed today, in time."""
        permit = self.permit
        if permit is None or permit.state != "valid":
            return False
        return permit.window_opens_on <= self.on <= permit.window_closes_on


def mine(*, person_id: uuid.UUID, on: datetime.date) -> Mine:
    """Return where a person stands on a day; whose it is the caller has seen to."""
    return of_people(people=[person_id], on=on)[person_id]


def of_resident(*, who: Resident, on: datetime.date) -> list[tuple[bool, uuid.UUID, Mine]]:
    """Return the same for everyone a resident acts for, themselves first: whether a ward, whose, what."""
    bound = list(who.bindings.filter(until=None).order_by("kind", "since").values_list("kind", "person_id"))
    found = of_people(people=[key for _, key in bound], on=on)
    return [(kind == "ward", key, found[key]) for kind, key in bound]


def of_people(*, people: Collection[uuid.UUID], on: datetime.date) -> dict[uuid.UUID, Mine]:
    """Return where people stand on a day, in a constant number of statements."""
    held = reference.current()
    stays = {
        stay.person_id: stay
        for stay in Stay.objects.filter(person_id__in=people, state="registered").select_related(
            "person", "address", "community", "station"
        )
    }
    # of each the newest; the permit in force was issued last: nobody gets a second one while it lasts (E3)
    files = {
        file.person_id: file
        for file in PermitFile.objects.filter(person_id__in=people)
        .select_related("community", "station", "collect_at", "authority")
        .order_by("person_id", "-applied_at", "-id")
        .distinct("person_id")
    }
    permits = {
        permit.person_id: permit
        for permit in Permit.objects.filter(person_id__in=people)
        .select_related("community", "station", "authority")
        .order_by("person_id", "-issued_on", "-id")
        .distinct("person_id")
    }
    keys = [file.id for file in files.values()]
    notices = {notice.file_id: notice for notice in PermitNotice.objects.filter(file_id__in=keys, answered_at=None)}
    cards_of = _cards([permit.id for permit in permits.values()])
    return {
        person: _mine(stays.get(person), files.get(person), permits.get(person), notices, cards_of, on, held)
        for person in people
    }


def _mine(
    stay: Stay | None,
    file: PermitFile | None,
    permit: Permit | None,
    notices: Mapping[uuid.UUID, PermitNotice],
    cards_of: Mapping[uuid.UUID, Sequence[Card]],
    on: datetime.date,
    held: Reference,
) -> Mine:
    ripe = facts.eligible_from(stay=stay, on=on, held=held) if stay is not None else None
    rows = cards_of.get(permit.id, ()) if permit is not None else ()
    standing = [row for row in rows if row.state != "void"] or rows
    return Mine(
        stay=stay,
        eligible_from=ripe,
        days_left=max(0, (ripe - on).days) if ripe is not None else 0,
        file=file,
        limits=limits_of(file, held=held) if file is not None else None,
        notice=notices.get(file.id) if file is not None else None,
        permit=permit,
        card=standing[0] if standing else None,
        old_card=next((row for row in standing[1:] if row.state in {"held", "lost"}), None),
        on=on,
    )


def _cards(permits: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Card]]:
    found: dict[uuid.UUID, list[Card]] = {}
    for card in Card.objects.filter(permit_id__in=permits).select_related("collect_at").order_by("-id"):
        found.setdefault(card.permit_id, []).append(card)
    return found
