"""The open document beside the list: its name, what can be done with it, and the tabs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from papidesk.checking.finding import Finding
from papidesk.checking.subject import Subject
from papidesk.domain.document import Document
from papidesk.i18n import _
from ui import words
from ui.context import Context
from ui.documents.findings_tab import FindingsTab
from ui.documents.information_tab import InformationTab
from ui.documents.issue_dialog import IssueDialog
from ui.documents.pages_tab import PagesTab
from ui.documents.paper_actions import PaperActions
from ui.documents.paper_jobs import PaperJobs
from ui.documents.session import DocumentSession
from ui.documents.tab_strip import TabStrip
from ui.icons import set_icon
from ui.widgets.buttons import action_button, menu_button
from ui.widgets.labels import ElidedLabel, Pill

BROAD = 500  # px at 100 % text: below this buttons show their icon only
PAGES, FINDINGS, INFORMATION = range(3)


class DocumentPane(QWidget):
    """Trang in, Kiểm tra, Thông tin of one document."""

    issued = Signal(object)
    delete_asked = Signal()
    edit_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.session = DocumentSession(context, self)
        self.papers = PaperJobs(context, self)
        self._build()
        self._connect()
        self._on_opened()

    # Building

    def _build(self) -> None:
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._make_actions()
        self.strip = TabStrip((_("Printed page"), _("Check"), _("Information")), FINDINGS)
        self.tabs = self.strip.tabs
        self.errors, self.warnings = self.strip.errors, self.strip.warnings
        self.pages = PagesTab(self._context, self.session)
        self.findings = FindingsTab(self.session)
        self.information = InformationTab(self._context, self.session)
        self.stack = QStackedWidget()
        for tab in (self.pages, self.findings, self.information):
            self.stack.addWidget(tab)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addWidget(self.strip)
        layout.addWidget(self.stack, 1)

    def _make_actions(self) -> None:
        self.edit_action = self._action(_("Edit the text"), "edit", "")
        self.print_action = self._action(_("Print"), "print", "Ctrl+P")
        self.pdf_action = self._action(_("Export as PDF…"), "export", "Ctrl+E")
        self.docx_action = self._action(_("Export as Word document…"), "export", "Ctrl+Shift+E")
        self.issue_action = self._action(_("Issue"), "issue", "Ctrl+I")
        self.delete_action = self._action(_("Delete"), "delete", "")
        self.paper_actions = PaperActions(self._context, self)

    def _action(self, text: str, icon: str, key: str) -> QAction:
        action = QAction(text, self)
        if key:
            action.setShortcut(key)
            action.setToolTip(f"{text.rstrip('…')} ({key})")
        set_icon(action, icon)
        self.addAction(action)
        return action

    def _head(self) -> QWidget:
        head = QWidget()
        self.name = ElidedLabel("strong", least="0000/KH-UBND")
        self.state = Pill()
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 8, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.name)
        row.addWidget(self.state)
        row.addStretch(1)
        self.edit_button = action_button(self.edit_action, "edit")
        row.addWidget(self.edit_button)
        row.addWidget(action_button(self.print_action, "print", words=False))
        self.export_button = menu_button(
            _("Export"), "export", [self.pdf_action, self.docx_action, *self.paper_actions.actions]
        )
        row.addWidget(self.export_button)
        self.issue_button = action_button(self.issue_action, "issue")
        row.addWidget(self.issue_button)
        return head

    def _connect(self) -> None:
        self.session.opened.connect(self._on_opened)
        self.session.edited.connect(self._show_name)
        self.session.kept.connect(self._show_name)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.findings.counted.connect(self.strip.show_counts)
        self.findings.place_chosen.connect(self._on_place_chosen)
        self.print_action.triggered.connect(self._on_print)
        self.pdf_action.triggered.connect(partial(self._on_export, ".pdf"))
        self.docx_action.triggered.connect(partial(self._on_export, ".docx"))
        self.issue_action.triggered.connect(self._on_issue)
        self.delete_action.triggered.connect(self.delete_asked)
        self.edit_action.triggered.connect(self.edit_asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Icons alone, with their words as tips, rather than words cut to dots.
        style = Qt.ToolButtonStyle
        broad = self.width() / self._context.theme.scale >= BROAD
        for button in (self.edit_button, self.export_button, self.issue_button):
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if broad else style.ToolButtonIconOnly
            )

    # Showing

    def _on_opened(self) -> None:
        document = self.session.document
        for action in (self.edit_action, self.print_action, self.pdf_action, self.docx_action):
            action.setEnabled(document is not None)
        for action in (self.issue_action, self.delete_action):
            action.setEnabled(document is not None and not document.frozen)
        self._show_name()

    def _show_name(self) -> None:
        document = self.session.document
        self.paper_actions.show(document)
        if document is None:
            return
        number = words.number_text(document.number, document.symbol)
        self.name.setText(number if document.symbol else words.kind_word(document.kind))
        self.name.setToolTip(self.name.text())
        self.state.setText(words.state_word(document.state))
        self.state.set_tone(words.state_tone(document.state))

    def _on_place_chosen(self, finding: Finding) -> None:
        document = self.session.document
        if document is None:
            return
        if self.information.field(finding.place.path) is not None:
            self.tabs.setCurrentIndex(INFORMATION)
            self.information.go_to(finding.place.path)
            return
        self.tabs.setCurrentIndex(PAGES)
        self.pages.show_place(_text_at(document, finding))

    # Acting

    def _on_print(self) -> None:
        document = self.session.document
        if document is not None and self.session.flush():
            self.papers.print(document, self.session.pdf)

    def _on_export(self, suffix: str) -> None:
        if self.session.flush() and self.session.document is not None:
            self.papers.export(self.session.document, suffix)

    def _on_issue(self) -> None:
        if not self.session.flush() or self.session.document is None:
            return
        dialog = IssueDialog(
            self._context, self.session.document, self.session.checked_state, self.window()
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.issued.connect(self.issued)
        dialog.open()


def _text_at(document: Document, finding: Finding) -> str:
    """The printed text to look for: the passage around the place, else what was found."""
    passage = Subject(document=document).text_at.get(finding.place.path, "")
    if finding.place.length and passage:
        start = max(0, finding.place.offset - 20)
        return passage[start : finding.place.offset + finding.place.length + 20]
    return passage[:80] or finding.text
