"""One sentence about what went wrong and what to do, with the details behind a fold."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from papidesk.i18n import _
from ui.icons import set_icon
from ui.widgets.labels import broaden


class FailureDialog(QDialog):
    """Tells one refusal."""

    def __init__(self, sentence: str, details: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = sentence
        self._build(sentence, details)
        self._connect()

    def _build(self, sentence: str, details: str) -> None:
        self.setWindowTitle("PapiDesk")
        sign = QLabel()
        set_icon(sign, "warning", "warning", size=28)
        text = QLabel(sentence)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        broaden(text, 54)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(text, 1)
        self.fold = QToolButton()
        self.fold.setProperty("kind", "link")
        self.fold.setText(_("Details"))
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setCheckable(True)
        self.fold.setVisible(bool(details))
        set_icon(self.fold, "chevron-right", "accent")
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(_("Details"))
        self.details.setVisible(False)
        self.details.setMinimumHeight(140)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.details, 1)
        layout.addWidget(self._buttons)
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()

    def _connect(self) -> None:
        self.fold.toggled.connect(self._on_fold_toggled)
        self._buttons.rejected.connect(self.reject)

    def _on_fold_toggled(self, opened: bool) -> None:
        self.details.setVisible(opened)
        set_icon(self.fold, "chevron-down" if opened else "chevron-right", "accent")
        self.adjustSize()
