"""Where the palette's lines come from: the window's commands, its pages', settings, the guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from papidesk.i18n import _
from papidesk.workflow import incoming
from ui import palette_chain, palette_exchange
from ui.commands import Command
from ui.help_text import headings
from ui.palette_entries import OTHERS_SHOWN, Entry, command_entries
from ui.palette_rank import lit
from ui.settings.sections import SETTINGS_SECTIONS
from ui.words import BLANK, day_text

if TYPE_CHECKING:
    from ui.main_window import MainWindow

Source = Callable[[str, tuple[str, ...]], list[Entry]]


def commands_of(window: MainWindow) -> list[Command]:
    """Return what can be done: on the page on screen first, then elsewhere in the window."""
    found = list(window.current.commands())
    known = {command.name for command in found}
    for name, page in window.built_pages().items():
        found += [
            replace(command, act=partial(_act_on, window, name, command.act))
            for command in page.commands()
            if command.name not in known
        ]
    return [*found, *_window_commands(window)]


def _act_on(window: MainWindow, page: str, act: Callable[[], object]) -> None:
    """Show the page that a command belongs to, then do it."""
    window.show_page(page)
    act()


def sources_of(window: MainWindow) -> list[Source]:
    """Return what else is looked into: tasks, entries, counters, papers, settings, the guide."""
    found = (
        palette_chain.tasks, palette_chain.activities, palette_chain.counters, _incoming,
        palette_exchange.bundles,
        _settings, _guide,
    )  # fmt: skip
    return [partial(source, window) for source in found]


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
    yield Command(_("Lock the window"), _("password leave away"), window.lock_asked.emit,
                  "Ctrl+L", icon="lock")  # fmt: skip
    yield Command(_("Help and keys"), _("guide shortcut manual"), window.show_help, "F1",
                  icon="help")  # fmt: skip
    yield Command(_("Close the program"), _("exit quit"), window.close, icon="close")


def _incoming(window: MainWindow, query: str, recent: tuple[str, ...]) -> list[Entry]:
    store = window.context.workspace.store
    found = incoming.listing(
        store,
        incoming.IncomingFilter(text=query),
        sort="arrived",
        descending=True,
        limit=OTHERS_SHOWN,
    )
    entries = []
    for paper in found:
        title = f"{paper.code or BLANK}  {paper.abstract}"
        entries.append(
            Entry(
                group=_("Incoming papers"),
                id=f"incoming:{paper.id}",
                title=title,
                act=partial(_show_incoming, window, paper.id),
                icon="import",
                detail=f"{paper.author} · {day_text(paper.arrived_on)}",
                parts=lit(query, title),
            )
        )
    return entries


def _show_incoming(window: MainWindow, id: str) -> None:
    from ui.documents.documents_page import DocumentsPage

    window.show_page("documents")
    page = window.page("documents")
    assert isinstance(page, DocumentsPage)
    page.show_incoming(id)


def _settings(window: MainWindow, query: str, recent: tuple[str, ...]) -> list[Entry]:
    commands = [
        Command(
            _(section.name), _(section.words), partial(_show_section, window, section.code),
            icon=section.icon,
        )
        for section in SETTINGS_SECTIONS
    ]  # fmt: skip
    return command_entries(commands, query, recent, _("Settings"))[:OTHERS_SHOWN]


def _show_section(window: MainWindow, code: str) -> None:
    from ui.settings.settings_page import SettingsPage

    window.show_page("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    page.show_named(code)


def _guide(window: MainWindow, query: str, recent: tuple[str, ...]) -> list[Entry]:
    commands = [
        Command(heading, _("help guide"), partial(window.show_help, heading), icon="help")
        for heading in headings()
    ]
    return command_entries(commands, query, recent, _("Help"))[:OTHERS_SHOWN]
