"""Policy values: the default, what a place has set, and since when."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from anju import catalogue
from anju.law.absent import Absent
from anju.law.citation import STATUS_MEANING
from anju.law.policy import Setting, Value
from anju.law.policy.setting import UNIT_NAMES
from anju.law.wording import Text
from anju.models import Division, PolicyOverride, Unit
from anju.queries import rules

_YES = Text(zh="是", en="yes")
_NO = Text(zh="否", en="no")


@dataclass(frozen=True)
class Own:
    """A place's own value from a day on."""

    place: Text
    value: Text
    effective_from: datetime.date
    basis: str
    ahead: bool


@dataclass(frozen=True)
class Row:
    """One setting: its default, the value that holds in the city, and places' own values."""

    setting: Setting
    default: Text
    present: Text
    changed: bool
    own: tuple[Own, ...]
    status: Text


def settings(*, city: str, on: datetime.date, text: str = "") -> list[Row]:
    """Return the settings whose words, key or rule contain a text; all without one."""
    policy = rules.policy(place=(city,), on=on)
    wanted = text.strip().lower()
    own = _own(on=on)
    return [
        _row(setting, present=getattr(policy, key), own=own.get(key, ()), on=on)
        for key, setting in catalogue.current().defaults.settings.items()
        if not wanted or _matches(setting, wanted)
    ]


def one(*, key: str, city: str, on: datetime.date) -> Row:
    """Return one setting; raises Absent for an unknown key."""
    setting = catalogue.current().defaults.settings.get(key)
    if setting is None:
        raise Absent("policy")
    policy = rules.policy(place=(city,), on=on)
    return _row(setting, present=getattr(policy, key), own=_own(on=on).get(key, ()), on=on)


def places(*, city: str) -> list[tuple[str, str]]:
    """Return the places that may have values of their own: the city, its counties, the zones."""
    divisions = Division.objects.filter(path__startswith=f"{city}/", level__in=("city", "county"), valid_to=None)
    zones = Unit.objects.filter(kind="zone", valid_to=None)
    return [
        *divisions.order_by("path").values_list("code", "name"),
        *zones.order_by("code").values_list("code", "name"),
    ]


def shown(*, setting: Setting, value: Value | list[int]) -> Text:
    """Return a value with its unit."""
    if isinstance(value, bool):
        return _YES if value else _NO
    unit = UNIT_NAMES[setting.unit]
    if isinstance(value, (tuple, list)):
        words = Text(zh="、".join(map(str, value)), en=", ".join(map(str, value)))
    else:
        words = Text(zh=str(value), en=str(value))
    return Text(zh=f"{words.zh}{unit.zh}", en=f"{words.en} {unit.en}".strip())


def _own(*, on: datetime.date) -> Mapping[str, tuple[Own, ...]]:
    rows = list(PolicyOverride.objects.order_by("key", "place", "-effective_from"))
    names = dict(Division.objects.filter(code__in={row.place for row in rows}).values_list("code", "name"))
    names |= dict(Unit.objects.filter(code__in={row.place for row in rows}).values_list("code", "name"))
    known = catalogue.current().defaults.settings
    found: dict[str, tuple[Own, ...]] = {}
    for row in rows:
        name = names.get(row.place, row.place)
        own = Own(
            place=Text(zh=name, en=name),
            value=shown(setting=known[row.key], value=row.value),
            effective_from=row.effective_from,
            basis=row.basis,
            ahead=row.effective_from > on,
        )
        found[row.key] = (*found.get(row.key, ()), own)
    return found


def _row(setting: Setting, *, present: Value, own: tuple[Own, ...], on: datetime.date) -> Row:
    default = setting.value(on=on)
    return Row(
        setting=setting,
        default=shown(setting=setting, value=default),
        present=shown(setting=setting, value=present),
        changed=present != default,
        own=own,
        status=STATUS_MEANING[setting.status],
    )


def _matches(setting: Setting, wanted: str) -> bool:
    words = (setting.key, setting.label.zh, setting.label.en.lower(), setting.rule.lower())
    return any(wanted in word for word in words)
