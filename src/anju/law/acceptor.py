"""This module is a body that says it accepts the receipt or the permit: what it tells, and its lifecycle. Source: notice 三 D4, I3, I10."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from anju.law.codes import AcceptorKind
from anju.law.lifecycle import Lifecycle, Step
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text

_REVIEW = ("county_police", "overseer")

PAPERS: Mapping[str, Text] = {
    "receipt": Text(zh="居住登记凭证", en="Registration receipt"),
    "permit": Text(zh="居住证", en="Residence permit"),
}
LENGTHS: Mapping[str, int] = {"name": 80, "offers": 200, "place": 120, "phone": 20}
LABELS: Mapping[str, Text] = {
    "name": Text(zh="单位名称", en="Name"),
    "kind": Text(zh="类别", en="Kind"),
    "county": Text(zh="所在县（市、区）", en="County"),
    "papers": Text(zh="认可哪些证件", en="Papers accepted"),
    "offers": Text(zh="凭证件能办什么", en="What one gets with them"),
    "place": Text(zh="地址", en="Place"),
    "phone": Text(zh="对外电话", en="Public phone"),
}
# a body verifies as many at once
MOST = 500

STATES = {
    "asked": Text(zh="已收到，等待审核", en="Received, waiting for review"),
    "published": Text(zh="已公布", en="Published"),
    "declined": Text(zh="未予公布，已说明理由", en="Not published, with the reason"),
    "ended": Text(zh="已撤下", en="Taken off the list"),
}

LIFECYCLE = Lifecycle(
    name=Text(zh="认可单位", en="Body that accepts the papers"),
    states=STATES,
    initial="asked",
    steps=(
        Step(
            act="publish_acceptor",
            source=("asked",),
            target="published",
            who=_REVIEW,
            rules=("I3",),
            text=Text(zh="公布", en="Published"),
        ),
        Step(
            act="decline_acceptor",
            source=("asked",),
            target="declined",
            who=_REVIEW,
            rules=("I10",),
            text=Text(zh="不予公布并说明理由", en="Declined by an officer, with the reason"),
        ),
        Step(
            act="end_acceptor",
            source=("published",),
            target="ended",
            who=_REVIEW,
            rules=("I3",),
            text=Text(zh="撤下", en="Taken off the list"),
        ),
    ),
)

_MISSING = Text(zh="请填写{label}。", en="Please fill in: {label}.")
_CHOOSE = Text(zh="请选择{label}。", en="Please choose: {label}.")
_LONG = Text(zh="{label}最多{longest}个字。", en="{label}: {longest} characters at most.")
_PHONE = Text(
    zh="请填写单位对外的电话，例如 0539-1234567。", en="Please give the body's public phone, such as 0539-1234567."
)
_REASON = Text(zh="请写明理由，对方看得到。", en="Please give the reason; the body will read it.")
_REASON_LONG = Text(zh="理由最多{longest}个字。", en="The reason has {longest} characters at most.")
_EMPTY = Text(zh="“网址”一栏请留空，再提交一次。", en="Please leave the field “website” empty and send again.")
REASON_LENGTH = 300


@dataclass(frozen=True)
class Asked:
    """This is what a body tells about itself; all of it is public once it is published."""

    name: str
    kind: str
    county: str
    papers: tuple[str, ...]
    offers: str
    place: str
    phone: str


def read(raw: Mapping[str, str], *, papers: Sequence[str], counties: Collection[str]) -> Asked:
    """This reads what was typed, or raises Refusals with everything that is wrong at once. Source: B7."""
    wrong: list[Refusal] = []
    lines = {name: _line(name, raw.get(name, ""), wrong) for name in LENGTHS}
    told = {one.field for one in wrong}
    if "phone" not in told and not re.fullmatch(r"[+\d][\d\- ]{4,18}\d", lines["phone"]):
        wrong.append(Refusal("phone_unreadable", _PHONE, field="phone", rule="I3"))
    kind, county = raw.get("kind", ""), raw.get("county", "")
    if kind not in {str(code.value) for code in AcceptorKind}:
        wrong.append(_refusal("not_an_option", "kind", _CHOOSE))
    if county not in counties:
        wrong.append(_refusal("not_an_option", "county", _CHOOSE))
    if not papers or not set(papers) <= set(PAPERS):
        wrong.append(_refusal("not_an_option", "papers", _CHOOSE))
    if raw.get("website", "").strip():
        # people don't see the field; who fills it in is told and asked again, never dropped
        wrong.append(Refusal("not_empty", _EMPTY, field="website", rule="I10"))
    if wrong:
        raise Refusals(wrong)
    chosen = tuple(paper for paper in PAPERS if paper in papers)
    return Asked(kind=kind, county=county, papers=chosen, **lines)


def reason(text: str) -> str:
    """This reads the reason of a decision against a body, or raises Refusal "reason_missing" or "reason_too_long"."""
    clean = _tidy(text)
    if not clean:
        raise Refusal("reason_missing", _REASON, field="why", rule="I10")
    if len(clean) > REASON_LENGTH:
        raise Refusal("reason_too_long", _REASON_LONG.format(longest=REASON_LENGTH), field="why", rule="I10")
    return clean


def _line(name: str, value: str, wrong: list[Refusal]) -> str:
    # digits typed full-width are digits; in words the Chinese comma stays what it is
    clean = _tidy(unicodedata.normalize("NFKC", value) if name == "phone" else value)
    if not clean:
        wrong.append(_refusal("missing", name, _MISSING))
    elif len(clean) > LENGTHS[name]:
        text = _LONG.format(label=LABELS[name], longest=LENGTHS[name])
        wrong.append(Refusal("too_long", text, field=name, rule="I3"))
    return clean


def _tidy(text: str) -> str:
    kept = (" " if unicodedata.category(letter)[0] == "C" else letter for letter in unicodedata.normalize("NFC", text))
    return " ".join("".join(kept).split())


def _refusal(code: str, name: str, text: Text) -> Refusal:
    return Refusal(code, text.format(label=LABELS[name]), field=name, rule="I3")
