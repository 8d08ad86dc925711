"""Bundles sent and received for the palette, with or without dấu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from papidesk.i18n import _
from papidesk.text.fold import fold
from ui.palette_entries import OTHERS_SHOWN, Entry
from ui.palette_rank import lit

if TYPE_CHECKING:
    from papidesk.domain.exchange import ReceivedBundle, SentBundle
    from ui.main_window import MainWindow

LEAST = 2  # letters from which on bundles are looked for
LATEST = 200  # that are looked through: older ones are found in the histories


def bundles(window: MainWindow, query: str, recent: tuple[str, ...]) -> list[Entry]:
    """Return the latest bundles ``query`` fits by file, unit, kind or period."""
    from papidesk.workflow import receiving_history, sent_history
    from ui.exchange.exchange_words import what_text

    wanted = fold(query).split()
    if len("".join(wanted)) < LEAST:
        return []
    store = window.context.workspace.store
    every: list[ReceivedBundle | SentBundle] = [
        *receiving_history.history(store, limit=LATEST),
        *sent_history.history(store)[:LATEST],
    ]
    found = []
    for one in every:
        title = f"{what_text(one.kind, one.period)}  {one.file_name}"
        unit = getattr(one, "unit_name", "") or ", ".join(getattr(one, "to", ()))
        if all(word in fold(f"{title} {unit}") for word in wanted):
            found.append(_entry(window, one, title, unit, query))
        if len(found) == OTHERS_SHOWN:
            break
    return found


def _entry(
    window: MainWindow, one: ReceivedBundle | SentBundle, title: str, unit: str, query: str
) -> Entry:
    return Entry(
        group=_("Bundles"),
        id=f"bundle:{one.id}",
        title=title,
        act=partial(window.show_place, "exchange", one),
        icon="exchange",
        detail=unit,
        parts=lit(query, title),
    )
