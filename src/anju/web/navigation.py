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
    _w("/my/", "home", "我的登记", "Home"),
    _w("/my/permit/", "id", "居住证", "Permit"),
    _w("/my/cases/", "list-check", "办事", "Cases"),
    _w("/my/messages/", "mail", "消息", "Messages"),
    _w("/my/traces/", "eye", "谁看过我", "Who looked"),
)
# what belongs to cases though its address lies elsewhere
_CASEWORK = ("/my/times/", "/my/rights/", "/my/disputes/", "/my/relief/")

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
_HELP = _w("/relief/help/", "heart-handshake", "求助转交", "Help calls")
_RELIEF = _w("/relief/", "receipt", "临时救助", "Relief")
_FIGURES = _w("/oversight/permits/", "chart-bar", "居住证统计", "Figures")
_DISPUTES = _w("/disputes/", "scale", "纠纷办理", "Disputes")
_SERVICES = _w("/oversight/services/", "edit", "事项维护", "Services")
_URGED = _w("/oversight/urged/", "alarm", "催办", "Urged")
_OVERVIEW = _w("/oversight/overview/", "chart-line", "服务总览", "Overview")
_STUCK = _w("/oversight/stuck/", "hourglass", "卡住的事项", "Stuck")
_ASSUMPTIONS = _w("/oversight/assumptions/", "checklist", "待确认", "To confirm")
_LEVELS = _w("/oversight/levels/", "sitemap", "四级体系", "Levels")

_CASES = _w("/cases/", "list-check", "事项", "Cases")
_PARTS = _w("/cases/parts/", "users-group", "协办", "Parts")
_TIMES = _w("/cases/times/", "calendar", "预约", "Times")
_WINDOW = _w("/cases/new/", "user-plus", "代办", "At the window")
_RATINGS = _w("/cases/ratings/", "message-2", "评价跟进", "Ratings")
_CASE_FIGURES = _w("/cases/figures/", "chart-bar", "统计", "Figures")

_DESK = (_HOME, _QUEUE, _NEW, _WINDOW, _SEARCH, _PERMITS, _CARDS, _DOORS, _HELP, _COMPLAINTS, _INBOX)
_LEADING = (
    _HOME,
    _QUEUE,
    _NEW,
    _WINDOW,
    _SEARCH,
    _PERMITS,
    _CARDS,
    _DOORS,
    _WARDENS,
    _LEVELS,
    _FIGURES,
    _HELP,
    _COMPLAINTS,
    _INBOX,
)
_HALL = (
    _HOME,
    _QUEUE,
    _NEW,
    _WINDOW,
    _SEARCH,
    _PERMITS,
    _CARDS,
    _DOORS,
    _WARDENS,
    _REFER,
    _LEVELS,
    _RELIEF,
    _HELP,
    _COMPLAINTS,
    _INBOX,
)

STAFF: Mapping[str, tuple[Way, ...]] = {
    "registrar": _DESK,
    "chief": _LEADING,
    "county_police": (*_LEADING[:-1], _ACCEPTORS, _INBOX),
    "clerk": _HALL,
    "coordinator": (_HOME, _FIELD, _DOORS, _WINDOW, _REFER, _RELIEF, _HELP, _INBOX),
    "officer": (
        _HOME,
        _CASES,
        _PARTS,
        _TIMES,
        _WINDOW,
        _RATINGS,
        _CASE_FIGURES,
        _REFER,
        _SERVICES,
        _URGED,
        _HELP,
        _COMPLAINTS,
        _INBOX,
    ),
    "overseer": (_HOME, _OVERVIEW, _LEVELS, _SERVICES, _REFER, _ACCEPTORS, _RATINGS, _HELP, _COMPLAINTS, _INBOX),
    "keeper": (_HOME, _LIST, _IMPORT, _HELP, _INBOX),
    "system_admin": (
        _HOME,
        _w("/staff/calendars/", "calendar", "放假安排", "Calendars"),
        _w("/staff/policy/", "settings", "政策值", "Policy values"),
        _ASSUMPTIONS,
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

_AWARDS = _w("/awards/desk/", "award", "表彰", "Awards")
_JOBS = _w("/jobs/review/", "briefcase", "就业", "Jobs")

# what an officer of one department has beside the ways of every officer; keys: catalogue/data/offices.toml
OFFICE: Mapping[str, tuple[Way, ...]] = {
    "education": (_w("/schools/desk/", "school", "学校和招生", "Schools"),),
    "human_resources": (_JOBS, _DISPUTES),
    "justice": (_DISPUTES,),
    "housing": (_w("/rental/desk/", "building-community", "公租房", "Rental housing"),),
    "government": (_AWARDS,),
    "union": (_AWARDS,),
    "youth_league": (_AWARDS,),
    "womens_federation": (_AWARDS,),
    "civil_affairs": (_RELIEF,),
    "health": (_w("/health/", "stethoscope", "预防接种", "Vaccinations"),),
}


# and an overseer of one department: the political and legal affairs commission coordinates all of them (D6)
OVERSIGHT: Mapping[str, tuple[Way, ...]] = {"political_legal": (_STUCK,), "government": (_AWARDS,)}


def staff(*, role: str, office: str = "") -> tuple[Way, ...]:
    """Return the ways of a role, and for an officer or overseer those of the department, before what closes every list."""
    ways = STAFF.get(role, (_HOME,))
    own = {"officer": OFFICE, "overseer": OVERSIGHT}.get(role, {}).get(office, ())
    return (*ways[:-2], *own, *ways[-2:]) if own else ways


def resident(*, path: str) -> str:
    """Return the resident's way that a page lies on."""
    return current(ways=RESIDENT, path="/my/cases/" if path.startswith(_CASEWORK) else path)


def current(*, ways: tuple[Way, ...], path: str) -> str:
    """Return the way that a page lies on: the longest that its address begins with."""
    return max((way.path for way in ways if path.startswith(way.path)), key=len, default="")
