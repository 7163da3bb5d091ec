"""One permit for whoever works on it: its window, years, cards, endorsements, ends and earlier time. Source: D6, F, G1."""

import datetime
import uuid
from dataclasses import dataclass

from anju.law.absent import Absent
from anju.models import Card, Endorsement, PastResidence, Permit, PermitEnding, PermitFile
from anju.queries import endorsement
from anju.queries import files as stays
from anju.queries.endorsement import Outlook
from anju.queries.permit import files


@dataclass(frozen=True)
class Holding:
    """All that a page on a permit shows, masked."""

    permit: Permit
    outlook: Outlook
    masked: dict[str, str]
    cards: tuple[Card, ...]
    endorsements: tuple[Endorsement, ...]
    endings: tuple[PermitEnding, ...]
    past: tuple[PastResidence, ...]
    # applications of the person, the one being handled first
    files: tuple[PermitFile, ...]

    @property
    def open_ending(self) -> PermitEnding | None:
        """The end that is under way."""
        return next((ending for ending in self.endings if ending.state in endorsement.OPEN_ENDS), None)


def view(*, permit: Permit, on: datetime.date) -> Holding:
    """Return all about a permit, in a constant number of statements; the caller has checked the scope."""
    return Holding(
        permit=permit,
        outlook=endorsement.outlook(permit=permit, on=on),
        masked=stays.masked(permit.stay),
        cards=tuple(Card.objects.filter(permit=permit).select_related("collect_at").order_by("-id")),
        endorsements=tuple(permit.endorsements.order_by("-number", "-asked_at")),
        endings=tuple(permit.endings.order_by("-id")),
        past=tuple(endorsement.past(person_id=permit.person_id)),
        files=tuple(files.of_person(person_id=permit.person_id)),
    )


def past(*, permit: Permit, past_id: uuid.UUID) -> PastResidence:
    """Return earlier time of a permit's person; raises Absent for anybody else's."""
    found = PastResidence.objects.filter(id=past_id, person_id=permit.person_id).first()
    if found is None:
        raise Absent("past_residence")
    return found
