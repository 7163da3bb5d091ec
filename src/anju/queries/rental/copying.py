"""What is on file of a person's public rental housing and nominations, for that person's copy. Source: L5."""

from typing import Any

from anju.law import award as awards
from anju.law.rental import life, order, words
from anju.models import Nomination, Person, RentalEntry, RentalObjection
from anju.queries import awards as nominations
from anju.queries.rental import mine


def of_person(*, person: Person) -> list[dict[str, Any]]:
    """Return the places on the list, as plain values with Chinese labels."""
    rows = RentalEntry.objects.filter(person=person).select_related("unit").order_by("entered_at", "id")
    return [_place(row) for row in rows]


def nominated(*, person: Person) -> list[dict[str, Any]]:
    """Return the nominations about a person; who nominated stays out."""
    rows = Nomination.objects.filter(person_id=person.id).select_related("award").order_by("nominated_at", "id")
    return [
        {
            "award": row.award.name,
            "state": awards.STATES[row.state].zh,
            "consent": awards.CONSENT[row.consent].zh,
            "story": nominations.detail(row).story,
            "published": row.summary,
            "nominated_at": row.nominated_at.isoformat(timespec="seconds"),
        }
        for row in rows
    ]


def _place(row: RentalEntry) -> dict[str, Any]:
    objections = RentalObjection.objects.filter(person_id=row.person_id, unit=row.unit).order_by("made_at", "id")
    return {
        "number": row.number,
        "office": row.unit.name,
        "state": life.STATES[row.state].zh,
        "people": row.people,
        "need": order.NEEDS[row.need].zh,
        "group": order.GROUPS[row.group].zh,
        "ranked_on": row.ranked_on.isoformat(),
        "entered_at": row.entered_at.isoformat(timespec="seconds"),
        "waits_until": row.waits_until.isoformat(),
        "confirmed_on": row.confirmed_on.isoformat(),
        "ended_why": words.ENDS[row.ended_why].zh if row.ended_why else "",
        "offers": [
            {
                "flat": f"{one.flat.estate} {one.flat.number}",
                "state": words.OFFER_STATES[one.state].zh,
                "offered_at": one.offered_at.isoformat(timespec="seconds"),
                "why": one.why,
            }
            for one in row.offers.select_related("flat").order_by("offered_at", "id")
        ],
        "measures": _measures(row),
        "objections": [
            {"about": said.about.zh, "words": said.words, "state": said.state_text.zh, "answer": said.answer}
            for said in map(mine.objection, objections)
        ],
        "leases": _leases(row),
    }


def _measures(row: RentalEntry) -> list[dict[str, Any]]:
    return [
        {
            "what": words.MEASURES[one.what].zh,
            "cause": words.CAUSES[one.cause].zh,
            "reason": one.reason,
            "state": life.MEASURE_STATES[one.state].zh,
            "until": one.until.isoformat(),
        }
        for one in row.measures.order_by("told_at", "id")
    ]


def _leases(row: RentalEntry) -> list[dict[str, Any]]:
    return [
        {
            "flat": f"{one.flat.estate} {one.flat.number}",
            "rent_yuan": one.rent_fen / 100,
            "begins_on": one.begins_on.isoformat(),
            "ended_on": one.ended_on.isoformat() if one.ended_on else "",
        }
        for one in row.leases.select_related("flat").order_by("begins_on", "id")
    ]
