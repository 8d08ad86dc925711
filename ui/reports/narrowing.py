"""What figures are narrowed to: units, channels, dimensions, tasks."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from papidesk.domain.filters import FigureQuery, TaskFilter
from papidesk.domain.record import replace
from papidesk.i18n import _
from ui.context import Context
from ui.log.choices import LogChoices
from ui.widgets.choice_line import Choice
from ui.widgets.codes_field import CodesField

LONGEST = 90  # letters of a task


class Narrowing(QWidget):
    """Four fields beside each other; empty ones narrow nothing."""

    changed = Signal()

    def __init__(self, context: Context, *, columns: int = 4) -> None:
        super().__init__()
        self._context = context
        self._offered = False
        hint = _("All")
        self.units = CodesField(_("Units"), hint)
        self.channels = CodesField(_("Channels"), hint)
        self.dimensions = CodesField(_("Dimensions and sub-dimensions"), hint)
        self.tasks = CodesField(_("Tasks"), hint)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(8)
        for number, field in enumerate(self.fields):
            layout.addWidget(field, number // columns, number % columns, Qt.AlignmentFlag.AlignTop)
            layout.setColumnStretch(number % columns, 1)
            field.changed.connect(self.changed)

    @property
    def fields(self) -> tuple[CodesField, ...]:
        """The fields, from left to right."""
        return (self.units, self.channels, self.dimensions, self.tasks)

    def offer(self) -> None:
        """Offer what the workspace knows; read when the fields are first shown."""
        if self._offered:
            return
        from papidesk.workflow import tasks

        self._offered = True
        known = LogChoices.of(self._context)
        self.units.offer(known.unit_choices())
        self.channels.offer(known.channels)
        self.dimensions.offer(known.dimension_choices(groups=True))
        store = self._context.workspace.store
        rows = tasks.listing(store, TaskFilter(), today=datetime.date.today())
        self.tasks.offer(Choice(row.task.id, _short(row.task.text)) for row in rows)

    def forget(self) -> None:
        """Read anew what is offered when it is asked for next."""
        self._offered = False

    def show_query(self, query: FigureQuery) -> None:
        """Show what ``query`` is narrowed to, telling nobody."""
        if narrowed(query):
            self.offer()
        self.units.show_value(query.units)
        self.channels.show_value(query.channels)
        self.dimensions.show_value(query.dimensions)
        self.tasks.show_value(query.tasks)

    def narrow(self, window: FigureQuery) -> FigureQuery:
        """Return ``window`` narrowed to what is chosen, else to what it is narrowed to already."""
        return replace(
            window,
            units=self.units.value() or window.units,
            channels=self.channels.value() or window.channels,
            dimensions=self.dimensions.value() or window.dimensions,
            tasks=self.tasks.value() or window.tasks,
        )

    def count(self) -> int:
        """Return how many things are chosen."""
        return sum(len(field.value()) for field in self.fields)


def narrowed(query: FigureQuery) -> bool:
    """Tell whether ``query`` asks for less than the whole log of its window."""
    return bool(query.units or query.channels or query.dimensions or query.tasks)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
