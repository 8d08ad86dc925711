"""The page Tổng hợp: empty, usual and crowded, and each of its dialogs."""

from __future__ import annotations

import datetime
import tempfile
from dataclasses import replace as replace_dataclass
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from papidesk.domain.consolidation import BoardState, Remark, UnitReport
from papidesk.domain.counters import Counter
from papidesk.domain.document import Document
from papidesk.domain.outliers import Outlier
from papidesk.domain.record import Validity, replace
from papidesk.domain.sheet_table import SheetTable
from papidesk.domain.unit_tree import BelowUnit, UnitForm, UnitTree
from papidesk.workflow import demo, papers, reminders, units, units_import, workspaces
from papidesk.workflow.consolidation import TotalLine, UnitPart
from papidesk.workflow.received_papers import ToldFigure, UnitPaper
from papidesk.workflow.unit_board import Board, BoardRow
from tests.ui.scenes.registry import Stage, scene
from ui.consolidation.board_reading import YearBoards, rows_of
from ui.consolidation.board_work import LookedAt, ToRemark
from ui.consolidation.consolidation_page import FIGURES, UNITS, WATCH, ConsolidationPage
from ui.consolidation.entries_dialog import EntriesDialog, Entry
from ui.consolidation.figures_work import Totals
from ui.consolidation.merge_dialog import MergeDialog
from ui.consolidation.paper_dialog import PaperDialog
from ui.consolidation.reminder_dialog import ReminderDialog
from ui.consolidation.return_report_dialog import ReturnReportDialog
from ui.consolidation.scope_dialog import ScopeDialog
from ui.consolidation.small_dialogs import ArrivalDialog, UnlockDialog
from ui.consolidation.term_chip import Asked
from ui.consolidation.unit_change_dialog import UnitChangeDialog
from ui.consolidation.unit_dialog import UnitDialog
from ui.consolidation.units_import_dialog import UnitsImportDialog

WHO = "Trần Thị Thí Dụ"
NAMES = {
    "papi": "Báo cáo kết quả thực hiện Chỉ số PAPI",
    "cchc": "Báo cáo kết quả công tác cải cách hành chính",
}
PERIODS = ("2026-Q1", "2026-H1", "2026-9M", "2026")
ASKED = Asked("papi", "2026-H1", NAMES["papi"])
STATES: tuple[BoardState, ...] = (
    "on_time", "late", "on_time", "overdue", "on_time", "returned", "on_time", "on_time",
)  # fmt: skip
TITLE = "xã An Hòa: Báo cáo kết quả thực hiện Chỉ số PAPI, 6 tháng đầu năm 2026"
LONG = "Ủy ban nhân dân xã Thượng Sơn Hòa Bình Trung Hạ vừa được sắp xếp từ ba xã"


def report(code: str, period: str, state: BoardState, day: datetime.date) -> UnitReport:
    """Return a report that came on a day."""
    made = UnitReport(
        unit=code, duty="papi", period=period, received_on=day, first_on=day, document="mẫu",
        number="92/BC-UBND", title="Báo cáo công tác nâng cao Chỉ số PAPI",
    )  # fmt: skip
    if state == "returned":
        return replace(
            made, state="returned", reason="Số tin, bài cao hơn hẳn kỳ trước.", decided_by=WHO,
            decided_at="2026-06-22T02:00:00Z", wanted_by=datetime.date(2026, 6, 27),
            remarks=(Remark(text="Kiểm tra lại số tin, bài của tháng 5", counter="tin-bai"),),
        )  # fmt: skip
    if state == "on_time":
        return replace(made, state="accepted", decided_by=WHO, decided_at="2026-06-22T02:00:00Z")
    return made


def board(period: str, due: datetime.date, count: int, *, past: bool, duty: str = "papi") -> Board:
    """Return a board with units in every state."""
    rows = []
    for number in range(count):
        state = STATES[(number * 5 + due.month) % len(STATES)] if past else "missing"
        code = f"H99.{number + 1}"
        came = due + datetime.timedelta(days=3 if state == "late" else -2)
        sent = state not in ("overdue", "missing")
        rows.append(
            BoardRow(
                unit=code,
                name=LONG if number % 40 == 7 else f"xã Mẫu {number + 1}",
                state=state,
                report=report(code, period, state, came) if sent else None,
                days_late={"late": 3, "overdue": 5}.get(state, 0),
            )
        )
    order = ["overdue", "returned", "late", "missing", "on_time"]
    rows.sort(key=lambda row: order.index(row.state))
    return Board(duty=duty, period=period, due=due, rows=tuple(rows), locked=period == "2026-Q1")


