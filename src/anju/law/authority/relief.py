"""Acts of relief, and of help for people without means and for minors alone."""

from collections.abc import Mapping

from anju.law import helping, relief
from anju.law.authority.kinds import Permission, permission

TABLE: Mapping[str, Permission] = {
    "take_relief": permission(relief.STREET, "I9", "受理临时救助", "Take in a request for relief"),
    "check_relief": permission(relief.CHECKERS, "I9", "核实并提出金额", "Look into it and propose an amount"),
    "send_back_relief": permission(("officer",), "I10", "退回重新核实", "Send a proposal of relief back"),
    "approve_relief": permission(relief.CHECKERS, "I9 I10", "批准临时救助", "Approve relief", four_eyes=True),
    "refuse_relief": permission(
        ("officer",), "I10", "不予救助并说明理由", "Refuse relief with reason and remedy", four_eyes=True
    ),
    "pay_relief": permission(relief.CHECKERS, "I9", "发放救助", "Pay relief"),
    "follow_relief": permission(relief.STREET, "I9", "回访", "Follow relief up"),
    "withdraw_relief": permission(relief.CHECKERS, "I9", "撤回救助申请", "Withdraw a request for relief"),
    "open_relief": permission(("resident", *relief.STREET), "L2 L12", "查看临时救助", "Open a request for relief"),
    "call_help": permission(helping.ANYONE, "J2", "接到求助并转交", "Take a help call and hand it over"),
    "accept_help": permission(helping.RECEIVERS, "J2", "接收求助", "Accept a help call"),
    "decline_help": permission(helping.RECEIVERS, "J2", "不接收并说明理由", "Decline a help call with the reason"),
    "hand_help": permission(helping.ANYONE, "J2", "再次转交求助", "Hand a declined help call to another office"),
    "follow_help": permission(helping.RECEIVERS, "I9", "记录救助进展", "Follow a help call up"),
    "close_help": permission(helping.RECEIVERS, "I9", "办结求助", "Close a help call"),
    "open_help": permission(helping.ANYONE, "L2", "查看求助", "Open a help call"),
    "escalate_help": permission(("system",), "J2 I9", "超时求助上报", "Put a late help call before the office above"),
    "empty_help": permission(("system",), "L7", "清除办结求助的内容", "Empty the words of closed help calls"),
}
