"""What is on file of a child's applications for school, for the copy of one's data. Source: L5."""

from typing import Any

from anju.law.school import ground, life
from anju.models import Person, School, SchoolWish
from anju.queries.school import notes


def of_person(*, person: Person) -> list[dict[str, Any]]:
    """Return a person's applications, the earliest first, as plain values with Chinese labels."""
    rows = SchoolWish.objects.filter(person=person).select_related("round", "case", "school", "sibling")
    found = list(rows.order_by("applied_at", "id"))
    wanted = {key for row in found for key in row.schools}
    names = {str(key): name for key, name in School.objects.filter(id__in=wanted).values_list("id", "name")}
    return [
        {
            "case": row.case.number,
            "year": row.round.year,
            "list_number": row.number,
            "state": life.WISH.states[row.state].zh,
            "wishes": [names.get(key, key) for key in row.schools],
            "sibling_at": row.sibling.name if row.sibling is not None else "",
            "work_stated": row.work,
            "checked": {"work": row.work_ok, "sibling": row.sibling_ok, "note": notes.of(row)},
            "school": row.school.name if row.school is not None and row.state != "waiting" else "",
            "by": ground.choice(row.choice).zh if row.choice is not None and row.state != "waiting" else "",
            "applied_at": row.applied_at.isoformat(timespec="seconds"),
        }
        for row in found
    ]
