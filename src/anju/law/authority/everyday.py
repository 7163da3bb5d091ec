"""Acts on lists, readings, complaints and bodies that accept the papers."""

from collections.abc import Mapping

from anju.law.authority.kinds import DESK, FIELD, POLICE, Permission, permission

TABLE: Mapping[str, Permission] = {
    # bodies that accept the papers
    "ask_acceptor": permission(("resident",), "I3", "申请列为认可单位", "Ask to be listed as accepting the papers"),
    "publish_acceptor": permission(
        ("county_police", "overseer"), "I3", "公布认可单位", "Publish a body that accepts the papers"
    ),
    "decline_acceptor": permission(
        ("county_police", "overseer"), "I10", "不予公布并说明理由", "Decline to publish, with the reason"
    ),
    "end_acceptor": permission(("county_police", "overseer"), "I3", "撤下认可单位", "Take a body off the list"),
    # by a machine alone, in the post of the officer who answers for its token
    "verify_paper": permission(
        ("county_police", "overseer"), "L2 L12", "认可单位核验证件", "Verify papers for a body that accepts them"
    ),
    # reads
    "open": permission(("resident", *FIELD, "officer"), "L2 L12", "查看档案", "Open a record"),
    "list": permission((*FIELD, "officer", "overseer", "keeper"), "L2", "查看列表", "See a list of masked rows"),
    "unmask": permission((*FIELD,), "L2", "查看完整信息", "See a masked value in full"),
    "search": permission(DESK, "L2", "查询人员", "Search for a person"),
    "print": permission(("resident", *FIELD, "officer"), "B6 I9 L2", "打印", "Print"),
    "see_history": permission(("resident", *POLICE), "L12", "查看历史", "See the history"),
    # lists of bodies whose own records replace the duty, and help by other departments
    "list_exempt": permission(
        ("keeper",), "A2", "列入免予登记名单", "Put on the list of those with no duty to register"
    ),
    "end_exempt": permission(
        ("keeper",), "A2", "从免予登记名单移出", "Take off the list of those with no duty to register"
    ),
    "import_exempt": permission(("keeper",), "A2", "成批列入免予登记名单", "Put many on the list at once"),
    "refer": permission(
        ("officer", "overseer", "clerk", "coordinator"), "A1", "引导登记", "Refer a person to registration"
    ),
    # requests and complaints
    "ask_data": permission(("resident",), "L5", "申请查阅、复制或删除", "Ask for a copy or for deletion"),
    "answer_data": permission(("chief", "county_police"), "L5 L7", "答复个人信息申请", "Answer a data request"),
    "complain": permission(("resident",), "J1 J2", "投诉", "Complain"),
    "open_complaint": permission((*DESK, "officer", "overseer"), "J2 L2", "查看投诉内容", "Read a complaint"),
    "offer_complaint": permission(
        (*DESK, "officer", "overseer"), "J2", "转交投诉", "Offer a complaint to another office"
    ),
    "take_complaint": permission((*DESK, "officer", "overseer"), "J2", "接收投诉", "Take a complaint over"),
    "decline_complaint": permission(
        (*DESK, "officer", "overseer"), "J2", "退回转交的投诉", "Decline an offered complaint"
    ),
    "answer_complaint": permission((*DESK, "officer", "overseer"), "J1", "答复投诉", "Answer a complaint"),
}
