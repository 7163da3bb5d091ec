"""This module is the lifecycle of a case, of its way to another office, and of a part that another department does.

Source: B7, I9, I10, J2, D6 of the notice's departments.
"""

from anju.law.lifecycle import Lifecycle, Step
from anju.law.wording import Text

_OFFICER = ("officer",)
_POLICE = ("registrar", "chief", "county_police")
_DESK = (*_POLICE, "clerk")
_FIELD = (*_DESK, "coordinator")
# themselves, or somebody at a window for whoever stands there: of a desk, or of the office that owns the case
APPLICANT = ("resident", *_FIELD, "officer")

STATES = {
    "sent": Text(zh="已提交，等待签收", en="Sent, waiting to be taken"),
    "returned": Text(zh="待补正", en="Returned for completion"),
    "taken": Text(zh="已签收，办理中", en="Taken, being handled"),
    "asked": Text(zh="等您答复", en="Waiting for the applicant's answer"),
    "proposed": Text(zh="已拟定，等待另一人审定", en="Proposed, waiting for a second officer"),
    "granted": Text(zh="已办好", en="Granted"),
    "refused": Text(zh="不予办理", en="Refused"),
    "withdrawn": Text(zh="已撤回", en="Withdrawn"),
    "objected": Text(zh="有异议，复核中", en="Objected, under review"),
    "confirmed": Text(zh="复核后维持", en="Confirmed on review"),
    "changed": Text(zh="复核后变更", en="Changed on review"),
}
# one of these a person and service, kept by the database too
OPEN = ("sent", "returned", "taken", "asked", "proposed", "objected")
# the office's turn, and the applicant's
WITH_OFFICE = ("sent", "taken", "proposed", "objected")
# where a limit of the office can run out: also while the applicant is asked, unless the clock stands
RUNNING = (*WITH_OFFICE, "asked")
WITH_APPLICANT = ("returned", "asked")
# where a decision stands: it can be rated
FINISHED = ("granted", "refused", "confirmed", "changed")

LIFECYCLE = Lifecycle(
    name=Text(zh="事项办理", en="Case"),
    states=STATES,
    initial="sent",
    steps=(
        Step(
            act="return_case",
            source=("sent",),
            target="returned",
            who=_OFFICER,
            rules=("B7", "I9"),
            text=Text(zh="材料不全，一次性告知", en="Incomplete: all that is missing is told at once"),
            deadline="I9",
        ),
        Step(
            act="complete_case",
            source=("returned",),
            target="sent",
            who=APPLICANT,
            rules=("B7",),
            text=Text(zh="补正材料", en="The case is completed"),
        ),
        Step(
            act="take_case",
            source=("sent",),
            target="taken",
            who=_OFFICER,
            rules=("I9",),
            text=Text(zh="签收", en="The office takes the case"),
            deadline="I9",
        ),
        Step(
            act="ask_case",
            source=("taken",),
            target="asked",
            who=_OFFICER,
            rules=("I9",),
            text=Text(zh="向申请人提问", en="The applicant is asked"),
        ),
        Step(
            act="answer_case",
            source=("asked",),
            target="taken",
            who=APPLICANT,
            rules=("I9",),
            text=Text(zh="答复提问", en="The applicant answers"),
            deadline="I9",
        ),
        Step(
            act="propose_case",
            source=("taken", "asked"),
            target="proposed",
            who=_OFFICER,
            rules=("I10",),
            text=Text(zh="拟定决定，交另一人审定", en="A decision is proposed to a second officer"),
        ),
        Step(
            act="send_back_case",
            source=("proposed",),
            target="taken",
            who=_OFFICER,
            rules=("I10",),
            text=Text(zh="退回重新拟定", en="The proposal is sent back"),
        ),
        Step(
            act="grant_case",
            # an applicant who doesn't answer keeps nobody from deciding
            source=("taken", "asked", "proposed"),
            target="granted",
            who=_OFFICER,
            rules=("I9", "I10"),
            text=Text(zh="办结", en="Granted by a named officer"),
            deadline="I9",
        ),
        Step(
            act="refuse_case",
            # an applicant who doesn't answer keeps nobody from deciding
            source=("taken", "asked", "proposed"),
            target="refused",
            who=_OFFICER,
            rules=("I9", "I10"),
            text=Text(zh="不予办理，说明理由、依据和救济", en="Refused by a named officer: reason, article, remedy"),
            deadline="I9",
        ),
        Step(
            act="withdraw_case",
            source=("sent", "returned", "taken", "asked", "proposed"),
            target="withdrawn",
            who=APPLICANT,
            rules=("I3",),
            text=Text(zh="本人撤回", en="The applicant withdraws it"),
        ),
        Step(
            act="object_case",
            source=("granted", "refused"),
            target="objected",
            who=APPLICANT,
            rules=("I10",),
            text=Text(zh="提出异议", en="The applicant objects"),
        ),
        Step(
            act="confirm_case",
            source=("objected",),
            target="confirmed",
            who=_OFFICER,
            rules=("I10",),
            text=Text(zh="复核后维持", en="Confirmed on review by somebody else"),
        ),
        Step(
            act="change_case",
            source=("objected",),
            target="changed",
            who=_OFFICER,
            rules=("I10",),
            text=Text(zh="复核后变更", en="Changed on review by somebody else"),
        ),
    ),
)

