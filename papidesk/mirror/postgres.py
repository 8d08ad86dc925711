"""PostgreSQL: figures loaded by COPY into tables keyed by the bundle; twice is once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from papidesk.domain.published import MIRROR_VERSION, PublishedReport
from papidesk.domain.record import Record
from papidesk.mirror.columns import COLUMNS, ColumnType, rows
from papidesk.mirror.failures import DatabaseRefusedError, EngineMissingError, NewerTablesError

if TYPE_CHECKING:
    import psycopg

CONNECT_SECONDS = 10
_TYPES: dict[ColumnType, str] = {
    "text": "text",
    "integer": "bigint",
    "quantity": "numeric(18, 3)",
    "day": "date",
    "moment": "timestamptz",
    "truth": "boolean",
}
# What belongs to the report stands once in reports, what belongs to a figure in figures.
_OF_FIGURE = COLUMNS[[column.name for column in COLUMNS].index("counter") :]
_OF_REPORT = COLUMNS[: len(COLUMNS) - len(_OF_FIGURE)]
# A report's state and names go on changing while its bundle stays: they follow.
_KEY_OF_REPORT = "bundle_id"
# Two runs at once wait for one another.
_LOCK = 0x50617069


class Loaded(Record, frozen=True, kw_only=True):
    """What a run did: reports loaded, already there, and withdrawn (no longer published)."""

    loaded: int
    unchanged: int
    withdrawn: int


def load(
    address: str,
    reports: Iterable[PublishedReport],
    *,
    database: str,
    told: Callable[[int], None] | None = None,
) -> Loaded:
    """Load ``reports`` of workspace ``database`` into the PostgreSQL at ``address`` (a libpq URI).

    One transaction: all or nothing. A bundle that is there is not loaded again; its state follows.
    Reports of this workspace that are no longer published are marked withdrawn, never deleted.
    Raises :class:`EngineMissingError`, :class:`DatabaseRefusedError`, :class:`NewerTablesError`.
    """
    try:
        import psycopg
    except ImportError as error:
        raise EngineMissingError(engine="PostgreSQL", library="psycopg") from error
    try:
        with psycopg.connect(address, connect_timeout=CONNECT_SECONDS) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            _make_tables(connection)
            return _load(connection, reports, database, told)
    except psycopg.Error as error:
        raise DatabaseRefusedError(reason=_first_line(error)) from error


def _load(
    connection: psycopg.Connection,
    reports: Iterable[PublishedReport],
    database: str,
    told: Callable[[int], None] | None,
) -> Loaded:
    there = {
        str(id)
        for (id,) in connection.execute(
            "SELECT bundle_id FROM papidesk.reports WHERE database_id = %s", (database,)
        )
    }
    seen: list[str] = []
    loaded = 0
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE arriving (LIKE papidesk.figures) ON COMMIT DROP")
        for report in reports:
            seen.append(report.bundle)
            _put_report(cursor, report, database)
            if report.bundle not in there:
                loaded += 1
                _copy(cursor, report)
            if told is not None:
                told(len(seen))
        cursor.execute("INSERT INTO papidesk.figures SELECT * FROM arriving")
        cursor.execute(
            "UPDATE papidesk.reports SET withdrawn_at = now() WHERE database_id = %s "
            "AND withdrawn_at IS NULL AND NOT bundle_id = ANY (%s)",
            (database, seen),
        )
        return Loaded(loaded=loaded, unchanged=len(seen) - loaded, withdrawn=cursor.rowcount)


def _put_report(cursor: psycopg.Cursor, report: PublishedReport, database: str) -> None:
    head = _head(report)
    names = [column.name for column in _OF_REPORT]
    marks = ", ".join(["%s"] * (len(names) + 1))
    follow = ", ".join(f"{name} = excluded.{name}" for name in names if name != _KEY_OF_REPORT)
    cursor.execute(
        f"INSERT INTO papidesk.reports ({', '.join(names)}, database_id) VALUES ({marks}) "
        f"ON CONFLICT (bundle_id) DO UPDATE SET {follow}, withdrawn_at = NULL",
        (*head, database),
    )


def _copy(cursor: psycopg.Cursor, report: PublishedReport) -> None:
    names = ", ".join(["bundle_id", *(column.name for column in _OF_FIGURE)])
    with cursor.copy(f"COPY arriving ({names}) FROM STDIN") as copy:
        for row in rows(report):
            copy.write_row((report.bundle, *row[len(_OF_REPORT) :]))


def _head(report: PublishedReport) -> tuple[Any, ...]:
    return (
        report.bundle, report.manifest_sha256, report.unit, report.unit_name, report.unit_now,
        report.unit_now_name, report.duty, report.period, report.since, report.until, report.state,
        report.locked, report.received_at,
    )  # fmt: skip


def _make_tables(connection: psycopg.Connection) -> None:
    connection.execute("CREATE SCHEMA IF NOT EXISTS papidesk")
    connection.execute("CREATE TABLE IF NOT EXISTS papidesk.about (version integer NOT NULL)")
    found = connection.execute("SELECT version FROM papidesk.about").fetchone()
    if found is None:
        connection.execute("INSERT INTO papidesk.about VALUES (%s)", (MIRROR_VERSION,))
    elif found[0] > MIRROR_VERSION:
        raise NewerTablesError(found=found[0], known=MIRROR_VERSION)
    of_report = ", ".join(_said(column) for column in _OF_REPORT[1:])
    of_figure = ", ".join(_said(column) for column in _OF_FIGURE)
    connection.execute(
        f"CREATE TABLE IF NOT EXISTS papidesk.reports (bundle_id uuid PRIMARY KEY, {of_report}, "
        "database_id uuid NOT NULL, loaded_at timestamptz NOT NULL DEFAULT now(), "
        "withdrawn_at timestamptz)"
    )
    connection.execute(
        "CREATE TABLE IF NOT EXISTS papidesk.figures ("
        f"bundle_id uuid NOT NULL REFERENCES papidesk.reports (bundle_id), {of_figure}, "
        "PRIMARY KEY (bundle_id, counter))"
    )
    shown = ", ".join([*(f"r.{c.name}" for c in _OF_REPORT), *(f"f.{c.name}" for c in _OF_FIGURE)])
    connection.execute(
        f"CREATE OR REPLACE VIEW papidesk.current_figures AS SELECT {shown} "
        "FROM papidesk.figures f JOIN papidesk.reports r USING (bundle_id) "
        "WHERE r.withdrawn_at IS NULL"
    )


def _said(column: Any) -> str:
    return f'"{column.name}" {_TYPES[column.type]}{"" if column.empty else " NOT NULL"}'


def _first_line(error: Exception) -> str:
    # The first line says what is wrong; the others repeat the statement or the address.
    return str(error).strip().split("\n", 1)[0].rstrip(".")[:300]
