"""This module reads one service file; every mistake names file, line and mend."""

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from anju.catalogue.reading import Reader
from anju.catalogue.services import form
from anju.catalogue.services.known import Known
from anju.catalogue.texts import STATUSES
from anju.law import condition
from anju.law.citation import Reference
from anju.law.condition import Condition
from anju.law.condition.parsing import ConditionError
from anju.law.service import Applicant, Level, Limit, Opens, Process, Service, Subject, Unit
from anju.law.wording import Text

NEEDED = ("name", "summary", "result", "item", "clauses", "cites", "status", "opens", "level", "applicants", "subject")
LEFT = ("process", "visit", "limit", "clock_stops", "fee_fen", "fee_note", "condition", "urgent", "steps", "papers")
KEYS = frozenset(
    (*NEEDED, *LEFT, "fields", "place", "phone", "remedy", "from", "until", "notify", "second", "from_asking")
)
# dearer than this no fee is; a slip of the keyboard is
MOST_FEN = 100_000_000


def service(reader: Reader, *, department: str, name: str, known: Known) -> Service | None:
    """This reads services/<name>.toml of a department; None for a file that can't be read or holds nothing."""
    before, data = len(reader.problems), reader.data()
    if not data:
        if len(reader.problems) == before:
            reader.problem("", "the file is empty: fill it as docs/catalogue.md says, or take it away")
        return None
    reader.known_keys("", data, KEYS)
    begins, ends = _span(reader, data)
    found = Service(
        id=f"{department}/{name}",
        department=department,
        **_names(reader, data, known),
        **_ways(reader, data),
        cites=_cites(reader, data, known),
        condition=_condition(reader, data, "condition", known),
        urgent=_condition(reader, data, "urgent", known),
        steps=_steps(reader, data),
        papers=form.papers(reader, data, departments=known.departments),
        fields=form.fields(reader, data),
        begins=begins,
        ends=ends,
        notify=reader.text("notify", data, "notify") if "notify" in data else None,
    )
    if found.on_request:
        _unasked(reader, found)
    return found


def _unasked(reader: Reader, found: Service) -> None:
    """Note whatever would ask, tell or keep something of whoever wants a service that is given on request alone."""
    held = {
        "condition": found.condition,
        "urgent": found.urgent,
        "papers": found.papers,
        "fields": found.fields,
        "notify": found.notify,
    }
    for name, value in held.items():
        if value:
            reader.problem(
                name, f"{name!r} can't stand here: {found.item} is given on request, nothing is asked or told"
            )
    if found.process == "case":
        reader.problem("process", f"{found.item} is given on request and is no case: choose guide or booking")


def _names(reader: Reader, data: Mapping[str, Any], known: Known) -> dict[str, Any]:
    clauses = reader.strings("clauses", data, "clauses")
    item = reader.one_of("item", data, "item", known.clauses or {"": None})
    for clause in clauses:
        if clause not in known.clauses:
            reader.problem("clauses", f"names the unknown clause {clause!r}; see clauses.toml")
    words = {name: reader.text(name, data, name) for name in ("name", "summary", "result", "place", "remedy")}
    return {
        **words,
        "item": item,
        "clauses": tuple(dict.fromkeys((item, *clauses))),
        "status": reader.one_of("status", data, "status", STATUSES),
        "phone": reader.string("phone", data, "phone"),
    }


def _ways(reader: Reader, data: Mapping[str, Any]) -> dict[str, Any]:
    process: Process = reader.one_of("process", data, "process", get_args(Process))
    return {
        "process": process,
        "opens": reader.one_of("opens", data, "opens", get_args(Opens)),
        "level": reader.one_of("level", data, "level", get_args(Level)),
        "subject": reader.one_of("subject", data, "subject", get_args(Subject)),
        "applicants": _applicants(reader, data),
        "visit": _flag(reader, data, "visit"),
        "second": _flag(reader, data, "second"),
        "limit": _limit(reader, data, process),
        "clock_stops": _flag(reader, data, "clock_stops"),
        "from_asking": _flag(reader, data, "from_asking"),
        "fee_fen": _fen(reader, data),
        "fee_note": reader.text("fee_note", data, "fee_note") if "fee_note" in data else None,
    }


