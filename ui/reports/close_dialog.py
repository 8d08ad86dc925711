"""Closing a period by hand: which window, as which report, what is kept of it."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.domain.closing import ClosedFigure, Closing
from papidesk.domain.filters import FigureQuery
from papidesk.domain.periods import Period
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import closings, figures
from ui.context import Context
from ui.failures import sentence_of
from ui.reports.window_picker import WindowPicker
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label


class CloseDialog(QDialog):
    """Chooses a window and closes it; ``closed`` gives the id of the closing."""

    closed = Signal(str)

    def __init__(
        self,
        context: Context,
        parent: QWidget | None = None,
        *,
        closing: Closing | None = None,
        year: int | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._lines: list[figures.FigureLine] = []
        self._build()
        now = datetime.date.today()
        first = Period(year=year or now.year, kind="half", index=1)
        self.window_picker.show_query(
            FigureQuery(
                since=closing.since, until=closing.until, period=closing.period, duty=closing.duty
            )
            if closing is not None
            else FigureQuery(since=first.start, until=first.end, period=first.code)
        )
        self.window_picker.changed.connect(self._on_window)
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        self._on_window()

    def _build(self) -> None:
        self.setWindowTitle(_("Close a period"))
        meaning = label(
            _(
                "The figures of the window are kept as they are now. Who changes one of its "
                "entries later gives a reason, and the next report tells the correction. A period "
                "can be opened again."
            ),
            "muted",
            wrap=True,
        )
        broaden(meaning, 84)
        self.window_picker = WindowPicker(self._context, own_year=True)
        self.kept = label("", wrap=True)
        self.caution = label("", "caution", wrap=True)
        self.problem = label("", "problem", wrap=True)
        for widget in (self.caution, self.problem):
            widget.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Close the period"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(meaning)
        layout.addWidget(self.window_picker)
        layout.addWidget(self.kept)
        layout.addWidget(self.caution)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        grow_with(self, self.window_picker, self.kept, self.caution, self.problem)

    def _on_window(self) -> None:
        query = self.window_picker.query()
        self.accept_button.setEnabled(query is not None)
        self.problem.hide()
        self.kept.setText("")
        if query is None:
            return
        try:
            store = self._context.workspace.store
            self._lines = figures.table(store, query, compare=False)
            closed = [
                one for one in closings.closed(store)
                if one.since <= query.until and query.since <= one.until
            ]  # fmt: skip
        except PapiDeskError as error:
            self._refuse(error)
            return
        filled = sum(1 for line in self._lines if line.figure.entries)
        self.kept.setText(
            ngettext(
                "{count} counter has entries in this window.",
                "{count} counters have entries in this window.",
                filled,
            ).format(count=filled)
        )
        self._warn(query, closed)

    def _warn(self, query: FigureQuery, closed: list[Closing]) -> None:
        said = []
        if query.until >= datetime.date.today():
            said.append(_("The window has not ended yet: more may still be logged in it."))
        if closed:
            days = ", ".join(f"{one.since:%d/%m/%Y} – {one.until:%d/%m/%Y}" for one in closed[:3])
            said.append(_("Days of it are closed already: {windows}.").format(windows=days))
        self.caution.setText("\n".join(said))
        self.caution.setVisible(bool(said))

    def _refuse(self, error: PapiDeskError) -> None:
        self.problem.setText(sentence_of(error))
        self.problem.show()

    def _on_accept(self) -> None:
        query = self.window_picker.query()
        if query is None or not self.accept_button.isEnabled():
            return
        self.accept_button.setEnabled(False)
        kept = tuple(
            ClosedFigure(
                counter=line.counter.code, name=line.counter.name, unit=line.counter.unit,
                value=line.figure.value,
            )
            for line in self._lines
            if line.figure.value is not None
        )  # fmt: skip
        closing = Closing(
            since=query.since, until=query.until, duty=query.duty, period=query.period, figures=kept
        )
        try:
            made = closings.close(self._context.workspace.store, closing, who=self._context.who)
        except PapiDeskError as error:
            self._refuse(error)
            self.accept_button.setEnabled(True)
            return
        self.accept()
        self.closed.emit(made.id)
