"""Last year's document for another year: each place that may be stale is confirmed or changed."""

from __future__ import annotations

import datetime
import html

from PySide6.QtCore import QMetaObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.forwarding.stale import KIND_NAMES, StalePlace
from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.text.clean import clean_line
from papidesk.workflow import copying
from ui.context import Context
from ui.documents.place_names import place_name
from ui.drafting.decision_list import DecisionList
from ui.failures import sentence_of
from ui.widgets.buttons import push_button
from ui.widgets.fields import LineField
from ui.widgets.labels import label, restyle

SIZE = (1040, 620)
# Places that have no other name.
HEAD = {
    "place": N_("Place of the date line"),
    "superior": N_("Superior body above the office's name"),
    "authority_line": N_("Who decides"),
    "addressees": N_("Addressees"),
    "address": N_("Address at the foot"),
    "footnotes": N_("Footnote"),
    "second_signature": N_("Second signature"),
}
AROUND = 400  # letters shown on either side of the place


class CopyForwardDialog(QDialog):
    """Copies a document once nothing in it is open; ``made`` gives the copy's id."""

    made = Signal(str)

    def __init__(
        self,
        context: Context,
        document_id: str,
        parent: QWidget | None = None,
        *,
        year: int | None = None,
    ) -> None:
        """Raises a refusal for a document that is of ``year`` already, or is gone."""
        year = year or datetime.date.today().year
        # First of all: a refusal leaves no half a dialog behind.
        carried = copying.carried(context.workspace.store, document_id, year=year)
        super().__init__(parent)
        self._context, self._id = context, document_id
        self._year, self._carried = year, carried
        self._decisions: dict[str, str] = {}
        self._build()
        self._connect()
        self.places.show_items([_line(place) for place in self._carried.places])
        self._on_decided()

    def _build(self) -> None:
        self.setWindowTitle(_("Copy to the year {year}").format(year=self._year))
        self.resize(*SIZE)
        years = self._carried.years
        self.advice = label(
            _(
                "From {old} to {new}: look at each place. Enter takes the text on the right and "
                "goes to the next one; Alt+G keeps what stands there."
            ).format(old=years.old, new=years.new),
            "muted",
            wrap=True,
        )
        self.places = DecisionList(self._context.theme, _("Places that may be out of date"))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.places)
        splitter.addWidget(self._right())
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([400, 620])
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.finish = self.buttons.addButton(
            _("Make the copy"), QDialogButtonBox.ButtonRole.ActionRole
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(self.advice)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    def _right(self) -> QWidget:
        self.kind = label("", "section-title")
        self.where = label("", "muted", wrap=True)
        self.sentence = QTextBrowser()
        self.sentence.setOpenLinks(False)
        self.sentence.setAccessibleName(_("The sentence it stands in"))
        self.sentence.setTabChangesFocus(True)
        self.hint = label("", "caution", wrap=True)
        self.text = LineField(_("In the new document"))
        self.all = QCheckBox()
        self.keep = push_button(_("Keep “{text}”").format(text=""), "undo")
        self.keep.setToolTip("Alt+G")
        self.change = push_button(_("Use this text"), "check", "primary")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.all, 1)
        row.addWidget(self.keep)
        row.addWidget(self.change)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.kind, self.where):
            column.addWidget(widget)
        column.addWidget(self.sentence, 1)
        column.addWidget(self.hint)
        column.addWidget(self.text)
        column.addLayout(row)
        return right

    def _connect(self) -> None:
        self.places.chosen.connect(self._on_chosen)
        self.text.changed.connect(self._on_text)
        # Not through a default button: the box would give that part to another one.
        self.text.line.returnPressed.connect(self._on_change)
        self.keep.clicked.connect(self._on_keep)
        self.change.clicked.connect(self._on_change)
        shortcut = QShortcut(QKeySequence("Alt+G"), self)
        shortcut.activated.connect(self._on_keep)
        self.finish.clicked.connect(self._on_finish)
        self.buttons.rejected.connect(self.reject)

    @property
    def place(self) -> StalePlace | None:
        """The place on screen."""
        row = self.places.current
        return self._carried.places[row] if 0 <= row < len(self._carried.places) else None

    def _alike(self, place: StalePlace) -> list[int]:
        return [
            row for row, one in enumerate(self._carried.places)
            if one.same == place.same and one.id not in self._decisions
        ]  # fmt: skip

    def _on_chosen(self) -> None:
        place = self.place
        if place is None:
            return
        self.kind.setText(_(KIND_NAMES[place.kind]))
        part = place.path.split("/")[0]
        named = _(HEAD[part]) if part in HEAD else place_name(self._carried.document, place.path)
        self.where.setText(named)
        self.sentence.setHtml(self._marked(place))
        self.hint.setText(_("Please note: {hint}").format(hint=place.hint) if place.hint else "")
        self.hint.setVisible(bool(place.hint))
        self.text.show_value(self._decisions.get(place.id, place.proposal))
        alike = len(self._alike(place))
        self.all.setVisible(alike > 1)
        self.all.setChecked(False)
        self.all.setText(
            ngettext(
                "Decide {count} place with the same text",
                "Decide all {count} places with the same text",
                alike,
            ).format(count=alike)
        )
        self.keep.setText(_("Keep “{text}”").format(text=_short(place.old).replace("&", "&&")))
        self._on_text()
        if self.isVisible() and not self.places.list.hasFocus():
            self.text.setFocus()
            self.text.line.selectAll()

    def _marked(self, place: StalePlace) -> str:
        before = place.text[max(0, place.start - AROUND) : place.start]
        after = place.text[place.end : place.end + AROUND]
        back = self._context.theme.color("accent_soft").name()
        return (
            f"<p style='line-height:140%'>{html.escape(before)}<span style='background:{back};"
            f"font-weight:600'>{html.escape(place.old)}</span>{html.escape(after)}</p>"
        )

    def _on_text(self) -> None:
        place = self.place
        same = place is not None and self.text.value() == place.old
        self.change.setText(_("Confirm") if same else _("Use this text"))
        self.change.setEnabled(bool(self.text.value()))

    def _on_keep(self) -> None:
        if self.place is not None:
            self._decide(self.place, self.place.old)

    def _on_change(self) -> None:
        text = clean_line(self.text.value())
        if self.place is not None and text:
            self._decide(self.place, text)

    def _decide(self, place: StalePlace, text: str) -> None:
        rows = [self.places.current]
        if self.all.isVisible() and self.all.isChecked():
            rows = sorted({*rows, *self._alike(place)})
        for row in rows:
            one = self._carried.places[row]
            self._decisions[one.id] = text
            state = "left" if text == one.old else "taken"
            shown = one.old if text == one.old else f"{one.old} → {text}"
            self.places.decide(row, state, f"{_(KIND_NAMES[one.kind])}: {shown}")
        self.places.go_on()
        self._on_decided()

    def _on_decided(self) -> None:
        done = not self.places.open_count
        self.finish.setEnabled(done)
        self.finish.setProperty("kind", "primary" if done else "")
        self.change.setProperty("kind", "" if done else "primary")
        for button in (self.finish, self.change):
            restyle(button)
        if done:
            # Not at once: the Enter that decided the last place would press it.
            QMetaObject.invokeMethod(self.finish, "setFocus", Qt.ConnectionType.QueuedConnection)
        if not self._carried.places:
            for widget in (self.text, self.keep, self.change, self.all, self.hint):
                widget.hide()
            self.kind.setText(_("Nothing in this document depends on the year."))

    def _on_finish(self) -> None:
        self.finish.setEnabled(False)
        try:
            made = copying.make(
                self._context.workspace.store,
                self._id,
                self._decisions,
                year=self._year,
                who=self._context.who,
            )
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            self.finish.setEnabled(True)
            return
        self.accept()
        self.made.emit(made.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter in the line decides one place; it never presses a button of the dialog as well.
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.text.line.hasFocus():
            event.accept()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Close without a copy; what was decided is asked about once."""
        if not self._decisions:
            super().reject()
            return
        self._context.ask.confirm(
            self,
            _("Close without making the copy? What you have decided so far is not kept."),
            _("Close"),
            super().reject,
        )


def _line(place: StalePlace) -> str:
    text = _short(place.old)
    if place.proposal != place.old:
        text = f"{text} → {_short(place.proposal)}?"
    return f"{_(KIND_NAMES[place.kind])}: {text}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:38].rstrip() + "…"
