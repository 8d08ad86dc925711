"""What a file would change, row by row, before anything is written: agreed to or left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from papidesk.errors import N_
from papidesk.i18n import _, ngettext
from ui.settings.records_model import RecordsModel
from ui.settings.share_table import ShareTable
from ui.theme import Theme
from ui.widgets.buttons import push_button
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import label

PlanState = Literal["new", "changed", "unchanged", "refused"]
STATES: dict[PlanState, str] = {
    "new": N_("new"),
    "changed": N_("changed"),
    "unchanged": N_("unchanged"),
    "refused": N_("refused"),
}


class PlanRow(NamedTuple):
    """A row of the file: what becomes of it, and its cells."""

    state: PlanState
    cells: tuple[str, ...]


class PlanDialog(QDialog):
    """Shows new, changed, unchanged and refused rows with reasons; ``agreed`` takes them in."""

    agreed = Signal()

    def __init__(
        self,
        theme: Theme,
        rows: Sequence[PlanRow],
        *,
        title: str,
        sentence: str,
        titles: Sequence[str],
        parent: QWidget | None = None,
        shares: Sequence[int] = (150, 150, 260, 300),
    ) -> None:
        super().__init__(parent)
        self.rows = list(rows)
        self._build(title, sentence, self._table(theme, title, titles, shares))
        self._show()

    def count(self, *states: PlanState) -> int:
        """Return how many rows are in one of ``states``."""
        return sum(1 for row in self.rows if row.state in states)

    def _table(
        self, theme: Theme, title: str, titles: Sequence[str], shares: Sequence[int]
    ) -> ShareTable:
        self.model = RecordsModel((N_("What becomes of it"), *titles))
        table = ShareTable(theme, title, (110, *shares))
        table.setModel(self.model)
        return table

    def _build(self, title: str, sentence: str, table: ShareTable) -> None:
        self.table = table
        self.setWindowTitle(title)
        letter = self.fontMetrics()
        self.resize(min(1160, letter.averageCharWidth() * 130), min(660, letter.lineSpacing() * 30))
        counts = [f"{_(word)}: {self.count(state)}" for state, word in STATES.items()]
        self.counts = label(" · ".join(counts), "strong", wrap=True)
        self.only = ChoiceField(
            _("Show"),
            [("", _("all rows")), ("change", _("what would change")), ("refused", _("refused"))],
        )
        if self.count("refused"):
            self.only.show_value("refused")
        elif self.count("new", "changed"):
            self.only.show_value("change")
        self.only.changed.connect(self._show)
        count = self.count("new", "changed")
        words = ngettext("Take in {count} row", "Take in {count} rows", count)
        self.take = push_button(words.format(count=count), "import", "primary")
        self.take.setEnabled(count > 0)
        self.take.setDefault(True)
        self.take.clicked.connect(self._on_take)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.take, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        said = _("Refused rows are left out; nothing is written before you agree.")
        above = QHBoxLayout()
        above.addWidget(self.counts, 1)
        above.addWidget(self.only)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(title, "section-title"))
        layout.addWidget(label(f"{sentence}. {said}", "muted", wrap=True))
        layout.addLayout(above)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)

    def _show(self) -> None:
        wanted = {"change": ("new", "changed"), "refused": ("refused",)}.get(
            self.only.value(), tuple(STATES)
        )
        rows = [row for row in self.rows if row.state in wanted]
        self.model.show(
            [(_(STATES[row.state]), *row.cells) for row in rows],
            [row.state == "unchanged" for row in rows],
        )

    def _on_take(self) -> None:
        self.take.setEnabled(False)
        self.agreed.emit()
        self.accept()
