"""Every service of the city by its examples: who gets it, who does not yet, who does not, who has to tell more."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from anju import catalogue
from anju.law import condition
from anju.law.citation import Reference
from anju.law.facts import known

HERE = Path(__file__).parent
FILES = {path.relative_to(HERE).with_suffix("").as_posix(): path for path in sorted(HERE.glob("*/*.toml"))}
DATA = {name: tomllib.loads(path.read_text(encoding="utf-8")) for name, path in FILES.items()}
SERVICES = catalogue.current().services
EXAMPLES = [
    pytest.param(name, example, id=f"{name}: {example['sentence']}")
    for name, data in DATA.items()
    for example in data.get("example", [])
]
EXAMPLE_KEYS = {"sentence", "on", "facts", "answer", "from_on", "missing"}
REFUSED_KEYS = {"sentence", "why", "article"}


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_a_person_is_told_what_the_example_says(name, example):
    whole = SERVICES[name].whole
    if whole is None:
        assert example["answer"] == "meets"
        return
    told = condition.weigh(whole, facts=known(example["facts"]), on=example["on"])
    assert (told.answer, told.from_on, list(told.missing)) == (
        example["answer"],
        example.get("from_on"),
        example.get("missing", []),
    )


def test_every_service_has_its_examples_and_every_example_its_service():
    assert set(DATA) == set(SERVICES)


def test_no_example_has_a_key_that_nobody_reads():
    keys = {key for data in DATA.values() for example in data["example"] for key in example}
    refused = {key for data in DATA.values() for one in data.get("refused", []) for key in one}
    others = {key for data in DATA.values() for key in data}
    assert (keys, refused, others) == (EXAMPLE_KEYS, REFUSED_KEYS, {"example", "refused"})


def _wanted(service):
    """What the examples of a service must show: a day where time mends, a no where one is possible, an unknown."""
    if service.whole is None:
        return {"meets"}
    leaves = list(condition.leaves(service.whole))
    mended = any(leaf.test in {"months_at_least", "years_at_least"} for leaf in leaves)
    only_time = all(leaf.test in {"months_at_least", "years_at_least"} for leaf in leaves)
    return {"meets", "unknown"} | ({"not_yet"} if mended else set()) | (set() if only_time else {"no"})


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_the_examples_of_a_service_show_every_answer_it_can_give(name):
    assert {example["answer"] for example in DATA[name]["example"]} == _wanted(SERVICES[name])


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_whoever_is_refused_is_told_why_by_which_article_of_those_the_service_names(name):
    service, refused = SERVICES[name], DATA[name].get("refused", [])
    # a guide decides nothing, so that nobody can be refused
    assert len(refused) == (0 if service.process == "guide" else 1)
    for one in refused:
        source, _, article = one["article"].partition(" ")
        assert Reference(source, article or None).source in {cite.source for cite in service.cites}
        assert one["sentence"].strip()
        assert one["why"].strip()


def test_no_two_examples_tell_the_same_sentence():
    told = Counter(example["sentence"] for data in DATA.values() for example in data["example"])
    assert [sentence for sentence, times in told.items() if times > 1] == []
