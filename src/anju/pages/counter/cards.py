"""Cards at the county police and at the desk: what is to be made, what is being made, what waits for its person. Source: E6, G2."""

import datetime
import functools
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from anju.actions import card as acts
from anju.actions import reading
from anju.law import codes
from anju.law.absent import Absent
from anju.law.codes import PermitFileKind
from anju.law.permit import card as law
from anju.law.permit import making
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.counter import desk
from anju.queries import cards
from anju.queries.cards import Batch, Row
from anju.queries.scope import Scope
from anju.web import access, clock, paging, tags
from anju.web.table import Column, Table

MAKING = "making"
TABS: dict[str, Text] = {
    "to_make": cards.LISTS["to_make"],
    MAKING: law.STATES["making"],
    "ready": cards.LISTS["ready"],
    "uncollected": cards.LISTS["uncollected"],
    "lost": cards.LISTS["lost"],
}
_COUNTY_ONLY = frozenset({"to_make", MAKING})
_NAME, _KIND, _NUMBER = Column(_("姓名")), Column(_("申请种类")), Column(_("申请编号"), kind="mono")
TABLES = {
    "to_make": Table(
        caption=_("按期限先后排列的卡"),
        columns=(Column(_("制证期限")), _NAME, _KIND, Column(_("第几次制作")), _NUMBER),
        kind="queue",
    ),
    "ready": Table(
        caption=_("等待领取的卡"),
        columns=(Column(_("可以领取")), _NAME, _KIND, Column(_("领取地点")), _NUMBER),
        kind="queue",
    ),
    "lost": Table(
        caption=_("已挂失的卡"),
        columns=(Column(_("发放日期")), _NAME, _KIND, Column(_("领取地点")), _NUMBER),
        kind="queue",
    ),
    "batch": Table(
        caption=_("这一批的卡"),
        columns=(Column(_("制证期限")), _NAME, _KIND, Column(_("状态")), _NUMBER),
        kind="queue",
    ),
}
BATCHES = Table(
    caption=_("送出的批次，新的在前"),
    columns=(Column(_("送出时间")), Column(_("批号"), kind="mono"), Column(_("张数")), Column(_("还在制作"))),
    kind="queue",
)


_GONE = Text(
    zh="其中有卡已经由别人送制证或者作废。下面是还能送的，请再确认。",
    en="Somebody has sent some of them already, or made them void. These can still be sent; please confirm again.",
)
_TWO = Text(
    zh="一批只能是同一个签发机关的卡，请分开送。",
    en="A batch holds cards of one issuing authority. Please send them apart.",
)
_TICK = (
    '<span class="tick-row"><label><input type="checkbox" name="card" value="{}" data-key="x">'
    '<span class="hidden-visually">{}</span></label><span>{}</span></span>'
)


@access.staff_page(*desk.ROLES)
def index(request: HttpRequest) -> HttpResponse:
    """Show one of the lists; an unknown one is an error, and what only the county police does isn't there for others."""
    visitor = access.of(request)
    scope = visitor.scope
    county = scope.role == cards.COUNTY
    show = request.GET.get("show", "to_make" if county else "ready")
    if show in _COUNTY_ONLY and not county:
        raise Absent("list")
    context, rows = _batches(request) if show == MAKING else _cards(request, show)
    about = ("queue", f"cards_{show}")
    reading.listed(scope=scope, subject=about, at=clock.now(), detail={"rows": rows})
    context |= {
        "tabs": [(name, text) for name, text in TABS.items() if county or name not in _COUNTY_ONLY],
        "show": show,
        "title": TABS[show],
        "county": county,
        "first": not request.GET.get("after"),
        "number": "",
        "errors": {},
    }
    return render(request, "counter/cards/index.html", context)


def _cards(request: HttpRequest, show: str) -> tuple[dict[str, Any], int]:
    scope, today = access.of(request).scope, clock.today()
    waits = cards.waits(scope=scope, on=today)
    text = request.GET.get("days", str(waits[0]))
    days = next((one for one in waits if str(one) == text), None)
    if days is None:
        raise Absent("days")
    mark = request.GET.get("after", "")
    values = paging.decode(mark, salt=request.path)
    after = (datetime.date.fromisoformat(values[0]), uuid.UUID(values[1])) if values is not None else None
    held = days if show == "uncollected" else 0
    page = paging.page(
        rows=cards.page(scope=scope, show=show, on=today, after=after, days=held),
        size=cards.SIZE,
        cursor=mark,
        key=lambda row: cards.key(row, show=show),
        salt=request.path,
    )
    table = TABLES["ready" if show == "uncollected" else show]
    context = {
        "page": page,
        "table": table,
        "rows": list(_cells(page.rows, show=show)),
        "waits": waits if show == "uncollected" else (),
        "days": days,
        "authorities": cards.authorities(scope=scope) if show == "to_make" else (),
        "most": making.MOST_CARDS,
    }
    return context, len(page.rows)


def _batches(request: HttpRequest) -> tuple[dict[str, Any], int]:
    scope, mark = access.of(request).scope, request.GET.get("after", "")
    values = paging.decode(mark, salt=request.path)
    after = (datetime.datetime.fromisoformat(values[0]), uuid.UUID(values[1])) if values is not None else None
    page = paging.page(
        rows=cards.batches(scope=scope, after=after),
        size=cards.SIZE,
        cursor=mark,
        key=lambda row: (row.made_at.isoformat(), row.id),
        salt=request.path,
    )
    return {"page": page, "table": BATCHES, "rows": [_batch_cells(row) for row in page.rows]}, len(page.rows)


