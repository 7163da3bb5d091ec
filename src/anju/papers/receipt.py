"""The receipt 居住登记凭证 as a page of paper. Source: B6, H1, I1."""

import datetime

from anju.law.wording import Text
from anju.papers import press
from anju.queries.receipts import Paper
from anju.vault import code

_VERIFY = Text(
    zh="扫码或在网站输入凭证编号，可以核验真伪和是否有效。",
    en="Scan the code, or type the number on the site, to see whether this receipt is genuine and valid.",
)
_OPENS = Text(
    zh="凭本凭证即可在居住地依法享有九项权益和公共服务、四项便利，不必等到领取居住证。",
    en="This receipt opens the nine rights and four conveniences of the notice at once; there is no need to wait for a permit.",
)
_PERMIT = Text(
    zh="自{on}起，可以凭一项稳定就业、住所或就读的证明申领居住证。",
    en="From {on} you can apply for the residence permit with proof of steady work, home or schooling.",
)
_BASIS = Text(
    zh="依据：临政办字〔2017〕152号、《山东省流动人口服务管理暂行办法》（省政府令第306号）。免费出具。",
    en="Basis: Linyi notice 152 (2017) and Shandong order 306. Free of charge.",
)
_DAY = Text(zh="{on}", en="{on}")
_PRINTED = Text(zh="{on}打印", en="Printed {on}")


def render(*, paper: Paper, base_url: str, printed_on: datetime.date, language: str = "zh-hans") -> bytes:
    """Return the receipt as PDF; labels in Chinese, with an English gloss where the reader chose English."""
    english = language.startswith("en")

    def words(text: Text) -> str:
        return f"{text.zh}\n{text.en}" if english else text.zh

    return press.pdf(
        template="receipt",
        data={
            "title": f"居住登记凭证 {paper.number}",
            "authority": paper.authority,
            "lang": "zh",
            "tight": 1.7 if english else 2.4,
            "small": 7.6 if english else 9,
            "label_width": 52 if english else 34,
            "number": paper.number,
            "number_label": "凭证编号 No." if english else "凭证编号",
            "rows": [
                {"label": zh, "gloss": en if english else "", "value": value} for zh, en, value in _rows(paper, english)
            ],
            "qr": press.qr(text=code.url(base=base_url, text=paper.code)),
            "verify": words(_VERIFY),
            "opens": words(_OPENS),
            "permit": words(_PERMIT.format(on=paper.permit_from)),
            "basis": words(_BASIS),
            "printed": words(_PRINTED.format(on=printed_on)),
        },
    )


def _rows(paper: Paper, english: bool) -> list[tuple[str, str, str]]:
    rows = [
        ("姓名", "Name", paper.name),
        ("性别", "Sex", f"{paper.sex.zh} {paper.sex.en}" if english else paper.sex.zh),
        (paper.id_kind.zh, paper.id_kind.en, paper.masked_id),
        ("户口所在地", "Household register", paper.hukou),
        ("居住地址", "Residence", paper.address),
        ("登记日期", "Registered on", _DAY.format(on=paper.registered_on).zh),
    ]
    # a move inside the county keeps the first date, and the paper says so (D2)
    if paper.counted_from != paper.registered_on:
        rows.append(("连续居住起算", "Counted from", _DAY.format(on=paper.counted_from).zh))
    return [*rows, ("登记机关", "Authority", paper.authority)]
