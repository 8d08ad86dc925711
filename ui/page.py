"""What the window expects of each page."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.commands import Command
from ui.context import Context


class Page(QWidget):
    """One page behind an entry of the rail; built when it is first shown."""

    whole_asked = Signal(bool)  # the window's header gives way, or comes back
    everything_shown = Signal()  # search and year were let go of: the header forgets them
    year_shown = Signal(object)  # the page went to a year (or None) by itself: the header follows
    header_changed = Signal()  # years and primary action

    searchable = False  # the header's box narrows it
    yearly = False  # it is narrowed to a year; what is searchable is so anyway
    every_year = True  # all years can be shown together

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context

    def title(self) -> str:
        """Return the page's name in the header."""
        return ""

    @property
    def help_heading(self) -> str:
        """The heading of the guide that F1 opens here."""
        return ""

    @property
    def whole(self) -> bool:
        """Tell whether the page has a header of its own now, and the window's gives way."""
        return False

    def status_part(self) -> QWidget | None:
        """Return what stands at the left of the window's status bar now, None for nothing."""
        return None

    def header_widgets(self) -> list[QWidget]:
        """Return what stands at the right of the header: the page's primary action."""
        return []

    def commands(self) -> Iterable[Command]:
        """Return what can be done here, for the palette; asked for each time it is opened."""
        return ()

    def show_search(self, text: str) -> None:
        """Show only what fits ``text``."""

    def show_filter(self, wanted: object) -> None:
        """Show only what ``wanted``, a filter that this page knows, lets through."""

    def show_year(self, year: int | None) -> None:
        """Show only what belongs to ``year``; None shows all."""

    def first_year(self) -> int | None:
        """Return the year the page begins with, None for all together."""
        return None

    def years(self) -> list[int]:
        """Return the years the page can be narrowed to, latest first."""
        return []

    def give_focus(self) -> None:
        """Put the focus where work begins."""
        self.setFocus()

    def refresh(self) -> None:
        """Read everything anew (F5)."""

    def may_close(self) -> bool:
        """Keep what is not kept yet; return False when the window must stay open."""
        return True

    def leave(self) -> None:
        """Let go of everything: the window closes, and the workspace with it."""

    def reopen(self) -> None:
        """Show what was open when the window was closed; called once, after the window stands."""

    def remember(self) -> None:
        """Hand widths and splitters to the settings."""
