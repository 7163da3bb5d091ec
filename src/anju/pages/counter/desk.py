"""What the counter's pages share: who may sit there, writing once, sorting what is wrong."""

import datetime
import uuid
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from django.http import HttpRequest

from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.queries.pending import Key
from anju.web import once, paging, problems
from anju.web.paging import Page

POLICE = ("registrar", "chief", "county_police")
ROLES = (*POLICE, "clerk")
CHIEFS = ("chief", "county_police")

_STAMPS = frozenset({"csrfmiddlewaretoken", "once"})


class Row(Protocol):
    """A row with a key."""

    id: Any


R = TypeVar("R", bound=Row)


def attempt(
    request: HttpRequest, *, action: str, work: Callable[[], dict[str, Any]]
) -> tuple[dict[str, Any] | None, dict[str, Text]]:
    """Do a page's write once; return its answer, or None and what is wrong, by field."""
    content = {name: request.POST.getlist(name) for name in request.POST if name not in _STAMPS}
    try:
        return once.post(request, action=action, content={"path": request.path, **content}, do=work)[0], {}
    except (Refusal, Refusals) as error:
        return None, problems.of(error)


def version(request: HttpRequest) -> int:
    """Return the version of the file that the officer saw; a page without one saw none."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 9 else -1


def date(text: str, *, field: str) -> datetime.date:
    """Read a date as typed; raises Refusal on the field."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refusal("not_a_date", _DATE, field=field) from error


_DATE = Text(
    zh="请按 年-月-日 填写日期，例如 2026-03-04。", en="Please write the date as year-month-day, such as 2026-03-04."
)


def page_of(
    request: HttpRequest, *, read: Callable[[Key | None], Sequence[R]], size: int, due: Callable[[R], object]
) -> Page[R]:
    """Return a keyset page of rows ordered by a limit and their key."""
    mark = request.GET.get("after", "")
    values = paging.decode(mark, salt=request.path)
    after = (datetime.date.fromisoformat(values[0]), uuid.UUID(values[1])) if values is not None else None
    return paging.page(rows=read(after), size=size, cursor=mark, key=lambda row: (due(row), row.id), salt=request.path)
