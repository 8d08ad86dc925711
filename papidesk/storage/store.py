"""A connection to the workspace's database, and the one way to change it: a unit of work."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from papidesk.storage.failures import (
    ForeignDatabaseError,
    NewerSchemaError,
    UnitOfWorkError,
    told,
)
from papidesk.storage.header import check_header
from papidesk.storage.schema import APPLICATION_ID, SCHEMA_VERSION, TableName
from papidesk.text.fold import fold
from papidesk.text.sorting import collate

BUSY_SECONDS = 5.0
# Of SQLite's virtual machine: some milliseconds.
_STEPS_BETWEEN_LOOKS = 20_000
Values = Sequence[Any] | Mapping[str, Any]

# Durable before all: a commit that was reported is on the disk, whatever happens next.
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA temp_store = MEMORY",
)


class Store:
    """One open database; it belongs to the thread that opened it, workers open their own.

    Reading goes through :meth:`rows` and :meth:`row`, writing through :meth:`write`,
    :meth:`insert`, :meth:`update` and :meth:`bulk` inside :meth:`unit_of_work`.
    """

    def __init__(
        self, path: Path, *, read_only: bool = False, busy_seconds: float = BUSY_SECONDS
    ) -> None:
        """Open the database at ``path``; raises a :class:`StorageError` that says why not.

        An older schema is migrated, unless ``read_only``.
        """
        self.path = path
        self.read_only = read_only
        self._working = False
        self._broken = False
        check_header(path)
        with told(path):
            self._connection = _connect(path, read_only, busy_seconds)
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    @property
    def folder(self) -> Path:
        """The workspace folder: attachments and backups are beside the database."""
        return self.path.parent

    def close(self) -> None:
        """Close the connection; what was not committed is gone."""
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Reading

    def rows(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """Return all rows a SELECT finds."""
        with told(self.path):
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> tuple[Any, ...] | None:
        """Return the first row a SELECT finds, or None."""
        with told(self.path):
            found: tuple[Any, ...] | None = self._connection.execute(sql, values).fetchone()
            return found

    def value(self, sql: str, values: Values = ()) -> Any:
        """Return the first value a SELECT finds, or None."""
        found = self.row(sql, values)
        return found[0] if found else None

    # Writing

    @contextmanager
    def unit_of_work(self) -> Iterator[None]:
        """All that is written inside is kept together, or none of it.

        Rolls back on any exception. Raises :class:`UnitOfWorkError` when one is running already,
        when SQLite has rolled back by itself (a full disk does that), or when something inside
        failed and the failure was swallowed.
        """
        if self._working:
            raise UnitOfWorkError(path=self.path, detail="a unit of work is running already")
        with told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
        self._working, self._broken = True, False
        try:
            yield
            self._commit()
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._working = False

    @contextmanager
    def joined(self) -> Iterator[None]:
        """Take part in the unit of work that is running, or be one.

        A failure inside breaks the whole unit, even where a caller swallows the exception.
        """
        if not self._working:
            with self.unit_of_work():
                yield
            return
        self._must_be_working()
        try:
            yield
        except BaseException:
            self._broken = True
            raise

    def write(self, sql: str, values: Values = ()) -> int:
        """Run one INSERT, UPDATE or DELETE and return how many rows it changed."""
        self._must_be_working()
        with told(self.path):
            try:
                return self._connection.execute(sql, values).rowcount
            except sqlite3.Error:
                self._broken = True
                raise

    def insert(self, table: TableName, values: Mapping[str, Any]) -> None:
        """Add one row; columns that are not given take their default."""
        names = ", ".join(values)
        marks = ", ".join(f":{name}" for name in values)
        self.write(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)

    def bulk(self, table: TableName, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """Add many rows of the same ``columns`` and return how many; as fast as SQLite can."""
        self._must_be_working()
        marks = ", ".join("?" * len(columns))
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        with told(self.path):
            try:
                return self._connection.executemany(sql, rows).rowcount
            except sqlite3.Error:
                self._broken = True
                raise

    @contextmanager
    def stopped_when(self, stop: Callable[[], bool]) -> Iterator[None]:
        """Break a long statement off (``BrokenOffError``) as soon as ``stop`` answers yes."""
        with told(self.path):
            self._connection.set_progress_handler(lambda: int(stop()), _STEPS_BETWEEN_LOOKS)
        try:
            yield
        finally:
            self._connection.set_progress_handler(None, 0)

    def outside_transaction(self, sql: str, values: Values = ()) -> None:
        """Run a statement that cannot be part of a unit of work (VACUUM INTO, ATTACH)."""
        if self._working:
            raise UnitOfWorkError(path=self.path, detail="a unit of work is running already")
        with told(self.path):
            self._connection.execute(sql, values)

    # How it is done

    def _prepare(self) -> None:
        for pragma in _PRAGMAS:
            self._connection.execute(pragma)
        if not self.read_only:
            self._connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        self._connection.create_collation("vietnamese", collate)
        for name, function in (("fold", fold), ("lower_case", str.lower)):
            self._connection.create_function(name, 1, function, deterministic=True)
        # Again through SQLite: an unfinished migration has been rolled back by now.
        if self.value("PRAGMA application_id") != APPLICATION_ID:
            raise ForeignDatabaseError(path=self.path)
        version = self.value("PRAGMA user_version")
        if version > SCHEMA_VERSION:
            raise NewerSchemaError(path=self.path, found=version, known=SCHEMA_VERSION)
        if version < SCHEMA_VERSION and not self.read_only:
            self._migrate()

    def _migrate(self) -> None:
        # sqlite-utils takes a while to import and is needed once in a release only.
        from sqlite_utils import Database

        from papidesk.storage.migrations import migrations

        with self.unit_of_work(), told(self.path):
            migrations.apply(Database(self._connection, execute_plugins=False))
            self._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _must_be_working(self) -> None:
        if not self._working:
            raise UnitOfWorkError(path=self.path, detail="no unit of work is running")
        if not self._connection.in_transaction:
            raise UnitOfWorkError(path=self.path, detail="the database rolled back by itself")

    def _commit(self) -> None:
        self._must_be_working()
        if self._broken:
            raise UnitOfWorkError(path=self.path, detail="a part of it failed")
        with told(self.path):
            self._connection.execute("COMMIT")

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            with told(self.path):
                self._connection.execute("ROLLBACK")


def create_database(path: Path) -> None:
    """Write a new, empty database of the present schema to ``path``, which must not exist."""
    with told(path):
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        finally:
            connection.close()
    Store(path).close()


def _connect(path: Path, read_only: bool, busy_seconds: float) -> sqlite3.Connection:
    mode = "ro" if read_only else "rw"
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=busy_seconds,
        isolation_level=None,
    )
