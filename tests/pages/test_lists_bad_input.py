"""Whatever is typed into the address of a list: an answer, never a fault; a cursor of one list leads nowhere in another."""

import urllib.parse

import pytest
from django.test import Client
from tests import factories, jobbing, renting, schooling, signing, vaccinating

from anju.models import Post
from anju.web import paging

pytestmark = pytest.mark.django_db
BAD = ("%ED%A0%80", "²", "9" * 30, "'", "%25", "-1", "2026-13-01", "9999-12-31", "0001-01-01")
Lists = tuple[tuple[str, tuple[str, ...]], ...]


def _foreign() -> list[str]:
    """Return signed cursors of other lists, of every length."""
    paging.here.set("/elsewhere/")
    return [urllib.parse.quote(paging.encode(["x"] * count)) for count in range(1, 8)]


def _walk(client: Client, lists: Lists) -> None:
    for url, names in lists:
        assert client.get(url).status_code == 200, url
        for name in names:
            assert client.get(f"{url}?{name}=%00").status_code == 400
            found = {bad: client.get(f"{url}?{name}={bad}").status_code for bad in BAD}
            assert set(found.values()) <= {200, 404, 422}, (url, name, found)
        assert {client.get(f"{url}?after={cursor}").status_code for cursor in _foreign()} == {404}, url


def test_no_address_of_a_public_list_breaks() -> None:
    at, rent = schooling.published(), renting.world()
    renting.family(rent)
    lists: Lists = (
        ("/schools/", ("county", "level", "name", "year")),
        ("/schools/rounds/", ("county",)),
        ("/jobs/", ("q", "county", "street", "kind", "wage")),
        (f"/rental/{rent.unit.id}/", ()),
        (f"/rental/{rent.unit.id}/results/", ()),
        ("/awards/", ()),
    )
    _walk(Client(), lists)
    assert Client().get(f"/schools/{at.schools[0].id}/?year=²").status_code == 200


def test_no_address_of_an_offices_list_breaks() -> None:
    at, rent, job = schooling.published(), renting.world(), jobbing.world()
    _walk(signing.staff(at.first), (("/schools/desk/", ("level", "year")), ("/schools/desk/rounds/", ())))
    labour = factories.post(unit=job.office, role="officer")
    _walk(signing.staff(labour), (("/jobs/review/", ("state",)), ("/jobs/review/employers/", ("state",))))
    house = Post.objects.get(id=rent.one.post_id)
    _walk(signing.staff(house), (("/rental/desk/", ("show",)), ("/rental/desk/flats/", ()), ("/awards/desk/", ())))
    _walk(signing.resident(job.boss), ((f"/jobs/employer/{job.employer.id}/", ()),))
    for day in ("%00", *BAD):
        answer = signing.staff(vaccinating.world().post).get(f"/health/?born={day}")
        assert answer.status_code in (200, 400, 422), day


def test_a_cursor_of_ones_own_list_goes_on() -> None:
    at = schooling.world()
    for number in range(31):
        schooling.school(at, name=f"第{number:02d}小学校区", zone=[at.community])
    page = Client().get("/schools/").content.decode()
    way = page.split("after=")[1].split('"')[0].replace("&amp;", "&")
    assert Client().get(f"/schools/?after={way}").status_code == 200
