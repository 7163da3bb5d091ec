"""The decision 办理结果告知书: granted or not, with reason, article, remedy, officer, office and date. Source: I9, I10."""

import datetime

from anju.law.wording import Text
from anju.papers.permit import sheet
from anju.queries.case.papers import Notice

_TITLES = {
    "granted": Text(zh="办理结果告知书", en="Notice of the result"),
    "refused": Text(zh="不予办理告知书", en="Notice of a refusal"),
    "confirmed": Text(zh="异议复核结果告知书", en="Result of the review"),
    "changed": Text(zh="异议复核结果告知书", en="Result of the review"),
}
_OPENINGS = {
    "granted": Text(
        zh="您于{on}提出的“{service}”申请（编号{number}）已经办好。",
        en="Your application of {on} for {service} (no. {number}) is granted.",
    ),
    "refused": Text(
        zh="您于{on}提出的“{service}”申请（编号{number}）收悉。经审核，决定不予办理。",
        en="Your application of {on} for {service} (no. {number}) was reviewed. It is decided not to grant it.",
    ),
    "confirmed": Text(
        zh="您对{on}提出的“{service}”申请（编号{number}）的办理结果有异议。经没有参与原决定的工作人员复核，维持原结果。",
        en="You objected to the result of your application of {on} for {service} (no. {number}). "
        "Somebody who had no part in it reviewed it; the result stands.",
    ),
    "changed": Text(
        zh="您对{on}提出的“{service}”申请（编号{number}）的办理结果有异议。经没有参与原决定的工作人员复核，变更原结果。",
        en="You objected to the result of your application of {on} for {service} (no. {number}). "
        "Somebody who had no part in it reviewed it; the result is changed.",
    ),
}
_BASIS = Text(
    zh="依据：《个人信息保护法》第24条。本结果由具名的工作人员作出，不是自动决定。",
    en="Basis: Personal Information Protection Law, art. 24. A named officer decided; no machine did.",
)
_OBJECT = Text(
    zh="{until}以前可以在网站或者窗口提出异议，由没有参与原决定的人复核。",
    en="Until {until} you can object on the site or at a counter; somebody who had no part in the decision reviews it.",
)
_KEEPS = Text(
    zh="您的居住登记不受影响，凭居住登记凭证照常享有各项权益和便利。",
    en="Your registration is not affected: its receipt opens the rights and conveniences as before.",
)
_RESULT = Text(zh="办理结果", en="Result")
_NEXT = Text(zh="说明", en="Please note")
_REASON = Text(zh="理由", en="Reason")
_ARTICLE = Text(zh="依据的规定", en="Article")
_REMEDY = Text(zh="救济途径", en="What you can do")


def render(*, paper: Notice, printed_on: datetime.date, language: str = "zh-hans") -> bytes:
    """Return the decision as PDF; with a gloss where the reader chose English."""
    copy = sheet.copy(printed_on=printed_on, language=language)
    about = paper.about
    opening = _OPENINGS[paper.outcome].format(
        on=sheet.day_of(about.applied_at), service=about.service, number=about.subject.number
    )
    return sheet.letter(
        copy=copy,
        head=copy.head(
            title=_TITLES[paper.outcome],
            number=about.subject.number,
            authority=paper.signed.office.zh,
            basis=_BASIS,
        ),
        to=about.name,
        opening=[opening],
        rows=_rows(paper),
        parts=_parts(paper),
        signed=[
            (sheet.OFFICER, paper.signed.officer),
            (sheet.OFFICE, paper.signed.office),
            (sheet.DATE, sheet.day_of(paper.at)),
        ],
    )


def _rows(paper: Notice) -> list[tuple[Text, Text | str]]:
    about = paper.about
    rows: list[tuple[Text, Text | str]] = [
        (about.id_kind, about.masked_id),
        (Text(zh="事项", en="Service"), about.service),
    ]
    where = about.office
    if where.place:
        rows.append((Text(zh="地址", en="Where"), where.place))
    if where.phone:
        rows.append((Text(zh="电话", en="Phone"), where.phone))
    return rows


def _parts(paper: Notice) -> list[tuple[Text, list[Text], list[Text]]]:
    parts: list[tuple[Text, list[Text], list[Text]]] = []
    if paper.outcome == "granted":
        parts.append((_RESULT, [], [paper.result]))
    if paper.reason:
        parts.append((_NEXT if paper.outcome == "granted" else _REASON, [], [Text(zh=paper.reason, en="")]))
    if paper.article.zh:
        parts.append((_ARTICLE, [], [paper.article]))
    remedies = [paper.remedy]
    if paper.object_until is not None:
        until = sheet.due(on=paper.object_until.on, provisional=paper.object_until.provisional)
        remedies.insert(0, _OBJECT.format(until=until))
    parts.append((_REMEDY, [], remedies))
    if paper.outcome in ("refused", "confirmed"):
        parts.append((_NEXT, [], [_KEEPS]))
    return parts