@access.staff_page(cards.COUNTY)
def new(request: HttpRequest) -> HttpResponse:
    """Preview a batch of the cards ticked, or of all that wait, and send it once it is confirmed."""
    visitor = access.of(request)
    scope, posted, errors = visitor.scope, request.POST, dict[str, Text]()
    if request.method == "POST" and posted.get("step") == "send":
        keys = _keys(posted.get("cards", "").split(","))

        def work() -> dict[str, Any]:
            made = acts.send(authority=_authority(scope, keys), card_ids=keys, by=scope.actor, at=clock.now())
            return {"batch": str(made.id)}

        answer, errors = desk.attempt(request, action="send_cards", work=work)
        if answer is not None:
            return HttpResponseRedirect(f"/counter/cards/batches/{answer['batch']}/")
        rows = cards.chosen(scope=scope, card_ids=keys)
    elif request.method == "POST":
        whole = _keys([posted.get("all", "")])
        rows = (
            cards.waiting(scope=scope, authority=whole[0], most=making.MOST_CARDS)
            if whole
            else cards.chosen(scope=scope, card_ids=_keys(posted.getlist("card")))
        )
    else:
        return HttpResponseRedirect("/counter/cards/")
    reading.listed(scope=scope, subject=("queue", "cards_preview"), at=clock.now(), detail={"rows": len(rows)})
    context = {
        "table": TABLES["to_make"],
        "rows": list(_cells(rows, show="preview")),
        "count": len(rows),
        "cards": ",".join(str(row.id) for row in rows),
        "items": law.ITEMS.values(),
        "errors": errors,
    }
    return render(request, "counter/cards/preview.html", context, status=422 if errors else 200)


@access.staff_page(cards.COUNTY)
def batch(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    """Show a batch: what is back, what is still being made, and the way to the maker's file."""
    visitor = access.of(request)
    scope = visitor.scope
    found, rows = cards.batch(scope=scope, batch_id=batch_id)
    reading.listed(scope=scope, subject=("card_batch", found.id), at=clock.now(), detail={"rows": len(rows)})
    own = cards.sent_by(batch_id=batch_id, post_id=visitor.actor.post_id)
    context = {"batch": found, "own": own, "table": TABLES["batch"], "rows": list(_cells(rows, show="batch"))}
    return render(request, "counter/cards/batch.html", context)


def _authority(scope: Scope, keys: list[uuid.UUID]) -> uuid.UUID:
    """Return whose cards these are; raises Refusal "cards_gone" where one is not to be made here, "two_authorities"."""
    rows = cards.chosen(scope=scope, card_ids=keys)
    if not rows or len(rows) < len(set(keys)):
        raise Refusal("cards_gone", _GONE, field="cards", rule="E6")
    if len({row.authority_id for row in rows}) > 1:
        raise Refusal("two_authorities", _TWO, field="cards", rule="E9")
    return rows[0].authority_id


def _keys(texts: Iterable[str]) -> list[uuid.UUID]:
    try:
        return [uuid.UUID(text) for text in texts if text]
    except ValueError as error:
        raise Absent("card") from error


def _cells(rows: Iterable[Row], *, show: str) -> Iterator[tuple[object, ...]]:
    """Give each row's cells; a name leads to the card."""
    language = get_language() or ""
    for row in rows:
        name = format_html('<a class="row-link" href="/counter/cards/{}/">{}</a>', row.id, row.name)
        yield _first(row, show), name, _kind(row.kind, language), _fourth(row, show, language), row.number


def _first(row: Row, show: str) -> object:
    if show == "to_make":
        return format_html(_TICK, row.id, row.name, tags.due_shown(row.due_on))
    if show == "batch" and row.state not in {"to_make", "making"}:
        # made: its limit presses nobody any more
        return tags.day(row.due_on)
    if show in {"preview", "batch"}:
        return tags.due_shown(row.due_on)
    return tags.day(row.handed_on if show == "lost" else row.ready_on)


def _fourth(row: Row, show: str, language: str) -> object:
    if show in {"to_make", "preview"}:
        return row.tries + 1
    if show == "batch":
        return badge(row.state, language)
    return (row.place_en or row.place) if tags.english() else row.place


def _batch_cells(row: Batch) -> tuple[object, ...]:
    link = format_html('<a class="row-link" href="/counter/cards/batches/{}/">{}</a>', row.id, row.number)
    return tags.moment(row.made_at), link, row.count, row.waiting


@functools.lru_cache(maxsize=16)
def _kind(kind: str, language: str) -> object:
    return tags.say(codes.label(PermitFileKind, kind))


@functools.lru_cache(maxsize=32)
def badge(state: str, language: str) -> SafeString:
    """Return a card's state as a badge."""
    tones = {"ready": "badge-info", "held": "badge-good", "lost": "badge-wait", "making": "badge-wait"}
    return format_html('<span class="badge {}">{}</span>', tones.get(state, ""), tags.say(law.STATES[state]))
