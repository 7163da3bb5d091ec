"""This module holds what a decision is founded on: rules, the texts they come from, and the notice's clauses."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from anju.law.wording import Text

Status = Literal["V", "P", "I", "M"]

STATUS_MEANING: dict[Status, Text] = {
    "V": Text(zh="已核对原文", en="the text itself was read"),
    "P": Text(zh="依据引用原文的办事指南", en="a guide that quotes the text was read"),
    "I": Text(zh="由规定推定", en="inferred from the rules"),
    "M": Text(zh="参照外地做法，本市数值待定", en="modelled on another place; the city's own value is open"),
}


# The notice has parts instead of articles.
PARTS = {"一": 1, "二": 2, "三": 3}


@dataclass(frozen=True)
class Source:
    """This is a law, regulation, notice or standard that rules cite."""

    id: str
    name: Text
    number: str
    status: Status
    in_force_from: date | None = None
    until: date | None = None
    repealed_in: int | None = None
    titled: bool = True

    def in_force(self, *, on: date) -> bool:
        """This tells whether the text is law on a day; `until` is the first day without it.

        Where only the year of the repeal is known, the whole year counts as without it: nothing rests on it then.
        """
        begun = self.in_force_from is None or self.in_force_from <= on
        ended = (self.until is not None and self.until <= on) or (
            self.repealed_in is not None and self.repealed_in <= on.year
        )
        return begun and not ended


@dataclass(frozen=True)
class Reference:
    """This points into a source; the article is left out where it isn't known, never invented."""

    source: str
    article: str | None = None


@dataclass(frozen=True)
class Rule:
    """This is one rule of the law as the product carries it out, in words that a resident understands."""

    id: str
    text: Text
    source: str
    article: str | None
    status: Status
    also: tuple[Reference, ...] = ()

    @property
    def references(self) -> tuple[Reference, ...]:
        """This lists every place the rule comes from, the main one first."""
        return (Reference(self.source, self.article), *self.also)


@dataclass(frozen=True)
class Clause:
    """This is one clause of the notice and what carries it out."""

    id: str
    text: Text
    group: str
    department: tuple[str, ...]
    works_when: Text
    rules: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    screens: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()

    @property
    def is_carried(self) -> bool:
        """This tells whether a screen and a test stand behind the clause."""
        return bool(self.screens) and bool(self.tests)


def cite(*, reference: Reference, source: Source) -> Text:
    """This names a source and its article the way a letter would."""
    zh = f"《{source.name.zh}》" if source.titled else source.name.zh
    en = source.name.en
    if reference.article:
        numbered = reference.article[0].isdigit()
        zh += f"第{reference.article}{'条' if numbered else '部分'}"
        en += f", art. {reference.article}" if numbered else f", part {PARTS[reference.article]}"
    return Text(zh=zh, en=en)
