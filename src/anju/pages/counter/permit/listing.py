"""The rows of the permit's lists as cells of their tables; how that is fast is told in web/table.py."""

import functools
import html
import uuid
from collections.abc import Iterable, Iterator

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from anju.law import codes
from anju.law.codes import PermitFileKind
from anju.law.permit import file as law
from anju.law.permit import life
from anju.law.wording import Text
from anju.pages.counter import words
from anju.queries import endorsement_queue
from anju.queries.permit import queue
from anju.web import clock, tags
from anju.web.table import Column, Table, Words, link

_NAME, _PLACE, _STATE = Column(_("姓名")), Column(_("社区、村")), Column(_("状态"))
FILES = Table(
    caption=_("按期限先后排列的居住证申请"),
    columns=(
        Column(_("办理期限")),
        _NAME,
        Column(_("申请种类")),
        _PLACE,
        _STATE,
        Column(_("受理人")),
        Column(_("申请编号"), kind="mono"),
    ),
    kind="queue",
)


def _of_permits(caption: Words, first: Words) -> Table:
    columns = (Column(first), _NAME, _PLACE, _STATE, Column(_("居住证编号"), kind="mono"))
    return Table(caption=caption, columns=columns, kind="queue")


PERMITS = {
    "asked": _of_permits(_("按期限先后排列的签注申请"), _("签注期限")),
    "due": _of_permits(_("在签注期内的居住证"), _("签注期到")),
    "suspended": _of_permits(_("功能中止的居住证"), _("中止日期")),
    "ending": _of_permits(_("拟注销的居住证"), _("异议期到")),
}
_OWN = Text(zh="本人受理", en="by you")
_EXTENDED = Text(zh="已延长", en="extended")
_OVER = Text(zh="异议期已过，待决定", en="Window over, to decide")
ENDING = {"noticed": _("已通知，异议期内"), "objected": _("本人有异议，待答复")}
# where a row of each list leads
_WHERE = {"asked": "endorsements/", "due": "", "suspended": "", "ending": "endings/"}
# a file that may be signed off with others at once
_TICK = (
    '<span class="tick-row"><label><input type="checkbox" name="file" value="{}" data-key="x"{}>'
    '<span class="hidden-visually">{}</span></label>{}</span>'
)


def files(
    rows: Iterable[queue.Row], *, show: str, staff_id: uuid.UUID | None, ticks: bool
) -> Iterator[tuple[object, ...]]:
    """Give the cells of each application; what one accepted oneself is for another to sign off (E10)."""
    language = get_language() or ""
    for row in rows:
        own = row.accepted_by is not None and row.accepted_by == staff_id
        limit = tags.due_shown(row.due_on, row.due_provisional, row.due_was)
        if ticks:
            limit = _ticked(row, limit, own=own)
        yield (
            limit,
            link(f"/counter/permits/files/{row.id}/?state={show}", row.name),
            _kind(row.kind, language),
            _place(row.community, language),
            _state(row.state, row.extended, language),
            _by(row.accepted_by_name, own, language),
            row.number,
        )


def _ticked(row: queue.Row, limit: SafeString, *, own: bool) -> SafeString:
    # the limit is HTML of ours; the name is escaped
    return mark_safe(_TICK.format(row.id, " disabled" if own else "", html.escape(row.name), limit))  # noqa: S308


def permits(rows: Iterable[endorsement_queue.Row], *, show: str, police: bool) -> Iterator[tuple[object, ...]]:
    """Give the cells of each permit that waits for its endorsement, its return or its end, which only the police answers."""
    language, today = get_language() or "", clock.today()
    for row in rows:
        where = f"{_WHERE[show]}{row.id}" if police or show != "ending" else str(row.permit_id)
        yield (
            tags.day(row.on) if show == "suspended" else tags.due_shown(row.on, row.provisional),
            link(f"/counter/permits/{where}/?state={show}", row.name),
            _place(row.community, language),
            _standing(show, row.state, show == "ending" and row.state == "noticed" and row.on < today, language),
            row.number,
        )


# what follows repeats from row to row and from page to page: made once for each value and language


@functools.lru_cache(maxsize=32)
def _kind(kind: str, language: str) -> object:
    return tags.say(codes.label(PermitFileKind, kind))


@functools.lru_cache(maxsize=4096)
def _place(name: str, language: str) -> object:
    return tags.say(words.place_name(name))


@functools.lru_cache(maxsize=256)
def _by(name: str | None, own: bool, language: str) -> SafeString:
    if not name:
        return mark_safe('<span class="muted">—</span>')
    mark = f' <span class="badge">{html.escape(str(tags.say(_OWN)))}</span>' if own else ""
    return mark_safe(html.escape(name) + mark)  # noqa: S308


@functools.lru_cache(maxsize=64)
def _state(state: str, extended: bool, language: str) -> SafeString:
    tone = {"applied": "badge-info", "returned": "badge-wait", "accepted": "badge-good"}.get(state, "")
    more = f' <span class="badge">{html.escape(str(tags.say(_EXTENDED)))}</span>' if extended else ""
    return mark_safe(f'<span class="badge {tone}">{html.escape(str(tags.say(law.STATES[state])))}</span>{more}')  # noqa: S308


@functools.lru_cache(maxsize=64)
def _standing(show: str, state: str, over: bool, language: str) -> SafeString:
    if show == "ending":
        text, tone = (str(tags.say(_OVER)), "badge-info") if over else (str(ENDING[state]), "badge-wait")
    else:
        said = life.ENDORSEMENT.states[state] if show == "asked" else life.STATES[state]
        text = str(tags.say(said))
        tone = {"valid": "badge-good", "suspended": "badge-wait", "asked": "badge-info"}.get(state, "")
    return mark_safe(f'<span class="badge {tone}">{html.escape(text)}</span>')  # noqa: S308
