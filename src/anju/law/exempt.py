"""This module reads what a hotel, hospital, boarding school or rescue station lists: one entry, or a whole table.

Nothing is asked for but who, which kind and since when: no illness, no room, no class. Source: A2, L11.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from anju.law import identity
from anju.law.codes import ExemptKind, IdKind, choices
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text

MOST_ROWS = 500
# a boarder may stay for years; what is older is a slip of the keyboard
OLDEST_YEARS = 20

COLUMNS: Mapping[str, Text] = {
    "name": Text(zh="姓名", en="Name"),
    "id_kind": Text(zh="证件", en="ID"),
    "id_number": Text(zh="证件号码", en="ID number"),
    "since": Text(zh="开始日期", en="From"),
}
_NEEDED = ("name", "id_number", "since")
_ALSO = {
    "证件类型": "id_kind",
    "身份证号": "id_number",
    "身份证号码": "id_number",
    "入住日期": "since",
    "入院日期": "since",
}
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")

_NOT_A_DATE = Text(zh="日期请写成 2026-03-04 这样。", en="Please write the date like 2026-03-04.")
_FUTURE = Text(zh="日期在今天以后，请等到了再列入。", en="This day lies ahead. Please list people once they are there.")
_ANCIENT = Text(zh="日期太早，请再看一遍。", en="This day is too long ago. Please check it.")
_BEFORE_BIRTH = Text(
    zh="日期早于证件上的出生日期，请再看一遍。",
    en="This day lies before the birth date in the ID number. Please check.",
)
_KIND = Text(zh="请选择是哪一种情况。", en="Please choose which case it is.")
_ID_KIND = Text(
    zh="证件只能是：居民身份证、临时居民身份证、户口簿。",
    en="The ID can only be: Resident identity card, Temporary identity card, Household register.",
)
_EMPTY = Text(zh="没有内容。请粘贴表格，或者选择文件。", en="There is nothing here. Paste a table or choose a file.")
_NO_ROWS = Text(zh="只有表头，没有人。", en="There is a heading but nobody below it.")
_HEADER = Text(
    zh="第一行要写表头，缺少：{missing}。可以先下载模板。",
    en="The first line must hold the headings; missing: {missing}. You can download the template.",
)
_MANY = Text(
    zh="一次最多{most}人，这里有{count}人，请分几次。", en="{most} people at most at a time; these are {count}."
)
_TWICE = Text(zh="和第{line}行是同一个证件号码。", en="The same ID number as in line {line}.")
_BROKEN = Text(zh="表格读不出来，请另存为CSV再试。", en="The table can't be read. Please save it as CSV and try again.")


@dataclass(frozen=True)
class Entry:
    """This is one person for the list, checked."""

    kind: str
    name: str
    id_kind: str
    id_number: str
    since: date


@dataclass(frozen=True)
class Line:
    """This is one row as typed, with its line number in the table."""

    number: int
    raw: Mapping[str, str]


def read(raw: Mapping[str, object], *, today: date) -> Entry:
    """This reads one entry, or raises Refusals with all that is wrong."""
    problems: list[Refusal] = []
    values: dict[str, str] = {}
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("kind", lambda: _option(raw, "kind", dict(choices(ExemptKind)), _KIND)),
        ("name", lambda: identity.normalise_name(str(raw.get("name") or ""))),
        ("id_kind", lambda: _option(raw, "id_kind", dict(choices(IdKind)), _ID_KIND, otherwise=str(IdKind.ID_CARD))),
        ("id_number", lambda: identity.check_id_number(str(raw.get("id_number") or ""), on=today).number),
        ("since", lambda: day(str(raw.get("since") or ""), today=today).isoformat()),
    )
    for name, check in checks:
        try:
            values[name] = check()
        except Refusal as error:
            problems.append(error)
    if "id_number" in values and "since" in values:
        born = identity.check_id_number(values["id_number"], on=today).birth_on
        if date.fromisoformat(values["since"]) < born:
            problems.append(_refusal("before_birth", _BEFORE_BIRTH, "since"))
    if problems:
        raise Refusals(problems)
    return Entry(
        kind=values["kind"],
        name=values["name"],
        id_kind=values["id_kind"],
        id_number=values["id_number"],
        since=date.fromisoformat(values["since"]),
    )


def day(text: str, *, today: date, field: str = "since") -> date:
    """This reads a day that is not ahead, as people and spreadsheets write it."""
    found = _DATE.fullmatch("".join(text.split()))
    digits = [part for part in found.groups() if part] if found else []
    try:
        value = date(*(int(part) for part in digits))
    except (TypeError, ValueError) as error:
        raise _refusal("not_a_date", _NOT_A_DATE, field) from error
    if value > today:
        raise _refusal("in_future", _FUTURE, field)
    if value.year < today.year - OLDEST_YEARS:
        raise _refusal("too_long_ago", _ANCIENT, field)
    return value


def table(text: str) -> Sequence[Line]:
    """This reads a pasted or uploaded table into rows as typed; columns it does not know are left unread.

    Raises Refusal "table_empty", "table_broken", "table_header", "table_too_long".
    """
    plain = text.replace("\ufeff", "").strip("\r\n")
    if not plain.strip():
        raise _refusal("table_empty", _EMPTY, "table")
    first = plain.splitlines()[0]
    delimiter = next((one for one in ("\t", ",", "，", ";") if one in first), ",")
    try:
        rows = list(csv.reader(io.StringIO(plain, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise _refusal("table_broken", _BROKEN, "table") from error
    names = [_column(cell) for cell in rows[0]]
    missing = [COLUMNS[name] for name in _NEEDED if name not in names]
    if missing:
        zh, en = "、".join(one.zh for one in missing), ", ".join(one.en for one in missing)
        raise _refusal("table_header", _HEADER.format(missing=Text(zh=zh, en=en)), "table")
    lines = [
        Line(number=number, raw={name: cell for name, cell in zip(names, cells, strict=False) if name})
        for number, cells in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in cells)
    ]
    if not lines:
        raise _refusal("table_empty", _NO_ROWS, "table")
    if len(lines) > MOST_ROWS:
        raise _refusal("table_too_long", _MANY.format(most=MOST_ROWS, count=len(lines)), "table")
    return lines


def checked(lines: Sequence[Line], *, kind: str, today: date) -> Mapping[str, Entry]:
    """This reads a whole table's entries by ID number, or raises Refusals with every row's errors.

    Each stands on the field "rows.<line>.<column>"; the kind is chosen once for the whole table and told once.
    """
    problems: list[Refusal] = []
    found: dict[str, Entry] = {}
    first: dict[str, int] = {}
    for line in lines:
        try:
            entry = read({**line.raw, "kind": kind}, today=today)
        except Refusals as error:
            known = {one.field for one in problems}
            problems += [_placed(one, line) for one in error.refusals if one.field not in known]
            continue
        if entry.id_number in found:
            twice = _refusal("row_twice", _TWICE.format(line=first[entry.id_number]), "id_number")
            problems.append(_placed(twice, line))
            continue
        found[entry.id_number], first[entry.id_number] = entry, line.number
    if problems:
        raise Refusals(problems)
    return found


def _placed(refusal: Refusal, line: Line) -> Refusal:
    field = refusal.field if refusal.field == "kind" else f"rows.{line.number}.{refusal.field}"
    return Refusal(refusal.code, refusal.text, field=field, rule=refusal.rule)


def _column(cell: str) -> str:
    word = " ".join(cell.split())
    known = {label: name for name, text in COLUMNS.items() for label in (name, text.zh, text.en.lower())}
    return {**_ALSO, **known}.get(word, known.get(word.lower(), ""))


def _option(
    raw: Mapping[str, object], name: str, options: Mapping[str, Text], text: Text, *, otherwise: str = ""
) -> str:
    word = " ".join(str(raw.get(name) or "").split()) or otherwise
    for value, label in options.items():
        if word in {value, label.zh} or word.lower() == label.en.lower():
            return value
    raise _refusal("not_an_option", text, name)


def _refusal(code: str, text: Text, field: str) -> Refusal:
    return Refusal(code, text, field=field, rule="A2")
