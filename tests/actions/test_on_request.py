"""What is given on request alone: nothing asked, nobody told unasked, nobody counted or listed. Source: law.md fact 4."""

import shutil
from pathlib import Path

import pytest
from tests import factories

from anju import catalogue
from anju.actions import entitlement
from anju.catalogue import loading, services
from anju.catalogue.errors import CatalogueError
from anju.law.service import Service
from anju.models import Entitlement, EntitlementCount, EntitlementNews, EntitlementService, Message
from anju.queries.entitlement import everyone

SERVICES = [one for one in catalogue.current().services.values() if one.item == "R4"]
FOLDER = services.FOLDER
# what would be asked of nobody: marriage, children, births, pregnancies, methods
WORDS = ("婚", "生育状况", "几个孩子", "怀孕", "避孕方式", "marital", "pregnan", "children born")


def test_there_are_such_services() -> None:
    assert sorted(one.id for one in SERVICES) == [
        "health/birth_registration",
        "health/contraception",
        "health/reproductive_health",
    ]


@pytest.mark.parametrize("service", SERVICES, ids=lambda one: one.id)
def test_nothing_is_asked_and_nobody_is_told(service: Service) -> None:
    assert (service.condition, service.urgent, service.papers, service.fields, service.notify) == (
        None,
        None,
        (),
        (),
        None,
    )
    assert service.process in {"guide", "booking"}


def test_no_field_of_any_service_asks_for_family_planning() -> None:
    asked = [
        (one.id, field.id)
        for one in catalogue.current().services.values()
        for field in one.fields
        if any(word in field.label.zh + field.label.en.lower() for word in WORDS)
    ]
    assert asked == []


@pytest.mark.django_db
def test_the_night_counts_lists_and_tells_of_none_of_them() -> None:
    person = factories.registered(at=factories.community(), who=factories.resident()).person
    for _ in range(2):
        entitlement.count(on=factories.DAY, at=factories.NOW)
        entitlement.tell(on=factories.DAY, at=factories.NOW)
    keys = [one.id for one in SERVICES]
    placed = everyone.placed(on=factories.DAY)
    assert [one.service.id for one in placed if one.service.id in keys] == []
    assert "health/health_education" in {one.service.id for one in placed}
    assert EntitlementCount.objects.filter(service__in=keys).count() == 0
    assert EntitlementNews.objects.filter(service__in=keys).count() == 0
    row = Entitlement.objects.get(person_id=person.id)
    for place in EntitlementService.objects.filter(service__in=keys).values_list("place", flat=True):
        word, bit = place // everyone.WORD, 1 << (place % everyone.WORD)
        for words in (row.meets, row.unknown):
            assert len(words) <= word or words[word] & bit == 0
    assert [one for one in Message.objects.all() if "生殖" in str(one.params) or "避孕" in str(one.params)] == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            'notify = { zh = "来", en = "Come" }',
            "'notify' can't stand here: R4 is given on request, nothing is asked or told",
        ),
        (
            'condition = { fact = "born_on", years_at_least = 18, rule = "I3", zh = "成年", en = "Grown up" }',
            "'condition' can't stand here: R4 is given on request, nothing is asked or told",
        ),
        ('papers = [{ id = "x", zh = "证", en = "Paper" }]', "'papers' can't stand here: R4 is given on request"),
    ],
)
def test_a_file_that_would_ask_or_tell_refuses_to_start(line: str, told: str, tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "departments")
    path = tmp_path / "departments" / "health" / "services" / "contraception.toml"
    path.write_text(path.read_text() + line + "\n")
    with pytest.raises(CatalogueError) as caught:
        loading.load(folder=tmp_path / "departments")
    assert [one for one in str(caught.value).splitlines() if told in one and "contraception.toml:" in one] == [
        str(caught.value)
    ]
