"""The one-time notice 一次性告知书 of a case: everything it lacks, told once. Source: B7."""

import datetime

from anju.law.wording import Text
from anju.papers.permit import sheet
from anju.queries.case.papers import Completion

_TITLE = Text(zh="补正告知书", en="What your application still needs")
_BASIS = Text(
    zh="依据：《行政许可法》第32条。",
    en="Basis: Administrative Licensing Law, art. 32.",
)
_OPENING = Text(
    zh="您于{on}提出的“{service}”申请（编号{number}）需要补正。需要补的全部在下面，一次告知。",
    en="Your application of {on} for {service} (no. {number}) is not complete yet. All that it lacks is listed here, once.",
)
_HOW = Text(
    zh="可以在手机上补正，也可以到窗口补正。没有列在上面的，不会再要。",
    en="Complete it on your phone or at the office. What is not listed here will not be asked for again.",
)
_ITEM = Text(zh="{item}：{note}", en="{item}: {note}")


def render(*, paper: Completion, printed_on: datetime.date, language: str = "zh-hans") -> bytes:
    """Return the notice as PDF; with a gloss where the reader chose English."""
    copy = sheet.copy(printed_on=printed_on, language=language)
    about = paper.about
    opening = _OPENING.format(on=sheet.day_of(about.applied_at), service=about.service, number=about.subject.number)
    items = [_ITEM.format(item=one.item, note=one.note) if one.note else one.item for one in paper.missing]
    where = about.office
    rows: list[tuple[Text, Text | str]] = [
        (label, value)
        for label, value in (
            (Text(zh="窗口", en="Office"), where.name),
            (Text(zh="地址", en="Where"), where.place),
            (Text(zh="时间", en="Hours"), where.hours),
            (Text(zh="电话", en="Phone"), where.phone),
        )
        if str(value)
    ]
    return sheet.letter(
        copy=copy,
        head=copy.head(title=_TITLE, number=about.subject.number, authority=paper.signed.office.zh, basis=_BASIS),
        to=about.name,
        opening=[opening],
        rows=rows,
        parts=[
            (Text(zh="需要补的", en="What is missing"), items, []),
            (Text(zh="怎么补", en="How to complete it"), [], [_HOW]),
        ],
        signed=[
            (sheet.OFFICER, paper.signed.officer),
            (sheet.OFFICE, paper.signed.office),
            (sheet.DATE, sheet.day_of(paper.told_at)),
        ],
    )
