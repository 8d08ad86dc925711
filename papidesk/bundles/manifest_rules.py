"""What the members of a manifest must be, beyond their types."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import get_args

from papidesk.bundles.limits import Limits
from papidesk.bundles.manifest_failures import ManifestError, StreamError
from papidesk.domain import bundle
from papidesk.domain.bundle import CARRIES, STREAMS, Manifest, RecordKind
from papidesk.domain.exchange import Outcome
from papidesk.domain.ids import is_id
from papidesk.domain.periods import BadPeriodError, parse
from papidesk.domain.unit_code import is_unit_code

LARGEST = 2**53 - 1
MOST_RECIPIENTS = 5_000
MOST_PARTS = 1_000
MOST_ACKS = 10_000
NAME_LIMIT = 300
NOTE_LIMIT = 4_000
HASH = re.compile(r"[0-9a-f]{64}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+-]{0,99}")
RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")
PATHS = re.compile(r"mimetype|README\.txt|META/keys\.json|data/[a-z][a-z0-9_]{0,39}\.jsonl")
KIND_OF: dict[str, RecordKind] = {stream: kind for kind, stream in STREAMS.items()}


def stream_path(kind: RecordKind) -> str:
    """Return the entry the records of ``kind`` stand in."""
    return f"data/{STREAMS[kind]}.jsonl"


def kind_of_path(path: str) -> RecordKind | None:
    """Return which kind of record stands in the entry ``path``; None for other entries."""
    if not path.startswith("data/"):
        return None
    return KIND_OF.get(path.removeprefix("data/").removesuffix(".jsonl"))


def _need(good: bool, detail: str) -> None:
    if not good:
        raise ManifestError(detail=detail)


def _text(value: str, limit: int, name: str, *, empty: bool = True) -> None:
    _need(len(value) <= limit and (empty or bool(value.strip())), name)


def _distinct(values: Iterable[str], name: str) -> None:
    found = list(values)
    _need(len(set(found)) == len(found), name)


def _identity(manifest: Manifest, limits: Limits) -> None:
    sender = manifest.sender
    _need(is_id(manifest.bundle_id), "bundle_id")
    _need(is_unit_code(sender.unit), "from.unit")
    _text(sender.name, NAME_LIMIT, "from.name", empty=False)
    _need(is_id(sender.instance), "from.instance")
    _need(is_id(sender.database), "from.database")
    _text(sender.program, NAME_LIMIT, "from.program")
    _need(0 < len(manifest.to) <= MOST_RECIPIENTS, "to")
    _need(all(is_unit_code(code) for code in manifest.to), "to")
    _distinct(manifest.to, "to")


def _sequence(manifest: Manifest, limits: Limits) -> None:
    kind, _, code = manifest.stream.partition(":")
    _need(kind == manifest.kind and is_unit_code(code), "stream")
    _need(0 < manifest.seq <= LARGEST, "seq")
    _need(not manifest.prev or HASH.fullmatch(manifest.prev) is not None, "prev")
    _need(bool(manifest.prev) == (manifest.seq > 1), "prev")


def _covers(manifest: Manifest, limits: Limits) -> None:
    covers = manifest.covers
    _need(set(covers.kinds) <= CARRIES[manifest.kind], "covers.kinds")
    _distinct(covers.kinds, "covers.kinds")
    if covers.period:
        try:
            parse(covers.period)
        except BadPeriodError as error:
            raise ManifestError(detail="covers.period") from error
    _text(covers.duty, NAME_LIMIT, "covers.duty")
    for name, day in (("since", covers.since), ("until", covers.until)):
        _need(not day or DAY.fullmatch(day) is not None, f"covers.{name}")
    _need(not (covers.since and covers.until) or covers.since <= covers.until, "covers.until")
    _need(1 <= covers.part <= covers.parts <= MOST_PARTS, "covers.part")
    _need(bool(covers.whole) == (covers.parts > 1), "covers.whole")
    _need(not covers.whole or is_id(covers.whole), "covers.whole")
    first = covers.parts > 1 and covers.part == 1
    _need(not first or covers.whole == manifest.bundle_id, "covers.whole")
    _need((covers.keyset > 0) == (manifest.kind == "keyset"), "covers.keyset")
    _need(0 <= covers.keyset <= LARGEST, "covers.keyset")


def _schema(manifest: Manifest, limits: Limits) -> None:
    _need(manifest.schema.name == bundle.SCHEMA_NAME, "schema.name")
    _need(TIME.fullmatch(manifest.created_at) is not None, "created_at")
    _text(manifest.note, NOTE_LIMIT, "note")
    _need(
        not manifest.reply_key or RECIPIENT.fullmatch(manifest.reply_key) is not None, "reply_key"
    )
    _need(len(manifest.acks) <= MOST_ACKS, "acks")
    for ack in manifest.acks:
        _need(is_id(ack.bundle) and ack.outcome in get_args(Outcome), "acks")


def _files(manifest: Manifest, limits: Limits) -> None:
    _distinct((one.path for one in manifest.files), "files.path")
    present = sum(one.present for one in manifest.blobs)
    _need(len(manifest.files) + present + 2 <= limits.entries, "files")
    counted = 0
    for one in manifest.files:
        _need(PATHS.fullmatch(one.path) is not None, f"files.path {one.path[:80]}")
        _need(HASH.fullmatch(one.sha256) is not None, f"files.sha256 {one.path}")
        data = one.path.startswith("data/")
        _need(
            0 <= one.bytes <= (limits.stream if data else limits.small), f"files.bytes {one.path}"
        )
        _need((one.records is not None) == data, f"files.records {one.path}")
        if data:
            kind = kind_of_path(one.path)
            if kind is None or kind not in CARRIES[manifest.kind]:
                raise StreamError(path=one.path)
            _need(0 <= (one.records or 0) <= limits.records, f"files.records {one.path}")
            counted += one.records or 0
    _need(counted <= limits.records, "files.records")
    _need(manifest.totals.records == counted, "totals.records")


def _blobs(manifest: Manifest, limits: Limits) -> None:
    _distinct((one.sha256 for one in manifest.blobs), "blobs.sha256")
    for one in manifest.blobs:
        _need(HASH.fullmatch(one.sha256) is not None, "blobs.sha256")
        _need(0 <= one.bytes <= limits.blob, f"blobs.bytes {one.sha256}")
        _need(MEDIA_TYPE.fullmatch(one.media_type) is not None, f"blobs.media_type {one.sha256}")
    total = sum(one.bytes for one in manifest.files)
    total += sum(one.bytes for one in manifest.blobs if one.present)
    _need(total <= limits.total, "bytes")


RULES: tuple[Callable[[Manifest, Limits], None], ...] = (
    _identity, _sequence, _covers, _schema, _files, _blobs,
)  # fmt: skip
