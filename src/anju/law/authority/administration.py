"""Acts on places and of the administration."""

from collections.abc import Mapping

from anju.law.authority.kinds import ADMINISTRATORS, FIELD, Permission, permission

TABLE: Mapping[str, Permission] = {
    # places
    "add_address": permission(("resident", *FIELD), "L11", "建立标准地址", "Add a standard address"),
    "print_door_code": permission(FIELD, "B1", "打印门牌码", "Print a door code"),
    "assign_warden": permission(
        ("clerk", "chief", "county_police"), "O3", "指派协管员", "Assign a coordinator to an address"
    ),
    "plan_divisions": permission(("system_admin",), "O2", "拟定区划变更", "Plan a change of divisions"),
    "approve_divisions": permission(
        ("system_admin",), "O2", "批准区划变更", "Approve a change of divisions", four_eyes=True
    ),
    "drop_divisions": permission(("system_admin",), "O2", "撤回区划变更", "Withdraw a change of divisions"),
    "apply_divisions": permission(("system",), "O2", "执行区划变更", "Carry out a change of divisions on its day"),
    "load_places": permission(("system",), "O1", "载入区划和机构", "Load divisions and units"),
    "change_unit": permission(("system_admin",), "O1", "维护机构", "Add or change a unit"),
    "set_jurisdiction": permission(("system_admin",), "O1", "调整派出所辖区", "Change a station's jurisdiction"),
    # administration
    "load_calendar": permission(("system_admin",), "B1", "载入年度放假安排", "Load a year's calendar"),
    "set_policy": permission(("system_admin",), "D7", "设定政策值", "Set a policy value"),
    "add_staff": permission(("security_admin",), "L8 L9", "新增工作人员", "Add a member of staff"),
    "found": permission(("system",), "L9 O1", "设立首批工作人员", "Give a new city its first staff"),
    "appoint": permission(("security_admin",), "L9 O1", "任命岗位", "Appoint to a post"),
    "dismiss": permission(("security_admin",), "L9", "结束岗位", "End a post"),
    "lock": permission(("security_admin", "system"), "L8", "锁定账号", "Lock an account"),
    "unlock": permission(("security_admin",), "L8", "解锁账号", "Unlock an account"),
    "reset_factor": permission(("security_admin",), "L8", "重置第二因素", "Reset a second factor"),
    "reset_password": permission(("security_admin",), "L8", "重置密码", "Reset a password"),
    "change_password": permission(
        (*FIELD, "officer", "overseer", "keeper", *sorted(ADMINISTRATORS)),
        "L8",
        "修改自己的密码",
        "Change one's own password",
    ),
    "add_client": permission(("security_admin",), "L8", "发放接口令牌", "Give a machine its token"),
    "revoke_client": permission(("security_admin",), "L8", "吊销接口令牌", "Revoke a token"),
    "rotate_key": permission(("security_admin", "system"), "L2", "轮换密钥", "Rotate a key"),
    "sign_in": permission(
        ("resident", *FIELD, "officer", "overseer", "keeper", *sorted(ADMINISTRATORS)), "L8", "登录", "Sign in"
    ),
    "sign_out": permission(
        ("resident", *FIELD, "officer", "overseer", "keeper", *sorted(ADMINISTRATORS)), "L8", "退出", "Sign out"
    ),
    "read_audit": permission(("audit_admin",), "L10", "查阅审计记录", "Read the audit record"),
    "verify_audit": permission(("audit_admin", "system"), "L10", "核验审计链", "Verify the audit chain"),
    "seal_audit": permission(("system",), "L10", "封存审计链", "Seal the audit chain"),
    "erase": permission(
        ("system", "chief", "county_police"), "L7", "到期封存或匿名化", "Seal or anonymise when retention ends"
    ),
    "resend": permission(("system_admin",), "D6 D7", "重新发送没有送到的消息", "Send undelivered messages again"),
    "remind": permission(("system",), "D7", "发送提醒", "Send reminders"),
    "count_rights": permission(
        ("system",), "I1 I2 I3", "测算可享受的服务", "Work out who is entitled to which service"
    ),
}
