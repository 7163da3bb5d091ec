"""This module is one entry of the register of employment: what somebody does since when. Source: notice 二 R1, I3.

就业促进法 35, 就业服务与就业管理规定 62–63.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from anju.law.codes import Code
from anju.law.job import lines
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text

EMPLOYER_LENGTH = 80
LABELS: Mapping[str, Text] = {
    "kind": Text(zh="登记类别", en="Kind of entry"),
    "since": Text(zh="从哪一天起", en="Since"),
    "employer": Text(zh="工作单位或者做的生意", en="Employer or business"),
}


class WorkKind(Code):
    """This says what an entry of the register of employment says."""

    EMPLOYED = "employed", "单位就业", "Employed"
    SELF_EMPLOYED = "self_employed", "自主创业、个体经营", "Self-employed"
    FLEXIBLE = "flexible", "灵活就业", "Casual work"
    UNEMPLOYED = "unemployed", "失业", "Unemployed"


class EndReason(Code):
    """This says why an entry of the register of employment ended."""

    CHANGED = "changed", "情况变了，已有新的登记", "Changed: there is a newer entry"
    LEFT_WORK = "left_work", "不再做这份工作", "No longer in this work"
    FOUND_WORK = "found_work", "已经就业", "Found work"
    STOPPED = "stopped", "不再找工作", "No longer looking for work"
    MOVED = "moved", "离开本市", "Left the city"
    MISTAKE = "mistake", "登记有误，已更正", "Entered by mistake, corrected"
    REVIEWED = "reviewed", "复核后变更", "Changed on review"


# what an officer may choose; the others are the register's own doing
ENDED_BY_OFFICER = ("left_work", "found_work", "stopped", "moved", "mistake")

_DAY = Text(
    zh="请写一个日期，例如 2026-03-01，不能晚于今天。", en="Please give a day such as 2026-03-01, not later than today."
)
_NAME = Text(zh="请填写工作单位。", en="Please name the employer.")


@dataclass(frozen=True)
class Entry:
    """This is an entry as read from what was typed."""

    kind: str
    since: datetime.date
    employer: str


def read(raw: Mapping[str, str], *, today: datetime.date) -> Entry:
    """This reads an entry, or raises Refusals with everything that is wrong at once."""
    wrong: list[Refusal] = []
    kind = raw.get("kind", "")
    if kind not in {str(code.value) for code in WorkKind}:
        wrong.append(Refusal("not_an_option", lines.CHOOSE.format(label=LABELS["kind"]), field="kind", rule="I3"))
    since = day(raw.get("since", ""))
    if since is None or since > today:
        wrong.append(Refusal("day_wrong", _DAY, field="since", rule="I3"))
    employer = lines.line(
        raw.get("employer", ""),
        name="employer",
        label=LABELS["employer"],
        longest=EMPLOYER_LENGTH,
        wrong=wrong,
        needed=False,
    )
    if kind == "employed" and not employer:
        wrong.append(Refusal("missing", _NAME, field="employer", rule="I3"))
    if wrong or since is None:
        raise Refusals(wrong)
    return Entry(kind=kind, since=since, employer="" if kind == "unemployed" else employer)


def day(text: str) -> datetime.date | None:
    """This is a day as typed, or None."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        return None


def from_case(answers: Mapping[str, object], *, unemployed: bool, applied_on: datetime.date) -> Entry:
    """This is the entry that a granted case makes: what its form said, since the day it named or the day of applying."""
    told = day(str(answers.get("since", "")))
    since = told if told is not None and told <= applied_on else applied_on
    if unemployed:
        return Entry(kind="unemployed", since=since, employer="")
    kind = str(answers.get("work_kind", "employed"))
    known = {"employed", "self_employed", "flexible"}
    return Entry(
        kind=kind if kind in known else "employed",
        since=since,
        employer=lines.tidy(str(answers.get("employer", "")))[:EMPLOYER_LENGTH],
    )
