"""As what a sign-in applies for those it may act for: themselves, a guardian, an agent. Source: B8, I3.

Who became a guardian stands on record; whoever acts for a minor counts as one, since near relatives may (B8) and a
counter or a declaration saw both IDs. Whoever acts for an adult without that record is an agent.
"""

import datetime
import uuid
from collections.abc import Collection, Mapping

from anju.law import agency, declaration
from anju.law.service import Applicant
from anju.models import Binding, Guardianship


def ways(
    *, resident_id: uuid.UUID, on: datetime.date, people: Collection[uuid.UUID] | None = None
) -> Mapping[uuid.UUID, frozenset[Applicant]]:
    """Return as what a sign-in may apply for each person bound to it, in two statements; themselves first."""
    bound = (
        Binding.objects.filter(resident_id=resident_id, until=None).select_related("person").order_by("kind", "since")
    )
    if people is not None:
        bound = bound.filter(person_id__in=people)
    rows = list(bound)
    wards = set(
        Guardianship.objects.filter(
            ward_id__in=[row.person_id for row in rows if row.kind == "ward"],
            guardian__bindings__resident_id=resident_id,
            guardian__bindings__kind="self",
            guardian__bindings__until=None,
            until=None,
        ).values_list("ward_id", flat=True)
    )
    return {row.person_id: _ways(row, guardian=row.person_id in wards, on=on) for row in rows}


def _ways(row: Binding, *, guardian: bool, on: datetime.date) -> frozenset[Applicant]:
    if row.kind == "self":
        return frozenset({"self"})
    minor = declaration.age(row.person.birth_on, on=on) < agency.GUARDIAN_UNTIL_AGE
    return frozenset({"guardian", "agent"}) if guardian or minor else frozenset({"agent"})
