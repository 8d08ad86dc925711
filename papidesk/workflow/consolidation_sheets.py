"""The consolidated figures of a period written as an Excel workbook."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

from papidesk.domain import figure_text
from papidesk.domain.consolidation import BoardState
from papidesk.domain.consolidation_facts import ConsolidationFacts, UnitFact
from papidesk.domain.outliers import Outlier
from papidesk.domain.periods import parse
from papidesk.sheets.consolidation import ConsolidationBook, SheetCell, SheetPage, workbook
from papidesk.storage.store import Store
from papidesk.workflow import (
    consolidation,
    consolidation_entries,
    consolidation_report,
    offices,
    unit_board,
)
from papidesk.workflow.consolidation_report import ConsolidationOrder
from papidesk.workflow.files import write_whole

__all__ = ["book", "write"]

# Sheets are handed on like papers: Vietnamese.
_STATES: dict[BoardState, str] = {
    "on_time": "Đúng hạn", "late": "Trễ hạn", "missing": "Chưa gửi", "overdue": "Chưa gửi, quá hạn",
    "returned": "Trả lại", "not_due": "Không thuộc diện báo cáo",
}  # fmt: skip
_DOUBTS = {
    "high": "Cao hơn hẳn các đơn vị khác",
    "low": "Thấp hơn hẳn các đơn vị khác",
    "jump": "Tăng nhiều hơn hẳn các đơn vị khác",
    "drop": "Giảm nhiều hơn hẳn các đơn vị khác",
    "none": "Không có, trong khi hầu hết đơn vị đều có",
    "beyond": "Ngoài giới hạn của chỉ tiêu",
    "copied": "Trùng toàn bộ số liệu kỳ trước",
}


_SOURCE = ("Nguồn số liệu", 16)


def book(store: Store, duty: str, period: str, *, today: datetime.date) -> ConsolidationBook:
    """Return the workbook of a period: totals, units × counters, board, figures that stand out."""
    code = parse(period).code
    order = ConsolidationOrder(duty=duty, period=code, doubts=False)
    facts = consolidation_report.gathered(store, order, today=today)
    days = f"{figure_text.day(facts.since)} – {figure_text.day(facts.until)}"
    board = unit_board.board(store, duty, code, today=today)
    doubts = consolidation_entries.outliers(store, duty, code)
    names = {unit.code: unit.name for unit in facts.units}
    return ConsolidationBook(
        office=offices.on(store, today).issuer,
        window=f"{facts.period.label} ({days})",
        day=facts.since,
        pages=(
            _totals(facts),
            _per_unit(facts),
            _board(board, facts),
            _doubtful(store, doubts, names),
        ),
    )


def write(store: Store, target: Path, duty: str, period: str, *, today: datetime.date) -> Path:
    """Write the workbook and return its path; raises what a full disk or a locked file does."""
    return write_whole(target, workbook(book(store, duty, period, today=today)))


def _totals(facts: ConsolidationFacts) -> SheetPage:
    rows: list[tuple[SheetCell, ...]] = []
    for number, count in enumerate(facts.counts, start=1):
        change: Decimal | None = None
        if count.value is not None and count.previous is not None:
            change = count.value - count.previous
        rows.append(
            (
                number, count.counter.code, count.counter.name, count.counter.unit, count.value,
                count.previous, change, count.units,
            )
        )  # fmt: skip
    return SheetPage(
        tab="Tổng hợp",
        title="SỐ LIỆU TỔNG HỢP",
        columns=(
            ("TT", 6), ("Mã", 20), ("Chỉ tiêu số liệu", 48), ("Đơn vị tính", 13),
            ("Kết quả trong kỳ", 15), ("Kỳ trước", 15), ("Tăng, giảm", 13), ("Số đơn vị", 11),
        ),
        rows=tuple(rows),
        frozen=3,
    )  # fmt: skip


def _per_unit(facts: ConsolidationFacts) -> SheetPage:
    columns = [("TT", 6), ("Mã đơn vị", 18), ("Đơn vị", 34)]
    columns += [(f"{one.counter.name} ({one.counter.unit})", 15) for one in facts.counts]
    columns.append(_SOURCE)
    rows: list[tuple[SheetCell, ...]] = [
        (None, None, "Tổng hợp", *(count.value for count in facts.counts), None)
    ]
    told = [unit for unit in facts.units if any(unit.code in one.of_units for one in facts.counts)]
    rows += [
        (
            number,
            unit.code,
            unit.name,
            *(one.of_units.get(unit.code) for one in facts.counts),
            _source(unit),
        )
        for number, unit in enumerate(told, start=1)
    ]
    return SheetPage(
        tab="Từng đơn vị",
        title="SỐ LIỆU CỦA TỪNG ĐƠN VỊ",
        columns=tuple(columns),
        rows=tuple(rows),
        bold=frozenset({0}),
        frozen=3,
    )


def _source(unit: UnitFact) -> str:
    return "Nhập tay" if unit.typed else "Gói dữ liệu"


def _board(board: unit_board.Board, facts: ConsolidationFacts) -> SheetPage:
    rate = f" – ĐÚNG HẠN {figure_text.written(board.on_time_rate)}%" if board.expected else ""
    rows: list[tuple[SheetCell, ...]] = [
        (
            number, unit.code, unit.name, _STATES[unit.state], unit.day,
            unit.days_late or None, unit.paper, unit.reason, _source(unit) if unit.day else None,
        )
        for number, unit in enumerate(facts.units, start=1)
    ]  # fmt: skip
    return SheetPage(
        tab="Gửi báo cáo",
        title=f"TÌNH HÌNH GỬI BÁO CÁO, HẠN {figure_text.day(board.due)}{rate}",
        columns=(
            ("TT", 6), ("Mã đơn vị", 18), ("Đơn vị", 34), ("Kết quả", 18), ("Ngày nhận", 13),
            ("Số ngày trễ", 10), ("Văn bản báo cáo", 26), ("Lý do trả lại", 40), _SOURCE,
        ),
        rows=tuple(rows),
        frozen=3,
    )  # fmt: skip


def _doubtful(store: Store, doubts: list[Outlier], names: dict[str, str]) -> SheetPage:
    counters = consolidation.counters_of(store)
    rows: list[tuple[SheetCell, ...]] = []
    for number, one in enumerate(doubts, start=1):
        counter = counters.get(one.counter)
        middle, before = one.values.get("middle"), one.values.get("previous")
        rows.append(
            (
                number, names.get(one.unit, one.unit), counter.name if counter else "Tất cả",
                one.value, middle, before, _DOUBTS[one.kind],
            )
        )  # fmt: skip
    return SheetPage(
        tab="Số bất thường",
        title="SỐ LIỆU CẦN KIỂM TRA LẠI",
        columns=(
            ("TT", 6), ("Đơn vị", 34), ("Chỉ tiêu số liệu", 44), ("Số liệu", 13),
            ("Mức giữa các đơn vị", 14), ("Kỳ trước", 13), ("Vì sao", 44),
        ),
        rows=tuple(rows),
    )  # fmt: skip
