"""The history of everything that came in: entered, kept to be looked at, undone, decided."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Literal

from papidesk.bundles.failures import BundleError
from papidesk.domain.bundle import Manifest
from papidesk.domain.exchange import (
    Conflict,
    ReceiptReason,
    ReceivedBundle,
    ReceivedState,
    StateChange,
)
from papidesk.domain.ids import new_id
from papidesk.domain.import_plan import ImportPlan
from papidesk.domain.record import replace
from papidesk.i18n import say
from papidesk.storage import audit, backups, bundles_received, places
from papidesk.storage import conflicts as stored
from papidesk.storage.clock import stored_time
from papidesk.storage.failures import told
from papidesk.storage.files import chunks, move_into_place, write_hashed
from papidesk.storage.store import Store
from papidesk.workflow import import_plans, taking
from papidesk.workflow.import_plans import StagedFile
from papidesk.workflow.receiving_refusals import NotAppliedError, NotKeptError
from papidesk.workflow.taking import Journal

Chosen = Literal["local", "other"]
# A file that comes again goes on in its row, unless something became of it.
_OPEN: tuple[ReceivedState, ...] = ("waiting", "superseded", "refused", "declined")
_REASONS = 200


class Refused:
    """What is known of a file when it is refused; filled as it is read."""

    def __init__(self, name: str) -> None:
        """Begin with the file's name alone."""
        self.name = name
        self.file: StagedFile | None = None
        self.manifest: Manifest | None = None
        self.manifest_sha256 = ""
        self.keyid = ""


def note_refusal(
    store: Store, refused: Refused, error: BundleError, *, who: str, now: datetime | None = None
) -> ReceivedBundle:
    """Enter a refused file with its code and sentence and return its row; again is no new row."""
    file = refused.file
    with store.joined():
        # An empty or an endless file has no fingerprint: it is known by its name.
        known = _row_of(store, file.sha256) if file else _unread(store, refused.name)
        row = known or ReceivedBundle(id=new_id(), file_name=refused.name)
        if known is not None and known.state != "refused":
            # It waits, or was put aside: that it is refused now does not take it away.
            row = ReceivedBundle(id=new_id(), file_name=refused.name)
        if refused.manifest is not None:
            row = _described(row, refused.manifest)
        sentence = say(error)
        row = replace(
            row,
            bytes=file.bytes if file else 0,
            file_sha256=file.sha256 if file else "",
            file_name=refused.name,
            manifest_sha256=refused.manifest_sha256,
            keyid=refused.keyid,
            state="refused",
            code=error.code,
            reason=sentence,
            steps=_with_step(row, "refused", who, sentence, now),
            received_at=stored_time(now),
            received_by=who,
        )
        bundles_received.put(store, row)
        audit.add(
            store, "bundle.refused", who=who, subject=row.id,
            detail=f"{error.code} {refused.name}"[:200], now=now,
        )  # fmt: skip
    return row


def entered(
    store: Store,
    plan: ImportPlan,
    file: StagedFile,
    state: ReceivedState,
    *,
    who: str,
    reason: str = "",
    kept: str = "",
    now: datetime | None = None,
) -> ReceivedBundle:
    """Enter what became of a verified bundle and return its row; inside a unit of work."""
    known = _row_of(store, file.sha256)
    row = _described(known or ReceivedBundle(id=new_id()), plan.manifest)
    row = replace(
        row,
        keyid=plan.keyid,
        role=plan.role,
        manifest_sha256=plan.manifest_sha256,
        file_sha256=file.sha256,
        file_name=file.name,
        bytes=file.bytes,
        state=state,
        hold=plan.hold,
        code="",
        reason=reason,
        reasons=_reasons(plan),
        counts={name: count for name, count in plan.counts.items() if count},
        kept=kept,
        warnings=plan.warnings,
        steps=_with_step(row, state, who, reason or plan.hold, now),
        received_at=stored_time(now),
        received_by=who,
    )
    return bundles_received.put(store, row)


def keep_file(
    store: Store,
    plan: ImportPlan,
    file: StagedFile,
    path: Path,
    state: ReceivedState,
    *,
    who: str,
    now: datetime | None = None,
) -> ReceivedBundle:
    """Keep the file itself, enter it, and return its row."""
    target = kept_path(store, file.sha256)
    there = target.exists()
    if not there:
        part = path.with_name(f"{file.sha256}.part")
        with told(target):
            write_hashed(part, chunks(path))
            move_into_place(part, target)
    try:
        with store.unit_of_work():
            row = entered(store, plan, file, state, who=who, kept=file.sha256, now=now)
            audit.add(
                store, f"bundle.{state}", who=who, subject=row.id, detail=file.name[:200], now=now
            )
    except BaseException:
        if not there:
            target.unlink(missing_ok=True)
        raise
    return row


def kept_path(store: Store, sha256: str) -> Path:
    """Return where a file that waits is kept."""
    return store.folder / places.INBOX / sha256


