"""The card maker's files: exactly the ten items out, nothing dangerous in (E9, L3, design.md 10)."""

import csv
import datetime
import io
import struct
import uuid
import zipfile

import pytest
import python_calamine
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from tests import carding, factories, pictures

from anju.actions import card as acts
from anju.exchange.cards import packing, reading
from anju.law.absent import Absent
from anju.law.permit import making
from anju.law.refusal import Refusal
from anju.models import Card, CardBatch, Permit
from anju.queries import cards
from anju.queries.cards import Printed

HEAD = ["制证编号", "卡号", "失败原因"]
PICTURE = b"\xff\xd8 portrait \xff\xd9"


def row(**changes: object) -> Printed:
    """Return a card as it is printed."""
    given: dict[str, object] = {
        "reference": f"{uuid.UUID(int=1)}-1",
        "name": "王小明",
        "sex": "女",
        "ethnicity": "汉",
        "birth_on": datetime.date(1990, 3, 7),
        "id_number": "410105199003070041",
        "portrait_id": uuid.UUID(int=2),
        "hukou": "河南省郑州市金水区",
        "address": "兰山区第001街道红星001社区沂蒙路100号",
        "authority": "临沂市公安局兰山分局",
        "issued_on": factories.DAY,
    }
    return Printed(**{**given, **changes})  # type: ignore[arg-type]


def packed(*rows: Printed, number: str = "PC371302-2026-0000001-7") -> zipfile.ZipFile:
    out = io.BytesIO()
    packing.pack(number=number, rows=rows, portrait=lambda _key: PICTURE, out=out)
    return zipfile.ZipFile(out)


def text_table(archive: zipfile.ZipFile) -> list[list[str]]:
    return list(csv.reader(io.StringIO(archive.read("cards.csv").decode("utf-8-sig"))))


def book_table(archive: zipfile.ZipFile) -> list[list[object]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(archive.read("cards.xlsx")))
    found: list[list[object]] = book.get_sheet_by_index(0).to_python()
    return found


def book(*rows: list[object]) -> bytes:
    """Return a workbook as a maker's Excel writes it."""
    data = io.BytesIO()
    made = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = made.add_worksheet()
    for line, cells in enumerate(rows):
        sheet.write_row(line, 0, cells)
    made.close()
    return data.getvalue()


def read(data: bytes, name: str = "answer.xlsx") -> list[dict[str, str]]:
    return [dict(line.raw) for line in reading.read(SimpleUploadedFile(name, data))]


def refusal(data: bytes) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as error:
        read(data)
    return error.value.code, error.value.field


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook with something in one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            content = given.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new)
            made.writestr(name, content)
    return out.getvalue()


def test_E9_the_file_holds_exactly_the_reference_and_the_ten_items_in_both_tables_and_the_portrait() -> None:
    archive = packed(row())
    reference = row().reference
    head = [
        "制证编号",
        "姓名",
        "性别",
        "民族",
        "出生日期",
        "公民身份号码",
        "本人相片",
        "常住户口所在地住址",
        "居住地住址",
        "证件的签发机关",
        "签发日期",
    ]
    cells = [
        reference,
        "王小明",
        "女",
        "汉",
        "1990-03-07",
        "410105199003070041",
        f"portraits/{reference}.jpg",
        "河南省郑州市金水区",
        "兰山区第001街道红星001社区沂蒙路100号",
        "临沂市公安局兰山分局",
        "2026-03-04",
    ]
    assert archive.namelist() == [f"portraits/{reference}.jpg", "cards.csv", "cards.xlsx"]
    # an ID number stays text: Excel would round it
    assert (text_table(archive), book_table(archive)) == ([head, cells], [head, cells])
    assert archive.read(f"portraits/{reference}.jpg") == PICTURE
    assert archive.read("cards.csv")[:3] == b"\xef\xbb\xbf"


def test_L3_the_batch_s_number_marks_every_part_and_the_same_batch_is_the_same_table() -> None:
    one, two = packed(row()), packed(row())
    assert one.comment == b"PC371302-2026-0000001-7"
    with zipfile.ZipFile(io.BytesIO(one.read("cards.xlsx"))) as inner:
        sheet, core = inner.read("xl/worksheets/sheet1.xml").decode(), inner.read("docProps/core.xml").decode()
        assert "&amp;CPC371302-2026-0000001-7" in sheet
        assert "PC371302-2026-0000001-7" in core
        assert 'name="PC371302-2026-0000001-7"' in inner.read("xl/workbook.xml").decode()
    assert one.read("cards.csv") == two.read("cards.csv")


