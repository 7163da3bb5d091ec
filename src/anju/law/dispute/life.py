"""This module is the course of a dispute as one table: mediation, agreement and what became of it, arbitration.

Mediation is voluntary: whoever doesn't want it goes on to arbitration at once. Source: I9, I10, 劳动争议调解仲裁法 5.
"""

from anju.law.lifecycle import Lifecycle, Step
from anju.law.wording import Text

_OFFICER = ("officer",)
_EITHER = ("resident", "officer")
_RESIDENT = ("resident",)

STATES = {
    "mediating": Text(zh="调解中", en="In mediation"),
    "agreed": Text(zh="达成协议，等着履行", en="Agreed, to be kept"),
    "kept": Text(zh="协议已经履行", en="Agreement kept"),
    "broken": Text(zh="协议没有履行", en="Agreement not kept"),
    "failed": Text(zh="没有谈成", en="No agreement"),
    "passed_on": Text(zh="已经转去仲裁", en="Gone on to arbitration"),
    "claimed": Text(zh="申请仲裁，等着受理", en="Arbitration asked for"),
    "accepted": Text(zh="仲裁受理，审理中", en="In arbitration"),
    "declined": Text(zh="仲裁不予受理", en="Not taken for arbitration"),
    "awarded": Text(zh="已经裁决", en="Award made"),
    "settled": Text(zh="仲裁中和解", en="Settled in arbitration"),
    "withdrawn": Text(zh="已经终止", en="Ended"),
}
# the office owes the next step
OPEN = ("mediating", "agreed", "claimed", "accepted")
# in these the case itself is being handled
RUNNING = ("mediating", "claimed", "accepted")
MEDIATION = ("mediating",)
ARBITRATION = ("claimed", "accepted")
# from here the person may go on to arbitration
ONWARD = ("mediating", "failed", "broken")


def _step(
    act: str,
    source: tuple[str, ...],
    target: str,
    zh: str,
    en: str,
    *,
    who: tuple[str, ...] = _OFFICER,
    rules: tuple[str, ...] = ("I9",),
    deadline: str | None = None,
) -> Step:
    return Step(act=act, source=source, target=target, who=who, rules=rules, text=Text(zh=zh, en=en), deadline=deadline)


LIFECYCLE = Lifecycle(
    name=Text(zh="纠纷办理", en="Dispute"),
    states=STATES,
    initial="mediating",
    steps=(
        _step("start_dispute", (), "mediating", "开始调解", "Mediation begins", deadline="I9"),
        _step("start_arbitration", (), "claimed", "收到仲裁申请", "A claim for arbitration arrives", deadline="I9"),
        _step("call_session", ("mediating",), "mediating", "约双方见面调解", "Both sides are invited to mediation"),
        _step("agree_dispute", ("mediating",), "agreed", "双方签了协议", "Both sides sign an agreement"),
        _step("fail_dispute", ("mediating",), "failed", "没有谈成", "No agreement is reached"),
        _step(
            "ask_arbitration",
            ONWARD,
            "passed_on",
            "本人要求仲裁",
            "The person goes on to arbitration",
            who=_RESIDENT,
            rules=("I3", "I4"),
        ),
        _step("keep_agreement", ("agreed", "broken"), "kept", "协议履行了", "The agreement is kept", who=_EITHER),
        _step("break_agreement", ("agreed",), "broken", "协议没有履行", "The agreement is not kept", who=_EITHER),
        _step("accept_claim", ("claimed",), "accepted", "受理仲裁申请", "The claim is taken", deadline="I9"),
        _step(
            "decline_claim",
            ("claimed",),
            "declined",
            "不予受理，说明理由",
            "The claim isn't taken, with the reason",
            rules=("I9", "I10"),
        ),
        _step("call_hearing", ("accepted",), "accepted", "通知双方开庭", "Both sides are called to a hearing"),
        _step("extend_award", ("accepted",), "accepted", "经批准延期裁决", "The award is put off, with leave"),
        _step("award_dispute", ("accepted",), "awarded", "作出裁决", "The award is made", rules=("I9", "I10")),
        _step("settle_dispute", ("accepted",), "settled", "仲裁中和解", "Settled in arbitration"),
        _step(
            "drop_dispute",
            ("accepted",),
            "withdrawn",
            "按撤回处理，说明理由",
            "Treated as withdrawn, with the reason",
            rules=("I9", "I10"),
        ),
        _step(
            "close_dispute",
            RUNNING,
            "withdrawn",
            "事项已经撤回或者办结，程序终止",
            "Over, since the case was withdrawn or settled",
            who=("system",),
            rules=("I3",),
        ),
    ),
)

SESSIONS = {
    "called": Text(zh="已通知", en="Called"),
    "held": Text(zh="如期进行", en="Held"),
    "other_absent": Text(zh="对方没有来", en="The other side didn't come"),
    "applicant_absent": Text(zh="申请人没有来", en="The applicant didn't come"),
    "put_off": Text(zh="改期", en="Put off"),
}
OUTCOMES = tuple(code for code in SESSIONS if code != "called")
# how the other side was told; the applicant gets a message
TOLD = {
    "letter": Text(zh="书面通知", en="By letter"),
    "phone": Text(zh="电话通知", en="By phone"),
    "person": Text(zh="当面通知", en="In person"),
}
WHY_FAILED = {
    "no_agreement": Text(zh="双方意见不一致", en="The two sides couldn't agree"),
    "no_show": Text(zh="对方没有来", en="The other side didn't come"),
    "unwilling": Text(zh="有一方不愿意调解", en="One side doesn't want mediation"),
    "time_over": Text(zh="到期没有谈成", en="The time ran out"),
}
