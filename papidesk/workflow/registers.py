"""The register of outgoing papers: listing, completing, cancelling; what both registers share."""

from __future__ import annotations

import datetime

from papidesk.domain.issuing import number_text
from papidesk.domain.office import series_for
from papidesk.storage import incoming_listing, outgoing_listing
from papidesk.storage import offices as stored_offices
from papidesk.storage import registers as stored
from papidesk.storage.outgoing_listing import OutgoingFilter, OutgoingSort
from papidesk.storage.registers import RegisterEntry
from papidesk.storage.store import Store
from papidesk.workflow.bases import BasisCandidate, search_bases

__all__ = [
    "BasisCandidate", "OutgoingFilter", "OutgoingSort", "RegisterEntry", "cancel", "complete",
    "count", "enter", "listing", "number_and_symbol", "search_bases", "years",
]  # fmt: skip


def enter(
    store: Store, entry: RegisterEntry, *, who: str, now: datetime.datetime | None = None
) -> RegisterEntry:
    """Enter a paper that was made elsewhere; without a series it takes that of its kind.

    Raises what :func:`papidesk.storage.registers.enter` refuses with.
    """
    from papidesk.domain.record import replace

    if not entry.series:
        day = datetime.date.fromisoformat(entry.date)
        office = stored_offices.own(store)
        entry = replace(entry, series=series_for(office, entry.kind, day).id)
    return stored.enter(store, entry, who=who, now=now)


def complete(
    store: Store, entry: RegisterEntry, *, seen: RegisterEntry | None = None, who: str
) -> RegisterEntry:
    """Fill in what comes after the number: recipients, copies, day sent, received by, note.

    ``seen`` is the entry as it was when the change began.
    """
    return stored.complete(store, entry, seen=seen, who=who)


def cancel(store: Store, id: str, *, reason: str, who: str) -> RegisterEntry:
    """Cancel a number with its reason; it stays in the register and is not given again.

    The document that has it is cancelled with it, as :func:`papidesk.workflow.life.perform` does.
    """
    from papidesk.workflow import documents, life

    entry = stored.get(store, id)
    if entry.document_id is not None and entry.cancelled_at is None and reason.strip():
        document = documents.get(store, entry.document_id)
        if "cancel" in life.possible(store, document):
            today = datetime.date.fromisoformat(entry.date)
            life.perform(store, document.id, "cancel", reason=reason, who=who, today=today)
            return stored.get(store, id)
    return stored.cancel(store, id, reason=reason, who=who)


def listing(
    store: Store,
    chosen: OutgoingFilter = OutgoingFilter(),
    *,
    sort: OutgoingSort = "number",
    descending: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[RegisterEntry]:
    """Return the entries ``chosen``, sorted; ``limit`` and ``offset`` cut out a page."""
    return outgoing_listing.rows(
        store, chosen, sort=sort, descending=descending, limit=limit, offset=offset
    )


def count(store: Store, chosen: OutgoingFilter = OutgoingFilter()) -> int:
    """Return how many entries are ``chosen``."""
    return outgoing_listing.count(store, chosen)


def years(store: Store) -> list[int]:
    """Return the years either register has, the latest first."""
    return sorted({*outgoing_listing.years(store), *incoming_listing.years(store)}, reverse=True)


def number_and_symbol(entry: RegisterEntry) -> str:
    """Return column 1: "05/KH-UBND"."""
    return f"{number_text(entry.number)}/{entry.symbol}" if entry.symbol else (
        number_text(entry.number)
    )  # fmt: skip
