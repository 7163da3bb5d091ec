"""This module is the lifecycle of an application, for a first permit, 换领 or 补领. Source: B7, E1–E10, G1."""

from anju.law.lifecycle import Lifecycle, Step
from anju.law.wording import Text

_COUNTY = ("county_police",)
_POLICE = ("registrar", "chief", "county_police")
_DESK = (*_POLICE, "clerk")

STATES = {
    "applied": Text(zh="已申请，待受理", en="Applied, waiting to be accepted"),
    "returned": Text(zh="待补正", en="Returned for completion"),
    "accepted": Text(zh="已受理，审核中", en="Accepted, under review"),
    "signed": Text(zh="已签发", en="Signed off"),
    "refused": Text(zh="不予发放", en="Refused"),
    "withdrawn": Text(zh="已撤回", en="Withdrawn"),
}

OPEN = ("applied", "returned", "accepted")

LIFECYCLE = Lifecycle(
    name=Text(zh="居住证申请", en="Permit application"),
    states=STATES,
    initial="applied",
    steps=(
        Step(
            act="return_permit",
            source=("applied",),
            target="returned",
            who=_DESK,
            rules=("B7",),
            text=Text(zh="材料不全，一次性告知", en="Incomplete: all that is missing is told at once"),
            deadline="B7",
        ),
        Step(
            act="complete_permit",
            source=("returned",),
            target="applied",
            who=("resident", *_DESK),
            rules=("B7",),
            text=Text(zh="补正材料", en="The file is completed"),
        ),
        Step(
            act="accept_permit",
            source=("applied", "returned"),
            target="accepted",
            who=_DESK,
            rules=("E5", "E6"),
            text=Text(zh="受理，出具领取凭证", en="Accepted, with the collection receipt"),
            deadline="E6",
        ),
        Step(
            act="extend_permit",
            source=("accepted",),
            target="accepted",
            who=("chief", "county_police"),
            rules=("E7",),
            text=Text(zh="延长期限并告知理由", en="The limit is extended, the reason told"),
            deadline="E7",
        ),
        Step(
            act="sign_permit",
            source=("accepted",),
            target="signed",
            who=_COUNTY,
            rules=("E6", "E9", "E10"),
            text=Text(zh="审核签发", en="Reviewed and signed off by the county police"),
            deadline="E6",
        ),
        Step(
            act="refuse_permit",
            source=("applied", "accepted"),
            target="refused",
            who=("chief", "county_police"),
            rules=("E8", "I10"),
            text=Text(
                zh="不予发放，书面说明理由", en="Refused in writing by a named officer, with reason and remedies"
            ),
        ),
        Step(
            act="reopen_permit",
            source=("refused",),
            target="accepted",
            who=_COUNTY,
            rules=("E8", "E6"),
            text=Text(zh="撤销不予发放决定，重新审核", en="The refusal is taken back and the file reviewed again"),
            deadline="E6",
        ),
        Step(
            act="withdraw_permit",
            source=OPEN,
            target="withdrawn",
            who=("resident", *_DESK),
            rules=("E1",),
            text=Text(zh="本人撤回申请", en="The person withdraws the application"),
        ),
    ),
)

# E8: what a refusal may rest on; the officer chooses, the notice prints it
REFUSAL_BASES = {
    "not_half_year": Text(zh="登记居住未满半年", en="Registered for less than half a year"),
    "no_ground": Text(
        zh="不具备合法稳定就业、合法稳定住所、连续就读三项条件之一",
        en="None of steady work, steady home, continuous schooling",
    ),
    "has_permit": Text(zh="已持有本市有效的居住证", en="Holds a valid permit of this city already"),
    "local": Text(zh="户口在本县（市、区）", en="The household register lies in this county"),
    "false": Text(zh="提供的材料经查不属实", en="The papers given were found untrue"),
}
ARTICLES = {
    "not_half_year": "E1",
    "no_ground": "E2",
    "has_permit": "E3",
    "local": "A1",
    "false": "E2",
}
REMEDIES = Text(
    zh="对本决定不服的，可以自收到之日起60日内向本级人民政府申请行政复议，或者在6个月内向人民法院提起行政诉讼；"
    "情况变化后可以随时再次申领。",
    en="If you disagree, you can apply to the people's government of this level for reconsideration within 60 days of "
    "receiving this, or sue in the people's court within 6 months. You can apply again at any time when things change.",
)