def year(count: int = 24) -> YearBoards:
    """Return a year of so many units."""
    days = [(3, 20), (6, 19), (9, 18), (12, 14)]
    boards = [
        board(period, datetime.date(2026, *day), count, past=place < 2, duty=duty)
        for place, (period, day) in enumerate(zip(PERIODS, days, strict=True))
        for duty in NAMES
    ]
    return YearBoards(
        year=2026, boards=tuple(boards), rows=rows_of(boards), names=NAMES, rate=Decimal("83.3"),
        units=count, duties=8,
    )  # fmt: skip


def page(stage: Stage, place: int = WATCH) -> ConsolidationPage:
    """Return the page on screen with a view."""
    stage.window.show_page("consolidation")
    found = stage.window.page("consolidation")
    assert isinstance(found, ConsolidationPage)
    found.tabs.setCurrentIndex(place)
    stage.wait(lambda: stage.context.jobs.idle)
    return found


def some_tree(count: int = 12) -> UnitTree:
    """Return units with a merger and a new name."""
    day = datetime.date(2025, 7, 1)
    found = {
        "H99": BelowUnit(code="H99", name="huyện Mẫu", level="district", order=1),
        "H99.0": BelowUnit(
            code="H99.0", name="xã An Hòa", parent="H99", order=2, basis="Nghị quyết số 1/NQ-HĐND",
            validity=Validity(since=day), contact="Nguyễn Văn Mẫu, 0123 456 789",
            former=(UnitForm(name="xã An Hạ", parent="H99",
                             validity=Validity(until=day - datetime.timedelta(days=1))),),
        ),
        "H99.90": BelowUnit(
            code="H99.90", name="xã Đông Hạ", parent="H99", order=3, successor="H99.0",
            merged_on=day, merged_by="Nghị quyết số 1/NQ-HĐND",
        ),
    }  # fmt: skip
    for number in range(1, count):
        code = f"H99.{number}"
        found[code] = BelowUnit(code=code, name=f"xã Mẫu {number}", parent="H99", order=10 + number)
    return UnitTree(on=datetime.date(2026, 6, 25), units=found)


# Who reported


@scene("consolidation-watch")
def matrix(stage: Stage) -> QWidget:
    """The matrix of a year."""
    view = page(stage).watch
    view.show_matrix()
    view.show_boards(year())
    return stage.window


@scene("consolidation-watch-crowded")
def crowded_matrix(stage: Stage) -> QWidget:
    """The units of a whole country."""
    view = page(stage).watch
    view.show_matrix()
    view.show_boards(year(3321))
    return stage.window


@scene("consolidation-levels")
def levels(stage: Stage) -> QWidget:
    """Units of several levels, narrowed to those below one; what waits for a decision is shown."""
    view = page(stage).watch
    names = {f"H99.{n}": (f"H9{n % 3}",) for n in range(1, 25)}
    districts = {"H90": "huyện Thượng", "H91": "huyện Hạ", "H92": "thị xã Trung"}
    view.show_boards(replace_dataclass(year(), chains=names, parents=districts))
    view.show_term(ASKED.key)
    view.above.choose("H91")
    return stage.window


@scene("consolidation-report")
def one_report(stage: Stage) -> QWidget:
    """One report of all units, a returned one chosen."""
    view = page(stage).watch
    view.show_boards(year())
    view.show_term(ASKED.key)
    row = next((n for n, one in enumerate(view.list.model.rows) if one.state == "returned"), 0)
    view.list.table.choose_row(row)
    return stage.window


@scene("empty-consolidation-watch")
def no_units(stage: Stage) -> QWidget:
    """No unit was entered."""
    page(stage).watch.show_boards(YearBoards(year=2026))
    return stage.window


@scene("empty-consolidation-duties")
def no_duties(stage: Stage) -> QWidget:
    """Units, but no report is asked for."""
    page(stage).watch.show_boards(YearBoards(year=2026, units=104))
    return stage.window


# Figures


