"""The answer that comes back: a workbook or a table of text, opened with care. Source: design.md 10 (11)."""

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.parsers import expat

import python_calamine
from django.core.files.uploadedfile import UploadedFile

from anju.law.permit import making
from anju.law.permit.making import Line
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.web import sheets

# a workbook is text in a ZIP: what unpacks to more than this is no answer of 2,000 rows
MOST_UNPACKED = 20_000_000
MOST_MEMBERS = 100
MOST_COLUMNS = 50
_HEADINGS_AND_BLANKS = 500
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")

_NONE = Text(zh="请选择制证单位返回的表格。", en="Please choose the maker's answer.")
_LARGE = Text(zh="文件太大，请确认是制证单位返回的表格。", en="This file is too large to be the maker's answer.")
_OLD_BOOK = Text(
    zh="这是旧版Excel文件，请另存为xlsx或者CSV再上传。", en="This is an old Excel file. Please save it as xlsx or CSV."
)
_NO_BOOK = Text(
    zh="这个文件不是表格，或者已经损坏，请选择xlsx或者CSV文件。",
    en="This file is no table, or it is damaged. Please choose an xlsx or CSV file.",
)


def read(upload: "UploadedFile[Any] | None") -> Sequence[Line]:
    """Return the rows of an uploaded answer.

    Raises Refusal "file_missing", "file_too_large", "file_binary", or what `making.lines` raises.
    """
    if upload is None or not upload.size:
        raise Refusal("file_missing", _NONE, field="file", rule="E6")
    if upload.size > sheets.MOST_BYTES:
        raise Refusal("file_too_large", _LARGE, field="file", rule="E6")
    start = upload.read(len(_ZIP))
    upload.seek(0)
    if start == _OLD:
        raise Refusal("file_binary", _OLD_BOOK, field="file", rule="E6")
    if start == _ZIP:
        return making.lines(_workbook(upload.read()))
    return making.lines(making.separated(sheets.text(upload, field="file")))


def _workbook(data: bytes) -> list[list[str]]:
    safe = _repacked(data)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(safe))
        rows: list[list[Any]] = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, IndexError, ValueError) as error:
        raise _damaged() from error
    return [[_text(cell) for cell in row] for row in rows]


def _repacked(data: bytes) -> bytes:
    """Return the workbook's own parts, unpacked within bounds and packed anew: sizes that lied are true now."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as safe:
            members = [one for one in given.infolist() if one.filename.endswith((".xml", ".rels"))]
            if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_UNPACKED:
                raise Refusal("file_too_large", _LARGE, field="file", rule="E6")
            for one in members:
                part = given.read(one)
                if _SHEET.fullmatch(one.filename):
                    _check_sheet(part)
                safe.writestr(one.filename, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise _damaged() from error
    return out.getvalue()


def _check_sheet(part: bytes) -> None:
    """Refuse a sheet whose cells lie so far out that a table of them would fill the memory, and one that names entities."""
    row = column = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column
        if name.rpartition(":")[2] == "row":
            row, column = int(attributes.get("r", row + 1)), 0
        if name.rpartition(":")[2] == "c":
            found = _CELL.fullmatch(attributes.get("r", ""))
            column = _column(found[1]) if found else column + 1
            row = int(found[2]) if found else row
        if row > making.MOST_ROWS + _HEADINGS_AND_BLANKS or column > MOST_COLUMNS:
            raise Refusal("file_too_large", _LARGE, field="file", rule="E6")

    def declared(*_: object) -> None:
        raise _damaged()

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise _damaged() from error


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place


def _text(cell: object) -> str:
    # a number typed into a cell comes as a float: 12345678.0 is a card's number all the same
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _damaged() -> Refusal:
    return Refusal("file_binary", _NO_BOOK, field="file", rule="E6")
