"""Tables from outside and back: bytes read as text, rows handed out so that no spreadsheet runs them. Source: design.md 10 (11)."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse

from anju.law.refusal import Refusal
from anju.law.wording import Text

MOST_BYTES = 1_000_000
# what a spreadsheet takes for the beginning of a formula
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

_LARGE = Text(zh="文件太大，最大1 MB，请分几次。", en="The file is too large: 1 MB at most. Please send it in parts.")
_WORKBOOK = Text(
    zh="这是Excel工作簿，请另存为CSV再上传，或者把单元格直接粘贴到框里。",
    en="This is an Excel workbook. Please save it as CSV, or paste the cells into the box.",
)
_BINARY = Text(
    zh="这个文件不是文字表格，请另存为CSV再上传。", en="This file is no table of text. Please save it as CSV."
)


def text(upload: "UploadedFile[Any]", *, field: str) -> str:
    """Return an uploaded file as text: UTF-8, UTF-16 as Excel writes it, or GB18030.

    Raises Refusal "file_too_large", "file_workbook", "file_binary".
    """
    if (upload.size or 0) > MOST_BYTES:
        raise Refusal("file_too_large", _LARGE, field=field)
    data = upload.read()
    if data.startswith(_WORKBOOKS):
        raise Refusal("file_workbook", _WORKBOOK, field=field)
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            found: str = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in found:
            return found
    raise Refusal("file_binary", _BINARY, field=field)


def limited(pasted: str, *, field: str) -> str:
    """Return a pasted table, or raise Refusal "file_too_large"."""
    if len(pasted.encode()) > MOST_BYTES:
        raise Refusal("file_too_large", _LARGE, field=field)
    return pasted


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def download(*, rows: Iterable[Sequence[str]], name: str) -> HttpResponse:
    """Return rows as a CSV file that Excel opens in the right encoding."""
    out = io.StringIO()
    csv.writer(out).writerows([harmless(cell) for cell in row] for row in rows)
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
