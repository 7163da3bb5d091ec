"""How much relief, and how many help calls: by month, in the area of an office or an overseer; small cells hidden. Source: N5, N6."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from anju.law import city, deadline
from anju.law import relief as law
from anju.law.absent import Absent
from anju.law.wording import Text
from anju.queries import direct, rules
from anju.queries.relief import offices
from anju.queries.scope import Scope

MONTHS = 12
RELIEF = (
    Text(zh="受理", en="Taken"),
    Text(zh="急难", en="Urgent"),
    Text(zh="批准", en="Approved"),
    Text(zh="不予救助", en="Refused"),
    Text(zh="按期办结", en="Decided in time"),
    Text(zh="发放（元）", en="Paid (yuan)"),
)
HELP = (
    Text(zh="接到", en="Taken"),
    Text(zh="未成年人", en="Minors"),
    Text(zh="按时接收", en="Accepted in time"),
    Text(zh="回到家人身边", en="Back with the family"),
    Text(zh="自愿离开", en="Left of their own will"),
    Text(zh="转到别处或者照料", en="Taken on or in care"),
)
MEANS = Text(
    zh="按受理的月份和所在地计，一件计一次。少于{least}件的格子不显示。",
    en="By the month and place they were taken in, each once. Cells below {least} are not shown.",
)
_RELIEF = """
SELECT to_char(r.taken_at AT TIME ZONE interval '8 hours', 'YYYY-MM'), count(*), count(*) FILTER (WHERE r.urgent),
       count(*) FILTER (WHERE r.state IN ('approved', 'paid', 'closed')), count(*) FILTER (WHERE r.state = 'refused'),
       count(*) FILTER (WHERE (r.decided_at AT TIME ZONE interval '8 hours')::date <= r.due_on),
       count(*) FILTER (WHERE r.paid_fen > 0), coalesce(sum(r.paid_fen), 0)
FROM relief r JOIN division d ON d.code = r.community_id
WHERE d.path LIKE ANY($1::text[]) AND r.taken_at >= $2 GROUP BY 1
"""
_HELP = """
SELECT to_char(h.taken_at AT TIME ZONE interval '8 hours', 'YYYY-MM'), count(*), count(*) FILTER (WHERE h.minor),
       count(*) FILTER (WHERE h.accepted_at <= h.due_at), count(*) FILTER (WHERE h.outcome = 'home'),
       count(*) FILTER (WHERE h.outcome = 'left'), count(*) FILTER (WHERE h.outcome IN ('transferred', 'cared'))
FROM help_call h JOIN division d ON d.code = h.area_id
WHERE d.path LIKE ANY($1::text[]) AND h.taken_at >= $2 GROUP BY 1
"""


@dataclass(frozen=True)
class Month:
    """One month's cells; None where so few are behind it that it is not told."""

    key: str
    cells: tuple[str | None, ...]


@dataclass(frozen=True)
class Figures:
    """Twelve months of both, the newest first."""

    relief: tuple[Month, ...]
    help: tuple[Month, ...]
    least: int


def of(*, scope: Scope, on: datetime.date) -> Figures:
    """Return the last twelve months of a post's area, in two statements; Absent for posts that have no figures."""
    own = scope.role == "officer" and scope.unit.department == offices.DEPARTMENT
    if not (own or scope.role == "overseer") or not scope.areas:
        raise Absent("figures")
    first = deadline.add_months(on.replace(day=1), 1 - MONTHS)
    values = [[f"{area}%" for area in scope.areas], datetime.datetime.combine(first, datetime.time(), city.TIME)]
    least = rules.policy(place=(), on=on).suppress_below
    hide = 0 if own else least
    months = [f"{deadline.add_months(first, turn):%Y-%m}" for turn in reversed(range(MONTHS))]
    return Figures(
        relief=_months(direct.ask(_RELIEF, values), months, hide, money=True),
        help=_months(direct.ask(_HELP, values), months, hide, money=False),
        least=least,
    )


def _months(rows: Sequence[tuple[object, ...]], months: Sequence[str], hide: int, *, money: bool) -> tuple[Month, ...]:
    found = {str(row[0]): [int(str(value)) for value in row[1:]] for row in rows}
    return tuple(Month(key, tuple(_cells(found[key], hide, money=money))) for key in months if key in found)


def _cells(values: Sequence[int], hide: int, *, money: bool) -> list[str | None]:
    """Return a month's cells: a small one is hidden, and with it all that it could be worked out from.

    What a cell leaves of another is as telling as the cell: those left undecided, late, not urgent; and whom money was paid.
    """
    counts = values[:-2] if money else values
    if any(0 < count < hide for count in (*counts, *_left(counts, money=money), *(values[-2:-1] if money else ()))):
        total = str(counts[0]) if counts[0] >= hide else None
        return [total, *[None] * (len(counts) - 1 + money)]
    shown: list[str | None] = [str(count) for count in counts]
    return [*shown, law.yuan(values[-1])] if money else shown


def _left(counts: Sequence[int], *, money: bool) -> list[int]:
    taken, some = counts[0], counts[1]
    if money:
        _, _, approved, refused, in_time = counts
        return [taken - some, taken - approved - refused, approved + refused - in_time]
    _, _, in_time, *ends = counts
    return [taken - some, taken - in_time, taken - sum(ends)]
