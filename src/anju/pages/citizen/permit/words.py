"""What residents are told about a permit: states, progress, what was done, what an end means."""

from collections.abc import Mapping
from dataclasses import dataclass

from anju.law import codes
from anju.law.codes import PermitEndReason
from anju.law.permit import application
from anju.law.wording import Text
from anju.queries.permit.overview import Mine

DRAFT = Text(zh="居住证申请，还没填完", en="An application for a permit, not finished")
DONE: Mapping[str, Text] = {
    "withdrawn": Text(
        zh="申请已撤回。需要时可以重新申请。", en="The application is withdrawn. You can apply again at any time."
    ),
    "endorsed": Text(zh="签注办好了。", en="The endorsement is done."),
    "asked": Text(zh="签注申请已收到，办好会通知您。", en="Your request is received; we tell you when it is done."),
    "unasked": Text(zh="签注申请已撤回。", en="The request for endorsement is withdrawn."),
    "objected": Text(
        zh="您的异议已收到，答复以前不会注销。", en="Your objection is received. Nothing ends before it is answered."
    ),
    "lost": Text(
        zh="已挂失，别人捡到也不能用。居住证本身一直有效。",
        en="Reported lost: nobody else can use the card. The permit itself stays valid.",
    ),
    "found": Text(zh="挂失已撤销，这张卡可以接着用。", en="The report is taken back; the card can be used again."),
    "handed_back": Text(
        zh="居住证已注销。居住登记还在，各项权益照旧。",
        en="The permit has ended. Your registration stays, with its rights.",
    ),
}
TONES: Mapping[str, str] = {
    "applied": "wait",
    "returned": "stop",
    "accepted": "wait",
    "signed": "good",
    "refused": "stop",
    "withdrawn": "quiet",
    "valid": "good",
    "suspended": "stop",
    "ended": "quiet",
}
CARD_TONES: Mapping[str, str] = {"ready": "wait", "held": "good", "lost": "stop"}
_CARD: Mapping[str, Text] = {
    "to_make": Text(zh="等待制作，做好会通知您。", en="It waits to be made; we tell you when it is ready."),
    "making": Text(zh="正在制作，做好会通知您。", en="It is being made; we tell you when it is ready."),
    "ready": Text(zh="做好了，可以去领。", en="It is ready to collect."),
    "held": Text(zh="在您手里。", en="You hold it."),
    "lost": Text(zh="已挂失，这张卡不能再用。", en="Reported lost; this card can't be used."),
    "returned": Text(zh="已交回。", en="Handed back."),
    "void": Text(zh="已作废。", en="Void."),
}
_ENDED: Mapping[str, Text] = {
    "left": Text(
        zh="您离开后居住登记结束了，居住证随之注销。", en="The registration ended as you left, and the permit with it."
    ),
    "own_request": Text(zh="按您自己的申请注销。", en="It ended at your own request."),
    "settled": Text(
        zh="户口已经迁入本地，不再需要居住证。", en="Your household register is here now; no permit is needed any more."
    ),
    "no_ground": Text(
        zh="就业、住所、就读三项条件都不再具备。有了任何一项，可以重新申领。",
        en="Neither work, home nor schooling held any more. With any one of them you can apply again.",
    ),
}
_AGAIN = Text(
    zh="认为注销错了，请联系派出所：可以恢复，时间不受损失。",
    en="If you think this is wrong, ask the station: it can be brought back without loss of time.",
)


@dataclass(frozen=True)
class Stage:
    """One stage of an application: done, the present one, or to come."""

    text: Text
    mark: str


_STAGES = (
    Text(zh="您已申请", en="You applied"),
    Text(zh="派出所受理", en="The station accepts it"),
    Text(zh="县公安机关审核签发", en="The county police reviews and signs it off"),
    Text(zh="制卡", en="The card is made"),
    Text(zh="领取", en="You collect it"),
)
_RETURNED = Text(zh="您补齐材料，派出所受理", en="You complete it; the station accepts it")


def stages(*, state: str, card: str) -> list[Stage]:
    """Return where an application stands among its stages; `card` is the state of its card, if there is one."""
    made = {"to_make": 3, "making": 3, "ready": 4}.get(card, 5)
    present = {"applied": 1, "returned": 1, "accepted": 2, "signed": made}.get(state, 1)
    texts = list(_STAGES)
    if state == "returned":
        texts[1] = _RETURNED
    marks = ["done" if place < present else "now" if place == present else "" for place in range(len(texts))]
    return [Stage(text=text, mark=mark) for text, mark in zip(texts, marks, strict=True)]


def missing(lines: list[dict[str, str]]) -> list[tuple[Text, str]]:
    """Return what a file lacks in words, each with the officer's note. Source: B7."""
    return [(_item(line.get("item", "")), line.get("note", "")) for line in lines]


def card(state: str) -> Text:
    """Return what a card's state means to its holder."""
    return _CARD[state]


def ended(reason: str) -> Text:
    """Return why a permit ended, in words."""
    return _ENDED.get(reason, codes.label(PermitEndReason, reason))


def wrongly(reason: str) -> Text | None:
    """Return what to do against an end nobody asked for."""
    return None if reason in {"own_request", "settled"} else _AGAIN


def brief(now: Mine) -> tuple[str, Text] | None:
    """Return the state of a permit in one line with its tone, for lists; None where there is nothing to say yet."""
    if now.file_open and now.file is not None and now.file_state is not None:
        return TONES[now.file.state], now.file_state
    if now.permit is not None and now.permit_state is not None:
        return TONES[now.permit.state], now.permit_state
    if now.file is not None and now.file.state == "refused" and now.file_state is not None:
        return TONES["refused"], now.file_state
    if now.stay is None or now.eligible_from is None:
        return None
    if now.eligible:
        return "good", Text(zh="现在可以申领", en="You can apply now")
    text = Text(zh="从{on}起可以申领，还有{days}天", en="You can apply from {on}, {days} days left")
    return "quiet", text.format(on=now.eligible_from, days=now.days_left)


def _item(code: str) -> Text:
    return application.ITEMS.get(code, Text(zh=code, en=code))


def yuan(fen: int) -> str:
    """Return an amount in yuan as people write it, empty for nothing. Source: H1, H2."""
    return f"{fen / 100:.2f}".removesuffix(".00") if fen else ""
