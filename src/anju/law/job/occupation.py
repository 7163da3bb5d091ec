"""This module lists the occupations a vacancy is published under, with the classes of the national classification.

The codes are those of 中华人民共和国职业分类大典（2022年版）; the words are the plain ones people search by. Source: I3.
"""

from dataclasses import dataclass

from anju.law.wording import Text


@dataclass(frozen=True)
class Occupation:
    """This is one entry of the published list: the class of the classification and its plain name."""

    code: str
    name: Text
    # the classification's own name of the class
    official: str


def _o(code: str, zh: str, en: str, official: str) -> Occupation:
    return Occupation(code=code, name=Text(zh=zh, en=en), official=official)


LIST = (
    _o("2-02", "工程师、技术员", "Engineers and technicians", "工程技术人员"),
    _o("2-05", "医生、护士、药师", "Medical staff", "卫生专业技术人员"),
    _o("2-06", "会计、统计", "Accounting and economics", "经济和金融专业人员"),
    _o("2-08", "老师", "Teachers", "教学人员"),
    _o("3-01", "文员、行政", "Office work", "行政办事及辅助人员"),
    _o("3-02", "保安、消防", "Security and fire protection", "安全和消防及辅助人员"),
    _o("4-01", "店员、销售、收银、导购", "Shops and sales", "批发与零售服务人员"),
    _o("4-02", "司机、快递、仓库、搬运、物流", "Driving, delivery, storage", "交通运输、仓储物流和邮政业服务人员"),
    _o("4-03", "厨师、服务员、宾馆", "Kitchens, restaurants, hotels", "住宿和餐饮服务人员"),
    _o("4-04", "电脑、网络、软件", "Computers and software", "信息传输、软件和信息技术服务人员"),
    _o("4-06", "物业、房产中介", "Property and real estate", "房地产服务人员"),
    _o("4-07", "客服、人事、商务", "Customer and business services", "租赁和商务服务人员"),
    _o("4-09", "环卫、绿化", "Street cleaning and parks", "水利、环境和公共设施管理服务人员"),
    _o("4-10", "家政、保姆、月嫂、保洁、理发", "Household and personal services", "居民服务人员"),
    _o("4-12", "修车、修家电", "Repairs", "修理及制作服务人员"),
    _o("4-14", "护工、养老、健身", "Care, health and sports", "健康、体育和休闲服务人员"),
    _o("5-01", "种植、采摘", "Farming", "农业生产人员"),
    _o("5-03", "养殖", "Animal breeding", "畜牧业生产人员"),
    _o("6-02", "食品厂", "Food factories", "食品、饮料生产加工人员"),
    _o("6-05", "服装厂、缝纫", "Clothing factories, sewing", "纺织品、服装和皮革、毛皮制品加工制作人员"),
    _o("6-06", "板材厂、木工、家具", "Wood and furniture", "木材加工、家具与木制品制作人员"),
    _o("6-11", "化工厂", "Chemical plants", "化学原料和化学制品制造人员"),
    _o("6-18", "焊工、车工、钳工、磨工", "Welding and machining", "机械制造基础加工人员"),
    _o("6-25", "电子厂", "Electronics factories", "计算机、通信和其他电子设备制造人员"),
    _o("6-29", "建筑、装修、水电工、瓦工", "Building and fitting out", "建筑施工人员"),
    _o("6-30", "叉车、吊车、挖掘机", "Fork-lifts, cranes, diggers", "运输设备和通用工程机械操作人员"),
    _o("6-31", "普工、质检、包装、电工", "General factory work", "生产辅助人员"),
    _o("8-00", "其他工作", "Other work", "不便分类的其他从业人员"),
)
NAMES = {one.code: one.name for one in LIST}


def name(code: str) -> Text:
    """This is the plain name of an occupation; one that left the list shows as its code."""
    return NAMES.get(code, Text(zh=code, en=code))
