"""What is on file of a person's vaccinations, for their own copy. Source: L5."""

from typing import Any

from anju.law import vaccination
from anju.models import Person, VaccineDose
from anju.queries.immunisation import plans


def of_person(*, person: Person) -> list[dict[str, Any]]:
    """Return every entry of a person's record, also those corrected since, as plain values."""
    known = plans.names()
    rows = VaccineDose.objects.filter(person=person).select_related("unit").order_by("given_on", "id")
    return [
        {
            "vaccine": known[row.vaccine].zh if row.vaccine in known else row.vaccine,
            "given_on": row.given_on.isoformat(),
            "batch": row.batch,
            "place": row.place,
            "state": vaccination.STATES[row.state].zh,
            "why": row.why,
            "unit": row.unit.name if row.unit is not None else "",
        }
        for row in rows
    ]
