"""A condition as an expression of PostgreSQL, true, false or null as Python says meets, no, unknown.

SQL's own logic of three values is Kleene's, so all, any and not are AND, OR and NOT. Each fact is a column of its name.
"""

from collections.abc import Sequence
from typing import Any

from anju.law.condition import All, Condition, Leaf, Not

# a year no register reaches: dates beyond PostgreSQL's and Python's common end never come
_END = "DATE '9999-12-31'"


def expression(condition: Condition, *, on: str, values: list[Any]) -> str:
    """Return the expression; `on` is the SQL of the day asked about, and `values` takes what stands for each %s.

    Nothing of a condition is ever pasted into the text but the names of facts, which are a closed list.
    """
    if isinstance(condition, Leaf):
        return _leaf(condition, on, values)
    if isinstance(condition, Not):
        return f"NOT ({expression(condition.part, on=on, values=values)})"
    joined = " AND " if isinstance(condition, All) else " OR "
    return "(" + joined.join(_parts(condition.parts, on, values)) + ")"


def _parts(parts: Sequence[Condition], on: str, values: list[Any]) -> list[str]:
    return [expression(part, on=on, values=values) for part in parts]


def _leaf(leaf: Leaf, on: str, values: list[Any]) -> str:
    column = f"f.{leaf.fact}"
    if isinstance(leaf.value, tuple):
        values.append(list(leaf.value))
        return f"{column} = ANY(%s::text[])"
    values.append(leaf.value)
    if leaf.test == "is":
        return f"{column} = %s::boolean"
    if leaf.test in {"at_least", "below"}:
        return f"{column} {'>=' if leaf.test == 'at_least' else '<'} %s::bigint"
    return _dated(leaf, column, on)


def _dated(leaf: Leaf, column: str, on: str) -> str:
    unit = "12 * %s::int" if leaf.test.startswith("years") else "%s::int"
    # months that end past the calendar: the last day stands for never
    day = (
        f"CASE WHEN {column} IS NULL THEN NULL ELSE least({column}::timestamp + "
        f"make_interval(months => least({unit}, 100000)), {_END})::date END"
    )
    reached = "<=" if leaf.test.endswith("at_least") else ">"
    if leaf.by is None:
        return f"({day} {reached} {on})"
    month, last = leaf.by
    # told on one day of the year: reached in a year when that day comes late enough
    return f"({day} {reached} make_date(extract(year FROM {on})::int, {month:d}, {last:d}))"