def figures(stage: Stage, count: int) -> QWidget:
    """Show totals of so many counters."""
    view = page(stage, FIGURES).figures
    view.asked = ASKED
    view.term.offer([ASKED])
    view.term.show_asked(ASKED)
    lines = [
        TotalLine(
            counter=Counter(code=f"chi-tieu-{n}", name=_counter(n), unit="lượt"),
            value=Decimal(1234 * (n + 1)), previous=Decimal(1100 * (n + 2)) if n % 4 else None,
            entries=420, units=104,
        )
        for n in range(count)
    ]  # fmt: skip
    outliers = [
        Outlier(unit=f"H99.{n}", counter="chi-tieu-0", kind="high", value=Decimal(900), score=9.1,
                message="{value}: {times} times the middle value {middle} of {units} units.",
                values={"value": Decimal(900), "times": Decimal("18.4"), "middle": Decimal(49),
                        "units": 104})
        for n in (3, 17)
    ]  # fmt: skip
    names = {f"H99.{n}": f"xã Mẫu {n}" for n in range(1, 105)}
    view.show_totals(Totals(ASKED, tuple(lines), tuple(outliers), names))
    parts = [
        UnitPart(
            unit=code, name=LONG if code == "H99.5" else name, value=Decimal(40 + n % 17),
            previous=Decimal(38 + n % 11), entries=n % 9,
            sources=(code, "H99.500") if code == "H99.2" else (code,), returned=code == "H99.9",
        )
        for n, (code, name) in enumerate(names.items())
    ]  # fmt: skip
    stage.wait(lambda: stage.context.jobs.idle)
    view.show_parts(parts)
    return stage.window


def _counter(number: int) -> str:
    names = ("Tin, bài tuyên truyền", "Lượt phát thanh", "Hội nghị, buổi quán triệt")
    return names[number] if number < len(names) else f"{LONG} {number}"


@scene("consolidation-figures")
def totals(stage: Stage) -> QWidget:
    """Totals with the units behind one."""
    return figures(stage, 3)


@scene("consolidation-figures-crowded")
def crowded_totals(stage: Stage) -> QWidget:
    """Many counters with long names."""
    return figures(stage, 60)


@scene("consolidation-outliers")
def outliers(stage: Stage) -> QWidget:
    """Figures that stand out."""
    figures(stage, 3)
    page_ = stage.window.page("consolidation")
    assert isinstance(page_, ConsolidationPage)
    page_.figures.side.tabs.setCurrentIndex(1)
    return stage.window


@scene("empty-consolidation-figures")
def no_figures(stage: Stage) -> QWidget:
    """Nobody reported."""
    page(stage, FIGURES).figures.show_totals(None)
    return stage.window


# Units


@scene("consolidation-units")
def tree(stage: Stage) -> QWidget:
    """The units with what one of them was."""
    view = page(stage, UNITS).units
    view.gone.setChecked(True)
    view.show_tree(some_tree())
    view.choose("H99.0")
    return stage.window


@scene("consolidation-units-crowded")
def crowded_tree(stage: Stage) -> QWidget:
    """Thousands of units."""
    page(stage, UNITS).units.show_tree(some_tree(3321))
    return stage.window


@scene("empty-consolidation-units")
def empty_tree(stage: Stage) -> QWidget:
    """No unit yet."""
    view = page(stage, UNITS).units
    view.gone.setChecked(False)
    view.show_tree(UnitTree(on=datetime.date(2026, 6, 25), units={}))
    return stage.window


# Dialogs


@scene("dialog-return-report", ReturnReportDialog)
def return_report(stage: Stage) -> QDialog:
    """A report is returned with remarks."""
    told = [
        ToldFigure(counter="tin-bai", name="Tin, bài tuyên truyền", unit="tin, bài",
                   value=Decimal(900)),
        ToldFigure(counter="phat-thanh", name="Lượt phát thanh", unit="lượt", value=Decimal(161)),
    ]  # fmt: skip
    made = ReturnReportDialog(stage.context, TITLE, ToRemark(told, stage.draft()), stage.window)
    made.reason.show_value(("Số liệu chưa khớp với nhật ký gửi kèm.",))
    made.notes.place.show_value("counter:tin-bai")
    made.notes.remark.show_value("Kiểm tra lại số tin, bài của tháng 5")
    made.notes.add_button.click()
    return made


@scene("dialog-arrival", ArrivalDialog)
def arrival(stage: Stage) -> QDialog:
    """The day a report came."""
    return ArrivalDialog("xã An Hòa", datetime.date(2026, 6, 19), _nothing, stage.window)


@scene("dialog-unlock", UnlockDialog)
def unlock(stage: Stage) -> QDialog:
    """A closed period is opened again."""
    return UnlockDialog(ASKED.text, _nothing, stage.window)


def _nothing(_answer: object) -> None:
    return None


@scene("dialog-unit-paper", PaperDialog)
def paper(stage: Stage) -> QDialog:
    """A unit's paper."""
    made = PaperDialog(stage.context, TITLE, None, stage.window)
    draft = stage.draft()
    found = UnitPaper(document=draft, title=draft.title, files=("Phu luc so lieu.xlsx",))
    made.show_paper(LookedAt(found, papers.pdf(draft)))
    stage.wait(lambda: made.view.up_to_date)
    return made


