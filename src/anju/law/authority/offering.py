"""Acts on the catalogue of services, and of those who see that it is carried out."""

from collections.abc import Mapping

from anju.law.authority.kinds import Permission, permission

TABLE: Mapping[str, Permission] = {
    "change_service": permission(("officer",), "I3", "提出服务事项修改", "Propose a change of a service"),
    "approve_service": permission(
        ("officer", "overseer"),
        "I3 E10",
        "审核通过服务事项修改",
        "Approve a change of a service",
        four_eyes=True,
    ),
    "decline_service": permission(
        ("officer", "overseer"),
        "I3 E10",
        "不通过服务事项修改",
        "Decline a change of a service",
        four_eyes=True,
    ),
    "withdraw_service": permission(("officer",), "I3", "撤回服务事项修改", "Withdraw a change of a service"),
    "note_services": permission(
        ("system",), "I3", "记下事项的表单和材料", "Note what services ask for, so that no open case loses it"
    ),
    "confirm_assumption": permission(("system_admin",), "I3", "确认或者更正假定", "Confirm or mend an assumption"),
    "count_offering": permission(("system",), "I3 I9", "汇总各单位办件情况", "Count how the offices do"),
    "export_overview": permission(("overseer",), "N5 N6", "导出总览", "Export the overview"),
    "list_stuck": permission(("overseer",), "I9 L2", "查看卡住和跨部门的事项", "List stuck and shared cases"),
    "urge_case": permission(("overseer",), "I9", "催办事项", "Urge a case"),
    "answer_urge": permission(("officer",), "I9", "答复催办", "Answer an urge"),
}
