"""Records as lines of JSON: written one a line, read back strictly, each checked by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import msgspec

from papidesk.bundles import long_records, record_kinds, strict_json
from papidesk.bundles.json_failures import JsonStringError, LineTooLongError
from papidesk.bundles.known_members import first_unknown, shape_of
from papidesk.bundles.limits import LIMITS, Limits
from papidesk.bundles.manifest_rules import HASH, LARGEST, TIME, stream_path
from papidesk.bundles.record_failures import (
    LinesError,
    RecordError,
    RecordHashError,
    RecordMemberError,
    RecordTooLongError,
    RecordTwiceError,
    RecordVersionsError,
)
from papidesk.bundles.upgrades import upgrade
from papidesk.domain.bundle import MINOR, SCHEMA_VERSION, BundleRecord, Manifest, RecordKind
from papidesk.domain.ids import is_id
from papidesk.domain.record import replace
from papidesk.domain.unit_code import is_unit_code
from papidesk.domain.version_vector import content_hash

MOST_DATABASES = 256
NAME_LIMIT = 300
_MEMBERS = frozenset(BundleRecord.__struct_fields__) - {"unknown"}
_ENCODER = msgspec.json.Encoder()
Json = dict[str, Any]


class WrittenLines(NamedTuple):
    """What was written of a stream: how many records and bytes, and the SHA-256 of the bytes."""

    records: int
    bytes: int
    sha256: str


def dumps(record: BundleRecord) -> bytes:
    """Return ``record`` as one line without its end; unknown members stand behind the known."""
    if not record.unknown:
        return _ENCODER.encode(record)
    plain: dict[str, Any] = msgspec.to_builtins(replace(record, unknown={}))
    return _ENCODER.encode(plain | record.unknown)


def write(
    records: Iterable[BundleRecord],
    file: BinaryIO,
    *,
    newer: bool = True,
    limits: Limits = LIMITS,
) -> WrittenLines:
    """Write ``records`` as a stream, each line ended by LF, and return what was written.

    Each is read back as a receiver would; what only a ``newer`` version has may stand in it where
    that is said. Raises :class:`RecordTooLongError` for a record beyond the limit,
    :class:`RecordError` for one a receiver would refuse.
    """
    count = size = 0
    digest = hashlib.sha256()
    for record in records:
        for line in _written(record, limits, newer=newer):
            file.write(line)
            digest.update(line)
            size += len(line)
        count += 1
    return WrittenLines(count, size, digest.hexdigest())


def _written(record: BundleRecord, limits: Limits, *, newer: bool) -> list[bytes]:
    line = dumps(record)
    if len(line) > limits.record:
        raise _too_long(record, len(line), limits.record)
    lines = [line]
    if len(line) >= limits.line:
        lines = list(long_records.split(msgspec.json.decode(line)))
    place = record_kinds.title(record)
    unknown = newer and record_kinds.is_newer(record)
    try:
        for found, raw in _raws(iter([(place, one) for one in lines]), limits):
            _record(raw, record.kind, _Form(newer=unknown, schema=SCHEMA_VERSION), found)
    except JsonStringError as error:
        raise _too_long(record, len(line), limits.string) from error
    return [one + b"\n" for one in lines]


def _too_long(record: BundleRecord, size: int, limit: int) -> RecordTooLongError:
    return RecordTooLongError(
        title=record_kinds.title(record), size=size // 1024 + 1, limit=limit // 1024,
        place=record.id,
    )  # fmt: skip


def read(
    path: Path, kind: RecordKind, manifest: Manifest, *, limits: Limits = LIMITS
) -> Iterator[BundleRecord]:
    """Yield the records of ``kind`` in the stream ``path``, upgraded to the present schema.

    Never more than one record is held. Raises :class:`~papidesk.bundles.failures.BundleError`: a
    line that is too long or no strict JSON, a record that no honest program writes, an id twice,
    another number of records than ``manifest`` counts.
    """
    name = stream_path(kind)
    form = _form(manifest)
    seen: set[str] = set()
    with path.open("rb") as file:
        for place, raw in _raws(_lines(file, name, limits), limits):
            record = _record(raw, kind, form, place)
            if record.id in seen:
                raise RecordTwiceError(place=place)
            seen.add(record.id)
            yield record
    said = next((one.records for one in manifest.files if one.path == name), None)
    if said != len(seen):
        raise LinesError(place=name, found=len(seen), said=said or 0)


def loads(
    line: bytes, kind: RecordKind, manifest: Manifest, *, place: str, limits: Limits = LIMITS
) -> BundleRecord:
    """Return the record that one line (without its end) of a stream holds; see :func:`read`."""
    [(_, raw)] = _raws(iter([(place, line)]), limits)
    return _record(raw, kind, _form(manifest), place)


class _Form(NamedTuple):
    """How the records of a bundle are written: with members of a later version, which schema."""

    newer: bool
    schema: int


def _form(manifest: Manifest) -> _Form:
    return _Form(manifest.version.minor > MINOR, manifest.schema.version)


def _raws(lines: Iterator[tuple[str, bytes]], limits: Limits) -> Iterator[tuple[str, Json]]:
    """Yield each record as one object, with the place it begins at."""
    for place, line in lines:
        raw = strict_json.loads(line, place=place, depth=limits.depth, string=limits.string)
        if not isinstance(raw, dict):
            raise RecordError(place=place, detail="object")
        if long_records.HEAD in raw:
            raw = long_records.whole(raw, place, lines, limits)
        yield place, raw


def _record(raw: Json, kind: RecordKind, form: _Form, place: str) -> BundleRecord:
    record = _envelope(raw, kind, place, newer=form.newer)
    if content_hash(record.fields, deleted=record.deleted) != record.hash:
        raise RecordHashError(place=place)
    if form.schema != SCHEMA_VERSION:
        record = _upgraded(raw, form.schema, kind, place, newer=form.newer)
    if not form.newer:
        _check_members(record, place)
    _check_versions(record, place)
    record_kinds.check_form(record, place)
    if not form.newer:
        _check_deeper(record, place)
    return record


def _lines(file: BinaryIO, name: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    number = 0
    while line := file.readline(limits.line + 1):
        number += 1
        place = f"{name}:{number}"
        if len(line) > limits.line:
            raise LineTooLongError(place=place, limit=limits.line)
        if not line.endswith(b"\n"):
            raise LinesError(place=place, found=number - 1, said=number)
        yield place, line[:-1]


def _envelope(raw: dict[str, Any], kind: RecordKind, place: str, *, newer: bool) -> BundleRecord:
    unknown = {}
    if not raw.keys() <= _MEMBERS:
        unknown = {name: value for name, value in raw.items() if name not in _MEMBERS}
        if not newer:
            raise RecordMemberError(place=place, name=next(iter(unknown))[:60])
        raw = {name: value for name, value in raw.items() if name in _MEMBERS}
    try:
        record = msgspec.convert(raw, BundleRecord)
    except (msgspec.ValidationError, RecursionError) as error:
        raise RecordError(place=place, detail=str(error)[:200]) from error
    if record.kind != kind:
        raise RecordError(place=place, detail="kind")
    if not is_unit_code(record.owner):
        raise RecordError(place=place, detail="owner")
    if HASH.fullmatch(record.hash) is None:
        raise RecordError(place=place, detail="hash")
    if record.changed_at and TIME.fullmatch(record.changed_at) is None:
        raise RecordError(place=place, detail="changed_at")
    if len(record.changed_by) > NAME_LIMIT:
        raise RecordError(place=place, detail="changed_by")
    return replace(record, unknown=unknown) if unknown else record


def _upgraded(
    raw: dict[str, Any], version: int, kind: RecordKind, place: str, *, newer: bool
) -> BundleRecord:
    record = _envelope(upgrade(raw, version), kind, place, newer=newer)
    return replace(record, hash=content_hash(record.fields, deleted=record.deleted))


def _check_members(record: BundleRecord, place: str) -> None:
    known = record_kinds.members(record.kind)
    if not record.fields.keys() <= known:
        name = next(name for name in record.fields if name not in known)
        raise RecordMemberError(place=place, name=f"fields.{name}"[:60])


def _check_deeper(record: BundleRecord, place: str) -> None:
    found = first_unknown(record.fields, shape_of(record_kinds.KINDS[record.kind].type))
    if found:
        raise RecordMemberError(place=place, name=f"fields.{found}"[:60])


def _check_versions(record: BundleRecord, place: str) -> None:
    if not 0 < len(record.vv) <= MOST_DATABASES:
        raise RecordVersionsError(place=place, detail="vv")
    for database, count in record.vv.items():
        if not is_id(database) or not 0 < count <= LARGEST:
            raise RecordVersionsError(place=place, detail="vv")
    for name, origin in record.dots.items():
        database, _, count_text = origin.rpartition(":")
        known = record.vv.get(database, 0)
        # Plain digits only: "007" or "+7" would be a second name of one change.
        if not (count_text.isdecimal() and count_text.isascii() and count_text[0] != "0"):
            raise RecordVersionsError(place=place, detail=f"dots.{name}"[:60])
        if len(count_text) > 16 or int(count_text) > known:
            raise RecordVersionsError(place=place, detail=f"dots.{name}"[:60])
