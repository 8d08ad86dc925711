"""The dialog Số liệu: which counter, which window, compared how, narrowed to what; its value."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.counters import Counter
from papidesk.domain.figures import FigureRef, How, Which, parse_ref
from papidesk.domain.filters import FigureQuery
from papidesk.domain.record import replace
from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import catalogues, figures, register_figures
from ui.context import Context
from ui.failures import sentence_of
from ui.reports.behind import Behind
from ui.reports.narrowing import Narrowing
from ui.reports.window_picker import WindowPicker
from ui.widgets.buttons import push_button
from ui.widgets.choice_line import Choice, ChoicePick
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label

WHICH_WORDS: dict[Which, str] = {
    "": N_("The figure itself"),
    "previous": N_("That of the period before"),
    "last-year": N_("That of the same period last year"),
    "change": N_("The change in a year"),
    "change-previous": N_("The change to the period before"),
    "target": N_("The target of the year"),
    "so-far": N_("What the year has come to so far"),
    "percent": N_("How much of the target is reached, in per cent"),
}
HOW_WORDS: dict[How, str] = {
    "": N_("As it is"),
    "two": N_("With two digits: 05"),
    "rounded": N_("Rounded: trên 40"),
    "words": N_("A change in words: tăng 12"),
}


class FigureDialog(QDialog):
    """Chooses a live figure; ``answered`` gives its name and its value as text."""

    answered = Signal(str, str)

    def __init__(
        self, context: Context, ref: str, parent: QWidget, *, proposed: bool = False
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._value: str | None = None
        self._build(bool(ref) and not proposed)
        self._show(ref)
        self._connect()
        self._on_changed()
        self.counter.setFocus()
        self.counter.line.selectAll()

    # Building

    def _build(self, change: bool) -> None:
        title = _("Change the figure") if change else _("Insert a figure")
        self.setWindowTitle(title)
        store = self._context.workspace.store
        self._counters = {info.code: info for info in figures.counters(store)}
        self.counter = ChoicePick(_("What is counted"), _("Type part of its name"))
        self.counter.line.offer(
            Choice(info.code, f"{info.name} ({info.unit})") for info in self._counters.values()
        )
        self.window_picker = WindowPicker(self._context, own_year=True)
        self.which = ChoiceField(
            _("Which figure"), [(code, _(word)) for code, word in WHICH_WORDS.items()]
        )
        self.how = ChoiceField(
            _("How it is written"), [(code, _(word)) for code, word in HOW_WORDS.items()]
        )
        self.narrow_button = push_button(_("Narrow to units, channels, tasks"), "filter", "link")
        self.narrowing = Narrowing(self._context, columns=2)
        self.narrowing.hide()
        self.value = label("", "page-title")
        self.unit = label("", "muted")
        self.said = label("", "muted", wrap=True)
        self.behind_button = push_button(_("Show the entries behind it"), "log", "link")
        self.note = label(
            _("The figure follows what is counted until the document is issued; then it stays."),
            "muted",
            wrap=True,
        )
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.behind = Behind(self._context, self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(title, QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        self._lay_out()

    def _lay_out(self) -> None:
        forms = QHBoxLayout()
        forms.setSpacing(12)
        forms.addWidget(self.which, 1)
        forms.addWidget(self.how, 1)
        shown = QHBoxLayout()
        shown.setSpacing(8)
        shown.addWidget(self.value, 0, Qt.AlignmentFlag.AlignBottom)
        shown.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignBottom)
        shown.addStretch(1)
        shown.addWidget(self.behind_button, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.counter)
        layout.addWidget(self.window_picker)
        layout.addLayout(forms)
        layout.addWidget(self.narrow_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.narrowing)
        layout.addLayout(shown)
        for widget in (self.said, self.problem, self.note):
            layout.addWidget(widget)
        layout.addWidget(self.buttons)
        broaden(self.said, 96)
        grow_with(self, self.window_picker, self.narrowing, self.said, self.problem)

    def _show(self, ref: str) -> None:
        named = parse_ref(ref)
        store = self._context.workspace.store
        if named is None:
            self.counter.show_value(next(iter(self._counters), ""))
            return
        self.counter.show_value(named.counter)
        self.which.show_value(named.which)
        self.how.show_value(named.how)
        asked = figures.query_of(store, replace(named, which="").ref)
        if asked is not None:
            # Days chosen by hand keep no period.
            own = named.since is not None or named.until is not None
            self.window_picker.show_query(replace(asked, period="") if own else asked)
        today = datetime.date.today()
        self.narrowing.show_query(
            FigureQuery(
                since=today, until=today, channels=named.channels, units=named.units,
                tasks=named.tasks, dimensions=named.dimensions,
            )
        )  # fmt: skip
        self.narrowing.setVisible(self.narrowing.count() > 0)

    def _connect(self) -> None:
        self.counter.changed.connect(self._on_changed)
        self.window_picker.changed.connect(self._on_changed)
        self.which.changed.connect(self._on_changed)
        self.how.changed.connect(self._on_changed)
        self.narrowing.changed.connect(self._on_changed)
        self.narrow_button.clicked.connect(self._on_narrow)
        self.behind_button.clicked.connect(self._on_behind)
        self.behind.closed.connect(self._on_changed)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)

    # What others ask of it

    @property
    def year(self) -> LineField:
        """The field of the year."""
        return self.window_picker.year

    @property
    def ref(self) -> str:
        """The name of the chosen figure; "" while none is chosen."""
        query, code = self.window_picker.query(), self.counter.value()
        if query is None or not code:
            return ""
        by_hand = not query.period
        return FigureRef(
            counter=code,
            period=query.period or f"{query.until.year:04}",
            duty=query.duty,
            which=self.which.value(),  # type: ignore[arg-type]
            how=self.how.value(),  # type: ignore[arg-type]
            tasks=self.narrowing.tasks.value(),
            units=self.narrowing.units.value(),
            channels=self.narrowing.channels.value(),
            dimensions=self.narrowing.dimensions.value(),
            since=query.since if by_hand else None,
            until=query.until if by_hand else None,
        ).ref

    # Slots

    def _on_narrow(self) -> None:
        self.narrowing.offer()
        self.narrowing.setVisible(not self.narrowing.isVisible())

    def _on_changed(self) -> None:
        store, ref = self._context.workspace.store, self.ref
        self._value, said = None, ""
        try:
            self._value = figures.value(store, ref) if ref else None
            said = self._behind_words(ref) if self._value is not None else ""
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
        else:
            self.problem.setText("")
        self.problem.setVisible(bool(self.problem.text()))
        self.value.setText(self._value or "–")
        known = self._counters.get(self.counter.value())
        self.unit.setText(known.unit if known and self._value is not None else "")
        self.said.setText(said)
        self.behind_button.setEnabled(self._value is not None)
        self.accept_button.setEnabled(self._value is not None)

    def _behind_words(self, ref: str) -> str:
        store = self._context.workspace.store
        asked = figures.query_of(store, ref)
        if asked is None:
            return ""
        count = figures.figure(store, self.counter.value(), asked).entries
        entries = ngettext("{count} entry behind it", "{count} entries behind it", count)
        days = f"{asked.since:%d/%m/%Y} – {asked.until:%d/%m/%Y}"
        return f"{figures.label(ref, store)} ({days}) · {entries.format(count=count)}"

    def _on_behind(self) -> None:
        store = self._context.workspace.store
        asked = figures.query_of(store, self.ref)
        counter = counter_of(self._context, self.counter.value())
        if asked is not None and counter is not None:
            self.behind.show(counter, asked)

    def _on_accepted(self) -> None:
        if self._value is not None:
            ref, value = self.ref, self._value
            self.accept()
            self.answered.emit(ref, value)


def counter_of(context: Context, code: str) -> Counter | None:
    """Return the counter ``code`` of the log or the registers; None for one nobody knows."""
    known = next(
        (one for one in catalogues.counters(context.workspace.store) if one.code == code), None
    )
    own = register_figures.counters().get(code)
    if known is not None or own is None:
        return known
    return Counter(code=own.code, name=own.name, unit=own.unit)
