"""Loading the city: everything once, nothing twice, nothing of what was changed since undone."""

import io

import pytest
from django.core import management

from anju.models import Act, Division, Jurisdiction, OriginCounty, Unit, UnitDivision

pytestmark = pytest.mark.django_db


def _load() -> str:
    said = io.StringIO()
    management.call_command("load_places", stdout=said)
    return said.getvalue()


def test_a_first_load_puts_the_whole_city_on_file() -> None:
    _load()
    levels = {
        level: Division.objects.filter(level=level).count() for level in ("city", "county", "street", "community")
    }
    assert levels == {"city": 1, "county": 13, "street": 156, "community": 4186}
    assert OriginCounty.objects.filter(level="county").count() == 2977
    assert not OriginCounty.objects.filter(code="371371").exists()
    kinds = {kind: Unit.objects.filter(kind=kind).count() for kind in ("station", "hall", "community", "zone")}
    assert kinds == {"station": 156, "hall": 156, "community": 4186, "zone": 6}
    assert Jurisdiction.objects.count() == 156
    station = Jurisdiction.objects.get(division_id="371302001000").station
    assert (station.name, station.parent.name) == ("兰山派出所", "临沂市公安局兰山分局")
    community = Unit.objects.get(code="sq-371302001001")
    assert community.path == "zf-3713/zf-371302/bm-371302001/sq-371302001001/"
    assert Unit.objects.get(code="zf-371371").name == "临沂高新技术产业开发区管理委员会"
    assert sorted(UnitDivision.objects.filter(unit__code="zone-lingang").values_list("division__name", flat=True)) == [
        "团林镇",
        "坪上镇",
        "壮岗镇",
        "朱芦镇",
    ]
    assert list(Act.objects.values_list("what", "actor_kind")) == [("load_places", "system")]


def test_every_department_of_the_notice_has_an_office_in_the_city_and_in_every_county() -> None:
    _load()
    offices = Unit.objects.exclude(kind__in=["station", "hall", "community"])
    departments = set(offices.values_list("department", flat=True))
    assert len(departments) == 15
    for department in departments:
        mine = offices.filter(department=department).exclude(code__startswith="zone-")
        assert (mine.filter(level="city").count(), mine.filter(level="county").count()) == (1, 13)


def test_a_second_load_adds_nothing_and_keeps_what_was_changed() -> None:
    _load()
    Unit.objects.filter(code="pcs-371302001").update(name="兰山中心派出所")
    said = _load()
    assert "0 divisions, 0 counties of China, 0 offices, 0 jurisdictions" in said
    assert Unit.objects.get(code="pcs-371302001").name == "兰山中心派出所"
    assert Act.objects.count() == 1


def test_names_carry_what_cities_and_counties_are_called_together() -> None:
    _load()
    full = dict(
        OriginCounty.objects.filter(code__in=["410105", "110101", "441900", "419001"]).values_list("code", "full_name")
    )
    assert full == {
        "410105": "河南省郑州市金水区",
        "110101": "北京市东城区",
        "441900": "广东省东莞市",
        "419001": "河南省济源市",
    }
