"""This module says when a case is stuck or shared between departments, and how an office answers when it is urged.

Source: notice 三 D6, I9. Only codes and days: whoever coordinates sees no person and nothing of a case's content.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from anju.law.refusal import Refusal
from anju.law.wording import Text

# an open case this many days after it was applied for has waited long
LONG_DAYS = 60
# offered to other offices, or sent back, so often is too often
REPEATED = 2
FARTHEST_DAYS = 365
# who coordinates departments
COORDINATOR = "political_legal"

REASONS: Mapping[str, Text] = {
    "late": Text(zh="超过期限", en="Late"),
    "escalated": Text(zh="已报上级", en="Put before the office above"),
    "joint": Text(zh="跨部门协办中", en="Shared between departments"),
    "joint_late": Text(zh="协办超过期限", en="A department's part is late"),
    "moved": Text(zh="多次转交", en="Handed on repeatedly"),
    "sent_back": Text(zh="多次退回重新拟定", en="Sent back repeatedly"),
    "long": Text(zh="等了60天以上", en="Waiting for more than 60 days"),
}

ANSWERS: Mapping[str, Text] = {
    "soon": Text(zh="正在办，预计这一天办结", en="Being handled; to be settled on this day"),
    "applicant": Text(zh="等申请人补充，预计这一天办结", en="Waiting for the applicant; to be settled on this day"),
    "office": Text(zh="等其他单位协办，预计这一天办结", en="Waiting for another office; to be settled on this day"),
    "review": Text(zh="要上级研究，预计这一天答复", en="To be looked at above; to be answered on this day"),
}

_ANSWER = Text(zh="请选择办到哪一步。", en="Please choose how it stands.")
_DAY = Text(zh="请选预计的日期，今天到一年以内。", en="Please choose the day you expect, within a year from today.")
_NO_REASON = Text(
    zh="没有这个筛选条件，请从列出的条件中选择。", en="There is no such filter. Please choose one of those listed."
)


def reason(value: str) -> str:
    """This reads a filter by reason, empty for all; raises Refusal "unknown_filter"."""
    if value and value not in REASONS:
        raise Refusal("unknown_filter", _NO_REASON, field="reason")
    return value


def answered(*, answer: str, expected: str, today: date) -> tuple[str, date]:
    """This reads an office's answer; raises Refusal "not_an_option", "not_a_date"."""
    if answer not in ANSWERS:
        raise Refusal("not_an_option", _ANSWER, field="answer", rule="I9")
    try:
        day = date.fromisoformat(expected)
    except ValueError:
        day = date.min
    if not today <= day <= today + timedelta(days=FARTHEST_DAYS):
        raise Refusal("not_a_date", _DAY, field="expected", rule="I9")
    return answer, day
