"""No way leads nowhere: each role opens every page its navigation and its home page name."""

import pytest
from tests import factories

from anju.law import authority
from anju.pages.staff import home
from anju.web import navigation

pytestmark = pytest.mark.django_db
ROLES = [role for role in authority.ROLES if role not in {"resident", "system"}]


def entered(client, role):
    place = factories.community()
    station = factories.station(of=place)
    post = factories.keeper(of=place) if role == "keeper" else factories.post(unit=station, role=role)
    client.post("/staff/sign-in/", {"login": post.staff.username, "password": "correct horse battery"})
    return client


@pytest.mark.parametrize("role", ROLES)
def test_every_way_of_a_role_opens_for_it(client, role):
    assert set(navigation.STAFF) == set(ROLES)
    entered(client, role)
    for way in navigation.staff(role=role):
        assert client.get(way.path).status_code == 200, way.path


@pytest.mark.parametrize("role", ROLES)
def test_every_figure_of_a_home_page_leads_to_its_list(client, role):
    entered(client, role)
    for figure in client.get("/staff/").context["figures"]:
        assert client.get(figure.path).status_code == 200, figure.path


def test_every_figure_has_its_words():
    assert all(text.zh and text.en and path.startswith("/") for text, path, _ in home.FIGURES.values())


def test_the_present_way_is_the_longest_that_fits():
    ways = navigation.staff(role="audit_admin")
    assert navigation.current(ways=ways, path="/staff/audit/seals/") == "/staff/audit/seals/"
    assert navigation.current(ways=ways, path="/staff/audit/") == "/staff/audit/"
    assert navigation.current(ways=ways, path="/counter/") == ""


@pytest.mark.parametrize(
    ("path", "way"),
    [("/my/times/", "/my/cases/"), ("/my/messages/", "/my/messages/"), ("/my/school/", "/my/"), ("/jobs/", "")],
)
def test_a_residents_page_lies_on_the_way_it_belongs_to(path, way):
    assert navigation.resident(path=path) == way
