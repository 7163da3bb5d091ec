"""The collection receipt 领取凭证: number, by when and why then, where to collect. Source: E5, E6, E7, G2, H1, H2."""

import datetime

from anju.law.wording import Text
from anju.papers import press
from anju.papers.permit import sheet
from anju.queries.permit_papers import Collection

_TITLE = Text(zh="居住证领取凭证", en="Receipt for collecting a residence permit")
_BASIS = Text(
    zh="依据：公通字〔2015〕38号；《居住证暂行条例》第9条；省政府令第306号。",
    en="Basis: Ministry of Public Security notice 38 (2015); order 663, art. 9; Shandong order 306.",
)
_LIMITS = Text(
    zh="受理后{working}个工作日内（{first}）、最迟{plain}日内（{second}），以先到的为准。",
    en="Within {working} working days ({first}) and within {plain} days ({second}) of acceptance; the earlier one binds.",
)
_EXTENDED = Text(zh="已依法延长，理由：{why}", en="Extended by law. Reason: {why}")
_BRING = Text(
    zh="领取时请带本凭证或者本人身份证件；卡做好后会通知您。由他人代领的，请带双方的身份证件。",
    en="Bring this receipt or your ID; you are told when the card is ready. Somebody who collects it for you brings both IDs.",
)
_MEANWHILE = Text(
    zh="领卡以前，凭居住登记凭证照常享有各项权益和便利。到期还没有办结的，可以询问受理单位，也可以在网站投诉。",
    en="Until then your registration receipt opens the same rights. If it is late, ask the office or complain on the site.",
)
_PROVISIONAL = Text(
    zh="标“暂定”的日期：该年放假安排公布后重新计算。",
    en="Provisional dates are computed anew when that year's holidays are published.",
)
_FREE = Text(zh="不收费", en="Free of charge")
_FEE = Text(zh="{yuan}元（只收制证工本费）", en="{yuan} yuan (the making of the card only)")
_SIGN = Text(
    zh="发放时核对：□ 领取凭证　□ 身份证件　　领取人签名：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿",
    en="",
)
_JOINED = Text(zh="{one}　{two}", en="{one} {two}")


def render(*, paper: Collection, printed_on: datetime.date, language: str = "zh-hans") -> bytes:
    """Return both copies on one A4 page as PDF; with a gloss where the reader chose English."""
    copy = sheet.copy(printed_on=printed_on, language=language)
    words = [_LIMITS.format(**_limits(paper)), _BRING, _MEANWHILE]
    if paper.provisional or paper.working.provisional or paper.plain.provisional:
        words.insert(1, _PROVISIONAL)
    if paper.extended_why:
        words.insert(1, _EXTENDED.format(why=paper.extended_why))
    return press.pdf(
        template="permit/collection",
        data={
            **copy.head(title=_TITLE, number=paper.subject.number, authority=paper.station.zh, basis=_BASIS),
            "copies": [
                copy.words(Text(zh="申请人留存", en="The applicant's copy")),
                copy.words(Text(zh="存根", en="The office's copy")),
            ],
            "label_width": 46 if copy.english else 28,
            "tight": 1.0 if copy.english else 1.7,
            "small": 8 if copy.english else 9.5,
            "rows": [copy.row(label, value) for label, value in _rows(paper)],
            "qr": press.qr(text=paper.subject.number),
            "words": [copy.words(text) for text in words],
            "office_words": [copy.words(_LIMITS.format(**_limits(paper)).zh), copy.words(_SIGN)],
        },
    )


def _limits(paper: Collection) -> dict[str, object]:
    return {
        "working": paper.working_days,
        "first": sheet.due(on=paper.working.on, provisional=paper.working.provisional),
        "plain": paper.plain_days,
        "second": sheet.due(on=paper.plain.on, provisional=paper.plain.provisional),
    }


def _rows(paper: Collection) -> list[tuple[Text, Text | str]]:
    where = paper.collect_at
    fee = _FEE.format(yuan=f"{paper.fee_fen / 100:.2f}") if paper.fee_fen else _FREE
    rows: list[tuple[Text, Text | str]] = [
        (Text(zh="姓名", en="Name"), paper.holder.name),
        (paper.holder.id_kind, paper.holder.masked_id),
        (Text(zh="申请类别", en="Kind"), paper.kind),
        (Text(zh="受理", en="Accepted"), _JOINED.format(one=sheet.day_of(paper.accepted_at), two=paper.accepted_by)),
        (Text(zh="最晚办结", en="Ready by"), sheet.due(on=paper.due_on, provisional=paper.provisional)),
        (Text(zh="领取地点", en="To collect at"), _JOINED.format(one=where.name, two=where.place)),
    ]
    if where.hours or where.phone:
        rows.append((Text(zh="时间和电话", en="Hours, phone"), f"{where.hours}　{where.phone}".strip()))
    return [*rows, (Text(zh="费用", en="Fee"), fee)]
