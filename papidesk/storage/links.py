"""Which document rests on, answers, replaces or was copied from which."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from papidesk.domain.ids import new_id
from papidesk.domain.links import DocumentLink
from papidesk.domain.record import Record, replace
from papidesk.errors import N_
from papidesk.storage import audit
from papidesk.storage.clock import stored_time
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import DOCUMENT_LINKS
from papidesk.storage.store import Store


class UnknownLinkError(StorageError):
    """An id no link has."""

    message = N_("There is no such link {id} any more. Refresh the list of links.")


class IncomingLabel(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How a paper that came in is known: number and symbol, author, abstract."""

    code: str
    author: str
    abstract: str


_FIELDS = DocumentLink.__struct_fields__
_FOUND = f"SELECT {', '.join(_FIELDS)} FROM document_links"


def add(store: Store, link: DocumentLink, *, now: datetime | None = None) -> DocumentLink:
    """Keep ``link`` and return it with id and time; one that is there already is returned."""
    with store.joined():
        found = store.row(
            f"{_FOUND} WHERE document_id = ? AND role = ? AND target_id = ?",
            (link.document_id, link.role, link.target_id),
        )
        if found is not None:
            return _link(found)
        link = replace(link, id=new_id(), at=stored_time(now))
        values = {name: getattr(link, name) for name in _FIELDS}
        store.insert(DOCUMENT_LINKS, values | {"incoming": int(link.incoming)})
        _enter(store, "link.added", link, link.who, now)
    return link


def remove(store: Store, id: str, *, who: str, now: datetime | None = None) -> DocumentLink:
    """Take a link away and return what it was; raises :class:`UnknownLinkError`."""
    with store.joined():
        found = store.row(f"{_FOUND} WHERE id = ?", (id,))
        if found is None:
            raise UnknownLinkError(path=store.path, id=id)
        link = _link(found)
        store.write("DELETE FROM document_links WHERE id = ?", (id,))
        _enter(store, "link.removed", link, who, now)
    return link


def of_document(store: Store, document_id: str) -> list[DocumentLink]:
    """Return the links from a document, in the order they were made."""
    found = store.rows(f"{_FOUND} WHERE document_id = ? ORDER BY at, id", (document_id,))
    return [_link(row) for row in found]


def to_target(store: Store, target_id: str) -> list[DocumentLink]:
    """Return the links that other documents have to a document or an incoming paper."""
    found = store.rows(f"{_FOUND} WHERE target_id = ? ORDER BY at, id", (target_id,))
    return [_link(row) for row in found]


def incoming_label(store: Store, id: str) -> IncomingLabel | None:
    """Return how the incoming paper ``id`` is known; None when there is none."""
    found = store.row("SELECT code, author, abstract FROM register_incoming WHERE id = ?", (id,))
    return IncomingLabel(code=found[0], author=found[1], abstract=found[2]) if found else None


def _link(row: tuple[Any, ...]) -> DocumentLink:
    link = DocumentLink(**dict(zip(_FIELDS, row, strict=True)))
    return replace(link, incoming=bool(link.incoming))


def _enter(store: Store, act: str, link: DocumentLink, who: str, now: datetime | None) -> None:
    detail = f"{link.role} {link.target_id}"
    audit.add(store, act, who=who, subject=link.document_id, detail=detail, now=now)