@scene("dialog-unit-entries", EntriesDialog)
def entries(stage: Stage) -> QDialog:
    """The entries behind a figure."""
    made = EntriesDialog(
        stage.context, "xã An Hòa: Lượt phát thanh", quantities=True, parent=stage.window
    )
    found = [
        Entry(f"2026-05-{n % 28 + 1:02}", f"Phát thanh chuyên mục cải cách hành chính số {n + 1}",
              Decimal(n % 4 + 1), ("Anh 1.jpg", "Lich phat.pdf") if n % 3 else ())
        for n in range(40)
    ]  # fmt: skip
    made.show_entries(found, "Đơn vị tính 46 mục và gửi 40 mục.")
    return made


def letter() -> Document:
    """Return the letter of a superior to the first unit that did not report."""
    with tempfile.TemporaryDirectory() as name:
        above = demo.sample_offices()[1]
        with workspaces.create(Path(name) / "w", above, who=WHO) as workspace:
            units.put(workspace.store, BelowUnit(code="H99.1", name="xã Mẫu 2"), who=WHO, new=True)
            day = datetime.date(2026, 6, 24)
            return reminders.preview(workspace.store, "papi", "2026-H1", today=day)[0]


@scene("dialog-reminder", ReminderDialog)
def reminder(stage: Stage) -> QDialog:
    """Letters to those missing."""
    shown = board("2026-H1", datetime.date(2026, 6, 19), 24, past=True)
    made = ReminderDialog(stage.context, ASKED, shown, None, stage.window)
    stage.wait(lambda: stage.context.jobs.idle)
    # The store of the scene knows none of these units: the letter comes from a superior's.
    made.problem.hide()
    made.preview.show_document(letter())
    stage.wait(lambda: made.preview.view.page_count > 0)
    return made


@scene("dialog-unit", UnitDialog)
def unit(stage: Stage) -> QDialog:
    """A unit is corrected."""
    return UnitDialog(stage.context, some_tree().units["H99.0"], "", stage.window)


@scene("dialog-unit-new", UnitDialog)
def new_unit(stage: Stage) -> QDialog:
    """A unit is added."""
    return UnitDialog(stage.context, None, "", stage.window)


@scene("dialog-unit-rename", UnitChangeDialog)
def rename(stage: Stage) -> QDialog:
    """A unit gets a new name."""
    return UnitChangeDialog(stage.context, some_tree().units["H99.0"], "rename", stage.window)


@scene("dialog-unit-end", UnitChangeDialog)
def end(stage: Stage) -> QDialog:
    """A unit ended."""
    return UnitChangeDialog(stage.context, some_tree().units["H99.0"], "end", stage.window)


@scene("dialog-merge-units", MergeDialog)
def merge(stage: Stage) -> QDialog:
    """Units become one."""
    made = MergeDialog(stage.context, (), stage.window)
    there = [(one.code, one.name) for one in some_tree().there()]
    made.ticks.offer(there, {"H99.1", "H99.2", "H99.3"})
    made.name.show_value("xã Mẫu Mới")
    made.code.show_value("H99.200")
    return made


@scene("dialog-duty-units", ScopeDialog)
def scope(stage: Stage) -> QDialog:
    """Who owes which report."""
    made = ScopeDialog(stage.context, stage.window)
    there = [(one.code, one.name) for one in some_tree().there()]
    made.ticks.offer(there, {"H99.1"})
    made.way.show_value("but")
    made.ticks.setEnabled(True)
    return made


@scene("dialog-import-units", UnitsImportDialog)
def import_ask(stage: Stage) -> QDialog:
    """A list of units is asked for."""
    return UnitsImportDialog(stage.context, stage.window)


@scene("dialog-import-units-rows", UnitsImportDialog)
def import_rows(stage: Stage) -> QDialog:
    """What each row would become."""
    made = UnitsImportDialog(stage.context, stage.window)
    rows = [("Mã", "Tên đơn vị", "Cấp"), *((f"H99.{n}", f"xã Mẫu {n}", "xã") for n in range(40)),
            ("", "", "xã"), ("H 99", "xã Sai Mã", "xã")]  # fmt: skip
    table = SheetTable(name="Danh sách.xlsx", rows=tuple(rows))
    header, columns = units_import.guess(table)
    made.columns.show_table(table, header, columns)
    made.show_plan(units_import.preview(stage.store, table))
    return made
