"""Periods that were consolidated and closed: what comes later waits until they are opened again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from msgspec import field

from papidesk.domain.ids import new_id
from papidesk.domain.record import Record, from_json, replace, to_json
from papidesk.errors import N_
from papidesk.storage import audit
from papidesk.storage.clock import stored_time
from papidesk.storage.content import sha256
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import CONSOLIDATIONS
from papidesk.storage.store import Store

_READ = "CAST(content AS BLOB), CAST(content_sha256 AS BLOB), id"


class DamagedConsolidationError(StorageError):
    """A closed consolidation that is no longer what was saved."""

    message = N_(
        "What is kept of a closed consolidation is damaged ({id}): it is not what was saved. "
        "Restore a backup from before the damage."
    )


class Consolidation(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A period of a duty that was closed after it was consolidated.

    ``document`` is the consolidated report. ``units`` are the codes whose figures are in it,
    ``totals`` the figures as they were then, as decimal strings by counter. ``opened_*`` are empty
    while it is closed.
    """

    id: str = ""
    duty: str
    period: str
    document: str = ""
    units: tuple[str, ...] = ()
    totals: dict[str, str] = field(default_factory=dict)
    locked_at: str = ""
    locked_by: str = ""
    opened_at: str = ""
    opened_by: str = ""
    reason: str = ""


def add(
    store: Store, one: Consolidation, *, who: str = "", now: datetime | None = None
) -> Consolidation:
    """Close a period and return it as it is kept; one that is closed already is refused."""
    kept = replace(
        one, id=new_id(), locked_at=stored_time(now), locked_by=who, opened_at="", opened_by="",
        reason="",
    )  # fmt: skip
    with store.joined():
        store.insert(CONSOLIDATIONS, _columns(kept))
        audit.add(
            store, "consolidation.locked", who=who, subject=kept.id,
            detail=f"{kept.duty} {kept.period}".strip(), now=now,
        )  # fmt: skip
    return kept


def open_again(
    store: Store, one: Consolidation, *, reason: str, who: str = "", now: datetime | None = None
) -> Consolidation:
    """Open a closed period again and return it."""
    kept = replace(one, opened_at=stored_time(now), opened_by=who, reason=reason)
    _update(store, kept)
    audit.add(store, "consolidation.opened", who=who, subject=one.id, detail=reason, now=now)
    return kept


def with_document(store: Store, one: Consolidation, document: str) -> Consolidation:
    """Note the consolidated report of a closed period."""
    kept = replace(one, document=document)
    _update(store, kept)
    return kept


def locked(store: Store, duty: str, period: str) -> Consolidation | None:
    """Return the closed consolidation of a duty and period, None while it is open."""
    found = store.row(
        f"SELECT {_READ} FROM consolidations WHERE duty = ? AND period = ? AND opened_at IS NULL",
        (duty, period),
    )
    return None if found is None else _shown(store, found)


def every(store: Store) -> list[Consolidation]:
    """Return all there ever were, opened ones too, the latest first."""
    found = store.rows(f"SELECT {_READ} FROM consolidations ORDER BY locked_at DESC, id DESC")
    return [_shown(store, row) for row in found]


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for each that is not what was saved."""
    for row in store.rows(f"SELECT {_READ} FROM consolidations ORDER BY id"):
        try:
            one = _read(store, row)
        except DamagedConsolidationError as error:
            yield error
            continue
        wanted = _columns(one)
        names = ("duty", "period", "document_id", "locked_at", "opened_at")
        beside = store.row(f"SELECT {', '.join(names)} FROM consolidations WHERE id = ?", (row[2],))
        if beside != tuple(wanted[name] for name in names):
            yield DamagedConsolidationError(path=store.path, id=row[2])


def _update(store: Store, one: Consolidation) -> None:
    values = _columns(one)
    with store.joined():
        store.write(
            "UPDATE consolidations SET document_id = :document_id, opened_at = :opened_at, "
            "content = :content, content_sha256 = :content_sha256 WHERE id = :id",
            {name: values[name] for name in values if name not in ("duty", "period", "locked_at")},
        )


def _columns(one: Consolidation) -> dict[str, Any]:
    written = to_json(one)
    return {
        "id": one.id,
        "duty": one.duty,
        "period": one.period,
        "document_id": one.document or None,
        "locked_at": one.locked_at,
        "opened_at": one.opened_at or None,
        "content": written.decode(),
        "content_sha256": sha256(written),
    }


def _read(store: Store, row: tuple[Any, ...]) -> Consolidation:
    content, hashed, id = row
    if sha256(content).encode() != hashed:
        raise DamagedConsolidationError(path=store.path, id=id)
    return from_json(Consolidation, content)


def _shown(store: Store, row: tuple[Any, ...]) -> Consolidation:
    """Return one; of a damaged one what stands beside it: it stays closed."""
    try:
        return _read(store, row)
    except DamagedConsolidationError:
        duty, period, document, at, opened = store.row(
            "SELECT duty, period, document_id, locked_at, opened_at FROM consolidations "
            "WHERE id = ?",
            (row[2],),
        ) or ("", "", None, "", None)
        return Consolidation(
            id=row[2], duty=duty, period=period, document=document or "", locked_at=at,
            opened_at=opened or "",
        )  # fmt: skip
