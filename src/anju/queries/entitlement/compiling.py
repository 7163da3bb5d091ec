"""A condition as an expression of PostgreSQL, true, false or null as Python says meets, no, unknown.

SQL's own logic of three values is Kleene's, so all, any and not are AND, OR and NOT. Each fact is a column of its name;
what nobody has on file is null. What counts months or years becomes one comparison with the last day that still
counts, so that no calendar is walked for two million people.
"""

import datetime
from collections.abc import Callable, Collection
from typing import Any

from anju.law import deadline
from anju.law.condition import All, Condition, Leaf, Not

_ONE_DAY = datetime.timedelta(days=1)
_MONTHS_A_YEAR = 12


def expression(condition: Condition, *, of_leaf: Callable[[Leaf], str]) -> str:
    """Return the expression of a condition, given the expression of each leaf."""
    if isinstance(condition, Leaf):
        return of_leaf(condition)
    if isinstance(condition, Not):
        return f"NOT ({expression(condition.part, of_leaf=of_leaf)})"
    joined = " AND " if isinstance(condition, All) else " OR "
    return "(" + joined.join(expression(part, of_leaf=of_leaf) for part in condition.parts) + ")"


def leaf(asked: Leaf, *, on: datetime.date, columns: Collection[str], values: list[Any]) -> str:
    """Return the expression of one leaf over `f`; `columns` are the facts it has, `values` takes what stands for each $n.

    Nothing of a condition is ever pasted into the text but the names of facts, which are a closed list.
    """
    if asked.fact not in columns:
        return "NULL::boolean"
    column = f"f.{asked.fact}"
    if isinstance(asked.value, tuple):
        return f"{column} = ANY({_given(values, list(asked.value))}::text[])"
    if asked.test == "is":
        return f"{column} = {_given(values, asked.value)}::boolean"
    if asked.test in {"at_least", "below"}:
        return f"{column} {'>=' if asked.test == 'at_least' else '<'} {_given(values, asked.value)}::bigint"
    reached = "<=" if asked.test.endswith("at_least") else ">"
    return f"{column} {reached} {_given(values, _last_day(asked, on))}::date"


def _given(values: list[Any], value: object) -> str:
    values.append(value)
    return f"${len(values)}"


def _last_day(asked: Leaf, on: datetime.date) -> datetime.date:
    """Return the latest day from which the months or years of a leaf are full on a day."""
    count = int(asked.value) if not isinstance(asked.value, tuple) else 0
    months = count if asked.test.startswith("months") else count * _MONTHS_A_YEAR
    # told on one day of the year: full in a year when it is full on that day
    told = on if asked.by is None else datetime.date(on.year, *asked.by)
    try:
        day = deadline.add_months(told, -months)
    except ValueError:
        # before the calendar begins: nobody has been anything for so long
        return datetime.date.min
    # several days share one corresponding day where a month is shorter
    while day < told and deadline.add_months(day + _ONE_DAY, months) <= told:
        day += _ONE_DAY
    return day
