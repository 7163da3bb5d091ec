"""Searching places: by name, part, pinyin, initials; a level at a time; never the whole tree."""

import datetime

import pytest
from django.core import management
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories

from anju.actions import address as addresses
from anju.law import place as law
from anju.models import Address, Division, OriginCounty
from anju.queries import places

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(db: None) -> None:
    management.call_command("load_places", verbosity=0)


def _names(text: str, **more: object) -> list[str]:
    return [found.name for found in places.search_communities(text=text, **more)]  # type: ignore[arg-type]


@pytest.mark.usefixtures("city")
def test_a_community_is_found_by_name_part_pinyin_initials_code_and_by_what_lies_above() -> None:
    ways = ["满沟屯村", "满沟屯", "沟屯村", "mangoutun", "man gou tun", "mgtc", "ＭＧＴＣ", "Mángōutún", "371371001200"]
    for text in [*ways, "高新 满沟屯", "罗西　满沟屯"]:
        found = {place.code: place for place in places.search_communities(text=text)}
        assert "371371001200" in found, text
        place = found["371371001200"]
        assert (place.short, place.street, place.county) == ("满沟屯村", "罗西街道", "临沂高新技术产业开发区")
        assert place.label_en == "Mangoutun Village, Luoxi Sub-district, Linyi High-Tech Zone"


@pytest.mark.usefixtures("city")
def test_names_that_begin_so_come_before_names_that_contain_it() -> None:
    found = _names("红", limit=200)
    begins = [name.startswith("红") for name in found]
    assert begins == sorted(begins, reverse=True)
    assert set(begins) == {True, False}


@pytest.mark.usefixtures("city")
def test_a_part_in_pinyin_begins_with_a_syllable() -> None:
    found = _names("hongxing", limit=100)
    assert "红星村村委会" in found
    assert not [name for name in found if "中兴" in name]


def test_the_name_people_say_leaves_the_committee_out() -> None:
    names = {
        "满沟屯村村民委员会": "满沟屯村",
        "石埠村民委员会": "石埠村",
        "红星村村委会": "红星村",
        "后十社区居民委员会": "后十社区",
        "岗贝居民委员会": "岗贝社区",
        "前园居委会": "前园社区",
        "村委会": "村委会",
        "红星社区": "红星社区",
    }
    assert {name: places.short_name(name=name) for name in names} == names


@pytest.mark.usefixtures("city")
def test_a_search_inside_a_street_finds_nothing_outside() -> None:
    street = Division.objects.get(code="371302001000")
    found = places.search_communities(text="社区", within=street.path, limit=500)
    assert {place.street for place in found} == {"兰山街道"}
    assert {place.code[:9] for place in found} == {"371302001"}


@pytest.mark.usefixtures("city")
def test_what_names_no_place_finds_nothing_rather_than_everything() -> None:
    for text in [
        "",
        "   ",
        "''",
        "%",
        "_",
        "\\",
        "<script>",
        "'; DROP TABLE division; --",
        "👍",
        "\x00",
        "\x00没有这个地方",
        "村" * 5000,
    ]:
        assert places.search_communities(text=text) == [], text
        assert places.search_counties(text=text) == [], text


@pytest.mark.usefixtures("city")
def test_no_answer_is_longer_than_asked_for_and_none_costs_more_than_four_statements() -> None:
    with CaptureQueriesContext(connection) as spent:
        found = places.search_communities(text="c")
    assert (len(found), len(spent) <= 4) == (20, True)


@pytest.mark.usefixtures("city")
def test_the_tree_opens_one_level_at_a_time() -> None:
    assert [place.name for place in places.children(code="")] == ["临沂市"]
    counties = places.children(code="371300000000")
    assert len(counties) == 13
    streets = places.children(code="371302000000")
    assert (len(streets), streets[0].name, streets[0].county) == (11, "兰山街道", "兰山区")
    assert {place.level for place in places.children(code=streets[0].code)} == {"community"}


@pytest.mark.usefixtures("city")
def test_an_ended_community_can_be_named_but_not_chosen() -> None:
    code = "371371001200"
    Division.objects.filter(code=code).update(valid_to=datetime.date(2026, 1, 1))
    assert places.community(code=code) is None
    assert places.search_communities(text="满沟屯") == []
    ended = places.place(code=code)
    assert ended is not None
    assert ended.name == "满沟屯村村民委员会"
    assert places.name_on(code=code, on=datetime.date(2025, 12, 31)) == "满沟屯村村民委员会"
    assert places.name_on(code=code, on=datetime.date(2026, 1, 1)) is None


@pytest.mark.usefixtures("city")
def test_a_county_is_found_by_name_pinyin_code_and_id_number() -> None:
    for text in ["金水区", "金水", "郑州市金水", "jinshui", "jsq", "410105", "41010519900307002X", "４１０１０５"]:
        found = places.search_counties(text=text)
        assert "河南省郑州市金水区" in [county.full_name for county in found], text


@pytest.mark.usefixtures("city")
def test_the_known_counties_are_counties_only_and_grow_with_the_table() -> None:
    known = places.known_counties()
    assert (len(known), "441900" in known, "410000" in known, "371371" in known) == (2977, True, False, False)
    OriginCounty.objects.create(
        code="999999", name="新县", level="county", full_name="新县", pinyin="xinxian", initials="xx"
    )
    assert "999999" in places.known_counties()


def test_A1_a_zone_that_is_no_division_counts_as_the_district_it_lies_in() -> None:
    counties = {
        "371300000000/371302000000/371302001000/371302001001/": "371302",
        "371300000000/371371000000/371371001000/371371001200/": "371311",
        "371300000000/371371000000/371371100000/371371100200/": "371302",
        "440000000000/441900000000/441900003000/441900003001/": "441900",
        "370000000000/371300000000/371302000000/": "371302",
    }
    assert {path: places.legal_county(path=path) for path in counties} == counties


def test_a_door_code_gives_the_address_however_it_is_typed_and_nothing_once_the_door_is_gone() -> None:
    here = factories.community()
    parts = law.read({"form": "road", "road": "沂蒙路", "number": "100"})
    door = addresses.ensure(community=here, parts=parts, dwelling="rented", at=factories.NOW)
    found = places.address_by_door_code(code=f" {door.door_code.lower()} ")
    assert found is not None
    assert (found.address.id, found.place.code) == (door.id, here.code)
    assert places.address_by_door_code(code="NOTHERE") is None
    Address.objects.filter(id=door.id).update(valid_to=factories.DAY)
    assert places.address_by_door_code(code=door.door_code) is None
