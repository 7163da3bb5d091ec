"""Who stands at the housing desk, and the fields its pages share."""

import datetime
import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries.rental import mine, within
from anju.web import access, forms

P = ParamSpec("P")
_NOT_A_DATE = Text(
    zh="请按 年-月-日 填写日期，例如 2026-03-04。", en="Please write the date as year-month-day, such as 2026-03-04."
)


def housing(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let officers of housing departments in; for everybody else the page does not exist."""

    @functools.wraps(view)
    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not within.allowed(access.of(request).scope):
            raise Absent("desk")
        return view(request, *args, **kwargs)

    return access.staff_page("officer")(inner)


def article(*, required: bool) -> forms.Field:
    """Return the choice of what a decision rests on. Source: I10."""
    return forms.Field(
        name="article",
        label=Text(zh="依据", en="Article"),
        kind="select",
        options=(("", Text(zh="请选择", en="Please choose")), *mine.grounds().items()),
        required=required,
    )


def day(text: str, *, field: str) -> datetime.date:
    """Read a day as typed; raises Refusal "not_a_date"."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refusal("not_a_date", _NOT_A_DATE, field=field, rule="I6") from error
