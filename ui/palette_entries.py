"""What the palette offers for what is typed: commands and documents, best first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from papidesk.i18n import _
from papidesk.storage.store import Store
from papidesk.workflow import lists
from papidesk.workflow.lists import DocumentRow
from ui import words
from ui.commands import Command
from ui.palette_rank import Part, fit, lit

DOCUMENTS_SHOWN = 8
LOOKED_AT = 60  # documents found, of which the best are shown
OTHERS_SHOWN = 6
RECENT_SHOWN = 8
RECENT_BONUS = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette.

    ``parts`` are the letters of ``title`` to light, ``detail`` stands muted behind it, ``keys`` at
    the right; ``why`` says why it cannot be done now. ``id`` is what is remembered of it.
    """

    group: str
    id: str
    title: str
    act: Callable[[], object]
    icon: str = "command"
    detail: str = ""
    keys: str = ""
    why: str = ""
    parts: tuple[Part, ...] = ()
    score: int = 0


def command_entries(
    commands: Iterable[Command], query: str, recent: tuple[str, ...], group: str
) -> list[Entry]:
    """Return the commands that fit ``query``, best first; recent ones before equals."""
    found = []
    for command in commands:
        fits = fit(query, command.name, command.words)
        if fits is None:
            continue
        id = f"command:{command.name}"
        score = fits.score + (RECENT_BONUS if id in recent else 0)
        # What cannot be done now comes after what can.
        score -= 0 if command.possible else 3000
        found.append(
            Entry(
                group=group,
                id=id,
                title=command.name,
                act=command.act,
                icon=command.icon,
                keys=command.keys,
                why=command.why,
                parts=fits.parts,
                score=score,
            )
        )
    return sorted(found, key=lambda entry: -entry.score)


def document_entries(
    store: Store, query: str, recent: tuple[str, ...], show: Callable[[str], object]
) -> list[Entry]:
    """Return the documents ``query`` finds, with or without dấu; those opened lately first."""
    found = [document_entry(row, query, show) for row in lists.find(store, query, limit=LOOKED_AT)]
    order = {id: place for place, id in enumerate(recent)}

    def rank(entry: Entry) -> tuple[int, int]:
        # What shows the words comes before what has them somewhere in its text; sorting keeps the
        # order of the search among equals.
        return -len(entry.parts), order.get(entry.id, len(order))

    return sorted(found, key=rank)[:DOCUMENTS_SHOWN]


def document_entry(row: DocumentRow, query: str, show: Callable[[str], object]) -> Entry:
    """Return the line of one document."""
    number = words.number_text(row.number, row.symbol)
    kind = f"{words.kind_word(row.kind)}: " if row.kind else ""
    title = f"{number}  {kind}{row.title or _('(no abstract)')}"
    day = words.iso_day_text(row.date, row.year)
    return Entry(
        group=_("Documents"),
        id=f"document:{row.id}",
        title=title,
        act=partial(show, row.id),
        icon="document",
        detail=f"{words.state_word(row.state)} · {day}",
        parts=lit(query, title),
    )


def recent_entries(
    store: Store,
    commands: Iterable[Command],
    recent: tuple[str, ...],
    show: Callable[[str], object],
) -> list[Entry]:
    """Return what was chosen lately, latest first: what an empty box offers."""
    wanted = recent[:RECENT_SHOWN]
    ids = [id.removeprefix("document:") for id in wanted if id.startswith("document:")]
    rows = {f"document:{row.id}": row for row in lists.by_ids(store, ids)}
    by_name = {f"command:{command.name}": command for command in commands}
    found = []
    for id in wanted:
        if id in rows:
            found.append(document_entry(rows[id], "", show))
        elif id in by_name:
            found += command_entries([by_name[id]], "", (), "")
    return [replace(entry, group=_("Lately")) for entry in found]
