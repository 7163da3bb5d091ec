"""Acts on a case: a service applied for, handled by its department."""

from collections.abc import Mapping

from anju.law.authority.kinds import FIELD, Permission, permission

TABLE: Mapping[str, Permission] = {
    "apply_case": permission(("resident", *FIELD, "officer"), "I1 I3 I4", "申请办理事项", "Apply for a service"),
    "return_case": permission(
        ("officer",), "B7 I9", "事项一次性告知补正", "Return a case, listing all that is missing"
    ),
    "complete_case": permission(("resident", *FIELD, "officer"), "B7", "补正事项材料", "Complete a returned case"),
    "take_case": permission(("officer",), "I9", "签收事项", "Take a case"),
    "ask_case": permission(("officer",), "I9", "向申请人提问", "Ask the applicant"),
    "answer_case": permission(("resident", *FIELD, "officer"), "I9", "答复提问", "Answer a question of the office"),
    "offer_case": permission(("officer",), "J2", "转交事项", "Offer a case to another office"),
    "accept_case": permission(("officer",), "J2", "接收转交的事项", "Accept an offered case"),
    "decline_case": permission(("officer",), "J2", "不接收转交的事项", "Decline an offered case"),
    "ask_part": permission(("officer",), "I9", "请其他单位协办", "Ask another office for a part"),
    "answer_part": permission(("officer",), "I9", "答复协办", "Answer a part of a joint case"),
    "decline_part": permission(("officer",), "I9", "退回协办", "Decline a part of a joint case"),
    "drop_part": permission(("officer",), "I9", "取消协办", "Drop a part that is no longer needed"),
    "propose_case": permission(("officer",), "I10", "拟定决定", "Propose a decision to a second officer"),
    "send_back_case": permission(("officer",), "I10", "退回重新拟定", "Send a proposal back", four_eyes=True),
    "grant_case": permission(("officer",), "I9 I10", "办结事项", "Grant a case"),
    "refuse_case": permission(
        ("officer",), "I9 I10", "不予办理并说明理由", "Refuse a case with reason, article and remedy"
    ),
    "withdraw_case": permission(("resident", *FIELD, "officer"), "I3", "撤回事项申请", "Withdraw a case"),
    "object_case": permission(("resident", *FIELD, "officer"), "I10", "对办理结果提出异议", "Object to a decision"),
    "confirm_case": permission(("officer",), "I10", "复核后维持", "Confirm a decision on review", four_eyes=True),
    "change_case": permission(("officer",), "I10", "复核后变更", "Change a decision on review", four_eyes=True),
    "escalate_case": permission(("system",), "I9", "超期事项上报一级", "Put a late case before the office above"),
    "escalate_part": permission(("system",), "I9", "超期协办上报一级", "Put a late part before the office above"),
    "find_applicant": permission(
        (*FIELD, "officer"), "I3 L2 L12", "窗口查找申请人", "Find whoever applies at a window"
    ),
    "ask_export": permission(("officer",), "L3", "申请导出清单", "Ask for a list as a file"),
    "release_export": permission(
        ("officer", "overseer"), "L3", "核准导出清单", "Release a list as a file", four_eyes=True
    ),
    "decline_export": permission(
        ("officer", "overseer"), "L3", "不核准导出清单", "Decline to release a list", four_eyes=True
    ),
    "withdraw_export": permission(("officer",), "L3", "撤回导出申请", "Withdraw what one asked to export"),
    "export_cases": permission(("officer",), "L2 L3", "导出事项清单", "Export a list of cases, masked"),
    "rate_case": permission(("resident",), "J3 J4", "评价", "Rate a finished case"),
    "follow_case_up": permission(("officer", "overseer"), "J3 J4", "跟进低分评价", "Follow a low rating up"),
    "open_case": permission(("resident", "officer"), "I3 L2 L12", "查看事项", "Open a case"),
    "open_times": permission(("officer",), "I3", "开放预约时间", "Offer times to book"),
    "close_time": permission(("officer",), "I3", "取消开放的时间", "Close an offered time"),
    "book_time": permission(("resident", *FIELD), "I3", "预约时间", "Book a time"),
    "cancel_time": permission(("resident", *FIELD), "I3", "取消预约", "Cancel a booked time"),
}
