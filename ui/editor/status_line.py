"""What the editor says in the window's status bar: page, findings, how the text is kept."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from papidesk.i18n import _, ngettext
from papidesk.workflow.checks import Checked
from ui import words
from ui.widgets.labels import ElidedLabel


class StatusLine(QWidget):
    """Shows what is true while one writes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page, self.findings, self.kept = QLabel(), ElidedLabel(least="M" * 12), QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(self.page)
        row.addWidget(self.findings)
        row.addWidget(self.kept)
        row.addStretch(1)
        # A long sentence gives way: the strip never makes the window wider.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.hide()  # until the window has a place for it

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
