"""Acts on schooling: schools, zones and places; rounds; a child's application in one, its place and what follows."""

from collections.abc import Mapping

from anju.law.authority.kinds import Permission, permission

# the county's education office keeps its schools; the city's looks on
_COUNTY = ("county",)

TABLE: Mapping[str, Permission] = {
    "add_school": permission(("officer",), "I5", "添加学校", "Add a school", levels=_COUNTY),
    "change_school": permission(("officer",), "I5", "修改学校信息", "Change a school", levels=_COUNTY),
    "end_school": permission(("officer",), "I5", "停用学校", "End a school", levels=_COUNTY),
    "set_school_zone": permission(("officer",), "I5", "设定学区", "Set a school's zone", levels=_COUNTY),
    "set_school_places": permission(("officer",), "I5", "填写学位", "Set the places of a grade", levels=_COUNTY),
    "upload_school_places": permission(("officer",), "I5", "成批填写学位", "Set places from a table", levels=_COUNTY),
    "draft_round": permission(("officer",), "I5", "拟定招生报名", "Draft a round", levels=_COUNTY),
    "publish_round": permission(
        ("officer",), "I5", "审核并公布招生报名", "Review and publish a round", four_eyes=True, levels=_COUNTY
    ),
    "drop_round": permission(("officer",), "I5", "不采用拟定的报名", "Drop a drafted round", levels=_COUNTY),
    "change_round_places": permission(("officer",), "I5", "增加报名的学位", "Add places to a round", levels=_COUNTY),
    "allot_round": permission(("officer",), "I5", "按规则试排学位", "Allot the places of a round", levels=_COUNTY),
    "announce_round": permission(
        ("officer",),
        "I5",
        "公布学位安排和抽签种子",
        "Announce the allotment and its seed",
        four_eyes=True,
        levels=_COUNTY,
    ),
    "allot_late": permission(("officer",), "I5", "安排迟报的孩子", "Place late applications", levels=_COUNTY),
    "check_claims": permission(
        ("officer",), "I5 I10", "核对排序的情况", "Check what counts for the order", levels=_COUNTY
    ),
    "grant_place": permission(("officer",), "I5 I10", "录取", "Admit a child", levels=_COUNTY),
    "place_pupil": permission(
        ("officer",), "I5 I10", "复核后换一所学校", "Place a child anew after a review", four_eyes=True, levels=_COUNTY
    ),
    "join_round": permission(("resident",), "I5", "报名入学", "Apply in a round"),
    "change_wishes": permission(("resident",), "I5", "修改志愿", "Change the wishes"),
    "accept_place": permission(("resident",), "I5", "确认去这所学校", "Accept a place"),
    "decline_place": permission(("resident",), "I5", "不去这所学校", "Decline a place"),
    "offer_up": permission(("system",), "I5", "按顺序递补", "Offer a freed place to the next in order"),
    "take_up": permission(("resident",), "I5", "接受递补", "Take a freed place"),
    "leave_up": permission(("resident",), "I5", "不要递补", "Let a freed place pass"),
}
