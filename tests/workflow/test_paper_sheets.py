"""Paper reports of many units in one table: looked at row by row, then taken in together."""

from __future__ import annotations

import csv
import datetime
import random
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from papidesk.i18n import say
from papidesk.storage.store import Store
from papidesk.workflow import (
    catalogues,
    consolidation,
    consolidation_locks,
    unit_board,
    unit_paper_sheets,
)
from papidesk.workflow.unit_paper_sheets import PaperSheet
from tests.workflow import below
from tests.workflow.below import DUE, DUTY, PERIOD, TODAY, reported
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import tables


def looked(store: Store, path: Path, day: datetime.date | None = DUE) -> PaperSheet:
    table = unit_paper_sheets.read(path)
    return unit_paper_sheets.preview(store, table, duty=DUTY, period=PERIOD, day=day, today=TODAY)


def written(path: Path, rows: list[list[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def test_a_table_of_a_whole_province_adds_up_to_what_its_cells_do(
    store: Store, tmp_path: Path
) -> None:
    below.below(store, 104)
    chance = random.Random(11)
    counters = [one for one in catalogues.counters(store) if one.adds_up == "sum"][:6]
    book = openpyxl.Workbook()
    page = book.active
    page.append(["BIỂU TỔNG HỢP SỐ LIỆU"])
    page.append(
        ["TT", "Đơn vị", "Ngày nhận", *(f"{one.name} ({one.unit})" for one in counters), "Ý kiến"]
    )
    wanted = dict.fromkeys((one.code for one in counters), 0)
    late = 0
    for at in range(1, 105):
        day = DUE + datetime.timedelta(days=chance.choice([-3, 0, 2]))
        late += day > DUE
        amounts = [chance.randint(0, 9_999) for _ in counters]
        for one, amount in zip(counters, amounts, strict=True):
            wanted[one.code] += amount
        page.append([at, f"UBND xã Mẫu {at}", day, *amounts, "tốt"])
    page.append([None, "Tổng cộng", None, *wanted.values()])
    book.save(tmp_path / "bảng.xlsx")
    before = tables(store)
    found = looked(store, tmp_path / "bảng.xlsx", None)
    assert tables(store) == before
    assert len(found.of("new")) == 104 and found.passed == ("Ý kiến",)
    unit_paper_sheets.take(store, found, who=WHO, today=TODAY)
    lines = consolidation.totals(store, DUTY, PERIOD, compare=False)
    assert {one.counter.code: one.value for one in lines} == wanted
    board = unit_board.board(store, DUTY, PERIOD, today=TODAY)
    assert len(board.of("late")) == late and len(board.of("on_time")) == 104 - late
    again = looked(store, tmp_path / "bảng.xlsx", None)
    assert len(again.of("unchanged")) == 104


def test_bad_rows_are_refused_with_their_reason_and_the_others_taken(
    store: Store, tmp_path: Path
) -> None:
    below.below(store, 7)
    reported(store, "H99.5", {"tin-bai": 1})
    path = written(tmp_path / "a.csv", [
        ["Mã đơn vị", "Đơn vị", "Ngày nhận", "tin-bai"],
        ["H99.1", "xã Mẫu 1", "18/06/2026", "1.200"],
        ["H99.2", "xã Mẫu 2", "31/02/2026", "5"],
        ["H99.3", "xã Mẫu 3", "18/06/2026", "-4"],
        ["", "xã Không Có", "18/06/2026", "4"],
        ["H99.5", "xã Mẫu 5", "18/06/2026", "4"],
        ["H99.1", "xã Mẫu 1", "18/06/2026", "7"],
        ["", "", "18/06/2026", "7"],
        ["H99.6", "xã Mẫu 6", "30/12/2026", "7"],
        ["H99.7", "xã Mẫu 7", "18/06/2026", "–"],
    ])  # fmt: skip
    found = looked(store, path)
    assert [(line.row, line.state) for line in found.lines] == [
        (2, "new"), (3, "refused"), (4, "refused"), (5, "refused"), (6, "refused"),
        (7, "refused"), (8, "refused"), (9, "refused"), (10, "new"),
    ]  # fmt: skip
    told = {line.row: line.problem for line in found.of("refused")}
    assert {row: type(problem).__name__ for row, problem in told.items()} == {
        3: "NoSuchDayError", 4: "CellRefusedError", 5: "UnknownUnitError", 6: "ReportHereError",
        7: "UnitTwiceError", 8: "NoUnitNamedError", 9: "FutureArrivalError",
    }  # fmt: skip
    for row, words in {3: "31/02/2026", 4: "-4", 5: "xã Không Có", 9: "30/12/2026"}.items():
        assert words in say(told[row])
    unit_paper_sheets.take(store, found, who=WHO, today=TODAY)
    parts = consolidation.parts(store, DUTY, PERIOD, "tin-bai")
    assert {one.unit: one.value for one in parts} == {"H99.1": 1200, "H99.5": 1}


def test_empty_cells_leave_figures_and_a_dash_takes_them_away(store: Store, tmp_path: Path) -> None:
    below.below(store, 1)
    head = ["Đơn vị", "tin-bai", "hoi-nghi"]
    for row in (["xã Mẫu 1", "4", "2"], ["xã Mẫu 1", "", "3"], ["xã Mẫu 1", "-", ""]):
        found = looked(store, written(tmp_path / "a.csv", [head, row]))
        unit_paper_sheets.take(store, found, who=WHO, today=TODAY)
    lines = consolidation.totals(store, DUTY, PERIOD, compare=False)
    assert {one.counter.code: one.value for one in lines} == {"hoi-nghi": Decimal(3)}
    assert found.lines[0].changes == ("tin-bai: 4 → –",)


@pytest.mark.parametrize(
    "rows",
    [[["a", "b"], ["1", "2"]], [["Đơn vị", "Ghi chú"], ["xã Mẫu 1", "x"]], [["Đơn vị", "tin-bai"]]],
)
def test_a_table_without_units_or_figures_is_refused(
    store: Store, tmp_path: Path, rows: list[list[object]]
) -> None:
    with pytest.raises(unit_paper_sheets.NoPaperTableError):
        looked(store, written(tmp_path / "a.csv", rows))


def test_rows_without_a_day_and_closed_periods_are_refused(store: Store, tmp_path: Path) -> None:
    below.below(store, 2)
    path = written(tmp_path / "a.csv", [["Đơn vị", "tin-bai"], ["xã Mẫu 1", "4"]])
    assert [line.state for line in looked(store, path, None).lines] == ["refused"]
    reported(store, "H99.2", {"tin-bai": 1})
    found = looked(store, path)
    consolidation_locks.lock(store, DUTY, PERIOD, who=WHO)
    before = tables(store)
    assert [line.state for line in looked(store, path).lines] == ["refused"]
    with pytest.raises(consolidation_locks.ConsolidatedError):
        unit_paper_sheets.take(store, found, who=WHO, today=TODAY)
    assert tables(store) == before
