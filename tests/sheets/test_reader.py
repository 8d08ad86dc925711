"""Tables out of workbooks, CSV files and the clipboard, sound and hostile ones."""

from __future__ import annotations

import datetime
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from papidesk.errors import PapiDeskError
from papidesk.sheets.delimited import read_cells
from papidesk.sheets.plain_sheet import csv_bytes, workbook
from papidesk.sheets.reader import read_table
from papidesk.sheets.workbook import BombError, LockedWorkbookError, NoSuchSheetError


def test_cells_keep_their_kinds(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    day = datetime.date(2026, 3, 5)
    path.write_bytes(
        workbook("Một", ["a", "b", "c"], [["chữ", Decimal("0.3"), day], [None, "=1+1"]])
    )
    table = read_table(path)
    assert table.rows == (("a", "b", "c"), ("chữ", Decimal("0.3"), day), (None, "=1+1"))
    assert (table.sheet, table.sheets, table.columns) == ("Một", ("Một",), 3)


def test_a_sum_of_parts_is_read_as_it_is_shown(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        book.add_worksheet().write_row(0, 0, [0.1 + 0.2, True, 1e15, 2.0])
    row = read_table(tmp_path / "a.xlsx").rows[0]
    assert row == (Decimal("0.3"), "TRUE", Decimal("1E+15"), Decimal(2))


def test_a_merged_cell_says_its_value_in_all_its_places(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:B2", "chung")
        sheet.write("C1", 1)
        sheet.write("C2", 2)
        sheet.merge_range("A4:A1000", "dưới cùng")
    rows = read_table(tmp_path / "a.xlsx").rows
    assert rows[:2] == (("chung", "chung", 1), ("chung", "chung", 2))
    assert rows[3] == ("dưới cùng",)


def test_the_first_sheet_that_is_shown_is_read_or_the_one_that_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        hidden = book.add_worksheet("Ẩn")
        hidden.write("A1", "ẩn")
        book.add_worksheet("Hiện").write("A1", "hiện")
        hidden.hide()
        book.worksheets()[1].activate()
    assert read_table(path).rows == (("hiện",),)
    assert read_table(path, sheet="Ẩn").rows == (("ẩn",),)
    with pytest.raises(NoSuchSheetError):
        read_table(path, sheet="Khác")


def test_empty_rows_are_counted_so_that_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "x")
        sheet.write("A5", "y")
        sheet.write_blank("C50000", None, book.add_format({"bold": True}))
    rows = read_table(tmp_path / "a.xlsx").rows
    assert len(rows) == 5 and rows[4] == ("y",) and rows[1:4] == ((), (), ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_csv_of_any_encoding_and_delimiter_is_read(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    import unicodedata

    rows = [
        ["Ngày", "Nội dung", "Số"],
        ["05/03/2026", 'Họp "thôn"', "1"],
        ["06/03/2026", "Tin", "2"],
    ]
    text = "\r\n".join(delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row)
                       for row in rows)  # fmt: skip
    if encoding == "cp1258":
        text = cp1258_form(text)
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    table = read_table(tmp_path / "a.csv")
    assert [[unicodedata.normalize("NFC", str(cell)) for cell in row] for row in table.rows] == rows
    assert table.notes


def cp1258_form(text: str) -> str:
    """Return text as this code page writes it: letters of its own, tones behind them."""
    import unicodedata

    tones = "\u0300\u0301\u0303\u0309\u0323"
    found = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        base = "".join(part for part in parts if part not in tones)
        found.append(unicodedata.normalize("NFC", base) + "".join(p for p in parts if p in tones))
    return "".join(found)


def test_a_quotation_mark_that_is_never_closed_swallows_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('a,b\n1,"open\n2,c\n3,d\n', encoding="utf-8")
    table = read_table(tmp_path / "a.csv")
    assert table.rows == (("a", "b"), ("1", '"open'), ("2", "c"), ("3", "d"))
    assert len(table.notes) == 2


def test_pasted_cells_keep_their_line_breaks() -> None:
    pasted = 'a\t"x\ny ""z"""\t1\r\n\t\t\r\nb\tc\t2\r\n'
    assert read_cells(pasted).rows == (("a", 'x\ny "z"', "1"), (), ("b", "c", "2"))


def test_hostile_workbooks_are_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"<a>" + b" " * (60 << 20))
    with pytest.raises(BombError):
        read_table(bomb)
    locked = tmp_path / "locked.xlsx"
    locked.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(LockedWorkbookError):
        read_table(locked)
    good = tmp_path / "good.xlsx"
    good.write_bytes(workbook("a", ["a"], [["b"]]))
    laughing = tmp_path / "laughing.xlsx"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(laughing, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("sheet1.xml"):
                data = (
                    b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">'
                    b'<!ENTITY d SYSTEM "file:///etc/hostname">]>'
                    + data[data.index(b"<worksheet") :]
                )
            target.writestr(name, data)
    with pytest.raises(PapiDeskError):
        read_table(laughing)


@given(cut=st.integers(0, 6000), flips=st.lists(st.integers(0, 6000), max_size=5))
def test_a_damaged_workbook_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, cut: int, flips: list[int]
) -> None:
    whole = workbook("a", ["a", "b"], [["x", Decimal(1)]] * 5)
    data = bytearray(whole[: cut or None])
    for at in flips:
        if at < len(data):
            data[at] ^= 0xA5
    path = tmp_path_factory.getbasetemp() / "broken.xlsx"
    path.write_bytes(data)
    try:
        rows = read_table(path).rows
    except PapiDeskError:
        return
    # What is read in spite of it is what was written, never something else.
    assert len(data) == len(whole)
    path.write_bytes(whole)
    assert rows == read_table(path).rows


CELL = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\x85'"),
    max_size=12,
).map(str.strip)  # fmt: skip


@given(rows=st.lists(st.lists(CELL, min_size=2, max_size=5), min_size=1, max_size=6))
def test_what_was_written_as_csv_is_read_the_same(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "a.csv"
    path.write_bytes(csv_bytes(["Cột một", "Cột hai"], rows))
    read = read_table(path).rows[1:]
    wanted = []
    for row in rows:
        while row and not row[-1]:
            row = row[:-1]
        wanted.append(tuple(cell or None for cell in row))
    while wanted and not wanted[-1]:
        wanted.pop()
    assert list(read) == wanted
