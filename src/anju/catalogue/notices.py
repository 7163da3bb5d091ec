"""This module reads the words of all messages: every kind in both languages, no place that nothing fills."""

import string
from collections.abc import Mapping
from typing import Any, get_args

from anju.catalogue.reading import Reader
from anju.law.citation import Rule
from anju.law.notice import Group, Notice, Param
from anju.law.wording import Text

KEYS = frozenset({"group", "rule", "params", "title", "body", "sms"})
GROUPS: tuple[Group, ...] = get_args(Group)
PARAMS: tuple[Param, ...] = get_args(Param)
NOTHING = Text(zh="", en="")


def notices(reader: Reader, *, known_rules: Mapping[str, Rule]) -> dict[str, Notice]:
    """This reads messages.toml; every rule must be known and every place in the words have its value."""
    return {key: _notice(reader, key, table, known_rules) for key, table in reader.tables(reader.data())}


def _notice(reader: Reader, key: str, table: Mapping[str, Any], known_rules: Mapping[str, Rule]) -> Notice:
    reader.known_keys(key, table, KEYS)
    rule = reader.string(key, table, "rule")
    if rule and rule not in known_rules:
        reader.problem(key, f"names the unknown rule {rule!r}; see rules.toml")
    group: Group = reader.one_of(key, table, "group", GROUPS)
    found = Notice(
        kind=key,
        group=group,
        rule=rule,
        params=_params(reader, key, table),
        title=reader.text(key, table, "title"),
        body=reader.text(key, table, "body"),
        sms=NOTHING if group == "staff" else reader.text(key, table, "sms"),
    )
    for name in ("title", "body", "sms"):
        _places(reader, found, name)
    return found


def _params(reader: Reader, key: str, table: Mapping[str, Any]) -> dict[str, Param]:
    params = table.get("params", {})
    if not isinstance(params, Mapping) or not set(params.values()) <= set(PARAMS):
        reader.problem(key, f"'params' must name each value's form: {', '.join(PARAMS)}")
        return {}
    return dict(params)


def _places(reader: Reader, found: Notice, name: str) -> None:
    text: Text = getattr(found, name)
    for language, words in (("zh", text.zh), ("en", text.en)):
        for _, place, _, _ in string.Formatter().parse(words):
            if place is not None and place not in found.params:
                reader.problem(found.kind, f"'{name}.{language}' has a place {{{place}}} that 'params' doesn't list")
