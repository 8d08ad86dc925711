"""What is to go into a bundle: records, contents, what it covers; and how it is split."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Literal

import msgspec

from papidesk.domain.bundle import Blob, BundleKind, BundleRecord, RecordKind
from papidesk.domain.import_plan import Warned
from papidesk.domain.packed_records import PackedRecords, of_kinds
from papidesk.domain.record import Record, replace

Profile = Literal["stick", "email"]
# Names of entries, headers, manifest and signature of one blob or stream in the container.
_PER_ENTRY = 400
_ALONE = 8_192


class Parcel(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What goes to ``to`` (unit codes): every record once, and the contents they name.

    ``kinds`` is what it is a snapshot of; ``documents`` are ids of our papers in it, ``warnings``
    what a person should know before it leaves. ``keyset`` is the version of a set of keys.
    """

    kind: BundleKind
    to: tuple[str, ...]
    records: Sequence[BundleRecord] = ()
    blobs: tuple[Blob, ...] = ()
    kinds: tuple[RecordKind, ...] = ()
    period: str = ""
    duty: str = ""
    since: str = ""
    until: str = ""
    keyset: int = 0
    documents: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()

    @property
    def counts(self) -> dict[RecordKind, int]:
        """How many records there are of each kind."""
        if isinstance(self.records, PackedRecords):
            return self.records.counts
        found: dict[RecordKind, int] = {}
        for record in self.records:
            found[record.kind] = found.get(record.kind, 0) + 1
        return found

    @property
    def full(self) -> bool:
        """Tell whether no content is left out."""
        return all(blob.present for blob in self.blobs)


def named_contents(record: BundleRecord) -> dict[str, str]:
    """Return the contents a record names by their SHA-256, each with the name of its file."""
    fields = record.fields
    if record.deleted:
        return {}
    if record.kind == "evidence" and fields.get("sha256"):
        return {str(fields["sha256"]): str(fields.get("name", ""))}
    if record.kind == "document":
        paper = fields.get("paper", {})
        files = [*([paper["pdf"]] if paper.get("pdf") else ()), *paper.get("files", ())]
        return {str(file["sha256"]): str(file.get("name", "")) for file in files}
    return {}


def size_of(parcel: Parcel) -> int:
    """Return about how many bytes the bundle of ``parcel`` has: records are packed to tell."""
    present = [blob for blob in parcel.blobs if blob.present]
    entries = len(present) + len(parcel.counts)
    return packed(parcel.records) + sum(b.bytes for b in present) + _ALONE + entries * _PER_ENTRY


def packed(records: Iterable[BundleRecord]) -> int:
    """Return how many bytes records come to when they are packed as in a bundle."""
    packer = zlib.compressobj(6)
    size = 0
    encoder = msgspec.json.Encoder()
    for record in records:
        size += len(packer.compress(encoder.encode(record)))
    return size + len(packer.flush())


def split(parcel: Parcel, limit: int, wants: Mapping[str, frozenset[str]]) -> list[Parcel]:
    """Return ``parcel`` in pieces of at most ``limit`` bytes, as far as that can be done.

    ``wants`` tells by the id of a piece of evidence which content it names. The first piece has
    all records but the evidence whose content comes later, and as many contents as fit; each
    further piece has evidence with its contents. A content that is larger than the limit goes
    alone. Order and pieces are the same each time.
    """
    if size_of(parcel) <= limit:
        return [parcel]
    later = [r for r in of_kinds(parcel.records, "evidence") if wants.get(r.id)]
    held = frozenset(h for r in later for h in wants[r.id])
    first = PackedRecords(
        r for r in parcel.records if not (r.kind == "evidence" and wants.get(r.id))
    )
    papers = [blob for blob in parcel.blobs if blob.sha256 not in held]
    blobs = {blob.sha256: blob for blob in parcel.blobs}
    pieces = [_Piece(replace(parcel, records=first, blobs=tuple(papers)))]
    for record in later:
        mine = [blobs[h] for h in sorted(wants[record.id]) if h in blobs]
        room = next((piece for piece in pieces if piece.takes(mine, limit)), None)
        if room is None:
            pieces.append(_Piece(replace(parcel, records=(), blobs=(), kinds=("evidence",))))
            room = pieces[-1]
        room.add(record, mine)
    return [piece.parcel() for piece in pieces]


class _Piece:
    """One piece while it is filled."""

    def __init__(self, begun: Parcel) -> None:
        self._begun = begun
        self._records: list[BundleRecord] = []
        self._blobs: dict[str, Blob] = {}
        self._held = {blob.sha256 for blob in begun.blobs}
        self._size = size_of(begun)

    def takes(self, blobs: Sequence[Blob], limit: int) -> bool:
        return self._size + self._more(blobs) <= limit

    def add(self, record: BundleRecord, blobs: Sequence[Blob]) -> None:
        self._size += self._more(blobs)
        self._records.append(record)
        self._blobs.update((b.sha256, b) for b in blobs if b.sha256 not in self._held)
        self._held.update(blob.sha256 for blob in blobs)

    def parcel(self) -> Parcel:
        begun = self._begun
        return replace(
            begun,
            records=PackedRecords(chain(begun.records, self._records)),
            blobs=(*begun.blobs, *self._blobs.values()),
        )

    def _more(self, blobs: Sequence[Blob]) -> int:
        new = sum(b.bytes for b in blobs if b.present and b.sha256 not in self._held)
        # A record of evidence packs to less than what is reckoned for an entry.
        return new + 2 * _PER_ENTRY