@pytest.mark.parametrize("name", ["=1+1", "+cmd", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_is_a_formula(name: str) -> None:
    archive = packed(row(name=name))
    assert (text_table(archive)[1][1], book_table(archive)[1][1]) == (f"'{name}", f"'{name}")
    with zipfile.ZipFile(io.BytesIO(archive.read("cards.xlsx"))) as inner:
        assert "<f>" not in inner.read("xl/worksheets/sheet1.xml").decode()


def test_a_portrait_that_is_missing_or_swept_leaves_its_cell_empty() -> None:
    def gone(_key: uuid.UUID) -> bytes:
        raise Absent("upload")

    out = io.BytesIO()
    packing.pack(number="PC1", rows=[row(), row(portrait_id=None)], portrait=gone, out=out)
    archive = zipfile.ZipFile(out)
    assert (archive.namelist(), [line[6] for line in text_table(archive)]) == (
        ["cards.csv", "cards.xlsx"],
        ["本人相片", "", ""],
    )


@pytest.mark.django_db
def test_E9_what_is_printed_comes_from_the_register_in_a_constant_number_of_statements() -> None:
    here = factories.community()
    number = factories.id_number(sex="female")
    card = carding.made(at=here, stay=factories.registered(at=here, id_number=number))
    others = [carding.made(at=here) for _ in range(3)]
    post = carding.officer(here)
    scope = carding.scope(post)

    def sent(*wanted: Card) -> CardBatch:
        keys = [one.id for one in wanted]
        return acts.send(authority=card.authority_id, card_ids=keys, by=factories.actor(post), at=factories.NOW)

    def printed(batch: CardBatch, *wanted: Card) -> tuple[list[Printed], int]:
        with CaptureQueriesContext(connection) as captured:
            found = cards.printed(scope=scope, batch_id=batch.id, card_ids=[one.id for one in wanted])
        return found, len(captured)

    single, several = sent(card), sent(*others)
    (one,), statements = printed(single, card)
    line = one.address.removeprefix("兰山区第001街道红星001社区")
    assert line.startswith("沂蒙路100号3号楼2单元")
    assert one == Printed(
        reference=f"{card.id}-1",
        name="王小明",
        sex="女",
        ethnicity="汉",
        birth_on=datetime.date(1990, 3, 7),
        id_number=number,
        portrait_id=None,
        hukou="河南省郑州市金水区",
        address=f"兰山区第001街道红星001社区{line}",
        authority=carding.county(here).name,
        issued_on=Permit.objects.get(id=card.permit_id).issued_on,
    )
    found, again = printed(several, *others)
    assert ([row.reference for row in found], again) == ([f"{other.id}-1" for other in others], statements)
    # another batch's or another county's cards are none of it
    assert printed(single, *others)[0] == []
    far = carding.scope(carding.officer(factories.community(county="371311")))
    assert cards.printed(scope=far, batch_id=single.id, card_ids=[card.id]) == []


@pytest.mark.django_db
def test_E9_the_portrait_given_with_the_application_leaves_cut_to_the_norm() -> None:
    here, who = factories.community(), factories.resident()
    stay = factories.registered(at=here, who=who)
    real_portrait = pictures.on_file(stay=stay, who=who, purpose="portrait")
    card = carding.made(at=here, stay=stay)
    Permit.objects.filter(id=card.permit_id).update(portrait=real_portrait)
    post = carding.officer(here)
    by = factories.actor(post)
    batch = acts.send(authority=card.authority_id, card_ids=[card.id], by=by, at=factories.NOW)
    rows = cards.printed(scope=carding.scope(post), batch_id=batch.id, card_ids=[card.id])
    out = io.BytesIO()
    packing.pack(number=batch.number, rows=rows, portrait=lambda key: cards.portrait(upload_id=key), out=out)
    with zipfile.ZipFile(out) as archive, Image.open(archive.open(f"portraits/{card.id}-1.jpg")) as image:
        assert (image.format, image.size) == ("JPEG", (358, 441))


def test_an_answer_is_read_from_a_workbook_and_from_text_alike() -> None:
    rows = [["a-1", "LY00000001", ""], ["b-1", "", "相片模糊"], ["", "", ""], ["c-1", 12345678, ""]]
    want = [
        {"reference": "a-1", "card_number": "LY00000001", "failure": ""},
        {"reference": "b-1", "card_number": "", "failure": "相片模糊"},
        {"reference": "c-1", "card_number": "12345678", "failure": ""},
    ]
    lines = "\n".join(",".join(str(cell) for cell in cells) for cells in [HEAD, *rows])
    assert read(book(HEAD, *rows)) == want
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert read(lines.encode(encoding), "answer.csv") == want, encoding
    assert read(lines.replace(",", "\t").encode(), "answer.txt") == want
    assert [line.number for line in reading.read(SimpleUploadedFile("a.csv", lines.encode()))] == [2, 3, 5]


def test_headings_may_stand_in_any_order_in_either_language_beside_columns_nobody_reads() -> None:
    rows = [["Note", "Failure", "REFERENCE", "Card number"], ["x", "", "a-1", "LY00000001"]]
    assert read(book(*rows)) == [{"reference": "a-1", "card_number": "LY00000001", "failure": ""}]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_missing"),
        (b"PK\x03\x04", "file_binary"),
        (b"PK\x03\x04" + b"\0" * 400, "file_binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file_binary"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "file_binary"),
        (b"%PDF-1.7\n\xff\xfe\0\0", "file_binary"),
        (b"x" * 1_000_001, "file_too_large"),
        ("姓名,年龄\n王,1".encode(), "table_header"),
        ("制证编号,卡号,失败原因\n".encode(), "table_empty"),
        ('制证编号,卡号\n"a,1'.encode(), "table_broken"),
        (("制证编号,卡号\n" + "a,1\n" * 2001).encode(), "table_too_long"),
        (book([]), "table_empty"),
        (book(["姓名"], ["王"]), "table_header"),
    ],
)
def test_what_is_no_answer_is_refused_with_one_clear_line(data: bytes, code: str) -> None:
    assert refusal(data) == (code, "file")


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/worksheets/sheet1.xml", b"\0" * 60_000_000)
    assert (len(out.getvalue()) < 100_000, refusal(out.getvalue())) == (True, ("file_too_large", "file"))
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as made:
        for place in range(reading.MOST_MEMBERS + 1):
            made.writestr(f"xl/{place}.xml", b"<a/>")
    assert refusal(many.getvalue()) == ("file_too_large", "file")


