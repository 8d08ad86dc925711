"""What the fields of the log offer: counters, channels, units, sub-dimensions, read once."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from papidesk.domain.counters import Channel, Counter
from papidesk.domain.papi import Dimension
from papidesk.i18n import _
from ui.context import Context
from ui.widgets.choice_line import Choice

if TYPE_CHECKING:
    from papidesk.storage.store import Store


class LogChoices(QObject):
    """The catalogues of the open workspace as lines of choices; read anew when they change."""

    changed = Signal()

    @classmethod
    def of(cls, context: Context) -> LogChoices:
        """Return the one of ``context``, made when it is first asked for."""
        found = context.findChild(cls)
        return found if isinstance(found, cls) else cls(context)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        context.catalogues_changed.connect(self._forget)
        context.office_changed.connect(self._forget)
        context.tasks_changed.connect(self._forget_units)

    @property
    def _store(self) -> Store:
        return self._context.workspace.store

    @cached_property
    def by_code(self) -> dict[str, Counter]:
        """Every counter by its code, those that no longer hold too."""
        from papidesk.workflow import catalogues

        return {one.code: one for one in catalogues.counters(self._store)}

    @cached_property
    def channels_by_code(self) -> dict[str, Channel]:
        """Every channel by its code."""
        from papidesk.workflow import catalogues

        return {one.code: one for one in catalogues.channels(self._store)}

    @cached_property
    def dimensions(self) -> list[Dimension]:
        """The dimensions and sub-dimensions in force this year."""
        from papidesk.workflow import catalogues

        return catalogues.dimensions(self._store, datetime.date.today().year)

    @cached_property
    def units(self) -> list[str]:
        """The office's units of today and the names that tasks use."""
        from papidesk.workflow import tasks

        return tasks.units(self._store, datetime.date.today())

    @cached_property
    def counters(self) -> list[Choice]:
        """The counters an entry can bring an amount of today."""
        today = datetime.date.today()
        return [
            Choice(one.code, one.name, "; ".join(one.words))
            for one in self.by_code.values()
            if one.adds_up != "ratio" and one.validity.covers(today)
        ]

    @cached_property
    def channels(self) -> list[Choice]:
        """The channels of today."""
        today = datetime.date.today()
        return [
            Choice(one.code, one.name, "; ".join(one.words))
            for one in self.channels_by_code.values()
            if one.validity.covers(today)
        ]

    def unit_choices(self) -> list[Choice]:
        """The units as choices."""
        return [Choice(name, name) for name in self.units]

    def dimension_choices(self, *, groups: bool = False) -> list[Choice]:
        """Sub-dimensions as choices, the dimensions above them too with ``groups``."""
        return [
            Choice(one.code, f"{one.code} {one.name}")
            for one in self.dimensions
            if groups or one.parent
        ]

    def counter_name(self, code: str) -> str:
        """Return a counter's name; its code where there is no such counter any more."""
        found = self.by_code.get(code)
        return found.name if found else code

    def counter_unit(self, code: str) -> str:
        """Return what a counter counts in."""
        found = self.by_code.get(code)
        return found.unit if found else ""

    def channel_name(self, code: str) -> str:
        """Return a channel's name, "" for none."""
        found = self.channels_by_code.get(code)
        return found.name if found else code

    def dimension_name(self, code: str) -> str:
        """Return "1.1 name"."""
        found = next((one for one in self.dimensions if one.code == code), None)
        return (
            f"{code} {found.name}" if found else _("{code} (no longer in force)").format(code=code)
        )

    def _forget(self) -> None:
        for name in ("by_code", "channels_by_code", "dimensions", "units", "counters", "channels"):
            self.__dict__.pop(name, None)
        self.changed.emit()

    def _forget_units(self) -> None:
        self.__dict__.pop("units", None)
