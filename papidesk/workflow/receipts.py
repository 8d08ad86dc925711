"""Receipts of what came in: told from the database, so that they can be made again any time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from papidesk.domain.bundle_records import Receipt
from papidesk.domain.exchange import Outcome, ReceivedBundle, SentBundle
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import bundles_received, received_blobs, record_versions, unit_reports
from papidesk.storage.store import Store

_NOT_APPLIED: dict[str, Outcome] = {
    "refused": "refused",
    "declined": "refused",
    "superseded": "superseded",
    "waiting": "received",
    "undone": "received",
}
# As much as a receipt says why: the first hundred tell enough.
_REASONS = 100


class NoReceiptError(PapiDeskError):
    """A file there is nothing to answer to."""

    message = N_(
        "There is no receipt for this file: it was refused before it was known which bundle it is. "
        "Tell its sender by telephone."
    )


def receipt_of(store: Store, received: ReceivedBundle) -> Receipt:
    """Return what became of a bundle, as its sender is told; raises :class:`NoReceiptError`."""
    if not received.bundle:
        raise NoReceiptError
    outcome = _outcome(store, received)
    applied = received.state == "applied"
    return Receipt(
        bundle=received.bundle,
        manifest=received.manifest_sha256,
        outcome=outcome,
        reasons=received.reasons[:_REASONS],
        counts=received.counts,
        blobs=tuple(received_blobs.held(store, received.unit)) if applied else (),
        database=record_versions.database_id(store),
        received_at=received.received_at,
        received_by=received.received_by,
    )


def make(
    store: Store,
    received_ids: str | Iterable[str],
    target: Path | None = None,
    *,
    who: str,
    password: str = "",
    encrypt: bool = False,
    now: datetime | None = None,
) -> list[SentBundle]:
    """Make the receipts of received bundles, one bundle for each sender, and return them.

    With ``target`` (a file or folder) they are copied there, too. Raises :class:`NoReceiptError`
    where there is nothing to answer to, KeyLockedError, and what writing refuses.
    """
    from papidesk.workflow import sending, sending_answers

    ids = [received_ids] if isinstance(received_ids, str) else list(received_ids)
    by_unit: defaultdict[str, list[Receipt]] = defaultdict(list)
    for id in ids:
        received = bundles_received.get(store, id)
        by_unit[received.unit].append(receipt_of(store, received))
    made = [
        sending_answers.receipt(
            store, unit, given, who=who, password=password, encrypt=encrypt, now=now
        )
        for unit, given in by_unit.items()
    ]
    if target is not None and made:
        sending.export(store, [one.id for one in made], target, who=who)
    return made


def _outcome(store: Store, received: ReceivedBundle) -> Outcome:
    if received.state != "applied":
        return _NOT_APPLIED[received.state]
    report = (
        unit_reports.get(store, received.unit, received.duty, received.period)
        if received.kind == "report"
        else None
    )
    if report is not None and report.bundle == received.bundle and report.state == "returned":
        return "returned"
    return "applied_with_remarks" if received.reasons else "applied"
