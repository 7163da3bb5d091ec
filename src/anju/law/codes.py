"""This module holds the code tables: stable English values, labels in both languages. Source: N1, N4, D5, B8, L2."""

import enum
from typing import Self

from anju.law.wording import Text


class Code(enum.StrEnum):
    """This is a value from a code table; it is its own string in the database."""

    label: Text

    def __new__(cls, value: str, zh: str, en: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Text(zh=zh, en=en)
        return member


def choices(table: type[Code]) -> list[tuple[str, Text]]:
    """This lists a table's values with their labels, in its order, for form fields."""
    return [(str(code.value), code.label) for code in table]


def label(table: type[Code], value: str) -> Text:
    """This is the label of a stored value; one that the table no longer has shows as itself."""
    return next((code.label for code in table if code.value == value), Text(zh=value, en=value))


class StayReason(Code):
    """This says why a person came: the twelve reasons of the police table. Source: N1."""

    WORK = "work", "务工", "Paid work"
    FARMING = "farming", "务农", "Farming"
    TRADE = "trade", "经商", "Trade"
    SERVICE = "service", "服务", "Service work"
    OFFICIAL = "official", "因公出差", "Official business"
    STUDY = "study", "借读培训", "Schooling or training"
    TREATMENT = "treatment", "治病疗养", "Medical treatment"
    HOUSEKEEPING = "housekeeping", "保姆", "Housekeeping"
    JOINING_FAMILY = "joining_family", "投靠亲友", "Joining family or friends"
    VISITING = "visiting", "探亲访友", "Visiting family or friends"
    TOURISM = "tourism", "旅游观光", "Tourism"
    OTHER = "other", "其他", "Other"


class DwellingKind(Code):
    """This says what kind of place a person lives in. Source: N1."""

    HOTEL = "hotel", "旅店", "Hotel or inn"
    HOUSEHOLD = "household", "居民家中", "A resident's home"
    WORK_UNIT = "work_unit", "单位内部", "On an employer's or school's premises"
    BUILDING_SITE = "building_site", "工地现场", "Building site"
    RENTED = "rented", "租赁房屋", "Rented housing"
    OTHER = "other", "其他", "Other"


class IdKind(Code):
    """This names the one document that registration needs. Source: B4."""

    ID_CARD = "id_card", "居民身份证", "Resident identity card"
    TEMPORARY_ID = "temporary_id", "临时居民身份证", "Temporary identity card"
    HOUSEHOLD_BOOK = "household_book", "户口簿", "Household register"


class Sex(Code):
    """This is the sex as the ID number has it. Source: E9, N1."""

    MALE = "male", "男", "Male"
    FEMALE = "female", "女", "Female"


class EndReason(Code):
    """This says why a registration ended. Source: D5."""

    DEATH = "death", "死亡", "Death"
    MISSING = "missing", "失踪", "Missing"
    LEFT = "left", "离开", "Left"
    SETTLED = "settled", "转为本地户籍", "Became a local household"
    DUPLICATE = "duplicate", "重复或错误", "Duplicate or mistake"
    FALSE = "false", "虚假", "False entry"
    OWN_REQUEST = "own_request", "本人申请", "At the person's own request"


class Relation(Code):
    """This says how an agent stands to the person. Source: B8, 民法典 27, 28, 1045."""

    GUARDIAN = "guardian", "监护人", "Guardian"
    SPOUSE = "spouse", "配偶", "Spouse"
    PARENT = "parent", "父母", "Parent"
    CHILD = "child", "子女", "Son or daughter"
    SIBLING = "sibling", "兄弟姐妹", "Brother or sister"
    GRANDPARENT = "grandparent", "祖父母、外祖父母", "Grandparent"
    GRANDCHILD = "grandchild", "孙子女、外孙子女", "Grandchild"


class Channel(Code):
    """This says by which way an entry came in."""

    ONLINE = "online", "网上", "Online"
    COUNTER = "counter", "窗口", "At the counter"
    FIELD = "field", "协管员上门", "By a coordinator on site"
    API = "api", "接口", "Through the interface"
    IMPORT = "import", "批量导入", "By import"


class ExemptKind(Code):
    """This names the places whose own records replace the duty to register. Source: A2."""

    HOTEL = "hotel", "旅馆住宿", "Hotel guest"
    HOSPITAL = "hospital", "住院就医", "In-patient"
    BOARDING_SCHOOL = "boarding_school", "寄宿就读或培训", "Boarding student or trainee"
    RESCUE_STATION = "rescue_station", "接受救助", "Assisted in a rescue station"


class Nationality(Code):
    """This tells whose registration other rules govern; nothing but the page shown depends on it. Source: A3."""

    MAINLAND = "mainland", "中国内地居民", "Resident of mainland China"
    HK_MACAO_TAIWAN = "hk_macao_taiwan", "港澳台居民", "Resident of Hong Kong, Macao or Taiwan"
    FOREIGN = "foreign", "外国人、无国籍人", "Foreigner or stateless person"


class OriginKind(Code):
    """This is the class of origin in the police table. Source: N1."""

    PROVINCE_CITY = "province_city", "省内市", "City in the province"
    PROVINCE_COUNTY = "province_county", "省内县", "County in the province"
    OTHER_CITY = "other_city", "省外市", "City outside the province"
    OTHER_COUNTY = "other_county", "省外县", "County outside the province"
    HK_MACAO_TAIWAN = "hk_macao_taiwan", "港澳台", "Hong Kong, Macao, Taiwan"
    ABROAD = "abroad", "国外", "Abroad"
    OTHER = "other", "其他", "Other"


class DurationBand(Code):
    """This is the class of time since registration in the police table. Source: N1, N4."""

    UNDER_HALF_YEAR = "under_half_year", "半年以内", "Up to half a year"
    UP_TO_FIVE_YEARS = "up_to_five_years", "半年至五年", "Half a year to five years"
    OVER_FIVE_YEARS = "over_five_years", "五年以上", "Five years and more"


class Purpose(Code):
    """This says why somebody opens a record; the person can read it later. Source: L2, L12."""

    HANDLING = "handling", "办理本件业务", "Handling this file"
    VERIFYING = "verifying", "核实住址", "Verifying an address"
    ANSWERING = "answering", "答复本人询问", "Answering the person"
    COMPLAINT = "complaint", "处理投诉", "Handling a complaint"
    SERVICE = "service", "办理服务事项", "Providing a service"
    CORRECTION = "correction", "更正信息", "Correcting an entry"
    STATISTICS = "statistics", "核对统计", "Checking figures"
    AUDIT = "audit", "审计检查", "Audit"
    OWN = "own", "本人查看", "The person's own view"


# left by the act itself: no officer can state it, so it stands in no list to choose from
ACCEPTOR = "acceptor"
EMPLOYER = "employer"
_UNSTATED = {
    ACCEPTOR: Text(zh="认可单位核验证件", en="A body that accepts the papers verified one"),
    EMPLOYER: Text(zh="您报名的单位处理报名", en="An employer you applied to handled your application"),
}


def purpose(value: str) -> Text:
    """This is the label of the purpose of a read. Source: L12."""
    return _UNSTATED.get(value) or label(Purpose, value)


class Found(Code):
    """This says what a coordinator found at the door. Source: B3, D7."""

    HERE = "here", "本人住在这里", "Lives here"
    NOBODY = "nobody", "没有遇到人", "Nobody was met"
    GONE = "gone", "已经搬走", "Has moved away"
    OTHER = "other", "住的是别人", "Someone else lives here"


class PermitGround(Code):
    """This is the ground on which a permit rests. Source: E2."""

    EMPLOYMENT = "employment", "合法稳定就业", "Lawful and stable work"
    DWELLING = "dwelling", "合法稳定住所", "Lawful and stable home"
    STUDY = "study", "连续就读", "Continuous schooling"


class PermitFileKind(Code):
    """This says what an application asks for. Source: E1, G1."""

    FIRST = "first", "首次申领", "First permit"
    EXCHANGE = "exchange", "换领", "Exchange"
    REPLACE = "replace", "补领", "Replacement"


class PermitEndReason(Code):
    """This says why a permit ended: the reasons of D5, and that no ground holds any more. Source: D5, F6."""

    DEATH = "death", "死亡", "Death"
    MISSING = "missing", "失踪", "Missing"
    LEFT = "left", "离开", "Left"
    SETTLED = "settled", "转为本地户籍", "Became a local household"
    DUPLICATE = "duplicate", "重复或错误", "Duplicate or mistake"
    FALSE = "false", "虚假", "False entry"
    OWN_REQUEST = "own_request", "本人申请", "At the person's own request"
    NO_GROUND = "no_ground", "不再具备申领条件", "No ground holds any more"


class AcceptorKind(Code):
    """This is the kind of a body that accepts the receipt or the permit. Source: notice 三 (四)."""

    BANK = "bank", "银行", "Bank"
    TELECOM = "telecom", "通信", "Telephone company"
    UTILITY = "utility", "水电气暖", "Water, power, gas, heating"
    TRANSPORT = "transport", "交通出行", "Transport"
    HEALTH = "health", "医疗", "Health care"
    EDUCATION = "education", "教育培训", "Schooling and training"
    CULTURE = "culture", "文化体育", "Culture and sport"
    SHOP = "shop", "商业服务", "Shops and services"
    OFFICE = "office", "机关单位", "Public office"
    OTHER = "other", "其他", "Other"


class AcceptancePurpose(Code):
    """This says what a body verifies papers for. Source: L2, notice 三 (四)."""

    OPENING = "opening", "办理开户、入网", "Opening an account or line"
    SERVICE = "service", "提供服务", "Providing a service"
    DISCOUNT = "discount", "给予优待", "Giving a discount"
    ENROLMENT = "enrolment", "办理入学、参保", "Enrolling"


class Rating(Code):
    """This is a rating of a finished case. Source: J3."""

    VERY_SATISFIED = "very_satisfied", "非常满意", "Very satisfied"
    SATISFIED = "satisfied", "满意", "Satisfied"
    FAIR = "fair", "基本满意", "Fairly satisfied"
    DISSATISFIED = "dissatisfied", "不满意", "Dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied", "非常不满意", "Very dissatisfied"
