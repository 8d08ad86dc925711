"""An official who follows the chain from a plan to the report: the steps of the journeys."""

from __future__ import annotations

import datetime
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from papidesk.domain.document import Document
from papidesk.domain.report_duty import DutyTerm
from papidesk.storage.store import Store
from papidesk.workflow import duty_terms, log
from tests.ui.journey.clerk import CONTROL, Clerk, decomposed, shown
from tests.ui.person import type_text
from ui.documents.issue_dialog import IssueDialog
from ui.log.log_page import LogPage
from ui.overview.overview_page import OverviewPage
from ui.reports.assistant_dialog import DRAFT, FIGURES, AssistantDialog
from ui.reports.reports_page import DUTIES, ReportsPage
from ui.tasks.tasks_page import TasksPage

ENTER, ESCAPE, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab
TODAY = datetime.date.today()
NEWS, BROADCASTS, MEETINGS = "tin-bai", "luot-phat-thanh", "hoi-nghi"
# What is written into the quick line: words of the counter, how much, what was done.
TYPED = (
    ("luot phat thanh tren", "2", "Phát thanh về dịch vụ công trực tuyến"),
    ("tin, bai tren", "3", decomposed("Đăng tin về tổ một cửa lưu động")),
    ("hội nghị, buổi", "1", decomposed("Hội nghị nhóm cốt cán về Chỉ số PAPI")),
)


def expected(store: Store, term: DutyTerm, counter: str) -> Decimal:
    """Add up by hand what the log has of a counter within the window of a report."""
    total = Decimal(0)
    for row in log.listing(store):
        if term.since <= row.activity.date <= term.until:
            for amount in row.activity.amounts:
                total += amount.quantity if amount.counter == counter else 0
    return total


class Official(Clerk):
    """Logs, writes a report and issues it."""

    @property
    def store(self) -> Store:
        return self.window.context.workspace.store

    def go(self, number: Qt.Key) -> None:
        self.key(self.window, number, CONTROL)

    @property
    def overview(self) -> OverviewPage:
        page = self.window.page("overview")
        assert isinstance(page, OverviewPage)
        return page

    @property
    def tasks(self) -> TasksPage:
        page = self.window.page("tasks")
        assert isinstance(page, TasksPage)
        return page

    @property
    def log(self) -> LogPage:
        page = self.window.page("log")
        assert isinstance(page, LogPage)
        return page

    @property
    def reports(self) -> ReportsPage:
        page = self.window.page("reports")
        assert isinstance(page, ReportsPage)
        return page

    # The steps

    def log_three(self) -> None:
        self.go(Qt.Key.Key_4)
        quick, before = self.log.quick, log.count(self.store)
        self.qtbot.waitUntil(quick.counter.line.hasFocus)
        for number, (counter, quantity, title) in enumerate(TYPED):
            quick.counter.line.setFocus()
            quick.counter.line.selectAll()
            type_text(quick.counter.line, counter)
            self.key(quick.counter.line, TAB)
            self.come_back()  # the list of counters was a window of its own
            quick.quantity.line.selectAll()
            type_text(quick.quantity.line, quantity)
            self.key(quick.quantity.line, TAB)
            assert quick.title.line.hasFocus()
            type_text(quick.title.line, title)
            if number == 0:
                self.film.take("quick-line", self.window)
            self.key(quick.title.line, ENTER)
            self.key(QApplication.focusWidget() or quick, ENTER)  # nothing is kept twice
            assert log.count(self.store) == before + number + 1
            quick.look_over()
        self.qtbot.waitUntil(lambda: self.log.list.model.total() == before + 3)
        said = [row.activity.title for row in log.listing(self.store)]
        assert "Đăng tin về tổ một cửa lưu động" in said

    def term(self, duty: str = "papi") -> DutyTerm:
        """The report of the year whose window holds today."""
        for year in (TODAY.year, TODAY.year + 1):
            for state in duty_terms.states(self.store, year, today=TODAY):
                term = state.term
                if (term.duty, term.period) == (duty, f"{year:04}") and (
                    term.since <= TODAY <= term.until
                ):
                    return term
        raise AssertionError("no report holds today")

    def write_report(self, term: DutyTerm) -> None:
        self.reports.tabs.setCurrentIndex(DUTIES)
        self.reports.duties.show_year(int(term.period[:4]))
        self.reports.duties.show_term(term)
        table = self.reports.duties.table
        table.setFocus()
        self.key(table, ENTER)
        dialog = shown(AssistantDialog)
        self.film.take("assistant-order", dialog)
        self.key(dialog, ENTER)
        assert dialog.step == FIGURES
        self.film.take("assistant-figures", dialog)
        self.click(dialog.next)
        assert dialog.step == DRAFT
        self.qtbot.waitUntil(lambda: dialog.draft_step.document is not None, timeout=20_000)
        self.qtbot.waitUntil(lambda: dialog.draft_step.preview.view.up_to_date, timeout=20_000)
        self.film.take("assistant-draft", dialog)
        self.key(dialog, ENTER)
        self.key(dialog, ENTER)  # a second press makes no second report
        self.qtbot.waitUntil(
            lambda: self.window.current.whole and self.document.kind == "BC", timeout=20_000
        )
        self.idle()
        self.come_back()
        self.film.take("report-in-the-editor", self.window)

    def issue(self) -> Document:
        for state in ("submitted", "approved"):
            self.click(self.editor.header.primary)
            assert self.document.state == state
        self.click(self.editor.header.primary)
        dialog = shown(IssueDialog)
        self.qtbot.wait(400)  # the last check begins after a moment of quiet
        self.idle()
        if dialog.check.stopping:
            type_text(dialog.check.override.text, "Chỗ trống ghi tay khi ký")
        self.film.take("issue", dialog)
        self.click(dialog.accept_button)
        self.click(dialog.accept_button)
        self.qtbot.waitUntil(lambda: self.document.state == "issued", timeout=20_000)
        self.idle()
        self.come_back()
        return self.document
