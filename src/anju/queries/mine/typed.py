"""What is wrong with answers as typed, and which codes in them are known; asked of the register once a page."""

import datetime
from collections.abc import Mapping
from typing import Any

from anju.law import declaration, identity
from anju.law.declaration import Declared
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.models import OriginCounty


def known_codes(*, answers: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    """Return which of the answers' counties, and which of their ID numbers' first six digits, are on the list."""
    people = [answers, *(minor for minor in _list(answers.get("minors")) if isinstance(minor, Mapping))]
    wanted = {str(one.get("hukou_county") or "")[:6] for one in people} | {
        identity.normalise_id(str(one.get("id_number") or "")[:40])[:6] for one in people
    }
    found = dict(OriginCounty.objects.filter(code__in=wanted).values_list("code", "level"))
    return frozenset(code for code, level in found.items() if level == "county"), frozenset(found)


def read(*, answers: Mapping[str, Any], today: datetime.date) -> Declared:
    """Return the answers as a declaration; raises Refusals for all that is wrong."""
    counties, areas = known_codes(answers=answers)
    return declaration.read(answers, today=today, counties=counties, areas=areas)


def problems(*, answers: Mapping[str, Any], today: datetime.date) -> list[Refusal]:
    """Return all that is wrong with the answers as they stand; nothing when they can be sent."""
    try:
        read(answers=answers, today=today)
    except Refusals as several:
        return several.refusals
    return []


def warnings(*, answers: Mapping[str, Any], today: datetime.date) -> tuple[Text, ...]:
    """Return what deserves a second look but blocks nothing; nothing while something is wrong."""
    try:
        return read(answers=answers, today=today).warnings
    except Refusals:
        return ()


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