def _span(reader: Reader, data: Mapping[str, Any]) -> tuple[date, date | None]:
    begins, until = reader.day("from", data, "from"), reader.day("until", data, "until")
    if "from" not in data:
        reader.problem("from", "'from' must be a date: since when the service is given")
    if begins and until and until <= begins:
        reader.problem("until", "'until' must lie after 'from'")
    return begins or date.min, until


def _cites(reader: Reader, data: Mapping[str, Any], known: Known) -> tuple[Reference, ...]:
    found = []
    for cite in reader.strings("cites", data, "cites"):
        source, _, article = cite.partition(" ")
        if source not in known.sources:
            reader.problem("cites", f"cites the unknown source {source!r}; add it to sources.toml")
        elif known.sources[source].status == "V" and not article.strip():
            reader.problem("cites", f'cites {source!r} without an article, such as "{source} 9": its text was read')
        found.append(Reference(source=source, article=article.strip() or None))
    if not found:
        reader.problem("cites", "'cites' must name the legal basis: at least one source with its article")
    return tuple(found)


def _applicants(reader: Reader, data: Mapping[str, Any]) -> tuple[Applicant, ...]:
    found = reader.strings("applicants", data, "applicants")
    for one in found:
        if one not in get_args(Applicant):
            reader.problem("applicants", f"{one!r} can't apply; choose from {', '.join(get_args(Applicant))}")
    if not found:
        reader.problem("applicants", "'applicants' must say who may apply")
    return tuple(one for one in get_args(Applicant) if one in found)


def _limit(reader: Reader, data: Mapping[str, Any], process: Process) -> Limit | None:
    value = data.get("limit")
    if value is None:
        if process == "case":
            reader.problem("limit", "a case needs its 'limit', such as { count = 10, unit = \"WD\" }")
        return None
    units = get_args(Unit)
    good = isinstance(value, Mapping) and set(value) == {"count", "unit"} and value["unit"] in units
    if not good or type(value["count"]) is not int or not 0 <= value["count"] <= 3660:
        reader.problem("limit", "'limit' must be such as { count = 10, unit = \"WD\" }; units: WD, CD")
        return None
    return Limit(count=value["count"], unit=value["unit"])


def _flag(reader: Reader, data: Mapping[str, Any], name: str) -> bool:
    value = data.get(name, False)
    if not isinstance(value, bool):
        reader.problem(name, f"{name!r} must be true or false")
    return value is True


def _fen(reader: Reader, data: Mapping[str, Any]) -> int:
    value = data.get("fee_fen")
    if type(value) is not int or not 0 <= value <= MOST_FEN:
        reader.problem("fee_fen", "'fee_fen' must be the fee in fen; 0 where it costs nothing")
        return 0
    if value and "fee_note" not in data:
        reader.problem("fee_note", "a fee needs 'fee_note': who sets it and what it is for")
    return value


def _condition(reader: Reader, data: Mapping[str, Any], name: str, known: Known) -> Condition | None:
    return _read(reader, name, data[name], known) if name in data else None


def shared(reader: Reader, *, name: str, known: Known) -> Condition | None:
    """This reads one of the conditions that several services share."""
    return _read(reader, name, {"use": name}, known)


def _read(reader: Reader, name: str, data: object, known: Known) -> Condition | None:
    try:
        found = condition.parse(data, path="", shared=known.conditions)
    except ConditionError as error:
        reader.problem(name, f"at {error.path}: {error.message}" if error.path else error.message)
        return None
    for leaf in condition.leaves(found):
        if leaf.rule not in known.rules:
            reader.problem(name, f"asks {leaf.fact} under the unknown rule {leaf.rule!r}; see rules.toml")
    return found


def _steps(reader: Reader, data: Mapping[str, Any]) -> tuple[Text, ...]:
    value = data.get("steps")
    if not isinstance(value, list) or not value or not all(isinstance(one, Mapping) for one in value):
        reader.problem("steps", "'steps' must list at least one step: [[steps]] with zh and en")
        return ()
    return tuple(reader.text("steps", one) for one in value)
