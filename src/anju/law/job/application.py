"""This module is an application for a vacancy: its states, and what may be said in it. Source: notice 二 R1, I3, L2."""

from anju.law import complaint
from anju.law.codes import Code
from anju.law.lifecycle import Lifecycle, Step
from anju.law.refusal import Refusal
from anju.law.wording import Text

_SEEKER = ("resident",)
# the people who act for the employer sign in as residents too
_EMPLOYER = ("resident",)
WORDS_LENGTH = 300

STATES = {
    "sent": Text(zh="已报名，等单位答复", en="Sent, waiting for the employer"),
    "invited": Text(zh="单位约您见面", en="Invited"),
    "declined": Text(zh="单位没有选中", en="Declined by the employer"),
    "hired": Text(zh="单位说已录用", en="Hired, says the employer"),
    "not_hired": Text(zh="单位说没有录用", en="Not hired, says the employer"),
    "withdrawn": Text(zh="已撤回", en="Withdrawn"),
    "closed": Text(zh="没有结果，已结束", en="Closed without an outcome"),
}
# the employer may see who applied and the phone; with every other state the consent has done its work (L2)
SEEN = ("sent", "invited")

LIFECYCLE = Lifecycle(
    name=Text(zh="岗位报名", en="Application for a vacancy"),
    states=STATES,
    initial="sent",
    steps=(
        Step(
            act="invite_applicant",
            source=("sent", "invited"),
            target="invited",
            who=_EMPLOYER,
            rules=("I3",),
            text=Text(zh="约见", en="Invited by the employer"),
        ),
        Step(
            act="decline_applicant",
            source=("sent", "invited"),
            target="declined",
            who=_EMPLOYER,
            rules=("I3",),
            text=Text(zh="没有选中并说明理由", en="Declined by the employer, with the reason"),
        ),
        Step(
            act="hire_applicant",
            source=("invited",),
            target="hired",
            who=_EMPLOYER,
            rules=("I3",),
            text=Text(zh="录用", en="Hired"),
        ),
        Step(
            act="not_hire_applicant",
            source=("invited",),
            target="not_hired",
            who=_EMPLOYER,
            rules=("I3",),
            text=Text(zh="见面后没有录用", en="Not hired"),
        ),
        Step(
            act="withdraw_application",
            source=("sent", "invited"),
            target="withdrawn",
            who=_SEEKER,
            rules=("L2",),
            text=Text(zh="撤回报名", en="Withdrawn by the seeker"),
        ),
        Step(
            act="close_application",
            source=("sent", "invited"),
            target="closed",
            who=("system",),
            rules=("I3",),
            text=Text(
                zh="到期没有答复，或者岗位、单位被停止",
                en="No answer in time, or the vacancy or its employer was ended",
            ),
        ),
    ),
)


class Decline(Code):
    """This says why an employer did not choose somebody."""

    FILLED = "filled", "已经招满", "Already filled"
    SKILL = "skill", "技能、经验不合适", "Skill or experience doesn't fit"
    PLACE = "place", "上班地点或者时间不合适", "Place or time doesn't fit"
    REACH = "reach", "联系不上", "Could not be reached"
    OTHER = "other", "其他", "Another reason"


class Said(Code):
    """This is what the seeker says of the outcome an employer reported."""

    CONFIRMED = "confirmed", "是这样", "That is so"
    DISPUTED = "disputed", "不是这样", "That is not so"


_LONG = Text(zh="最多{most}个字。您填写的内容还在。", en="At most {most} characters. What you typed is kept.")
_WHEN = Text(zh="请写明什么时候、在哪里见面。", en="Please write when and where to meet.")
_CONSENT = Text(
    zh="要报名，请勾选同意：单位能看到您的姓名和电话，才能联系您。",
    en="To apply, please tick your consent: the employer needs your name and phone to reach you.",
)


def words(text: str, *, needed: bool = False) -> str:
    """This reads short words of seeker or employer, or raises Refusal "words_missing", "words_too_long"."""
    clean = complaint.tidy(text)
    if needed and not clean:
        raise Refusal("words_missing", _WHEN, field="words", rule="I3")
    if len(clean) > WORDS_LENGTH:
        raise Refusal("words_too_long", _LONG.format(most=WORDS_LENGTH), field="words", rule="I3")
    return clean


def consent(*, given: bool) -> None:
    """This raises Refusal "consent_missing" unless the seeker agreed to hand over name and phone. Source: L2, 个人信息保护法 23."""
    if not given:
        raise Refusal("consent_missing", _CONSENT, field="consent", rule="L2")
