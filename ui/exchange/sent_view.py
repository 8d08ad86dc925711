"""The view Đã gửi: every bundle that was made here, how far it is, one more copy at any time."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal

from papidesk.domain.exchange import SENT_STATES, SentBundle
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from ui.context import Context
from ui.exchange.exchange_words import SENT_TONES, moment, record_word, what_text
from ui.exchange.handing_over import ask_hand_over
from ui.exchange.history_models import SentModel
from ui.exchange.history_view import HistoryView
from ui.exchange.saving_copies import ask_copy
from ui.failures import sentence_of, show_failure
from ui.widgets.buttons import menu_entry, push_button
from ui.widgets.empty_state import EmptyState
from ui.words import size_text, whole_text

HANDED = ("exported", "handed_over")


class SentView(HistoryView):
    """What was made, the latest first."""

    send_asked = Signal()

    def __init__(self, context: Context) -> None:
        self.big_send = push_button(_("Send…"), "send", "big")
        empty = EmptyState(
            "send",
            _("Nothing was sent yet"),
            _(
                "A report, a plan, evidence and issued papers go to the superior as one signed "
                "file. Here you see how far each is, and copy it once more at any time."
            ),
            [self.big_send],
        )
        model = SentModel(context)
        super().__init__(
            context,
            model,
            _("Sent bundles"),
            SENT_STATES.items(),
            empty,
        )
        self.sent_model = model
        self._build_acts()
        self._connect_acts()

    def _build_acts(self) -> None:
        self.copy_button = push_button(_("Save a copy…"), "stick")
        self.hand_button = push_button(_("Handed over…"), "approve")
        self.withdraw_button = push_button(_("Take back"), "undo")
        for button in (self.withdraw_button, self.hand_button, self.copy_button):
            self.acts.addWidget(button)
        self.copy_file_action = menu_entry(self.menu, _("Save a copy…"), "stick")
        self.hand_action = menu_entry(self.menu, _("Handed over…"), "approve")
        self.withdraw_action = menu_entry(self.menu, _("Take back"), "undo")
        self.papers_action = menu_entry(self.menu, _("Open its paper"), "document")
        self.copy_action = menu_entry(self.menu, _("Copy with titles (for Excel)"), "copy")

    def _connect_acts(self) -> None:
        self.big_send.clicked.connect(self.send_asked)
        self.copy_button.clicked.connect(self.save_copy)
        self.copy_file_action.triggered.connect(self.save_copy)
        self.hand_button.clicked.connect(self.hand_over)
        self.hand_action.triggered.connect(self.hand_over)
        self.withdraw_button.clicked.connect(self.withdraw)
        self.withdraw_action.triggered.connect(self.withdraw)
        self.papers_action.triggered.connect(self.open_paper)
        self.copy_action.triggered.connect(self.table.copy)
        self.table.opened.connect(self._on_opened)
        self.table.delete_pressed.connect(self.withdraw)

    # What a history is asked

    @property
    def chosen(self) -> list[SentBundle]:
        """The chosen bundles."""
        return [self.sent_model.rows[row] for row in self.table.chosen_rows()]

    def read(self) -> None:
        """Read what was made."""
        from papidesk.workflow import sending

        store = self.context.workspace.store
        self.problem.hide()
        try:
            rows = sending.history(store)
            codes = {code for row in rows for code in row.to}
            names = {code: sending.name_of(store, code) for code in codes}
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            return
        self.sent_model.show_rows(rows, names)

    def count_text(self, count: int) -> str:
        from papidesk.workflow import sending

        said = ngettext("{count} bundle", "{count} bundles", count).format(count=whole_text(count))
        today = datetime.date.today()
        try:
            late = len(sending.without_receipt(self.context.workspace.store, today=today))
        except PapiDeskError:
            late = 0  # told above the list
        if not late:
            return said
        words = ngettext(
            "{count} without a receipt for more than {days} days",
            "{count} without a receipt for more than {days} days",
            late,
        )
        told = words.format(count=late, days=sending.DAYS_WITHOUT_RECEIPT)
        return f"{said} · {told}"

    def show_chosen(self) -> None:
        found = self.chosen
        drafted = bool(found) and all(one.state == "drafted" for one in found)
        out = bool(found) and all(one.state in HANDED for one in found)
        for copy in (self.copy_button, self.copy_file_action):
            copy.setEnabled(bool(found))
        for hand in (self.hand_button, self.hand_action):
            hand.setEnabled(out)
        for back in (self.withdraw_button, self.withdraw_action):
            back.setEnabled(drafted)
        self.withdraw_button.setVisible(drafted)
        self.papers_action.setEnabled(len(found) == 1 and bool(found[0].documents))
        self.splitter.widget(1).setVisible(len(found) == 1)
        if len(found) == 1:
            self._show_detail(found[0])

    def _show_detail(self, row: SentBundle) -> None:
        self.title.setText(what_text(row.kind, row.period))
        self.facts.setText("\n".join(self._facts(row)))
        said = ""
        if row.state == "drafted":
            said = _("It has not left yet: save a copy to a stick or folder.")
        elif row.state == "exported":
            said = _("Exported is not delivered: note when it was handed over.")
        self.why.setText(said)
        self.why.setProperty("kind", "caution")
        self.why.style().polish(self.why)
        self.why.setVisible(bool(said))
        self.steps.show_steps(row.steps, SENT_TONES)

    def _facts(self, row: SentBundle) -> list[str]:
        to = ", ".join(self.sent_model.names.get(code, code) for code in row.to)
        counts = ", ".join(
            f"{record_word(kind)} {whole_text(count)}"
            for kind, count in row.counts.items()
            if count
        )
        size = size_text(row.bytes)
        lines = [
            _("To {name}").format(name=to) if to else "",
            row.file_name,
            _("{size}, encrypted").format(size=size) if row.encrypted else size,
            _("Part {part} of {parts}").format(part=row.part, parts=row.parts)
            if row.parts > 1
            else "",
            counts,
            _("Last written to {place}").format(place=row.place) if row.place else "",
            _("Made {time}").format(time=moment(row.made_at)),
            f"“{row.note}”" if row.note else "",
        ]
        return [line for line in lines if line]

    # What a person does

    def save_copy(self) -> None:
        """Write the chosen bundles once more."""
        if self.chosen:
            ask_copy(self, self.context, self.chosen)

    def hand_over(self) -> None:
        """Note that the chosen bundles were handed over, and how."""
        if self.chosen and self.hand_button.isEnabled():
            ask_hand_over(self, self.context, [one.id for one in self.chosen])

    def withdraw(self) -> None:
        """Take back bundles that have not left, once the person agrees."""
        found = self.chosen
        if not found or not self.withdraw_button.isEnabled():
            return
        asked = ngettext(
            "Take back {count} bundle that has not left yet? Its file is deleted here.",
            "Take back {count} bundles that have not left yet? Their files are deleted here.",
            len(found),
        )
        self.context.ask.confirm(
            self, asked.format(count=len(found)), _("Take back"),
            partial(self._withdraw, [one.id for one in found]),
        )  # fmt: skip

    def _withdraw(self, ids: list[str]) -> None:
        from papidesk.workflow import sending

        try:
            sending.withdraw(self.context.workspace.store, ids, who=self.context.who)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
        self.context.exchange_changed.emit()

    def open_paper(self) -> None:
        """Open the paper that goes with the chosen bundle."""
        found = self.chosen
        if len(found) == 1 and found[0].documents:
            self.context.document_asked.emit(found[0].documents[0])

    def _on_opened(self, _index: QModelIndex) -> None:
        found = self.chosen
        if len(found) == 1 and found[0].place:
            folder = Path(found[0].place).parent
            if folder.is_dir():
                self.context.ask.show_file(folder)
                return
        self.save_copy()
