"""Papers that can be named as a legal basis: what was issued here, what came in."""

from __future__ import annotations

import datetime
import re

from papidesk.domain.citing import document_basis, incoming_basis
from papidesk.domain.kinds import Kind, by_name
from papidesk.domain.record import Record
from papidesk.storage import documents, incoming_listing, listing
from papidesk.storage.incoming_listing import IncomingFilter
from papidesk.storage.listing import DocumentFilter
from papidesk.storage.store import Store
from papidesk.text.fold import fold

# So many rows are looked through for papers that have a number.
_LOOKED_THROUGH = 400
_NUMBERED = re.compile(r"\bso (?=\d)")


class BasisCandidate(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A paper to name as a basis: ``label`` is worded as NĐ 30 wants, without "Căn cứ".

    ``id`` is a document's, or an entry's of the register of incoming papers where ``incoming``.
    """

    label: str
    id: str
    incoming: bool = False
    dated: datetime.date | None = None

    @property
    def line(self) -> str:
        """The whole line as it stands in a paper's bases."""
        return f"Căn cứ {self.label}"


def search_bases(store: Store, text: str, *, limit: int = 30) -> list[BasisCandidate]:
    """Return papers that ``text`` fits, with or without dấu, the latest first.

    A kind may be named, as in "kế hoạch 12" or "Kế hoạch số 12/KH-UBND". Of the documents here
    only those with a number are offered: others cannot be cited. Cancelled ones are left out. An
    empty text gives the latest.
    """
    found = [*_documents(store, text, limit), *_incoming(store, text, limit)]
    kind, rest = _kind_named(text)
    if kind is not None:
        named = [*_documents(store, rest, limit, (kind.code,)), *_incoming(store, rest, limit)]
        found += [one for one in named if fold(one.label).startswith(fold(kind.name))]
    unknown = datetime.date.min
    found.sort(key=lambda one: one.dated or unknown, reverse=True)
    # The same paper may be here as a document and in the register: it is offered once.
    return list({one.label: one for one in reversed(found)}.values())[::-1][:limit]


def _kind_named(text: str) -> tuple[Kind | None, str]:
    """Return the kind ``text`` begins with and what follows, "số" before a number left out."""
    folded = fold(text).strip().removeprefix("can cu ")
    for name in sorted(by_name(), key=len, reverse=True):
        rest = folded.removeprefix(fold(name))
        if rest != folded and (not rest or rest[0] == " "):
            return by_name()[name], _NUMBERED.sub("", rest).strip()
    return None, text


def _documents(
    store: Store, text: str, limit: int, kinds: tuple[str, ...] = ()
) -> list[BasisCandidate]:
    # A list keeps number and symbol apart.
    words = DocumentFilter(text=text.replace("/", " "), kinds=kinds)
    rows = listing.rows(store, words, sort="date", limit=_LOOKED_THROUGH)
    found = []
    for row in rows:
        if not row.number or not row.symbol or row.state == "cancelled":
            continue
        document = documents.get(store, row.id)
        found.append(
            BasisCandidate(label=document_basis(document), id=document.id, dated=document.date.date)
        )
        if len(found) == limit:
            break
    return found


def _incoming(store: Store, text: str, limit: int) -> list[BasisCandidate]:
    papers = incoming_listing.rows(
        store,
        IncomingFilter(text=text, cancelled=False),
        sort="dated",
        descending=True,
        limit=limit,
    )
    return [
        BasisCandidate(label=incoming_basis(paper), id=paper.id, incoming=True, dated=paper.dated)
        for paper in papers
        if paper.code or paper.dated
    ]
