"""The four levels: one at a time, inside the own subtree, figures only (D7, O1, N6)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import factories

from anju.law import authority
from anju.models import Division, Post, Stay, UnitDivision
from anju.queries import levels

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


def overseer(over: Division) -> Post:
    """Return an overseer's post that covers a division."""
    unit = factories.unit(
        code=f"zz-{over.code}", kind="office", department="political_legal", level=over.level, covers=over
    )
    return factories.post(unit=unit, role="overseer")


def street(of: Division) -> Division:
    assert of.parent is not None
    return of.parent


def seen(post: Post, code: str = "") -> levels.Level:
    return levels.level(scope=factories.scope(post), code=code, on=factories.DAY)


def test_each_level_opens_the_next_down_to_the_community() -> None:
    here = factories.community()
    town = street(here)
    county = street(town)
    city = street(county)
    client = enter(overseer(city))
    for place, below in ((city, county), (county, town), (town, here)):
        level = client.get("/oversight/levels/", {"at": place.code}).context["level"]
        assert (level.here.code, [row.place.code for row in level.below]) == (place.code, [below.code])
    assert client.get("/oversight/levels/").context["level"].here.code == city.code
    last = client.get("/oversight/levels/", {"at": here.code}).context["level"]
    assert (last.below, [place.code for place in last.above]) == ((), [city.code, county.code, town.code])


def test_offices_stand_with_their_posts_by_role() -> None:
    here = factories.community()
    town = street(here)
    factories.registrar(of=here)
    factories.registrar(of=here)
    factories.post(unit=factories.station(of=here), role="chief")
    level = seen(overseer(street(town)))
    assert [(role.en, number) for role, number in level.below[0].posts] == [
        ("Police-station registrar", 2),
        ("Police-station chief", 1),
    ]
    opened = seen(overseer(street(town)), town.code)
    assert [(office.unit.code, len(office.posts)) for office in opened.offices] == [("pcs-371302001", 2)]


def test_open_work_is_counted_in_the_whole_subtree_and_only_there() -> None:
    here, elsewhere = factories.community(), factories.community(street="002")
    factories.filed(at=here)
    to_verify = factories.filed(at=here).main
    factories.filed(at=elsewhere)
    stale = factories.registered(at=here)
    factories.registered(at=here)
    Stay.objects.filter(id=to_verify.id).update(state="to_verify")
    Stay.objects.filter(id=stale.id).update(confirmed_on="2025-01-01")
    county = street(street(here))
    found = {row.place.code: (row.to_check, row.to_verify, row.unconfirmed) for row in seen(overseer(county)).below}
    assert found == {street(here).code: ("1", "1", "1"), street(elsewhere).code: ("1", "0", "0")}
    assert {row.active for row in seen(overseer(county)).below} == {""}


def test_counting_stops_at_ninety_nine() -> None:
    assert (levels._capped(99, levels.MANY), levels._capped(100, levels.MANY)) == ("99", "99+")


def test_N6_a_small_number_of_people_shows_to_those_only_who_own_the_files() -> None:
    here, other = factories.community(), factories.community(number="002")
    for _ in range(3):
        factories.registered(at=here)
    factories.registered(at=other)
    town = street(here)
    assert [row.active for row in seen(overseer(town)).below] == ["3", "<3"]
    chief = factories.post(unit=factories.station(of=here), role="chief")
    assert [row.active for row in seen(chief).below] == ["3", "1"]


def test_a_place_outside_the_own_subtree_does_not_exist() -> None:
    here, elsewhere = factories.community(), factories.community(county="371311")
    client = enter(overseer(street(street(here))))
    for code in (elsewhere.code, street(elsewhere).code, "371300000000", "nonsense"):
        assert client.get("/oversight/levels/", {"at": code}).status_code == 404


@pytest.mark.parametrize("role", [role for role in authority.ROLES if role not in {"resident", "system"}])
def test_the_page_is_there_for_its_roles_only(role: str) -> None:
    client = enter(factories.post(unit=factories.station(of=factories.community()), role=role))
    expected = 200 if role in {"overseer", "chief", "county_police", "clerk"} else 404
    assert client.get("/oversight/levels/").status_code == expected


def test_a_unit_with_several_areas_or_none_begins_with_those() -> None:
    here, other = factories.community(), factories.community(street="002")
    post = overseer(street(here))
    UnitDivision.objects.create(unit=post.unit, division=street(other), valid_from="2000-01-01")
    level = seen(post)
    assert (level.here, [row.place.code for row in level.below]) == (None, [street(here).code, street(other).code])
    nowhere = factories.unit(code="zz-none", kind="office", department="political_legal", level="city")
    assert seen(factories.post(unit=nowhere, role="overseer")).below == ()


def test_no_person_shows_and_the_statements_do_not_grow_with_the_rows() -> None:
    here = factories.community()
    stay = factories.registered(at=here, name="欧阳娜娜")
    client = enter(overseer(street(here)))
    counts = []
    for more in ((), ("002", "003")):
        for number in more:
            factories.registered(at=factories.community(number=number))
        client.get("/oversight/levels/")
        with CaptureQueriesContext(connection) as caught:
            text = client.get("/oversight/levels/").content.decode()
        counts.append(len(caught))
    assert counts[0] == counts[1]
    assert stay.person.name not in text
    assert stay.number not in text
