"""Saying what comes again: every how many days, weeks, months; on which days; from when to when."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.recurrence import EVERY, Every, Recurrence
from papidesk.i18n import _
from papidesk.text.clean import clean_line
from ui.failures import sentence_of
from ui.widgets.day_field import DayField
from ui.widgets.fields import CalmComboBox
from ui.widgets.labels import label
from ui.widgets.rule_words import rule_text, weekday_words

LAST_DAY, MOST_DAYS = -1, 31
MONTHS_OF: dict[Every, int] = {"quarter": 3, "half": 6, "year": 12}
WITH_DAYS = ("month", "quarter", "half", "year")
NTHS = (1, 2, 3, 4, -1)


def read_days(text: str) -> tuple[int, ...] | None:
    """Return the days of the month that ``text`` lists ("1, 15"); None where it lists none.

    "cuối" and "last" are the last day of the month.
    """
    days: list[int] = []
    for part in clean_line(text).lower().replace(";", ",").split(","):
        said = part.strip()
        if said in ("cuối", "cuối tháng", "last", "-1"):
            days.append(LAST_DAY)
        elif said.isdecimal() and 1 <= int(said) <= MOST_DAYS:
            days.append(int(said))
        elif said:
            return None
    return tuple(dict.fromkeys(days))


class RecurrenceEditor(QWidget):
    """A rule as a person says it; below it stands what it means and the next days it falls on."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._build()
        self._connect()
        self._show_parts()
        self._tell()

    # Building

    def _build(self) -> None:
        self.every = CalmComboBox()
        self.every.setAccessibleName(_("How often"))
        for code, word in EVERY.items():
            self.every.addItem(_(word), code)
        self.every.setCurrentIndex(self.every.findData("week"))
        self.interval = QSpinBox()
        self.interval.setRange(1, 60)
        self.interval.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.interval.setAccessibleName(_("Every how many"))
        self.interval_word = QLabel()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.every)
        head.addSpacing(8)
        head.addWidget(label(_("every"), "muted"))
        head.addWidget(self.interval)
        head.addWidget(self.interval_word)
        head.addStretch(1)
        self._build_weekdays()
        self._build_days()
        self.since = DayField(_("Since (empty: always)"))
        self.until = DayField(_("Until (empty: still)"))
        stretch = QHBoxLayout()
        stretch.setSpacing(24)
        stretch.addWidget(self.since)
        stretch.addWidget(self.until)
        stretch.addStretch(1)
        self.meaning = label("", "muted", wrap=True)
        self.problem = label("", "problem", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.days_part)
        column.addWidget(self.weekdays_part)
        column.addLayout(stretch)
        column.addWidget(self.meaning)
        column.addWidget(self.problem)

    def _build_weekdays(self) -> None:
        self.weekdays_part = QWidget()
        row = QHBoxLayout(self.weekdays_part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        short = [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
        self.weekdays: list[QCheckBox] = []
        for word, whole in zip(short, weekday_words(), strict=True):
            box = QCheckBox(word)
            box.setAccessibleName(whole)
            box.setToolTip(whole)
            self.weekdays.append(box)
            row.addWidget(box)
        row.addStretch(1)

    def _build_days(self) -> None:
        self.days_part = QWidget()
        row = QHBoxLayout(self.days_part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.way = CalmComboBox()
        self.way.setAccessibleName(_("Which days"))
        self.way.addItem(_("on the days"), "days")
        self.way.addItem(_("on the days of the week"), "nth")
        self.days = QLineEdit("1")
        self.days.setAccessibleName(_("Days of the month"))
        self.days.setPlaceholderText(_("for example 1, 15 or last"))
        self.nth = CalmComboBox()
        self.nth.setAccessibleName(_("Which week of the month"))
        words = (_("first"), _("second"), _("third"), _("fourth"), _("last"))
        for value, word in zip(NTHS, words, strict=True):
            self.nth.addItem(word, value)
        self.month_word = label(_("of month"), "muted")
        self.month = CalmComboBox()
        self.month.setAccessibleName(_("Month"))
        for widget in (self.way, self.days, self.nth, self.month_word, self.month):
            row.addWidget(widget)
        row.addStretch(1)

    def _connect(self) -> None:
        for box in (self.every, self.way, self.nth, self.month):
            box.activated.connect(self._on_changed)
        for tick in self.weekdays:
            tick.clicked.connect(self._on_changed)
        self.interval.valueChanged.connect(self._on_changed)
        self.days.textEdited.connect(self._on_changed)
        self.since.changed.connect(self._on_changed)
        self.until.changed.connect(self._on_changed)

    # What forms ask of it

    def value(self) -> Recurrence | None:
        """Return the rule; None while it means nothing."""
        return None if self.wrong() else self._rule()

    def wrong(self) -> str:
        """Return why the rule cannot be kept, "" when it can."""
        if not (self.since.judge() and self.until.judge()):
            return _("This is not a day. Write day, month and year, or leave all empty.")
        since, until = self.since.day(), self.until.day()
        if since and until and until < since:
            return _("The end is before the beginning.")
        every = self.every.currentData()
        if every in WITH_DAYS and self.way.currentData() == "days" and not self._days():
            return _("Write days of the month, for example 1, 15 or last.")
        weekly = every == "week" or (every == "month" and self.way.currentData() == "nth")
        if weekly and not any(box.isChecked() for box in self.weekdays):
            return _("Tick at least one day of the week.")
        from papidesk.domain import recurring

        found = recurring.problems(self._rule())
        return sentence_of(found[0]) if found else ""

    def show_value(self, rule: Recurrence) -> None:
        """Show ``rule``."""
        self.every.setCurrentIndex(self.every.findData(rule.every))
        self.interval.setValue(rule.interval)
        self.way.setCurrentIndex(1 if rule.every == "month" and rule.nth else 0)
        self.nth.setCurrentIndex(max(0, self.nth.findData(rule.nth)))
        words = (_("last") if day == LAST_DAY else str(day) for day in rule.days)
        self.days.setText(", ".join(words) or "1")
        for place, box in enumerate(self.weekdays):
            box.setChecked(place in rule.weekdays)
        self.since.show_day(rule.since)
        self.until.show_day(rule.until)
        self._show_parts()
        self.month.setCurrentIndex(max(0, rule.month - 1))
        self._tell()

    # Inside

    def _days(self) -> tuple[int, ...]:
        return read_days(self.days.text()) or ()

    def _rule(self) -> Recurrence:
        every: Every = self.every.currentData()
        nth = every == "month" and self.way.currentData() == "nth"
        weekly = every == "week" or nth
        return Recurrence(
            every=every,
            interval=self.interval.value(),
            weekdays=tuple(i for i, box in enumerate(self.weekdays) if weekly and box.isChecked()),
            nth=int(self.nth.currentData()) if nth else 0,
            days=self._days() if every in WITH_DAYS and not nth else (),
            month=self.month.currentIndex() + 1 if every in MONTHS_OF else 0,
            since=self.since.day(),
            until=self.until.day(),
        )

    def _show_parts(self) -> None:
        every: Every = self.every.currentData()
        nth = every == "month" and self.way.currentData() == "nth"
        self.days_part.setVisible(every in WITH_DAYS)
        self.way.setVisible(every == "month")
        self.days.setVisible(not nth)
        self.nth.setVisible(nth)
        self.weekdays_part.setVisible(every == "week" or nth)
        months = MONTHS_OF.get(every, 0)
        self.month.setVisible(bool(months))
        self.month_word.setVisible(bool(months))
        if self.month.count() != months:
            self.month.clear()
            for month in range(1, months + 1):
                self.month.addItem(str(month), month)
        units = {
            "day": _("day(s)"), "week": _("week(s)"), "month": _("month(s)"),
            "quarter": _("quarter(s)"), "half": _("half-year(s)"), "year": _("year(s)"),
        }  # fmt: skip
        self.interval_word.setText(units[every])

    def _tell(self) -> None:
        wrong = self.wrong()
        self.problem.setText(wrong)
        self.problem.setVisible(bool(wrong))
        self.meaning.setVisible(not wrong)
        if not wrong:
            self.meaning.setText(meaning_of(self._rule()))

    def _on_changed(self) -> None:
        self._show_parts()
        self._tell()
        self.changed.emit()


def meaning_of(rule: Recurrence, *, count: int = 4) -> str:
    """Return the rule in words and the next days it falls on."""
    from itertools import islice

    from papidesk.domain import recurring

    today = datetime.date.today()
    start = max(today, rule.since) if rule.since else today
    last = rule.until or start + datetime.timedelta(days=3 * 366)
    coming = [f"{day:%d/%m/%Y}" for day in islice(recurring.days(rule, start, last), count)]
    said = rule_text(rule)
    said = said[:1].upper() + said[1:]
    if not coming:
        return _("{rule}. No day from today on.").format(rule=said)
    return _("{rule}. Next: {days}…").format(rule=said, days=", ".join(coming))
