"""A report on paper: nothing typed yet, and one with figures, a ratio without parts, a problem."""

from __future__ import annotations

import datetime

from PySide6.QtWidgets import QDialog

from papidesk.domain.unit_tree import BelowUnit
from papidesk.workflow import paper_counters, unit_paper_reports, unit_paper_sheets, units
from papidesk.workflow.unit_paper_reports import PaperEntry
from tests.ui.scenes.registry import Stage, scene
from ui.consolidation.paper_report_dialog import PaperReportDialog
from ui.consolidation.paper_sheet_dialog import PaperSheetDialog
from ui.consolidation.term_chip import Asked

WHO = "Trần Thị Thí Dụ"
UNIT, DUTY, PERIOD = "H99.1", "papi", "2026-H1"
LONG = "xã Thượng Sơn Hòa Bình Trung Hạ vừa được sắp xếp, sáp nhập từ ba xã"


def below(stage: Stage) -> None:
    """Enter a unit with a long name below the office."""
    if units.tree(stage.store).find(UNIT) is None:
        units.put(stage.store, BelowUnit(code=UNIT, name=LONG), who=WHO)


@scene("dialog-paper-report-new", PaperReportDialog)
def new(stage: Stage) -> QDialog:
    """Nothing is typed yet."""
    below(stage)
    held = unit_paper_reports.standing(stage.store, UNIT, DUTY, PERIOD)
    if held[0] is not None:
        unit_paper_reports.put_back(stage.store, (UNIT, DUTY, PERIOD), None, None, who=WHO)
    return PaperReportDialog(stage.context, UNIT, DUTY, PERIOD, stage.window)


@scene("dialog-paper-report", PaperReportDialog)
def typed(stage: Stage) -> QDialog:
    """Figures are there, one of them cannot be."""
    below(stage)
    asked = paper_counters.asked(stage.store, DUTY)
    texts = [(one.code, str(7 + at)) for at, one in enumerate(asked) if one.adds_up == "sum"]
    unit_paper_reports.enter(
        stage.store,
        PaperEntry(
            unit=UNIT, duty=DUTY, period=PERIOD, day=datetime.date(2026, 6, 18),
            number="12/BC-UBND", note="Văn thư nhận tại bộ phận một cửa",
            figures=paper_counters.read(stage.store, texts),
        ),
        who=WHO, today=datetime.date(2026, 6, 25),
    )  # fmt: skip
    made = PaperReportDialog(stage.context, UNIT, DUTY, PERIOD, stage.window)
    row = made.figures.rows[1]
    row.line.setText("2,5/x")
    row.line.editingFinished.emit()
    return made


@scene("dialog-paper-sheet", PaperSheetDialog)
def table(stage: Stage) -> QDialog:
    """A table with a good row, a refused one and a column nothing is read from."""
    below(stage)
    made = PaperSheetDialog(stage.context, Asked(DUTY, PERIOD, "Báo cáo PAPI"), stage.window)
    rows = unit_paper_sheets.read_cells(
        "Mã đơn vị\tĐơn vị\tNgày nhận\ttin-bai\tKhác\n"
        f"{UNIT}\t{LONG}\t18/06/2026\t1.234\tx\n"
        "H99.77\txã Không Có\t18/06/2026\t5\tx\n"
        f"{UNIT}\t{LONG}\t18/06/2026\t7\tx\n"
    )
    made.show_plan(
        unit_paper_sheets.preview(
            stage.store, rows, duty=DUTY, period=PERIOD, day=None,
            today=datetime.date(2026, 6, 25),
        )
    )  # fmt: skip
    return made
