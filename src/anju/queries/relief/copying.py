"""What is on file of a person's requests for relief, for their own copy. Source: L5."""

from typing import Any

from anju.law import relief as law
from anju.models import Person, Relief
from anju.queries.relief import record


def of_person(*, person: Person) -> list[dict[str, Any]]:
    """Return every request of a person with what was said in it, as plain values."""
    rows = Relief.objects.filter(person=person).order_by("taken_at", "id")
    return [_one(row) for row in rows]


def _one(row: Relief) -> dict[str, Any]:
    steps = row.steps.select_related("unit").order_by("at", "id")
    return {
        "code": row.code,
        "state": law.STATES[row.state].zh,
        "urgent": row.urgent,
        "taken_at": row.taken_at.isoformat(timespec="seconds"),
        "amount_yuan": law.yuan(row.amount_fen) if row.amount_fen else "",
        "paid_yuan": law.yuan(row.paid_fen) if row.paid_fen else "",
        "paid_on": row.paid_on.isoformat() if row.paid_on else "",
        "steps": [
            {
                "at": step.at.isoformat(timespec="seconds"),
                "what": law.STEPS[step.what].format(unit=step.unit.name).zh,
                "words": record.opened(step),
            }
            for step in steps
        ],
    }
