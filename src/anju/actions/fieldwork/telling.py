"""The time that a coordinator's phone gives for what it noted offline: kept with the act, never trusted."""

import datetime
from dataclasses import dataclass

from anju.law.refusal import Refusal
from anju.law.wording import Text

# a phone whose clock runs wild, or an entry that lay about for longer than this
LONGEST = datetime.timedelta(days=30)
_TIME = Text(
    zh="时间格式不对，应为 2026-03-04T10:05:00+08:00。", en="The time isn't written like 2026-03-04T10:05:00+08:00."
)


@dataclass(frozen=True)
class Told:
    """A moment as a phone told it, brought between a month ago and now."""

    at: datetime.datetime
    clamped: bool

    @property
    def detail(self) -> dict[str, object]:
        """What the act keeps of it."""
        return {"told_at": self.at.isoformat(), **({"clamped": True} if self.clamped else {})}


def told(*, text: str, now: datetime.datetime) -> Told:
    """Read a phone's time; raises Refusal "time_wrong" for what is no moment with its zone."""
    try:
        moment = datetime.datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise ValueError("no zone")
        moment = moment.astimezone(datetime.UTC)
    except (ValueError, OverflowError) as error:
        raise Refusal("time_wrong", _TIME, field="at") from error
    held = min(max(moment, now - LONGEST), now)
    return Told(at=held, clamped=held != moment)
