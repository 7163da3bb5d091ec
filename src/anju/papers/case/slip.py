"""The slip 收件凭证 of an application: number, what was handed in, by when it is dealt with. Source: I3, I9."""

import datetime

from anju.law import city
from anju.law.case import life
from anju.law.wording import Text
from anju.papers import press
from anju.papers.permit import sheet
from anju.queries.case.papers import Slip

_TITLE = Text(zh="收件凭证", en="Slip of an application")
_BASIS = Text(
    zh="依据：临政办字〔2017〕152号。",
    en="Basis: Linyi notice 152 (2017).",
)
_TAKEN_BY = Text(zh="签收或告知补正", en="Taken by")
_READY_BY = Text(zh="最晚办结", en="Ready by")
_REVIEW_BY = Text(zh="最晚复核", en="Reviewed by")
_THEN = Text(zh="签收后{count}{unit}内办结", en="then settled within {count} {unit}")
_UNITS = {"WD": Text(zh="个工作日", en="working days"), "CD": Text(zh="日", en="days")}
_DUE = Text(zh="{on}；{then}", en="{on}; {then}")
_FOLLOW = Text(
    zh="凭编号可以在网站“我的办事”查看进度，也可以打电话询问。缺什么会一次性全部告知您。",
    en="Follow it on the site under this number, or call. If something is missing, you are told all of it at once.",
)
_LATE = Text(
    zh="到期还没有办结的，会自动报上一级单位，您也可以在网站投诉。",
    en="What is late is put before the office above by itself; you can also complain on the site.",
)
_PROVISIONAL = Text(
    zh="标“暂定”的日期：该年放假安排公布后重新计算。",
    en="Provisional dates are computed anew when that year's holidays are published.",
)
_FREE = Text(zh="不收费", en="Free of charge")
_FEE = Text(zh="{yuan}元", en="{yuan} yuan")
_JOINED = Text(zh="{one}　{two}", en="{one} {two}")
_NAMED = Text(zh="{name}（{source}）", en="{name} ({source})")
_NO_PAPERS = Text(zh="没有需要交的材料", en="None had to be handed in")
_SOURCES = {
    "upload": Text(zh="图片", en="picture"),
    "seen": Text(zh="已看原件", en="original seen"),
    "department": Text(zh="由部门核对，不用交", en="confirmed by a department"),
    "register": Text(zh="登记中已有，不用交", en="on file"),
    "reused": Text(zh="以前交过，不用再交", en="given before"),
}
_SIGN = Text(zh="经办人签名：＿＿＿＿＿＿＿＿　　申请人签名：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿", en="")


def render(*, paper: Slip, printed_on: datetime.date, language: str = "zh-hans") -> bytes:
    """Return both copies on one A4 page as PDF; with a gloss where the reader chose English."""
    copy = sheet.copy(printed_on=printed_on, language=language)
    words = [_FOLLOW, _LATE]
    if paper.due is not None and paper.due.provisional:
        words.append(_PROVISIONAL)
    about = paper.about
    return press.pdf(
        template="permit/collection",
        data={
            **copy.head(title=_TITLE, number=about.subject.number, authority=about.office.name.zh, basis=_BASIS),
            "copies": [
                copy.words(Text(zh="申请人留存", en="The applicant's copy")),
                copy.words(Text(zh="存根", en="The office's copy")),
            ],
            "label_width": 46 if copy.english else 32,
            "tight": 1.0 if copy.english else 1.7,
            "small": 8 if copy.english else 9.5,
            "rows": [copy.row(label, value) for label, value in _rows(paper)],
            "qr": press.qr(text=about.subject.number),
            "words": [copy.words(text) for text in words],
            "office_words": [copy.words(_SIGN)],
        },
    )


def _rows(paper: Slip) -> list[tuple[Text, Text | str]]:
    about = paper.about
    fee = _FEE.format(yuan=f"{paper.fee_fen / 100:.2f}") if paper.fee_fen else _FREE
    rows: list[tuple[Text, Text | str]] = [
        (Text(zh="姓名", en="Name"), about.name),
        (about.id_kind, about.masked_id),
        (Text(zh="事项", en="Service"), about.service),
        (Text(zh="收到", en="Received"), _moment(about.applied_at)),
        *_due(paper),
        (Text(zh="材料", en="Papers"), _papers(paper)),
        (Text(zh="办理单位", en="Office"), _JOINED.format(one=about.office.name, two=about.office.phone)),
    ]
    return [*rows, (Text(zh="费用", en="Fee"), fee)]


def _moment(at: datetime.datetime) -> Text:
    return Text(zh="{at}", en="{at}").format(at=at.astimezone(city.TIME))


def _due(paper: Slip) -> list[tuple[Text, Text | str]]:
    if paper.due is None:
        return [(Text(zh="状态", en="State"), life.STATES[paper.state])]
    on = sheet.due(on=paper.due.on, provisional=paper.due.provisional)
    if paper.state == "sent":
        if paper.limit is None:
            return [(_TAKEN_BY, on)]
        then = _THEN.format(count=paper.limit.count, unit=_UNITS[paper.limit.unit])
        return [(_TAKEN_BY, _DUE.format(on=on, then=then))]
    return [(_REVIEW_BY if paper.state == "objected" else _READY_BY, on)]


def _papers(paper: Slip) -> Text:
    named = [_NAMED.format(name=name, source=_SOURCES[source]) for name, source in paper.papers]
    if not named:
        return _NO_PAPERS
    return Text(zh="；".join(one.zh for one in named), en="; ".join(one.en for one in named))