def test_a_member_that_lies_about_its_size_unpacks_no_more_than_it_said() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    # what is unpacked stands in the local and in the central directory: both say ten bytes now
    lied = out.getvalue().replace(struct.pack("<L", 60_000_000), struct.pack("<L", 10))
    assert refusal(lied) == ("file_binary", "file")


@pytest.mark.parametrize("cell", [b'r="XFD1048576"', b'r="A1048576"', b'r="XFD2"', b"r='AZ2'"])
def test_a_cell_at_the_end_of_the_sheet_fills_no_memory(cell: bytes) -> None:
    data = changed(book(HEAD, ["a-1", "LY1", ""]), "xl/worksheets/sheet1.xml", b'r="B2"', cell)
    assert refusal(data) == ("file_too_large", "file")


def test_rows_and_cells_without_a_place_are_counted_too() -> None:
    row = b"<row></row>" * 3000
    data = changed(book(HEAD, ["a-1", "LY1", ""]), "xl/worksheets/sheet1.xml", b"</sheetData>", row + b"</sheetData>")
    assert refusal(data) == ("file_too_large", "file")


def test_a_workbook_that_declares_entities_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]>'
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    data = changed(book(HEAD, ["a-1", "LY1", ""]), "xl/worksheets/sheet1.xml", head, bomb)
    assert refusal(data) == ("file_binary", "file")


def test_a_path_that_leads_out_is_never_written_anywhere() -> None:
    data = io.BytesIO(book(HEAD, ["a-1", "LY00000001", ""]))
    with zipfile.ZipFile(data, "a") as made:
        made.writestr("../../../../tmp/anju-out.xml", b"<a/>")
        made.writestr("/etc/anju-out.rels", b"<a/>")
    assert read(data.getvalue()) == [{"reference": "a-1", "card_number": "LY00000001", "failure": ""}]


def test_a_formula_in_an_answer_is_text_and_no_card_s_number() -> None:
    raw = read(f"制证编号,卡号\n{uuid.UUID(int=1)}-1,=1+1".encode(), "a.csv")[0]
    with pytest.raises(Refusal) as error:
        making.answer(making.Line(number=2, raw=raw))
    assert error.value.code == "card_number_wrong"
