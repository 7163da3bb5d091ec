"""This module lays out times to book: the same hours on each working day of a span. Source: I3, law.md conventions."""

from datetime import date, datetime, time, timedelta

from anju.law import city
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.law.workdays import Calendar

MOST = 200
LONGEST = 92

_DAYS = Text(zh="结束日期不能早于开始日期。", en="The last day can't be before the first.")
_SPAN = Text(zh="一次最多开放{days}天。", en="Times can be offered for {days} days at once.")
_HOURS = Text(zh="结束时间要晚于开始时间。", en="The end has to be later than the beginning.")
_MANY = Text(
    zh="一次最多开放{most}个时间，请缩短日期或者拉长每个时间段。",
    en="At most {most} times at once. Please shorten the span, or make each time longer.",
)
_NONE = Text(
    zh="这些日子里没有工作日，或者时间都已经过去。",
    en="There is no working day among these days, or all the times have passed.",
)


def series(
    *, first: date, last: date, begins: time, ends: time, minutes: int, calendar: Calendar, after: datetime
) -> tuple[datetime, ...]:
    """This lists the beginnings that lie ahead: every `minutes` from `begins`, each over by `ends`, on working days only.

    Raises Refusal "days_wrong", "span_long", "hours_wrong", "too_many", "times_missing".
    """
    if last < first:
        raise Refusal("days_wrong", _DAYS, field="last", rule="I3")
    if (last - first).days >= LONGEST:
        raise Refusal("span_long", _SPAN.format(days=LONGEST), field="last", rule="I3")
    if ends <= begins or minutes < 1:
        raise Refusal("hours_wrong", _HOURS, field="ends", rule="I3")
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    length = timedelta(minutes=minutes)
    found: list[datetime] = []
    for day in days:
        if not calendar.is_workday(day):
            continue
        start, over = (datetime.combine(day, hour, city.TIME) for hour in (begins, ends))
        while start + length <= over:
            if start > after:
                found.append(start)
            if len(found) > MOST:
                raise Refusal("too_many", _MANY.format(most=MOST), field="last", rule="I3")
            start += length
    if not found:
        raise Refusal("times_missing", _NONE, field="first", rule="I3")
    return tuple(found)
