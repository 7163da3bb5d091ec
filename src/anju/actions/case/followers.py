"""What follows in the transaction in which a case is granted: a department's part keeps a row of its own.

A follower lies in the package of its part, which must not import anju.actions.case: the arrow goes this way only.
"""

import datetime
from collections.abc import Mapping
from typing import Protocol

from anju.actions import admission, aid, seating
from anju.actions.job import employments
from anju.actions.rental import entering
from anju.law.actor import Actor
from anju.models import Case


class Follower(Protocol):
    """What a part does when a case of its service is granted, at once or on review."""

    def __call__(self, *, case: Case, by: Actor, at: datetime.datetime) -> None:
        """Keep what follows; raising undoes the decision."""


class Leaver(Protocol):
    """What a part does when a case of its service comes to nothing."""

    def __call__(self, *, case: Case, at: datetime.datetime) -> None:
        """Free what was kept for it."""


# keys: law.service.Service.id
FOLLOWERS: Mapping[str, Follower] = {
    "education/kindergarten": admission.enter,
    "education/middle_school": admission.enter,
    "education/primary_school": admission.enter,
    "housing/public_rental": entering.enter,
    "human_resources/employment_registration": employments.follow,
    "human_resources/unemployment_registration": employments.follow,
    "justice/legal_aid": aid.await_lawyer,
}

# what is taken back when a review turns a grant into its opposite
UNDONE: Mapping[str, Follower] = {
    "human_resources/employment_registration": employments.undo,
    "human_resources/unemployment_registration": employments.undo,
}

# what is free again when a case is withdrawn or refused
LEFT: Mapping[str, Leaver] = {
    "education/kindergarten": seating.leave,
    "education/middle_school": seating.leave,
    "education/primary_school": seating.leave,
}


def granted(*, case: Case, by: Actor, at: datetime.datetime) -> None:
    """Let the part of a granted case's service follow. Part of a larger act."""
    follower = FOLLOWERS.get(case.service)
    if follower is not None:
        follower(case=case, by=by, at=at)


def undone(*, case: Case, by: Actor, at: datetime.datetime) -> None:
    """Let the part of a service follow a review that changed a grant. Part of a larger act."""
    follower = UNDONE.get(case.service)
    if follower is not None:
        follower(case=case, by=by, at=at)


def left(*, case: Case, at: datetime.datetime) -> None:
    """Let the part of a service follow a case that was withdrawn or refused. Part of a larger act."""
    leaver = LEFT.get(case.service)
    if leaver is not None:
        leaver(case=case, at=at)
