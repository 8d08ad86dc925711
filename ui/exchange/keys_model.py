"""Keys of other offices as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, QObject, Qt

from papidesk.domain.exchange import KEY_ROLES, KEY_STATES, TrustedKey
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.text.fold import fold
from papidesk.workflow import trust
from ui.exchange.exchange_words import NOTHING, moment
from ui.settings.titled_model import Index, TitledModel
from ui.widgets.table import BELOW_ROLE, TONE_ROLE

_NO_INDEX = QModelIndex()
_Role = Qt.ItemDataRole
DAY = 10  # letters of dd/mm/yyyy: the hour says nothing here
TONES = {"waiting": "warning", "trusted": "done", "replaced": "neutral", "revoked": "error"}
HOW = {
    "compared": N_("fingerprint compared"),
    "keyset": N_("in the superior’s set of keys"),
    "approved": N_("signed by the key before it"),
}
# Waiting ones first: they want something of a person.
_PLACES = {"waiting": 0, "trusted": 1, "replaced": 2, "revoked": 3}


class KeysModel(TitledModel):
    """Every key of another office that is known here, those that wait first."""

    titles: ClassVar[tuple[str, ...]] = (
        N_("Key state"), N_("Unit"), N_("Is to us"), N_("Fingerprint"), N_("Since"),
    )  # fmt: skip

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.every: Sequence[TrustedKey] = ()
        self.rows: list[TrustedKey] = []
        self._text = ""

    def show_rows(self, rows: Sequence[TrustedKey]) -> None:
        """Show ``rows``."""
        self.every = sorted(rows, key=lambda key: (_PLACES[key.state], fold(key.name), key.keyid))
        self._narrow()

    def narrow(self, text: str) -> None:
        """Show those whose words hold ``text``."""
        self._text = fold(text)
        self._narrow()

    def _narrow(self) -> None:
        self.beginResetModel()
        self.rows = [key for key in self.every if self._text in self._folded(key)]
        self.endResetModel()

    def _folded(self, key: TrustedKey) -> str:
        return fold(" ".join((*self._words(key), key.unit, trust.words(key.keyid), key.reason)))

    def _words(self, key: TrustedKey) -> tuple[str, ...]:
        return (
            _(KEY_STATES[key.state]),
            key.name,
            _(KEY_ROLES[key.role]),
            trust.groups(key.keyid),
            moment(key.since)[:DAY] if key.state != "waiting" else NOTHING,
        )

    def _below(self, key: TrustedKey) -> tuple[str, ...]:
        how = _(HOW[key.how]) if key.how in HOW else ""
        return (key.reason, key.unit, "", trust.words(key.keyid), how)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        key, column = self.rows[index.row()], index.column()
        if role == TONE_ROLE and column == 0:
            return TONES[key.state]
        if role == _Role.DisplayRole:
            return self._words(key)[column]
        if role == BELOW_ROLE:
            return self._below(key)[column]
        if role == _Role.ToolTipRole:
            return "\n".join(line for line in (self._words(key)[column], self._below(key)[column])
                             if line)  # fmt: skip
        return None
