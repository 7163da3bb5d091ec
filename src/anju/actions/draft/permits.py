"""The draft of an application for a permit: what it knows already, and its sending. Source: B7, B8, E1–E4, E9, G1."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from anju.actions import permit as permits
from anju.law import city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.codes import Relation
from anju.law.refusal import Refusal
from anju.models import Binding, PermitFile, PermitProof, Resident, Stay
from anju.queries.mine import details
from anju.queries.permit import facts, files, offer


def of_person(*, who: Resident, person_id: uuid.UUID, kind: str, cause: str = "") -> dict[str, Any]:
    """Return the answers to begin with: whose permit, and who acts for a ward. Absent unless it is theirs."""
    binding = _binding(who, person_id)
    answers: dict[str, Any] = {"person": str(person_id), "kind": kind, "cause": cause}
    if binding.kind == "ward":
        answers |= {"ward": "yes", "agent": _agent(who, person_id)}
    return answers


def of_returned_permit(*, who: Resident, file_id: uuid.UUID) -> dict[str, Any]:
    """Return the answers of an application that came back, as given. Absent unless it is theirs and waits for them."""
    file = files.own(who=who, file_id=file_id)
    if file.state != "returned":
        raise Absent("permit_file")
    answers = of_person(who=who, person_id=file.person_id, kind=file.kind, cause=file.cause)
    proofs = PermitProof.objects.filter(subject_id=file.id).order_by("given_at", "id")
    answers |= {
        "file": str(file.id),
        "ground": file.ground,
        "proofs": [_proof(row) for row in proofs],
        "portrait": str(file.portrait_id) if file.portrait_id else None,
        "ethnicity": files.plain(file=file, field="ethnicity"),
        "collect_at": str(file.collect_at_id),
    }
    if file.agent_name:
        number = files.plain(file=file, field="agent_id_number")
        said = {"name": file.agent_name, "id_number": number, "relation": file.agent_relation, "why": file.agent_why}
        answers["agent"] = said
    return {name: value for name, value in answers.items() if value is not None}


def send(*, answers: Mapping[str, Any], who: Resident, by: Actor, at: datetime.datetime) -> PermitFile:
    """Send the application, or complete the one that came back. Part of a larger act.

    Raises Absent for a person or file of somebody else, Refusals with field paths, Refusal "not_registered", and
    whatever the acts themselves refuse.
    """
    person_id = _binding(who, _uuid(answers.get("person"))).person_id
    stay = Stay.objects.filter(person_id=person_id, state="registered").select_related("person", "community").first()
    if stay is None:
        raise Refusal("not_registered", facts.NOT_REGISTERED, rule="E1")
    asked = offer.read(raw=answers, stay=stay, on=city.day(at))
    if answers.get("file"):
        file = files.own(who=who, file_id=_uuid(answers.get("file")))
        return permits.complete(file_id=file.id, asked=asked, by=by, at=at)
    return permits.apply(person_id=person_id, stay_id=stay.id, asked=asked, channel="online", by=by, at=at)


def _binding(who: Resident, person_id: uuid.UUID) -> Binding:
    found = Binding.objects.filter(resident=who, person_id=person_id, until=None).first()
    if found is None:
        raise Absent("person")
    return found


def _agent(who: Resident, ward_id: uuid.UUID) -> dict[str, str]:
    """Return whoever signs in as the agent, as far as their own record tells."""
    own = Binding.objects.filter(resident=who, kind="self", until=None).select_related("person").first()
    if own is None:
        return {}
    stay = Stay.objects.filter(person_id=ward_id, state="registered").first()
    number = details.id_number(own.person)
    relation = stay.agent_relation if stay is not None and stay.agent_name == own.person.name else ""
    return {"name": own.person.name, "id_number": number, "relation": relation or str(Relation.GUARDIAN)}


def _proof(row: PermitProof) -> dict[str, Any]:
    if row.source == "house":
        return {"kind": row.kind, "source": "house"}
    until = row.valid_until.isoformat() if row.valid_until else ""
    return {"kind": row.kind, "source": row.source, "upload": str(row.upload_id or ""), "valid_until": until}


def _uuid(text: object) -> uuid.UUID:
    try:
        return uuid.UUID(str(text))
    except ValueError as error:
        raise Absent("person") from error
