"""The tile of documents that wait, and of when the last backup was made."""

from __future__ import annotations

import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from papidesk.domain.document import State
from papidesk.domain.overview import Overview
from papidesk.i18n import _, ngettext
from ui import words
from ui.overview.tile import Rows, Tile, TileRow
from ui.widgets.labels import Tone, label, line

OLD = 3  # days after which a backup is told in the warning's colour


class DocumentsTile(Tile):
    """Counts the documents that wait for something."""

    states_asked = Signal(object)  # states of documents
    incoming_asked = Signal()
    bundles_asked = Signal()
    backups_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Documents waiting"), _("Open the documents that wait"))
        self.rows = Rows(least=5)
        self.nothing = label(_("No document waits for anything."), "muted", wrap=True)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.rows, 1)
        self.body.addWidget(line())
        self.backup = Rows(least=1)
        self.body.addWidget(self.backup)

    def show_overview(self, found: Overview) -> None:
        """Show the numbers."""
        rows = [*self._waiting(found)]
        self.nothing.setVisible(not rows)
        self.rows.show_rows(list(rows), len(rows), "{count}")
        backup = self._backup(found)
        self.backup.show_rows([backup], 1, "{count}")

    def _waiting(self, found: Overview) -> list[QWidget]:
        documents = found.documents
        lines: list[QWidget] = []
        states: tuple[tuple[State, int, Tone, str], ...] = (
            ("returned", documents.returned, "warning", _("sent back, to be mended")),
            ("approved", documents.to_number, "accent", _("approved, waiting for a number")),
            ("submitted", documents.submitted, "accent", _("submitted, to be read")),
            ("draft", documents.drafts, "neutral", _("being drafted")),
        )
        for state, count, tone, said in states:
            if count:
                row = TileRow(words.whole_text(count), tone, said)
                row.chosen.connect(partial(self.states_asked.emit, (state,)))
                lines.append(row)
        if documents.incoming_due:
            said = ngettext("incoming paper due", "incoming papers due", documents.incoming_due)
            row = TileRow(words.whole_text(documents.incoming_due), "error", said)
            row.chosen.connect(self.incoming_asked)
            lines.append(row)
        if documents.without_receipt:
            said = ngettext(
                "bundle without a receipt", "bundles without a receipt", documents.without_receipt
            )
            row = TileRow(words.whole_text(documents.without_receipt), "warning", said)
            row.chosen.connect(self.bundles_asked)
            lines.append(row)
        return lines

    def _backup(self, found: Overview) -> TileRow:
        last = found.backups.last_at
        if not last:
            row = TileRow(_("Backup"), "warning", _("none yet"))
        else:
            moment = words.local_time(last)
            age = (datetime.date.today() - moment.date()).days
            said = _("{time} · verified").format(
                time=words.moment_text(last, datetime.date.today())
            )
            row = TileRow(_("Backup"), "warning" if age > OLD else "done", said)
        row.chosen.connect(self.backups_asked)
        return row
