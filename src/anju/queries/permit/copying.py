"""What is on file about a person's permits, in full, for that person's own copy. Source: L5, E9."""

import datetime
from collections.abc import Iterable
from typing import Any

from anju.law.codes import PermitEndReason, PermitFileKind, PermitGround, Relation, label
from anju.law.permit import application, card, life
from anju.law.permit import file as law
from anju.law.permit.ground import ProofKind
from anju.models import (
    Card,
    Endorsement,
    PastResidence,
    Permit,
    PermitFile,
    PermitNotice,
    PermitProof,
    Person,
    Suspension,
    Upload,
)
from anju.queries.permit import files
from anju.vault import seal


def of_person(*, person: Person) -> dict[str, Any]:
    """Return it as plain values with Chinese labels, in a constant number of statements."""
    applications = PermitFile.objects.filter(person=person).select_related("station", "authority", "collect_at")
    permits = Permit.objects.filter(person=person).select_related("authority")
    proofs = PermitProof.objects.filter(person=person).order_by("given_at", "id")
    notices = PermitNotice.objects.filter(person_id=person.id).order_by("told_at", "id")
    return {
        "applications": [_file(row, notices) for row in applications.order_by("applied_at", "id")],
        "permits": [_permit(row) for row in permits.order_by("issued_on", "id")],
        "proofs": [_proof(row) for row in proofs],
        "cards": [_card(row) for row in Card.objects.filter(person_id=person.id).order_by("id")],
        "endorsements": [_endorsement(row) for row in Endorsement.objects.filter(person_id=person.id).order_by("id")],
        "without_function": [
            {"from": _day(row.start), "until": _day(row.end)}
            for row in Suspension.objects.filter(person_id=person.id).order_by("start", "id")
        ],
        "earlier_residence": [
            {"from": _day(row.from_on), "until": _day(row.until_on), "months": row.months, "proof": row.proof}
            for row in PastResidence.objects.filter(person=person, removed_at=None).order_by("from_on", "id")
        ],
        "pictures": [
            {"purpose": row.purpose, "made_at": _moment(row.made_at), "deleted_at": _moment(row.swept_at)}
            for row in Upload.objects.defer("content").filter(person=person).order_by("made_at", "id")
        ],
    }


def _file(row: PermitFile, notices: Iterable[PermitNotice]) -> dict[str, Any]:
    return {
        "number": row.number,
        "kind": label(PermitFileKind, row.kind).zh,
        "state": law.STATES[row.state].zh,
        "ground": label(PermitGround, row.ground).zh if row.ground else "",
        "cause": card.CAUSES[row.cause].zh if row.cause else "",
        "ethnicity": files.plain(file=row, field="ethnicity"),
        "station": row.station.name,
        "authority": row.authority.name,
        "collect_at": row.collect_at.name,
        "agent": _agent(row),
        "applied_at": _moment(row.applied_at),
        "accepted_at": _moment(row.accepted_at),
        "due_on": _day(row.due_on),
        "extended_because": row.extended_why,
        "decided_at": _moment(row.decided_at),
        "refused_because": row.refusal,
        "refused_on": law.REFUSAL_BASES[row.refusal_basis].zh if row.refusal_basis else "",
        "fee_fen": row.fee_fen,
        "told_missing": [
            {
                "told_at": _moment(notice.told_at),
                "items": [
                    {"item": application.ITEMS[entry["item"]].zh, "note": entry["note"]} for entry in notice.missing
                ],
            }
            for notice in notices
            if notice.file_id == row.id
        ],
    }


def _agent(row: PermitFile) -> dict[str, str] | None:
    # another person's number on one's own copy: left out
    if not row.agent_name:
        return None
    return {"name": row.agent_name, "relation": label(Relation, row.agent_relation).zh}


def _permit(row: Permit) -> dict[str, Any]:
    return {
        "number": row.number,
        "state": life.STATES[row.state].zh,
        "ground": label(PermitGround, row.ground).zh,
        "authority": row.authority.name,
        "ethnicity": seal.unseal(data=bytes(row.ethnicity), column="permit.ethnicity", owner=row.id),
        "issued_on": _day(row.issued_on),
        "residence_since": _day(row.since),
        "endorsed": row.endorsed,
        "window": [_day(row.window_opens_on), _day(row.window_closes_on)],
        "suspended_on": _day(row.suspended_on),
        "ended_on": _day(row.ended_on),
        "end_reason": label(PermitEndReason, row.end_reason).zh if row.end_reason else "",
    }


def _proof(row: PermitProof) -> dict[str, Any]:
    return {
        "ground": label(PermitGround, row.ground).zh,
        "kind": label(ProofKind, row.kind).zh,
        "source": files.SOURCES[row.source].zh,
        "workplace": row.workplace,
        "valid_until": _day(row.valid_until),
        "given_at": _moment(row.given_at),
        "checked_at": _moment(row.checked_at),
    }


def _card(row: Card) -> dict[str, Any]:
    return {
        "state": card.STATES[row.state].zh,
        "card_number": row.card_number,
        "ready_on": _day(row.ready_on),
        "handed_on": _day(row.handed_on),
    }


def _endorsement(row: Endorsement) -> dict[str, Any]:
    return {
        "anniversary": row.number,
        "state": life.ENDORSEMENT.states[row.state].zh,
        "asked_at": _moment(row.asked_at),
        "done_on": _day(row.done_on),
        "late": row.late,
        "because": row.reason,
    }


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day is not None else ""


def _moment(at: datetime.datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at is not None else ""
