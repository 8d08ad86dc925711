"""The log entries a unit sent: all of its report, or those behind one figure, with evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from papidesk.errors import N_
from papidesk.i18n import _, ngettext
from papidesk.text.fold import fold
from ui.background import StoppedError
from ui.context import Context
from ui.failures import sentence_of
from ui.log.dialog_size import give_size
from ui.settings.titled_model import Index, TitledModel
from ui.widgets.labels import label
from ui.widgets.table import Table
from ui.words import iso_day_text, quantity_text, whole_text

if TYPE_CHECKING:
    from decimal import Decimal

SIZE = (860, 560)  # px at 100 % text
WIDTHS = (96, 250, 110, 280)  # px at 100 % text
_NO_INDEX = QModelIndex()
DAY, TITLE, QUANTITY, EVIDENCE = range(4)


class Entry(NamedTuple):
    """One entry: its day, title, what it brings to the figure (None: not asked), evidence."""

    day: str
    title: str
    quantity: Decimal | None = None
    evidence: tuple[str, ...] = ()
    unit: str = ""  # the name of the unit, where several were merged


class EntriesModel(TitledModel):
    """Entries by day, narrowed by words."""

    titles: ClassVar[tuple[str, ...]] = (N_("Date"), N_("Title"), N_("Quantity"), N_("Evidence"))

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.every: Sequence[Entry] = ()
        self.rows: list[Entry] = []
        self._text = ""

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show ``entries``."""
        self.every = entries
        self.narrow(self._text)

    def narrow(self, text: str) -> None:
        """Show those that hold ``text``, with or without dấu."""
        self.beginResetModel()
        self._text = text
        words = fold(text).split()
        self.rows = [
            one
            for one in self.every
            if all(word in fold(" ".join((one.title, one.unit, *one.evidence))) for word in words)
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text_of(row, column, "\n" if role == Qt.ItemDataRole.ToolTipRole else ", ")
        if role == Qt.ItemDataRole.TextAlignmentRole and column == QUANTITY:
            return Qt.AlignmentFlag.AlignRight
        if role == Qt.ItemDataRole.ForegroundRole and column == EVIDENCE and not row.evidence:
            return "muted"
        return None

    def _text_of(self, row: Entry, column: int, between: str) -> str:
        if column == DAY:
            return iso_day_text(row.day, None)
        if column == TITLE:
            return f"{row.unit}: {row.title}" if row.unit else row.title
        if column == QUANTITY:
            return quantity_text(row.quantity) if row.quantity is not None else ""
        return between.join(row.evidence) or _("none sent")


class EntriesDialog(QDialog):
    """Lists entries; they belong to the unit and are only looked at here."""

    def __init__(
        self, context: Context, title: str, *, quantities: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self.setWindowTitle(_("Log entries of the unit"))
        give_size(self, SIZE, context.theme.scale)
        self.model = EntriesModel(self)
        self.table = Table(context.theme)
        self.table.setObjectName("framed")
        self.table.setAccessibleName(_("Log entries of the unit"))
        self.table.setModel(self.model)
        scale = context.theme.scale
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, round(width * scale))
        self.table.setColumnHidden(QUANTITY, not quantities)
        self.table.fill_with(TITLE, round(WIDTHS[TITLE] * scale))
        self.note = label(_("Reading the entries…"), "muted", wrap=True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find words, with or without dấu"))
        self.search.setAccessibleName(_("Find an entry"))
        self.search.setClearButtonEnabled(True)
        self._lay_out(title)
        self.search.textChanged.connect(self._on_typed)

    def _lay_out(self, title: str) -> None:
        head = label(title, "section-title", wrap=True)
        head.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.note, 3)
        row.addWidget(self.search, 2)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(8)
        layout.addWidget(head)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.buttons)

    def show_entries(self, entries: Sequence[Entry], note: str = "") -> None:
        """Show entries that were read; ``note`` tells how they hang together with the figure."""
        self.model.show_entries(entries)
        count = len(entries)
        said = ngettext("{count} entry", "{count} entries", count).format(count=whole_text(count))
        self.note.setText(f"{said}. {note}" if note else said)
        if entries:
            self.table.choose_row(0)
            self.table.setFocus()

    def show_failure(self, error: Exception) -> None:
        """Say why the entries cannot be read."""
        if not isinstance(error, StoppedError):
            self.note.setText(sentence_of(error))

    def _on_typed(self, text: str) -> None:
        self.model.narrow(text)
