"""This module is the way of a request for temporary relief: taken and looked into on the street, decided by the county, paid, followed up.

Urgent: helped at once, the papers afterwards (社会救助暂行办法 48). Four eyes across levels. Source: I9, I10.
"""

from dataclasses import dataclass
from datetime import date

from anju.law import complaint
from anju.law.codes import Code
from anju.law.lifecycle import Lifecycle, Step
from anju.law.policy import Policy
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text

# whoever works on the street, and the department everywhere
STREET = ("clerk", "coordinator", "officer")
CHECKERS = ("clerk", "officer")
WORDS, SHORT = 1000, 100
# nothing sensible costs more; a slip of the keyboard does
MOST_FEN = 10_000_000

ARTICLE = Text(zh="《社会救助暂行办法》第47、48条", en="Interim measures on social assistance, arts. 47 and 48")
# the same as a case's decision names it: one of the texts its service rests on
CITED = "social_relief 48"
REMEDY = Text(
    zh="不服的，可以自知道决定之日起60日内申请行政复议，也可以在6个月内向人民法院起诉；也可以在本平台投诉。",
    en="Against this you can ask for administrative reconsideration within 60 days, or go to court within 6 months; you "
    "can also complain here.",
)
URGENT = Text(
    zh="情况紧急的先救助、后补手续（社会救助暂行办法第48条）。",
    en="In an emergency help comes first and the papers after (Interim measures on social assistance, art. 48).",
)


class Kind(Code):
    """This says what is given."""

    MONEY = "money", "救助金", "Money"
    GOODS = "goods", "物资", "Goods"
    REFERRAL = "referral", "转介别的救助", "Referral to other help"


STATES = {
    "taken": Text(zh="街道已受理，待核实", en="Taken on the street, to be looked into"),
    "checked": Text(zh="已核实，待审批", en="Looked into, to be decided"),
    "approved": Text(zh="已批准，待发放", en="Approved, to be paid"),
    "paid": Text(zh="已发放，待回访", en="Paid, to be followed up"),
    "closed": Text(zh="已办结", en="Closed"),
    "refused": Text(zh="不予救助", en="Refused"),
    "withdrawn": Text(zh="已撤回", en="Withdrawn"),
}
# somebody still has to do something
OPEN = ("taken", "checked", "approved", "paid")

STEPS = {
    "taken": Text(zh="{unit}受理", en="Taken by {unit}"),
    "checked": Text(zh="{unit}核实并提出意见", en="Looked into by {unit}, which proposes"),
    "sent_back": Text(zh="{unit}退回重新核实", en="Sent back by {unit}"),
    "approved": Text(zh="{unit}批准", en="Approved by {unit}"),
    "refused": Text(zh="{unit}决定不予救助", en="Refused by {unit}"),
    "paid": Text(zh="{unit}发放", en="Paid by {unit}"),
    "followed": Text(zh="{unit}回访", en="Followed up by {unit}"),
    "withdrawn": Text(zh="{unit}代为撤回", en="Withdrawn through {unit}"),
}

LIFECYCLE = Lifecycle(
    name=Text(zh="临时救助", en="Temporary relief"),
    states=STATES,
    initial="taken",
    steps=(
        Step("take_relief", (), "taken", STREET, ("I9",), Text(zh="受理", en="The street takes it in")),
        Step(
            "check_relief",
            ("taken",),
            "checked",
            CHECKERS,
            ("I9",),
            Text(zh="核实并提出金额", en="The street looks into it and proposes"),
        ),
        Step(
            "send_back_relief",
            ("checked",),
            "taken",
            ("officer",),
            ("I10",),
            Text(zh="退回重新核实", en="The county sends it back"),
        ),
        Step(
            "approve_relief",
            ("checked",),
            "approved",
            CHECKERS,
            ("I9", "I10"),
            Text(zh="批准", en="Somebody else approves it"),
            deadline="I9",
        ),
        Step(
            "refuse_relief",
            ("checked",),
            "refused",
            ("officer",),
            ("I10",),
            Text(zh="不予救助，说明理由", en="The county refuses with reason and remedy"),
            deadline="I9",
        ),
        # an emergency is paid while the papers are still to come, and stays where it is
        Step("pay_relief", ("taken",), "taken", CHECKERS, ("I9",), Text(zh="急难先发放", en="Paid at once")),
        Step("pay_relief", ("checked",), "checked", CHECKERS, ("I9",), Text(zh="急难先发放", en="Paid at once")),
        Step("pay_relief", ("approved",), "paid", CHECKERS, ("I9",), Text(zh="发放", en="Paid")),
        Step("follow_relief", ("paid",), "closed", STREET, ("I9",), Text(zh="回访", en="Followed up")),
        Step(
            "withdraw_relief",
            ("taken", "checked"),
            "withdrawn",
            CHECKERS,
            ("I9",),
            Text(zh="本人撤回", en="Withdrawn at the person's word"),
        ),
    ),
)

