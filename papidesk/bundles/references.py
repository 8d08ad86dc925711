"""What the records of a bundle say of one another: nothing dangles, nothing goes in circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from papidesk.bundles import record_kinds, totals
from papidesk.bundles.record_failures import (
    BlobMissingError,
    CycleError,
    DanglingError,
    OrphanBlobError,
    OwnerRefusedError,
    RecordRefusedError,
)
from papidesk.domain.bundle import BundleRecord, Manifest, RecordKind

# Each link of a record: the kind it goes to, and the id there.
Link = tuple[RecordKind, str]


def links(record: BundleRecord) -> Iterator[Link]:
    """Yield what ``record`` cannot be understood without, where the bundle covers that kind."""
    fields = record.fields
    match record.kind:
        case "activity":
            for task in fields.get("tasks", ()):
                yield "task", task
            if fields.get("series"):
                yield "series", fields["series"]
        case "task":
            if fields.get("superseded_by"):
                yield "task", fields["superseded_by"]
        case "evidence":
            owner = fields.get("owner", "activity")
            if owner in ("activity", "task"):
                yield owner, fields["owner_id"]
        case "correction":
            yield "closing", fields["closing"]
            if fields["kind"] != "removed":
                yield "activity", fields["activity"]


def blobs(record: BundleRecord) -> Iterator[str]:
    """Yield the SHA-256 of the contents ``record`` refers to."""
    fields = record.fields
    if record.kind == "evidence" and fields.get("sha256"):
        yield fields["sha256"]
    paper = fields.get("paper") if record.kind == "document" else None
    if paper:
        if paper.get("pdf"):
            yield paper["pdf"]["sha256"]
        for one in paper.get("files", ()):
            yield one["sha256"]


def follows(record: BundleRecord) -> Iterator[str]:
    """Yield the ids of records of the same kind that ``record`` follows or is followed by."""
    fields = record.fields
    if record.kind == "task" and fields.get("superseded_by"):
        yield fields["superseded_by"]
    elif record.kind == "counter":
        for name in ("numerator", "denominator"):
            if fields.get(name):
                yield fields[name]
        yield from fields.get("people_of", ())
    elif record.kind == "document" and fields.get("paper"):
        for link in fields["paper"].get("links", ()):
            if link["role"] in ("replaces", "copied_from"):
                yield link["target_id"]


class Inspection:
    """Looks at all records of a bundle, one after the other, and judges them as a whole.

    Only ids, links and sums are kept of them.
    """

    def __init__(self, manifest: Manifest) -> None:
        """Begin with the records of the bundle that ``manifest`` describes."""
        self._manifest = manifest
        self._covered = frozenset(manifest.covers.kinds)
        # A part of a bundle that was split refers to what is in the others.
        self._whole = manifest.covers.parts == 1
        self._sums = totals.Sums()
        self._ids: dict[RecordKind, set[str]] = {}
        self._links: dict[Link, str] = {}
        self._blobs: dict[str, str] = {}
        self._next: dict[tuple[RecordKind, str], tuple[str, ...]] = {}
        self._titles: dict[str, str] = {}

    def add(self, record: BundleRecord) -> None:
        """Add one record, as :func:`papidesk.bundles.record_lines.read` gives it."""
        self._sums.add(record)
        self._ids.setdefault(record.kind, set()).add(record.id)
        if record.deleted:
            return
        for sha256 in blobs(record):
            self._blobs.setdefault(sha256, record_kinds.title(record))
        if self._whole:
            for link in links(record):
                if link[0] in self._covered and link not in self._links:
                    self._links[link] = record_kinds.title(record)
        following = tuple(follows(record))
        if following:
            self._next[record.kind, record.id] = following
            self._titles[record.id] = record_kinds.title(record)

    def finish(self) -> None:
        """Judge the records as a whole.

        Raises :class:`DanglingError`, :class:`CycleError`, :class:`BlobMissingError`,
        :class:`OrphanBlobError`, :class:`~papidesk.bundles.manifest_failures.TotalsError`.
        """
        for (kind, id), title in self._links.items():
            if id not in self._ids.get(kind, ()):
                raise DanglingError(title=title, target=f"{kind} {id}"[:120])
        self._check_cycles()
        self._check_blobs()
        totals.check(self._manifest.totals, self._sums.totals)

    def _check_blobs(self) -> None:
        named = {one.sha256 for one in self._manifest.blobs}
        for sha256, title in self._blobs.items():
            if self._whole and sha256 not in named:
                raise BlobMissingError(title=title, sha256=sha256)
        for sha256 in named:
            if sha256 not in self._blobs:
                raise OrphanBlobError(sha256=sha256[:16])

    def _check_cycles(self) -> None:
        """Refuse a way that comes back to where it began; no recursion: ways may be long."""
        done: set[tuple[RecordKind, str]] = set()
        for start in self._next:
            path: set[tuple[RecordKind, str]] = set()
            waiting: list[tuple[tuple[RecordKind, str], bool]] = [(start, False)]
            while waiting:
                node, leaving = waiting.pop()
                if leaving:
                    path.discard(node)
                    done.add(node)
                    continue
                if node in path:
                    raise CycleError(title=self._titles.get(node[1], node[1]))
                if node in done:
                    continue
                path.add(node)
                waiting.append((node, True))
                waiting += [((node[0], id), False) for id in self._next.get(node, ())]


def judged(
    manifest: Manifest, records: Iterable[BundleRecord]
) -> Iterator[tuple[BundleRecord, RecordRefusedError | None]]:
    """Yield each of the bundle's ``records`` with why it is left out, None for most.

    ``records`` are all of them in the order of the streams. Evidence and corrections go with the
    entry they belong to. After the last one what is wrong with them together is raised, as
    :meth:`Inspection.finish` does.
    """
    inspection = Inspection(manifest)
    gone: dict[Link, str] = {}
    for record in records:
        inspection.add(record)
        problem = _problem(record, gone)
        if problem is not None:
            gone[record.kind, record.id] = record_kinds.title(record)
        yield record, problem
    inspection.finish()


def _problem(record: BundleRecord, gone: Mapping[Link, str]) -> RecordRefusedError | None:
    try:
        record_kinds.check(record)
    except RecordRefusedError as error:
        return error
    if gone and record.kind in ("evidence", "correction") and not record.deleted:
        for link in links(record):
            if link in gone:
                return OwnerRefusedError(title=gone[link])
    return None
