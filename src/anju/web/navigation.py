"""The ways that lead from every page: for residents a few, for staff by the role of the acting post."""

from collections.abc import Mapping
from dataclasses import dataclass

from anju.law.wording import Text


@dataclass(frozen=True)
class Way:
    """A link of the navigation; `icon` is one of the sprite's."""

    path: str
    text: Text
    icon: str


def _w(path: str, icon: str, zh: str, en: str) -> Way:
    return Way(path=path, icon=icon, text=Text(zh=zh, en=en))


RESIDENT = (
    _w("/my/", "home", "我的登记", "Registration"),
    _w("/my/permit/", "id", "居住证", "Permit"),
    _w("/my/cases/", "list-check", "办事", "Cases"),
    _w("/my/messages/", "mail", "消息", "Messages"),
    _w("/my/traces/", "eye", "谁看过我", "Who looked"),
)

_HOME = _w("/staff/", "home", "首页", "Home")
_INBOX = _w("/staff/inbox/", "mail", "消息", "Inbox")
_QUEUE = _w("/counter/", "list-check", "待办", "Queue")
_NEW = _w("/counter/new/", "plus", "窗口登记", "Walk-in")
_SEARCH = _w("/counter/search/", "search", "查询", "Search")
_PERMITS = _w("/counter/permits/", "id-badge", "居住证", "Permits")
_CARDS = _w("/counter/cards/", "id", "居住证卡", "Cards")
_FIELD = _w("/field/", "map-pin", "走访", "Field")
_PLACES = _w("/staff/places/", "sitemap", "区划与机构", "Places and units")
_DOORS = _w("/staff/places/doors/", "qrcode", "门牌", "Doors")
_WARDENS = _w("/staff/places/wardens/", "users-group", "协管分工", "Coordinators")
_COMPLAINTS = _w("/staff/complaints/", "message", "投诉", "Complaints")
_LIST = _w("/partner/", "list", "免予登记名单", "Exempt list")
_IMPORT = _w("/partner/import/", "upload", "成批列入", "Add many")
_REFER = _w("/partner/refer/", "send", "引导登记", "Refer")
_ACCEPTORS = _w("/oversight/acceptors/", "building-bank", "认可单位", "Acceptors")
_FIGURES = _w("/oversight/permits/", "chart-bar", "居住证统计", "Figures")
_DISPUTES = _w("/disputes/", "scale", "纠纷办理", "Disputes")
_LEVELS = _w("/oversight/levels/", "sitemap", "四级体系", "Levels")

_DESK = (_HOME, _QUEUE, _NEW, _SEARCH, _PERMITS, _CARDS, _DOORS, _COMPLAINTS, _INBOX)
_LEADING = (_HOME, _QUEUE, _NEW, _SEARCH, _PERMITS, _CARDS, _DOORS, _WARDENS, _LEVELS, _FIGURES, _COMPLAINTS, _INBOX)
_HALL = (_HOME, _QUEUE, _NEW, _SEARCH, _PERMITS, _CARDS, _DOORS, _WARDENS, _REFER, _LEVELS, _COMPLAINTS, _INBOX)

STAFF: Mapping[str, tuple[Way, ...]] = {
    "registrar": _DESK,
    "chief": _LEADING,
    "county_police": (*_LEADING[:-1], _ACCEPTORS, _INBOX),
    "clerk": _HALL,
    "coordinator": (_HOME, _FIELD, _DOORS, _REFER, _INBOX),
    "officer": (_HOME, _REFER, _COMPLAINTS, _INBOX),
    "overseer": (_HOME, _LEVELS, _REFER, _ACCEPTORS, _COMPLAINTS, _INBOX),
    "keeper": (_HOME, _LIST, _IMPORT, _INBOX),
    "system_admin": (
        _HOME,
        _w("/staff/calendars/", "calendar", "放假安排", "Calendars"),
        _w("/staff/policy/", "settings", "政策值", "Policy values"),
        _w("/staff/messages/", "send", "消息发送", "Delivery"),
        _PLACES,
        _INBOX,
    ),
    "security_admin": (
        _HOME,
        _w("/staff/people/", "users", "人员与岗位", "Staff and posts"),
        _w("/staff/clients/", "link", "接口令牌", "API clients"),
        _w("/staff/keys/", "key", "密钥", "Keys"),
        _INBOX,
    ),
    "audit_admin": (
        _HOME,
        _w("/staff/audit/", "history", "审计记录", "Audit record"),
        _w("/staff/audit/seals/", "shield-lock", "审计链", "Audit chain"),
        _INBOX,
    ),
}


# what an officer of one department has beside the ways of every officer; keys: catalogue/data/offices.toml
OFFICE: Mapping[str, tuple[Way, ...]] = {
    "human_resources": (_DISPUTES,),
    "justice": (_DISPUTES,),
    "health": (_w("/health/", "stethoscope", "预防接种", "Vaccinations"),),
}


def staff(*, role: str, office: str = "") -> tuple[Way, ...]:
    """Return the ways of a role, and for an officer those of the department, before what closes every list."""
    ways = STAFF.get(role, (_HOME,))
    own = OFFICE.get(office, ()) if role == "officer" else ()
    return (*ways[:-2], *own, *ways[-2:]) if own else ways


def current(*, ways: tuple[Way, ...], path: str) -> str:
    """Return the way that a page lies on: the longest that its address begins with."""
    return max((way.path for way in ways if path.startswith(way.path)), key=len, default="")
