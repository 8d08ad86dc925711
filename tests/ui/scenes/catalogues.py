"""The catalogues in the settings: dialogs, and sections with much or nothing in them.

What fills the workspace with other counters comes last of all scenes.
"""

from __future__ import annotations

import datetime

from PySide6.QtWidgets import QDialog, QWidget

from papidesk.domain.counters import Counter
from papidesk.domain.holidays import OwnDay
from papidesk.domain.papi import YearScores
from papidesk.domain.record import replace
from papidesk.workflow import catalogues, papi, papi_import
from tests.ui.scenes.registry import Stage, scene
from ui.settings.papi_section import PapiSection, score_rows
from ui.settings.plan_dialog import PlanDialog
from ui.settings.settings_page import SettingsPage
from ui.settings.versions_dialog import VersionsDialog

WHO = "Trần Thị Thí Dụ"


def _section(stage: Stage, code: str) -> QWidget:
    stage.window.show_page("settings")
    page = stage.window.page("settings")
    assert isinstance(page, SettingsPage)
    page.show_named(code)
    return page.section(code)


def _changed(stage: Stage) -> None:
    ours = catalogues.counter(None, "pano")
    for unit in ("tấm", "bảng", "chiếc"):
        catalogues.put(stage.store, replace(ours, unit=unit), who=WHO)


@scene("z-catalogues-1-counters-changed")
def counters_changed(stage: Stage) -> QWidget:
    """Counters of the office's own, changed ones, one that has ended, a long name."""
    _changed(stage)
    for number in range(1, 25):
        catalogues.put(
            stage.store,
            Counter(
                code=f"rieng-{number}", unit="buổi", group="Chỉ tiêu của xã",
                name=f"Buổi tuyên truyền, vận động nhân dân thực hiện nội dung số {number} của kế "
                "hoạch nâng cao chỉ số trên địa bàn xã và các thôn, khu dân cư",
            ),
            who=WHO,
        )  # fmt: skip
    today = datetime.date.today()
    catalogues.remove(stage.store, "counters", "tin-nhan", who=WHO, today=today)
    section = _section(stage, "counters")
    section.past.setChecked(True)  # type: ignore[attr-defined]
    section.choose("ty-le-toan-trinh")  # type: ignore[attr-defined]
    return stage.window


@scene("z-catalogues-2-holidays-own")
def holidays_own(stage: Stage) -> QWidget:
    """The office's own days of a year."""
    year = datetime.date.today().year
    for month, day, kind, name in (
        (4, 29, "off", "Nghỉ hoán đổi dịp 30/4"),
        (5, 9, "working", "Làm bù ngày 29/4"),
        (9, 3, "off", "Nghỉ bù Quốc khánh"),
    ):
        own = OwnDay(
            day=datetime.date(year, month, day), kind=kind, name=name, basis="TB số 12/TB-UBND"
        )  # type: ignore[arg-type]
        catalogues.put(stage.store, own, who=WHO)
    _section(stage, "holidays")
    return stage.window


@scene("z-catalogues-3-papi-scores")
def papi_scores(stage: Stage) -> QWidget:
    """Scores of a province with breaks, a part of the index chosen."""
    papi.choose(stage.store, "Hưng Yên", who=WHO)
    new = YearScores(
        province="Hưng Yên", year=2025, values={"total": 44.9, "D1": None}, targets={"total": 45.2}
    )
    papi.put_scores(stage.store, new, who=WHO)
    section = _section(stage, "papi")
    assert isinstance(section, PapiSection)
    section.province.show_value("Hưng Yên")
    section._on_province()
    section.table.setCurrentIndex(section.model.index(0, 3))
    return stage.window


@scene("dialog-catalogue-versions", VersionsDialog)
def versions(stage: Stage) -> QDialog:
    """What the office kept of a counter."""
    _changed(stage)
    return VersionsDialog(stage.context, "counters", "pano", stage.window)


@scene("dialog-import-plan", PlanDialog)
def plan(stage: Stage) -> QDialog:
    """What a table of scores would change."""
    rows = [
        ["Mã", 2024, 2025],
        ["total", "44,4042", "45,1"],
        ["1.1", "1,25", "1,31"],
        ["9.9", "1,1", ""],
        ["2.1", "12,5", "nhiều"],
    ]
    found = papi_import.scores_of(stage.store, rows, name="diem-papi.xlsx", province="Hưng Yên")
    return PlanDialog(
        stage.context.theme,
        score_rows(found),
        title="Nhập điểm",
        sentence="Từ “diem-papi.xlsx”",
        titles=("Row", "Province", "Year", "Code of the entry", "Now", "In the file", "Remark"),
        parent=stage.window,
        shares=(60, 130, 70, 70, 90, 90, 330),
    )
