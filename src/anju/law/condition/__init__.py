"""This package is conditions as small data: all, any, not over typed facts, three-valued, with the day that mends them."""

from anju.law.condition.nodes import All, Any, Condition, Leaf, Not, leaves
from anju.law.condition.parsing import parse
from anju.law.condition.weighing import Weighed, weigh

__all__ = ["All", "Any", "Condition", "Leaf", "Not", "Weighed", "leaves", "parse", "weigh"]
