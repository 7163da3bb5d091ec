"""Times an office offers: opened over working days, closed with word to whoever booked; who comes today. Source: I3."""

import datetime
import uuid
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import case as cases
from anju.actions import reading
from anju.law import city
from anju.law.case import times as law
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.pages.cases import desk
from anju.queries import rules
from anju.queries.case import agenda
from anju.queries.entitlement import offering
from anju.web import access, clock, errors, forms
from anju.web.forms import Field

DAYS = 14
# as far as calendars can be loaded
_YEARS = range(2000, 2101)
_ALL = ("", Text(zh="本单位的所有事项", en="Everything of this office"))
_DATE = Text(zh="请按 年-月-日 填写日期。", en="Please write the date as year-month-day.")
_HOUR = Text(zh="请按 时:分 填写，例如 09:00。", en="Please write the time as hours:minutes, such as 09:00.")
_NUMBER = Text(zh="请填写数字。", en="Please write a number.")


@access.staff_page(desk.OFFICER)
def index(request: HttpRequest) -> HttpResponse:
    """Show who comes today, and the times of the next two weeks."""
    scope, today = access.of(request).scope, clock.today()
    first = _day(request.GET.get("from", ""), otherwise=today)
    coming = agenda.coming(scope=scope, on=first)
    reading.listed(scope=scope, subject=("times", first), at=clock.now(), detail={"rows": len(coming)})
    days: dict[datetime.date, list[agenda.Time]] = {}
    for one in agenda.times(scope=scope, first=first, days=DAYS):
        days.setdefault(city.day(one.starts_at), []).append(one)
    context = {
        "first": first,
        "today": today,
        "coming": coming,
        "days": days.items(),
        "now": clock.now(),
        "before": first - datetime.timedelta(days=DAYS),
        "after": first + datetime.timedelta(days=DAYS),
        "made": _count(request.GET.get("made", "")),
        "told": _count(request.GET.get("told", "")),
    }
    return render(request, "cases/times.html", context)


@access.staff_page(desk.OFFICER)
def new(request: HttpRequest) -> HttpResponse:
    """Offer times: the same hours on every working day of a span."""
    scope = access.of(request).scope
    fields = _fields(scope.unit.department, place=scope.unit.place)
    wrong: Mapping[str, Text] = {}
    if request.method == "POST":
        typed = {field.name: request.POST.get(field.name, "").strip() for field in fields}

        def work() -> dict[str, int]:
            return {"made": _opened(request, typed)}

        answer, wrong = desk.attempt(request, action="open_times", work=work)
        if answer is not None:
            return HttpResponseRedirect(f"/cases/times/?from={typed['first']}&made={answer['made']}")
    shown = forms.filled(fields=fields, values=request.POST, errors=wrong) if request.method == "POST" else fields
    context = {"fields": shown, "errors": wrong}
    return render(request, "cases/times_new.html", context, status=422 if wrong else 200)


@require_POST
@access.staff_page(desk.OFFICER)
def close(request: HttpRequest, slot_id: uuid.UUID) -> HttpResponse:
    """Close one time; whoever booked it is told which others are free."""
    by, back = access.of(request).actor, _day(request.POST.get("from", ""), otherwise=clock.today())
    try:
        told = cases.close_time(slot_id=slot_id, by=by, at=clock.now())
    except (Refusal, Refusals) as error:
        return errors.refused(request, error=error, back="/cases/times/")
    return HttpResponseRedirect(f"/cases/times/?from={back}&told={told}")


def _opened(request: HttpRequest, typed: Mapping[str, str]) -> int:
    first, last = (_date(typed[name], field=name) for name in ("first", "last"))
    begins, ends = (_hour(typed[name], field=name) for name in ("begins", "ends"))
    minutes, seats = (_whole(typed[name], field=name) for name in ("minutes", "seats"))
    now = clock.now()
    starts = law.series(
        first=first, last=last, begins=begins, ends=ends, minutes=minutes, calendar=rules.calendar(), after=now
    )
    return cases.open_times(
        starts=starts,
        minutes=minutes,
        seats=seats,
        place=typed["place"],
        service_id=typed["service"],
        by=access.of(request).actor,
        at=now,
    )


def _fields(department: str, *, place: str) -> list[Field]:
    given = [one for one in offering.services(on=clock.today()).values() if one.department == department]
    services = tuple((one.id, one.name) for one in given if one.process != "guide")
    tomorrow = (clock.today() + datetime.timedelta(days=1)).isoformat()
    return [
        Field(
            name="service",
            label=Text(zh="用于什么事项", en="For which service"),
            kind="select",
            options=(_ALL, *services),
            required=False,
        ),
        Field(name="place", label=Text(zh="地点", en="Place"), value=place, maxlength=120),
        Field(name="first", label=Text(zh="从哪天起", en="From"), kind="date", value=tomorrow),
        Field(
            name="last",
            label=Text(zh="到哪天止", en="Until"),
            kind="date",
            value=tomorrow,
            hint=Text(
                zh="只在工作日开放，周末和放假自动跳过。", en="Working days only; weekends and holidays are left out."
            ),
        ),
        Field(name="begins", label=Text(zh="每天开始", en="Each day from"), kind="time", value="09:00"),
        Field(name="ends", label=Text(zh="每天结束", en="Each day until"), kind="time", value="11:30"),
        Field(name="minutes", label=Text(zh="每个时间段几分钟", en="Minutes a time"), kind="number", value="30"),
        Field(name="seats", label=Text(zh="每个时间段几个名额", en="Seats a time"), kind="number", value="2"),
    ]


def _day(text: str, *, otherwise: datetime.date) -> datetime.date:
    try:
        found = datetime.date.fromisoformat(text)
    except ValueError:
        return otherwise
    return found if found.year in _YEARS else otherwise


def _date(text: str, *, field: str) -> datetime.date:
    try:
        found = datetime.date.fromisoformat(text)
    except ValueError as error:
        raise Refusal("not_a_date", _DATE, field=field) from error
    if found.year not in _YEARS:
        raise Refusal("not_a_date", _DATE, field=field)
    return found


def _hour(text: str, *, field: str) -> datetime.time:
    try:
        return datetime.time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError as error:
        raise Refusal("not_a_time", _HOUR, field=field) from error


def _whole(text: str, *, field: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise Refusal("not_a_number", _NUMBER, field=field)
    return int(text)


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
