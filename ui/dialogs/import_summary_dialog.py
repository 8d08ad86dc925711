"""What came of an import: what a person should look at, file by file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from papidesk.i18n import _, ngettext
from papidesk.workflow.documents import Imported
from ui.icons import Role, set_icon
from ui.widgets.labels import label


class ImportSummaryDialog(QDialog):
    """Shows remarks on what was read and sentences on what was refused."""

    def __init__(
        self,
        taken: list[Imported],
        refused: list[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.lines: list[str] = []
        self._build(taken, refused)

    def _build(self, taken: list[Imported], refused: list[tuple[str, str]]) -> None:
        self.setWindowTitle(_("Import"))
        letter = self.fontMetrics()
        self.resize(min(1200, letter.averageCharWidth() * 84), min(660, letter.lineSpacing() * 23))
        good = ngettext("{count} document imported", "{count} documents imported", len(taken))
        bad = ngettext("{count} file refused", "{count} files refused", len(refused))
        words = [good.format(count=len(taken))]
        if refused:
            words.append(bad.format(count=len(refused)))
        panel = QWidget()
        panel.setObjectName("card")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        lines = QVBoxLayout(panel)
        lines.setContentsMargins(16, 12, 16, 12)
        lines.setSpacing(8)
        for name, sentence in refused:
            self._add(lines, "error", "error", name, [sentence])
        for one in taken:
            said = [_(remark.message).format(**remark.values) for remark in one.remarks]
            if said:
                self._add(lines, "information", "accent", one.name, list(dict.fromkeys(said)))
        lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(panel)
        area.setAccessibleName(" · ".join(words))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(" · ".join(words), "section-title"))
        layout.addWidget(area, 1)
        layout.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()

    def _add(
        self, lines: QVBoxLayout, icon: str, role: Role, name: str, sentences: list[str]
    ) -> None:
        sign = QLabel()
        set_icon(sign, icon, role)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(label(name, "strong", wrap=True))
        for sentence in sentences:
            texts.addWidget(label(sentence, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        lines.addLayout(row)
        self.lines += sentences
