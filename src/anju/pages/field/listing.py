"""The rows of the coordinator's list, building by building; how that is fast is told in web/table.py."""

import datetime
import functools

from django.template import loader
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from anju.law.wording import Text
from anju.queries import fieldwork
from anju.web import clock, tags

_NOTHING = mark_safe("")


def blocks(page: fieldwork.Page, *, show: str) -> SafeString:
    """Return the blocks of a page with their rows."""
    several = page.several
    # joined from parts that are safe each
    return mark_safe("".join(_block(block, several=several, show=show) for block in page.blocks))  # noqa: S308


def _block(block: fieldwork.Block, *, several: bool, show: str) -> SafeString:
    return format_html(
        '<h2 class="block-title">{} {}</h2>\n<ul class="list">\n{}</ul>\n',
        block.label,
        _aside(block.community if several else None, block.mine, get_language() or ""),
        mark_safe("".join(_line(row, show=show) for row in block.rows)),  # noqa: S308
    )


@functools.lru_cache(maxsize=2048)
def _aside(community: Text | None, mine: bool, language: str) -> SafeString:
    place = format_html('<small class="muted">{}</small>', community.in_language(language)) if community else ""
    return format_html(
        "{}{}", place, format_html(' <span class="badge badge-info">{}</span>', _("我负责")) if mine else ""
    )


def _line(row: fieldwork.Row, *, show: str) -> SafeString:
    if show == "waiting":
        when = format_html("<small>{} · {}</small>", tags.say(row.last_found), tags.moment(row.last_call))
    else:
        when = _when(show == "unconfirmed", row.on, row.provisional, clock.today(), get_language() or "")
    return format_html(
        '<li><a href="/field/stays/{}/"><strong>{}</strong>\n{}{}</a></li>\n',
        row.stay_id,
        row.name,
        when,
        _calls(row) if show != "waiting" and row.calls else _NOTHING,
    )


def _calls(row: fieldwork.Row) -> SafeString:
    times = ngettext("去过 %(n)s 次", "去过 %(n)s 次", row.calls) % {"n": row.calls}
    return format_html("\n<small>{} · {} · {}</small>", times, tags.say(row.last_found), tags.day(row.last_call))


@functools.lru_cache(maxsize=2048)
def _when(unconfirmed: bool, on: datetime.date, provisional: bool, today: datetime.date, language: str) -> SafeString:
    # the same few dates on every page: made once a day and language
    values = {"unconfirmed": unconfirmed, "on": on, "provisional": provisional}
    return mark_safe(loader.render_to_string("field/_when.html", values))  # noqa: S308
