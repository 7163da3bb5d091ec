"""Schools by machine: public lists, places uploaded by their office, the result of a case."""

from anju.api.school import reading, writing
from anju.api.school.base import router

__all__ = ["reading", "router", "writing"]
