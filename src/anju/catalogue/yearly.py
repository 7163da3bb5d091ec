"""This module reads a year's calendar as an administrator pastes or uploads it: TOML as shipped, or two columns of CSV."""

import csv
import io
import tomllib
from collections import Counter

from anju.law import workdays
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.law.workdays import YearTable

# a year's table is under 3 KB; what is far larger is something else
LONGEST = 50_000
OFF = frozenset({"off", "holiday", "放假", "休", "休息"})
WORK = frozenset({"work", "workday", "上班", "班", "调休上班"})

_TOO_LONG = Text(zh="内容太长，不像一年的放假安排。", en="This is too long for one year's calendar.")
_EMPTY = Text(zh="请粘贴或上传一年的放假安排。", en="Paste or upload one year's calendar.")
_TOML = Text(zh="第{line}行附近不是正确的 TOML：{said}", en="Not valid TOML near line {line}: {said}")
_ROW = Text(
    zh="第{line}行应为“日期,放假”或“日期,上班”，例如 2027-01-01,放假。",
    en="Line {line} must be a date and off or work, such as 2027-01-01,off.",
)


def read(*, text: str, source: str) -> YearTable:
    """This reads TOML or CSV, or raises Refusal or Refusals with what is wrong; `source` serves where the text has none."""
    if len(text) > LONGEST:
        raise Refusal("calendar_too_long", _TOO_LONG, field="text")
    if not text.strip():
        raise Refusal("calendar_empty", _EMPTY, field="text")
    mapping = _toml(text) if "=" in text else _csv(text)
    if source.strip():
        mapping.setdefault("source", source.strip())
    return workdays.parse_year(mapping)


def _toml(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        _, _, place = said.rpartition("(at line ")
        line = place.split(",")[0] if place != said else "1"
        raise Refusal(
            "calendar_toml", _TOML.format(line=line, said=said.split(" (at", maxsplit=1)[0]), field="text"
        ) from error


def _csv(text: str) -> dict[str, object]:
    off: list[str] = []
    work: list[str] = []
    for line, cells in enumerate(csv.reader(io.StringIO(text.lstrip("\ufeff"))), start=1):
        row = [cell.strip() for cell in cells if cell.strip()]
        if not row or (line == 1 and not row[0][:1].isdigit()):
            continue  # an empty line, or the heading
        kind = row[1].lower() if len(row) > 1 else ""
        if kind not in OFF | WORK:
            raise Refusal("calendar_row", _ROW.format(line=line), field="text")
        (off if kind in OFF else work).append(row[0].replace("/", "-"))
    years = Counter(day[:4] for day in [*off, *work])
    year = years.most_common(1)[0][0] if years else ""
    return {"year": int(year) if year.isdigit() else year, "holidays": off, "workdays": work}
