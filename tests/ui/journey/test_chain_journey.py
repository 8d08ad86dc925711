"""From a plan to its tasks, the log, the figures, the report and a correction, all by hand."""

from __future__ import annotations

import datetime
import unicodedata
from decimal import Decimal
from pathlib import Path

import pdfplumber
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from papidesk.domain.activity import Activity, Amount
from papidesk.domain.figures import refs
from papidesk.domain.filters import TaskFilter
from papidesk.domain.report_duty import DutyTerm
from papidesk.storage import attachments
from papidesk.workflow import closings, documents, duty_terms, evidence, lists, log, series, tasks
from papidesk.workflow.lists import DocumentFilter
from tests.ui.journey.clerk import CONTROL, decomposed, shown
from tests.ui.journey.film import Film
from tests.ui.journey.official import (
    BROADCASTS,
    ENTER,
    ESCAPE,
    MEETINGS,
    NEWS,
    TODAY,
    Official,
    expected,
)
from tests.ui.person import Answers, type_text
from ui.log.closed_reason import ClosedReasonDialog
from ui.log.due_dialog import DueDialog
from ui.log.entries_dialog import EntriesDialog
from ui.log.entry_dialog import EntryDialog
from ui.log.import_dialog import ImportDialog
from ui.log.series_dialog import SeriesDialog
from ui.log.series_list_dialog import SeriesListDialog
from ui.reports.figures_model import shown as figure_shown
from ui.reports.reports_page import CLOSINGS
from ui.reports.reports_page import FIGURES as FIGURES_VIEW
from ui.start import Start
from ui.tasks.plan_dialog import PlanDialog
from ui.tasks.proposals_dialog import ProposalsDialog
from ui.tasks.task_columns import KEYS
from ui.tasks.tasks_page import SHOWN

PRODUCT = "Bài phát thanh có nhật ký phát sóng"
SERIES = "Phát thanh hằng tuần"
REASON = "Trang thông tin gửi bổ sung một tin"


def cells() -> str:
    """Two rows as Excel copies them, and one with a day that is none."""
    head = "Ngày\tNội dung\tTin, bài trên trang/cổng thông tin điện tử"
    rows = (
        f"{TODAY:%d/%m/%Y}\tĐăng tin một cửa\t2",
        f"31/02/{TODAY.year}\tNgày không có\t1",
        f"{TODAY:%d/%m/%Y}\tĐăng tin chuyển đổi số\t4",
    )
    return "\n".join((head, *rows)) + "\n"


