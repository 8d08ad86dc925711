"""A report on paper: nothing typed yet, and one with figures, a ratio without parts, a problem."""

from __future__ import annotations

import datetime

from PySide6.QtWidgets import QDialog

from papidesk.domain.unit_tree import BelowUnit
from papidesk.workflow import paper_counters, unit_paper_reports, units
from papidesk.workflow.unit_paper_reports import PaperEntry
from tests.ui.scenes.registry import Stage, scene
from ui.consolidation.paper_report_dialog import PaperReportDialog

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
