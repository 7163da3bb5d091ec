"""Acts on disputes: mediated, agreed, arbitrated; legal aid beyond its decision."""

from collections.abc import Mapping

from anju.law.authority.kinds import Permission, permission

_OFFICER = ("officer",)
_EITHER = ("resident", "officer")

TABLE: Mapping[str, Permission] = {
    "start_dispute": permission(_OFFICER, "I9", "开始调解", "Begin mediation"),
    "start_arbitration": permission(_OFFICER, "I9", "登记仲裁申请", "Enter a claim for arbitration"),
    "name_other_side": permission(_OFFICER, "I9", "更正对方的联系方式", "Correct how the other side is reached"),
    "call_session": permission(_OFFICER, "I9", "约双方调解", "Invite both sides to mediation"),
    "call_hearing": permission(_OFFICER, "I9", "通知双方开庭", "Call both sides to a hearing"),
    "close_session": permission(_OFFICER, "I9", "记录调解或者开庭的情况", "Note how a session went"),
    "agree_dispute": permission(_OFFICER, "I9", "登记调解协议", "Enter an agreement"),
    "fail_dispute": permission(_OFFICER, "I9", "调解不成，终止调解", "End a mediation without agreement"),
    "keep_agreement": permission(_EITHER, "I9", "记录协议已经履行", "Note that an agreement was kept"),
    "break_agreement": permission(_EITHER, "I9", "记录协议没有履行", "Note that an agreement was not kept"),
    "ask_arbitration": permission(("resident",), "I3 I4", "从调解转申请仲裁", "Go on from mediation to arbitration"),
    "accept_claim": permission(_OFFICER, "I9", "受理仲裁申请", "Take a claim for arbitration"),
    "decline_claim": permission(_OFFICER, "I9 I10", "不予受理仲裁申请", "Decline a claim for arbitration"),
    "extend_award": permission(_OFFICER, "I9", "延期裁决", "Put an award off"),
    "award_dispute": permission(_OFFICER, "I9 I10", "作出仲裁裁决", "Make an award"),
    "settle_dispute": permission(_OFFICER, "I9", "仲裁中和解结案", "Settle in arbitration"),
    "drop_dispute": permission(_OFFICER, "I9 I10", "仲裁申请按撤回处理", "Treat a claim as withdrawn"),
    "close_dispute": permission(("system",), "I3", "申请撤回后终止程序", "Close the proceeding of a withdrawn case"),
    "name_lawyer": permission(_OFFICER, "I7", "指派法律援助律师", "Name a legal aid lawyer"),
    "escalate_aid": permission(
        ("system",), "I7", "逾期未指派律师上报一级", "Put a late lawyer before the office above"
    ),
    "open_dispute": permission(_EITHER, "I3 L2 L12", "查看纠纷", "Open a dispute"),
    "print_dispute": permission(_EITHER, "I9 L2 L12", "打印调解、仲裁文书", "Print a paper of a dispute"),
}
