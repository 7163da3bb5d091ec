"""This module is the lifecycle of a place on the waiting list, and of a measure against it. Source: I6, I10."""

from collections.abc import Mapping

from anju.law.lifecycle import Lifecycle, Step
from anju.law.wording import Text

_OFFICER = ("officer",)
_EITHER = ("resident", "officer")

STATES: Mapping[str, Text] = {
    "waiting": Text(zh="轮候中", en="Waiting"),
    "offered": Text(zh="已分给一套房，等您答复", en="A flat is offered, waiting for the answer"),
    "accepted": Text(zh="已接受，公示中", en="Accepted, being published"),
    "housed": Text(zh="已入住", en="Housed"),
    "ended": Text(zh="已退出轮候", en="Off the list"),
}
# who stands on the list
LISTED = ("waiting", "offered", "accepted")
# one of these a person, kept by the database too
LIVE = (*LISTED, "housed")

LIFECYCLE = Lifecycle(
    name=Text(zh="公租房轮候", en="A place on the list for public rental housing"),
    states=STATES,
    initial="waiting",
    steps=(
        Step(
            act="enter_list",
            source=(),
            target="waiting",
            who=_OFFICER,
            rules=("I6",),
            text=Text(zh="申请办结，进入轮候", en="The case is granted: a place on the list"),
        ),
        Step(
            act="offer_flat",
            source=("waiting",),
            target="offered",
            who=_OFFICER,
            rules=("I6",),
            text=Text(zh="按顺序分给一套房", en="A flat is offered by the order of the list"),
        ),
        Step(
            act="accept_flat",
            source=("offered",),
            target="accepted",
            who=_EITHER,
            rules=("I6",),
            text=Text(zh="接受", en="Accepted"),
        ),
        Step(
            act="decline_flat",
            source=("offered",),
            target="waiting",
            who=_EITHER,
            rules=("I6",),
            text=Text(zh="不要这套，继续轮候", en="Declined: the wait goes on"),
        ),
        Step(
            act="lapse_offer",
            source=("offered",),
            target="waiting",
            who=_OFFICER,
            rules=("I6", "I10"),
            text=Text(zh="到期没有答复，由经办人收回", en="Not answered in time: taken back by an officer"),
        ),
        Step(
            act="withdraw_offer",
            source=("offered", "accepted"),
            target="waiting",
            who=_OFFICER,
            rules=("I6", "I10"),
            text=Text(zh="收回这次配租，说明理由", en="The offer is withdrawn, with the reason"),
        ),
        Step(
            act="begin_lease",
            source=("accepted",),
            target="housed",
            who=_OFFICER,
            rules=("I6",),
            text=Text(zh="公示无异议，签合同入住", en="Published without objection: the lease begins"),
        ),
        Step(
            act="end_lease",
            source=("housed",),
            target="ended",
            who=_OFFICER,
            rules=("I6",),
            text=Text(zh="租期结束或者退租", en="The lease ended"),
        ),
        Step(
            act="leave_list",
            source=("waiting",),
            target="ended",
            who=("resident",),
            rules=("I6",),
            text=Text(zh="本人退出轮候", en="The person leaves the list"),
        ),
        Step(
            act="carry_out_measure",
            source=("waiting",),
            target="ended",
            who=_OFFICER,
            rules=("I6", "I10"),
            text=Text(zh="告知期满，由经办人移出轮候", en="After notice, taken off the list by an officer"),
        ),
        Step(
            act="reject_rental_objection",
            source=("waiting",),
            target="ended",
            who=_OFFICER,
            rules=("I6", "I10"),
            text=Text(zh="复核后移出轮候", en="Taken off the list on review"),
        ),
        Step(
            act="uphold_rental_objection",
            source=("accepted",),
            target="waiting",
            who=_OFFICER,
            rules=("I6", "I10"),
            text=Text(zh="公示有异议且成立，配租收回", en="An objection to the allotment is upheld"),
        ),
    ),
)

MEASURE_STATES: Mapping[str, Text] = {
    "told": Text(zh="已告知本人", en="The person was told"),
    "objected": Text(zh="本人有异议，复核中", en="Objected, under review"),
    "done": Text(zh="已执行", en="Carried out"),
    "dropped": Text(zh="不再执行", en="Dropped"),
}
OPEN_MEASURES = ("told", "objected")

MEASURE = Lifecycle(
    name=Text(zh="对轮候资格的处理", en="A measure against a place on the list"),
    states=MEASURE_STATES,
    initial="told",
    steps=(
        Step(
            act="propose_measure",
            source=(),
            target="told",
            who=_OFFICER,
            rules=("I6", "I10"),
            text=Text(zh="先告知：理由、依据、期限", en="Told first: reason, article, window"),
            deadline="D6",
        ),
        Step(
            act="object_rental",
            source=("told",),
            target="objected",
            who=("resident",),
            rules=("I6", "I10"),
            text=Text(zh="本人提出异议", en="The person objects"),
            deadline="I6",
        ),
        Step(
            act="carry_out_measure",
            source=("told",),
            target="done",
            who=_OFFICER,
            rules=("I6", "I10"),
            text=Text(zh="期满没有异议，由经办人决定", en="No objection in the window: decided by an officer"),
        ),
        Step(
            act="drop_measure",
            source=("told",),
            target="dropped",
            who=_OFFICER,
            rules=("I6", "I10"),
            text=Text(zh="不再处理，照常轮候", en="Dropped: the wait goes on"),
        ),
        Step(
            act="uphold_rental_objection",
            source=("objected",),
            target="dropped",
            who=_OFFICER,
            rules=("I6", "I10"),
            text=Text(zh="异议成立", en="The objection is upheld by somebody else"),
        ),
        Step(
            act="reject_rental_objection",
            source=("objected",),
            target="done",
            who=_OFFICER,
            rules=("I6", "I10"),
            text=Text(zh="异议不成立，由另一人决定", en="Rejected by somebody else, who decides"),
        ),
    ),
)
