"""Acts of public rental housing and of awards."""

from collections.abc import Mapping

from anju.law.authority.kinds import Permission, permission

_OFFICER = ("officer",)
_OFFICES = ("officer", "overseer")

TABLE: Mapping[str, Permission] = {
    "add_flat": permission(_OFFICER, "I6", "列入公租房房源", "Add a flat to public rental housing"),
    "end_flat": permission(_OFFICER, "I6", "房源退出公租房", "Take a flat out of public rental housing"),
    "open_round": permission(_OFFICER, "I6", "开放公租房申请批次", "Open a round of applications"),
    "draw_round": permission(_OFFICER, "I6", "公租房摇号", "Draw the lots of a round"),
    "enter_list": permission(_OFFICER, "I6", "进入公租房轮候", "Enter the waiting list"),
    "open_entry": permission(
        ("resident", "officer"), "I6 L2 L12", "查看公租房轮候", "Open a place on the waiting list"
    ),
    "confirm_entry": permission(
        ("resident", "officer"), "I6", "确认仍符合公租房条件", "Confirm that one still qualifies"
    ),
    "leave_list": permission(("resident",), "I6", "退出公租房轮候", "Leave the waiting list"),
    "offer_flat": permission(_OFFICER, "I6", "配租", "Offer a flat to whoever's turn it is"),
    "accept_flat": permission(("resident", "officer"), "I6", "接受配租", "Accept a flat"),
    "decline_flat": permission(("resident", "officer"), "I6", "不接受配租", "Decline a flat"),
    "lapse_offer": permission(_OFFICER, "I6 I10", "收回到期未答复的配租", "Take an unanswered offer back"),
    "withdraw_offer": permission(_OFFICER, "I6 I10", "收回配租并说明理由", "Withdraw an offer, with the reason"),
    "begin_lease": permission(_OFFICER, "I6", "签订公租房合同", "Begin the lease of a flat"),
    "end_lease": permission(_OFFICER, "I6", "结束公租房合同", "End the lease of a flat"),
    "propose_measure": permission(
        _OFFICER, "I6 I10", "告知拟移出轮候或者后排", "Tell of a measure against a place on the list"
    ),
    "carry_out_measure": permission(_OFFICER, "I6 I10", "移出轮候或者后排", "Carry a told measure out"),
    "drop_measure": permission(_OFFICER, "I6 I10", "不再移出或者后排", "Drop a measure"),
    "object_rental": permission(("resident",), "I6", "对公租房轮候、配租提出异议", "Object to a place or an allotment"),
    "uphold_rental_objection": permission(
        _OFFICER, "I6 I10", "公租房异议成立", "Uphold an objection on review", four_eyes=True
    ),
    "reject_rental_objection": permission(
        _OFFICER, "I6 I10", "公租房异议不成立", "Reject an objection on review", four_eyes=True
    ),
    # awards
    "announce_award": permission(_OFFICES, "I1", "发布评选表彰", "Announce an award"),
    "end_award": permission(_OFFICES, "I1", "结束评选", "End an award"),
    "nominate": permission(("resident", *_OFFICES), "I1", "推荐表彰人选", "Nominate for an award"),
    "open_nomination": permission(("resident", *_OFFICES), "I1 L2 L12", "查看推荐", "Open a nomination"),
    "consent_nomination": permission(("resident",), "I1", "同意被推荐和公示", "Consent to a nomination"),
    "decline_nomination": permission(("resident",), "I1", "不同意被推荐", "Decline to be nominated"),
    "note_consent": permission(_OFFICES, "I1", "登记本人书面同意", "Note a consent given in writing"),
    "propose_nomination": permission(_OFFICES, "I10", "初审推荐", "Review a nomination first"),
    "approve_nomination": permission(
        _OFFICES, "I10", "复审同意并公示", "Approve and publish a nomination", four_eyes=True
    ),
    "refuse_nomination": permission(
        _OFFICES, "I10", "不予表彰并说明理由", "Refuse a nomination, with the reason", four_eyes=True
    ),
    "object_award": permission(("resident",), "I10", "对公示人选提出异议", "Object to a published name"),
    "answer_award_objection": permission(_OFFICES, "I10", "答复对公示的异议", "Answer an objection to a name"),
    "give_award": permission(_OFFICES, "I1", "表彰", "Give an award"),
}