def drop_kept(store: Store, sha256: str) -> None:
    """Delete a kept file no row of the history needs any more."""
    if not bundles_received.of_file(store, sha256, ("waiting", "superseded")):
        # The rows decide: what cannot be deleted now is in nobody's way.
        with contextlib.suppress(OSError):
            kept_path(store, sha256).unlink(missing_ok=True)


def path_to_reopen(store: Store, received_id: str) -> tuple[Path, str]:
    """Return the kept file of a row and what it was called; raises :class:`NotKeptError`."""
    row = bundles_received.get(store, received_id)
    path = kept_path(store, row.kept or row.file_sha256)
    if not row.file_sha256 or not path.is_file():
        raise NotKeptError
    return path, row.file_name


def history(
    store: Store,
    *,
    states: tuple[ReceivedState, ...] = (),
    unit: str = "",
    kind: str = "",
    period: str = "",
    limit: int = -1,
) -> list[ReceivedBundle]:
    """Return every file that came in, the latest first, narrowed by what is given."""
    return bundles_received.every(
        store, states=states, unit=unit, kind=kind, period=period, limit=limit
    )


def waiting(store: Store) -> list[ReceivedBundle]:
    """Return the files that wait for a person, the latest first."""
    return bundles_received.every(store, states=("waiting",))


def undo(
    store: Store, received_id: str, *, who: str, backup: bool = True, now: datetime | None = None
) -> ReceivedBundle:
    """Put back all an import changed, in one unit of work, and return its row.

    Raises :class:`NotAppliedError`, and :class:`~papidesk.workflow.taking.ChangedSinceError`
    where something it brought was changed since: then nothing is put back.
    """
    if bundles_received.get(store, received_id).state != "applied":
        raise NotAppliedError
    if backup:
        backups.make(store, reason="before_receiving", now=now)
    with store.unit_of_work():
        row = bundles_received.get(store, received_id)
        if row.state != "applied":
            raise NotAppliedError
        count = taking.undo(store, received_id)
        row = replace(row, state="undone", steps=_with_step(row, "undone", who, "", now))
        bundles_received.put(store, row)
        audit.add(store, "bundle.undone", who=who, subject=row.id, detail=str(count), now=now)
    return row


def conflicts(store: Store, *, open_only: bool = True, received: str = "") -> list[Conflict]:
    """Return what two sides changed differently, in the order it came."""
    return stored.every(store, open_only=open_only, received=received)


def settle(
    store: Store,
    conflict_ids: Iterable[str],
    chosen: Chosen,
    *,
    who: str,
    now: datetime | None = None,
) -> list[Conflict]:
    """Decide conflicts for one side and return them; decided ones are left as they are.

    What is decided belongs to the import that brought it: undoing that undoes this, too.
    """
    made = []
    with store.joined():
        for conflict in stored.get_many(store, conflict_ids):
            if conflict.settled_at:
                continue
            row = bundles_received.get(store, conflict.received)
            journal = Journal(row.id)
            settled = replace(conflict, chosen=chosen, settled_at=stored_time(now), settled_by=who)
            taker = taking.taker_of_row(row)
            journal.settling(conflict)
            taker.settle(store, conflict, chosen, journal, who=who, now=now)
            journal.settled(store, settled)
            journal.keep(store)
            audit.add(
                store, "conflict.settled", who=who, subject=conflict.record,
                detail=f"{conflict.kind} {conflict.field} {chosen}"[:200], now=now,
            )  # fmt: skip
            made.append(settled)
    return made


def _unread(store: Store, file_name: str) -> ReceivedBundle | None:
    id = bundles_received.unread(store, file_name)
    return bundles_received.get(store, id) if id else None


def _row_of(store: Store, file_sha256: str) -> ReceivedBundle | None:
    id = bundles_received.of_file(store, file_sha256, _OPEN) if file_sha256 else ""
    return bundles_received.get(store, id) if id else None


def _described(row: ReceivedBundle, manifest: Manifest) -> ReceivedBundle:
    sender, covers = manifest.sender, manifest.covers
    return replace(
        row,
        bundle=manifest.bundle_id,
        kind=manifest.kind,
        unit=sender.unit,
        unit_name=sender.name,
        stream=manifest.stream,
        seq=manifest.seq,
        database=sender.database,
        period=covers.period,
        duty=covers.duty,
        part=covers.part,
        minor=manifest.version.minor,
        created_at=manifest.created_at,
    )


def _with_step(
    row: ReceivedBundle, state: str, who: str, reason: str, now: datetime | None
) -> tuple[StateChange, ...]:
    return (*row.steps, StateChange(state=state, at=stored_time(now), who=who, reason=reason))


def _reasons(plan: ImportPlan) -> tuple[ReceiptReason, ...]:
    """Return why records were not taken in as they came; of very many, the first."""
    lines = [*plan.of("refused"), *plan.of("conflicting")][:_REASONS]
    return tuple(
        ReceiptReason(
            kind=line.kind,
            record=line.id,
            title=line.title,
            code=getattr(line.problem, "code", "") or line.state,
            text=import_plans.said(line),
        )
        for line in lines
    )
