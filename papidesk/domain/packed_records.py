"""Many records in little memory: packed in blocks, unpacked one block after the other."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from operator import attrgetter
from typing import overload

import msgspec

from papidesk.domain.bundle import BundleRecord, RecordKind

# So many records are unpacked at a time.
_BLOCK = 250
_LEVEL = 1


class PackedRecords(Sequence[BundleRecord]):
    """Records by kind; they can be read again and again.

    Those added by id take a tenth of what they take unpacked, those added out of turn all of it.
    """

    def __init__(self, records: Iterable[BundleRecord] = ()) -> None:
        """Begin with ``records``, which are read once."""
        self._streams: dict[RecordKind, _Stream] = {}
        self.extend(records)

    def extend(self, records: Iterable[BundleRecord]) -> None:
        """Add records."""
        for record in records:
            stream = self._streams.get(record.kind)
            if stream is None:
                stream = self._streams[record.kind] = _Stream()
            stream.add(record)

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(stream.count for stream in self._streams.values())

    def __iter__(self) -> Iterator[BundleRecord]:
        """Yield all records, kind by kind."""
        for stream in self._streams.values():
            yield from stream.records()

    @overload
    def __getitem__(self, at: int) -> BundleRecord: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[BundleRecord]: ...
    def __getitem__(self, at: int | slice) -> BundleRecord | Sequence[BundleRecord]:
        """Return one or some of them: all before are unpacked on the way."""
        return tuple(self)[at]

    @property
    def counts(self) -> dict[RecordKind, int]:
        """How many there are of each kind."""
        return {kind: stream.count for kind, stream in self._streams.items()}

    def of(self, kind: RecordKind) -> Iterator[BundleRecord]:
        """Yield the records of a kind."""
        stream = self._streams.get(kind)
        return stream.records() if stream is not None else iter(())

    def by_id(self, kind: RecordKind) -> Iterator[BundleRecord]:
        """Yield the records of a kind by id."""
        stream = self._streams.get(kind)
        return stream.by_id() if stream is not None else iter(())


class _Stream:
    """The records of one kind: those in turn in packed blocks, others as they are."""

    def __init__(self) -> None:
        self.count = 0
        self._blocks: list[bytes] = []
        self._open: list[BundleRecord] = []
        self._late: list[BundleRecord] = []
        self._last = ""

    def add(self, record: BundleRecord) -> None:
        self.count += 1
        if record.id < self._last:
            self._late.append(record)
            return
        self._last = record.id
        self._open.append(record)
        if len(self._open) == _BLOCK:
            self._blocks.append(zlib.compress(msgspec.msgpack.encode(self._open), _LEVEL))
            self._open = []

    def records(self) -> Iterator[BundleRecord]:
        yield from self._in_turn()
        yield from self._late

    def by_id(self) -> Iterator[BundleRecord]:
        if not self._late:
            return self._in_turn()
        late = sorted(self._late, key=attrgetter("id"))
        return merge(self._in_turn(), late, key=attrgetter("id"))

    def _in_turn(self) -> Iterator[BundleRecord]:
        for block in self._blocks:
            yield from msgspec.msgpack.decode(zlib.decompress(block), type=list[BundleRecord])
        yield from self._open


def of_kinds(records: Iterable[BundleRecord], *kinds: RecordKind) -> Iterator[BundleRecord]:
    """Yield the records of some kinds; packed ones of other kinds are not unpacked."""
    if isinstance(records, PackedRecords):
        for kind in kinds:
            yield from records.of(kind)
    else:
        yield from (record for record in records if record.kind in kinds)
