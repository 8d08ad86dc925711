"""Last year's document used again: what may be stale is listed, decided, and only then copied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from papidesk.domain.decisions import PlaceDecision
from papidesk.domain.document import Document
from papidesk.domain.forwarding.forward import Forward, decided, forward, year_of
from papidesk.storage import documents as stored
from papidesk.storage.store import Store
from papidesk.workflow import glossary, links, offices

__all__ = ["carried", "chosen", "make", "year_of"]


def carried(store: Store, id: str, *, year: int) -> Forward:
    """Return everything in document ``id`` that may be stale in ``year``.

    Raises :class:`papidesk.domain.forwarding.forward.SameYearError`, ``UnknownDocumentError``.
    """
    return forward(
        stored.get(store, id),
        year,
        office=offices.current(store),
        terms=tuple(glossary.terms(store)),
    )


def chosen(carried: Forward, decisions: Iterable[PlaceDecision]) -> dict[str, str]:
    """Return what each decision puts at its place: "keep" confirms the old text."""
    old = {place.id: place.old for place in carried.places}
    texts = {}
    for one in decisions:
        if one.text is not None:
            texts[one.id] = one.text
        elif one.keep:
            texts[one.id] = old.get(one.id, "")
    return texts


def make(store: Store, id: str, decisions: Mapping[str, str], *, year: int, who: str) -> Document:
    """Keep the copy of document ``id`` for ``year`` as a draft, linked to where it came from.

    ``decisions`` maps each place's id to the text that shall stand there. Raises
    :class:`papidesk.domain.forwarding.forward.UndecidedError` while one is open: nothing is copied.
    """
    from papidesk.workflow.documents import with_block_ids

    document = decided(carried(store, id, year=year), decisions)
    with store.unit_of_work():
        kept = stored.save(store, with_block_ids(document), who=who, reason=f"copied forward: {id}")
        links.link(store, kept.id, "copied_from", id, who=who)
    return kept