_WHAT = Text(zh="请写明遇到了什么难处。", en="Please write what happened.")
_WHO = Text(zh="没有登记的人，请写下怎么称呼。", en="Please write how the person is called; they are not on file.")
_PEOPLE = Text(zh="家里人数请填写1到30。", en="1 to 30 people.")
_LONG = Text(zh="内容太长，最多{limit}个字。", en="This is too long: at most {limit} characters.")
_KIND = Text(zh="请选择给什么。", en="Please choose what is given.")
_AMOUNT = Text(
    zh="请填写金额（元），大于0，最多10万元，最多两位小数。",
    en="Please give the amount in yuan, above 0, at most 100,000, with two decimals at most.",
)
_GOODS = Text(zh="请写明给什么、转介到哪里。", en="Please write what is given, or where to.")
_FOUND = Text(zh="请写明核实的情况。", en="Please write what was found.")
_DAY = Text(zh="请填写日期，例如 2026-03-04，不能晚于今天。", en="Please give the day, such as 2026-03-04, not ahead.")
MORE = Text(zh="超过批准的金额（{yuan}元）。", en="More than was approved ({yuan} yuan).")


@dataclass(frozen=True)
class Asked:
    """This is what is written down when somebody asks for relief: no more than deciding needs."""

    name: str
    contact: str
    what: str
    people: int | None


@dataclass(frozen=True)
class Proposed:
    """This is what the street found and proposes."""

    kind: str
    amount_fen: int | None
    goods: str
    found: str
    posted_on: date | None


def asked(*, name: str, contact: str, what: str, people: str, on_file: bool) -> Asked:
    """This reads a request, or raises Refusals with everything that is wrong at once."""
    wrong: list[Refusal] = []
    told = _clean(what, "what", WORDS, wrong)
    called = _clean(name, "name", SHORT, wrong)
    reach = _clean(contact, "contact", SHORT, wrong)
    if not told:
        wrong.append(Refusal("text_missing", _WHAT, field="what", rule="I9"))
    if not on_file and not called:
        wrong.append(Refusal("name_missing", _WHO, field="name", rule="I9"))
    number = people.strip()
    if number and not (number.isdecimal() and 1 <= int(number[:4]) <= 30):
        wrong.append(Refusal("number_wrong", _PEOPLE, field="people", rule="I9"))
    if wrong:
        raise Refusals(wrong)
    return Asked(name=called, contact=reach, what=told, people=int(number) if number else None)


def proposed(*, kind: str, amount: str, goods: str, found: str, posted_on: str, today: date) -> Proposed:
    """This reads what the street proposes, or raises Refusals with everything that is wrong at once."""
    wrong: list[Refusal] = []
    if kind not in {str(code.value) for code in Kind}:
        wrong.append(Refusal("not_an_option", _KIND, field="kind", rule="I9"))
    fen = _fen(amount, wrong) if kind == Kind.MONEY or amount.strip() else None
    given = _clean(goods, "goods", WORDS, wrong)
    if kind in (Kind.GOODS, Kind.REFERRAL) and not given:
        wrong.append(Refusal("text_missing", _GOODS, field="goods", rule="I9"))
    seen = _clean(found, "found", WORDS, wrong)
    if not seen:
        wrong.append(Refusal("text_missing", _FOUND, field="found", rule="I9"))
    posted = _day(posted_on, "posted_on", today, wrong) if posted_on.strip() else None
    if wrong:
        raise Refusals(wrong)
    return Proposed(kind=kind, amount_fen=fen, goods=given, found=seen, posted_on=posted)


def paid(*, amount: str, on: str, today: date, approved_fen: int | None) -> tuple[int, date]:
    """This reads a payment, never above what was approved; goods and referrals carry no amount."""
    wrong: list[Refusal] = []
    day = _day(on, "paid_on", today, wrong)
    fen = _fen(amount, wrong) if amount.strip() or approved_fen else 0
    if fen is not None and approved_fen is not None and fen > approved_fen:
        wrong.append(Refusal("above_approved", MORE.format(yuan=yuan(approved_fen)), field="amount", rule="I9"))
    if wrong or day is None or fen is None:
        raise Refusals(wrong)
    return fen, day


def yuan(fen: int) -> str:
    """This writes an amount as people do: 1200, 350.50."""
    return f"{fen // 100}" if fen % 100 == 0 else f"{fen / 100:.2f}"


def street_decides(*, amount_fen: int | None, kind: str, policy: Policy) -> bool:
    """This tells whether the county lets the street decide so small an amount (社会救助暂行办法 48); off by default."""
    return kind == Kind.MONEY and amount_fen is not None and 0 < amount_fen <= policy.relief_street_fen


def _fen(text: str, wrong: list[Refusal]) -> int | None:
    whole, _, part = text.strip().replace(",", "").partition(".")
    if whole.isdecimal() and len(whole) < 9 and (not part or part.isdecimal()) and len(part) <= 2:
        fen = int(whole) * 100 + int(part.ljust(2, "0") or 0)
        if 0 < fen <= MOST_FEN:
            return fen
    wrong.append(Refusal("amount_wrong", _AMOUNT, field="amount", rule="I9"))
    return None


def _day(text: str, field: str, today: date, wrong: list[Refusal]) -> date | None:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        day = None
    if day is None or day > today:
        wrong.append(Refusal("not_a_date", _DAY, field=field, rule="I9"))
        return None
    return day


def _clean(text: str, field: str, limit: int, wrong: list[Refusal]) -> str:
    clean = complaint.tidy(text)
    if len(clean) > limit:
        wrong.append(Refusal("text_too_long", _LONG.format(limit=limit), field=field, rule="I9"))
    return clean
