"""What goes with the records of a bundle: contents they name, catalogues they use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from papidesk.domain.activity import EvidenceOwner
from papidesk.domain.bundle import Blob, BundleRecord, RecordKind
from papidesk.domain.packed_records import PackedRecords, of_kinds
from papidesk.domain.parcel import Parcel, named_contents
from papidesk.domain.record import replace
from papidesk.domain.send_order import Chosen
from papidesk.storage import acknowledged, attachments, evidence, own_contents
from papidesk.storage.store import Store
from papidesk.workflow import own_records


def filled(store: Store, parcel: Parcel, parts: Iterable[BundleRecord], *, keep: bool) -> Parcel:
    """Return ``parcel`` with ``parts``, what of its kinds they refer to, and what they name."""
    records = whole(store, parts, parcel.kinds, keep=keep)
    return replace(parcel, records=records, blobs=blobs(store, records, parcel.to))


def proofs(
    store: Store,
    wanted: Chosen | tuple[str, ...],
    owners: Mapping[EvidenceOwner, Iterable[BundleRecord]],
    *,
    keep: bool,
) -> list[BundleRecord]:
    """Return the evidence of entries and tasks that go along, as far as it is ``wanted``."""
    if wanted == "none":
        return []
    found = [
        one.id
        for owner, records in owners.items()
        for one in evidence.of_many(store, owner, [r.id for r in records if not r.deleted])
    ]
    if wanted != "all":
        chosen = set(wanted)
        found = [id for id in found if id in chosen]
    return own_records.told(store, "evidence", found, keep=keep)


def blobs(store: Store, records: Iterable[BundleRecord], to: Sequence[str]) -> tuple[Blob, ...]:
    """Return the contents ``records`` name, each once; not ``present`` what all of ``to`` hold.

    Raises :class:`~papidesk.storage.attachments.AttachmentMissingError` for one that is not here.
    """
    naming = of_kinds(records, "document", "evidence")
    names = {sha: name for record in naming for sha, name in named_contents(record).items()}
    known = attachments.found(store, names)
    heard_of = all(acknowledged.knows_us(store, unit) for unit in to)
    held = acknowledged.of(store, to) if heard_of else set()
    found = []
    for sha256 in sorted(names):
        if sha256 not in known:
            path = store.folder / sha256
            raise attachments.AttachmentMissingError(path=path, name=names[sha256] or sha256[:12])
        found.append(
            Blob(
                sha256=sha256,
                bytes=known[sha256].bytes,
                media_type=known[sha256].media_type,
                present=sha256 not in held,
            )
        )
    return tuple(found)


def whole(
    store: Store, records: Iterable[BundleRecord], kinds: Collection[RecordKind], *, keep: bool
) -> PackedRecords:
    """Return ``records`` with all they cannot be understood without, of the ``kinds`` covered.

    The task an entry serves, the entry a correction is about: as they are, or as deleted where
    they are in the trash or gone for good. Each once.
    """
    from papidesk.bundles.references import links

    found = PackedRecords()
    there: dict[RecordKind, set[str]] = defaultdict(set)
    wanted: dict[RecordKind, set[str]] = defaultdict(set)

    def seen(some: Iterable[BundleRecord]) -> Iterator[BundleRecord]:
        for record in some:
            if record.id in there[record.kind]:
                continue
            there[record.kind].add(record.id)
            for kind, id in () if record.deleted else links(record):
                if kind in kinds:
                    wanted[kind].add(id)
            yield record

    found.extend(seen(records))
    while missing := {kind: ids - there[kind] for kind, ids in wanted.items() if ids - there[kind]}:
        for kind, ids in missing.items():
            found.extend(seen(own_records.told(store, kind, ids, gone=True, keep=keep)))
    return found


def catalogues(
    store: Store, counters: Iterable[str], channels: Iterable[str], *, keep: bool
) -> list[BundleRecord]:
    """Return the office's own counters and channels among these codes: others know ours.

    A ratio brings its two counters, a counter what it is derived from.
    """
    own = {one.id: one.record for one in own_contents.every(store, "counter")}
    wanted: set[str] = set()
    open_codes = set(counters)
    while open_codes:
        code = open_codes.pop()
        if code in wanted or code not in own:
            continue
        wanted.add(code)
        counter = own[code]
        linked = (getattr(counter, "numerator", ""), getattr(counter, "denominator", ""))
        open_codes |= {code for code in linked if code} | set(getattr(counter, "people_of", ()))
    return [
        *own_records.told(store, "counter", wanted, keep=keep),
        *own_records.told(store, "channel", _own(store, channels), keep=keep),
    ]


def _own(store: Store, channels: Iterable[str]) -> set[str]:
    return set(channels) & set(own_contents.ids(store, "channel"))
