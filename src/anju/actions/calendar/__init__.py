"""Loading a year's calendar, and what it moves."""

from anju.actions.calendar.loading import SHOWN, Effect, load, preview, workdays_as_json
from anju.actions.calendar.moving import Moved

__all__ = ["SHOWN", "Effect", "Moved", "load", "preview", "workdays_as_json"]
