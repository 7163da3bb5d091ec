"""This module says what a person can do next: never more than the law gives, never less than they may. Source: I10, design.md 8."""

from dataclasses import dataclass

from anju.law.dispute import kinds
from anju.law.wording import Text


@dataclass(frozen=True)
class Offer:
    """This is one way that is open now; `ground` is a key of law.dispute.kinds.GROUNDS, `until` names a day of its own."""

    code: str
    text: Text
    ground: str
    # "", claim, confirm, court
    until: str = ""


_ARBITRATION = Offer(
    "arbitration",
    Text(zh="申请劳动仲裁，不收费，已经填过的不用再填。", en="Go on to arbitration: free, and nothing is asked twice."),
    "voluntary",
    "claim",
)
_AT_ONCE = Offer(
    "arbitration",
    Text(
        zh="不想调解的，可以直接申请仲裁，已经填过的不用再填。",
        en="If you don't want mediation, go on to arbitration at once; nothing is asked twice.",
    ),
    "voluntary",
)
_CONFIRM = Offer(
    "confirm",
    Text(
        zh="双方一起去人民法院申请司法确认；确认以后对方不履行，可以申请强制执行。",
        en="Together with the other side, ask the court to confirm it; then it can be enforced.",
    ),
    "confirm",
    "confirm",
)
_PAY_ORDER = Offer(
    "pay_order",
    Text(
        zh="对方不按协议付工资、工伤医疗费、补偿金的，可以拿协议向人民法院申请支付令。",
        en="For wages, injury costs or compensation that were agreed, ask the court for an order to pay.",
    ),
    "pay_order",
)
_COURT = Offer("court", Text(zh="可以向人民法院起诉。", en="You can go to court."), "agreed")
_APPEAL = Offer(
    "court",
    Text(
        zh="不同意的，可以向人民法院起诉。小额的工资争议，裁决对单位是终局的。",
        en="If you disagree, go to court. In small wage disputes the award is final for the employer.",
    ),
    "court",
    "court",
)
_AID = Offer(
    "aid",
    Text(
        zh="请不起律师的，申请法律援助；讨工资、工伤不查经济困难。",
        en="If you can't pay a lawyer, ask for legal aid; for wages and injuries nobody checks your means.",
    ),
    "lawyer",
)


def of(*, kind: str, state: str) -> tuple[Offer, ...]:
    """This lists what is open to the person in a state, the likeliest first."""
    labour = kind in kinds.LABOUR
    if state == "mediating":
        return (_AT_ONCE, _AID) if labour else (_AID,)
    if state == "agreed":
        return (_CONFIRM,)
    if state == "failed":
        return (_ARBITRATION, _AID) if labour else (_COURT, _AID)
    if state == "broken":
        return (_PAY_ORDER, _ARBITRATION, _AID) if labour else (_COURT, _AID)
    if state in ("declined", "awarded"):
        return (_APPEAL, _AID)
    return (_AID,) if state in ("claimed", "accepted") else ()
