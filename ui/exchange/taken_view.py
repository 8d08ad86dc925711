"""After a bundle was taken in: what it brought, the receipt for its sender, and what comes next."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from papidesk.domain.exchange import ReceivedBundle
from papidesk.domain.import_plan import LINE_STATES
from papidesk.i18n import _, ngettext
from ui.context import Context
from ui.exchange import receiving_work
from ui.exchange.exchange_words import line_word, what_text
from ui.exchange.outcome_view import OutcomeView
from ui.exchange.saving_receipt import ask_receipt
from ui.widgets.buttons import push_button
from ui.widgets.labels import label
from ui.words import whole_text


class TakenView(OutcomeView):
    """Says that it is done; the way back stands here as well as in the history."""

    conflicts_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._row: ReceivedBundle | None = None
        self._folder: Path | None = None
        self._build()
        self.back_button.clicked.connect(self.left)
        self.undo_button.clicked.connect(self.undo)
        self.receipt_button.clicked.connect(self.save_receipt)
        self.conflicts_button.clicked.connect(self.conflicts_asked)

    def _build(self) -> None:
        self.title = label("", "section-title", wrap=True)
        self.facts = label("", wrap=True)
        self.note = label("", "muted", wrap=True)
        self.back_button = push_button(_("Next bundle"), "received")
        self.undo_button = push_button(_("Undo the import"), "undo")
        self.conflicts_button = push_button(_("Conflicts"), "conflict")
        self.receipt_button = push_button(_("Save the receipt…"), "stamp", "primary")
        self.lay_out(
            "passed", "done", (self.title, self.facts, self.note),
            (self.undo_button, self.back_button, self.conflicts_button, self.receipt_button),
        )  # fmt: skip

    def show_row(self, row: ReceivedBundle, folder: Path | None, *, conflicts: int) -> None:
        """Show what was taken in as ``row``; its file came from ``folder``."""
        self._row, self._folder = row, folder
        sender = row.unit_name or row.unit
        if row.state == "superseded":
            self.title.setText(_("Kept to be looked at: a later one was taken in already"))
        else:
            self.title.setText(_("Taken in: {what}").format(what=what_text(row.kind, row.period)))
        counts = [
            f"{line_word(state)} {whole_text(row.counts[state])}"
            for state in LINE_STATES
            if row.counts.get(state)
        ]
        self.facts.setText("\n".join(part for part in (sender, " · ".join(counts)) if part))
        receipt = row.kind != "receipt"
        self.receipt_button.setVisible(receipt)
        self.note.setVisible(receipt)
        self.note.setText(
            _("Give the receipt back to the sender: only then do they know that it arrived.")
        )
        self.undo_button.setEnabled(row.state == "applied")
        self.conflicts_button.setVisible(conflicts > 0)
        said = ngettext("{count} conflict to settle", "{count} conflicts to settle", conflicts)
        self.conflicts_button.setText(said.format(count=conflicts))

    def give_focus(self) -> None:
        """Put the focus on what usually comes next."""
        receipt = self.receipt_button.isVisibleTo(self)
        (self.receipt_button if receipt else self.back_button).setFocus()

    def save_receipt(self) -> None:
        """Ask where the receipt is to be written; where the bundle came from is proposed."""
        if self._row is not None:
            ask_receipt(self, self._context, self._row, folder=self._folder)

    def undo(self) -> None:
        """Put back what was taken in."""
        if self._row is None or not self.undo_button.isEnabled():
            return
        self.undo_button.setEnabled(False)
        receiving_work.undo(self, self._context, [self._row.id], partial(self.left.emit))
