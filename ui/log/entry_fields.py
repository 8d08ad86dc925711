"""The fields of an entry of the log, with what is wrong or doubtful beside each while typing."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from papidesk.domain.activity import TEXT_LIMIT, TITLE_LIMIT, Activity
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.context import Context
from ui.failures import sentence_of
from ui.log.amounts_field import AmountsField
from ui.log.choices import LogChoices
from ui.log.typed import cost_of, people_of
from ui.log.typed_day import TypedDayField
from ui.log.wording import money_text
from ui.tasks.task_picker import TaskPicker
from ui.widgets.choice_line import ChoicePick
from ui.widgets.codes_field import CodesField
from ui.widgets.fields import Field, LineField, LinesField

PAUSE = 300  # ms of no typing before doubts are looked for


class EntryFields(QWidget):
    """A form of one entry."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.choices = LogChoices.of(context)
        self._entry: Activity | None = None
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        self.day = TypedDayField(_("Day"))
        self.title = LinesField(_("What was done"), joined=True, lines=2)
        self.amounts = AmountsField(self.choices)
        self.unit = ChoicePick(_("Who did it (unit)"), free=True)
        self.unit.line.offer(self.choices.unit_choices())
        self.channel = ChoicePick(_("Channel"), _("Type part of its name…"))
        self.channel.line.offer(self.choices.channels)
        self.people = LineField(_("People reached"))
        self.cost = LineField(_("Cost (đồng)"))
        self.place = LineField(_("Where it was"))
        self.tasks = TaskPicker(self._context, _("Tasks it serves"))
        self.dimensions = CodesField(_("Sub-dimensions"), _("Number or words…"))
        self.dimensions.offer(self.choices.dimension_choices())
        self.note = LinesField(_("Note"), lines=2)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        rows: tuple[tuple[Field, ...], ...] = (
            (self.day,), (self.title,), (self.amounts,), (self.unit, self.channel),
            (self.people, self.cost), (self.place,), (self.tasks,), (self.dimensions,),
            (self.note,),
        )  # fmt: skip
        for row, fields in enumerate(rows):
            for column, field in enumerate(fields):
                span = 2 if len(fields) == 1 and field is not self.day else 1
                grid.addWidget(field, row, column, 1, span)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(rows), 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)

    @property
    def every(self) -> tuple[Field, ...]:
        """All fields, in order."""
        return (
            self.day, self.title, self.amounts, self.unit, self.channel, self.people, self.cost,
            self.place, self.tasks, self.dimensions, self.note,
        )  # fmt: skip

    def _connect(self) -> None:
        for field in self.every:
            field.changed.connect(self._on_changed)
        self.day.left.connect(self._on_left)
        self.amounts.left.connect(self._on_left)
        self.cost.left.connect(self._on_cost_left)
        self._pause.timeout.connect(self.show_doubts)

    # What the dialog asks of it

    def show_entry(self, entry: Activity) -> None:
        """Show ``entry``."""
        self._entry = entry
        self.day.show_value(entry.date)
        self.title.show_value((entry.title,))
        self.amounts.show_value(entry.amounts)
        self.unit.show_value(entry.unit)
        self.channel.show_value(entry.channel)
        self.people.show_value("" if entry.people is None else str(entry.people))
        self.cost.show_value(money_text(entry.cost))
        self.place.show_value(entry.place)
        self.tasks.year, self.tasks.unit = entry.date.year, entry.unit
        self.tasks.show_value(entry.tasks)
        self.dimensions.show_value(entry.dimensions)
        self.note.show_value(tuple(entry.note.split("\n")))

    def draft(self) -> Activity | None:
        """Return what is typed as far as it can be read; None without a day."""
        day = self.day.value()
        if day is None:
            return None
        base = self._entry or Activity(date=day, title="")
        try:
            people, cost = people_of(self.people.value()), cost_of(self.cost.value())
        except PapiDeskError:
            people, cost = base.people, base.cost
        return replace(
            base,
            date=day,
            title=" ".join(self.title.value()),
            amounts=self.amounts.value(),
            unit=self.unit.value(),
            channel=self.channel.value(),
            people=people,
            cost=cost,
            place=self.place.value(),
            tasks=self.tasks.value(),
            dimensions=self.dimensions.value(),
            note="\n".join(self.note.value()),
        )

    def entry(self) -> Activity | None:
        """Return the entry; None where something must be put right, which is said beside it."""
        return self.draft() if self.look_over(whole=True) else None

    def look_over(self, *, whole: bool) -> bool:
        """Say what is wrong beside the fields; with ``whole`` what is missing, too."""
        said = {
            self.day: self.day.wrong(),
            self.title: self._title_problem(whole=whole),
            self.amounts: self.amounts.wrong() if whole else "",
            self.channel: self._channel_problem(),
            self.people: _read(people_of, self.people),
            self.cost: _read(cost_of, self.cost),
            self.note: self._length(self.note, TEXT_LIMIT),
        }
        if whole and not said[self.day] and self.day.value() is None:
            said[self.day] = _("Write the day it was done.")
        for field, sentence in said.items():
            if sentence or field.problem.property("kind") == "problem":
                field.show_problem(sentence)
        first = next((field for field, sentence in said.items() if sentence), None)
        if first is not None and whole:
            first.setFocus()
        return first is None

    def show_doubts(self) -> bool:
        """Say beside the fields what looks wrong but may be true; return whether all is clear."""
        from papidesk.workflow import log

        draft = self.draft()
        if draft is None or not draft.title:
            return True
        by_field: dict[Field, list[str]] = {}
        for doubt in log.doubts(self._context.workspace.store, draft):
            by_field.setdefault(self._field(doubt.field), []).append(doubt.sentence)
        for field in self.every:
            if field.problem.property("kind") == "problem" and field.problem.text():
                continue
            field.show_problem(" ".join(by_field.get(field, ())), grave=False)
        return not by_field

    def show_refusal(self, error: Exception) -> None:
        """Say beside the field it is about why the entry was refused."""
        name = getattr(error, "field", "")
        if name:
            field = self._field(name)
            field.show_problem(sentence_of(error))
            field.setFocus()

    def set_read_only(self, fixed: bool) -> None:
        """Show without letting it be changed."""
        self.day.line.setReadOnly(fixed)
        self.day.day_editor.calendar_button.setEnabled(not fixed)
        for field in (self.title, self.people, self.cost, self.place, self.note):
            field.set_read_only(fixed)
        for line in (self.unit.line, self.channel.line):
            line.setReadOnly(fixed)
        self.amounts.set_read_only(fixed)
        self.tasks.set_read_only(fixed)
        self.dimensions.set_read_only(fixed)

    # Inside

    def _field(self, name: str) -> Field:
        named: dict[str, Field] = {
            "date": self.day, "title": self.title, "unit": self.unit, "channel": self.channel,
            "people": self.people, "cost": self.cost, "place": self.place, "tasks": self.tasks,
            "dimensions": self.dimensions, "note": self.note,
        }  # fmt: skip
        return named.get(name.split("/", 1)[0], self.amounts)

    def _title_problem(self, *, whole: bool) -> str:
        title = " ".join(self.title.value())
        if whole and not title:
            return _("Write in a few words what was done.")
        return self._length(self.title, TITLE_LIMIT)

    def _length(self, field: LinesField, limit: int) -> str:
        length = len("\n".join(field.value()))
        if length <= limit:
            return ""
        return _("{length} of {limit} characters: shorten it.").format(length=length, limit=limit)

    def _channel_problem(self) -> str:
        if not self.channel.line.strange() or self.channel.line.hasFocus():
            return ""
        return _("There is no such channel. Choose one of the list.")

    def _on_changed(self) -> None:
        self.look_over(whole=False)
        self._pause.start()
        self.changed.emit()

    def _on_left(self) -> None:
        wrong = self.amounts.wrong() if not self.amounts.isAncestorOf(self.focusWidget()) else ""
        if wrong:
            self.amounts.show_problem(wrong)
        day = self.day.value()
        if day is not None:
            self.tasks.year = day.year

    def _on_cost_left(self) -> None:
        try:
            cost = cost_of(self.cost.value())
        except PapiDeskError:
            return
        self.cost.show_value(money_text(cost))


def _read(reader: object, field: LineField) -> str:
    try:
        reader(field.value())  # type: ignore[operator]
    except PapiDeskError as error:
        return sentence_of(error)
    return ""


def new_entry(context: Context) -> Activity:
    """Return an empty entry of today."""
    return Activity(date=datetime.date.today(), title="")
