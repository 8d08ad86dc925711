"""Our own records as bundles tell them, their versions caught up with what changed since.

A version counts the changes a database made to a record. Nobody counts while somebody works: when
a record is told, or another version of it comes in, it is compared with what was last told or
taken in, and one more change of this database is counted for the fields that differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from typing import Any

from papidesk.domain.bundle import BundleRecord, RecordKind
from papidesk.domain.document import Document
from papidesk.domain.merging import Versioned, changed
from papidesk.domain.packed_records import PackedRecords
from papidesk.domain.record import Record, replace
from papidesk.domain.version_vector import dot
from papidesk.storage import own_contents, record_versions
from papidesk.storage.own_contents import OwnContent
from papidesk.storage.record_versions import Actor, RecordVersion
from papidesk.storage.store import Store

OWN_KINDS: tuple[RecordKind, ...] = (
    "counter", "channel", "template", "duty", "document", "task", "series", "activity",
    "evidence", "closing", "correction", "remark",
)  # fmt: skip
# So many records are looked at together.
_SLICE = 500


def fields_of(store: Store, record: Record, known: RecordVersion | None = None) -> dict[str, Any]:
    """Return the fields a record is told with, as they stand in a bundle.

    Fields of a newer version that ``known`` has kept are told on.
    """
    from papidesk.bundles.record_kinds import from_domain
    from papidesk.workflow import own_papers

    unknown = known.fields if known is not None else None
    if isinstance(record, Document):
        return from_domain(record, paper=own_papers.paper(store, record.id), unknown=unknown)
    return from_domain(record, unknown=unknown)


def current(store: Store, kind: RecordKind, id: str, *, owner: str = "") -> BundleRecord | None:
    """Return one record as it is now with its version caught up; None where it never was.

    A record that was told once and is gone for good is told as deleted. Part of the running unit
    of work, or one of its own.
    """
    return next(iter(told(store, kind, [id], owner=owner)), None)


def told(
    store: Store,
    kind: RecordKind,
    ids: Iterable[str] | None = None,
    *,
    owner: str = "",
    gone: bool = False,
    keep: bool = True,
) -> list[BundleRecord]:
    """Return our records of a kind by id, versions caught up; all of them without ``ids``.

    Deleted ones are among them as tombstones, with the fields they had, if somebody was told of
    them before; with ``gone`` every one of ``ids`` that is not there is told as deleted.
    ``owner`` is the unit code they are told under, ours without. Part of the running unit of work,
    or one of its own; without ``keep`` nothing is written: to look at what a bundle would change.
    """
    return list(packed(store, kind, ids, owner=owner, gone=gone, keep=keep))


def packed(
    store: Store,
    kind: RecordKind,
    ids: Iterable[str] | None = None,
    *,
    owner: str = "",
    gone: bool = False,
    keep: bool = True,
) -> PackedRecords:
    """Return what :func:`told` returns, in little memory however many records there are."""
    found = PackedRecords()
    with store.joined() if keep else nullcontext():
        wanted = sorted(
            {*own_contents.ids(store, kind), *record_versions.ids(store, kind)}
            if ids is None
            else set(ids)
        )
        teller = _Teller(store, kind, owner or own_code(store), gone=gone)
        for start in range(0, len(wanted), _SLICE):
            made, later = teller.told(wanted[start : start + _SLICE])
            if keep:
                record_versions.put(store, later)
            found.extend(made)
    return found


class _Teller:
    """Tells our records of one kind, some at a time."""

    def __init__(self, store: Store, kind: RecordKind, owner: str, *, gone: bool) -> None:
        self._store, self._kind, self._owner, self._gone = store, kind, owner, gone
        self._database = record_versions.actor(store)

    def told(self, ids: list[str]) -> tuple[list[BundleRecord], list[RecordVersion]]:
        """Return the records of ``ids`` by id, and the versions that are not kept so yet."""
        store, kind, database = self._store, self._kind, self._database
        known = record_versions.get_many(store, kind, ids)
        made: dict[str, BundleRecord] = {}
        later: list[RecordVersion] = []
        for one in own_contents.every(store, kind, ids):
            if one.deleted and one.id not in known and not self._gone:
                continue  # nobody was ever told of it
            version = _of_content(store, kind, one, known.get(one.id), database)
            if version is not known.get(one.id):
                later.append(version)
            made[one.id] = _record(version, self._owner, one.changed_at, one.changed_by)
        for id in known.keys() - made.keys():
            version = caught_up(known[id], known[id].fields, deleted=True, database=database.id)
            if version is not known[id]:
                later.append(version)
            made[id] = _record(version, self._owner)
        for id in (set(ids) - made.keys()) if self._gone else ():
            version = RecordVersion(kind=kind, id=id, vv={database.id: 1}, deleted=True)
            later.append(version)
            made[id] = _record(version, self._owner)
        return [made[id] for id in sorted(made)], later


def told_only(
    store: Store, kind: RecordKind, records: Iterable[Record], *, owner: str = "", keep: bool = True
) -> list[BundleRecord]:
    """Return records that stand in no table of ours (figures, decisions, keys), with versions.

    One told before with the same id has its version caught up. Keeps as :func:`told` does.
    """
    from papidesk.bundles.record_kinds import id_of

    by_id = {id_of(record): record for record in records}
    with store.joined() if keep else nullcontext():
        known = record_versions.get_many(store, kind, by_id)
        owner, database = owner or own_code(store), record_versions.actor(store)
        made, later = [], []
        for id, record in sorted(by_id.items()):
            content = OwnContent(id, record)
            version = _of_content(store, kind, content, known.get(id), database)
            if version is not known.get(id):
                later.append(version)
            made.append(_record(version, owner))
        if keep:
            record_versions.put(store, later)
    return made


def caught_up(
    known: RecordVersion, fields: Mapping[str, Any], *, deleted: bool, database: str
) -> RecordVersion:
    """Return the version of a record whose content is ``fields`` now; ``known`` where it is same.

    All that changed since ``known`` is one change of ``database``.
    """
    if deleted == known.deleted and known.fields == fields:
        return known
    before = Versioned(fields=known.fields, vv=known.vv, dots=known.dots, deleted=known.deleted)
    after = changed(before, fields, database, deleted=deleted)
    return replace(known, vv=after.vv, dots=after.dots, deleted=after.deleted, fields=after.fields)


def own_code(store: Store) -> str:
    """Return the code of our own unit, as it stands in bundles."""
    from papidesk.domain.unit_code import unit_code
    from papidesk.workflow import offices

    return unit_code(offices.current(store))


def _of_content(
    store: Store, kind: RecordKind, one: OwnContent, known: RecordVersion | None, database: Actor
) -> RecordVersion:
    fields = fields_of(store, one.record, known)
    if known is not None:
        if fields != known.fields:
            fields = _with_newer(fields, known)
        return caught_up(known, fields, deleted=one.deleted, database=database.id)
    # In a restored database it may be the second time that it is told first: say of every field.
    dots = dict.fromkeys(sorted(fields), dot(database.id, 1)) if database.restored else {}
    return RecordVersion(
        kind=kind, id=one.id, vv={database.id: 1}, dots=dots, deleted=one.deleted, fields=fields
    )


def _with_newer(fields: dict[str, Any], known: RecordVersion) -> dict[str, Any]:
    """Return ``fields`` with those as ``known`` has them that say the same to this program.

    Inside them may stand what only a newer program knows: not to know it is no change.
    """
    from papidesk.bundles import record_kinds
    from papidesk.bundles.failures import BundleError

    told = _record(known, "")
    try:
        record = record_kinds.to_domain(told)
        paper = record_kinds.paper_of(told) if known.kind == "document" else None
    except BundleError:
        return fields
    seen = record_kinds.from_domain(record, paper=paper, unknown=known.fields)
    return {
        name: known.fields[name] if name in known.fields and seen.get(name) == value else value
        for name, value in fields.items()
    }


def _record(version: RecordVersion, owner: str, at: str = "", by: str = "") -> BundleRecord:
    return BundleRecord(
        kind=version.kind, id=version.id, owner=owner, vv=version.vv, dots=version.dots,
        hash=version.hash, deleted=version.deleted, changed_at=at, changed_by=by,
        fields=version.fields, unknown=version.unknown,
    )  # fmt: skip