class Planner(Official):
    """Follows the chain from the plan to the report and a correction."""

    def see_overview(self) -> None:
        self.qtbot.waitUntil(
            lambda: len(lists.rows(self.store, DocumentFilter())) == 3, timeout=20_000
        )
        # The samples bring tasks and entries as well, after the documents.
        self.qtbot.waitUntil(
            lambda: (
                bool(tasks.listing(self.store, TaskFilter(), today=TODAY))
                and log.count(self.store) > 0
            ),
            timeout=20_000,
        )
        self.idle()
        self.go(Qt.Key.Key_1)
        self.qtbot.waitUntil(
            lambda: self.overview.board is not None and not self.overview.reading, timeout=20_000
        )
        self.film.take("overview-at-first", self.window)

    def take_tasks(self) -> None:
        self.go(Qt.Key.Key_3)
        self.qtbot.waitUntil(lambda: self.tasks.stack.currentIndex() == SHOWN)
        before = len(tasks.listing(self.store, TaskFilter(), today=TODAY))
        self.click(self.tasks.strip.propose)
        plan = shown(PlanDialog)
        type_text(plan.picker.search, "truyen thong cai cach")
        self.key(plan.picker.search, ENTER)
        dialog = shown(ProposalsDialog)
        self.film.take("proposals", dialog)
        total = len(dialog._tasks)
        assert total > 3
        type_text(dialog.form.product.line, "Nhật ký phát sóng")
        self.key(dialog, ENTER, CONTROL)
        self.key(dialog, Qt.Key.Key_Delete, CONTROL)
        self.click(dialog.rest)
        self.click(dialog.finish)
        self.click(dialog.finish)  # a second click makes nothing twice
        self.come_back()
        rows = tasks.listing(self.store, TaskFilter(), today=TODAY)
        assert len(rows) == before + total - 1
        assert "Nhật ký phát sóng" in {row.task.product for row in rows}
        self.qtbot.waitUntil(lambda: len(self.tasks.set.rows) == total - 1)
        self.film.take("tasks", self.window)

    def change_a_task(self) -> None:
        table = self.tasks.views.table
        table.choose_first()
        [chosen] = table.chosen()
        at = table.rows.find(chosen.task.id)
        table.setFocus()
        table.setCurrentIndex(table.rows.index(at, KEYS.index("product")))
        self.key(table, Qt.Key.Key_F2)
        line = [one for one in table.findChildren(QLineEdit) if one.isVisible()][-1]
        line.selectAll()
        type_text(line, decomposed(PRODUCT))
        self.film.take("task-in-place", self.window)
        self.key(line, ENTER)
        self.qtbot.waitUntil(lambda: tasks.get(self.store, chosen.task.id).product == PRODUCT)
        assert self.window.toast.isVisible()

    def attach_photo(self, path: Path) -> None:
        Image.new("RGB", (900, 600), "teal").save(path)
        entry = self.entry("Hội nghị nhóm cốt cán")
        table, model = self.log.list.table, self.log.list.model
        place = table.visualRect(model.index(model.find(entry.id), table.first_column)).center()
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
        keys = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(table.viewport(), QDragEnterEvent(place, *how, keys))
        QApplication.sendEvent(table.viewport(), QDropEvent(QPointF(place), *how, keys))
        self.qtbot.waitUntil(
            lambda: len(evidence.of(self.store, "activity", entry.id)) == 1, timeout=10_000
        )
        self.idle()
        self.film.take("photo", self.window)

    def entry(self, words: str) -> Activity:
        found = [
            row.activity for row in log.listing(self.store) if row.activity.title.startswith(words)
        ]
        assert len(found) == 1
        return found[0]

    def paste(self) -> None:
        before = log.count(self.store)
        QApplication.clipboard().setText(cells())
        table = self.log.list.table
        table.setFocus()
        self.key(table, Qt.Key.Key_V, CONTROL)
        dialog = shown(ImportDialog)
        self.qtbot.waitUntil(lambda: dialog.preview is not None, timeout=10_000)
        assert [state for _row, state in dialog.model.rows] == ["good", "error", "good"]
        self.film.take("pasted", dialog)
        with self.qtbot.waitSignal(dialog.taken, timeout=10_000):
            self.key(dialog.accept_button, Qt.Key.Key_Space)
        self.come_back()
        assert log.count(self.store) == before + 2

    def broadcast(self) -> None:
        before = log.count(self.store)
        self.log.list.series_action.trigger()
        listed = shown(SeriesListDialog)
        known = len(series.every(self.store))
        self.click(listed.new_button if known else listed.big_new)
        dialog = shown(SeriesDialog)
        type_text(dialog.name.line, decomposed(SERIES))
        since = TODAY - datetime.timedelta(days=7)
        dialog.rule.since.show_value(since)
        dialog.rule.changed.emit()
        fields = dialog.fields
        type_text(fields.title.text, "Phát thanh chuyên mục cải cách hành chính")
        type_text(fields.amounts.lines[0].counter, "lượt phát thanh trên")
        self.key(fields.amounts.lines[0].counter, ENTER)
        type_text(fields.amounts.lines[0].quantity, "2")
        self.film.take("series", dialog)
        self.click(dialog.accept_button)
        assert SERIES in [one.name for one in series.every(self.store)]
        self.key(listed, ESCAPE)
        self.come_back()
        self.qtbot.waitUntil(self.log.due.isVisible)
        self.click(self.log.due.look_button)
        due = shown(DueDialog)
        own = [one for one in due.model.occurrences if one.series.name == SERIES]
        assert [one.day for one in own] == [since, TODAY]
        self.film.take("confirm", due)
        # Only those of this series took place: the others are unticked by keyboard.
        due.table.setFocus()
        for row, one in enumerate(due.model.occurrences):
            if one.series.name != SERIES:
                due.table.choose_row(row)
                self.key(due.table, Qt.Key.Key_Space)
        assert due.model.chosen() == own
        self.click(due.accept_button)
        self.come_back()
        assert log.count(self.store) == before + 2
        self.film.take("log", self.window)

    def look_behind_a_figure(self, term: DutyTerm) -> None:
        self.go(Qt.Key.Key_5)
        self.reports.tabs.setFocus()
        self.reports.tabs.setCurrentIndex(FIGURES_VIEW)
        view = self.reports.figures
        self.reports.show_filter(duty_terms.query(self.store, term.duty, term.period))
        line = view.model.line(view.model.find(NEWS))
        assert line is not None
        assert line.figure.value == expected(self.store, term, NEWS) >= 9
        assert figure_shown(line, "value") == str(int(line.figure.value))
        view.table.choose_code(NEWS)
        self.key(view.table, ENTER)
        behind = shown(EntriesDialog)
        assert behind.totals.text().startswith(f"{line.figure.entries} mục")
        self.film.take("behind", behind)
        self.key(behind, ESCAPE)
        self.come_back()
        assert QApplication.focusWidget() is view.table
        self.film.take("figures", self.window)

    def open_a_figure(self, term: DutyTerm) -> None:
        surface = self.editor.surface
        ref = next(
            ref for ref in refs(self.document)
            if ref.startswith(f"{NEWS}@{term.period}:{term.duty}") and "!" not in ref
        )  # fmt: skip
        assert surface.choose_figure(ref)
        surface.ensureCursorVisible()
        box = surface.cursorRect(surface.textCursor())
        at = box.center() - QPoint(box.height() // 4, 0)  # on the last digit
        self.qtbot.mouseClick(surface.viewport(), Qt.MouseButton.LeftButton, CONTROL, at)
        behind = shown(EntriesDialog)
        told = int(expected(self.store, term, NEWS))
        assert f": {told} tin, bài" in behind.totals.text()
        self.film.take("behind-the-figure", behind)
        self.key(behind, ESCAPE)
        self.come_back()
        assert QApplication.focusWidget() is surface

    def print(self, target: Path) -> None:
        self.answers.paper = target
        self.key(self.editor.surface, Qt.Key.Key_P, CONTROL)
        self.qtbot.waitUntil(
            lambda: self.window.context.jobs.idle and target.exists(), timeout=30_000
        )

    def see_closed(self, term: DutyTerm) -> None:
        self.go(Qt.Key.Key_5)
        self.reports.tabs.setCurrentIndex(CLOSINGS)
        view = self.reports.closings
        self.qtbot.waitUntil(lambda: view.model.rowCount() == 1)
        kept = {row.code: row.then for row in view.then.rows}
        for code in (NEWS, BROADCASTS, MEETINGS):
            assert kept[code] == expected(self.store, term, code)
        self.film.take("closed", self.window)

    def correct(self) -> None:
        self.go(Qt.Key.Key_4)
        entry = self.entry("Đăng tin về tổ một cửa")
        self.log.choose(entry.id)
        table = self.log.list.table
        table.setFocus()
        self.key(table, ENTER)
        dialog = shown(EntryDialog)
        quantity = dialog.fields.amounts.lines[0].quantity
        quantity.setFocus()
        quantity.selectAll()
        type_text(quantity, "4")
        self.click(dialog.accept_button)
        asked = self.asked_why()
        self.key(asked, ESCAPE)  # thought better of it: nothing is changed, the entry stays open
        assert log.get(self.store, entry.id) == entry and dialog.isVisible()
        self.click(dialog.accept_button)
        asked = self.asked_why()
        type_text(asked.reason.text, decomposed(REASON))
        self.film.take("reason", asked)
        self.click(asked.accept_button)
        self.qtbot.waitUntil(
            lambda: (
                log.get(self.store, entry.id).amounts
                == (Amount(counter=NEWS, quantity=Decimal(4)),)
            )
        )
        self.come_back()
        [kept] = closings.corrections(self.store)
        assert (kept.reason, kept.reported_in) == (REASON, "")

    def asked_why(self) -> ClosedReasonDialog:
        def there() -> bool:
            windows = QApplication.topLevelWidgets()
            return any(isinstance(w, ClosedReasonDialog) and w.isVisible() for w in windows)

        self.qtbot.waitUntil(there)
        return shown(ClosedReasonDialog)

    def see_overview_again(self) -> None:
        self.go(Qt.Key.Key_1)
        self.qtbot.waitUntil(
            lambda: self.overview.shown is not None and not self.overview.reading, timeout=20_000
        )
        self.qtbot.waitUntil(
            lambda: (
                self.overview.board is not None
                and "1 số liệu điều chỉnh" in self.overview.board.report.corrections.text()
            ),
            timeout=20_000,
        )
        self.film.take("overview-at-the-end", self.window)


def test_the_chain_from_a_plan_to_a_corrected_report(
    qtbot: QtBot, start: Start, answers: Answers, tmp_path: Path
) -> None:
    official = Planner(qtbot, start, answers, Film(tmp_path))
    official.set_up(tmp_path / "xã An Hòa", samples=True)
    official.see_overview()
    official.take_tasks()
    official.change_a_task()
    official.log_three()
    official.attach_photo(tmp_path / "hội nghị.jpg")
    official.paste()
    official.broadcast()
    term = official.term()
    official.look_behind_a_figure(term)
    official.write_report(term)
    official.open_a_figure(term)
    told = expected(official.store, term, NEWS)
    report = official.issue()
    official.print(tmp_path / "printed.pdf")
    official.see_closed(term)
    official.correct()
    official.see_overview_again()

    # What was issued stays as it was: the paper tells what was, whatever the log says now.
    store = official.store
    assert documents.get(store, report.id) == report and report.frozen
    assert expected(store, term, NEWS) == told + 1
    [closing] = closings.every(store)
    assert (closing.document, closing.until) == (report.id, term.until)
    link = next(one for one in attachments.links(store, report.id) if one.role == "issued")
    frozen = tmp_path / "frozen.pdf"
    frozen.write_bytes(attachments.read(store, link.sha256, link.name))
    with pdfplumber.open(tmp_path / "printed.pdf") as printed, pdfplumber.open(frozen) as kept:
        assert len(printed.pages) == len(kept.pages)
        words = " ".join(page.extract_text() or "" for page in kept.pages)
    paper = unicodedata.normalize("NFC", " ".join(words.split()))
    assert f"{told} tin, bài" in paper
    assert "hội nghị.jpg" in paper  # the photo stands in the index of evidence
    assert len(official.film.frames) == 23
