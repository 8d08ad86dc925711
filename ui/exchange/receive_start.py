"""Where receiving begins: drop or choose a bundle, and those that wait for a decision."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.exchange import ReceivedBundle
from papidesk.domain.import_plan import HOLDS
from papidesk.i18n import _, ngettext
from ui.context import Context
from ui.exchange.exchange_words import moment, what_text
from ui.exchange.history_models import ReceivedModel
from ui.icons import set_icon
from ui.reports.column_turns import ColumnTurns
from ui.widgets.buttons import menu_entry, push_button
from ui.widgets.labels import label
from ui.widgets.table import Table

WIDTHS = (120, 210, 230, 200, 130)  # px at 100 % text


class WaitingModel(ReceivedModel):
    """Files that wait for a person, with what for."""

    def words(self, row: ReceivedBundle) -> tuple[str, ...]:
        return (
            _("Held for you") if row.hold else _("Put off"),
            what_text(row.kind, row.period),
            row.unit_name or row.unit,
            row.file_name,
            moment(row.received_at),
        )

    def below(self, row: ReceivedBundle, column: int) -> str:
        if column == 1 and row.hold in HOLDS:
            return _(HOLDS[row.hold])
        return super().below(row, column)


class ReceiveStart(QWidget):
    """A place to drop files on, the ways to choose them, and below it what waits."""

    files_asked = Signal()
    folder_asked = Signal()
    look_asked = Signal(str)  # the id of one that waits
    aside_asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        column.addWidget(self._place(), 2)
        self.waiting_card = self._waiting()
        column.addWidget(self.waiting_card, 3)

    def _place(self) -> QWidget:
        card = QFrame()
        card.setObjectName("dropplace")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sign = QLabel()
        set_icon(sign, "received", "accent", size=40)
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = label(_("Drop a bundle anywhere on this page"), "section-title")
        self.sentence = label(
            _(
                "It is verified and shown first: from whom it is, what is new and what would "
                "change. Nothing is written before you agree."
            ),
            "muted", wrap=True,
        )  # fmt: skip
        for text in (self.title, self.sentence):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setMinimumWidth(300)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.sentence, 4)
        middle.addStretch(1)
        self.files_button = push_button(_("Choose a bundle…"), "import", "primary")
        self.folder_button = push_button(_("Choose a folder…"), "folder")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(self.files_button)
        row.addWidget(self.folder_button)
        row.addStretch(1)
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addStretch(1)
        column.addWidget(sign)
        column.addWidget(self.title)
        column.addLayout(middle)
        column.addLayout(row)
        column.addStretch(1)
        return card

    def _waiting(self) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.waiting_title = label("", "strong")
        self.model = WaitingModel(self)
        self.table = Table(self._context.theme, tall=True)
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Bundles that wait for you"))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        ColumnTurns(self._context.theme, self.table, WIDTHS, 1, (3, 4))
        self.look_button = push_button(_("Look at the bundle"), "search")
        self.aside_button = push_button(_("Put aside"), "archive")
        self.menu = QMenu(self)
        self.look_action = menu_entry(self.menu, _("Look at the bundle"), "search")
        self.aside_action = menu_entry(self.menu, _("Put aside"), "archive")
        self.copy_action = menu_entry(self.menu, _("Copy with titles (for Excel)"), "copy")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.waiting_title, 1)
        head.addWidget(self.aside_button)
        head.addWidget(self.look_button)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        return card

    def _connect(self) -> None:
        self.files_button.clicked.connect(self.files_asked)
        self.folder_button.clicked.connect(self.folder_asked)
        self.table.opened.connect(self._on_opened)
        self.table.customContextMenuRequested.connect(self._on_menu)
        for button in (self.look_button.clicked, self.look_action.triggered):
            button.connect(self._on_look)
        for button in (self.aside_button.clicked, self.aside_action.triggered):
            button.connect(self._on_aside)
        self.copy_action.triggered.connect(self.table.copy)

    def show_waiting(self, rows: list[ReceivedBundle]) -> None:
        """Show the files that wait."""
        chosen = self.chosen
        self.model.show_rows(rows, {})
        self._show_chosen(chosen)

    def show_search(self, text: str) -> None:
        """Narrow those that wait to what holds ``text``."""
        chosen = self.chosen
        self.model.narrow(text=text)
        self._show_chosen(chosen)

    def _show_chosen(self, chosen: ReceivedBundle | None) -> None:
        rows = self.model.rows
        self.waiting_card.setVisible(bool(self.model.every))
        said = ngettext("{count} bundle waits for you", "{count} bundles wait for you", len(rows))
        self.waiting_title.setText(said.format(count=len(rows)))
        row = self.model.find(chosen.id) if chosen is not None else 0
        if rows:
            self.table.choose_row(max(0, row))
        for button in (self.look_button, self.aside_button):
            button.setEnabled(bool(rows))

    @property
    def chosen(self) -> ReceivedBundle | None:
        """The chosen file, None for none."""
        rows = self.table.chosen_rows()
        return self.model.rows[rows[0]] if rows else None

    def give_focus(self) -> None:
        """Put the focus on what waits, or on the first button."""
        (self.table if self.model.rows else self.files_button).setFocus()

    def _on_opened(self, _index: QModelIndex) -> None:
        self._on_look()

    def _on_look(self) -> None:
        if self.chosen is not None:
            self.look_asked.emit(self.chosen.id)

    def _on_aside(self) -> None:
        if self.chosen is not None:
            self.aside_asked.emit(self.chosen.id)

    def _on_menu(self, at: QPoint) -> None:
        if self.chosen is not None:
            self.menu.popup(self.table.viewport().mapToGlobal(at))
