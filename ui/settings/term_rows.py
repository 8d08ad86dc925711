"""The reports of a duty, a row each: of which period, its window, its due day."""

from __future__ import annotations

import datetime
import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from papidesk.domain.catalogue_checks import CatalogueEntryError, check_term
from papidesk.domain.duty_terms import term_days
from papidesk.domain.holidays import OwnDay
from papidesk.domain.periods import Period, PeriodKind
from papidesk.domain.record import replace
from papidesk.domain.report_duty import DayOfYear, ReportDuty, Term
from papidesk.errors import N_
from papidesk.i18n import _, say
from ui.settings.catalogue_words import period_word
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.fields import CalmComboBox
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label, restyle

PERIODS: tuple[tuple[PeriodKind, int], ...] = (
    *(("quarter", index) for index in range(1, 5)),
    ("half", 1), ("half", 2), ("nine_months", 1), ("year", 1),
    *(("month", index) for index in range(1, 13)),
)  # fmt: skip
YEARS = {-1: N_("year before"), 0: N_("the same year"), 1: N_("year after")}
_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})")


class DayOfYearEditor(QWidget):
    """dd/mm and which year it is in, seen from the reporting year."""

    changed = Signal()
    left = Signal()

    def __init__(self, name: str, word: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText("dd/mm")
        self.line.setMaxLength(7)
        self.line.setFixedWidth(self.line.fontMetrics().horizontalAdvance("00/00") + 30)
        self.year = CalmComboBox()
        self.year.setAccessibleName(_("{name}: year").format(name=name))
        self.year.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for code, called in YEARS.items():
            self.year.addItem(_(called), code)
        self.line.textEdited.connect(self.changed)
        self.line.editingFinished.connect(self.left)
        self.year.activated.connect(self.left)
        widest = max(self.year.fontMetrics().horizontalAdvance(_(word)) for word in YEARS.values())
        self.year.setFixedWidth(widest + 44)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(label(word, "muted"))
        row.addWidget(self.line)
        row.addWidget(self.year)

    def value(self) -> DayOfYear | None:
        """Return the day; None when what is typed is none."""
        found = _DAY.fullmatch(self.line.text().strip())
        if found is None:
            return None
        year = int(self.year.currentData())
        return DayOfYear(day=int(found[1]), month=int(found[2]), year=year)

    def show_value(self, day: DayOfYear) -> None:
        """Show ``day``."""
        if self.value() != day:
            self.line.setText(f"{day.day:02}/{day.month:02}")
            self.year.setCurrentIndex(self.year.findData(day.year))


class TermRow(QFrame):
    """One report: its period, its window and its due day, and what that means this year."""

    changed = Signal()
    left = Signal()
    gone = Signal(object)

    def __init__(self, term: Term) -> None:
        super().__init__()
        self.setObjectName("line-row")
        self.period = CalmComboBox()
        self.period.setAccessibleName(_("Period"))
        self.period.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for kind, index in PERIODS:
            self.period.addItem(period_word(kind, index), (kind, index))
        self.since = DayOfYearEditor(_("Figures from"), _("from"))
        self.until = DayOfYearEditor(_("Figures until"), _("until"))
        self.due = DayOfYearEditor(_("Due on"), _("due"))
        self.away = tool_button(_("Remove the period"), "close")
        self.said = label("", "muted", wrap=True)
        self._build()
        self._show(term)
        for editor in (self.since, self.until, self.due):
            editor.changed.connect(self.changed)
            editor.left.connect(self.left)
        self.period.activated.connect(self.left)
        self.away.clicked.connect(self._on_away)

    def _build(self) -> None:
        parts = QWidget()
        flow = FlowLayout(parts, 12)
        for widget in (self.period, self.since, self.until, self.due, self.away):
            flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        column.addWidget(parts)
        column.addWidget(self.said)

    def _show(self, term: Term) -> None:
        place = PERIODS.index((term.kind, term.index))
        self.period.setCurrentIndex(place)
        self.since.show_value(term.since)
        self.until.show_value(term.until)
        self.due.show_value(term.due)

    def value(self) -> Term | None:
        """Return the term; None while a day is none (told below the row)."""
        days = [editor.value() for editor in (self.since, self.until, self.due)]
        since, until, due = days
        if since is None or until is None or due is None:
            self._tell(_("Write the days as dd/mm, for example 15/12."), wrong=True)
            return None
        kind, index = PERIODS[self.period.currentIndex()]
        term = Term(kind=kind, index=index, since=since, until=until, due=due)
        try:
            check_term(term)
        except CatalogueEntryError as error:
            self._tell(say(error), wrong=True)
            return None
        return term

    def explain(self, duty: ReportDuty, term: Term, extra: tuple[OwnDay, ...]) -> None:
        """Say what the term means in this year."""
        year = datetime.date.today().year
        found = term_days(replace(duty, terms=(term,)), term, year, extra=extra)
        label_of = Period(year=year, kind=term.kind, index=term.index).label
        said = _("{period}: figures of {since} – {until}, due on {due}").format(
            period=label_of[:1].upper() + label_of[1:],
            since=f"{found.since:%d/%m/%Y}",
            until=f"{found.until:%d/%m/%Y}",
            due=f"{found.due:%d/%m/%Y}",
        )
        if found.moved_from is not None:
            said += " " + _("(moved from {day}, a day off)").format(
                day=f"{found.moved_from:%d/%m/%Y}"
            )
        self._tell(said, wrong=False)

    def _tell(self, text: str, *, wrong: bool) -> None:
        self.said.setText(text)
        self.said.setProperty("kind", "problem" if wrong else "muted")
        restyle(self.said)

    def _on_away(self) -> None:
        self.gone.emit(self)


class TermRows(QWidget):
    """All reports of a duty."""

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[TermRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.add = push_button(_("Add a period"), "plus")
        self.add.clicked.connect(self._on_add)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(
            label(
                _("Periods reported, the days their figures are counted over, and due days"),
                "muted",
                wrap=True,
            )
        )
        layout.addLayout(self._column)
        layout.addWidget(self.problem)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_value(self, terms: tuple[Term, ...]) -> None:
        """Show ``terms``, unless they are what stands there already."""
        if self.rows and self._quiet() == terms:
            return
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for term in terms:
            self._append(term)

    def value(self) -> tuple[Term, ...] | None:
        """Return the terms; None while one of them is none."""
        terms = [row.value() for row in self.rows]
        known = tuple(term for term in terms if term is not None)
        return known if len(known) == len(terms) else None

    def explain(self, duty: ReportDuty, extra: tuple[OwnDay, ...]) -> None:
        """Say below each row what it means this year."""
        for row, term in zip(self.rows, duty.terms, strict=False):
            row.explain(duty, term, extra)

    def show_problem(self, sentence: str) -> None:
        """Say below the rows what is wrong with them; "" takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _quiet(self) -> tuple[Term, ...] | None:
        return self.value()

    def _append(self, term: Term) -> None:
        row = TermRow(term)
        row.changed.connect(self.changed)
        row.left.connect(self.left)
        row.gone.connect(self._on_gone)
        self.rows.append(row)
        self._column.addWidget(row)

    def _on_add(self) -> None:
        taken = {PERIODS[row.period.currentIndex()] for row in self.rows}
        kind, index = next((one for one in PERIODS if one not in taken), PERIODS[0])
        self._append(_calendar_term(kind, index))
        self.left.emit()

    def _on_gone(self, row: TermRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self.left.emit()


def _calendar_term(kind: PeriodKind, index: int) -> Term:
    """Return a term over the calendar's period, due ten days after it."""
    period = Period(year=2023, kind=kind, index=index)
    due = period.end + datetime.timedelta(days=10)
    return Term(
        kind=kind,
        index=index,
        since=DayOfYear(day=period.start.day, month=period.start.month),
        until=DayOfYear(day=period.end.day, month=period.end.month),
        due=DayOfYear(day=due.day, month=due.month, year=due.year - 2023),
    )
