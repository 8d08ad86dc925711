"""The line on top of the log: day, counter, quantity, title, task; Enter keeps the entry."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from papidesk.domain.activity import TITLE_LIMIT, Activity, Amount
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.context import Context
from ui.failures import sentence_of
from ui.log.choices import LogChoices
from ui.log.closed_reason import try_or_ask
from ui.log.typed import amount_of
from ui.log.typed_day import TypedDayField
from ui.log.wording import amount_text
from ui.tasks.task_picker import TaskPicker
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.choice_line import ChoicePick
from ui.widgets.fields import Field, LineField

PAUSE = 250  # ms of no typing before doubts are looked for


class QuickLine(QWidget):
    """Five fields in a row; day and counter stay for the next entry."""

    added = Signal(str)  # the entry's id
    more_asked = Signal(object)  # the Activity typed so far, to be gone on with in the dialog

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._choices = LogChoices.of(context)
        self._base: Activity | None = None
        self._asked: Activity | None = None
        self._shown: tuple[str, ...] = ()
        self._fresh = False  # an entry was kept, and nothing is typed since
        self._build()
        self._connect()
        self._offer()
        self.day.show_value(datetime.date.today())
        self.quantity.line.setText("1")

    # Building

    def _build(self) -> None:
        self.setObjectName("filterbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.day = TypedDayField(_("Day"))
        self.counter = ChoicePick(_("Counter"), _("Type part of its name…"))
        self.quantity = LineField(_("Quantity"))
        self.title = LineField(_("What was done"), _("In a few words; Enter saves"))
        self.task = TaskPicker(self._context, _("Task it serves"))
        self.save_button = push_button(_("Write down"), "plus", "primary")
        self.save_button.setToolTip(_("Keep the entry (Enter)"))
        self.more_button = tool_button(_("All fields and evidence… (Ctrl+N)"), "more")
        letter = self.fontMetrics().averageCharWidth()
        self.quantity.line.setFixedWidth(letter * 9 + 22)
        self.counter.line.setMinimumWidth(letter * 18)
        self.title.line.setMinimumWidth(letter * 18)
        self.task.setMinimumWidth(letter * 14)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 10)
        row.setSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        for field, stretch in (
            (self.day, 0), (self.counter, 4), (self.quantity, 0), (self.title, 6), (self.task, 4),
        ):  # fmt: skip
            row.addWidget(field, stretch, top)
        # Level with the lines, below where the names of the fields stand.
        shift = self.day.name.sizeHint().height() + 4
        for button in (self.save_button, self.more_button):
            holder = QWidget()
            inside = QHBoxLayout(holder)
            inside.setContentsMargins(0, shift, 0, 0)
            inside.addWidget(button)
            row.addWidget(holder, 0, top)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields from left to right."""
        return (self.day, self.counter, self.quantity, self.title, self.task)

    def _connect(self) -> None:
        for field in self.fields:
            field.changed.connect(self._on_changed)
        for line in (
            self.day.line, self.counter.line, self.quantity.line, self.title.line, self.task.line,
        ):  # fmt: skip
            line.returnPressed.connect(self.save)
        self.day.left.connect(self._on_day_left)
        self.counter.left.connect(self._on_left)
        self.save_button.clicked.connect(self.save)
        self.more_button.clicked.connect(self._on_more)
        self._pause.timeout.connect(self.look_over)
        self._choices.changed.connect(self._offer)

    def _offer(self) -> None:
        self.counter.line.offer(self._choices.counters)

    # What others ask of it

    def give_focus(self) -> None:
        """Put the cursor where the next entry begins."""
        (self.title if self.counter.value() else self.counter).setFocus()

    def take_pattern(self, entry: Activity) -> None:
        """Fill in what ``entry`` has, for one like it; the day stays."""
        self._base = replace(
            entry, id="", series="", series_day=None, batch="", came="hand", people=None, cost=None
        )
        first = entry.amounts[0] if entry.amounts else None
        self.counter.show_value(first.counter if first else "")
        self.quantity.line.setText(amount_text(first.quantity) if first else "")
        self.title.line.setText(entry.title)
        self.task.show_value(entry.tasks)
        self.title.setFocus()
        self.title.line.selectAll()
        self.look_over()

    def draft(self) -> Activity:
        """Return what is typed as far as it can be read."""
        day = self.day.value() or datetime.date.today()
        code, quantity = self.counter.value(), self._quantity()
        amounts = (
            (Amount(counter=code, quantity=quantity),) if code and quantity is not None else ()
        )
        base = self._base or Activity(date=day, title="")
        return replace(
            base,
            date=day,
            title=self.title.value(),
            amounts=(*amounts, *base.amounts[1:]) if amounts else (),
            tasks=self.task.value(),
        )

    def look_over(self, *, whole: bool = False) -> bool:
        """Say beside the fields what is wrong, and what is doubtful; return whether all can be."""
        said = self._problems(whole=whole)
        for field in self.fields:
            if field in said:
                field.show_problem(said[field])
        if said:
            if whole:
                next(field for field in self.fields if field in said).setFocus()
            return False
        if whole:
            for field in self.fields:
                field.show_problem("")
        self._show_doubts()
        return True

    def save(self) -> None:
        """Keep the entry; a doubt that was not seen yet is asked about once."""
        self._pause.stop()
        if self._fresh and not self.title.value():
            # Enter once too often: nothing is wrong with a line that is only begun.
            self.title.setFocus()
            return
        self.day.line.settle()
        if not self.look_over(whole=True):
            return
        entry, before = self.draft(), self._shown
        shown = self._show_doubts()
        new = [code for code in shown if code == "same" or code not in before]
        if new and entry != self._asked:
            self._asked = entry
            return
        try_or_ask(self._context, self, partial(self._keep, entry), refused=self._on_refused)

    # Inside

    def _keep(self, entry: Activity, reason: str) -> None:
        from papidesk.workflow import log

        kept = log.add(self._context.workspace.store, entry, who=self._context.who, reason=reason)
        self._begin_again()
        self._context.tell_saved("saved")
        self.added.emit(kept.id)

    def _begin_again(self) -> None:
        """Be ready for the next entry: day and counter stay."""
        self._base = self._asked = None
        self._shown = ()
        self.quantity.line.setText("1")
        self.title.line.clear()
        self.task.show_value(())
        for field in self.fields:
            field.show_problem("")
        self._fresh = True
        self.quantity.setFocus()
        self.quantity.line.selectAll()

    def _quantity(self) -> Decimal | None:
        try:
            return amount_of(self.quantity.line.text())
        except PapiDeskError:
            return None

    def _problems(self, *, whole: bool) -> dict[Field, str]:
        said: dict[Field, str] = {}
        wrong = self.day.wrong()
        if wrong or (whole and self.day.value() is None):
            said[self.day] = wrong or _("Write the day it was done.")
        counter = self.counter.line
        if counter.strange() and (whole or not counter.hasFocus()):
            said[self.counter] = _("There is no counter “{name}”. Choose one of the list.").format(
                name=counter.text()
            )
        try:
            quantity = amount_of(self.quantity.line.text())
        except PapiDeskError as error:
            said[self.quantity] = sentence_of(error)
        else:
            if whole and self.counter.value() and quantity is None:
                said[self.quantity] = _("Write how much.")
        title = self.title.value()
        if len(title) > TITLE_LIMIT:
            said[self.title] = _("{length} of {limit} characters: shorten it.").format(
                length=len(title), limit=TITLE_LIMIT
            )
        elif whole and not title:
            said[self.title] = _("Write in a few words what was done.")
        return said

    def _show_doubts(self) -> tuple[str, ...]:
        """Say what may be wrong beside the fields and return the codes of it."""
        from papidesk.workflow import log

        entry = self.draft()
        found = log.doubts(self._context.workspace.store, entry) if entry.title else []
        by_field: dict[Field, list[str]] = {}
        fields = {"date": self.day, "title": self.title, "tasks": self.task}
        for doubt in found:
            sentence = doubt.sentence
            if doubt.code == "same":
                sentence = f"{sentence} {_('Enter keeps this one too.')}"
            by_field.setdefault(fields.get(doubt.field, self.counter), []).append(sentence)
        for field in self.fields:
            if not _grave(field):
                field.show_problem(" ".join(by_field.get(field, ())), grave=False)
        self._shown = tuple(doubt.code for doubt in found)
        return self._shown

    def _on_refused(self, error: Exception) -> None:
        fields: dict[str, Field] = {
            "date": self.day, "amounts": self.quantity, "tasks": self.task,
        }  # fmt: skip
        field = fields.get(getattr(error, "field", ""), self.title)
        field.show_problem(sentence_of(error))
        field.setFocus()

    def _on_changed(self) -> None:
        self._fresh = False
        for field in self.fields:
            if _grave(field):
                field.show_problem("")
        said = self._problems(whole=False)
        for field, sentence in said.items():
            field.show_problem(sentence)
        self._pause.start()

    def _on_day_left(self) -> None:
        day = self.day.value()
        self.task.year = day.year if day else None
        self._on_left()

    def _on_left(self) -> None:
        self.look_over()

    def _on_more(self) -> None:
        self.more_asked.emit(self.draft())


def _grave(field: Field) -> bool:
    """Tell whether what is said beside ``field`` keeps the entry from being kept."""
    return bool(field.problem.text()) and field.problem.property("kind") == "problem"
