"""This module says what a vacancy can be reported for. Source: J1."""

from anju.law.codes import Code
from anju.law.refusal import Refusal
from anju.law.wording import Text


class Report(Code):
    """This says what is wrong with a vacancy."""

    FEE = "fee", "要我交钱或者扣证件", "Asked me for money or my papers"
    FALSE = "false", "招聘内容是假的", "What it says isn't true"
    EQUAL = "equal", "看户籍、性别、民族等不招人", "Turns people away by origin, sex or ethnicity"
    OTHER = "other", "其他问题", "Something else"


_KIND = Text(zh="请选择要举报什么。", en="Please choose what you report.")


def read(kind: str) -> str:
    """This reads the kind of a report, or raises Refusal "not_an_option"."""
    if kind not in {str(one.value) for one in Report}:
        raise Refusal("not_an_option", _KIND, field="what", rule="J1")
    return kind
