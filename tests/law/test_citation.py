from dataclasses import replace
from datetime import date

import pytest

from anju.law import citation
from anju.law.citation import Clause, Reference, Rule, Source
from anju.law.wording import Text

TEXT = Text(zh="甲", en="A")
SOURCE = Source(id="663", name=Text(zh="居住证暂行条例", en="Permit regulations"), number="国务院令第663号", status="V")


@pytest.mark.parametrize(
    ("article", "zh", "en"),
    [
        ("9", "《居住证暂行条例》第9条", "Permit regulations, art. 9"),
        ("二", "《居住证暂行条例》第二部分", "Permit regulations, part 2"),
        (None, "《居住证暂行条例》", "Permit regulations"),
    ],
)
def test_a_source_is_named_as_in_a_letter(article, zh, en):
    assert citation.cite(reference=Reference("663", article), source=SOURCE) == Text(zh=zh, en=en)


def test_a_name_that_is_no_title_stands_without_brackets():
    cited = citation.cite(reference=Reference("663"), source=replace(SOURCE, titled=False))
    assert cited.zh == "居住证暂行条例"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (SOURCE, True),
        (replace(SOURCE, in_force_from=date(2026, 1, 1)), True),
        (replace(SOURCE, in_force_from=date(2026, 1, 2)), False),
        (replace(SOURCE, until=date(2026, 1, 2)), True),
        (replace(SOURCE, until=date(2026, 1, 1)), False),
        (replace(SOURCE, repealed_in=2026), False),
        (replace(SOURCE, repealed_in=2027), True),
    ],
)
def test_a_source_is_in_force_from_its_first_day_until_its_repeal(source, expected):
    assert source.in_force(on=date(2026, 1, 1)) is expected


def test_a_rule_lists_its_main_reference_first():
    rule = Rule(id="E6", text=TEXT, source="663", article="9", status="V", also=(Reference("306"),))
    assert rule.references == (Reference("663", "9"), Reference("306"))


def test_a_clause_is_carried_by_a_screen_and_a_test():
    clause = Clause(id="S1", text=TEXT, group="scope", department=("police",), works_when=TEXT)
    assert not clause.is_carried
    assert not replace(clause, screens=("start",)).is_carried
    assert replace(clause, screens=("start",), tests=("law/test_citation.py",)).is_carried