# J2: whoever received it first owns it until another office has accepted
TRANSFER = Lifecycle(
    name=Text(zh="事项转交", en="Transfer of a case"),
    states={
        "held": Text(zh="由本单位负责", en="Owned by one office"),
        "offered": Text(zh="已转出，等待接收，仍由首问单位负责", en="Offered; the first office still owns it"),
    },
    initial="held",
    steps=(
        Step(
            act="offer_case",
            source=("held",),
            target="offered",
            who=_OFFICER,
            rules=("J2",),
            text=Text(zh="转交给另一单位", en="Offered to another office"),
        ),
        Step(
            act="accept_case",
            source=("offered",),
            target="held",
            who=_OFFICER,
            rules=("J2",),
            text=Text(zh="接收", en="The other office accepts and owns it"),
        ),
        Step(
            act="decline_case",
            source=("offered",),
            target="held",
            who=_OFFICER,
            rules=("J2",),
            text=Text(zh="不接收，说明理由", en="The other office declines with the reason"),
        ),
    ),
)
# what can be handed on
MOVABLE = ("sent", "taken")

PART = Lifecycle(
    name=Text(zh="协办事项", en="Part of a joint case"),
    states={
        "asked": Text(zh="等待协办", en="Asked of another department"),
        "answered": Text(zh="已答复", en="Answered"),
        "declined": Text(zh="已退回", en="Declined with the reason"),
        "dropped": Text(zh="不再需要", en="No longer needed"),
    },
    initial="asked",
    steps=(
        Step(
            act="answer_part",
            source=("asked",),
            target="answered",
            who=_OFFICER,
            rules=("I9",),
            text=Text(zh="答复协办", en="The part is answered"),
            deadline="I9",
        ),
        Step(
            act="decline_part",
            source=("asked",),
            target="declined",
            who=_OFFICER,
            rules=("I9",),
            text=Text(zh="退回协办，说明理由", en="The part is declined with the reason"),
            deadline="I9",
        ),
        Step(
            act="drop_part",
            source=("asked",),
            target="dropped",
            who=_OFFICER,
            rules=("I9",),
            text=Text(zh="取消协办", en="The part is no longer needed"),
        ),
    ),
)

# what stands in a case's steps; the person sees the first five
STEPS = {
    "received": Text(zh="{unit}已收到", en="{unit} received it"),
    "offered": Text(zh="转交给{unit}，等待接收", en="Offered to {unit}"),
    "accepted": Text(zh="{unit}已接收并负责", en="{unit} took it over"),
    "declined": Text(zh="{unit}没有接收，仍由首问单位负责", en="{unit} declined; the first office still owns it"),
    "escalated": Text(zh="超过期限，已报{unit}", en="Late: {unit} was told"),
    "proposed": Text(zh="{unit}已拟定", en="{unit} proposed a decision"),
    "sent_back": Text(zh="{unit}退回重新拟定", en="{unit} sent the proposal back"),
}
SHOWN = ("received", "offered", "accepted", "declined", "escalated")
