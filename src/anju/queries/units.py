"""Offices, looked up."""

from anju.law.absent import Absent
from anju.models import Unit


def by_code(*, code: str) -> Unit:
    """Return a unit; raises Absent for a code that is not there."""
    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise Absent("unit")
    return found
