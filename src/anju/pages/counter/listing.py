"""The queue's rows as cells of its table; how that is fast is told in web/table.py."""

import datetime
import functools
from collections.abc import Iterable, Iterator, Mapping

from django.template import loader
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from anju.pages.counter import words
from anju.queries import queue
from anju.web import clock, tags
from anju.web.table import Column, Table, link

TABLE = Table(
    caption=_("按期限先后排列的档案"),
    columns=(
        Column(_("核对期限")),
        Column(_("姓名")),
        Column(_("社区、村")),
        Column(_("状态")),
        Column(_("来源")),
        Column(_("正在办理")),
        Column(_("档案编号"), kind="mono"),
    ),
    kind="queue",
)
_NOBODY = mark_safe('<span class="muted">—</span>')


def cells(rows: Iterable[queue.Row], *, state: str) -> Iterator[tuple[object, ...]]:
    """Give each row's cells; the filter stays in the links."""
    language, today = get_language() or "", clock.today()
    query = f"?state={state}" if state != "open" else ""
    for row in rows:
        yield (
            _limit(row.check_due_on, row.check_due_provisional, row.check_due_was, today, language),
            link(f"/counter/files/{row.id}/{query}", row.name),
            _place(row.community, language),
            _badge(row.state, language),
            _channel(row.channel, language),
            _holder(row),
            row.number,
        )


def _holder(row: queue.Row) -> SafeString:
    if row.held_since is None:
        return _NOBODY
    since = timezone.localtime(row.held_since)
    return format_html('<span class="badge badge-info">{} {}</span>', row.held_by, f"{since:%H:%M}")


# what follows repeats from row to row and from page to page: made once for each value and language


@functools.lru_cache(maxsize=2048)
def _limit(
    on: datetime.date, provisional: bool, was: datetime.date | None, today: datetime.date, language: str
) -> SafeString:
    return _made("counter/_limit.html", {"on": on, "provisional": provisional, "was": was})


@functools.lru_cache(maxsize=64)
def _badge(state: str, language: str) -> SafeString:
    return _made("counter/_state.html", {"state": state})


@functools.lru_cache(maxsize=4096)
def _place(name: str, language: str) -> object:
    return tags.say(words.place_name(name))


@functools.lru_cache(maxsize=64)
def _channel(channel: str, language: str) -> object:
    return tags.say(words.channel_text(channel))


def _made(name: str, values: Mapping[str, object]) -> SafeString:
    # a template escapes what it shows
    return mark_safe(loader.render_to_string(name, dict(values)))  # noqa: S308
