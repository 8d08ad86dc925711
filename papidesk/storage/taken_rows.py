"""Rows as another database has them: kept under the ids they have there, and taken out again.

What people do goes through the modules of each table; this is for what bundles bring and for
undoing it. Whatever follows from a row (amounts, search, units) is written with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from papidesk.domain.activity import Activity, ActivitySeries, Evidence
from papidesk.domain.amounts import Derivation
from papidesk.domain.document import Document
from papidesk.domain.life import RemarkNote
from papidesk.domain.record import to_json
from papidesk.domain.task import Task
from papidesk.storage import (
    activities,
    activity_amounts,
    audit,
    documents,
    evidence,
    indexing,
    tasks,
    trash,
)
from papidesk.storage.activity_rows import as_json, columns
from papidesk.storage.clock import stored_time
from papidesk.storage.content import sha256
from papidesk.storage.schema import ACTIVITIES, ACTIVITY_SERIES, EVIDENCE, REMARKS
from papidesk.storage.store import Store

_REMARK = RemarkNote.__struct_fields__


def is_there(store: Store, table: str, id: str) -> bool:
    """Tell whether a table has a row with this id."""
    return store.row(f"SELECT 1 FROM {table} WHERE id = ?", (id,)) is not None


def put_activities(
    store: Store,
    entries: Iterable[Activity],
    rules: Sequence[Derivation],
    *,
    who: str,
    now: datetime | None = None,
) -> None:
    """Keep entries of the log under the ids they have, new ones and changed ones.

    Raises :class:`~papidesk.storage.activities.OccurrenceTakenError`. A trashed one stays there.
    """
    at = stored_time(now)
    new: list[Activity] = []
    with store.joined():
        for one in entries:
            if is_there(store, "activities", one.id):
                activities.save(store, one, rules, who=who, now=now)
                continue
            activities.must_be_free(store, one)
            beside = {"created_at": at, "updated_at": at, "updated_by": who}
            store.insert(ACTIVITIES, columns(one) | beside)
            new.append(one)
        activity_amounts.link(store, new, rules)
        if new:
            audit.add(store, "activity.received", who=who, detail=str(len(new)), now=now)


def take_out_activities(
    store: Store, ids: Sequence[str], *, who: str, now: datetime | None = None
) -> None:
    """Delete entries for good, with what they add and their evidence."""
    chosen = (as_json(list(ids)),)
    among = "IN (SELECT value FROM json_each(?))"
    with store.joined():
        activity_amounts.forget(store, list(ids))
        store.write(f"DELETE FROM evidence WHERE owner = 'activity' AND owner_id {among}", chosen)
        gone = store.write(f"DELETE FROM activities WHERE id {among}", chosen)
        audit.add(store, "activity.taken-out", who=who, detail=str(gone), now=now)


def take_out_task(store: Store, id: str, *, who: str, now: datetime | None = None) -> None:
    """Delete a task for good, with its evidence; entries that serve it stay."""
    with store.joined():
        store.write("DELETE FROM evidence WHERE owner = 'task' AND owner_id = ?", (id,))
        store.write("DELETE FROM tasks WHERE id = ?", (id,))
        audit.add(store, "task.taken-out", who=who, subject=id, now=now)


def link_task(store: Store, task: Task) -> None:
    """Let the entries count for a task again that named it while it was not there."""
    with store.joined():
        store.write(
            "INSERT OR IGNORE INTO activity_tasks (task_id, activity_id, date) "
            "SELECT ?, a.id, a.date FROM activities a, json_each(a.content, '$.tasks') t "
            "WHERE a.trashed_at IS NULL AND instr(a.content, ?) > 0 AND t.value = ?",
            (task.id, task.id, task.id),
        )


def put_task(store: Store, task: Task, *, who: str, now: datetime | None = None) -> None:
    """Keep a task under the id it has."""
    with store.joined():
        new = not is_there(store, "tasks", task.id)
        tasks.save(store, task, who=who, now=now)
        if new:
            link_task(store, task)


def put_series(
    store: Store, series: ActivitySeries, *, who: str, now: datetime | None = None
) -> None:
    """Keep a series under the id it has."""
    written = to_json(series)
    values = {
        "id": series.id, "content": written.decode(), "content_sha256": sha256(written),
        "updated_at": stored_time(now), "updated_by": who,
    }  # fmt: skip
    with store.joined():
        if is_there(store, "activity_series", series.id):
            store.write(
                "UPDATE activity_series SET content = :content, content_sha256 = :content_sha256, "
                "updated_at = :updated_at, updated_by = :updated_by WHERE id = :id",
                values,
            )
        else:
            store.insert(ACTIVITY_SERIES, values)
        audit.add(store, "series.saved", who=who, subject=series.id, detail=series.name, now=now)


def put_evidence(store: Store, one: Evidence, *, who: str, now: datetime | None = None) -> None:
    """Keep a piece of evidence under the id it has; of a known one only its words can change.

    Raises :class:`~papidesk.storage.evidence.EvidenceOwnerGoneError`.
    """
    with store.joined():
        if not is_there(store, "evidence", one.id):
            kept = evidence.add(store, one, who=who, now=now)
            if kept.id != one.id:  # the same file here under another id: both stay known
                store.insert(EVIDENCE, _evidence_row(one, now))
            return
        store.write(
            "UPDATE evidence SET note = ?, name = ?, taken_on = ? WHERE id = ?",
            (one.note, one.name, one.taken_on.isoformat() if one.taken_on else None, one.id),
        )
        audit.add(store, "evidence.noted", who=who, subject=one.owner_id, now=now)


def _evidence_row(one: Evidence, now: datetime | None) -> dict[str, Any]:
    return {
        "id": one.id, "owner": one.owner, "owner_id": one.owner_id, "sha256": one.sha256 or None,
        "url": one.url, "document_id": one.document or None, "name": one.name,
        "taken_on": one.taken_on.isoformat() if one.taken_on else None, "note": one.note,
        "linked_at": one.linked_at or stored_time(now),
    }  # fmt: skip


def put_remark(store: Store, remark: RemarkNote, *, now: datetime | None = None) -> None:
    """Keep a remark under the id, time and name it has; settled where it says so."""
    values = {name: getattr(remark, name) for name in _REMARK}
    with store.joined():
        if is_there(store, "remarks", remark.id):
            store.write(
                "UPDATE remarks SET text = :text, place = :place, quote = :quote, "
                "settled_by = :settled_by, settled_at = :settled_at WHERE id = :id",
                values,
            )
        else:
            store.insert(REMARKS, values)
        audit.add(
            store, "remark.received", who=remark.who, subject=remark.document_id,
            detail=remark.text, now=now,
        )  # fmt: skip


def take_out(store: Store, table: str, id: str, *, who: str, now: datetime | None = None) -> None:
    """Delete one row of a table whose rows nothing hangs on (evidence, remarks, series …)."""
    with store.joined():
        store.write(f"DELETE FROM {table} WHERE id = ?", (id,))
        audit.add(store, f"{table}.taken-out", who=who, subject=id, now=now)


def set_document(
    store: Store, document: Document, *, who: str, reason: str, now: datetime | None = None
) -> None:
    """Make a document what it was, whatever state it is in; the version before stays.

    For undoing alone: a snapshot that came with what is undone goes with it.
    """
    with store.joined():
        if not document.frozen:
            store.write("DELETE FROM snapshots WHERE document_id = ?", (document.id,))
        documents.put_back(store, document, who=who, reason=reason, now=now)


def take_out_document(store: Store, id: str, *, who: str, now: datetime | None = None) -> bool:
    """Delete a document for good that a bundle brought; tell whether it could be.

    One that something here leans on by now (evidence, another paper's link) goes into the trash.
    """
    with store.joined():
        document = documents.get(store, id)
        leaned_on = store.row(
            "SELECT 1 FROM evidence WHERE document_id = :id "
            "UNION SELECT 1 FROM document_links WHERE target_id = :id LIMIT 1",
            {"id": id},
        )
        if not trash.is_trashed(store, id):
            indexing.remove_document(store, document)
        if leaned_on is not None:
            store.write("UPDATE documents SET trashed_at = ? WHERE id = ?", (stored_time(now), id))
        else:
            store.write("DELETE FROM snapshots WHERE document_id = ?", (id,))
            store.write("DELETE FROM register_outgoing WHERE document_id = ?", (id,))
            store.write("DELETE FROM documents WHERE id = ?", (id,))
        audit.add(store, "document.taken-out", who=who, subject=id, detail=document.title, now=now)
    return leaned_on is None
