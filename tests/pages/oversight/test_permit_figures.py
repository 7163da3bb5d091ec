"""The page of permit figures: for the police of the place and nobody else, in both languages."""

import pytest
from django.test import Client
from tests import factories, permits

from anju.law import authority
from anju.models import Post

pytestmark = pytest.mark.django_db


def enter(post: Post) -> Client:
    """Return a browser in which a post's holder is signed in."""
    client = Client()
    client.force_login(post.staff)
    session = client.session
    session["post_id"] = str(post.id)
    session["second_factor"] = "totp"
    session.save()
    return client


@pytest.mark.parametrize("role", [role for role in authority.ROLES if role not in {"resident", "system"}])
def test_the_page_is_there_for_its_roles_only(role: str) -> None:
    client = enter(factories.post(unit=factories.station(of=factories.community()), role=role))
    expected = 200 if role in {"registrar", "chief", "county_police"} else 404
    assert client.get("/oversight/permits/").status_code == expected


def test_the_page_shows_months_units_and_what_each_column_counts() -> None:
    file = permits.accepted()
    client = enter(permits.county_post(file.stay))
    text = client.get("/oversight/permits/").content.decode()
    assert "居住证统计" in text
    assert "当月受理的首次申领、换领、补领" in text
    client.cookies["anju_language"] = "en"
    english = client.get("/oversight/permits/").content.decode()
    assert "Residence permits in figures" in english


def test_a_month_that_is_none_is_told_and_shows_no_figures() -> None:
    client = enter(permits.county_post(permits.registered()))
    answer = client.get("/oversight/permits/", {"month": "2026-99"})
    assert answer.status_code == 422
