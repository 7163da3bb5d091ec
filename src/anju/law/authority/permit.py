"""Acts on the residence permit."""

from collections.abc import Mapping

from anju.law.authority.kinds import DESK, FIELD, POLICE, Permission, permission

TABLE: Mapping[str, Permission] = {
    "apply_permit": permission(
        ("resident", *DESK), "E1 E2 E3 E9 G1", "申领、换领、补领居住证", "Apply for a permit or a card"
    ),
    "return_permit": permission(
        DESK, "B7", "居住证申请一次性告知补正", "Return an application, listing all that is missing"
    ),
    "complete_permit": permission(("resident", *DESK), "B7", "补正居住证申请", "Complete a returned application"),
    "accept_permit": permission(DESK, "E5 E6", "受理居住证申请", "Accept an application"),
    "extend_permit": permission(("chief", "county_police"), "E7", "延长居住证发放期限", "Extend the limit for issuing"),
    "sign_permit": permission(("county_police",), "E6 E9 E10", "审核签发居住证", "Review and sign off", four_eyes=True),
    "refuse_permit": permission(("chief", "county_police"), "E8 I10", "不予发放居住证", "Refuse a permit in writing"),
    "reopen_permit": permission(("county_police",), "E8 E6", "撤销不予发放决定", "Take a refusal back"),
    "withdraw_permit": permission(("resident", *DESK), "E1", "撤回居住证申请", "Withdraw an application"),
    "send_cards": permission(("county_police",), "E6", "送制证", "Send cards to be made"),
    "export_cards": permission(
        ("county_police",), "E9 L2 L3", "导出制证数据", "Hand card data to the maker", four_eyes=True
    ),
    "receive_card": permission(("county_police",), "E6 G2", "登记制成的卡", "Take in a card that was made"),
    "fail_card": permission(("county_police",), "E6", "登记制证失败", "Note that a card failed"),
    "hand_over": permission(DESK, "E5 G2", "发放居住证", "Hand a card over"),
    "report_lost": permission(("resident", *DESK), "G1", "挂失居住证卡", "Report a card lost"),
    "find_card": permission(("resident", *DESK), "G1", "撤销挂失", "Take back the report of a loss"),
    "take_card_back": permission(DESK, "D3 G1", "收回旧卡", "Take an old card in"),
    "void_card": permission(("resident", *DESK, "system"), "D3 G1", "作废居住证卡", "Make a card void"),
    "ask_endorsement": permission(("resident", *DESK), "F2 F7", "申请签注", "Ask for the endorsement"),
    "endorse": permission(("resident", *DESK), "F2 F5 F6 F7", "签注", "Endorse"),
    "withhold_endorsement": permission(
        POLICE, "F6 I10", "暂不签注并告知理由", "Withhold an endorsement with the reasons"
    ),
    "withdraw_endorsement": permission(("resident", *DESK), "F6", "撤回签注申请", "Withdraw a request for endorsement"),
    "suspend": permission(("system",), "F4", "居住证功能中止", "Suspend a permit's function"),
    "restore": permission(("resident", *DESK), "F5", "居住证功能恢复", "Restore a permit's function"),
    "change_permit": permission(("system",), "D1 D2", "居住证地址变更", "Change a permit's address"),
    "hand_back": permission(("resident", *DESK), "D3 D8", "交回居住证", "Hand a permit back"),
    "propose_end_permit": permission(
        POLICE, "D5 D6 F6", "拟注销居住证并通知本人", "Propose the end of a permit, with notice"
    ),
    "object_end_permit": permission(("resident",), "D6", "对注销居住证提出异议", "Object to the end of a permit"),
    "end_permit": permission((*POLICE, "system"), "D3 D4 D5 D6 F6", "注销居住证", "End a permit"),
    "drop_end_permit": permission(POLICE, "D6", "撤销拟注销居住证", "Drop a proposed end of a permit"),
    "undo_end_permit": permission(("chief", "county_police"), "D6", "恢复已注销的居住证", "Undo the end of a permit"),
    "add_past_residence": permission(POLICE, "F8", "计入以前的暂住证时间", "Add earlier temporary-permit time"),
    "remove_past_residence": permission(("chief", "county_police"), "F8", "撤销计入的时间", "Take added time back"),
    "upload": permission(("resident", *FIELD, "officer"), "E2 E9 I3", "上传材料", "Upload a paper"),
    "drop_upload": permission(
        ("resident", *FIELD, "officer"), "L7", "删掉还没提交的材料", "Take a paper out before it is sent"
    ),
    "sweep_uploads": permission(("system",), "L7", "到期删除材料图片", "Delete pictures of closed cases"),
}
