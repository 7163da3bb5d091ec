"""This module lays a city's, county's and zone's own values over the defaults."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from anju.law.policy.setting import Defaults, Setting, Value
from anju.law.policy.values import Policy
from anju.law.refusal import Refusal
from anju.law.wording import Text

UNKNOWN_KEY = Text(zh="没有名为“{key}”的设置。", en="There is no setting named “{key}”.")
OUT_OF_RANGE = Text(zh="“{label}”只能取{range}，不能取{value}。", en="“{label}” can be {range}, but not {value}.")


@dataclass(frozen=True)
class Override:
    """This is a place's own value from a day on; `place` is a division or zone code."""

    key: str
    place: str
    value: Value | list[int]
    effective_from: date


def check_override(*, defaults: Defaults, override: Override) -> Setting:
    """This returns the setting an override changes, or raises a Refusal: unknown key, value out of range."""
    setting = defaults.settings.get(override.key)
    if setting is None:
        raise Refusal("policy_unknown_key", UNKNOWN_KEY.format(key=override.key), field="key")
    if not setting.allows(override.value):
        text = OUT_OF_RANGE.format(label=setting.label, range=setting.range_text, value=override.value)
        raise Refusal("policy_out_of_range", text, field="value", rule=setting.rule)
    return setting


def resolve(*, defaults: Defaults, overrides: Sequence[Override], place: Sequence[str], on: date) -> Policy:
    """This is the policy of a place on a day.

    `place` names the codes from the city down; the most specific place wins, and of one place's values the newest.
    A broken override stops everything rather than being skipped (design 10, 1), even one for another place.
    """
    values: dict[str, Any] = {key: setting.value(on=on) for key, setting in defaults.settings.items()}
    depth = {code: position for position, code in enumerate(place)}
    for override in overrides:
        check_override(defaults=defaults, override=override)
    holding = [override for override in overrides if override.place in depth and override.effective_from <= on]
    holding.sort(key=lambda override: (depth[override.place], override.effective_from))
    for override in holding:
        # A stored list is JSON's; a policy is a value and holds tuples.
        values[override.key] = tuple(override.value) if isinstance(override.value, list) else override.value
    return Policy(version=_version(defaults=defaults, holding=holding), **values)


def _version(*, defaults: Defaults, holding: Sequence[Override]) -> str:
    if not holding:
        return defaults.version
    lines = [f"{item.place}|{item.effective_from}|{item.key}|{json.dumps(item.value)}" for item in holding]
    return f"{defaults.version}+{hashlib.sha256(chr(10).join(lines).encode()).hexdigest()[:8]}"
