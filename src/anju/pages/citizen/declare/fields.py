"""The fields of each question and how what is typed becomes answers."""

import datetime
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from anju.pages.citizen.declare import asking
from anju.pages.citizen.declare.steps import Answers, Step
from anju.web.forms import Field

LONGEST = 200  # characters of one answer; the law's own limits are shorter and say so
_DATE = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*")


def of(step: Step, *, answers: Answers) -> list[Field]:
    """Return the fields of a question; community, 户口, minors and wards have pages of their own."""
    build = asking.BUILD.get(step.slug)
    return build(answers) if build is not None else []


def changes(step: Step, *, posted: Mapping[str, str], answers: Answers) -> dict[str, Any]:
    """Return the answers that a posted question changes."""
    flat = {one.name: posted.get(one.name, "").strip()[:LONGEST] for one in of(step, answers=answers)}
    if step.slug == "arrived":
        chosen = flat.get("arrived_on", "")
        return {"arrived_on": iso(flat.get("arrived_date", "") if chosen in {"", "other"} else chosen)}
    return nested(flat)


def posted(data: QueryDict) -> dict[str, str]:
    """Return what was typed, trimmed and cut to what any answer can hold."""
    return {name: str(values[-1]).strip()[:LONGEST] if values else "" for name, values in data.lists()}


def flat(answers: Answers) -> dict[str, Any]:
    """Return answers under the names of their fields: address.road, agent.name …"""
    found: dict[str, Any] = {}
    for name, value in answers.items():
        if isinstance(value, Mapping):
            found.update({f"{name}.{part}": inner for part, inner in value.items()})
        else:
            found[name] = value
    return found


def nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Return field values as nested answers."""
    found: dict[str, Any] = {}
    for name, value in flat.items():
        group, _, part = name.partition(".")
        if part:
            found.setdefault(group, {})[part] = value
        else:
            found[name] = value
    return found


def iso(text: str) -> str:
    """Return a date as the law reads it, from 2026年3月4日, 2026/3/4 or full-width digits; else what was typed."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _DATE.fullmatch(plain)
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else plain


def day(text: str) -> datetime.date | str:
    """Return a kept date as one, or as it was typed."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return text
