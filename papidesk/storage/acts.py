"""The steps of documents' lives, as they were taken."""

from __future__ import annotations

from datetime import datetime

from papidesk.domain.ids import new_id
from papidesk.domain.life import Act
from papidesk.domain.record import replace
from papidesk.storage import audit
from papidesk.storage.clock import stored_time
from papidesk.storage.schema import ACTS
from papidesk.storage.store import Store

_FIELDS = Act.__struct_fields__


def add(store: Store, act: Act, *, detail: str = "", now: datetime | None = None) -> Act:
    """Record ``act`` and return it with id and time; the audit log says it in the same step.

    ``detail`` is what the audit log has beside the act, the reason without it.
    """
    act = replace(act, id=new_id(), at=stored_time(now))
    with store.joined():
        store.insert(ACTS, {name: getattr(act, name) for name in _FIELDS})
        audit.add(
            store,
            f"document.{act.name}",
            who=act.who,
            subject=act.document_id,
            detail=detail or act.reason,
            now=now,
        )
    return act


def of_document(store: Store, document_id: str) -> list[Act]:
    """Return the acts of a document, the latest first, whatever the clock said."""
    found = store.rows(
        f"SELECT {', '.join(_FIELDS)} FROM acts WHERE document_id = ? "
        # Each act makes a version, and versions count on when a clock is set back.
        "ORDER BY version DESC, at DESC, id DESC",
        (document_id,),
    )
    return [Act(**dict(zip(_FIELDS, row, strict=True))) for row in found]


def last(store: Store, document_id: str) -> Act | None:
    """Return the latest act of a document, None when it has had none."""
    return next(iter(of_document(store, document_id)), None)
