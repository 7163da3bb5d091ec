"""The public board: vacancies that are open today, newest first, and one of them by its id. Source: notice 二 R1, I3.

One statement a page, run down an index that fits the filter; what was typed only ever narrows it, and what is unknown
finds nothing.
"""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any, NamedTuple

from anju.law import codes
from anju.law.job import occupation, vacancy
from anju.law.job.vacancy import Insurance, Schedule, WageUnit
from anju.law.wording import Text
from anju.models import Vacancy
from anju.queries import direct, places, reference
from anju.queries.job import words
from anju.queries.places import Place
from anju.queries.reference import Reference

SIZE = 20
_LAST = datetime.datetime.max.replace(tzinfo=datetime.UTC)
_HIGHEST = uuid.UUID(int=(1 << 128) - 1)

_PAGE = """
SELECT v.id, v.title, v.occupation, e.name, c.name, CASE WHEN d.code = c.code THEN '' ELSE d.name END,
       v.wage_from, v.wage_to, v.wage_unit, v.meals, v.lodging, v.insurance, v.openings, v.published_at
FROM (
  SELECT * FROM vacancy v
  WHERE v.state = 'open' AND v.expires_on >= $1 AND (v.published_at, v.id) < ($2, $3){more}
  ORDER BY v.published_at DESC, v.id DESC LIMIT {size}
) v
JOIN employer e ON e.id = v.employer_id JOIN division d ON d.code = v.place_id JOIN division c ON c.code = v.county
ORDER BY v.published_at DESC, v.id DESC
"""


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; empty parts narrow nothing."""

    place: str = ""
    occupation: str = ""
    wage: int | None = None
    words: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.place or self.occupation or self.wage or self.words)


class Row(NamedTuple):
    """One vacancy of the board; all of it is public."""

    id: uuid.UUID
    title: str
    occupation: str
    employer: str
    county: str
    place: str
    wage_from: int
    wage_to: int
    wage_unit: str
    meals: bool
    lodging: bool
    insurance: str
    openings: int
    published_at: datetime.datetime

    @property
    def kind(self) -> Text:
        """The occupation in plain words."""
        return occupation.name(self.occupation)

    @property
    def wage(self) -> Text:
        """The wage in words."""
        return wage(self.wage_from, self.wage_to, self.wage_unit)

    @property
    def insured(self) -> bool:
        """Whether all five kinds of social insurance are paid."""
        return self.insurance == "full"


class Cursor(NamedTuple):
    """Where a page goes on."""

    at: datetime.datetime
    id: uuid.UUID


def search(
    *, wanted: Wanted, on: datetime.date, after: Cursor | None = None, size: int = SIZE, held: Reference | None = None
) -> list[Row]:
    """Return a page of open vacancies and one more row; nothing for a place or kind that isn't known."""
    start = after or Cursor(at=_LAST, id=_HIGHEST)
    values: list[Any] = [on, start.at, start.id]
    more = ""
    if wanted.place:
        path = _path(wanted.place, held or reference.current())
        parts = [code for code in path.split("/") if code]
        if len(parts) > 1:
            values.append(parts[1])
            more += f" AND v.county = ${len(values)}"
        if len(parts) != 2:
            # the whole city, below a county, or nowhere; paths are digits and strokes
            values.append(f"{path or 'nowhere'}%")
            more += f" AND v.path LIKE ${len(values)}"
    if wanted.occupation:
        values.append(wanted.occupation)
        more += f" AND v.occupation = ${len(values)}"
    if wanted.wage:
        values.append(wanted.wage)
        more += f" AND v.wage_month >= ${len(values)}"
    if wanted.words:
        values.append(words.asked(wanted.words) or ["?"])
        more += f" AND v.words @> ${len(values)}::varchar[]"
    return [Row._make(row) for row in direct.ask(_PAGE.format(more=more, size=size + 1), values)]


def cursor(row: Row) -> tuple[str, str]:
    """Return where a page goes on after a row, for an address."""
    return row.published_at.isoformat(), str(row.id)


def read_cursor(values: tuple[str, ...] | None) -> Cursor | None:
    """Read what `cursor` wrote."""
    return Cursor(at=datetime.datetime.fromisoformat(values[0]), id=uuid.UUID(values[1])) if values else None


@dataclass(frozen=True)
class Detail:
    """One vacancy in full; the employer's phone only where it is shown to everybody."""

    vacancy: Vacancy
    place: Place
    employer: str
    contact: str
    phone: str
    # whether one can apply today
    open: bool

    @property
    def kind(self) -> Text:
        """The occupation in plain words."""
        return occupation.name(self.vacancy.occupation)

    @property
    def wage(self) -> Text:
        """The wage in words."""
        return wage(self.vacancy.wage_from, self.vacancy.wage_to, self.vacancy.wage_unit)

    @property
    def schedule(self) -> Text:
        """When one works."""
        return codes.label(Schedule, self.vacancy.schedule)

    @property
    def insurance(self) -> Text:
        """Which social insurance is paid."""
        return codes.label(Insurance, self.vacancy.insurance)

    @property
    def state(self) -> Text:
        """The state in plain words."""
        return vacancy.STATES[self.vacancy.state]


def one(*, vacancy_id: uuid.UUID, on: datetime.date) -> Detail | None:
    """Return a vacancy that is public, or was and has ended; None for one that never was or was taken down."""
    rows = Vacancy.objects.select_related("employer", "place__parent__parent")
    found = rows.filter(id=vacancy_id, published_at__isnull=False, state__in=["open", "filled", "closed", "expired"])
    held = found.first()
    return detail(held, on=on) if held is not None else None


def detail(held: Vacancy, *, on: datetime.date) -> Detail:
    """Return a vacancy as its page shows it."""
    is_open = held.state == "open" and held.expires_on is not None and held.expires_on >= on
    shown = held.contact_shown and is_open
    return Detail(
        vacancy=held,
        place=places.shown(held.place),
        employer=held.employer.name,
        contact=held.employer.contact if shown else "",
        phone=held.employer.phone if shown else "",
        open=is_open,
    )


def wage(low: int, high: int, unit: str) -> Text:
    """Return a wage in words: 每月4500–6000元."""
    label = codes.label(WageUnit, unit)
    amount = str(low) if low == high else f"{low}–{high}"
    return Text(zh=f"{label.zh}{amount}元", en=f"{amount} yuan {label.en}")


def _path(code: str, held: Reference) -> str:
    if not code.isdigit():
        return ""
    rows = held.get(
        ("division_path", code),
        lambda: direct.ask("SELECT path FROM division WHERE code = $1 AND valid_to IS NULL", [code]),
    )
    return str(rows[0][0]) if rows else ""
