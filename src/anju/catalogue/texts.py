"""This module reads sources, rules and the notice's clauses."""

import re
from collections.abc import Mapping
from typing import Any, get_args

from anju.catalogue.reading import Reader
from anju.law.citation import PARTS, Clause, Reference, Rule, Source, Status

STATUSES: tuple[Status, ...] = get_args(Status)
ARTICLE = re.compile(rf"[1-9][0-9]*|[{''.join(PARTS)}]")
GROUPS = ("scope", "rights", "conveniences", "equal_treatment", "duties")
SOURCE_KEYS = frozenset({"zh", "en", "number", "from", "until", "repealed_in", "titled", "status"})
RULE_KEYS = frozenset({"zh", "en", "cites", "status"})
CLAUSE_KEYS = frozenset(
    {"zh", "en", "group", "department", "rules", "works_when", "services", "acts", "screens", "tests"}
)


def sources(reader: Reader) -> dict[str, Source]:
    """This reads sources.toml."""
    found = {}
    for key, table in reader.tables(reader.data()):
        reader.known_keys(key, table, SOURCE_KEYS)
        begun, until = reader.day(key, table, "from"), reader.day(key, table, "until")
        if begun and until and until <= begun:
            reader.problem(key, "'until' must lie after 'from'")
        found[key] = Source(
            id=key,
            name=reader.text(key, table),
            number=reader.string(key, table, "number"),
            status=reader.one_of(key, table, "status", STATUSES),
            in_force_from=begun,
            until=until,
            repealed_in=_year(reader, key, table),
            titled=table.get("titled") is not False,
        )
    return found


def _year(reader: Reader, key: str, table: Mapping[str, Any]) -> int | None:
    year = table.get("repealed_in")
    if year is not None and (not isinstance(year, int) or not 1949 <= year <= 2100):
        reader.problem(key, "'repealed_in' must be a year such as 2021")
        return None
    return year


def rules(reader: Reader, *, known_sources: Mapping[str, Source]) -> dict[str, Rule]:
    """This reads rules.toml; every citation must name a known source."""
    found = {}
    for key, table in reader.tables(reader.data()):
        reader.known_keys(key, table, RULE_KEYS)
        references = tuple(_reference(cite) for cite in reader.strings(key, table, "cites"))
        for reference in references:
            if reference.source not in known_sources:
                reader.problem(key, f"cites the unknown source {reference.source!r}; add it to sources.toml")
            if reference.article and not ARTICLE.fullmatch(reference.article):
                reader.problem(key, f"the article {reference.article!r} must be a number, or one of {' '.join(PARTS)}")
        if not references:
            reader.problem(key, "'cites' must name at least one source")
        first, *others = references or (Reference(""),)
        found[key] = Rule(
            id=key,
            text=reader.text(key, table),
            source=first.source,
            article=first.article,
            status=reader.one_of(key, table, "status", STATUSES),
            also=tuple(others),
        )
    return found


def _reference(cite: str) -> Reference:
    source, _, article = cite.partition(" ")
    return Reference(source=source, article=article or None)


def clauses(reader: Reader, *, known_rules: Mapping[str, Rule]) -> dict[str, Clause]:
    """This reads clauses.toml; every rule a clause names must exist."""
    found = {}
    for key, table in reader.tables(reader.data()):
        reader.known_keys(key, table, CLAUSE_KEYS)
        named = reader.strings(key, table, "rules")
        for rule in named:
            if rule not in known_rules:
                reader.problem(key, f"names the unknown rule {rule!r}; see rules.toml")
        found[key] = Clause(
            id=key,
            text=reader.text(key, table),
            group=reader.one_of(key, table, "group", GROUPS),
            department=reader.strings(key, table, "department"),
            works_when=reader.text(key, table, "works_when"),
            rules=named,
            services=reader.strings(key, table, "services"),
            acts=reader.strings(key, table, "acts"),
            screens=reader.strings(key, table, "screens"),
            tests=reader.strings(key, table, "tests"),
        )
    return found
