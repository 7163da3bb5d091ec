"""What the states of a case mean to the person, and what is theirs to do."""

from anju.law.case import life
from anju.law.service import Applicant, Limit, Service, Unit
from anju.law.wording import Text

TONES = {
    "sent": "info",
    "returned": "wait",
    "taken": "info",
    "asked": "wait",
    "proposed": "info",
    "granted": "good",
    "refused": "stop",
    "withdrawn": "quiet",
    "objected": "info",
    "confirmed": "quiet",
    "changed": "good",
}
# a state in words to the person, where the table's are said of them
_STATES = {"asked": Text(zh="等您答复", en="Waiting for your answer")}
# what is the person's turn, in the words of a button
TO_DO = {
    "returned": Text(zh="看缺什么，一次补齐", en="See what is missing"),
    "asked": Text(zh="回答一个问题", en="Answer a question"),
}
# what a last day is for, while the office works
WAITS = {
    "sent": Text(zh="最晚哪天签收", en="Taken or returned by"),
    "taken": Text(zh="最晚哪天办好", en="Done by"),
    "asked": Text(zh="最晚哪天办好", en="Done by"),
    "proposed": Text(zh="最晚哪天办好", en="Done by"),
    "objected": Text(zh="最晚哪天复核完", en="Reviewed by"),
}
WHY = {
    "sent": Text(
        zh="收到后{days}个工作日内，要么签收，要么一次告诉您缺什么。超过了自动报上一级。",
        en="Within {days} working days it is taken, or you are told at once all that is missing. Later the office above is told.",
    ),
    "taken": Text(
        zh="从签收那天算，这个事项规定{limit}内办好。超过了自动报上一级。",
        en="Counted from the day it was taken; the limit is {limit}. Later the office above is told.",
    ),
    "objected": Text(
        zh="由没有参与原决定的人重新看。", en="Somebody who had no part in the decision looks at it again."
    ),
}
_TAKE = Text(zh="签收，开始办理", en="It is taken; the work begins")
_RESULT = Text(zh="出结果", en="The result")
# what is still to come
AHEAD: dict[str, tuple[Text, ...]] = {
    "sent": (_TAKE, _RESULT),
    "returned": (Text(zh="您补齐材料", en="You complete it"), _TAKE, _RESULT),
    "taken": (_RESULT,),
    "asked": (Text(zh="您答复", en="You answer"), _RESULT),
    "proposed": (Text(zh="另一人审定，出结果", en="A second officer decides"),),
    "objected": (Text(zh="复核出结果", en="The result of the review"),),
}
_STANDS = Text(
    zh="等您答复的时间不算在内，答复以后接着算。",
    en="The time until you answer doesn't count; after that it runs on.",
)
UNITS: dict[Unit, Text] = {
    "WD": Text(zh="{count}个工作日", en="{count} working days"),
    "CD": Text(zh="{count}天", en="{count} days"),
}
AS: dict[Applicant, Text] = {
    "self": Text(zh="您自己", en="Yourself"),
    "guardian": Text(zh="您是监护人", en="You are the guardian"),
    "agent": Text(zh="您是代办人", en="You act for them"),
}
DONE = {
    "sent": Text(
        zh="已经收到您的申请。下面随时能看到办到哪一步。",
        en="Your application has arrived. Here you can see at any time how it stands.",
    ),
    "open": Text(
        zh="这个事项您已经有一件在办，不用再申请。",
        en="You have one of these under way already, so there is no need for another.",
    ),
    "completed": Text(zh="补齐的材料已经送到。", en="What you added has arrived."),
    "answered": Text(zh="您的答复已经送到。", en="Your answer has arrived."),
    "objected": Text(
        zh="已经收到您的异议，由没有参与原决定的人复核。",
        en="Your objection has arrived; somebody who had no part in the decision reviews it.",
    ),
    "rated": Text(zh="谢谢您的评价。办事人员看不到是谁评的。", en="Thank you. The officer never sees who rated."),
    "withdrawn": Text(zh="已经撤回。以后随时可以再申请。", en="Withdrawn. You can apply again at any time."),
    "booked": Text(zh="约好了。前一天会再提醒您。", en="Booked. You are reminded the day before."),
    "cancelled": Text(zh="已经取消。", en="Cancelled."),
}


def state(name: str) -> Text:
    """Return a state in words to the person."""
    return _STATES.get(name, life.STATES[name])


def limit(held: Limit | None) -> Text | None:
    """Return how long something takes, in words."""
    return UNITS[held.unit].format(count=held.count) if held is not None else None


def fee(service: Service) -> str:
    """Return what a service costs in yuan, empty for nothing."""
    return f"{service.fee_fen / 100:g}" if service.fee_fen else ""


def waits(state: str, *, stands: bool) -> Text | None:
    """Return what the last day shown is for; None where nobody owes anything, or the clock stands."""
    return WAITS.get(state) if state != "asked" or not stands else None


def why(state: str, *, stands: bool, service: Service, taken: int) -> Text | None:
    """Return where a last day comes from; `taken` are the working days for taking a case."""
    if state == "asked" and stands:
        return _STANDS
    found = WHY.get("taken" if state in ("asked", "proposed") else state)
    return found.format(limit=limit(service.limit) or "", days=taken) if found is not None else None
