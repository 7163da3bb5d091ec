"""The notice that an endorsement is withheld: reasons, the proposed end, and until when to object. Source: F6, D6, I10."""

import datetime

from anju.law.wording import Text
from anju.papers.permit import sheet
from anju.queries.permit_papers import Withheld

_TITLE = Text(zh="暂不签注告知书", en="Your permit's endorsement is withheld")
_BASIS = Text(
    zh="依据：《居住证暂行条例》第10条；《个人信息保护法》第24条。由具名的工作人员作出，不是自动决定。",
    en="Basis: order 663, art. 10; Personal Information Protection Law, art. 24. A named officer decided; no machine did.",
)
_OPENING = Text(
    zh="您于{on}申请居住证（编号{number}）第{count}次签注。经核对，暂不签注，理由如下。",
    en="On {on} you asked for endorsement {count} of your residence permit (no. {number}). It is withheld; the reasons follow.",
)
_NOT_ENDED = Text(
    zh="暂不签注不等于注销：居住证现在没有注销，您可以补充材料，随时再次申请签注。",
    en="Withholding ends nothing: the permit has not ended, and you can add a proof and ask again at any time.",
)
_PROPOSED = Text(
    zh="因“{reason}”，拟自{on}起注销居住证。",
    en="Because of “{reason}”, it is proposed to end the permit from {on} on.",
)
_OBJECT = Text(
    zh="您可以在{until}以前提出异议，在手机上或者到窗口都可以；到期由工作人员作出决定，注销以后也可以恢复。",
    en="You can object until {until}, on your phone or at the office. An officer decides then, and an end can be undone.",
)
_RULE = Text(zh="{cited}：{rule}", en="{cited}: {rule}")


def render(*, paper: Withheld, printed_on: datetime.date, language: str = "zh-hans") -> bytes:
    """Return the notice as PDF; with a gloss where the reader chose English."""
    copy = sheet.copy(printed_on=printed_on, language=language)
    opening = _OPENING.format(on=sheet.day_of(paper.asked_at), number=paper.subject.number, count=paper.number)
    parts: list[tuple[Text, list[Text], list[Text]]] = [
        (Text(zh="理由", en="Reason"), [], [Text(zh=paper.reason, en="")]),
        (Text(zh="依据的规定", en="Article"), [], [_RULE.format(cited=paper.cited, rule=paper.rule)]),
    ]
    if paper.end_reason is not None and paper.end_on is not None:
        words = [_PROPOSED.format(reason=paper.end_reason, on=paper.end_on)]
        if paper.end_note:
            words.append(Text(zh=paper.end_note, en=""))
        if paper.objection_until is not None:
            words.append(_OBJECT.format(until=paper.objection_until))
        parts.append((Text(zh="拟办理的", en="What is proposed"), [], words))
    parts.append((Text(zh="您可以做的", en="What you can do"), [], [_NOT_ENDED]))
    return sheet.letter(
        copy=copy,
        head=copy.head(title=_TITLE, number=paper.subject.number, authority=paper.signed.office.zh, basis=_BASIS),
        to=paper.holder.name,
        opening=[opening],
        rows=[
            (paper.holder.id_kind, paper.holder.masked_id),
            (Text(zh="居住地址", en="Residence"), paper.holder.address),
        ],
        parts=parts,
        signed=[
            (sheet.OFFICER, paper.signed.officer),
            (sheet.OFFICE, paper.signed.office),
            (sheet.DATE, sheet.day(printed_on)),
        ],
    )
