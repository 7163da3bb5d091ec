"""Acts of the job board and of employment registration; the people of an employer sign in as residents."""

from collections.abc import Mapping

from anju.law.authority.kinds import Permission, permission

_OFFICER = ("officer",)
_PEOPLE = ("resident",)
# an officer may post for an employer at a counter, and an employer's machine does in an officer's post
_POSTERS = ("resident", "officer")

TABLE: Mapping[str, Permission] = {
    "ask_employer": permission(_PEOPLE, "I3", "申请登记为招聘单位", "Ask to be registered as an employer"),
    "accept_employer": permission(_OFFICER, "I3 I4", "核实并登记招聘单位", "Register an employer after checking it"),
    "decline_employer": permission(
        _OFFICER, "I10", "不予登记招聘单位并说明理由", "Decline an employer, with the reason"
    ),
    "end_employer": permission(_OFFICER, "I10", "停用招聘单位并说明理由", "End an employer, with the reason"),
    "change_employer": permission(_PEOPLE, "I3", "修改单位联系方式", "Change how an employer is reached"),
    "join_employer": permission(_PEOPLE, "I3", "申请为单位经办招聘", "Ask to act for an employer"),
    "admit_agent": permission(_POSTERS, "I3", "同意经办人", "Let somebody act for an employer"),
    "end_agent": permission(_POSTERS, "I3", "终止经办人", "End what somebody may do for an employer"),
    "post_vacancy": permission(_POSTERS, "I3", "提交岗位", "Offer a job"),
    "change_vacancy": permission(_POSTERS, "I3", "修改岗位", "Change a vacancy"),
    "renew_vacancy": permission(_POSTERS, "I3", "延长岗位", "Renew a vacancy"),
    "fill_vacancy": permission(_POSTERS, "I3", "岗位招满", "Mark a vacancy as filled"),
    "close_vacancy": permission(_POSTERS, "I3", "停止招聘", "Close a vacancy"),
    "publish_vacancy": permission(_OFFICER, "I3", "审核并公布岗位", "Publish a vacancy after review"),
    "decline_vacancy": permission(
        _OFFICER, "I10", "不予公布岗位并说明理由", "Decline a vacancy, with reason and article"
    ),
    "take_vacancy_down": permission(
        _OFFICER, "I10", "撤下岗位并说明理由", "Take a vacancy down, with reason and article"
    ),
    "expire_vacancy": permission(("system",), "I3", "岗位到期", "Let a vacancy expire"),
    "apply_job": permission(_PEOPLE, "I1 I3 L2", "报名岗位", "Apply for a job"),
    "withdraw_application": permission(_PEOPLE, "L2", "撤回报名", "Withdraw an application for a job"),
    "open_applicant": permission(_PEOPLE, "L2 L12", "查看报名人", "See who applied for a job"),
    "invite_applicant": permission(_PEOPLE, "I3", "约见报名人", "Invite an applicant"),
    "decline_applicant": permission(_PEOPLE, "I3", "没有选中报名人", "Decline an applicant"),
    "hire_applicant": permission(_PEOPLE, "I3", "报告已录用", "Report that somebody was hired"),
    "not_hire_applicant": permission(_PEOPLE, "I3", "报告没有录用", "Report that somebody was not hired"),
    "say_outcome": permission(_PEOPLE, "I3", "确认或者否认录用结果", "Confirm or dispute the outcome"),
    "close_application": permission(("system",), "I3", "结束没有答复的报名", "Close an application nobody answered"),
    "register_employment": permission(_OFFICER, "I3", "登记就业或者失业", "Enter employment or unemployment"),
    "end_employment": permission(_OFFICER, "I3", "结束就业失业登记", "End an entry of employment"),
    "open_employment": permission(
        ("resident", "officer"), "L2 L12", "查看就业失业登记", "See an entry of the register of employment"
    ),
}
