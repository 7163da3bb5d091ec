"""The system administrator's pages of policy values: look one up, set one for a place from a day on."""

import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from anju.actions import policy
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.queries import policies
from anju.web import access, clock, forms, problems

YES_NO = (("yes", Text(zh="是", en="Yes")), ("no", Text(zh="否", en="No")))
_DAY = Text(zh="请填生效日期，例如 2027-01-01。", en="Give the day it takes effect, such as 2027-01-01.")


@access.staff_page("system_admin")
def values(request: HttpRequest) -> HttpResponse:
    """List the values, all or those that fit a text."""
    text = request.GET.get("q", "")
    rows = policies.settings(city=settings.CITY, on=clock.today(), text=text)
    return render(request, "staff/policy.html", {"rows": rows, "q": text})


@access.staff_page("system_admin")
def value(request: HttpRequest, key: str) -> HttpResponse:
    """Show one value with its history, and set it."""
    row = policies.one(key=key, city=settings.CITY, on=clock.today())
    fields = _fields(row)
    typed: dict[str, Any] = {}
    errors: dict[str, Text] = {}
    if request.method == "POST":
        typed = forms.typed(fields=fields, data=request.POST)
        try:
            _set(request, row, typed)
            return HttpResponseRedirect(f"/staff/policy/{key}/?saved=1")
        except (Refusal, Refusals) as refused:
            errors = problems.of(refused)
    shown = {"row": row, "fields": forms.filled(fields=fields, values=typed, errors=errors), "errors": errors}
    return render(request, "staff/policy_value.html", shown)


def _set(request: HttpRequest, row: policies.Row, typed: dict[str, Any]) -> None:
    try:
        day = datetime.date.fromisoformat(typed["effective_from"])
    except ValueError as error:
        raise Refusal("date_unreadable", _DAY, field="effective_from") from error
    policy.set_value(
        key=row.setting.key,
        place=typed["place"],
        value=policy.read_value(setting=row.setting, text=typed["value"]),
        effective_from=day,
        basis=typed["basis"],
        by=access.of(request).actor,
        at=clock.now(),
        on=clock.today(),
    )


def _fields(row: policies.Row) -> tuple[forms.Field, ...]:
    setting = row.setting
    kinds = {"boolean": YES_NO, "choice": tuple((one, one) for one in setting.options)}
    options: tuple[tuple[str, object], ...] = kinds.get(setting.kind, ())
    return (
        forms.Field(
            name="place", label=_("适用地方"), kind="select", options=tuple(policies.places(city=settings.CITY))
        ),
        forms.Field(
            name="value",
            label=_("新的值"),
            kind="select" if options else "text",
            options=options,
            hint=setting.range_text,
        ),
        forms.Field(
            name="effective_from",
            label=_("从哪一天起"),
            kind="date",
            minimum=clock.today().isoformat(),
            hint=_("已经算出的期限不变；只影响这一天以后的"),
        ),
        forms.Field(name="basis", label=_("文件依据"), hint=_("文件名和文号"), maxlength=200),
    )
