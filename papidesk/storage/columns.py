"""What a list shows and sorts documents by, kept beside their content so that none is read."""

from __future__ import annotations

from typing import Any

from papidesk.domain.document import Document
from papidesk.text.fold import fold
from papidesk.text.sorting import sort_key

# As much of a title as decides the order in a list.
_SORTED_LENGTH = 80
# These change with the program's way of folding and sorting, the others with the document alone.
DERIVED = frozenset({"title_key", "folded"})


def columns(document: Document) -> dict[str, Any]:
    """Return the columns of the list that follow from ``document``."""
    day = document.date.date
    title = document.title
    shown = (document.number or "", document.symbol, document.kind, title, document.issuer)
    return {
        "id": document.id,
        "kind": document.kind,
        "state": document.state,
        "number": document.number,
        "symbol": document.symbol,
        "date": day.isoformat() if day else None,
        "year": document.date.year,
        "due": document.filing.due.isoformat() if document.filing.due else None,
        "title": title,
        "title_key": sort_key(title[:_SORTED_LENGTH]),
        "issuer": document.issuer,
        "folded": fold(" ".join(shown)),
    }
