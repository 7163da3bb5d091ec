"""The refusal 不予发放决定书: in writing, with reason, article, remedies, officer and date. Source: E8, I10."""

import datetime

from anju.law.wording import Text
from anju.papers.permit import sheet
from anju.queries.permit_papers import Refused

_TITLE = Text(zh="不予发放居住证决定书", en="Decision not to issue a residence permit")
_BASIS = Text(
    zh="依据：《居住证暂行条例》第20条；《个人信息保护法》第24条。本决定由具名的工作人员作出，不是自动决定。",
    en="Basis: order 663, art. 20; Personal Information Protection Law, art. 24. A named officer decided; no machine did.",
)
_OPENING = Text(
    zh="您于{on}提出的居住证申请（{kind}，编号{number}）收悉。经审核，决定不予发放。",
    en="Your application of {on} ({kind}, no. {number}) was reviewed. It is decided not to issue the permit.",
)
_KEEPS = Text(
    zh="您的居住登记不受影响，凭居住登记凭证照常享有各项权益和便利。",
    en="Your registration is not affected: its receipt opens the rights and conveniences as before.",
)
_RULE = Text(zh="{cited}：{rule}", en="{cited}: {rule}")


def render(*, paper: Refused, printed_on: datetime.date, language: str = "zh-hans") -> bytes:
    """Return the decision as PDF; with a gloss where the reader chose English."""
    copy = sheet.copy(printed_on=printed_on, language=language)
    opening = _OPENING.format(on=sheet.day_of(paper.applied_at), kind=paper.kind, number=paper.subject.number)
    return sheet.letter(
        copy=copy,
        head=copy.head(title=_TITLE, number=paper.subject.number, authority=paper.signed.office.zh, basis=_BASIS),
        to=paper.holder.name,
        opening=[opening],
        rows=[
            (paper.holder.id_kind, paper.holder.masked_id),
            (Text(zh="居住地址", en="Residence"), paper.holder.address),
        ],
        parts=[
            (Text(zh="理由", en="Reason"), [], [paper.basis, Text(zh=paper.reason, en="")]),
            (Text(zh="依据的规定", en="Article"), [], [_RULE.format(cited=paper.cited, rule=paper.rule)]),
            (Text(zh="救济途径", en="What you can do"), [], [paper.remedies]),
            (Text(zh="说明", en="Please note"), [], [_KEEPS]),
        ],
        signed=[
            (sheet.OFFICER, paper.signed.officer),
            (sheet.OFFICE, paper.signed.office),
            (sheet.DATE, sheet.day_of(paper.decided_at)),
        ],
    )
