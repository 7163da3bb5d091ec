"""The single table of who may do what: role, level, four eyes, article; one file a subject.

Printed as a matrix into docs; the permission tests are generated from it. Source: L9, O1, design.md 6.
"""

from collections.abc import Mapping

from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.authority import (
    administration,
    case,
    dispute,
    everyday,
    health,
    jobs,
    offering,
    permit,
    relief,
    rental,
    school,
    stay,
)
from anju.law.authority.kinds import ADMINISTRATORS, LEVELS, ROLES, Permission

__all__ = ["ADMINISTRATORS", "LEVELS", "ROLES", "TABLE", "Permission", "compatible", "demand", "may"]

_PARTS = (stay, permit, case, jobs, school, health, rental, dispute, relief, offering, everyday, administration)
TABLE: Mapping[str, Permission] = {act: permission for part in _PARTS for act, permission in part.TABLE.items()}
if len(TABLE) != sum(len(part.TABLE) for part in _PARTS):
    message = "an act stands in two parts of the authority table"
    raise ValueError(message)


def may(*, role: str, level: str, act: str) -> bool:
    """Tell whether a role on a level may perform an act; an unknown act is nobody's."""
    permission = TABLE.get(act)
    return permission is not None and role in permission.roles and (not permission.levels or level in permission.levels)


def demand(*, by: Actor, act: str) -> Permission:
    """Return the permission, or raise Absent: a stranger gets the answer for what does not exist."""
    if not may(role=by.role, level=by.level, act=act):
        raise Absent(act)
    return TABLE[act]


def compatible(*, role: str, held: frozenset[str]) -> bool:
    """Tell whether someone who holds these roles may be given another. Source: L9."""
    if role in ADMINISTRATORS:
        return not held
    return not held & ADMINISTRATORS
