"""This module loads the whole catalogue and answers what everybody asks of it."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import anju.law
from anju.catalogue import calendars, leaflets, notices, programmes, services, settings, texts
from anju.catalogue.errors import CatalogueError, Problem
from anju.catalogue.reading import Reader
from anju.catalogue.services import Department
from anju.law import citation
from anju.law.citation import Clause, Rule, Source
from anju.law.immunisation import Programme
from anju.law.leaflet import Leaflet
from anju.law.notice import Notice, UnknownNoticeError
from anju.law.policy import Defaults
from anju.law.service import Service
from anju.law.wording import Text, joined
from anju.law.workdays import Calendar, YearTable

LAW = Path(anju.law.__file__).parent


@dataclass(frozen=True)
class Catalogue:
    """This is all data of law and of the departments, checked before the start."""

    sources: Mapping[str, Source]
    rules: Mapping[str, Rule]
    clauses: Mapping[str, Clause]
    defaults: Defaults
    notices: Mapping[str, Notice]
    calendar: Calendar
    departments: Mapping[str, Department]
    services: Mapping[str, Service]
    # versions of the immunisation programme, the earliest first, and what is published to read
    programmes: tuple[Programme, ...] = ()
    leaflets: tuple[Leaflet, ...] = ()

    def known(self, rule_id: str) -> bool:
        """This tells whether a rule id exists."""
        return rule_id in self.rules

    def cite(self, rule_id: str) -> Text:
        """This names where a rule comes from, such as 《居住证暂行条例》第9条; an unknown id is an error."""
        references = self.rules[rule_id].references
        return joined(*(citation.cite(reference=ref, source=self.sources[ref.source]) for ref in references))


def load(*, law: Path = LAW, folder: Path = services.FOLDER) -> Catalogue:
    """This reads and checks everything, or raises CatalogueError with all mistakes of law, or all of the departments."""
    problems: list[Problem] = []
    found_sources = texts.sources(Reader(path=law / "texts" / "sources.toml", problems=problems))
    found_rules = texts.rules(Reader(path=law / "texts" / "rules.toml", problems=problems), known_sources=found_sources)
    found_clauses = texts.clauses(
        Reader(path=law / "texts" / "clauses.toml", problems=problems), known_rules=found_rules
    )
    defaults = settings.defaults(
        Reader(path=law / "policy" / "default.toml", problems=problems), known_rules=found_rules
    )
    found_notices = notices.notices(
        Reader(path=law / "texts" / "messages.toml", problems=problems), known_rules=found_rules
    )
    shipped = calendars.shipped(law / "calendars", problems=problems)
    found_programmes = programmes.programmes(law / "programmes", problems=problems, known_sources=found_sources)
    found_leaflets = leaflets.leaflets(Reader(path=law / "texts" / "leaflets.toml", problems=problems))
    # the departments rest on these: read on top of a mistake they would only repeat it
    _stop_at(problems)
    found = services.read(folder, problems=problems, clauses=found_clauses, rules=found_rules, sources=found_sources)
    _stop_at(problems)
    return Catalogue(
        sources=found_sources,
        rules=found_rules,
        clauses=found_clauses,
        defaults=defaults,
        notices=found_notices,
        calendar=shipped,
        departments=found.departments,
        services=found.services,
        programmes=found_programmes,
        leaflets=found_leaflets,
    )


def _stop_at(problems: list[Problem]) -> None:
    if problems:
        raise CatalogueError(problems)


@functools.cache
def current() -> Catalogue:
    """This is the catalogue of this process, loaded once."""
    return load()


def notice(kind: str) -> Notice:
    """This is a kind of message; UnknownNoticeError for one nobody has words for."""
    found = current().notices.get(kind)
    if found is None:
        raise UnknownNoticeError(kind)
    return found


def known(rule_id: str) -> bool:
    """This tells whether a rule id exists."""
    return current().known(rule_id)


def calendar(extra: Mapping[int, YearTable] | None = None) -> Calendar:
    """This is the calendar with the years that administrators loaded laid over the shipped ones."""
    shipped = current().calendar
    return replace(shipped, tables={**shipped.tables, **extra}) if extra else shipped
