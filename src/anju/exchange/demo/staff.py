"""The made-up staff of the demo: one sign-in for each role, and quiet colleagues at the other stations."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from anju.actions import account
from anju.actions import units as offices
from anju.law import authority
from anju.law.actor import Actor
from anju.law.wording import Text
from anju.queries import units, visitors
from anju.queries.visitors import Post

# only demo mode knows this word; see docs/running.md
PASSWORD = "anju-demo-2026"  # noqa: S105
STREET = "371302002"
COMMUNITY = f"{STREET}001"
# a made-up body that keeps its own list (A2)
HOSPITAL = {
    "name": "银雀山示例医院",
    "name_en": "Yinqueshan Example Hospital",
    "kind": "body",
    "department": "partner",
    "level": "community",
}


@dataclass(frozen=True)
class Person:
    """One made-up member of staff."""

    username: str
    name: str
    role: str
    unit: str
    day: Text


PEOPLE: Sequence[Person] = (
    Person(
        "dengji",
        "李登记",
        "registrar",
        f"pcs-{STREET}",
        Text(zh="派出所窗口：受理申报", en="Police counter: check and accept"),
    ),
    Person(
        "suozhang",
        "王所长",
        "chief",
        f"pcs-{STREET}",
        Text(zh="派出所负责人：恢复登记、答复", en="Station chief: undo an end, answer requests"),
    ),
    Person(
        "xianju",
        "赵县局",
        "county_police",
        "ga-371302",
        Text(zh="县区公安：全区档案", en="County police: every station of the district"),
    ),
    Person(
        "xianju2",
        "钱县局",
        "county_police",
        "ga-371302",
        Text(zh="县区公安第二人：制证数据", en="County police, the second: card data"),
    ),
    Person(
        "datang",
        "陈大厅",
        "clerk",
        f"bm-{STREET}",
        Text(zh="街道大厅：帮办、告知", en="Street hall: help and tell what is missing"),
    ),
    Person(
        "xieguan",
        "孙协管",
        "coordinator",
        f"sq-{COMMUNITY}",
        Text(zh="协管员：上门核实", en="Coordinator: visits at the door"),
    ),
    Person(
        "renshe",
        "周人社",
        "officer",
        "rs-371302",
        Text(zh="人社经办：事项、招聘、劳动争议", en="Human resources: cases, vacancies, labour disputes"),
    ),
    Person(
        "renshe2",
        "蒋人社",
        "officer",
        "rs-371302",
        Text(zh="人社第二人：审定、复核", en="Human resources, the second: decide and review"),
    ),
    Person(
        "jiaoyu",
        "沈教育",
        "officer",
        "jy-371302",
        Text(zh="教育经办：学校、学区、招生", en="Education: schools, zones, admission"),
    ),
    Person(
        "jiaoyu2",
        "韩教育",
        "officer",
        "jy-371302",
        Text(zh="教育第二人：审定招生、复核", en="Education, the second: review"),
    ),
    Person(
        "weijian",
        "杨卫健",
        "officer",
        "wj-371302",
        Text(zh="卫健经办：预防接种、健康", en="Health: immunisation, health services"),
    ),
    Person(
        "minzheng",
        "朱民政",
        "officer",
        "mz-371302",
        Text(zh="民政经办：临时救助、求助", en="Civil affairs: relief, help"),
    ),
    Person(
        "zhujian",
        "秦住建",
        "officer",
        "zj-371302",
        Text(zh="住建经办：公租房", en="Housing: public rental"),
    ),
    Person(
        "zhujian2",
        "尤住建",
        "officer",
        "zj-371302",
        Text(zh="住建第二人：审定、复核", en="Housing, the second: decide and review"),
    ),
    Person(
        "sifa",
        "许司法",
        "officer",
        "sf-371302",
        Text(zh="司法经办：法律援助、调解", en="Justice: legal aid, mediation"),
    ),
    Person("zhengfu", "孔政府", "officer", "zf-371302", Text(zh="县区政府经办：表彰", en="County government: awards")),
    Person("gonghui", "何工会", "officer", "gh-371302", Text(zh="工会经办：入会、维权", en="Union: joining, help")),
    Person("zongzhi", "吴综治", "overseer", "zz-3713", Text(zh="综治督导", en="Oversight")),
    Person(
        "xitong",
        "郑系统",
        "system_admin",
        "zf-3713",
        Text(zh="系统管理员：日历、政策、区划", en="System administrator: calendars, policy, divisions"),
    ),
    Person(
        "xitong2",
        "何系统",
        "system_admin",
        "zf-3713",
        Text(zh="第二名系统管理员：批准区划变更", en="Second system administrator: approve changes of divisions"),
    ),
    Person(
        "mingdan",
        "钱名单",
        "keeper",
        HOSPITAL["name"],
        Text(zh="名单管理员：住院的人免予登记", en="List keeper: in-patients have no duty to register"),
    ),
    Person(
        "anquan",
        "冯安全",
        "security_admin",
        "zf-3713",
        Text(zh="安全管理员：账号、岗位、密钥", en="Security administrator: accounts, posts, keys"),
    ),
    Person(
        "shenji",
        "卫审计",
        "audit_admin",
        "zf-3713",
        Text(zh="审计管理员：审计记录", en="Audit administrator: the record of acts"),
    ),
)


def employ(*, at: datetime.datetime) -> Mapping[str, Post]:
    """Give the demo its staff and return their posts by sign-in name; whoever is there already stays."""
    posts = {}
    for person in PEOPLE:
        unit = _hospital(at) if person.role == "keeper" else units.by_code(code=person.unit)
        posts[person.username] = account.found(
            username=person.username, name=person.name, password=PASSWORD, unit=unit, role=person.role, at=at
        )
    return posts


def _hospital(at: datetime.datetime) -> units.Unit:
    found = units.search(text=HOSPITAL["name"])
    if found:
        return found[0]
    by = visitors.administrator(username="xitong", role="system_admin", on=at.date())
    return offices.add(values=HOSPITAL, parent="zf-371302", covers=[COMMUNITY], by=by, at=at)


def officers(*, unit_code: str, at: datetime.datetime) -> tuple[Actor, Actor]:
    """Return two officers of an office: those who can sign in where the demo has some, quiet colleagues else."""
    named = [person for person in PEOPLE if person.role == "officer" and person.unit == unit_code]
    unit = units.by_code(code=unit_code)
    others = [(f"officer-{unit_code}", "值班经办"), (f"officer2-{unit_code}", "值班审定")]
    chosen = [(person.username, person.name) for person in named] + others
    first, second = (
        account.found(username=username, name=name, password=None, unit=unit, role="officer", at=at)
        for username, name in chosen[:2]
    )
    return visitors.post_actor(post=first), visitors.post_actor(post=second)


def colleague(*, unit_code: str, role: str, at: datetime.datetime) -> Actor:
    """Return a member of staff who can't sign in, as an actor in their post."""
    unit = units.by_code(code=unit_code)
    post = account.found(
        username=f"{role}-{unit_code}",
        name="值班" + authority.ROLES[role].zh[-2:],
        password=None,
        unit=unit,
        role=role,
        at=at,
    )
    return visitors.post_actor(post=post)
