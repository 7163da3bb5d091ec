"""This module is the lifecycle of a card, and what it carries. Source: D3, E9, G1, G2."""

from anju.law.lifecycle import Lifecycle, Step
from anju.law.wording import Text

_COUNTY = ("county_police",)
_DESK = ("registrar", "chief", "county_police", "clerk")

STATES = {
    "to_make": Text(zh="待制证", en="To make"),
    "making": Text(zh="制证中", en="Being made"),
    "ready": Text(zh="待领取", en="Ready to collect"),
    "held": Text(zh="已领取", en="Handed over"),
    "lost": Text(zh="已挂失", en="Reported lost"),
    "returned": Text(zh="已交回", en="Handed back"),
    "void": Text(zh="已作废", en="Void"),
}
UNDER_WAY = ("to_make", "making", "ready")

LIFECYCLE = Lifecycle(
    name=Text(zh="居住证卡", en="Permit card"),
    states=STATES,
    initial="to_make",
    steps=(
        Step(
            act="send_cards",
            source=("to_make",),
            target="making",
            who=_COUNTY,
            rules=("E6",),
            text=Text(zh="送制证", en="Sent to the card maker in a batch"),
        ),
        Step(
            act="receive_card",
            source=("making",),
            target="ready",
            who=_COUNTY,
            rules=("E6", "G2"),
            text=Text(zh="制证完成，通知领取", en="Made; the person is told to collect it"),
        ),
        Step(
            act="fail_card",
            source=("making",),
            target="to_make",
            who=_COUNTY,
            rules=("E6",),
            text=Text(zh="制证失败，重新制作", en="Failed; it is made again"),
        ),
        Step(
            act="hand_over",
            source=("ready",),
            target="held",
            who=_DESK,
            rules=("E5", "G2"),
            text=Text(zh="发放", en="Handed over; receipt or ID checked"),
            deadline="G2",
        ),
        Step(
            act="report_lost",
            source=("held",),
            target="lost",
            who=("resident", *_DESK),
            rules=("G1",),
            text=Text(zh="挂失", en="Reported lost"),
        ),
        Step(
            act="find_card",
            source=("lost",),
            target="held",
            who=("resident", *_DESK),
            rules=("G1",),
            text=Text(zh="找到了，撤销挂失", en="Found again before a new card was made"),
        ),
        Step(
            act="take_card_back",
            source=("held", "lost"),
            target="returned",
            who=_DESK,
            rules=("D3", "G1"),
            text=Text(zh="收回旧卡", en="The old card is taken in"),
        ),
        Step(
            act="void_card",
            source=("to_make", "making", "ready", "lost"),
            target="void",
            who=(*_DESK, "resident", "system"),
            rules=("D3", "G1"),
            text=Text(zh="作废", en="Void: the permit ended, or a newer card replaces it"),
        ),
    ),
)

# E9: exactly these ten, in the order of the card
ITEMS = {
    "name": Text(zh="姓名", en="Name"),
    "sex": Text(zh="性别", en="Sex"),
    "ethnicity": Text(zh="民族", en="Ethnicity"),
    "birth_on": Text(zh="出生日期", en="Date of birth"),
    "id_number": Text(zh="公民身份号码", en="ID number"),
    "portrait": Text(zh="本人相片", en="Photo"),
    "hukou": Text(zh="常住户口所在地住址", en="Household-register address"),
    "address": Text(zh="居住地住址", en="Residence address"),
    "authority": Text(zh="证件的签发机关", en="Issuing authority"),
    "issued_on": Text(zh="签发日期", en="Date of issue"),
}

# G1: why a card is made anew
CAUSES = {
    "damaged": Text(zh="卡损坏，不能使用", en="The card is damaged"),
    "changed": Text(zh="卡面信息有变化", en="Printed data changed"),
    "lost": Text(zh="卡丢失", en="The card is lost"),
}
HANDED_BY = {
    "receipt": Text(zh="核对领取凭证", en="Collection receipt checked"),
    "id": Text(zh="核对身份证件", en="ID checked"),
}
