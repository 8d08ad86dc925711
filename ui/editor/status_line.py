"""The strip at the editor's foot: page, words, findings, and how the text is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from papidesk.i18n import _, ngettext
from papidesk.workflow.checks import Checked
from ui import words


class StatusLine(QWidget):
    """Shows what is true while one writes."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.page, self.findings, self.kept = QLabel(), QLabel(), QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 3, 16, 3)
        row.setSpacing(20)
        row.addWidget(self.page)
        row.addWidget(self.findings, 1)
        row.addWidget(self.kept)
        # A long sentence gives way: the strip never makes the window wider.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_page(self, page: int, count: int) -> None:
        """Show the page one writes on; nothing while it is not known."""
        text = _("Page {page}/{count}").format(page=page or "–", count=count) if count else ""
        self.page.setText(text)

    def show_checked(self, checked: Checked | None) -> None:
        """Show how many findings there are."""
        if checked is None:
            self.findings.setText(_("Checking…"))
            return
        errors, warnings = checked.report.count("error"), checked.report.count("warning")
        said = [words.errors_text(errors), words.warnings_text(warnings)]
        left = checked.report.not_evaluated
        if left:
            said.append(
                ngettext("{count} not evaluated", "{count} not evaluated", left).format(count=left)
            )
        self.findings.setText(_("Check: {counts}").format(counts=", ".join(said)))
        self.findings.setToolTip(checked.report.summary())

    def show_keeping(self, *, editable: bool) -> None:
        """Say whether what is typed is kept by itself."""
        self.kept.setText(_("Saved by itself while you write") if editable else _("Read only"))
