"""The record of acts, read by the audit administrator: by person, actor, act and time, and the links of the chain. Source: L10."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from anju.law import authority, codes
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Act, ActSeal, Post, Staff, Stay, Unit

SIZE = 50
# without a person, an actor or a file there is no index to go by: each page looks back over so many numbers
WINDOW = 50_000

_PERSON = Text(zh="没有这个档案编号。", en="There is no file with this number.")
_ACTOR = Text(zh="没有这个登录名。", en="There is no such sign-in name.")
_WHAT = Text(zh="没有这种行为，请从列表中选择。", en="There is no such act. Please choose one of those listed.")
_DAY = Text(zh="日期应像 2026-03-04。", en="Dates look like 2026-03-04.")
_SYSTEM = Text(zh="系统", en="System")
_NOTHING = Text(zh="", en="")
_RESIDENT = Text(zh="居民本人", en="Resident")


@dataclass(frozen=True)
class Wanted:
    """What is looked for; ids found, not words typed."""

    person_id: uuid.UUID | None = None
    actor_id: uuid.UUID | None = None
    what: str = ""
    first: datetime.datetime | None = None
    last: datetime.datetime | None = None


@dataclass(frozen=True)
class Row:
    """One act in words."""

    act: Act
    text: Text
    who: Text
    unit: Text
    role: Text
    purpose: Text


@dataclass(frozen=True)
class Found:
    """A page of acts, the newest first; `before` is where the next page begins, which may look on over empty ground."""

    rows: tuple[Row, ...]
    before: int | None


def read(*, number: str, actor: str, what: str, first: str, last: str, zone: datetime.tzinfo) -> Wanted:
    """Return what is wanted from what was typed; raises Refusal for a file, name, act or date that isn't one."""
    stay = None
    if number.strip():
        stay = Stay.objects.filter(number=number.strip().upper()).first()
        if stay is None:
            raise Refusal("number_unknown", _PERSON, field="number")
    staff = None
    if actor.strip():
        staff = Staff.objects.filter(username=actor.strip()).first()
        if staff is None:
            raise Refusal("actor_unknown", _ACTOR, field="actor")
    if what and what not in authority.TABLE:
        raise Refusal("act_unknown", _WHAT, field="what")
    return Wanted(
        person_id=stay.person_id if stay else None,
        actor_id=staff.id if staff else None,
        what=what,
        first=_midnight(first, field="first", zone=zone),
        last=_midnight(last, field="last", zone=zone, ahead=1),
    )


def acts(*, wanted: Wanted, before: int | None = None, size: int = SIZE) -> Found:
    """Return a page of acts, the newest first."""
    rows = _filtered(wanted)
    top = before if before is not None else (Act.objects.aggregate(top=Max("seq"))["top"] or 0) + 1
    rows = rows.filter(seq__lt=top)
    bottom = None
    if wanted.person_id is None and wanted.actor_id is None:
        bottom = top - WINDOW
        rows = rows.filter(seq__gte=bottom)
    page = list(rows.order_by("-seq")[: size + 1])
    if len(page) > size:
        return Found(rows=_dressed(page[:size]), before=page[size - 1].seq)
    more = bottom is not None and bottom > 0
    return Found(rows=_dressed(page), before=bottom if more else None)


def links(*, size: int = 60) -> list[ActSeal]:
    """Return the newest links of the chain."""
    return list(ActSeal.objects.order_by("-last_seq")[:size])


def whats() -> list[tuple[str, Text]]:
    """Return every act there can be, by its words."""
    return [(key, permission.text) for key, permission in authority.TABLE.items()]


def _filtered(wanted: Wanted) -> "QuerySet[Act]":
    rows = Act.objects.all()
    if wanted.person_id is not None:
        rows = rows.filter(person_id=wanted.person_id)
    if wanted.actor_id is not None:
        rows = rows.filter(actor_id=wanted.actor_id)
    if wanted.what:
        rows = rows.filter(what=wanted.what)
    if wanted.first is not None:
        rows = rows.filter(at__gte=wanted.first)
    if wanted.last is not None:
        rows = rows.filter(at__lt=wanted.last)
    return rows


def _dressed(page: list[Act]) -> tuple[Row, ...]:
    posts = Post.objects.filter(id__in={act.post_id for act in page if act.post_id}).select_related("staff")
    by_post = {post.id: post for post in posts}
    units = {unit.id: unit for unit in Unit.objects.filter(id__in={act.unit_id for act in page if act.unit_id})}
    return tuple(_row(act, by_post, units) for act in page)


def _row(act: Act, posts: dict[uuid.UUID, Post], units: dict[uuid.UUID, Unit]) -> Row:
    post = posts.get(act.post_id) if act.post_id else None
    unit = units.get(act.unit_id) if act.unit_id else None
    known = authority.TABLE.get(act.what)
    who = _RESIDENT if act.actor_kind == "resident" else _SYSTEM
    if post is not None:
        who = Text(zh=post.staff.name, en=post.staff.name)
    return Row(
        act=act,
        text=known.text if known else Text(zh=act.what, en=act.what),
        who=who,
        unit=Text(zh=unit.name, en=unit.name_en or unit.name) if unit else _NOTHING,
        role=authority.ROLES[post.role] if post else _NOTHING,
        purpose=codes.purpose(act.purpose) if act.purpose else _NOTHING,
    )


def _midnight(text: str, *, field: str, zone: datetime.tzinfo, ahead: int = 0) -> datetime.datetime | None:
    if not text.strip():
        return None
    try:
        day = datetime.date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refusal("date_unreadable", _DAY, field=field) from error
    return datetime.datetime.combine(day, datetime.time(), zone) + datetime.timedelta(days=ahead)
