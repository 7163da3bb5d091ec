"""This module is the rating of a finished case: five grades, the two lowest are followed up. Source: J3, J4."""

from anju.law.codes import Rating
from anju.law.refusal import Refusal
from anju.law.wording import Text

LOW = frozenset({Rating.DISSATISFIED, Rating.VERY_DISSATISFIED})

_GRADE = Text(zh="请选择满意程度。", en="Please choose a grade.")


def grade(value: str) -> Rating:
    """This reads a grade, or raises Refusal "not_an_option"."""
    found = next((code for code in Rating if code.value == value), None)
    if found is None:
        raise Refusal("not_an_option", _GRADE, field="grade", rule="J3")
    return found
