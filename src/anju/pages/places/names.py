"""What departments are called in a word, for lists."""

from anju.law.wording import Text

DEPARTMENTS = {
    "government": Text(zh="政府", en="Government"),
    "political_legal": Text(zh="综治", en="Political and legal affairs"),
    "police": Text(zh="公安", en="Police"),
    "human_resources": Text(zh="人社", en="Human resources"),
    "education": Text(zh="教育", en="Education"),
    "health": Text(zh="卫健", en="Health"),
    "civil_affairs": Text(zh="民政", en="Civil affairs"),
    "housing": Text(zh="住建", en="Housing"),
    "housing_fund": Text(zh="公积金", en="Housing fund"),
    "market": Text(zh="市场监管", en="Market regulation"),
    "justice": Text(zh="司法", en="Justice"),
    "finance": Text(zh="财政", en="Finance"),
    "union": Text(zh="工会", en="Trade union"),
    "youth_league": Text(zh="共青团", en="Youth league"),
    "partner": Text(zh="自管名单的单位", en="Partner body"),
    "womens_federation": Text(zh="妇联", en="Women's federation"),
}
