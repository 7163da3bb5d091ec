"""What is on file of a person's disputes and legal aid beyond the cases, for their own copy. Source: L5."""

import datetime
from typing import Any

from anju.law.dispute import kinds, life
from anju.models import Case, Person
from anju.queries.dispute import detail


def of_person(*, person: Person) -> list[dict[str, Any]]:
    """Return every dispute and lawyer of a person with what was said in it, as plain values."""
    rows = Case.objects.filter(person=person, service__in=kinds.SERVICES).select_related("person", "community")
    return [_one(case, detail.of(case=case, on=case.applied_at.date())) for case in rows.order_by("applied_at", "id")]


def _one(case: Case, found: detail.Detail) -> dict[str, Any]:
    dispute, agreed = found.dispute, found.agreement
    return {
        "number": case.number,
        "kind": kinds.KINDS[found.kind].zh if found.kind in kinds.KINDS else found.service.name.zh,
        "state": life.STATES[dispute.state].zh if dispute is not None else "",
        "other_side": dict(found.other),
        "sessions": [
            {"at": _moment(one.starts_at), "place": one.place, "outcome": life.SESSIONS[one.outcome].zh}
            for one in found.sessions
        ],
        "agreement": {
            "text": agreed.text,
            "amount": agreed.amount.zh if agreed.amount is not None else "",
            "due_on": agreed.row.due_on.isoformat(),
            "outcome": agreed.row.outcome,
        }
        if agreed is not None
        else None,
        "steps": [{"at": _moment(one.at), "what": one.text.zh, "words": one.words} for one in found.steps],
        "lawyer": dict(found.aid.lawyer) if found.aid is not None else {},
    }


def _moment(at: datetime.datetime) -> str:
    return at.isoformat(timespec="seconds")
