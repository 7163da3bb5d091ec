"""What became of residence permits, by month and unit: accepted, issued, on time, endorsed, suspended.

Each figure counts acts of its month at the station where the file or permit lay; its rule stands beside it (N5). They are
shown to the units whose own they are, so nothing is hidden in them (N6).
"""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from anju.law import deadline
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Unit
from anju.queries import direct
from anju.queries.scope import Scope

MONTHS = 12


@dataclass(frozen=True)
class Figure:
    """One column: what it counts, in words, and its rule."""

    key: str
    name: Text
    means: Text
    rule: str


FIGURES: Sequence[Figure] = (
    Figure(
        "accepted",
        Text(zh="受理", en="Accepted"),
        Text(zh="当月受理的首次申领、换领、补领", en="Files accepted in the month, of every kind"),
        "E5",
    ),
    Figure(
        "issued",
        Text(zh="签发", en="Issued"),
        Text(zh="当月签发的首次居住证", en="First permits signed off in the month"),
        "E9",
    ),
    Figure(
        "ready",
        Text(zh="制成", en="Made"),
        Text(zh="当月制成、通知领取的卡", en="Cards that became ready to collect in the month"),
        "E6",
    ),
    Figure(
        "on_time",
        Text(zh="其中按期", en="of them on time"),
        Text(zh="制成不晚于办结期限的卡", en="Cards ready by the limit of their file"),
        "E6",
    ),
    Figure(
        "refused",
        Text(zh="不予发放", en="Refused"),
        Text(zh="当月书面决定不予发放的申请", en="Files refused in writing in the month"),
        "E8",
    ),
    Figure(
        "endorsed",
        Text(zh="签注", en="Endorsed"),
        Text(zh="当月办好的签注，含补办", en="Endorsements made in the month, late ones too"),
        "F2",
    ),
    Figure(
        "suspended",
        Text(zh="功能中止", en="Suspended"),
        Text(zh="当月开始的功能中止", en="Suspensions that began in the month"),
        "F4",
    ),
    Figure(
        "ended",
        Text(zh="注销", en="Ended"),
        Text(zh="当月注销的居住证", en="Permits ended in the month"),
        "D3",
    ),
)

# each branch reads one kind of event of the stations in $1 between $2 and $3 (first day, and the first day after)
_EVENTS = """
SELECT station_id, (accepted_at AT TIME ZONE 'Asia/Shanghai')::date AS day, 'accepted' AS figure FROM permit_file
  WHERE accepted_at >= $2::date::timestamp AT TIME ZONE 'Asia/Shanghai'
    AND accepted_at < $3::date::timestamp AT TIME ZONE 'Asia/Shanghai'
UNION ALL SELECT station_id, issued_on, 'issued' FROM permit WHERE issued_on >= $2 AND issued_on < $3
UNION ALL SELECT station_id, ready_on, 'ready' FROM permit_file WHERE ready_on >= $2 AND ready_on < $3
UNION ALL SELECT station_id, ready_on, 'on_time' FROM permit_file
  WHERE ready_on >= $2 AND ready_on < $3 AND ready_on <= due_on
UNION ALL SELECT station_id, (decided_at AT TIME ZONE 'Asia/Shanghai')::date, 'refused' FROM permit_file
  WHERE state = 'refused' AND decided_at >= $2::date::timestamp AT TIME ZONE 'Asia/Shanghai'
    AND decided_at < $3::date::timestamp AT TIME ZONE 'Asia/Shanghai'
UNION ALL SELECT station_id, done_on, 'endorsed' FROM endorsement WHERE done_on >= $2 AND done_on < $3
UNION ALL SELECT p.station_id, s.start, 'suspended' FROM suspension s JOIN permit p ON p.id = s.permit_id
  WHERE s.start >= $2 AND s.start < $3
UNION ALL SELECT station_id, ended_on, 'ended' FROM permit WHERE state = 'ended' AND ended_on >= $2 AND ended_on < $3
"""
_SQL = f"""
SELECT date_trunc('month', day)::date AS month, station_id, figure, count(*) FROM ({_EVENTS}) e
WHERE station_id = ANY($1::uuid[]) GROUP BY 1, 2, 3
"""  # noqa: S608  only text of this module
_MONTH = Text(zh="请按 年-月 选择月份，例如 2026-03。", en="Please choose a month as year-month, such as 2026-03.")


@dataclass(frozen=True)
class Row:
    """One month or one unit with its figures, in the order of FIGURES."""

    key: str
    month: datetime.date | None
    unit: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Figures:
    """Twelve months of all units, and the units of the months chosen."""

    months: tuple[Row, ...]
    units: tuple[Row, ...]
    total: tuple[int, ...]
    chosen: datetime.date | None


def of(*, scope: Scope, on: datetime.date, month: str = "") -> Figures:
    """Return the last twelve months, this one included; `month` (such as 2026-03) narrows the units to one.

    Raises Refusal "bad_month"; one before the twelve shows nothing.
    """
    last = on.replace(day=1)
    first = deadline.add_months(last, 1 - MONTHS)
    chosen = _month(month)
    until = deadline.add_months(last, 1)
    rows = direct.ask(_SQL, [list(scope.stations), first, until])
    by_month: dict[datetime.date, dict[str, int]] = {deadline.add_months(last, -back): {} for back in range(MONTHS)}
    by_unit: dict[uuid.UUID, dict[str, int]] = {}
    for day, station, figure, count in rows:
        _add(by_month[day], figure, count)
        if chosen is None or day == chosen:
            _add(by_unit.setdefault(station, {}), figure, count)
    names = dict(Unit.objects.filter(id__in=by_unit).values_list("id", "name"))
    units = [Row(key=str(key), month=None, unit=names[key], values=_values(found)) for key, found in by_unit.items()]
    total: dict[str, int] = {}
    for found in by_unit.values():
        for figure, count in found.items():
            _add(total, figure, count)
    return Figures(
        months=tuple(
            Row(key=f"{day:%Y-%m}", month=day, unit="", values=_values(found)) for day, found in by_month.items()
        ),
        units=tuple(sorted(units, key=lambda row: row.unit)),
        total=_values(total),
        chosen=chosen,
    )


def _month(text: str) -> datetime.date | None:
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise Refusal("bad_month", _MONTH, field="month", rule="N5") from error


def _add(found: dict[str, int], figure: str, count: int) -> None:
    found[figure] = found.get(figure, 0) + count


def _values(found: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(found.get(figure.key, 0) for figure in FIGURES)
