"""The mirror as Parquet files: ``figures/unit=…/period=…/<duty>.parquet``, one a report.

A partition is written to a file of its own and renamed into place, so a reader sees the old or the
new one. What did not change is not written again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from papidesk.domain.ids import new_id
from papidesk.domain.published import MIRROR_VERSION, PublishedReport
from papidesk.domain.record import Record, to_json
from papidesk.mirror.columns import COLUMNS, ColumnType, rows
from papidesk.mirror.failures import (
    EngineMissingError,
    MirrorNotWrittenError,
    NotAMirrorError,
    OtherMirrorError,
)
from papidesk.system_words import said

if TYPE_CHECKING:
    import pyarrow

FIGURES, ABOUT, SCHEMA = "figures", "papidesk-mirror.json", "schema.json"
_FINGERPRINT = b"papidesk.report"
# A report outside any duty.
_NO_DUTY = "none"
_LONGEST = 150


class Mirrored(Record, frozen=True, kw_only=True):
    """What a run did: partitions written, left as they were, and taken away."""

    written: int
    unchanged: int
    removed: int


def write(
    folder: Path,
    reports: Iterable[PublishedReport],
    *,
    database: str,
    told: Callable[[int], None] | None = None,
) -> Mirrored:
    """Make the mirror in ``folder`` hold exactly ``reports``; ``database`` is whose they are.

    ``told`` gets the number of reports done. Raises :class:`EngineMissingError`,
    :class:`NotAMirrorError`, :class:`OtherMirrorError`, :class:`MirrorNotWrittenError`.
    """
    schema = _schema()
    try:
        _prepare(folder, database)
        kept: set[Path] = set()
        written = done = 0
        for report in reports:
            path = folder / partition(report)
            kept.add(path)
            written += _put(path, report, schema)
            done += 1
            if told is not None:
                told(done)
        removed = _remove_others(folder / FIGURES, kept)
    except OSError as error:
        raise MirrorNotWrittenError(folder=folder, reason=said(error)) from error
    return Mirrored(written=written, unchanged=done - written, removed=removed)


def partition(report: PublishedReport) -> Path:
    """Return where a report's figures are, below the mirror's folder."""
    duty = quote(report.duty, safe="-") if report.duty else _NO_DUTY
    if len(duty) > _LONGEST:  # no disk takes a name of more than 255 bytes
        duty = f"{duty[:_LONGEST]}-{hashlib.sha256(report.duty.encode()).hexdigest()[:16]}"
    unit, period = quote(report.unit, safe="-"), quote(report.period, safe="-")
    return Path(FIGURES) / f"unit={unit}" / f"period={period}" / f"duty-{duty}.parquet"


def _schema() -> pyarrow.Schema:
    try:
        import pyarrow as pa
    except ImportError as error:
        raise EngineMissingError(engine="Parquet", library="pyarrow") from error
    types: dict[ColumnType, pa.DataType] = {
        "text": pa.string(),
        "integer": pa.int64(),
        "quantity": pa.decimal128(18, 3),
        "day": pa.date32(),
        "moment": pa.timestamp("s", tz="UTC"),
        "truth": pa.bool_(),
    }
    # What the folders are named by stands in the files too: each can be read alone. Readers that
    # know Hive's folders take it from the folder, which says the same.
    return pa.schema(
        [
            pa.field(
                column.name,
                types[column.type],
                nullable=column.empty,
                metadata={"comment": column.meaning},
            )
            for column in COLUMNS
        ]
    )


def _prepare(folder: Path, database: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    about = folder / ABOUT
    if not about.exists() and any(folder.iterdir()):
        raise NotAMirrorError(folder=folder)
    said = {"format": "papidesk-mirror", "version": MIRROR_VERSION, "database": database}
    if about.exists():
        try:
            found = json.loads(about.read_text(encoding="utf-8"))
        except ValueError as error:
            raise NotAMirrorError(folder=folder) from error
        if found != said:
            raise OtherMirrorError(folder=folder)
    columns = [
        {"name": c.name, "type": c.type, "empty": c.empty, "meaning": c.meaning} for c in COLUMNS
    ]
    (folder / FIGURES).mkdir(exist_ok=True)
    _write_text(folder / SCHEMA, {"version": MIRROR_VERSION, "columns": columns})
    _write_text(about, said)


def _write_text(path: Path, content: dict[str, Any]) -> None:
    part = path.with_name(f"{path.name}.{new_id()}.part")
    try:
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _put(path: Path, report: PublishedReport, schema: pyarrow.Schema) -> int:
    """Write a report's partition; return 1, or 0 where it already holds exactly that."""
    import pyarrow as pa
    from pyarrow import parquet

    fingerprint = hashlib.sha256(to_json(report)).hexdigest().encode()
    if path.is_file() and _fingerprint(path) == fingerprint:
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = list(zip(*rows(report), strict=True)) or [()] * len(schema)
    table = pa.table(
        [pa.array(values, type=field.type) for values, field in zip(columns, schema, strict=True)],
        schema=schema.with_metadata({_FINGERPRINT: fingerprint}),
    )
    # The part is no *.parquet: a reader that lists the folder meanwhile does not see it.
    part = path.with_name(f"{path.name}.{new_id()}.part")
    try:
        parquet.write_table(table, part, compression="zstd")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return 1


def _fingerprint(path: Path) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        metadata = parquet.read_schema(path).metadata or {}
    except (pa.ArrowException, OSError):
        return b""  # a damaged file is written anew
    return bytes(metadata.get(_FINGERPRINT, b""))


def _remove_others(figures: Path, kept: set[Path]) -> int:
    """Delete what no report stands behind any more, and what a broken run left."""
    removed = 0
    for path in list(figures.rglob("*")):
        if path.is_file() and path not in kept:
            removed += path.suffix == ".parquet"
            path.unlink()
    for place in sorted((p for p in figures.rglob("*") if p.is_dir()), reverse=True):
        if not any(place.iterdir()):
            place.rmdir()
    return removed
