"""The workspace: one folder that holds all an office keeps, opened by one program at a time."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType

from papidesk.domain.ids import new_id
from papidesk.domain.manuscript import Remark
from papidesk.errors import N_
from papidesk.storage import (
    attachments,
    backups,
    indexing,
    leftovers,
    places,
    received_blobs,
    restoring,
)
from papidesk.storage.clock import moment, stored_time
from papidesk.storage.drives import check_drive
from papidesk.storage.failures import DamagedDatabaseError, ReadOnlyError, StorageError, told
from papidesk.storage.files import move_into_place, sync_file
from papidesk.storage.header import check_header, schema_version
from papidesk.storage.lock import WorkspaceLock
from papidesk.storage.restoring import Restored
from papidesk.storage.schema import SCHEMA_VERSION, WORKSPACE
from papidesk.storage.store import Store, create_database

CHECKED_EVERY = timedelta(days=7)
# What file browsers leave in folders that look empty.
_IGNORED = frozenset({"desktop.ini", "thumbs.db", ".ds_store", ".directory"})


class NotAWorkspaceError(StorageError):
    """A folder without a workspace."""

    message = N_("There is no PapiDesk workspace in {path}. Make one there, or choose another.")


class AlreadyAWorkspaceError(StorageError):
    """A folder that has a workspace already."""

    message = N_("There is a PapiDesk workspace in {path} already. Open it, or choose another.")


class FolderNotEmptyError(StorageError):
    """A folder with other files in it."""

    message = N_("The folder {path} has other files in it. Choose an empty or a new folder.")


class Workspace:
    """An open workspace: holds the lock and the store of the thread that opened it.

    ``remarks`` are what a person should know about it. A worker thread opens its own
    :class:`~papidesk.storage.store.Store` at ``database``, without the lock.
    """

    def __init__(
        self, folder: Path, lock: WorkspaceLock, store: Store, remarks: tuple[Remark, ...]
    ) -> None:
        self.folder = folder
        self.store = store
        self.remarks = remarks
        self._lock = lock

    @classmethod
    def create(cls, folder: Path, *, now: datetime | None = None) -> Workspace:
        """Make a workspace in ``folder``, which is empty or not there yet, and open it.

        Raises :class:`AlreadyAWorkspaceError`, :class:`FolderNotEmptyError` and what
        :meth:`open` raises. Broken off, it leaves no database.
        """
        with told(folder):
            exists = places.database(folder).exists()
        if exists:
            raise AlreadyAWorkspaceError(path=folder)
        with told(folder):
            folder.mkdir(parents=True, exist_ok=True)
            if any(_is_foreign(entry) for entry in folder.iterdir()):
                raise FolderNotEmptyError(path=folder)
        check_drive(folder)
        lock = WorkspaceLock(folder / places.LOCK)
        lock.take(now=now)
        try:
            with told(folder):
                places.make_folders(folder)
                _make_database(folder, now)
        finally:
            lock.release()
        return cls.open(folder, now=now)

    @classmethod
    def open(cls, folder: Path, *, now: datetime | None = None) -> Workspace:
        """Open the workspace in ``folder``.

        An older schema is backed up, then migrated; what a crash left is put right. Raises a
        :class:`~papidesk.storage.failures.StorageError` with the reason when it cannot be opened:
        no workspace, in use, on a network drive, foreign, newer, damaged, write-protected.
        """
        with told(folder):
            exists = places.database(folder).exists() or restoring.is_pending(folder)
        if not exists:
            raise NotAWorkspaceError(path=folder)
        remarks = check_drive(folder)
        lock = WorkspaceLock(folder / places.LOCK)
        lock.take(now=now)
        try:
            with told(folder):
                places.make_folders(folder)
                remarks += restoring.finish_pending(folder)
                moved = received_blobs.moved(folder)
                remarks += leftovers.clean(folder)
            store = _open_store(folder, now)
            try:
                received_blobs.drop_unknown(store, moved)
                _check_now_and_then(store, unclean=lock.left_by is not None, now=now)
                if not indexing.is_current(store):
                    indexing.rebuild(store)
            except BaseException:
                store.close()
                raise
        except BaseException:
            lock.release()
            raise
        return cls(folder, lock, store, tuple(remarks))

    @property
    def database(self) -> Path:
        """The path of the database file."""
        return places.database(self.folder)

    @property
    def database_id(self) -> str:
        """The id of this database; a restored one has a new id."""
        return str(self.store.value("SELECT database_id FROM workspace"))

    def close(self) -> None:
        """Close the store and give the lock up; may be called twice."""
        self.store.close()
        self._lock.release()

    def restore(self, path: Path, *, who: str = "", now: datetime | None = None) -> Restored:
        """Put the backup at ``path`` in place of the database and open it.

        See :func:`papidesk.storage.restoring.replace_database`.
        """
        return restoring.replace_database(
            self.folder, path, who=who, now=now, database_closed=self._store_closed
        )

    @contextmanager
    def _store_closed(self) -> Iterator[None]:
        """Close the store while the database file is exchanged; afterwards open the new one."""
        self.store.close()
        try:
            yield
        finally:
            self.store = Store(self.database)

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _is_foreign(entry: Path) -> bool:
    return entry.name not in places.OWN_NAMES and entry.name.lower() not in _IGNORED


def _make_database(folder: Path, now: datetime | None) -> None:
    staged = folder / places.STAGING / f"{new_id()}.db"
    create_database(staged)
    at = stored_time(now)
    with Store(staged) as store, store.unit_of_work():
        store.insert(
            WORKSPACE,
            {
                "one": 1,
                "database_id": new_id(),
                "created_at": at,
                "checked_at": at,
                "search_scheme": indexing.SCHEME,
            },
        )
    sync_file(staged)
    move_into_place(staged, places.database(folder))


def _open_store(folder: Path, now: datetime | None) -> Store:
    path = places.database(folder)
    check_header(path)
    if not os.access(path, os.W_OK):
        # Said at once, not when the first hour of work is to be saved.
        raise ReadOnlyError(path=path)
    if schema_version(path) < SCHEMA_VERSION:
        with Store(path, read_only=True) as old:
            backups.make(old, reason="before_migration", now=now)
    return Store(path)


def _collect(store: Store, now: datetime | None) -> None:
    """Delete contents that nothing and no backup refers to; none where a backup cannot be read."""
    if attachments.unneeded(store, now=now):
        with contextlib.suppress(StorageError):
            kept = backups.attachments_in_backups(store.folder)
            attachments.collect_garbage(store, kept=kept, now=now)


def _check_now_and_then(store: Store, *, unclean: bool, now: datetime | None) -> None:
    """Look through the pages after a program that did not end properly, and every week.

    Contents nobody needs any more go then, too: while a workspace is opened nobody adds any.
    """
    present = datetime.now(UTC) if now is None else now
    checked = moment(store.value("SELECT checked_at FROM workspace"))
    # A clock that was set back must not put the check off for years.
    if not unclean and checked <= present < checked + CHECKED_EVERY:
        return
    result = store.value("PRAGMA quick_check(1)")
    if result != "ok":
        raise DamagedDatabaseError(path=store.path, detail=result)
    _collect(store, now)
    with store.unit_of_work():
        store.write("UPDATE workspace SET checked_at = ?", (stored_time(now),))
