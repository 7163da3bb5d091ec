"""What templates call: sentences, days, limits, rules, fields, icons. Loaded by {% load anju %}.

Filters: {{ text|say }} {{ date|day }} {{ datetime|moment }} {{ date|month }} {{ "王小明"|stars }} {{ "兰山区"|place }} {{ unit|office }}
Tags: {% due on provisional %} {% rule "B1" %} {% field f %} {% once_key %} {% icon "home" %} {% problems errors %}
{% purpose %} {% pager page %}
"""

import dataclasses
import datetime
import functools
import uuid
from collections.abc import Mapping
from typing import Any

from django.forms import BoundField
from django.template import loader
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from anju import catalogue
from anju.law import authority, city
from anju.law.citation import STATUS_MEANING
from anju.law.wording import Text
from anju.linkage import english as english_names
from anju.web import clock, forms, navigation, paging

NEAR = 3  # days; from here on a limit is marked
_WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")


def english() -> bool:
    """Tell whether the reader has switched to English."""
    return (get_language() or "").startswith("en")


def say(value: object) -> object:
    """Return a Text in the reader's language; anything else as it is."""
    if isinstance(value, Text):
        return value.in_language(get_language() or "zh-hans")
    return "" if value is None else value


def day(value: datetime.date | None) -> str:
    """Return a date as people write it, with its weekday: 2026年3月4日（周三）, Wed 4 Mar 2026."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        value = city.day(value) if timezone.is_aware(value) else value.date()
    if english():
        return f"{_english_weekday(value)} {value.day} {_english_month(value)} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日（周{_WEEKDAYS[value.weekday()]}）"


def moment(value: datetime.datetime | None) -> str:
    """Return a moment in the city's time: 2026年3月4日 10:05, 4 Mar 2026, 10:05."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    if english():
        return f"{local.day} {_english_month(local)} {local.year}, {local:%H:%M}"
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def month(value: datetime.date | None) -> str:
    """Return a month: 2026年3月, Mar 2026."""
    if value is None:
        return ""
    return f"{_english_month(value)} {value.year}" if english() else f"{value.year}年{value.month}月"


def place(value: object) -> str:
    """Return a place's name as the reader writes it: 兰山区, Lanshan District."""
    name = "" if value is None else str(value)
    return english_names.place(name) if name and english() else name


def office(unit: Any) -> str:
    """Return a unit's name in the reader's language."""
    return str((unit.name_en or unit.name) if english() else unit.name)


def stars(value: str) -> str:
    """Return a name with all but its first letter starred, as strangers may see it."""
    return value[:1] + "*" * max(len(value) - 1, 1) if value else ""


def signed(value: int) -> str:
    """Return a number with its sign, also a plus."""
    return f"{value:+d}"


def hexadecimal(value: bytes) -> str:
    """Return bytes as hexadecimal digits."""
    return bytes(value).hex()


def dashed(path: str) -> str:
    """Return a field path as it stands in element ids: address.road becomes address-road."""
    return path.replace(".", "-")


def icon(name: str, label: str = "") -> SafeString:
    """Return one icon of the sprite; decoration unless it is given a label."""
    address = f"{static('icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, address)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"/></svg>', address)


def once_key() -> SafeString:
    """Return the hidden key that makes a form count once however often it is sent."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid.uuid4())


def due(on: datetime.date | None, provisional: bool = False, was: datetime.date | None = None) -> dict[str, Any]:
    """Show a limit as its date and the time left, never as blame; `was` is what a newly loaded calendar moved it from."""
    if isinstance(on, datetime.datetime):
        on = city.day(on)
    left = (on - clock.today()).days if on else 0
    return {
        "on": on,
        "iso": on.isoformat() if on else "",
        "left": left,
        "past": -left,
        "tone": "over" if left < 0 else "near" if left <= NEAR else "far",
        "provisional": provisional,
        "was": was,
    }


def due_shown(on: datetime.date | None, provisional: bool = False, was: datetime.date | None = None) -> SafeString:
    """Return a limit as `due` shows it; a list repeats the same few limits, so each is made once a day."""
    return _due_shown(on, bool(provisional), was, clock.today(), get_language() or "")


@functools.lru_cache(maxsize=2048)
def _due_shown(
    on: datetime.date | None, provisional: bool, was: datetime.date | None, today: datetime.date, language: str
) -> SafeString:
    return mark_safe(loader.render_to_string("web/due.html", due(on, provisional, was)))  # noqa: S308


def rule(*ids: str) -> dict[str, Any]:
    """Show the articles behind a sentence: folded, in plain words, with the source. Takes ids, or "B1 B2", or "B1,B2"."""
    known = catalogue.current()
    wanted = [one for group in ids for one in str(group or "").replace(",", " ").split()]
    return {
        "rules": [
            {
                "id": one,
                "text": known.rules[one].text,
                "cited": known.cite(one),
                "status": STATUS_MEANING[known.rules[one].status],
            }
            for one in wanted
        ]
    }


def field(one: "forms.Field | BoundField", error: object = "", hint: object = "", label: object = "") -> dict[str, Any]:
    """Show a form's field with its label, hint, error and what was typed; takes a forms.Field or Django's own."""
    shown = forms.adapted(one) if isinstance(one, BoundField) else one
    if label:
        shown = dataclasses.replace(shown, label=label)
    return {"f": shown, "error": error or shown.error, "hint": hint or shown.hint}


def problems(errors: "Mapping[str, object] | None") -> dict[str, Any]:
    """Show everything that is wrong at the top of a page, each line leading to its field."""
    return {"problems": list((errors or {}).items())}


def purpose(name: str = "purpose") -> dict[str, Any]:
    """Show the choice of a purpose, asked before something masked is shown in full (L2)."""
    return {"name": name, "purposes": forms.PURPOSES.items()}


def pager(page: "paging.Page[Any]", parameter: str = "after") -> dict[str, Any]:
    """Show the way to the next rows and back to the first ones."""
    return {"page": page, "parameter": parameter}


def post_name(post: Any) -> str:
    """Return a post as unit and role, in the reader's language."""
    unit = office(post.unit)
    role = authority.ROLES[post.role]
    return f"{unit} · {say(role)}"


def resident_way(context: Mapping[str, Any]) -> str:
    """Return which of the resident's ways the page lies on."""
    return navigation.resident(path=context["request"].path)


def staff_way(context: Mapping[str, Any]) -> str:
    """Return which way of the acting post's role the page lies on."""
    post = context["visitor"].post
    return navigation.current(
        ways=navigation.staff(role=post.role, office=post.unit.department), path=context["request"].path
    )


def ways(present: str) -> list[dict[str, object]]:
    """Return the resident's ways, the present one marked."""
    return _marked(navigation.RESIDENT, present)


def staff_ways(role: str, office: str, present: str) -> list[dict[str, object]]:
    """Return the ways of a role in a department, the present one marked."""
    return _marked(navigation.staff(role=role, office=office), present)


def _marked(links: "tuple[navigation.Way, ...]", present: str) -> list[dict[str, object]]:
    return [{"path": way.path, "text": way.text, "icon": way.icon, "current": way.path == present} for way in links]


def _english_weekday(value: datetime.date) -> str:
    return ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[value.weekday()]


def _english_month(value: datetime.date) -> str:
    return ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[value.month - 1]
