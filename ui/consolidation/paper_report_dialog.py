"""A unit's report that came on paper: the day, its number, a note, and its figures typed in."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain import paper_figures
from papidesk.domain.consolidation import UnitFigure
from papidesk.domain.counters import Counter
from papidesk.domain.paper_figures import PaperFigure
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import (
    consolidation,
    paper_counters,
    unit_board,
    unit_paper_reports,
    units,
)
from papidesk.workflow.unit_paper_reports import PaperEntry
from ui.consolidation.consolidation_words import term_text
from ui.consolidation.paper_figure_rows import FigureRows
from ui.context import Context
from ui.dialogs.typed_dialog import TypedDialog
from ui.failures import sentence_of
from ui.log.dialog_size import give_size
from ui.widgets.buttons import push_button
from ui.widgets.day_field import DayField
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.labels import label
from ui.words import moment_text, whole_text

if TYPE_CHECKING:
    from papidesk.domain.consolidation import UnitFigures, UnitReport

SIZE = (860, 640)  # px at 100 % text


class PaperReportDialog(TypedDialog):
    """Enters, changes or removes a paper report; ``kept`` brings what to say and the way back."""

    kept = Signal(str, object)  # a sentence, a callable without arguments

    def __init__(
        self, context: Context, unit: str, duty: str, period: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        store = context.workspace.store
        self._place = (unit, duty, period)
        self._before: tuple[UnitReport | None, UnitFigures | None] = unit_paper_reports.standing(
            store, unit, duty, period
        )
        self._until = unit_board.term_of(store, duty, period).until
        self._known = paper_counters.every(store)
        self._asked = self._counters()
        self._name = units.tree(store, self._until).name(unit)
        self._build()
        self._fill()
        self._connect()

    # Building

    def _build(self) -> None:
        _unit, duty, period = self._place
        self.setWindowTitle(_("Report on paper"))
        give_size(self, SIZE, self._context.theme.scale)
        known = unit_board.find_duty(self._context.workspace.store, duty)
        term = term_text(known.name if known else "", period)
        self.head = label(f"{self._name}: {term}", "section-title", wrap=True)
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.day = DayField(_("Came on"))
        self.number = LineField(_("Number and symbol"), "12/BC-UBND")
        self.note = LineField(_("Note"))
        self.figures = FigureRows(self._made)
        asked = {one.code for one in self._asked}
        rest = [one for code, one in self._known.items() if code not in asked]
        self.more = ChoiceField(
            _("Another counter"),
            [("", _("Choose…")), *((one.code, f"{one.name} ({one.unit})") for one in rest)],
        )
        self.add_button = push_button(_("Add"), "plus")
        self.history = label("", "muted", wrap=True)
        self.history.setTextFormat(Qt.TextFormat.PlainText)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        role = QDialogButtonBox.ButtonRole
        self.accept_button = self.buttons.addButton(_("Keep"), role.AcceptRole)
        self.remove_button = self.buttons.addButton(_("Remove the report"), role.ResetRole)
        for button in (self.remove_button, self.add_button):
            button.setAutoDefault(False)
        self.accept_button.setDefault(True)
        self._lay_out()

    def _lay_out(self) -> None:
        said = _(
            "Type the figures as the paper has them. They count like others and are marked "
            "“entered by hand” wherever they are shown; a bundle of this report takes their place."
        )
        first = QHBoxLayout()
        first.setSpacing(16)
        for field, stretch in ((self.day, 2), (self.number, 2), (self.note, 3)):
            first.addWidget(field, stretch, Qt.AlignmentFlag.AlignTop)
        adding = QHBoxLayout()
        adding.setSpacing(8)
        adding.addWidget(self.more, 1)
        adding.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        layout.addWidget(self.head)
        layout.addWidget(label(said, "muted", wrap=True))
        layout.addLayout(first)
        layout.addWidget(self.figures, 1)
        layout.addLayout(adding)
        layout.addWidget(self.history)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    def _fill(self) -> None:
        unit, duty, period = self._place
        store = self._context.workspace.store
        report, held = self._before
        on_paper = report is not None and report.on_paper
        kept = _by_code(held) if on_paper else {}
        _earlier, past = unit_paper_reports.standing(
            store, unit, duty, consolidation.previous_period(period)
        )
        self._past = _by_code(past)
        self.figures.show_rows(self._asked, kept, self._past)
        self.remove_button.setVisible(on_paper)
        if report is not None and on_paper:
            self.day.show_day(report.received_on)
            self.number.show_value(report.number)
            self.note.show_value(report.note)
        self._tell_history()
        self.day.setFocus()

    def _counters(self) -> list[Counter]:
        """Return the counters asked for, and those that were typed beside them."""
        asked = {
            one.code: one
            for one in paper_counters.asked(self._context.workspace.store, self._place[1])
        }
        for code in _by_code(self._before[1]):
            if code in self._known:
                asked.setdefault(code, self._known[code])
        return list(asked.values())

    def _tell_history(self) -> None:
        acts = unit_paper_reports.history(self._context.workspace.store, *self._place)
        self.history.setVisible(bool(acts))
        if not acts:
            return
        said = _("Last changed {when} by {who}.")
        when = moment_text(acts[0].at, datetime.date.today())
        self.history.setText(said.format(when=when, who=acts[0].who or "–"))
        self.history.setToolTip("\n".join(
            f"{moment_text(one.at, datetime.date.today())}, {one.who}: {one.detail}".rstrip(": ")
            for one in acts[:20]
        ))  # fmt: skip

    def _connect(self) -> None:
        for field in (self.day, self.number, self.note):
            field.changed.connect(self._on_typed)
        self.figures.changed.connect(self._on_typed)
        self.add_button.clicked.connect(self._on_add)
        self.buttons.accepted.connect(self.answer)
        self.buttons.rejected.connect(self.reject)
        self.remove_button.clicked.connect(self.remove)
        # Enter in a figure goes to the next one, not to the dialog's button.
        for row in self.figures.rows:
            row.line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.figures.go_on_from(watched)
            return True
        return super().eventFilter(watched, event)

    def _made(self, figure: PaperFigure, counter: Counter) -> UnitFigure | None:
        return paper_figures.made(figure, counter, self._until)

    # What a person does

    def answer(self) -> None:
        """Keep what is typed, or say what is wrong with it."""
        day = self.day.day()
        if day is None:
            self.day.show_problem(_("Write the day, month and year."))
            self.day.setFocus()
            return
        figures = self.figures.read()
        if figures is None:
            return
        unit, duty, period = self._place
        entry = PaperEntry(
            unit=unit, duty=duty, period=period, day=day, number=self.number.value(),
            note=self.note.value(), figures=figures, whole=True,
        )  # fmt: skip
        store, who = self._context.workspace.store, self._context.who
        if not self._try(
            lambda: unit_paper_reports.enter(store, entry, who=who, today=datetime.date.today())
        ):
            return
        said = ngettext(
            "{name}: {count} figure entered by hand", "{name}: {count} figures entered by hand",
            len(figures),
        )  # fmt: skip
        self._done(said.format(name=self._name, count=whole_text(len(figures))))

    def remove(self, *_checked: object) -> None:
        """Take the paper and its figures away; there is a way back."""
        store, who = self._context.workspace.store, self._context.who
        if self._try(lambda: unit_paper_reports.remove(store, *self._place, who=who)):
            self._done(_("The paper report of {name} was removed").format(name=self._name))

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            return False
        return True

    def _done(self, said: str) -> None:
        self.typed = False
        self.kept.emit(said, partial(_put_back, self._context, self._place, self._before))
        self.accept()

    def _on_add(self) -> None:
        counter = self._known.get(self.more.value())
        if counter is None:
            return
        row = self.figures.row_of(counter.code) or self.figures.add(
            counter, self._past.get(counter.code)
        )
        row.line.installEventFilter(self)
        self.more.show_value("")
        self.figures.choose(row)

    def _on_typed(self) -> None:
        self.typed = True
        self.problem.hide()
        self.day.show_problem("")


def _by_code(figures: UnitFigures | None) -> dict[str, UnitFigure]:
    return {one.counter: one for one in figures.figures} if figures is not None else {}


def _put_back(
    context: Context, place: tuple[str, str, str],
    before: tuple[UnitReport | None, UnitFigures | None],
) -> None:  # fmt: skip
    """Let report and figures be what they were; raises what a closed period is refused with."""
    unit_paper_reports.put_back(context.workspace.store, place, *before, who=context.who)
