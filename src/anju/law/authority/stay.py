"""Acts on a stay, from the door to the end."""

from collections.abc import Mapping

from anju.law.authority.kinds import DESK, FIELD, POLICE, Permission, permission

TABLE: Mapping[str, Permission] = {
    "declare": permission(("resident", *FIELD), "B1 L11", "申报居住登记", "Declare a stay"),
    "withdraw": permission(("resident",), "D9", "撤回申报", "Withdraw a declaration"),
    "return": permission(DESK, "B7", "一次性告知补正", "Return for completion, listing all that is missing"),
    "complete": permission(("resident", *FIELD), "B7", "补正材料", "Complete a returned file"),
    "accept": permission(POLICE, "B2 B6", "受理并登记", "Accept and register"),
    "register": permission(POLICE, "B2 B4 B6", "窗口直接登记", "Register a walk-in"),
    "lapse": permission(("system",), "B3", "转为待核实", "Turn into “to verify” when nobody checked in time"),
    "verify": permission(FIELD, "B3", "上门核实", "Confirm at the door"),
    "confirm": permission(("resident", *FIELD), "D7", "确认仍在此居住", "Confirm that someone still lives here"),
    "visit": permission(FIELD, "D7", "记录走访", "Note a visit"),
    "move": permission(("resident", *POLICE), "D1 D2 B5", "变更居住地址", "Move inside the county"),
    "leave": permission(("resident", *DESK), "D3", "申报离开", "Leave the county or city"),
    "propose_end": permission(
        (*POLICE, "coordinator"), "D5 D6", "拟注销并通知本人", "Propose an end and notify the person"
    ),
    "object_end": permission(("resident",), "D6", "对注销提出异议", "Object to an end"),
    "end": permission((*POLICE, "system"), "D4 D5 D6", "注销居住登记", "End a stay"),
    "drop_end": permission(POLICE, "D6", "撤销拟注销", "Drop a proposed end"),
    "undo_end": permission(("chief", "county_police"), "D6", "恢复已注销的登记", "Undo an end"),
    "close": permission(POLICE, "D5 I10", "关闭重复、错误或虚假的申报", "Close a declaration with the reason"),
    "reopen": permission(
        ("chief", "county_police"), "D6", "重新办理已关闭的申报", "Take a closed declaration up again"
    ),
    "ask_correction": permission(("resident",), "D9 L5", "申请更正", "Ask for a correction"),
    "grant_correction": permission(POLICE, "D9", "同意更正", "Grant a correction"),
    "refuse_correction": permission(POLICE, "D9 I10", "不予更正并说明理由", "Refuse a correction with the reason"),
    "tell_distinct": permission(POLICE, "B5", "标记不是同一人", "Note that two alike people are not the same"),
    "merge": permission(POLICE, "B5", "确认是同一人并合并", "Settle that two records are one person"),
    "bind": permission(("resident", *DESK), "L12", "绑定本人档案", "Bind a sign-in to a record"),
    "unbind": permission(("resident", *DESK, "system"), "B8 L12", "解除档案绑定", "End a sign-in's access to a record"),
    "disown": permission(("resident",), "L8 L12", "声明手机号已换人", "Say that a phone is somebody else's by now"),
}
