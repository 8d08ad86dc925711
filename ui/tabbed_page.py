"""A page of several views behind tabs; each is built when it is first shown."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.commands import Command
from ui.context import Context
from ui.page import Page

View = TypeVar("View", bound=QWidget)
BACK, AHEAD = 6, 1  # years offered before and after this one


class TabbedPage(Page):
    """Hands what the window asks to the view on screen, as far as the view has it.

    A view has what it needs of ``show_search``, ``show_year``, ``years``, ``refresh``,
    ``remember``, ``leave`` and ``give_focus``. It is told words when it is shown and the year once
    it is built, and only where they are not what it was told last: what is chosen stays chosen.
    """

    searchable = True

    def __init__(
        self, context: Context, name: str, tabs: Iterable[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self._text = ""
        self._year: int | None = None
        self._views: dict[int, QWidget] = {}
        self._told: dict[int, tuple[str | None, int | None]] = {}
        strip = QWidget()
        strip.setObjectName("toolstrip")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setAccessibleName(name)
        for word in tabs:
            self.tabs.addTab(word)
        self.strip = QHBoxLayout(strip)
        self.strip.setContentsMargins(10, 0, 16, 1)
        self.strip.addWidget(self.tabs)
        self.strip.addStretch(1)
        self.stack = QStackedWidget()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(strip)
        self.column.addWidget(self.stack, 1)

    def begin(self) -> None:
        """Show the first view; the page calls it once all of its own stands."""
        self.tabs.currentChanged.connect(self._on_tab)
        self._on_tab(self.tabs.currentIndex())

    # The views

    @property
    def view(self) -> QWidget:
        """The view on screen."""
        return self.view_at(self.tabs.currentIndex())

    def view_at(self, place: int) -> QWidget:
        """Return the view behind the tab ``place``."""
        if place not in self._views:
            self._views[place] = self.made(place)
            self.stack.addWidget(self._views[place])
            self._tell_year(place)
            self._tell_words(place)
        return self._views[place]

    def view_of(self, place: int, kind: type[View]) -> View:
        """Return the view behind the tab ``place``, which is a ``kind``."""
        view = self.view_at(place)
        assert isinstance(view, kind)
        return view

    def made(self, place: int) -> QWidget:
        """Build the view behind the tab ``place``."""
        raise NotImplementedError

    def let_go(self, year: int | None = None) -> None:
        """Note that the view on screen let go of the words and shows ``year``."""
        self._text, self._year = "", year
        self._told[self.tabs.currentIndex()] = ("", year)
        self.everything_shown.emit()

    # What the window asks of it

    def show_search(self, text: str) -> None:
        self._text = text
        self._tell_words(self.tabs.currentIndex())

    def show_year(self, year: int | None) -> None:
        self._year = year
        for place in self._views:
            self._tell_year(place)

    def years(self) -> list[int]:
        found = getattr(self.view, "years", None)
        return found() if found is not None else []

    def refresh(self) -> None:
        _ask(self.view, "refresh")

    def remember(self) -> None:
        for view in self._views.values():
            _ask(view, "remember")

    def leave(self) -> None:
        for view in self._views.values():
            _ask(view, "leave")

    def give_focus(self) -> None:
        _ask(self.view, "give_focus")

    def tab_commands(self, words: Iterable[tuple[str, str, str]]) -> Iterable[Command]:
        """Return what leads to each tab: its name, the words it is found by, and its icon."""
        for place, (name, found_by, icon) in enumerate(words):
            yield Command(name, found_by, partial(self.tabs.setCurrentIndex, place), icon=icon)

    # Slots

    def _on_tab(self, place: int) -> None:
        view = self.view_at(place)
        self._tell_year(place)
        self._tell_words(place)
        self.stack.setCurrentWidget(view)
        if self.isVisible():
            self.header_changed.emit()
            self.give_focus()

    def _tell_year(self, place: int) -> None:
        text, year = self._told.get(place, (None, -1))
        self._told[place] = (text, self._year)
        if year != self._year:
            _ask(self._views[place], "show_year", self._year)

    def _tell_words(self, place: int) -> None:
        text, year = self._told.get(place, (None, -1))
        self._told[place] = (self._text, year)
        if text != self._text:
            _ask(self._views[place], "show_search", self._text)


class YearPage(TabbedPage):
    """A page of tabs that shows one year, this one first."""

    yearly = True
    every_year = False

    def __init__(
        self, context: Context, name: str, tabs: Iterable[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(context, name, tabs, parent)
        self._year = datetime.date.today().year

    @property
    def year(self) -> int:
        """The year on screen."""
        return self._year or datetime.date.today().year

    def first_year(self) -> int | None:
        return self.year

    def years(self) -> list[int]:
        now = datetime.date.today().year
        return sorted({*range(now - BACK, now + AHEAD + 1), self.year}, reverse=True)

    def show_year(self, year: int | None) -> None:
        super().show_year(year or datetime.date.today().year)

    def go_to_year(self, year: int) -> None:
        """Show ``year`` by itself; the header follows."""
        if year != self.year:
            self.show_year(year)
            self.year_shown.emit(year)

    def forget_words(self) -> None:
        """Note that the view on screen let go of the words; the year stays."""
        self.let_go(self.year)
        self.year_shown.emit(self.year)


def _ask(view: QWidget, name: str, *told: object) -> None:
    """Ask ``view`` for its act ``name``, if it has it."""
    act = getattr(view, name, None)
    if act is not None:
        act(*told)
