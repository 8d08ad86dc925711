"""Receiving a bundle: looked at without writing anything, agreed to, taken in at one moment.

S0 the file is copied to a private folder and never touched again; S1 to S5 the container, its
signature and every byte are verified; S6 says what would change; S7 a person looks; S8 one unit of
work does it; S9 cleans up. Whatever happens before the commit leaves the database as it was.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from papidesk.bundles.failures import (
    BrokenOffError,
    BundleError,
    DiskFullError,
    NoRoomError,
    SourceGoneError,
    TargetGoneError,
)
from papidesk.bundles.file_layer import Files
from papidesk.bundles.limits import LIMITS, Limits
from papidesk.domain.exchange import ReceivedBundle, ReceivedState
from papidesk.domain.ids import new_id
from papidesk.domain.import_plan import HOLDS, ImportPlan
from papidesk.domain.receiving_steps import Reached, nobody
from papidesk.domain.record import replace
from papidesk.errors import Term
from papidesk.storage import (
    attachments,
    audit,
    backups,
    bundles_received,
    consolidations,
    places,
    received_blobs,
)
from papidesk.storage.failures import StorageError, told
from papidesk.storage.store import Store
from papidesk.workflow import import_plans, receiving_history, taking, taking_receipt
from papidesk.workflow.import_plans import StagedFile, said
from papidesk.workflow.receiving_history import conflicts, history, settle, undo, waiting
from papidesk.workflow.receiving_refusals import (
    HeldError,
    NotTrustedYetError,
    OwnBundleError,
    PeriodLockedError,
    PlanChangedError,
    WholeWantedError,
)
from papidesk.workflow.taking import Journal

if TYPE_CHECKING:
    from papidesk.bundles.reader import ReadBundle

__all__ = [
    "Incoming", "conflicts", "decline", "history", "look", "must_be_decided", "put_off", "reopen",
    "said", "settle", "take", "undo", "waiting",
]  # fmt: skip

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
# What says nothing about the file itself.
NOT_ABOUT_THE_FILE = (
    BrokenOffError, SourceGoneError, TargetGoneError, NoRoomError, DiskFullError,
)  # fmt: skip
# Nor does the history keep anything of what a stick that comes back still holds of ours.
_NOT_REMEMBERED = (*NOT_ABOUT_THE_FILE, OwnBundleError)


class Incoming(NamedTuple):
    """A verified bundle in its private folder, while somebody looks at it.

    ``path`` is the staged file, decrypted nowhere but in ``folder``, which goes when the looking
    ends. ``seen`` marks the state of the database the plan was made from.
    """

    plan: ImportPlan
    bundle: ReadBundle
    file: StagedFile
    path: Path
    folder: Path
    seen: tuple[object, ...]
    limits: Limits


@contextmanager
def look(
    store: Store,
    source: Path,
    *,
    who: str,
    password: str = "",
    name: str = "",
    remember: bool = True,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    reached: Reached = nobody,
    limits: Limits = LIMITS,
    files: Files | None = None,
    now: datetime | None = None,
) -> Iterator[Incoming]:
    """Verify the file ``source`` and give what taking it in would change; S0 to S6.

    A file that is refused raises its BundleError and is entered in the history, unless it was made
    here or ``remember`` is False. ``password`` is the program's, where the key is protected with
    it. ``name`` is what the file is called in the history, ``files`` the layer files are read
    through.
    """
    folder = _private_folder(store)
    try:
        # Some systems write each mark of a name as a letter of its own, or in no encoding at all.
        called = attachments.kept_name(name or source.name)
        refused = receiving_history.Refused(name=called)
        try:
            incoming = _looked(
                store, source, folder, refused, password=password, progress=progress,
                cancelled=cancelled, reached=reached, limits=limits, files=files,
            )  # fmt: skip
        except BundleError as error:
            if remember and not isinstance(error, _NOT_REMEMBERED):
                # A full disk must not hide why the file was refused.
                with contextlib.suppress(StorageError):
                    receiving_history.note_refusal(store, refused, error, who=who, now=now)
            raise
        reached("S7")
        yield incoming
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def reopen(
    store: Store,
    received_id: str,
    *,
    who: str,
    password: str = "",
    remember: bool = True,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    limits: Limits = LIMITS,
    now: datetime | None = None,
) -> Iterator[Incoming]:
    """Look once more at a file that is kept, as :func:`look` does; raises NotKeptError."""
    path, name = receiving_history.path_to_reopen(store, received_id)
    with look(
        store, path, who=who, password=password, name=name, remember=remember, progress=progress,
        cancelled=cancelled, limits=limits, now=now,
    ) as incoming:  # fmt: skip
        yield incoming


def _private_folder(store: Store) -> Path:
    folder = store.folder / places.STAGING / new_id()
    with told(folder):
        folder.parent.mkdir(exist_ok=True)
        folder.mkdir(mode=0o700)
    return folder


def _looked(
    store: Store,
    source: Path,
    folder: Path,
    refused: receiving_history.Refused,
    *,
    password: str,
    progress: Progress | None,
    cancelled: Cancelled | None,
    reached: Reached,
    limits: Limits,
    files: Files | None,
) -> Incoming:
    from papidesk.bundles import encryption, reader
    from papidesk.workflow import identity, trust

    reached("S0")
    staged = reader.stage(
        source, folder, limits=limits, files=files, progress=progress, cancelled=cancelled
    )
    file = StagedFile(name=refused.name, bytes=staged.bytes, sha256=staged.sha256)
    refused.file = file
    encrypted = encryption.is_encrypted(staged.path)
    parts = folder / "parts"
    with told(parts):
        parts.mkdir(mode=0o700)
    bundle = reader.open_bundle(
        staged.path,
        folder=parts,
        identities=identity.age_identities(store, password=password) if encrypted else (),
        key_of=trust.key_of(store),
        limits=limits,
        files=files,
        progress=progress,
        cancelled=cancelled,
        reached=reached,
    )
    bundle = _with_key(store, bundle)
    refused.manifest, refused.keyid = bundle.manifest, bundle.keyid
    refused.manifest_sha256 = bundle.manifest_sha256
    reached("S6")
    plan = import_plans.make(store, bundle, file, limits=limits, cancelled=cancelled)
    if cancelled is not None and cancelled():
        raise BrokenOffError
    return Incoming(plan, bundle, file, staged.path, folder, _state_of(store), limits)


def _with_key(store: Store, bundle: ReadBundle) -> ReadBundle:
    """Return the bundle with the key that signed it as it is thought of now."""
    from papidesk.workflow import trust

    key = trust.key_of(store)(bundle.keyid)
    if key is None and bundle.introduction is not None:
        # A new key that the trusted one before it signed is as good as that one.
        key = trust.successor(store, bundle.introduction)
    return bundle if key == bundle.key else replace(bundle, key=key)


def take(
    store: Store,
    incoming: Incoming,
    *,
    who: str,
    agree: bool = False,
    backup: bool = True,
    reached: Reached = nobody,
    now: datetime | None = None,
) -> ReceivedBundle:
    """Take a bundle in, all of it or nothing, and return its row in the history; S8 and S9.

    ``agree`` tells that a person decided about what the bundle was held for. One that was taken in
    before is not taken in again, one that was overtaken is kept to be looked at. ``backup`` makes
    a backup before. Raises :class:`HeldError`, :class:`PlanChangedError` and what storage refuses.
    """
    plan = incoming.plan
    if plan.already:
        return bundles_received.get(store, plan.already)
    must_be_decided(store, plan, agree=agree)
    if plan.superseded:
        return put_off(store, incoming, who=who, now=now)
    reached("S8")
    if backup:
        backups.make(store, reason="before_receiving", now=now)
    new = received_blobs.prepare(store, incoming.folder, incoming.bundle.blobs)
    try:
        with store.unit_of_work():
            received = _taken(store, incoming, who=who, now=now)
            reached("S8")
    except BaseException:
        # Without its rows no content may stay behind; it can be tried once more.
        received_blobs.drop_unknown(store, new, incoming.bundle.blobs)
        raise
    reached("S9")
    receiving_history.drop_kept(store, incoming.file.sha256)
    return received


def must_be_decided(store: Store, plan: ImportPlan, *, agree: bool) -> None:
    """Raise a :class:`HeldError` when a person must decide, or something must be done, before."""
    sender, covers = plan.manifest.sender, plan.manifest.covers
    if plan.hold == "unknown-key":
        raise NotTrustedYetError(unit=sender.name)
    if plan.manifest.kind == "report" and consolidations.locked(store, covers.duty, covers.period):
        raise PeriodLockedError(unit=sender.name, period=covers.period)
    if plan.hold == "new-database" and not covers.full:
        raise WholeWantedError(unit=sender.name)
    if plan.hold and not agree:
        raise HeldError(why=Term(HOLDS[plan.hold]))


def _taken(store: Store, incoming: Incoming, *, who: str, now: datetime | None) -> ReceivedBundle:
    """Do it inside the unit of work: judge once more where anything changed, then write."""
    from papidesk.workflow import trust

    plan, bundle = incoming.plan, incoming.bundle
    if _state_of(store) != incoming.seen:
        # The key may have been revoked meanwhile, too.
        bundle = _with_key(store, bundle)
        again = import_plans.make(store, bundle, incoming.file, limits=incoming.limits)
        if not import_plans.same(plan, again):
            raise PlanChangedError
    received = receiving_history.entered(store, plan, incoming.file, "applied", who=who, now=now)
    journal = Journal(received.id)
    manifest = plan.manifest
    for sha256 in received_blobs.move(
        store, manifest.sender.unit, manifest.blobs, bundle.blobs, received.id, now=now
    ):
        journal.note(taking.BLOB, f"{manifest.sender.unit}/{sha256}", None, sha256)
    if bundle.key is None:
        raise NotTrustedYetError(unit=manifest.sender.name)
    trust.succeed(store, bundle.key, who=who, now=now)
    trust.answer_to(store, bundle.key, manifest.reply_key, who=who, now=now)
    taker = taking.taker_of(bundle.key.role, manifest.kind, unit=manifest.sender.name)
    taker.take(store, bundle, plan, journal, who=who, now=now)
    taking_receipt.heard(store, manifest, bundle.key, who=who, now=now)
    journal.keep(store)
    audit.add(
        store, "bundle.applied", who=who, subject=received.id,
        detail=f"{manifest.sender.unit} {manifest.kind} {manifest.seq}", now=now,
    )  # fmt: skip
    return received


def put_off(
    store: Store, incoming: Incoming, *, who: str, now: datetime | None = None
) -> ReceivedBundle:
    """Keep the file for later and return its row: waiting, or superseded where it was overtaken."""
    from papidesk.workflow import trust

    introduced = incoming.bundle.introduction
    if incoming.plan.hold == "unknown-key" and introduced is not None:
        trust.hold(store, introduced, who=who, now=now)
    state: ReceivedState = "superseded" if incoming.plan.superseded else "waiting"
    return receiving_history.keep_file(
        store, incoming.plan, incoming.file, incoming.path, state, who=who, now=now
    )


def decline(
    store: Store, incoming: Incoming, *, who: str, reason: str = "", now: datetime | None = None
) -> ReceivedBundle:
    """Put a bundle aside without taking it in, and return its row."""
    with store.unit_of_work():
        received = receiving_history.entered(
            store, incoming.plan, incoming.file, "declined", who=who, reason=reason, now=now
        )
        detail = f"{received.file_name} {reason}".strip()[:200]
        audit.add(store, "bundle.declined", who=who, subject=received.id, detail=detail, now=now)
    receiving_history.drop_kept(store, incoming.file.sha256)
    return received


def _state_of(store: Store) -> tuple[object, ...]:
    """Return what changes as soon as anybody, or this connection itself, writes."""
    return (
        store,
        int(store.value("PRAGMA data_version")),
        int(store.value("SELECT total_changes()")),
    )
