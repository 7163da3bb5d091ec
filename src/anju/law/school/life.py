"""This module is the lifecycle of a round and of a child's application in it. Source: I5, I10."""

from anju.law.lifecycle import Lifecycle, Step
from anju.law.wording import Text

_OFFICER = ("officer",)
_RESIDENT = ("resident",)

ROUND = Lifecycle(
    name=Text(zh="招生报名", en="Round"),
    states={
        "drafted": Text(zh="已拟定，等另一人审核", en="Drafted, waiting for a second officer"),
        "published": Text(zh="已公布", en="Published"),
        "allotted": Text(zh="已试排，等另一人公布", en="Allotted, waiting for a second officer to announce it"),
        "announced": Text(zh="结果已公布", en="Results announced"),
        "dropped": Text(zh="没有采用", en="Not used"),
    },
    initial="drafted",
    steps=(
        Step(
            act="publish_round",
            source=("drafted",),
            target="published",
            who=_OFFICER,
            rules=("I5",),
            text=Text(zh="审核并公布", en="Reviewed and published by a second officer"),
        ),
        Step(
            act="drop_round",
            source=("drafted",),
            target="dropped",
            who=_OFFICER,
            rules=("I5",),
            text=Text(zh="不采用", en="Not used"),
        ),
        Step(
            act="change_round_places",
            source=("published",),
            target="published",
            who=_OFFICER,
            rules=("I5",),
            text=Text(zh="增加学位", en="Places added"),
        ),
        Step(
            act="change_round_places",
            # more places change the result: it is counted again
            source=("allotted",),
            target="published",
            who=_OFFICER,
            rules=("I5",),
            text=Text(zh="增加学位", en="Places added"),
        ),
        Step(
            act="change_round_places",
            # first to who waits for a better place, then to who came late
            source=("announced",),
            target="announced",
            who=_OFFICER,
            rules=("I5",),
            text=Text(zh="增加学位", en="Places added"),
        ),
        Step(
            act="allot_round",
            source=("published", "allotted"),
            target="allotted",
            who=_OFFICER,
            rules=("I5",),
            text=Text(zh="按公布的规则试排", en="Allotted by the published rules"),
        ),
        Step(
            act="announce_round",
            source=("allotted",),
            target="announced",
            who=_OFFICER,
            rules=("I5",),
            text=Text(zh="公布结果和抽签种子", en="The result and the seed are announced"),
        ),
        Step(
            act="allot_late",
            source=("announced",),
            target="announced",
            who=_OFFICER,
            rules=("I5",),
            text=Text(zh="为迟报的孩子安排剩下的学位", en="Late applications are given what is left"),
        ),
    ),
)

WISH = Lifecycle(
    name=Text(zh="报名", en="Application in a round"),
    states={
        "waiting": Text(zh="已报名，等结果", en="Applied, waiting for the result"),
        "offered": Text(zh="已录取，等家长确认", en="Offered a place, waiting for the guardian's word"),
        "accepted": Text(zh="家长已确认", en="Accepted"),
        "declined": Text(zh="家长不去", en="Declined"),
    },
    initial="waiting",
    steps=(
        Step(
            act="grant_place",
            source=("waiting",),
            target="offered",
            who=_OFFICER,
            rules=("I5", "I10"),
            text=Text(zh="录取，由具名的工作人员办理", en="Admitted by a named officer"),
        ),
        Step(
            act="accept_place",
            source=("offered",),
            target="accepted",
            who=_RESIDENT,
            rules=("I5",),
            text=Text(zh="家长确认去", en="The guardian accepts"),
        ),
        Step(
            act="decline_place",
            source=("offered", "accepted"),
            target="declined",
            who=_RESIDENT,
            rules=("I5",),
            text=Text(zh="家长不去", en="The guardian declines"),
        ),
        Step(
            act="place_pupil",
            # waiting: a refusal that the review changes
            source=("waiting", "offered", "accepted", "declined"),
            target="offered",
            who=_OFFICER,
            rules=("I5", "I10"),
            text=Text(zh="复核后换一所学校", en="Another school after a review"),
        ),
    ),
)
# holds a seat, or will when it is granted
SEATED = ("waiting", "offered", "accepted")
# cases of these states wait for a place; one withdrawn takes no part
TAKING_PART = ("sent", "returned", "taken", "asked", "proposed")
