"""A page of a queue as a table, made fast: what repeats is made once, a row is its cells and nothing else.

How a fast list page is made (pages/counter/waiting.py is one):
1. the query is one prepared statement (queries/direct) that reads the columns shown, never models;
2. the page names its Table once, at import: caption, columns, CSS class;
3. a generator in the page gives each row's cells; what many rows share (a limit, a badge, a place) comes from a function
   with an lru_cache by value and language, and everything that is not a SafeString is escaped here;
4. the template says {% table TABLE rows %}, and what stands around it and seldom changes is {% kept %} (web/kept.py).
"""

import functools
import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.template import loader
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from anju.law.wording import Text

# a sentence in both languages, or gettext_lazy
Words = Text | Promise
_ROWS = "(rows)"


@dataclass(frozen=True)
class Column:
    """One column: its heading, which is the label of the cell on a phone too, and the CSS class of its cells."""

    label: Words
    kind: str = ""


# two tables are the same only if they are one: the words of a lazy heading change with the language
@dataclass(frozen=True, eq=False)
class Table:
    """What is the same on every page of a table."""

    caption: Words
    columns: tuple[Column, ...]
    kind: str = ""


def table(shown: Table, rows: Iterable[Sequence[object]]) -> SafeString:
    """Return a table as HTML; each row gives its cells in the order of the columns."""
    before, openings, after = _frame(shown, get_language() or "")
    lines = [before]
    for row in rows:
        lines.append("<tr data-row>")
        for opening, cell in zip(openings, row, strict=True):
            lines += (opening, safe(cell), "</td>")
        lines.append("</tr>\n")
    lines.append(after)
    # every part is a frame of ours or was escaped just now
    return mark_safe("".join(lines))  # noqa: S308


def link(path: str, text: str) -> SafeString:
    """Return the link that opens a row; format_html would do the same at several times the cost."""
    return mark_safe(f'<a class="row-link" href="{html.escape(path)}">{html.escape(text)}</a>')  # noqa: S308


def safe(cell: object) -> str:
    """Return a cell as HTML: escaped, unless it is a SafeString."""
    return cell if isinstance(cell, SafeString) else html.escape(str(cell))


@functools.lru_cache(maxsize=256)
def _frame(shown: Table, language: str) -> tuple[str, tuple[str, ...], str]:
    before, after = loader.render_to_string("web/table.html", {"table": shown, "rows": _ROWS}).split(_ROWS)
    openings = [loader.render_to_string("web/_cell.html", {"column": column}) for column in shown.columns]
    return before, tuple(openings), after
