"""The notice of public rental housing 公租房告知书: a place on the list, a flat offered, a measure with its remedy. Source: I6, I10."""

import datetime

from anju.law.rental import order
from anju.law.wording import Text
from anju.papers.permit import sheet
from anju.queries.rental.mine import Own

_TITLE = Text(zh="公共租赁住房轮候告知书", en="Notice on public rental housing")
_BASIS = Text(
    zh="依据：《公共租赁住房管理办法》；《个人信息保护法》第24条。本告知由工作人员作出，不是自动决定。",
    en="Basis: Measures on Public Rental Housing; Personal Information Protection Law, art. 24. Officers decide; no machine does.",
)
_OPENING = Text(
    zh="您的公共租赁住房轮候编号为{number}，现在的情况：{state}。",
    en="Your number on the list for public rental housing is {number}. It stands as: {state}.",
)
_PLACE = Text(zh="第{place}位", en="Number {place} on the list")
_NOT_DRAWN = Text(zh="等摇号结果", en="Waiting for the draw")
_UNTIL = Text(zh="{on}前（含当日）", en="By {on}, that day included")
_FLAT = Text(
    zh="分给您：{estate} {number}，{rooms}间，{size}平方米，月租金{rent}元。",
    en="Offered: {estate} {number}, {rooms} rooms, {size} m², {rent} yuan a month.",
)
_ANSWER = Text(
    zh="请在{on}前答复要不要。不要也可以，继续轮候。", en="Please answer by {on}. You may decline and go on waiting."
)
_PUBLISHED = Text(zh="配租结果公示到{on}。", en="The allotment is published until {on}.")
_REVIEW = Text(
    zh="不同意的，可以在期限内提出异议，由没有参与的人在15个工作日内复核；也可以自知道决定之日起60日内申请行政复议，或者在6个月内向人民法院起诉。",
    en="You can object within the window; somebody who had no part reviews it within 15 working days. You can also ask for "
    "reconsideration within 60 days, or go to court within 6 months.",
)
_REASONED = Text(zh="{what}：{cause}。", en="{what}: {cause}.")


def render(*, own: Own, printed_on: datetime.date, language: str = "zh-hans") -> bytes:
    """Return the notice as PDF; with a gloss where the reader chose English."""
    copy = sheet.copy(printed_on=printed_on, language=language)
    entry = own.entry
    unit = Text(zh=entry.unit.name, en=entry.unit.name_en or entry.unit.name)
    return sheet.letter(
        copy=copy,
        head=copy.head(title=_TITLE, number=entry.number, authority=unit.zh, basis=_BASIS),
        to=entry.person.name,
        opening=[_OPENING.format(number=entry.number, state=own.state_text)],
        rows=_rows(own),
        parts=[*_offer(own), *_measure(own), (Text(zh="救济途径", en="What you can do"), [], [_REVIEW])],
        signed=[(sheet.OFFICE, unit), (sheet.DATE, sheet.day(printed_on))],
    )


def _rows(own: Own) -> list[tuple[Text, Text | str]]:
    entry = own.entry
    place = _PLACE.format(place=own.place) if own.place is not None else sheet.BLANK if own.drawn else _NOT_DRAWN
    rows: list[tuple[Text, Text | str]] = [
        (Text(zh="排位", en="Place"), place),
        (Text(zh="组别", en="Group"), order.GROUPS[entry.group]),
        (Text(zh="轮候最晚到", en="The wait ends by"), sheet.day(entry.waits_until)),
        (Text(zh="下次确认", en="Next confirmation"), _UNTIL.format(on=sheet.day(entry.confirm_by))),
    ]
    return rows if own.place is not None or not own.drawn else rows[1:2]


def _offer(own: Own) -> list[tuple[Text, list[Text], list[Text]]]:
    given = own.offer
    if given is None:
        return []
    flat = given.flat
    said = _FLAT.format(
        estate=flat.estate, number=flat.number, rooms=flat.rooms, size=flat.size, rent=f"{flat.rent_fen / 100:g}"
    )
    if given.state == "open":
        due = sheet.due(on=given.answer_by, provisional=given.answer_provisional)
        return [(Text(zh="配租", en="The flat"), [], [said, _ANSWER.format(on=due)])]
    until = sheet.day(given.published_until)
    return [(Text(zh="配租", en="The flat"), [], [said, _PUBLISHED.format(on=until)])]


def _measure(own: Own) -> list[tuple[Text, list[Text], list[Text]]]:
    told = next((one for one in own.measures if one.state != "dropped"), None)
    if told is None:
        return []
    due = sheet.due(on=told.until.on, provisional=told.until.provisional)
    return [
        (
            Text(zh="处理、理由和依据", en="Measure, reason and article"),
            [],
            [
                _REASONED.format(what=told.what, cause=told.cause),
                Text(zh=told.reason, en=""),
                told.article,
                _UNTIL.format(on=due),
            ],
        )
    ]
