"""The overview of a county, city or street: items, offices, load, gaps; figures only, small ones hidden. Source: D2, N6."""

import functools
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anju.actions import offering as acts
from anju.actions.offering import exporting
from anju.law import codes
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries.entitlement import offering
from anju.queries.offering import overview
from anju.queries.offering.overview import Line, Overview
from anju.web import access, clock, problems, sheets, tags

ROLES = ("overseer",)
_FEW = Text(zh="少", en="few")


@access.staff_page(*ROLES)
def index(request: HttpRequest) -> HttpResponse:
    """Show every item and every office of the own areas."""
    return _shown(request, {}, status=200)


@access.staff_page(*ROLES)
def one(request: HttpRequest, office: str, name: str) -> HttpResponse:
    """Show one service: by office, why it was refused, and where nobody uses it who may."""
    scope, today = access.of(request).scope, clock.today()
    found = overview.one(scope=scope, key=f"{office}/{name}", on=today)
    context = {
        "found": found,
        "whole": overview.of(scope=scope, on=today),
        "columns": overview.names(),
        "office": offering.department(key=office).name(on=today),
        "item": offering.item(key=found.row.service.item),
    }
    return render(request, "oversight/overview_one.html", context)


@access.staff_page(*ROLES)
def table(request: HttpRequest) -> HttpResponse:
    """Hand the overview out as a table, its purpose on record first."""
    scope, today = access.of(request).scope, clock.today()
    rows = list(_rows(overview.of(scope=scope, on=today)))
    try:
        acts.export(rows=rows, purpose=request.POST.get("purpose", ""), scope=scope, at=clock.now())
    except Refusal as error:
        return _shown(request, problems.of(error), status=422)
    return sheets.download(rows=rows, name=f"overview-{scope.unit.code}-{today.isoformat()}.csv")


def _shown(request: HttpRequest, errors: dict[str, Text], *, status: int) -> HttpResponse:
    scope, today = access.of(request).scope, clock.today()
    labels = dict(codes.choices(codes.Purpose))
    whole = overview.of(scope=scope, on=today)
    context = {
        "whole": whole,
        "tables": _tables(whole, get_language() or ""),
        "purposes": [(one.value, labels[one.value]) for one in exporting.PURPOSES],
        "errors": errors,
    }
    return render(request, "oversight/overview.html", context, status=status)


@functools.lru_cache(maxsize=16)
def _tables(whole: Overview, _language: str) -> SafeString:
    """Return the tables of an overview, made once for each and language: the same for everybody, until the next night."""
    return loader.render_to_string("oversight/_overview.html", {"whole": whole, "columns": overview.names()})


def _rows(whole: Overview) -> Iterator[list[str]]:
    head = [str(tags.say(one)) for one in overview.names()]
    yield [_("截至"), whole.on.isoformat() if whole.on else "", _("小于这个数的不列出"), str(whole.least)]
    yield [
        _("事项"),
        _("服务"),
        *head,
        _("一半在几天内办结"),
        _("满意（百分比）"),
        _("有人符合的社区"),
        _("其中没人申请的"),
    ]
    for item, lines in whole.items:
        for line in lines:
            names = [item.id, str(tags.say(line.service.name))]
            gaps = ["" if one is None else str(one) for one in (line.communities, line.unused)]
            yield [*names, *_figures(line.line), *gaps]
    yield []
    yield [_("单位"), _("经办人"), *head, _("一半在几天内办结"), _("满意（百分比）"), _("人均在办")]
    for office in whole.offices:
        names = [str(tags.say(office.office.name)), str(office.officers)]
        yield [*names, *_figures(office.line), "" if office.load is None else str(office.load)]


def _figures(line: Line) -> list[str]:
    few = str(tags.say(_FEW))
    rest = ["" if one is None else str(one) for one in (line.median, line.satisfied)]
    return [*(few if one is None else str(one) for one in line.figures.values), *rest]
