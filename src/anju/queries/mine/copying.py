"""The copy of everything on file about a person, for that person. Source: L5."""

import datetime
from typing import Any

from anju.law import authority, city, identity
from anju.law import stay as law
from anju.law.codes import DwellingKind, EndReason, IdKind, Sex, StayReason, label, purpose
from anju.models import Guardianship, OriginCounty, Person, Resident, Stay
from anju.queries import exempt, traces
from anju.queries.case import copying as cases
from anju.queries.dispute import copying as disputes
from anju.queries.immunisation import copying as vaccinations
from anju.queries.job import sent as jobs
from anju.queries.mine import details, overview
from anju.queries.permit import copying as permits
from anju.queries.relief import copying as relief
from anju.queries.rental import copying as rental
from anju.queries.school import copying as schooling


def copy(*, who: Resident, person: Person, at: datetime.datetime) -> dict[str, Any]:
    """Return what is on file about a person a resident may see, in full, as plain values with Chinese labels.

    Raises Absent for a record that is not theirs. The acts come without the names of staff (L12: unit and role).
    """
    found = details.person(who=who, person_id=person.id)
    county = OriginCounty.objects.filter(code=found.hukou_county).values_list("full_name", flat=True).first()
    stays = found.stays.select_related("person", "address", "station", "community__parent__parent").order_by(
        "declared_at", "id"
    )
    return {
        "title": "本人在居住登记系统中的全部信息 / Everything on file about you",
        "made_at": at.isoformat(timespec="seconds"),
        "person": {
            "name": found.name,
            "sex": label(Sex, found.sex).zh,
            "birth_on": found.birth_on.isoformat(),
            "id_kind": label(IdKind, found.id_kind).zh,
            "id_number": details.id_number(found),
            "phone": details.phone(found),
            "hukou_county": {"code": found.hukou_county, "name": county or found.hukou_county},
            "since": found.created_at.isoformat(timespec="seconds"),
        },
        "no_duty": _no_duty(found, city.day(at)),
        "stays": [_stay(stay) for stay in stays],
        "residence_permit": permits.of_person(person=found),
        **_applied(found),
        "school": schooling.of_person(person=found),
        "work": jobs.copied(person=found),
        "public_rental": rental.of_person(person=found),
        "nominations": rental.nominated(person=found),
        "vaccinations": vaccinations.of_person(person=found),
        "relief": relief.of_person(person=found),
        "acts_for_you": [
            _link(link.guardian, link) for link in found.guardians.select_related("guardian").order_by("since")
        ],
        "you_act_for": [_link(link.ward, link) for link in found.wards.select_related("ward").order_by("since")],
        "looked_at": [_trace(trace) for trace in traces.reads(person=found, viewer=who.id, most=1000)],
        "done": [_trace(trace) for trace in traces.done(person=found, viewer=who.id, most=1000)],
    }


def _applied(person: Person) -> dict[str, Any]:
    return {"services": cases.of_person(person=person), "disputes": disputes.of_person(person=person)}


def _no_duty(person: Person, on: datetime.date) -> dict[str, str] | None:
    found = exempt.of_person(person=person, on=on)
    return {"kind": found.kind.zh, "since": found.since.isoformat()} if found is not None else None


def _stay(stay: Stay) -> dict[str, Any]:
    return {
        "number": stay.number,
        "state": law.STATES[stay.state].zh,
        "address": overview.address_line(stay),
        "dwelling": label(DwellingKind, stay.address.dwelling).zh,
        "station": stay.station.name,
        "reason": label(StayReason, stay.reason).zh,
        "workplace": stay.workplace,
        "arrived_on": _day(stay.arrived_on),
        "declared_at": stay.declared_at.isoformat(timespec="seconds"),
        "due_on": _day(stay.due_on),
        "registered_on": _day(stay.registered_on),
        "counted_from": _day(stay.counted_from),
        "confirmed_on": _day(stay.confirmed_on),
        "ended_on": _day(stay.ended_on),
        "end_reason": label(EndReason, stay.end_reason).zh if stay.end_reason else "",
        "receipts": [
            {"number": receipt.number, "issued_on": _day(receipt.issued_on)}
            for receipt in stay.receipts.order_by("issued_on", "id")
        ],
        "agent": {"name": stay.agent_name, "relation": stay.agent_relation} if stay.agent_name else None,
    }


def _link(other: Person, link: Guardianship) -> dict[str, Any]:
    # another person's name on one's own copy: masked
    return {"name": identity.mask_name(other.name), "since": link.since.isoformat(timespec="seconds")}


def _trace(trace: traces.Trace) -> dict[str, Any]:
    return {
        "at": trace.at.isoformat(timespec="seconds"),
        "what": authority.TABLE[trace.what].text.zh if trace.what in authority.TABLE else trace.what,
        "unit": trace.unit.zh,
        "role": trace.role.zh,
        "purpose": purpose(trace.purpose).zh if trace.purpose else "",
        "reason": trace.reason,
    }


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day is not None else ""
