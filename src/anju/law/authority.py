"""The single table of who may do what: role, level, four eyes, article.

Printed as a matrix into docs; the permission tests are generated from it. Source: L9, O1, design.md 6.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.wording import Text

ROLES: Mapping[str, Text] = {
    "resident": Text(zh="居民本人", en="Resident"),
    "registrar": Text(zh="派出所登记员", en="Police-station registrar"),
    "chief": Text(zh="派出所负责人", en="Police-station chief"),
    "county_police": Text(zh="县区公安", en="County police"),
    "clerk": Text(zh="街道大厅窗口", en="Street-hall clerk"),
    "coordinator": Text(zh="协管员", en="Coordinator"),
    "officer": Text(zh="部门经办人", en="Department officer"),
    "overseer": Text(zh="综治、政府督导", en="Overseer"),
    "keeper": Text(zh="名单管理员", en="List keeper"),
    "system_admin": Text(zh="系统管理员", en="System administrator"),
    "security_admin": Text(zh="安全管理员", en="Security administrator"),
    "audit_admin": Text(zh="审计管理员", en="Audit administrator"),
    "system": Text(zh="系统", en="System"),
}

LEVELS: Mapping[str, Text] = {
    "city": Text(zh="市", en="City"),
    "county": Text(zh="县区", en="County"),
    "street": Text(zh="街道乡镇", en="Street or town"),
    "community": Text(zh="社区村居", en="Community or village"),
}

# L9: nobody holds two of these, nor one of these beside any other role
ADMINISTRATORS = frozenset({"system_admin", "security_admin", "audit_admin"})

_POLICE = ("registrar", "chief", "county_police")
_DESK = (*_POLICE, "clerk")
_FIELD = (*_DESK, "coordinator")


@dataclass(frozen=True)
class Permission:
    """Who may perform one act."""

    roles: tuple[str, ...]
    rules: tuple[str, ...]
    text: Text
    four_eyes: bool = False
    levels: tuple[str, ...] = ()  # empty: every level


def _p(
    roles: tuple[str, ...], rules: str, zh: str, en: str, *, four_eyes: bool = False, levels: tuple[str, ...] = ()
) -> Permission:
    return Permission(
        roles=roles, rules=tuple(rules.split()), text=Text(zh=zh, en=en), four_eyes=four_eyes, levels=levels
    )


TABLE: Mapping[str, Permission] = {
    # a stay, from the door to the end
    "declare": _p(("resident", *_FIELD), "B1 L11", "申报居住登记", "Declare a stay"),
    "withdraw": _p(("resident",), "D9", "撤回申报", "Withdraw a declaration"),
    "return": _p(_DESK, "B7", "一次性告知补正", "Return for completion, listing all that is missing"),
    "complete": _p(("resident", *_FIELD), "B7", "补正材料", "Complete a returned file"),
    "accept": _p(_POLICE, "B2 B6", "受理并登记", "Accept and register"),
    "register": _p(_POLICE, "B2 B4 B6", "窗口直接登记", "Register a walk-in"),
    "lapse": _p(("system",), "B3", "转为待核实", "Turn into “to verify” when nobody checked in time"),
    "verify": _p(_FIELD, "B3", "上门核实", "Confirm at the door"),
    "confirm": _p(("resident", *_FIELD), "D7", "确认仍在此居住", "Confirm that someone still lives here"),
    "visit": _p(_FIELD, "D7", "记录走访", "Note a visit"),
    "move": _p(("resident", *_POLICE), "D1 D2 B5", "变更居住地址", "Move inside the county"),
    "leave": _p(("resident", *_DESK), "D3", "申报离开", "Leave the county or city"),
    "propose_end": _p((*_POLICE, "coordinator"), "D5 D6", "拟注销并通知本人", "Propose an end and notify the person"),
    "object_end": _p(("resident",), "D6", "对注销提出异议", "Object to an end"),
    "end": _p((*_POLICE, "system"), "D4 D5 D6", "注销居住登记", "End a stay"),
    "drop_end": _p(_POLICE, "D6", "撤销拟注销", "Drop a proposed end"),
    "undo_end": _p(("chief", "county_police"), "D6", "恢复已注销的登记", "Undo an end"),
    "close": _p(_POLICE, "D5 I10", "关闭重复、错误或虚假的申报", "Close a declaration with the reason"),
    "reopen": _p(("chief", "county_police"), "D6", "重新办理已关闭的申报", "Take a closed declaration up again"),
    "ask_correction": _p(("resident",), "D9 L5", "申请更正", "Ask for a correction"),
    "grant_correction": _p(_POLICE, "D9", "同意更正", "Grant a correction"),
    "refuse_correction": _p(_POLICE, "D9 I10", "不予更正并说明理由", "Refuse a correction with the reason"),
    "tell_distinct": _p(_POLICE, "B5", "标记不是同一人", "Note that two alike people are not the same"),
    "merge": _p(_POLICE, "B5", "确认是同一人并合并", "Settle that two records are one person"),
    "bind": _p(("resident", *_DESK), "L12", "绑定本人档案", "Bind a sign-in to a record"),
    "unbind": _p(("resident", *_DESK, "system"), "B8 L12", "解除档案绑定", "End a sign-in's access to a record"),
    "disown": _p(("resident",), "L8 L12", "声明手机号已换人", "Say that a phone is somebody else's by now"),
    # the residence permit
    "apply_permit": _p(
        ("resident", *_DESK), "E1 E2 E3 E9 G1", "申领、换领、补领居住证", "Apply for a permit or a card"
    ),
    "return_permit": _p(_DESK, "B7", "居住证申请一次性告知补正", "Return an application, listing all that is missing"),
    "complete_permit": _p(("resident", *_DESK), "B7", "补正居住证申请", "Complete a returned application"),
    "accept_permit": _p(_DESK, "E5 E6", "受理居住证申请", "Accept an application"),
    "extend_permit": _p(("chief", "county_police"), "E7", "延长居住证发放期限", "Extend the limit for issuing"),
    "sign_permit": _p(("county_police",), "E6 E9 E10", "审核签发居住证", "Review and sign off", four_eyes=True),
    "refuse_permit": _p(("chief", "county_police"), "E8 I10", "不予发放居住证", "Refuse a permit in writing"),
    "reopen_permit": _p(("county_police",), "E8 E6", "撤销不予发放决定", "Take a refusal back"),
    "withdraw_permit": _p(("resident", *_DESK), "E1", "撤回居住证申请", "Withdraw an application"),
    "send_cards": _p(("county_police",), "E6", "送制证", "Send cards to be made"),
    "export_cards": _p(("county_police",), "E9 L2 L3", "导出制证数据", "Hand card data to the maker"),
    "receive_card": _p(("county_police",), "E6 G2", "登记制成的卡", "Take in a card that was made"),
    "fail_card": _p(("county_police",), "E6", "登记制证失败", "Note that a card failed"),
    "hand_over": _p(_DESK, "E5 G2", "发放居住证", "Hand a card over"),
    "report_lost": _p(("resident", *_DESK), "G1", "挂失居住证卡", "Report a card lost"),
    "find_card": _p(("resident", *_DESK), "G1", "撤销挂失", "Take back the report of a loss"),
    "take_card_back": _p(_DESK, "D3 G1", "收回旧卡", "Take an old card in"),
    "void_card": _p(("resident", *_DESK, "system"), "D3 G1", "作废居住证卡", "Make a card void"),
    "ask_endorsement": _p(("resident", *_DESK), "F2 F7", "申请签注", "Ask for the endorsement"),
    "endorse": _p(("resident", *_DESK), "F2 F5 F6 F7", "签注", "Endorse"),
    "withhold_endorsement": _p(_POLICE, "F6 I10", "暂不签注并告知理由", "Withhold an endorsement with the reasons"),
    "withdraw_endorsement": _p(("resident", *_DESK), "F6", "撤回签注申请", "Withdraw a request for endorsement"),
    "suspend": _p(("system",), "F4", "居住证功能中止", "Suspend a permit's function"),
    "restore": _p(("resident", *_DESK), "F5", "居住证功能恢复", "Restore a permit's function"),
    "change_permit": _p(("system",), "D1 D2", "居住证地址变更", "Change a permit's address"),
    "hand_back": _p(("resident", *_DESK), "D3 D8", "交回居住证", "Hand a permit back"),
    "propose_end_permit": _p(_POLICE, "D5 D6 F6", "拟注销居住证并通知本人", "Propose the end of a permit, with notice"),
    "object_end_permit": _p(("resident",), "D6", "对注销居住证提出异议", "Object to the end of a permit"),
    "end_permit": _p((*_POLICE, "system"), "D3 D4 D5 D6 F6", "注销居住证", "End a permit"),
    "drop_end_permit": _p(_POLICE, "D6", "撤销拟注销居住证", "Drop a proposed end of a permit"),
    "undo_end_permit": _p(("chief", "county_police"), "D6", "恢复已注销的居住证", "Undo the end of a permit"),
    "add_past_residence": _p(_POLICE, "F8", "计入以前的暂住证时间", "Add earlier temporary-permit time"),
    "remove_past_residence": _p(("chief", "county_police"), "F8", "撤销计入的时间", "Take added time back"),
    "upload": _p(("resident", *_DESK), "E2 E9", "上传材料", "Upload a paper"),
    "drop_upload": _p(("resident", *_DESK), "L7", "删掉还没提交的材料", "Take a paper out before it is sent"),
    "sweep_uploads": _p(("system",), "L7", "到期删除材料图片", "Delete pictures of closed cases"),
    # bodies that accept the papers
    "ask_acceptor": _p(("resident",), "I3", "申请列为认可单位", "Ask to be listed as accepting the papers"),
    "publish_acceptor": _p(
        ("county_police", "overseer"), "I3", "公布认可单位", "Publish a body that accepts the papers"
    ),
    "decline_acceptor": _p(
        ("county_police", "overseer"), "I10", "不予公布并说明理由", "Decline to publish, with the reason"
    ),
    "end_acceptor": _p(("county_police", "overseer"), "I3", "撤下认可单位", "Take a body off the list"),
    # by a machine alone, in the post of the officer who answers for its token
    "verify_paper": _p(
        ("county_police", "overseer"), "L2 L12", "认可单位核验证件", "Verify papers for a body that accepts them"
    ),
    # cases: a service applied for, handled by its department
    "apply_case": _p(("resident", *_FIELD), "I1 I3 I4", "申请办理事项", "Apply for a service"),
    "return_case": _p(("officer",), "B7 I9", "事项一次性告知补正", "Return a case, listing all that is missing"),
    "complete_case": _p(("resident", *_FIELD), "B7", "补正事项材料", "Complete a returned case"),
    "take_case": _p(("officer",), "I9", "签收事项", "Take a case"),
    "ask_case": _p(("officer",), "I9", "向申请人提问", "Ask the applicant"),
    "answer_case": _p(("resident", *_FIELD), "I9", "答复提问", "Answer a question of the office"),
    "offer_case": _p(("officer",), "J2", "转交事项", "Offer a case to another office"),
    "accept_case": _p(("officer",), "J2", "接收转交的事项", "Accept an offered case"),
    "decline_case": _p(("officer",), "J2", "不接收转交的事项", "Decline an offered case"),
    "ask_part": _p(("officer",), "I9", "请其他单位协办", "Ask another office for a part"),
    "answer_part": _p(("officer",), "I9", "答复协办", "Answer a part of a joint case"),
    "decline_part": _p(("officer",), "I9", "退回协办", "Decline a part of a joint case"),
    "drop_part": _p(("officer",), "I9", "取消协办", "Drop a part that is no longer needed"),
    "propose_case": _p(("officer",), "I10", "拟定决定", "Propose a decision to a second officer"),
    "send_back_case": _p(("officer",), "I10", "退回重新拟定", "Send a proposal back", four_eyes=True),
    "grant_case": _p(("officer",), "I9 I10", "办结事项", "Grant a case"),
    "refuse_case": _p(("officer",), "I9 I10", "不予办理并说明理由", "Refuse a case with reason, article and remedy"),
    "withdraw_case": _p(("resident", *_FIELD), "I3", "撤回事项申请", "Withdraw a case"),
    "object_case": _p(("resident", *_FIELD), "I10", "对办理结果提出异议", "Object to a decision"),
    "confirm_case": _p(("officer",), "I10", "复核后维持", "Confirm a decision on review", four_eyes=True),
    "change_case": _p(("officer",), "I10", "复核后变更", "Change a decision on review", four_eyes=True),
    "escalate_case": _p(("system",), "I9", "超期事项上报一级", "Put a late case before the office above"),
    "rate_case": _p(("resident",), "J3 J4", "评价", "Rate a finished case"),
    "follow_case_up": _p(("officer", "overseer"), "J3 J4", "跟进低分评价", "Follow a low rating up"),
    "open_case": _p(("resident", "officer"), "I3 L2 L12", "查看事项", "Open a case"),
    "open_times": _p(("officer",), "I3", "开放预约时间", "Offer times to book"),
    "book_time": _p(("resident", *_FIELD), "I3", "预约时间", "Book a time"),
    "cancel_time": _p(("resident", *_FIELD), "I3", "取消预约", "Cancel a booked time"),
    # reads
    "open": _p(("resident", *_FIELD, "officer"), "L2 L12", "查看档案", "Open a record"),
    "list": _p((*_FIELD, "officer", "overseer", "keeper"), "L2", "查看列表", "See a list of masked rows"),
    "unmask": _p((*_FIELD,), "L2", "查看完整信息", "See a masked value in full"),
    "search": _p(_DESK, "L2", "查询人员", "Search for a person"),
    "print": _p(("resident", *_DESK), "B6 L2", "打印", "Print"),
    "see_history": _p(("resident", *_POLICE), "L12", "查看历史", "See the history"),
    # lists of bodies whose own records replace the duty, and help by other departments
    "list_exempt": _p(("keeper",), "A2", "列入免予登记名单", "Put on the list of those with no duty to register"),
    "end_exempt": _p(("keeper",), "A2", "从免予登记名单移出", "Take off the list of those with no duty to register"),
    "import_exempt": _p(("keeper",), "A2", "成批列入免予登记名单", "Put many on the list at once"),
    "refer": _p(("officer", "overseer", "clerk", "coordinator"), "A1", "引导登记", "Refer a person to registration"),
    # requests and complaints
    "ask_data": _p(("resident",), "L5", "申请查阅、复制或删除", "Ask for a copy or for deletion"),
    "answer_data": _p(("chief", "county_police"), "L5 L7", "答复个人信息申请", "Answer a data request"),
    "complain": _p(("resident",), "J1 J2", "投诉", "Complain"),
    "open_complaint": _p((*_DESK, "officer", "overseer"), "J2 L2", "查看投诉内容", "Read a complaint"),
    "offer_complaint": _p((*_DESK, "officer", "overseer"), "J2", "转交投诉", "Offer a complaint to another office"),
    "take_complaint": _p((*_DESK, "officer", "overseer"), "J2", "接收投诉", "Take a complaint over"),
    "decline_complaint": _p((*_DESK, "officer", "overseer"), "J2", "退回转交的投诉", "Decline an offered complaint"),
    "answer_complaint": _p((*_DESK, "officer", "overseer"), "J1", "答复投诉", "Answer a complaint"),
    # places
    "add_address": _p(("resident", *_FIELD), "L11", "建立标准地址", "Add a standard address"),
    "print_door_code": _p(_FIELD, "B1", "打印门牌码", "Print a door code"),
    "assign_warden": _p(("clerk", "chief", "county_police"), "O3", "指派协管员", "Assign a coordinator to an address"),
    "plan_divisions": _p(("system_admin",), "O2", "拟定区划变更", "Plan a change of divisions"),
    "approve_divisions": _p(("system_admin",), "O2", "批准区划变更", "Approve a change of divisions", four_eyes=True),
    "drop_divisions": _p(("system_admin",), "O2", "撤回区划变更", "Withdraw a change of divisions"),
    "apply_divisions": _p(("system",), "O2", "执行区划变更", "Carry out a change of divisions on its day"),
    "load_places": _p(("system",), "O1", "载入区划和机构", "Load divisions and units"),
    "change_unit": _p(("system_admin",), "O1", "维护机构", "Add or change a unit"),
    "set_jurisdiction": _p(("system_admin",), "O1", "调整派出所辖区", "Change a station's jurisdiction"),
    # administration
    "load_calendar": _p(("system_admin",), "B1", "载入年度放假安排", "Load a year's calendar"),
    "set_policy": _p(("system_admin",), "D7", "设定政策值", "Set a policy value"),
    "add_staff": _p(("security_admin",), "L8 L9", "新增工作人员", "Add a member of staff"),
    "found": _p(("system",), "L9 O1", "设立首批工作人员", "Give a new city its first staff"),
    "appoint": _p(("security_admin",), "L9 O1", "任命岗位", "Appoint to a post"),
    "dismiss": _p(("security_admin",), "L9", "结束岗位", "End a post"),
    "lock": _p(("security_admin", "system"), "L8", "锁定账号", "Lock an account"),
    "unlock": _p(("security_admin",), "L8", "解锁账号", "Unlock an account"),
    "reset_factor": _p(("security_admin",), "L8", "重置第二因素", "Reset a second factor"),
    "reset_password": _p(("security_admin",), "L8", "重置密码", "Reset a password"),
    "change_password": _p(
        (*_FIELD, "officer", "overseer", "keeper", *sorted(ADMINISTRATORS)),
        "L8",
        "修改自己的密码",
        "Change one's own password",
    ),
    "add_client": _p(("security_admin",), "L8", "发放接口令牌", "Give a machine its token"),
    "revoke_client": _p(("security_admin",), "L8", "吊销接口令牌", "Revoke a token"),
    "rotate_key": _p(("security_admin", "system"), "L2", "轮换密钥", "Rotate a key"),
    "sign_in": _p(
        ("resident", *_FIELD, "officer", "overseer", "keeper", *sorted(ADMINISTRATORS)), "L8", "登录", "Sign in"
    ),
    "sign_out": _p(
        ("resident", *_FIELD, "officer", "overseer", "keeper", *sorted(ADMINISTRATORS)), "L8", "退出", "Sign out"
    ),
    "read_audit": _p(("audit_admin",), "L10", "查阅审计记录", "Read the audit record"),
    "verify_audit": _p(("audit_admin", "system"), "L10", "核验审计链", "Verify the audit chain"),
    "seal_audit": _p(("system",), "L10", "封存审计链", "Seal the audit chain"),
    "erase": _p(
        ("system", "chief", "county_police"), "L7", "到期封存或匿名化", "Seal or anonymise when retention ends"
    ),
    "resend": _p(("system_admin",), "D6 D7", "重新发送没有送到的消息", "Send undelivered messages again"),
    "remind": _p(("system",), "D7", "发送提醒", "Send reminders"),
    "count_rights": _p(("system",), "I1 I2 I3", "测算可享受的服务", "Work out who is entitled to which service"),
}


def may(*, role: str, level: str, act: str) -> bool:
    """Tell whether a role on a level may perform an act; an unknown act is nobody's."""
    permission = TABLE.get(act)
    return permission is not None and role in permission.roles and (not permission.levels or level in permission.levels)


def demand(*, by: Actor, act: str) -> Permission:
    """Return the permission, or raise Absent: a stranger gets the answer for what does not exist."""
    if not may(role=by.role, level=by.level, act=act):
        raise Absent(act)
    return TABLE[act]


def compatible(*, role: str, held: frozenset[str]) -> bool:
    """Tell whether someone who holds these roles may be given another. Source: L9."""
    if role in ADMINISTRATORS:
        return not held
    return not held & ADMINISTRATORS
