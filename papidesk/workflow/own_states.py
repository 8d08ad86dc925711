"""States of our own records as texts: noted while a bundle is taken in, put back when undone."""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec

from papidesk.domain.bundle import RecordKind
from papidesk.domain.bundle_records import Paper
from papidesk.domain.document import Document
from papidesk.domain.record import Record, from_json, plain, replace, to_json
from papidesk.storage import own_contents, record_versions
from papidesk.storage.own_contents import OwnContent
from papidesk.storage.record_versions import RecordVersion
from papidesk.storage.store import Store
from papidesk.workflow import own_papers, own_tables
from papidesk.workflow.own_tables import Putting
from papidesk.workflow.taking import Journal, PutBack

VERSION = "version"
# Why a document has the version that undoing gives it.
_UNDONE = "import undone"


class _State(Record, frozen=True, kw_only=True, omit_defaults=True):
    deleted: bool = False
    fields: dict[str, Any]
    paper: Paper = Paper()


def subject(kind: RecordKind) -> str:
    """Return what a record of a kind is noted as."""
    return f"record:{kind}"


def state(store: Store, kind: RecordKind, id: str) -> str | None:
    """Return a record as it is now as a text; None where there is none."""
    return _told(store, kind, id, own_tables.read(store, kind, id))


def _told(store: Store, kind: RecordKind, id: str, found: OwnContent | None) -> str | None:
    if found is None:
        return None
    paper = own_papers.paper(store, id) if kind == "document" else Paper()
    kept = _State(deleted=found.deleted, fields=plain(found.record), paper=paper)
    return msgspec.json.encode(kept, order="sorted").decode()


def title(store: Store, kind: RecordKind, id: str) -> str:
    """Return what a person knows a record by."""
    found = own_tables.read(store, kind, id)
    if found is None:
        return id
    for name in ("title", "text", "name", "abstract"):
        words = getattr(found.record, name, "")
        if words:
            return str(words)[:120]
    return id


class Noting:
    """Notes in the journal what taking a bundle in did to our own records, in order."""

    def __init__(self, store: Store, journal: Journal) -> None:
        """Begin; states are read from ``store``."""
        self._store, self._journal = store, journal
        self._before: dict[tuple[RecordKind, str], str | None] = {}

    def begin(self, kind: RecordKind, id: str) -> OwnContent | None:
        """Remember a record as it is, before it is changed, and return it."""
        found = own_tables.read(self._store, kind, id)
        self._before[kind, id] = _told(self._store, kind, id, found)
        return found

    def end(self, kind: RecordKind, id: str) -> OwnContent | None:
        """Note what became of a record since :meth:`begin`, and return it."""
        found = own_tables.read(self._store, kind, id)
        before = self._before.pop((kind, id))
        self._journal.note(subject(kind), id, before, _told(self._store, kind, id, found))
        return found

    def versions(self, versions: list[RecordVersion]) -> None:
        """Keep versions and note what they were."""
        for one in versions:
            before = record_versions.get(self._store, one.kind, one.id)
            record_versions.put(self._store, [one])
            if before != one:
                text = None if before is None else to_json(before).decode()
                key = f"{one.kind}:{one.id}"
                self._journal.note(VERSION, key, text, _comparable(self._store, one))


def _comparable(store: Store, one: RecordVersion) -> str:
    """Return a version without our own number, which goes on when it is put back."""
    own = record_versions.database_id(store)
    others = {database: number for database, number in one.vv.items() if database != own}
    return to_json(replace(one, vv=others)).decode()


def _version(store: Store, key: str) -> str | None:
    kind, _, id = key.partition(":")
    found = record_versions.get(store, kind, id)  # type: ignore[arg-type]
    return None if found is None else _comparable(store, found)


def _put_version(store: Store, key: str, before: str | None) -> None:
    kind, _, id = key.partition(":")
    if before is None:
        record_versions.remove(store, kind, id)  # type: ignore[arg-type]
        return
    was = from_json(RecordVersion, before)
    present = record_versions.get(store, kind, id)  # type: ignore[arg-type]
    database = record_versions.database_id(store)
    told = present.vv.get(database, 0) if present else 0
    if told > was.vv.get(database, 0):
        # A number of ours that was told once must never stand for another change.
        was = replace(was, vv=was.vv | {database: told})
    record_versions.put(store, [was])


def _version_title(store: Store, key: str) -> str:
    kind, _, id = key.partition(":")
    return title(store, kind, id)  # type: ignore[arg-type]


def _put(kind: RecordKind, store: Store, id: str, before: str | None) -> None:
    how = Putting(who="", reason=_UNDONE)
    if before is None:
        own_tables.take_out(store, kind, id, how)
        return
    was = from_json(_State, before)
    record = msgspec.convert(was.fields, own_contents.record_type(kind))
    own_tables.set_back(store, kind, OwnContent(id, record, was.deleted), how)
    if isinstance(record, Document):
        own_tables.put_paper(store, record, was.paper, how)


def _state_of(kind: RecordKind, store: Store, id: str) -> str | None:
    return state(store, kind, id)


def _title_of(kind: RecordKind, store: Store, id: str) -> str:
    return title(store, kind, id)


PUT_BACK: dict[str, PutBack] = {
    subject(kind): PutBack(partial(_state_of, kind), partial(_put, kind), partial(_title_of, kind))
    for kind in own_tables.ORDER
} | {VERSION: PutBack(_version, _put_version, _version_title)}
