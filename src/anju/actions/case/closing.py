"""What a case leaves behind when it is decided or withdrawn: questions, parts and offers fall. Part of a larger act."""

import datetime

from anju.law.case import life
from anju.models import Case

# the columns of what goes on no more
NOTHING: dict[str, object] = {"offered_to": None, "escalated_to": None, "clock_stands": False}


def loose_ends(case: Case, *, at: datetime.datetime) -> None:
    """End what waits on a case: notices, questions, parts of other departments."""
    case.notices.filter(answered_at=None).update(answered_at=at)
    case.questions.filter(answered_at=None).update(answered_at=at)
    dropped = life.PART.follow(state="asked", act="drop_part").target
    case.parts.filter(state="asked").update(state=dropped, answered_at=at)
