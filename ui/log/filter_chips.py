"""The chips above the log: period, counter, channel, unit, task, dimension, what is lacking."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from papidesk.domain.filters import ActivityFilter
from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.i18n import _
from ui.icons import set_icon
from ui.log.choices import LogChoices
from ui.log.period_chip import PeriodChip
from ui.tasks.tick_chip import TickChip
from ui.widgets.labels import restyle

if TYPE_CHECKING:
    from ui.context import Context
    from ui.documents.column_filter import Choices

MISSING = {
    "evidence": N_("without evidence"), "task": N_("without a task"),
    "counter": N_("without a counter"),
}  # fmt: skip
NOT_COUNTED = -1


class FilterChips(QObject):
    """All chips; ``changed`` brings the filter as it is to be."""

    changed = Signal(object)  # ActivityFilter

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._choices = LogChoices.of(context)
        self._filter = ActivityFilter()
        self._build()
        self._connect()
        self.show_filter(self._filter)

    def _build(self) -> None:
        self.period = PeriodChip()
        self.counter = TickChip(_("Counter"), self._counters)
        self.channel = TickChip(_("Channel"), self._channels)
        self.unit = TickChip(_("Unit"), self._units)
        self.task = TickChip(_("Task"), self._tasks)
        self.dimension = TickChip(_("Sub-dimension"), self._dimensions)
        self.missing = TickChip(_("Lacking"), self._missing)
        self.some = self._plain("")
        self.trash = self._plain(_("Trash"))
        self.trash.setCheckable(True)
        self.trash.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        set_icon(self.trash, "delete", "muted", beside=True)

    def _plain(self, text: str) -> QToolButton:
        chip = QToolButton()
        chip.setProperty("kind", "chip")
        chip.setText(text)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return chip

    def _connect(self) -> None:
        self.period.chosen.connect(self._on_period)
        for field, chip in self._ticked.items():
            chip.chosen.connect(partial(self._on_chosen, field))
        self.trash.toggled.connect(self._on_trash)
        self.some.clicked.connect(self._on_some_dropped)

    @property
    def _ticked(self) -> dict[str, TickChip]:
        return {
            "counters": self.counter, "channels": self.channel, "units": self.unit,
            "tasks": self.task, "dimensions": self.dimension, "missing": self.missing,
        }  # fmt: skip

    @property
    def widgets(self) -> list[QWidget]:
        """The chips from left to right."""
        return [
            self.period, self.counter, self.channel, self.unit, self.task, self.dimension,
            self.missing, self.trash, self.some,
        ]  # fmt: skip

    def show_filter(self, chosen: ActivityFilter) -> None:
        """Show what the log is narrowed to, telling nobody."""
        self._filter = chosen
        self.period.show_span(chosen.since, chosen.until)
        words: dict[str, Callable[[str], str]] = {
            "counters": self._choices.counter_name, "channels": self._choices.channel_name,
            "units": lambda name: name, "tasks": self._task_text,
            "dimensions": self._choices.dimension_name,
            "missing": lambda code: _(MISSING[code]),
        }  # fmt: skip
        for field, chip in self._ticked.items():
            codes = getattr(chosen, field)
            chip.show_codes(codes, {code: words[field](code) for code in codes})
        blocked = self.trash.blockSignals(True)
        self.trash.setChecked(chosen.trashed)
        self.trash.blockSignals(blocked)
        said = self._some_text(chosen)
        self.some.setText(f"{said}  ×")
        self.some.setAccessibleName(_("No longer narrow by {what}").format(what=said))
        self.some.setVisible(bool(said))
        self.some.setProperty("active", "true")
        restyle(self.some)

    def _some_text(self, chosen: ActivityFilter) -> str:
        if chosen.batch:
            return _("One import")
        if chosen.series:
            return _("One series")
        return _("Chosen entries") if chosen.ids else ""

    def _task_text(self, id: str) -> str:
        from papidesk.errors import PapiDeskError
        from papidesk.workflow import tasks

        try:
            return tasks.get(self._context.workspace.store, id).text
        except PapiDeskError:
            return _("A deleted task")

    # What the chips offer

    def _counters(self) -> Choices:
        from papidesk.workflow import log

        others = replace(self._filter, counters=())
        found = log.totals(self._context.workspace.store, others)
        known = [(one.counter.code, one.counter.name, one.entries) for one in found]
        there = {code for code, _word, _count in known}
        return known + [
            (code, self._choices.counter_name(code), 0)
            for code in self._filter.counters
            if code not in there
        ]

    def _channels(self) -> Choices:
        return [(one.code, one.name, NOT_COUNTED) for one in self._choices.channels]

    def _units(self) -> Choices:
        from papidesk.workflow import log

        names = dict.fromkeys([*log.units(self._context.workspace.store), *self._choices.units])
        return [(name, name, NOT_COUNTED) for name in names]

    def _tasks(self) -> Choices:
        from papidesk.workflow import tasks

        found = tasks.find(self._context.workspace.store, "", limit=2000)
        return [(task.id, task.text, NOT_COUNTED) for task in found]

    def _dimensions(self) -> Choices:
        offered = self._choices.dimension_choices(groups=True)
        return [(one.code, one.name, NOT_COUNTED) for one in offered]

    def _missing(self) -> Choices:
        return [(code, _(word), NOT_COUNTED) for code, word in MISSING.items()]

    # Slots

    def _change(self, **fields: object) -> None:
        self.changed.emit(replace(self._filter, **fields))

    def _on_period(self, since: object, until: object) -> None:
        self._change(since=since, until=until)

    def _on_chosen(self, field: str, codes: tuple[str, ...]) -> None:
        self._change(**{field: codes})

    def _on_trash(self, trashed: bool) -> None:
        self._change(trashed=trashed)

    def _on_some_dropped(self) -> None:
        self._change(batch="", series="", ids=())
