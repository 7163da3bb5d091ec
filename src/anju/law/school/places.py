"""This module reads schools, their zones and their places, typed or from a table with every line's errors. Source: I5; notice 三."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from anju.law import complaint
from anju.law.declaration import Problems
from anju.law.refusal import Refusal, Refusals
from anju.law.school import opening, stage
from anju.law.school.stage import Level, Ownership
from anju.law.wording import Text

LENGTHS: Mapping[str, int] = {"name": 80, "place": 120, "phone": 30}
COLUMNS: tuple[tuple[str, Text], ...] = (
    ("school", Text(zh="学校", en="School")),
    ("grade", Text(zh="年级", en="Grade")),
    ("total", Text(zh="总学位", en="All places")),
    ("local", Text(zh="本地学生已占", en="Taken by local pupils")),
    ("open", Text(zh="可用于报名", en="Open to the round")),
)
MOST_LINES = 2000
_MISSING = Text(zh="请填写这一项。", en="Please fill this in.")
_LONG = Text(zh="最多{limit}个字。", en="{limit} characters at most.")
_OWNERSHIP = Text(zh="请选择公办还是民办。", en="Please choose public or private.")
_OVER = Text(zh="已占和可用加起来超过了总学位{total}。", en="Taken and open together are more than all {total} places.")
_UNKNOWN = Text(zh="没有这所学校，请写学校列表里的名称。", en="There is no such school; use the name from the list.")
_TWICE = Text(zh="第{line}行已经写过这所学校的这个年级。", en="Line {line} has this school and grade already.")
_CELLS = Text(zh="这一行要有{count}列：{names}。", en="This line needs {count} columns: {names}.")
_EMPTY = Text(zh="表格里没有内容。", en="The table is empty.")
_MANY = Text(zh="一次最多{most}行。", en="{most} lines at most.")
_BROKEN = Text(
    zh="这张表读不出来，请检查引号，或者重新复制一遍。",
    en="This table can't be read. Please look at the quotation marks, or copy it again.",
)
_COMMUNITY = Text(
    zh="“{typed}”：本县区没有这个社区（村），或者有重名，请写12位代码。",
    en="“{typed}”: there is no such community here, or several; please write its 12 digits.",
)


@dataclass(frozen=True)
class Described:
    """This is a school as typed."""

    level: str
    ownership: str
    name: str
    place: str
    phone: str


@dataclass(frozen=True)
class Places:
    """This is one grade of one school in one year."""

    school: str
    grade: int
    total: int
    local: int
    open: int


@dataclass(frozen=True)
class Line:
    """This is one line of a table: what was read, or what is wrong by column."""

    number: int
    cells: tuple[str, ...]
    places: Places | None
    errors: Mapping[str, Text]


def described(raw: Mapping[str, object]) -> Described:
    """This reads a school; raises Refusals with everything that is wrong."""
    problems = Problems()
    level = problems.catch(lambda: stage.level(raw.get("level")), field="level")
    ownership = str(raw.get("ownership", ""))
    if ownership not in {str(one.value) for one in Ownership}:
        problems.add("not_an_option", _OWNERSHIP, field="ownership", rule="I5")
    words = {name: complaint.tidy(str(raw.get(name) or "")) for name in LENGTHS}
    for name, text in words.items():
        if not text:
            problems.add("missing", _MISSING, field=name, rule="I5")
        elif len(text) > LENGTHS[name]:
            problems.add("too_long", _LONG.format(limit=LENGTHS[name]), field=name, rule="I5")
    if problems.refusals or level is None:
        raise Refusals(problems.refusals)
    return Described(level=level, ownership=ownership, **words)


def zone(text: str, *, known: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """This reads communities, one a line, by code or name; `known` maps both to codes. Raises Refusals, a line each."""
    codes: dict[str, None] = {}
    wrong = []
    for line in text.splitlines():
        typed = complaint.tidy(line)
        if not typed:
            continue
        found = known.get(typed, ())
        if len(found) == 1:
            codes[found[0]] = None
        else:
            wrong.append(Refusal("no_such_community", _COMMUNITY.format(typed=typed[:60]), field="zone", rule="I5"))
    if wrong:
        raise Refusals(wrong)
    return tuple(codes)


def grade(raw: Mapping[str, object], *, school: str, level: str) -> Places:
    """This reads the places of one grade; raises Refusals."""
    problems = Problems()
    number = problems.catch(lambda: stage.grade(raw.get("grade"), level=level), field="grade")
    total, local, free = (
        problems.catch(lambda name=name: opening.count(raw.get(name), field=name), field=name)  # type: ignore[misc]
        for name in ("total", "local", "open")
    )
    if total is not None and local is not None and free is not None and local + free > total:
        problems.add("over_total", _OVER.format(total=total), field="open", rule="I5")
    if problems.refusals or number is None or total is None or local is None or free is None:
        raise Refusals(problems.refusals)
    return Places(school=school, grade=number, total=total, local=local, open=free)


def table(text: str, *, schools: Mapping[str, tuple[str, str]]) -> tuple[Line, ...]:
    """This reads a table of places, tabs or commas; `schools` maps a name to its id and level.

    A first line of headings is left out. Raises Refusal "table_empty", "table_long", "table_broken"; each line keeps its errors.
    """
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    try:
        # the ends of lines as any system writes them
        read = list(csv.reader(io.StringIO(text, newline=None), delimiter=delimiter))
    except csv.Error as error:
        raise Refusal("table_broken", _BROKEN, field="table", rule="I5") from error
    rows = [(number, [complaint.tidy(cell) for cell in cells]) for number, cells in enumerate(read, start=1)]
    rows = [(number, cells) for number, cells in rows if any(cells)]
    if rows and rows[0][1][0] in {COLUMNS[0][1].zh, COLUMNS[0][1].en, COLUMNS[0][0]}:
        rows = rows[1:]
    if not rows:
        raise Refusal("table_empty", _EMPTY, field="table", rule="I5")
    if len(rows) > MOST_LINES:
        raise Refusal("table_long", _MANY.format(most=MOST_LINES), field="table", rule="I5")
    return tuple(_twice(_line(number, cells, schools) for number, cells in rows))


def _line(number: int, cells: Sequence[str], schools: Mapping[str, tuple[str, str]]) -> Line:
    shown = tuple([*cells, *[""] * len(COLUMNS)][: len(COLUMNS)])
    if len(cells) != len(COLUMNS):
        names = Text(
            zh="、".join(name.zh for _, name in COLUMNS),
            en=", ".join(name.en for _, name in COLUMNS),
        )
        return Line(number, shown, None, {"school": _CELLS.format(count=len(COLUMNS), names=names)})
    typed = dict(zip((key for key, _ in COLUMNS), cells, strict=True))
    if typed["school"] not in schools:
        return Line(number, shown, None, {"school": _UNKNOWN})
    school, level = schools[typed["school"]]
    try:
        return Line(number, shown, grade(typed, school=school, level=level), {})
    except Refusals as error:
        return Line(number, shown, None, {one.field or "school": one.text for one in error.refusals})


def _twice(lines: Iterable[Line]) -> Iterable[Line]:
    seen: dict[tuple[str, int], int] = {}
    for line in lines:
        if line.places is None:
            yield line
            continue
        key = (line.places.school, line.places.grade)
        if key in seen:
            yield Line(line.number, line.cells, None, {"grade": _TWICE.format(line=seen[key])})
        else:
            seen[key] = line.number
            yield line


def levels() -> tuple[tuple[str, Text], ...]:
    """This lists the levels for a form."""
    return tuple((str(one.value), one.label) for one in Level)
