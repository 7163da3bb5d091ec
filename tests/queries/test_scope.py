"""Whose files a post sees: by station, by area, and only in roles that work on files."""

import pytest
from tests import factories

from anju.law import authority
from anju.queries import scope as scopes

pytestmark = pytest.mark.django_db
WORKING = {"registrar", "chief", "county_police", "clerk", "coordinator"}


@pytest.mark.parametrize("role", [role for role in authority.ROLES if role not in {"resident", "system"}])
def test_a_police_unit_shows_files_to_those_who_work_on_them_and_to_nobody_else(role: str) -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    scope = factories.scope(factories.post(unit=stay.station, role=role))
    seen = list(scopes.stays(scope))
    assert (seen == [stay]) == (role in WORKING)
    assert bool(scopes.cut(scope, place=1)[1]) == (role in WORKING)
