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
    assert (scopes.cut(scope, place=1)[1] != "{}") == (role in WORKING)


@pytest.mark.parametrize("role", [role for role in authority.ROLES if role not in {"resident", "system"}])
@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("police", [True, False])
def test_one_row_is_cut_as_the_whole_table_is(role: str, inside: bool, police: bool) -> None:
    stay = factories.registered(at=factories.community())
    other = factories.registered(at=factories.community(county="371311"))
    at = stay if inside else other
    town = factories.unit(code="hall", kind="hall", department="street", level="street", covers=at.community.parent)
    unit = at.station if police else town
    scope = factories.scope(factories.post(unit=unit, role=role))
    assert scopes.holds(scope, row=stay) == scopes.stays(scope).filter(id=stay.id).exists()
    assert scopes.holds(scope, row=other) == scopes.stays(scope).filter(id=other.id).exists()
