"""The view Đã nhận: every file that came in, what became of it, and the way back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Signal

from papidesk.domain.exchange import RECEIVED_STATES, ReceivedBundle
from papidesk.domain.import_plan import HOLDS, LINE_STATES
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from ui.context import Context
from ui.exchange import receiving_work
from ui.exchange.exchange_words import (
    RECEIVED_TONES,
    line_word,
    moment,
    what_text,
)
from ui.exchange.history_models import ReceivedModel
from ui.exchange.history_view import HistoryView
from ui.exchange.putting_aside import ask_aside
from ui.exchange.saving_receipt import ask_receipt
from ui.failures import sentence_of
from ui.widgets.buttons import menu_entry, push_button
from ui.widgets.empty_state import EmptyState
from ui.words import whole_text


class ReceivedView(HistoryView):
    """What came in, the latest first."""

    look_asked = Signal(str)  # the id of a file that waits or was overtaken
    choose_asked = Signal()
    conflicts_asked = Signal()

    def __init__(self, context: Context) -> None:
        self.big_choose = push_button(_("Choose a bundle…"), "import", "big")
        empty = EmptyState(
            "received",
            _("Nothing has come in yet"),
            _(
                "Every bundle that is looked at here is entered, taken in or not, with what became "
                "of it. A receipt can be made of each again at any time."
            ),
            [self.big_choose],
        )
        model = ReceivedModel(context)
        super().__init__(
            context,
            model,
            _("Received bundles"),
            RECEIVED_STATES.items(),
            empty,
        )
        self.received_model = model
        self._working = False
        self._build_acts()
        self._connect_acts()

    def _build_acts(self) -> None:
        self.look_button = push_button(_("Look at the bundle"), "search")
        self.receipt_button = push_button(_("Save the receipt…"), "stamp")
        self.undo_button = push_button(_("Undo the import…"), "undo")
        for button in (self.look_button, self.receipt_button, self.undo_button):
            self.acts.addWidget(button)
        self.look_action = menu_entry(self.menu, _("Look at the bundle"), "search")
        self.receipt_action = menu_entry(self.menu, _("Save the receipt…"), "stamp")
        self.undo_action = menu_entry(self.menu, _("Undo the import…"), "undo")
        self.aside_action = menu_entry(self.menu, _("Put aside"), "archive")
        self.copy_action = menu_entry(self.menu, _("Copy with titles (for Excel)"), "copy")

    def _connect_acts(self) -> None:
        self.big_choose.clicked.connect(self.choose_asked)
        self.look_button.clicked.connect(self.look)
        self.look_action.triggered.connect(self.look)
        self.table.opened.connect(self._on_opened)
        self.receipt_button.clicked.connect(self.save_receipt)
        self.receipt_action.triggered.connect(self.save_receipt)
        self.undo_button.clicked.connect(self.undo)
        self.undo_action.triggered.connect(self.undo)
        self.aside_action.triggered.connect(self.put_aside)
        self.copy_action.triggered.connect(self.table.copy)

    # What a history is asked

    @property
    def chosen(self) -> ReceivedBundle | None:
        """The chosen file, None for none."""
        rows = self.table.chosen_rows()
        return self.received_model.rows[rows[0]] if len(rows) == 1 else None

    def read(self) -> None:
        """Read what came in."""
        from papidesk.workflow import receiving_history

        self.problem.hide()
        try:
            rows = receiving_history.history(self.context.workspace.store)
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            return
        self.received_model.show_rows(rows, {})

    def count_text(self, count: int) -> str:
        said = ngettext("{count} file", "{count} files", count)
        return said.format(count=whole_text(count))

    def show_chosen(self) -> None:
        row = self.chosen
        applied = row is not None and row.state == "applied"
        kept = row is not None and bool(row.kept) and row.state != "applied"
        for button in (self.look_button, self.look_action):
            button.setEnabled(kept)
        for button in (self.receipt_button, self.receipt_action):
            button.setEnabled(
                row is not None and bool(row.bundle) and row.kind != "receipt" and not self._working
            )
        for button in (self.undo_button, self.undo_action):
            button.setEnabled(applied and not self._working)
        self.aside_action.setEnabled(row is not None and row.state == "waiting")
        self.splitter.widget(1).setVisible(row is not None)
        if row is not None:
            self._show_detail(row)

    def _show_detail(self, row: ReceivedBundle) -> None:
        self.title.setText(what_text(row.kind, row.period))
        self.facts.setText("\n".join(facts_of(row)))
        said = [_(HOLDS[row.hold])] if row.state == "waiting" and row.hold in HOLDS else []
        said += [row.reason] if row.reason else []
        self.why.setText("\n".join(said))
        self.why.setProperty("kind", "problem" if row.state == "refused" else "caution")
        self.why.style().polish(self.why)
        self.why.setVisible(bool(said))
        self.steps.show_steps(row.steps, RECEIVED_TONES)

    # What a person does

    def look(self) -> None:
        """Look again at a file that waits, or was overtaken."""
        if self.chosen is not None and self.look_button.isEnabled():
            self.look_asked.emit(self.chosen.id)

    def _on_opened(self, _index: QModelIndex) -> None:
        self.look()

    def undo(self) -> None:
        """Put back what an import changed, once the person agrees."""
        row = self.chosen
        if row is None or not self.undo_button.isEnabled():
            return
        self.context.ask.confirm(
            self,
            _(
                "Undo the import of “{name}”? Everything it changed becomes as it was before; the "
                "bundle stays in the history and can be taken in again."
            ).format(name=row.file_name),
            _("Undo the import"),
            partial(self._undo, row.id),
        )

    def _undo(self, id: str) -> None:
        if not self._working:
            self._working = True
            self.show_chosen()
            receiving_work.undo(self, self.context, [id], self._on_ended)

    def put_aside(self) -> None:
        """Keep the chosen file out: it waits for nobody any more."""
        if self.chosen is not None and self.chosen.state == "waiting":
            ask_aside(self, self.context, self.chosen)

    def save_receipt(self) -> None:
        """Ask where the receipt of the chosen bundle is to be written."""
        row = self.chosen
        if row is not None and self.receipt_button.isEnabled():
            ask_receipt(self, self.context, row)

    def _on_ended(self) -> None:
        self._working = False
        self.show_chosen()

    def _on_menu(self, at: QPoint) -> None:
        self.show_chosen()
        super()._on_menu(at)


def facts_of(row: ReceivedBundle) -> list[str]:
    """Return what is known of a file that came in, a line each."""
    lines = [row.unit_name or row.unit, row.file_name]
    if row.created_at:
        lines.append(_("Made {time}").format(time=moment(row.created_at)))
    said = _("Received {time} by {who}") if row.received_by else _("Received {time}")
    lines.append(said.format(time=moment(row.received_at), who=row.received_by))
    counts = [
        f"{line_word(state)} {whole_text(row.counts[state])}"
        for state in LINE_STATES
        if row.counts.get(state)
    ]
    lines.append(", ".join(counts))
    if row.code:
        lines.append(_("Reason code: {code}").format(code=row.code))
    return [line for line in lines if line]
