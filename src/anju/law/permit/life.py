"""This module is the lifecycles of a permit and of its endorsements. Source: D3–D8, E3, F1–F8; GA/T 2000.6-2020."""

from anju.law.lifecycle import Lifecycle, Step
from anju.law.wording import Text

_POLICE = ("registrar", "chief", "county_police")
_DESK = (*_POLICE, "clerk")

STATES = {
    "valid": Text(zh="有效", en="Valid"),
    "suspended": Text(zh="功能中止", en="Function suspended"),
    "ended": Text(zh="已注销", en="Ended"),
}
ACTIVE = ("valid", "suspended")

LIFECYCLE = Lifecycle(
    name=Text(zh="居住证", en="Residence permit"),
    states=STATES,
    initial="valid",
    steps=(
        Step(
            act="endorse",
            source=("valid",),
            target="valid",
            who=("resident", *_DESK),
            rules=("F2", "F7"),
            text=Text(zh="签注", en="Endorsed in the window"),
            deadline="F7",
        ),
        Step(
            act="suspend",
            source=("valid",),
            target="suspended",
            who=("system",),
            rules=("F4",),
            text=Text(zh="逾期未签注，功能中止", en="Not endorsed in the window: function suspended"),
            deadline="F2",
        ),
        Step(
            act="restore",
            source=("suspended",),
            target="valid",
            who=("resident", *_DESK),
            rules=("F5",),
            text=Text(zh="补办签注，功能恢复", en="Endorsed late: function restored"),
        ),
        *(
            Step(
                act="change_permit",
                source=(state,),
                target=state,
                who=("system",),
                rules=("D1", "D2"),
                text=Text(zh="地址变更", en="The address changes with a move in the county"),
            )
            for state in ACTIVE
        ),
        Step(
            act="hand_back",
            source=ACTIVE,
            target="ended",
            who=("resident", *_DESK),
            rules=("D3", "D8"),
            text=Text(zh="本人交回注销", en="Handed back by the person"),
        ),
        Step(
            act="end_permit",
            source=ACTIVE,
            target="ended",
            who=(*_POLICE, "system"),
            rules=("D3", "D4", "D5", "F6"),
            text=Text(zh="注销", en="Ended, with basis and notice"),
            deadline="D6",
        ),
        Step(
            act="undo_end_permit",
            source=("ended",),
            target="valid",
            who=("chief", "county_police"),
            rules=("D6",),
            text=Text(zh="撤销注销，恢复居住证", en="The end is undone"),
        ),
    ),
)

ENDORSEMENT = Lifecycle(
    name=Text(zh="签注", en="Endorsement"),
    states={
        "asked": Text(zh="待签注", en="Asked for"),
        "done": Text(zh="已签注", en="Done"),
        "withheld": Text(zh="暂不签注，已告知理由", en="Withheld, reasons told"),
        "withdrawn": Text(zh="已撤回", en="Withdrawn"),
    },
    initial="asked",
    steps=(
        Step(
            act="endorse",
            source=("asked",),
            target="done",
            who=("resident", *_DESK),
            rules=("F2", "F7"),
            text=Text(zh="签注", en="Endorsed"),
            deadline="F7",
        ),
        Step(
            act="withhold_endorsement",
            source=("asked",),
            target="withheld",
            who=_POLICE,
            rules=("F6", "I10"),
            text=Text(zh="条件不再具备，告知理由", en="No ground holds any more: reasons and notice"),
            deadline="D6",
        ),
        Step(
            act="withdraw_endorsement",
            source=("asked",),
            target="withdrawn",
            who=("resident", *_DESK),
            rules=("F6",),
            text=Text(zh="撤回签注申请", en="The request is withdrawn"),
        ),
    ),
)
