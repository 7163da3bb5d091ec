"""The mediation agreement 调解协议书: what both sides agreed, by when, with their signatures. Source: 人民调解法 28, 29."""

import datetime

from anju.law.wording import Text
from anju.papers import press
from anju.papers.permit import sheet
from anju.queries.dispute.papers import Agreement

_TITLE = Text(zh="调解协议书", en="Mediation agreement")
_BASIS = Text(zh="依据：{cited}。", en="Basis: {cited}.")
_CONFIRM = Text(
    zh="双方认为有必要的，可以在{on}前一起向人民法院申请司法确认；确认以后一方不履行，另一方可以申请强制执行。",
    en="Both sides can ask the court to confirm this together by {on}; once confirmed it can be enforced.",
)
_COPIES = Text(
    zh="本协议自双方签名或者盖章、调解员签名并加盖印章之日起生效，双方各执一份，本单位留存一份。",
    en="In force from the day both sides and the mediator have signed; each side keeps a copy, the office one.",
)
_YUAN = Text(zh="{yuan}元", en="{yuan} yuan")
_SIGNED = Text(zh="{on}签名", en="signed {on}")
_DUE = Text(zh="{on}前", en="by {on}")


def render(*, paper: Agreement, printed_on: datetime.date, language: str = "zh-hans") -> bytes:
    """Return the agreement as PDF; its own words stand as they were written."""
    copy = sheet.copy(printed_on=printed_on, language=language)
    about = paper.about
    confirm = sheet.due(on=paper.confirm_until, provisional=paper.confirm_provisional)
    return press.pdf(
        template="dispute/agreement",
        data={
            **copy.head(
                title=_TITLE,
                number=about.number,
                authority=about.office.name.zh,
                basis=_BASIS.format(cited=paper.cited),
            ),
            "rows": [copy.row(label, value) for label, value in _rows(paper)],
            "content": {
                "title": copy.words(Text(zh="协议内容", en="What was agreed")),
                "lines": paper.text.split("\n"),
            },
            "notes": [copy.words(_COPIES), copy.words(_CONFIRM.format(on=confirm))],
            "signed": [
                {"label": copy.words(label), "value": value.zh}
                for label, value in (
                    (Text(zh="申请人", en="Applicant"), _SIGNED.format(on=paper.signed_on)),
                    (Text(zh="对方", en="The other side"), _SIGNED.format(on=paper.other_signed_on)),
                    (Text(zh="调解员", en="Mediator"), Text(zh=paper.mediator, en=paper.mediator)),
                    (Text(zh="单位（盖章）", en="Office (seal)"), about.office.name),
                )
            ],
        },
    )


def _rows(paper: Agreement) -> list[tuple[Text, Text | str]]:
    about = paper.about
    rows: list[tuple[Text, Text | str]] = [
        (Text(zh="申请人", en="Applicant"), about.name),
        (about.id_kind, about.masked_id),
        (Text(zh="对方", en="The other side"), about.other),
        (Text(zh="纠纷类别", en="Kind of dispute"), about.kind),
    ]
    if paper.amount_fen is not None:
        rows.append((Text(zh="金额", en="Amount"), _YUAN.format(yuan=f"{paper.amount_fen / 100:.2f}")))
    return [*rows, (Text(zh="履行期限", en="To be kept"), _DUE.format(on=paper.due_on))]
