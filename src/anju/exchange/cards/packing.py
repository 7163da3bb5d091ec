"""The file that leaves: a table with the ten items of E9 as workbook and as text, and the portraits beside it."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import IO
from uuid import UUID

import xlsxwriter

from anju.law.absent import Absent
from anju.law.permit import making
from anju.queries.cards import Printed
from anju.web import sheets

FOLDER = "portraits"
# one moment for every member: the same batch packed twice is the same file
_MOMENT = (2017, 1, 1, 0, 0, 0)
_WIDTHS = (42, 12, 6, 10, 12, 22, 46, 36, 56, 24, 12)


def pack(*, number: str, rows: Sequence[Printed], portrait: Callable[[UUID], bytes], out: IO[bytes]) -> None:
    """Write the batch as a ZIP into a file; `number` marks every part of it. Portraits are opened one at a time.

    A portrait that is swept or was never given leaves its cell empty, and the maker answers with a failure.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.comment = number.encode()
        names = {row.reference: _put_portrait(packed, row, portrait) for row in rows}
        table = [[text.zh for text in making.SENT.values()], *(_cells(row, names[row.reference]) for row in rows)]
        _put(packed, "cards.csv", _separated(table))
        _put(packed, "cards.xlsx", _workbook(table, number))


def _put_portrait(packed: zipfile.ZipFile, row: Printed, portrait: Callable[[UUID], bytes]) -> str:
    if row.portrait_id is None:
        return ""
    # the name is our own reference: nothing that anybody typed stands in a path
    name = f"{FOLDER}/{row.reference}.jpg"
    try:
        data = portrait(row.portrait_id)
    except Absent:
        return ""
    _put(packed, name, data, stored=True)
    return name


def _put(packed: zipfile.ZipFile, name: str, data: bytes, *, stored: bool = False) -> None:
    entry = zipfile.ZipInfo(name, date_time=_MOMENT)
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    packed.writestr(entry, data)


def _cells(row: Printed, portrait: str) -> list[str]:
    """Return a row in the order of making.SENT, no cell of which a spreadsheet takes for a formula."""
    values = {
        "reference": row.reference,
        "name": row.name,
        "sex": row.sex,
        "ethnicity": row.ethnicity,
        "birth_on": row.birth_on.isoformat(),
        "id_number": row.id_number,
        "portrait": portrait,
        "hukou": row.hukou,
        "address": row.address,
        "authority": row.authority,
        "issued_on": row.issued_on.isoformat(),
    }
    return [sheets.harmless(values[name]) for name in making.SENT]


def _separated(table: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(table)
    return text.getvalue().encode("utf-8-sig")


def _workbook(table: Sequence[Sequence[str]], number: str) -> bytes:
    data = io.BytesIO()
    # in memory: no plain copy of anybody's data lies about in a temporary folder
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": number, "comments": number})
    sheet = book.add_worksheet(number)
    sheet.set_header(f"&C{number}")
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(1, 0)
    text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width, text)
    for line, cells in enumerate(table):
        for place, cell in enumerate(cells):
            sheet.write_string(line, place, cell, bold if line == 0 else text)
    book.close()
    return data.getvalue()
