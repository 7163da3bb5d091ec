"""The page of departments and services says what the files say."""

from anju import catalogue
from anju.law import condition
from anju.papers import servicebook


def page():
    return servicebook.page(catalogue.current())


def test_every_service_has_its_row_and_every_office_its_part():
    told = page()
    assert [name for name in catalogue.current().services if f"`{name}` |" not in told] == []
    parts = {
        f"## {office.names[-1].name.en} {office.names[-1].name.zh}\n"
        for office in catalogue.current().departments.values()
    }
    assert [part for part in parts if part not in told] == []


def test_an_office_is_told_with_the_name_it_bore():
    assert "Until 2019-01-01: Health and Family Planning Commission 卫生和计划生育委员会. Phone 12320." in page()


def test_what_a_city_has_to_confirm_is_listed():
    waiting = [service.id for service in catalogue.current().services.values() if service.status in {"I", "M"}]
    confirm = page().split("## For the city to confirm")[1]
    assert [line.split("`")[1] for line in confirm.splitlines() if line.startswith("- ")] == waiting


def test_conditions_are_told_in_words():
    leaf = {"fact": "has_lease", "is": True, "rule": "I3", "zh": "有租房合同", "en": "A lease"}
    other = {"fact": "works", "is": True, "rule": "I3", "zh": "有工作", "en": "Work"}
    asked = condition.parse({"all": [leaf, {"any": [other, {"not": leaf}]}]})
    assert servicebook.words(asked) == "A lease; (Work or not (A lease))"


def test_a_paper_that_an_office_confirms_stands_in_brackets_and_one_that_may_be_missing_says_so():
    row = next(line for line in page().splitlines() if "`civil_affairs/temporary_relief` |" in line)
    assert "[Identity card: police]" in row
    assert "Medical records, proof of the accident: whatever you have (if you have it)" in row
