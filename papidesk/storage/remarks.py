"""What readers remarked on documents, and who settled it."""

from __future__ import annotations

from datetime import datetime

from papidesk.domain.ids import new_id
from papidesk.domain.life import RemarkNote
from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.storage import audit, documents
from papidesk.storage.clock import stored_time
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import REMARKS
from papidesk.storage.store import Store
from papidesk.text.clean import clean


class UnknownRemarkError(StorageError):
    """An id no remark has."""

    message = N_("There is no remark {id}. Refresh the list of remarks.")


class EmptyRemarkError(StorageError):
    """A remark without words."""

    message = N_("A remark needs words: say what should be changed.")


_FIELDS = RemarkNote.__struct_fields__
_FOUND = f"SELECT {', '.join(_FIELDS)} FROM remarks"


def add(store: Store, remark: RemarkNote, *, now: datetime | None = None) -> RemarkNote:
    """Keep ``remark`` and return it with id and time.

    Raises :class:`EmptyRemarkError`, :class:`~papidesk.storage.documents.UnknownDocumentError`.
    """
    remark = replace(remark, id=new_id(), at=stored_time(now), text=clean(remark.text).strip())
    if not remark.text:
        raise EmptyRemarkError(path=store.path)
    with store.joined():
        documents.current_version(store, remark.document_id)
        store.insert(REMARKS, {name: getattr(remark, name) for name in _FIELDS})
        audit.add(
            store,
            "remark.added",
            who=remark.who,
            subject=remark.document_id,
            detail=remark.text,
            now=now,
        )
    return remark


def settle(store: Store, id: str, *, who: str, now: datetime | None = None) -> RemarkNote:
    """Tick a remark off; one that was settled before stays as it is. Raises UnknownRemarkError."""
    with store.joined():
        remark = get(store, id)
        if remark.settled_at is None:
            store.write(
                "UPDATE remarks SET settled_by = ?, settled_at = ? WHERE id = ?",
                (who, stored_time(now), id),
            )
            audit.add(
                store,
                "remark.settled",
                who=who,
                subject=remark.document_id,
                detail=remark.text,
                now=now,
            )
        return get(store, id)


def unsettle(store: Store, id: str, *, who: str, now: datetime | None = None) -> RemarkNote:
    """Open a settled remark again; raises :class:`UnknownRemarkError`."""
    with store.joined():
        remark = get(store, id)
        if remark.settled_at is not None:
            store.write("UPDATE remarks SET settled_by = '', settled_at = NULL WHERE id = ?", (id,))
            audit.add(
                store,
                "remark.unsettled",
                who=who,
                subject=remark.document_id,
                detail=remark.text,
                now=now,
            )
        return get(store, id)


def get(store: Store, id: str) -> RemarkNote:
    """Return one remark; raises :class:`UnknownRemarkError`."""
    found = store.row(f"{_FOUND} WHERE id = ?", (id,))
    if found is None:
        raise UnknownRemarkError(path=store.path, id=id)
    return RemarkNote(**dict(zip(_FIELDS, found, strict=True)))


def of_document(store: Store, document_id: str) -> list[RemarkNote]:
    """Return the remarks on a document, open ones first, each in the order they were made."""
    found = store.rows(
        f"{_FOUND} WHERE document_id = ? ORDER BY settled_at IS NOT NULL, at, id", (document_id,)
    )
    return [RemarkNote(**dict(zip(_FIELDS, row, strict=True))) for row in found]
