"""The rows of the desk's lists as cells of their tables; how that is fast is told in web/table.py."""

import datetime
import functools
from collections.abc import Iterable, Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from anju.law.dispute import kinds
from anju.law.wording import Text
from anju.pages.cases import words
from anju.queries import places
from anju.queries.case import asked, queue
from anju.web import clock, tags
from anju.web.table import Column, Table, link

QUEUE = Table(
    caption=_("按期限先后排列的事项"),
    columns=(
        Column(_("办理期限")),
        Column(_("申请人")),
        Column(_("事项名称")),
        Column(_("办理状态")),
        Column(_("社区或村")),
        Column(_("负责单位")),
        Column(_("事项编号"), kind="mono"),
    ),
    kind="queue",
)
PARTS = Table(
    caption=_("请我们协办的部分"),
    columns=(
        Column(_("答复期限")),
        Column(_("事项编号"), kind="mono"),
        Column(_("事项名称")),
        Column(_("谁请求协办")),
        Column(_("请谁协办")),
    ),
    kind="queue",
)
_LATE = Text(zh="超期上报", en="late, put up")
_URGENT, _WAGES = Text(zh="急", en="Urgent"), kinds.WAGE_CLAIM
_OFFERED = Text(zh="转交中", en="being handed on")


def cells(rows: Iterable[queue.Row], *, state: str) -> Iterator[tuple[object, ...]]:
    """Give each case's cells; the filter stays in the links. What is only offered bears no name."""
    language, today = get_language() or "", clock.today()
    query = f"?state={state}" if state != "open" else ""
    for row in rows:
        home = "/cases/offered" if state == "offered" else "/cases"
        yield (
            _limit(row.limit_on, row.limit_provisional, row.limit_was, today, language),
            link(f"{home}/{row.id}/{query}", row.name or row.number),
            _service(row.service, language),
            _state(row.state, row.escalated, row.offered and state != "offered", language),
            _place(row.community, language),
            _office(row.unit, row.unit_en, language),
            row.number,
        )


def parts(rows: Iterable[asked.Part]) -> Iterator[tuple[object, ...]]:
    """Give each part's cells: no person stands in them."""
    language, today = get_language() or "", clock.today()
    for row in rows:
        yield (
            _limit(row.due_on, row.due_provisional, None, today, language),
            link(f"/cases/parts/{row.id}/", row.number),
            _service(row.service, language),
            _office(row.asker, row.asker_en, language),
            _asked(row.asked, row.escalated, language),
        )


# what follows repeats from row to row and from page to page: made once for each value and language


@functools.lru_cache(maxsize=2048)
def _limit(
    on: datetime.date, provisional: bool, was: datetime.date | None, _today: datetime.date, _language: str
) -> SafeString:
    return tags.due_shown(on, provisional, was)


@functools.lru_cache(maxsize=256)
def _state(state: str, late: bool, offered: bool, _language: str) -> SafeString:
    shown = format_html('<span class="badge badge-{}">{}</span>', words.tone(state), tags.say(words.state_text(state)))
    for held, text in ((late, _LATE), (offered, _OFFERED)):
        if held:
            shown = format_html('{} <span class="badge badge-stop">{}</span>', shown, tags.say(text))
    return shown


@functools.lru_cache(maxsize=512)
def _asked(unit: Text, late: bool, _language: str) -> SafeString:
    if not late:
        return format_html("{}", tags.say(unit))
    return format_html('{} <span class="badge badge-stop">{}</span>', tags.say(unit), tags.say(_LATE))


@functools.lru_cache(maxsize=512)
def _service(key: str, _language: str) -> SafeString:
    name = tags.say(queue.service_name(key))
    if key != _WAGES:
        return format_html("{}", name)
    # wages come first, here and at the desk of disputes
    return format_html('<span class="badge badge-stop">{}</span> {}', tags.say(_URGENT), name)


@functools.lru_cache(maxsize=512)
def _office(name: str, name_en: str, _language: str) -> SafeString:
    return format_html("{}", tags.say(Text(zh=name, en=name_en or name)))


@functools.lru_cache(maxsize=4096)
def _place(name: str, _language: str) -> SafeString:
    found = places.Place(code="", name=name, level="", path="")
    return format_html("{}", tags.say(Text(zh=found.short, en=found.english)))
