"""Units from pasted cells, CSV and workbooks: first shown, refused row by row, then kept."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import xlsxwriter

from papidesk.storage.store import Store
from papidesk.workflow import units, units_import
from tests.workflow.conftest import WHO

HEAD = ("STT", "Tên đơn vị", "Mã định danh", "Trực thuộc", "Từ ngày", "Đầu mối")
ROWS = [
    ("1", "Huyện Bình Giang", "H99", "", "", ""),
    ("2", "UBND Xã An Hòa", "H99.1", "Huyện Bình Giang", "01/7/2025", "Lê Thị Soạn"),
    ("3", "xã An Bình", "", "H99", "", ""),
]


def pasted(*rows: tuple[str, ...]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def preview(store: Store, text: str) -> units_import.UnitsImport:
    return units_import.preview(store, units_import.read_cells(text))


def test_pasted_rows_become_units_with_codes_parents_and_days(store: Store) -> None:
    plan = preview(store, pasted(HEAD, *ROWS))
    assert [line.state for line in plan.lines] == ["new"] * 3
    assert units.tree(store).every() == []  # nothing is written before it is agreed to
    units_import.take(store, plan, who=WHO)
    tree = units.tree(store)
    assert [(one.code, one.name, one.parent) for one in tree.every()] == [
        ("H99", "huyện Bình Giang", ""),
        ("H99.1", "xã An Hòa", "H99"),
        ("xa-an-binh", "xã An Bình", "H99"),
    ]
    hoa = tree.units["H99.1"]
    assert hoa.validity.since == datetime.date(2025, 7, 1) and hoa.contact == "Lê Thị Soạn"
    assert hoa.full_name == "Ủy ban nhân dân xã An Hòa"


def test_taking_the_same_table_again_changes_nothing(store: Store) -> None:
    units_import.take(store, preview(store, pasted(HEAD, *ROWS)), who=WHO)
    again = preview(store, pasted(HEAD, *ROWS))
    assert [line.state for line in again.lines] == ["unchanged"] * 3
    assert units_import.take(store, again, who=WHO) == []
    changed = preview(store, pasted(HEAD, ("1", "xã An Hòa", "H99.1", "", "", "Đỗ Thị Ví Dụ")))
    assert [line.state for line in changed.lines] == ["changed"]
    units_import.take(store, changed, who=WHO)
    # What the table does not say stays.
    assert units.get(store, "H99.1").parent == "H99"
    assert len(units.history(store, "H99.1")) == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("9", "", "H1"), "no name"),
        (("9", "xã Hai Lần", "H99"), "stands twice"),
        (("9", "xã Mã Sai", "H 99"), "not a unit’s code"),
        (("9", "xã Cha Lạ", "H98", "xã Không Có"), "cannot stand above"),
        (("9", "xã Ngày Sai", "H97", "", "31/02/2026"), "no 31/02/2026"),
    ],
)
def test_a_row_that_cannot_be_is_refused_alone(
    store: Store, row: tuple[str, ...], reason: str
) -> None:
    plan = preview(store, pasted(HEAD, *ROWS, row))
    assert [line.state for line in plan.lines] == ["new"] * 3 + ["refused"]
    assert reason in str(plan.lines[-1].problem) and plan.lines[-1].row == 5
    assert len(units_import.take(store, plan, who=WHO)) == 3


def test_what_stands_below_a_refused_unit_or_in_a_circle_is_refused_too(store: Store) -> None:
    rows = [("1", "xã A", "a", "xã B"), ("2", "xã B", "b", "xã A"), ("3", "xã C", "c", "xã B")]
    plan = preview(store, pasted(HEAD, *rows))
    assert [line.state for line in plan.lines] == ["refused"] * 3


def test_a_list_of_names_alone_is_enough(store: Store) -> None:
    plan = preview(store, "xã An Hòa\nphường An Bình\nxã An Lạc")
    assert [line.unit.code for line in plan.lines if line.unit] == [
        "xa-an-hoa", "phuong-an-binh", "xa-an-lac",
    ]  # fmt: skip
    with pytest.raises(units_import.NoUnitsError):
        preview(store, "1\t2\n3\t4")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_104_units_come_from_a_file(store: Store, tmp_path: Path, form: str) -> None:
    rows = [("Mã", "Tên đơn vị"), *((f"H99.{at}", f"Xã Mẫu {at}") for at in range(1, 105))]
    path = tmp_path / f"đơn vị.{form}"
    if form == "csv":
        path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8-sig")
    else:
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet()
            for at, row in enumerate(rows):
                page.write_row(at + 2, 0, row)  # titles need not stand in the first row
    plan = units_import.preview(store, units_import.read(path))
    units_import.take(store, plan, who=WHO)
    tree = units.tree(store)
    assert [one.code for one in tree.reporting()] == [f"H99.{at}" for at in range(1, 105)]
    assert tree.name("H99.104") == "xã Mẫu 104"
