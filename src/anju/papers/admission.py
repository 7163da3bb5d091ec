"""The admission notice 入学通知书: which school, by which wish and rule, by whom, and what one can do. Source: I5, I10."""

import datetime

from anju.law.wording import Text
from anju.papers.permit import sheet
from anju.queries.school.admitted import Paper

_TITLE = Text(zh="入学通知书", en="Admission notice")
_BASIS = Text(
    zh="依据：《义务教育法》第12条；临政办字〔2017〕152号：随迁子女与本地学生同等对待。入学不收费、不考试。",
    en="Basis: Compulsory Education Law, art. 12; Linyi notice 152 (2017): treated as local pupils. No fee, no test.",
)
_OPENING = Text(
    zh="{year}学年入学报名已经办结，孩子录取到{school}。",
    en="Your child is admitted to {school} for the school year {year}.",
)
_REPLY = Text(
    zh="请在{until}前（含当日）确认。没有确认也不会取消，学校会打电话问您。",
    en="Please reply by {until}. The place isn't taken away without your word; the office will call.",
)
_COUNT = Text(
    zh="报名号和抽签号可以在公布的名单里查到，任何人都可以用公布的种子重新计算。",
    en="Number and draw stand on the announced list; anyone can count them again from the announced seed.",
)


def render(*, paper: Paper, printed_on: datetime.date, language: str = "zh-hans") -> bytes:
    """Return the notice as PDF; with a gloss where the reader chose English."""
    copy = sheet.copy(printed_on=printed_on, language=language)
    return sheet.letter(
        copy=copy,
        head=copy.head(title=_TITLE, number=paper.subject.number, authority=paper.office.zh, basis=_BASIS),
        to=paper.name,
        opening=[_OPENING.format(year=paper.year, school=paper.school)],
        rows=[
            (Text(zh="学校", en="School"), paper.school),
            (Text(zh="地址", en="Place"), paper.place),
            (Text(zh="电话", en="Phone"), paper.phone),
            (Text(zh="按哪个志愿", en="By which wish"), paper.choice),
            (Text(zh="报名号", en="List number"), str(paper.number)),
            (Text(zh="抽签号", en="Draw number"), paper.draw),
        ],
        parts=[
            (Text(zh="请您确认", en="Please reply"), [], [_REPLY.format(until=paper.reply_by)]),
            (Text(zh="怎样排的", en="How it was ordered"), [], [_COUNT]),
            (Text(zh="不同意怎么办", en="If you disagree"), [], [paper.remedy]),
        ],
        signed=[
            (sheet.OFFICER, paper.officer),
            (sheet.OFFICE, paper.office),
            (sheet.DATE, sheet.day_of(paper.granted_at)),
        ],
    )
