"""The suspension notice 功能中止告知书: since when, both dates of F5, and how the function comes back. Source: F4, F5."""

import datetime

from anju.law.wording import Text
from anju.papers.permit import sheet
from anju.queries.permit_papers import Suspended

_TITLE = Text(zh="居住证功能中止告知书", en="Your residence permit's function is suspended")
_BASIS = Text(
    zh="依据：《居住证暂行条例》第10条。签注不收费。", en="Basis: order 663, art. 10. Endorsement costs nothing."
)
_OPENING = Text(
    zh="您的居住证（编号{number}）到{closed}没有办理签注，自{since}起功能中止。",
    en="Your residence permit (no. {number}) was not endorsed by {closed}; its function is suspended from {since} on.",
)
_HOW = (
    Text(
        zh="补办签注，功能当即恢复：在手机上一分钟，或者带身份证件到下面的窗口。",
        en="Endorse it and its function is back at once: one minute on your phone, or with your ID at the office below.",
    ),
    Text(
        zh="住址、单位和材料没有变化的，不用再交材料。",
        en="If address, employer and proofs have not changed, there is nothing to bring.",
    ),
)
_KEEPS = Text(
    zh="中止期间，凭居住登记享有的九项权益和四项便利照常。",
    en="Meanwhile the nine rights and four conveniences that rest on your registration go on.",
)
_IF = Text(zh="如果在{on}补办签注，连续居住的起算日是：", en="If it is endorsed on {on}, continuous residence counts:")
_RESTART = Text(zh="重新起算（条例字面）：从{on}起{mark}", en="anew, as the regulation literally says: from {on}{mark}")
_DEDUCT = Text(zh="只扣除中止的时间：从{on}起{mark}", en="leaving out the suspended time only: from {on}{mark}")
_HERE = Text(zh="（本地现行做法）", en=" (the rule here)")


def render(*, paper: Suspended, printed_on: datetime.date, language: str = "zh-hans") -> bytes:
    """Return the notice as PDF; with a gloss where the reader chose English."""
    copy = sheet.copy(printed_on=printed_on, language=language)
    opening = _OPENING.format(number=paper.subject.number, closed=paper.closed_on, since=paper.since)
    where = paper.station
    rows: list[tuple[Text, Text | str]] = [
        (paper.holder.id_kind, paper.holder.masked_id),
        (Text(zh="签注截止", en="Endorse by"), sheet.day(paper.closed_on)),
        (Text(zh="功能中止", en="Suspended from"), sheet.day(paper.since)),
        (Text(zh="窗口", en="Office"), Text(zh=f"{where.name.zh}　{where.place}", en=where.name.en)),
    ]
    if where.phone:
        rows.append((Text(zh="电话", en="Phone"), where.phone))
    years = paper.continuity
    readings = [
        _RESTART.format(on=years.restart, mark=_HERE if paper.restarts else sheet.BLANK),
        _DEDUCT.format(on=years.deduct, mark=sheet.BLANK if paper.restarts else _HERE),
    ]
    return sheet.letter(
        copy=copy,
        head=copy.head(title=_TITLE, number=paper.subject.number, authority=paper.authority.zh, basis=_BASIS),
        to=paper.holder.name,
        opening=[opening],
        rows=rows,
        parts=[
            (Text(zh="怎样恢复", en="How it comes back"), list(_HOW), []),
            (_IF.format(on=printed_on), readings, []),
            (Text(zh="不受影响的", en="What goes on"), [], [_KEEPS]),
        ],
        signed=[(sheet.OFFICE, paper.authority), (sheet.DATE, sheet.day(printed_on))],
    )
