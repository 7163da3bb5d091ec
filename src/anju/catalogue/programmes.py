"""This module reads the versions of the national immunisation programme; a later file changes what an earlier one says."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from anju.catalogue import texts
from anju.catalogue.errors import Problem
from anju.catalogue.reading import Reader
from anju.law import immunisation
from anju.law.citation import Source, Status
from anju.law.immunisation import Dose, Programme, Span, Vaccine

HEAD = frozenset({"from", "base", "cites", "status", "below", "live_gap", "removed"})
VACCINE = frozenset(
    {"zh", "en", "prevents", "until", "doses", "status", "counts", "other", "live", "girls", "born_from", "note"}
)
DOSE = frozenset({"at", "by", "after", "after_first"})
OTHER = frozenset({"vaccine", "gap"})
NOTHING = Span(0, "D")


def programmes(folder: Path, *, problems: list[Problem], known_sources: Mapping[str, Source]) -> tuple[Programme, ...]:
    """This reads every version of a folder, the earliest first."""
    readers = [Reader(path=path, problems=problems) for path in sorted(folder.glob("*.toml"))]
    read = sorted(((reader, reader.data()) for reader in readers), key=lambda one: str(one[1].get("from", "")))
    found: dict[date, Programme] = {}
    for reader, data in read:
        made = _programme(reader, data, found, known_sources)
        if made.begins in found:
            reader.problem("from", f"another file begins on {made.begins} already")
        found[made.begins] = made
    if not found:
        problems.append(Problem(file=folder.name, key="", message="must hold at least one version of the programme"))
    return tuple(found.values())


def _programme(
    reader: Reader, data: Mapping[str, Any], before: Mapping[date, Programme], known: Mapping[str, Source]
) -> Programme:
    head = {key: value for key, value in data.items() if not isinstance(value, Mapping)}
    reader.known_keys("from", head, HEAD)
    begins = reader.day("from", head, "from")
    if begins is None:
        reader.problem("from", "'from' must say since when the version holds")
    base = _base(reader, head, before)
    status: Status = reader.one_of("status", head, "status", texts.STATUSES)
    below = _span(reader, "below", head, "below") if "below" in head or base is None else base.below
    gap = _span(reader, "live_gap", head, "live_gap") if "live_gap" in head or base is None else base.live_gap
    vaccines = {one.id: one for one in base.vaccines} if base is not None else {}
    for key in reader.strings("removed", head, "removed"):
        if vaccines.pop(key, None) is None:
            reader.problem("removed", f"names the vaccine {key!r}, which the base doesn't have")
    own = {key: _vaccine(reader, key, table, status) for key, table in data.items() if isinstance(table, Mapping)}
    vaccines.update(own)
    for key, one in own.items():
        if one.other is not None and (one.other[0] not in vaccines or one.other[0] == key):
            reader.problem(key, f"'other' names the unknown vaccine {one.other[0]!r}")
    if not vaccines:
        reader.problem("from", "holds no vaccine; add a table such as [mmr]")
    # without a base what was removed can still be counted; nobody waits for it
    kept = (
        one if one.other is None or one.other[0] in vaccines else replace(one, other=None) for one in vaccines.values()
    )
    return Programme(begins or date.min, _cites(reader, head, known), below, gap, tuple(kept))


def _base(reader: Reader, head: Mapping[str, Any], before: Mapping[date, Programme]) -> Programme | None:
    day = reader.day("base", head, "base")
    if day is None:
        return None
    if day not in before:
        reader.problem("base", f"no earlier version begins on {day}; name the 'from' of one that does")
    return before.get(day)


def _cites(reader: Reader, head: Mapping[str, Any], known: Mapping[str, Source]) -> tuple[str, ...]:
    found = reader.strings("cites", head, "cites")
    if not found:
        reader.problem("cites", 'must name at least one source, such as "vaccine 6"')
    for one in found:
        if one.split(" ")[0] not in known:
            reader.problem("cites", f"names the unknown source {one!r}; see sources.toml")
    return found


def _vaccine(reader: Reader, key: str, table: Mapping[str, Any], status: Status) -> Vaccine:
    reader.known_keys(key, table, VACCINE)
    for name in ("live", "girls"):
        if type(table.get(name, False)) is not bool:
            reader.problem(key, f"{name!r} must be true or false")
    return Vaccine(
        id=key,
        name=reader.text(key, table),
        prevents=reader.text(key, table, "prevents"),
        doses=_doses(reader, key, table.get("doses")),
        until=_span(reader, key, table, "until"),
        status=reader.one_of(key, table, "status", texts.STATUSES) if "status" in table else status,
        counts=reader.strings(key, table, "counts"),
        other=_other(reader, key, table.get("other")),
        live=table.get("live") is True,
        girls=table.get("girls") is True,
        born_from=reader.day(key, table, "born_from"),
        note=reader.text(key, table, "note") if "note" in table else None,
    )


def _doses(reader: Reader, key: str, value: object) -> tuple[Dose, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(one, Mapping) for one in value):
        reader.problem(key, "'doses' must be a list of { at = …, by = …, after = … }")
        return ()
    found = []
    for number, table in enumerate(value, 1):
        reader.known_keys(key, table, DOSE)
        if number == 1 and ("after" in table or "after_first" in table):
            reader.problem(key, "dose 1 has no dose before it: remove 'after'")
        if number > 1 and "after" not in table:
            reader.problem(key, f"dose {number} must say 'after', the least time since the dose before")
        made = Dose(
            at=_span(reader, key, table, "at"),
            by=_span(reader, key, table, "by"),
            after=_span(reader, key, table, "after") if "after" in table else None,
            after_first=_span(reader, key, table, "after_first") if "after_first" in table else None,
        )
        if made.by.after(date(2000, 1, 1)) <= made.at.after(date(2000, 1, 1)):
            reader.problem(key, f"dose {number}: 'by' must be a later age than 'at'")
        if made.after is not None and made.after.count == 0:
            reader.problem(key, f"dose {number}: 'after' must be at least 1D")
        found.append(made)
    return tuple(found)


def _other(reader: Reader, key: str, value: object) -> tuple[str, Span] | None:
    if value is None:
        return None
    if not isinstance(value, Mapping):
        reader.problem(key, "'other' must be { vaccine = …, gap = … }")
        return None
    reader.known_keys(key, value, OTHER)
    return reader.string(key, value, "vaccine"), _span(reader, key, value, "gap")


def _span(reader: Reader, key: str, table: Mapping[str, Any], name: str) -> Span:
    match = immunisation.SPAN.fullmatch(str(table.get(name, "")))
    if match is None:
        reader.problem(key, f"{name!r} must be an age or a time such as 28D, 8M or 6Y, not {table.get(name)!r}")
        return NOTHING
    return Span(int(match[1]), match[2])
