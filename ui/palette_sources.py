"""Where the palette's lines come from: the window's commands, its pages', settings, the guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from papidesk.i18n import _
from ui.commands import Command
from ui.help_text import headings
from ui.palette_entries import OTHERS_SHOWN, Entry, command_entries
from ui.settings.settings_page import SECTIONS, SettingsPage

if TYPE_CHECKING:
    from ui.main_window import MainWindow

Source = Callable[[str, tuple[str, ...]], list[Entry]]


def commands_of(window: MainWindow) -> list[Command]:
    """Return what can be done: on the page on screen first, then elsewhere in the window."""
    found = list(window.current.commands())
    known = {command.name for command in found}
    for page in window.built_pages():
        found += [command for command in page.commands() if command.name not in known]
    return [*found, *_window_commands(window)]


def sources_of(window: MainWindow) -> list[Source]:
    """Return what else is looked into: sections of the settings, headings of the guide."""
    return [partial(_settings, window), partial(_guide, window)]


def _window_commands(window: MainWindow) -> Iterator[Command]:
    for number, entry in enumerate(window.entries, 1):
        yield Command(
            _("Go to {page}").format(page=_(entry.word)), _("page show open"),
            partial(window.show_page, entry.name), f"Ctrl+{number}", icon=entry.icon,
        )  # fmt: skip
    yield Command(_("Filter the list"), _("search find"), window.focus_search, "Ctrl+F",
                  icon="search")  # fmt: skip
    yield Command(_("Refresh"), _("read again"), window.refresh, "F5", icon="undo")
    yield Command(_("Back up now"), _("backup copy safe"), window.back_up_now, icon="backup")
    yield Command(_("Help and keys"), _("guide shortcut manual"), window.show_help, "F1",
                  icon="help")  # fmt: skip
    yield Command(_("Close the program"), _("exit quit"), window.close, icon="close")


def _settings(window: MainWindow, query: str, recent: tuple[str, ...]) -> list[Entry]:
    commands = [
        Command(_(word), _("settings"), partial(_show_section, window, index), icon=icon)
        for index, (word, icon, _make) in enumerate(SECTIONS)
    ]
    return command_entries(commands, query, recent, _("Settings"))[:OTHERS_SHOWN]


def _show_section(window: MainWindow, index: int) -> None:
    window.show_page("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    page.show_section(index)


def _guide(window: MainWindow, query: str, recent: tuple[str, ...]) -> list[Entry]:
    commands = [
        Command(heading, _("help guide"), partial(window.show_help, heading), icon="help")
        for heading in headings()
    ]
    return command_entries(commands, query, recent, _("Help"))[:OTHERS_SHOWN]
