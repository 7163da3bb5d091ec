import pytest
from django.core.cache import cache
from tests import factories

from anju.models import Staff

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def office(db):
    """A police office of the city, for administrators."""
    return factories.unit(code="ga-3713", kind="office", department="police", level="city")


@pytest.fixture
def holder(office):
    """Return a maker of posts by role."""

    def made(role, **more):
        return factories.post(unit=office, role=role, **more)

    return made


@pytest.fixture
def enter(client):
    """Return a way to sign a post in."""

    def signed_in(post):
        staff = Staff.objects.get(id=post.staff_id)
        answer = client.post("/staff/sign-in/", {"login": staff.username, "password": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()[:2000]
        return client

    return signed_in
