"""What a home page counts beside cases: the parts of an office, each for whom it waits and for nobody else."""

import pytest
from tests import factories, relieving

from anju.queries import counts

pytestmark = pytest.mark.django_db


def test_a_call_for_help_waits_on_the_home_page_of_the_office_it_was_handed_to() -> None:
    world = relieving.world()
    world.called()
    told = {role: counts.of(cut=world.scope(role), on=factories.DAY)["help_received"] for role in ("officer", "clerk")}
    assert told == {"officer": 1, "clerk": 0}


def test_relief_waits_with_the_street_to_look_into_and_with_the_county_to_decide() -> None:
    world = relieving.world()
    world.taken("coordinator", registered=False)
    street = counts.of(cut=world.scope("clerk"), on=factories.DAY)
    county = counts.of(cut=world.scope("officer"), on=factories.DAY)
    assert (street["relief_taken"], county["relief_checked"]) == (1, 0)
    assert ("relief_checked" in street, "relief_taken" in county) == (False, False)


@pytest.mark.parametrize(
    ("department", "own"),
    [
        ("human_resources", {"jobs_vacancies", "jobs_employers"}),
        ("housing", {"rental_late", "rental_objections"}),
        ("justice", {"aid_waiting"}),
        ("civil_affairs", {"relief_checked"}),
        ("education", set()),
    ],
)
def test_an_officer_is_told_the_figures_of_the_own_department_only(department: str, own: set[str]) -> None:
    here = factories.community()
    office = factories.unit(code=f"{department}-1", kind="office", department=department, level="county", covers=here)
    told = counts.of(cut=factories.scope(factories.post(unit=office, role="officer")), on=factories.DAY)
    parts = {"jobs_vacancies", "jobs_employers", "rental_late", "rental_objections", "aid_waiting", "relief_checked"}
    assert parts & set(told) == own
