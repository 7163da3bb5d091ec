"""The application form 居住证申领表: all entries, the statement of truth, and places to sign. Source: E1, E2, E9, B8."""

import datetime

from anju.law.permit import ground
from anju.law.wording import Text
from anju.papers import press
from anju.papers.permit import sheet
from anju.papers.permit.sheet import Copy, Words
from anju.queries.permit_papers import Application

_TITLE = Text(zh="居住证申领表", en="Application for a residence permit")
_BASIS = Text(
    zh="依据：《居住证暂行条例》（国务院令第663号）、《山东省流动人口服务管理暂行办法》（省政府令第306号）。首次申领不收费。",
    en="Basis: State Council order 663, Shandong order 306. The first card costs nothing.",
)
_TRUTH = Text(
    zh="本人（代办人）声明：以上内容和提交的材料真实、有效。民族和相片只用于制作居住证。",
    en="I (the agent) state that the entries above and the papers given are true and valid. Ethnicity and photo are "
    "used for making the card only.",
)
_NO_PORTRAIT = Text(zh="贴相片处", en="Photo")
_UNTIL = Text(zh="{proof}（有效期至{on}）", en="{proof} (valid until {on})")
_KNOWN = Text(zh="{proof}（登记可以证明，不用交）", en="{proof} (the record proves it)")
_KIND = Text(zh="{kind}：{cause}", en="{kind}: {cause}")
_AGENT = Text(zh="{name}（{relation}，{why}）　{number}", en="{relation}, {why}")
_AT = Text(zh="{name}　{place}", en="{name} {place}")


def render(*, paper: Application, printed_on: datetime.date, language: str = "zh-hans") -> bytes:
    """Return the form as PDF; with a gloss where the reader chose English."""
    copy = sheet.copy(printed_on=printed_on, language=language)
    head = copy.head(title=_TITLE, number=paper.subject.number, authority=paper.authority.zh, basis=_BASIS)
    return press.pdf(
        template="permit/application",
        data={
            **head,
            **_person(paper, copy),
            # a gloss takes its room
            "loose": 1.6 if copy.english else 2.8,
            "asked_title": copy.words(Text(zh="申请内容", en="What is asked for")),
            "asked": _asked(paper, copy),
            "truth_title": copy.words(Text(zh="声明", en="Statement")),
            "truth": copy.words(_TRUTH),
            "signs": [
                copy.words(text)
                for text in (
                    Text(zh="申请人签名", en="Applicant"),
                    Text(zh="代办人签名", en="Agent"),
                    sheet.DATE,
                )
            ],
            "office_title": copy.words(Text(zh="受理和签发", en="For the office")),
            "office": _office(paper, copy),
        },
    )


def _person(paper: Application, copy: Copy) -> dict[str, object]:
    held = paper.holder
    pairs = (
        ((Text(zh="姓名", en="Name"), held.name), (Text(zh="性别", en="Sex"), held.sex)),
        (
            (Text(zh="民族", en="Ethnicity"), paper.ethnicity),
            (Text(zh="出生日期", en="Born"), sheet.day(datetime.date.fromisoformat(held.birth_on))),
        ),
        ((held.id_kind, held.id_number), (Text(zh="联系电话", en="Phone"), paper.phone)),
    )
    lines = [
        (Text(zh="户口所在地", en="Household register"), held.hukou),
        (Text(zh="居住地住址", en="Residence"), held.address),
    ]
    return {
        "portrait": sheet.picture(paper.portrait),
        "no_portrait": copy.words(_NO_PORTRAIT),
        "person": [[copy.row(label, value) for label, value in pair] for pair in pairs],
        "lines": [copy.row(label, value) for label, value in lines],
    }


def _asked(paper: Application, copy: Copy) -> list[dict[str, Words]]:
    kind = _KIND.format(kind=paper.kind, cause=paper.cause) if paper.cause is not None else paper.kind
    rows: list[tuple[Text, Text | str]] = [
        (Text(zh="申请类别", en="Kind"), kind),
        (Text(zh="居住登记日期", en="Registered on"), sheet.day(paper.registered_on)),
    ]
    # a move inside the county keeps the first date (D2)
    if paper.counted_from != paper.registered_on:
        rows.append((Text(zh="连续居住起算", en="Counted from"), sheet.day(paper.counted_from)))
    if paper.ground is not None:
        rows.append((Text(zh="申领条件", en="Ground"), paper.ground))
    rows.append((Text(zh="证明材料", en="Proofs"), _proofs(paper)))
    if paper.agent is not None:
        agent = _AGENT.format(
            name=paper.agent.name, relation=paper.agent.relation, why=paper.agent.why, number=paper.agent.id_number
        )
        rows.append((Text(zh="代办人", en="Agent"), agent))
    rows.append(
        (Text(zh="领取地点", en="To collect at"), _AT.format(name=paper.collect_at.name, place=paper.collect_at.place))
    )
    rows.append(
        (Text(zh="申请时间和方式", en="Asked"), _AT.format(name=sheet.day_of(paper.applied_at), place=paper.channel))
    )
    return [copy.row(label, value) for label, value in rows]


def _proofs(paper: Application) -> Text:
    said = []
    for proof in paper.proofs:
        if proof.known:
            said.append(_KNOWN.format(proof=proof.text))
        elif proof.valid_until is not None:
            said.append(_UNTIL.format(proof=proof.text, on=proof.valid_until))
        else:
            said.append(proof.text)
    if not said:
        return ground.HOUSE_PROVES if paper.cause is None else Text(zh="—", en="—")
    return Text(zh="；".join(one.zh for one in said), en="; ".join(one.en for one in said))


def _office(paper: Application, copy: Copy) -> list[list[dict[str, Words]]]:
    pairs: tuple[tuple[tuple[Text, Text | str], tuple[Text, Text | str]], ...] = (
        (
            (Text(zh="受理单位", en="Accepted at"), paper.station),
            (Text(zh="签发机关", en="Signed by"), paper.authority),
        ),
        (
            (Text(zh="受理人", en="Officer"), paper.accepted_by),
            (Text(zh="签发人", en="Officer"), paper.signed_by),
        ),
        (
            (Text(zh="受理日期", en="Date"), sheet.day_of(paper.accepted_at)),
            (Text(zh="签发日期", en="Date"), sheet.day_of(paper.signed_at)),
        ),
    )
    return [[copy.row(label, value) for label, value in pair] for pair in pairs]
