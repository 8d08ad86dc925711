"""The figures of a paper report as lines to type into: counter, figure, unit, the period before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QWidget

from papidesk.domain import paper_figures
from papidesk.domain.consolidation import UnitFigure
from papidesk.domain.counters import Counter
from papidesk.domain.paper_figures import PaperFigure
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.text.clean import clean_line
from ui.failures import sentence_of
from ui.widgets.labels import label, restyle
from ui.words import quantity_text

NAME, EDIT, UNIT, BEFORE, SAID = range(5)
_LETTERS = 13  # a line has room for

Made = Callable[[PaperFigure, Counter], UnitFigure | None]


class FigureRow:
    """One counter: its line, and what is wrong with it or what its parts come to."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.line = QLineEdit()
        self.line.setAccessibleName(f"{counter.name} ({counter.unit})")
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setMinimumWidth(self.line.fontMetrics().horizontalAdvance("0" * _LETTERS))
        if paper_figures.has_parts(counter):
            self.line.setPlaceholderText("45/60")
            ratio = counter.adds_up == "ratio"
            self.line.setToolTip(
                _("The two numbers it is of, for example 45/60: then it counts in the whole.")
                if ratio
                else _("The sum and how many it is of, for example 45/60: then it counts.")
            )
        self.said = label("", "muted", wrap=True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)

    def read(self) -> PaperFigure:
        """Return what is typed; raises what it is refused with."""
        return paper_figures.read(clean_line(self.line.text()), self.counter)

    def judge(self, made: Made) -> bool:
        """Say what is wrong, or what the parts come to; tell whether it can be kept."""
        try:
            figure = made(self.read(), self.counter)
        except PapiDeskError as error:
            self._say(sentence_of(error), "problem")
            return False
        if figure is None:
            self._say("", "muted")
        elif paper_figures.beyond(figure, self.counter):
            said = _("{value}: outside the counter’s bounds. Is it right?")
            self._say(said.format(value=quantity_text(figure.value)), "caution")
        elif paper_figures.has_parts(self.counter):
            bare = not figure.part.entries and figure.below is None
            said = _("Without its two parts it does not count in the whole.")
            self._say(said if bare else f"= {quantity_text(figure.value)}", "muted")
        else:
            self._say("", "muted")
        return True

    def _say(self, text: str, kind: str) -> None:
        if self.said.text() == text and self.said.property("kind") == kind:
            return
        self.said.setText(text)
        self.said.setProperty("kind", kind)
        self.line.setProperty("problem", "true" if kind == "problem" else "false")
        self.line.setAccessibleDescription(text)
        restyle(self.said)
        restyle(self.line)


class FigureRows(QScrollArea):
    """The rows below each other, with a bar where they are many; Enter goes to the next."""

    changed = Signal()

    def __init__(self, made: Made) -> None:
        super().__init__()
        self._made = made
        self.rows: list[FigureRow] = []
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("framed")
        inner = QWidget()
        inner.setObjectName("panel")
        self.grid = QGridLayout(inner)
        self.grid.setContentsMargins(12, 8, 12, 8)
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(NAME, 5)
        self.grid.setColumnStretch(SAID, 4)
        titles = (_("Counter"), _("Figure"), _("Unit of measure"), _("Period before"), "")
        for column, title in enumerate(titles):
            head = label(title, "muted")
            side = Qt.AlignmentFlag.AlignRight if column in (EDIT, BEFORE) else Qt.AlignmentFlag(0)
            self.grid.addWidget(head, 0, column, side)
        self.setWidget(inner)

    def show_rows(
        self, counters: Sequence[Counter], kept: Mapping[str, UnitFigure],
        before: Mapping[str, UnitFigure],
    ) -> None:  # fmt: skip
        """Show a line for each counter, with what was typed and what the period before had."""
        for counter in counters:
            row = self.add(counter, before.get(counter.code))
            if counter.code in kept:
                row.line.setText(paper_figures.written(kept[counter.code], counter))
                row.judge(self._made)

    def add(self, counter: Counter, before: UnitFigure | None = None) -> FigureRow:
        """Add a line and return it."""
        row = FigureRow(counter)
        at = len(self.rows) + 1
        name = label(counter.name, wrap=True)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setBuddy(row.line)
        earlier = label(quantity_text(before.value) if before else "–", "muted")
        middle = Qt.AlignmentFlag.AlignVCenter
        self.grid.addWidget(name, at, NAME, middle)
        self.grid.addWidget(row.line, at, EDIT, middle)
        self.grid.addWidget(label(counter.unit, "muted"), at, UNIT, middle)
        self.grid.addWidget(earlier, at, BEFORE, middle | Qt.AlignmentFlag.AlignRight)
        self.grid.addWidget(row.said, at, SAID, middle)
        self.grid.setRowStretch(at, 0)
        self.grid.setRowStretch(at + 1, 1)
        row.line.textEdited.connect(partial(self._on_typed, row))
        row.line.editingFinished.connect(partial(row.judge, self._made))
        self.rows.append(row)
        return row

    def row_of(self, code: str) -> FigureRow | None:
        """Return the line of a counter, None where there is none."""
        return next((row for row in self.rows if row.counter.code == code), None)

    def choose(self, row: FigureRow) -> None:
        """Put the focus on a line and show it."""
        row.line.setFocus()
        row.line.selectAll()
        self.ensureWidgetVisible(row.line, 0, 40)

    def read(self) -> tuple[PaperFigure, ...] | None:
        """Return all figures; None where one cannot be kept, with the focus on the first."""
        bad = [row for row in self.rows if not row.judge(self._made)]
        if bad:
            self.choose(bad[0])
            return None
        return tuple(one for one in (row.read() for row in self.rows) if not one.empty)

    def _on_typed(self, row: FigureRow, _text: str) -> None:
        # What is half typed is judged once the line is left.
        row.said.setText("")
        row.line.setProperty("problem", "false")
        restyle(row.line)
        self.changed.emit()

    def go_on_from(self, line: QObject) -> None:
        """Put the focus on the line below ``line``, at the last one nowhere."""
        at = next((n for n, row in enumerate(self.rows) if row.line is line), len(self.rows))
        if at + 1 < len(self.rows):
            self.choose(self.rows[at + 1])
