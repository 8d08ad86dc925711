"""The panel at the right: printed page, findings, information, tasks, history."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.context import Context
from ui.documents.findings_tab import FindingsTab
from ui.documents.information_tab import InformationTab
from ui.documents.pages_tab import PagesTab
from ui.documents.tab_strip import TabStrip
from ui.editor.history_tab import HistoryTab
from ui.editor.next_findings import NextFindings
from ui.editor.session import EditorSession
from ui.editor.tasks_tab import TasksTab
from ui.widgets.buttons import tool_button

PAGES, FINDINGS, INFORMATION, TASKS, HISTORY = range(5)


class SidePanel(QWidget):
    """The five tabs of the editor."""

    hide_asked = Signal()

    def __init__(self, context: Context, session: EditorSession) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.strip = TabStrip(
            (_("Printed page"), _("Check"), _("Information"), _("Tasks"), _("History")), FINDINGS
        )
        self.tabs = self.strip.tabs
        self.hide_button = tool_button(_("Hide this panel (F9)"), "chevron-right")
        self.strip.add_at_the_end(self.hide_button)
        self.pages = PagesTab(context, session)
        self.findings = FindingsTab(session)
        self.information = InformationTab(context, session)
        self.tasks = TasksTab(context, session)
        self.history = HistoryTab(context, session)
        self.next = NextFindings(session)
        self.stack = QStackedWidget()
        for tab in (self.pages, self.findings, self.information, self.tasks, self.history):
            self.stack.addWidget(tab)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.next)
        self.tabs.currentChanged.connect(self._on_tab)
        self.next.chosen.connect(self.findings.place_chosen)
        self.findings.counted.connect(self.strip.show_counts)
        self.hide_button.clicked.connect(self.hide_asked)

    def _on_tab(self, tab: int) -> None:
        self.stack.setCurrentIndex(tab)
        self.next.show_wanted(tab == PAGES)

    def show_tab(self, tab: int) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentIndex(tab)

    def show_field(self, path: str) -> bool:
        """Put the cursor into the field of ``path``; return whether there is one."""
        found = self.information.field(path) is not None
        if found or path in self.information.more.fields:
            self.show_tab(INFORMATION)
            return self.information.go_to(path)
        return False
