"""The view Khóa: keys of other offices, compared and revoked, beside the key of this computer."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.exchange import TrustedKey
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import trust
from ui.context import Context
from ui.exchange.key_dialog import RevokeDialog, ask_trust
from ui.exchange.keys_model import KeysModel
from ui.exchange.own_key_panel import OwnKeyPanel
from ui.failures import sentence_of, show_failure
from ui.reports.column_turns import ColumnTurns
from ui.widgets.buttons import push_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label
from ui.widgets.table import Table

SIDE = 320  # px at 100 % text
STATE, UNIT, ROLE, FINGERPRINT, SINCE = range(5)
WIDTHS = (120, 190, 124, 234, 140)  # px at 100 % text


class KeysView(QWidget):
    """Whose bundles are taken in, and who this computer is to others."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._build()
        self._connect()
        self.read()

    def _build(self) -> None:
        scale = self.context.theme.scale
        self.add_button = push_button(_("Add a key file…"), "plus")
        self.compare_button = push_button(_("Compare and trust…"), "approve")
        self.revoke_button = push_button(_("Revoke…"), "cancel")
        self.count = label("", "muted")
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.model = KeysModel(self)
        self.table = Table(self.context.theme, tall=True)
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Keys of other offices"))
        ColumnTurns(self.context.theme, self.table, WIDTHS, UNIT, (ROLE, SINCE))
        self.big_add = push_button(_("Add a key file…"), "plus", "big")
        self.empty = EmptyState(
            "lock",
            _("No keys of other offices yet"),
            _(
                "Each office gives the others its key file and a sheet with the fingerprint. Who "
                "compared the fingerprint can take in what that office signs."
            ),
            [self.big_add],
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.own = OwnKeyPanel(self.context)
        self._lay_out(scale)

    def _lay_out(self, scale: float) -> None:
        acts = QHBoxLayout()
        acts.setContentsMargins(16, 8, 16, 8)
        acts.setSpacing(8)
        for button in (self.add_button, self.compare_button, self.revoke_button):
            acts.addWidget(button)
        acts.addStretch(1)
        acts.addWidget(self.count)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(acts)
        column.addWidget(self.problem)
        column.addWidget(self.stack, 1)
        side = QScrollArea()
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setWidgetResizable(True)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setWidget(self.own)
        side.setMinimumWidth(round(SIDE * scale))
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([round(900 * scale), round(SIDE * scale)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _connect(self) -> None:
        for button in (self.add_button, self.big_add):
            button.clicked.connect(self.choose_file)
        self.compare_button.clicked.connect(self.compare)
        self.revoke_button.clicked.connect(self.ask_revoke)
        self.table.opened.connect(self._on_opened)
        self.table.delete_pressed.connect(self.ask_revoke)
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self.own.changed.connect(self.read)
        self.context.exchange_changed.connect(self.refresh)
        self.context.office_changed.connect(self.refresh)

    # What the page asks of it

    def refresh(self) -> None:
        """Read anew when it is on screen."""
        if self.isVisible():
            self.read()

    def show_search(self, text: str) -> None:
        """Show the keys whose unit, fingerprint or words hold ``text``."""
        self.model.narrow(text)
        self._tell_count()

    def give_focus(self) -> None:
        """Give the keyboard to the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """Read all keys."""
        self.problem.hide()
        try:
            rows = trust.every(self.context.workspace.store)
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            return
        self.model.show_rows(rows)
        self.stack.setCurrentIndex(0 if rows else 1)
        for button in (self.compare_button, self.revoke_button):
            button.setVisible(bool(rows))
        self.add_button.setVisible(bool(rows))
        self.own.read()
        self._tell_count()
        self._on_chosen()

    @property
    def chosen(self) -> TrustedKey | None:
        """The one chosen key."""
        rows = self.table.chosen_rows()
        return self.model.rows[rows[0]] if len(rows) == 1 else None

    def choose(self, keyid: str) -> None:
        """Choose the row of a key."""
        for row, key in enumerate(self.model.rows):
            if key.keyid == keyid:
                self.table.selectRow(row)
                return

    # What a person does

    def choose_file(self) -> None:
        """Ask for a key file and compare its fingerprint."""
        self.context.ask.open_file(
            self, _("Add a key file"), self.context.settings.last_folder,
            _("Key files (*.papikey)"), self.open_file,
        )  # fmt: skip

    def open_file(self, path: Path) -> None:
        """Read a key file and open the comparison."""
        try:
            key = trust.read_file(path)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self.context.remember_folder(path.parent)
        ask_trust(self.context, key, self._on_trusted, self)

    def compare(self) -> None:
        """Compare the fingerprint of the chosen key that waits."""
        key = self.chosen
        if key is not None and key.state == "waiting":
            ask_trust(self.context, key, self._on_trusted, self)

    def _on_trusted(self, key: TrustedKey) -> None:
        self.read()
        self.choose(key.keyid)

    def ask_revoke(self) -> None:
        """Ask why, then revoke the chosen key."""
        key = self.chosen
        if key is not None and key.state != "revoked":
            RevokeDialog(key, partial(self.revoke, key), self).open()

    def revoke(self, key: TrustedKey, reason: str) -> None:
        """Revoke ``key``; the notice has the way back."""
        store, who = self.context.workspace.store, self.context.who
        try:
            before = trust.revoke(store, key.keyid, reason=reason, who=who)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        said = _("The key of {unit} is revoked").format(unit=key.name)
        self.context.happened.emit(said, partial(self._put_back, before))
        self.context.exchange_changed.emit()
        self.read()

    def _put_back(self, before: list[TrustedKey]) -> None:
        trust.put_back(self.context.workspace.store, before, who=self.context.who)
        self.context.exchange_changed.emit()
        self.read()

    def _on_opened(self, index: QModelIndex) -> None:
        self.compare()

    def _on_chosen(self) -> None:
        key = self.chosen
        self.compare_button.setEnabled(key is not None and key.state == "waiting")
        self.revoke_button.setEnabled(key is not None and key.state != "revoked")

    def _tell_count(self) -> None:
        shown = len(self.model.rows)
        said = ngettext("{count} key", "{count} keys", shown).format(count=shown)
        waiting = sum(key.state == "waiting" for key in self.model.rows)
        if waiting:
            words = ngettext(
                "{count} waits to be compared", "{count} wait to be compared", waiting
            ).format(count=waiting)
            said = f"{said} · {words}"
        self.count.setText(said if self.model.every else "")
