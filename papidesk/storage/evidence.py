"""Evidence of entries, tasks and criteria: files kept by their content, links, papers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from papidesk.domain.activity import Evidence, EvidenceOwner
from papidesk.domain.ids import new_id
from papidesk.domain.record import Record, replace
from papidesk.errors import N_
from papidesk.storage import audit
from papidesk.storage.activity_rows import as_json
from papidesk.storage.attachments import NAME_LIMIT, kept_name
from papidesk.storage.clock import stored_time
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import EVIDENCE
from papidesk.storage.store import Store
from papidesk.text.clean import clean

_COLUMNS = (
    "e.id, e.owner, e.owner_id, coalesce(e.sha256, ''), e.url, coalesce(e.document_id, ''), "
    "e.name, coalesce(a.media_type, ''), coalesce(a.bytes, 0), e.taken_on, e.note, e.linked_at"
)
_FROM = "FROM evidence e LEFT JOIN attachments a USING (sha256)"


class EvidenceOwnerGoneError(StorageError):
    """Evidence for something that is not there."""

    message = N_(
        "What this evidence belongs to is not there any more. Somebody else may have deleted it: "
        "look in the trash."
    )


class EvidenceFile(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A file that is evidence somewhere: its content's hash, one of its names, how often."""

    sha256: str
    name: str
    times: int


def add(
    store: Store, evidence: Evidence, *, who: str = "", now: datetime | None = None
) -> Evidence:
    """Keep a piece of evidence and return it with its id; the same thing twice is once.

    An id it had before (undo) is kept when it is free. Raises :class:`EvidenceOwnerGoneError`.
    """
    with store.joined():
        _check_owner(store, evidence)
        known = _same(store, evidence)
        if known is not None:
            return known
        kept = replace(
            evidence,
            id=evidence.id or new_id(),
            name=_name(evidence),
            linked_at=evidence.linked_at or stored_time(now),
        )
        store.insert(
            EVIDENCE,
            {
                "id": kept.id,
                "owner": kept.owner,
                "owner_id": kept.owner_id,
                "sha256": kept.sha256 or None,
                "url": kept.url,
                "document_id": kept.document or None,
                "name": kept.name,
                "taken_on": kept.taken_on.isoformat() if kept.taken_on else None,
                "note": kept.note,
                "linked_at": kept.linked_at,
            },
        )
        audit.add(
            store, "evidence.attached", who=who, subject=kept.owner_id, detail=kept.name, now=now
        )
    return kept


def remove(
    store: Store, ids: Iterable[str], *, who: str = "", now: datetime | None = None
) -> list[Evidence]:
    """Take evidence off what it belongs to and return it; contents go with the next collection."""
    with store.joined():
        gone = _rows(store, "WHERE e.id IN (SELECT value FROM json_each(?))", as_json(list(ids)))
        for one in gone:
            store.write("DELETE FROM evidence WHERE id = ?", (one.id,))
            audit.add(
                store, "evidence.detached", who=who, subject=one.owner_id, detail=one.name, now=now
            )
    return gone


def set_note(
    store: Store, id: str, note: str, *, who: str = "", now: datetime | None = None
) -> Evidence | None:
    """Write a note beside a piece of evidence and return it; None when it is gone."""
    with store.joined():
        store.write("UPDATE evidence SET note = ? WHERE id = ?", (note, id))
        found = _rows(store, "WHERE e.id = ?", id)
        if found:
            owner = found[0].owner_id
            audit.add(store, "evidence.noted", who=who, subject=owner, detail=note[:200], now=now)
    return found[0] if found else None


def of(store: Store, owner: EvidenceOwner, owner_id: str) -> list[Evidence]:
    """Return the evidence of an entry, a task or a criterion, in the order it was attached."""
    return _rows(store, "WHERE e.owner = ? AND e.owner_id = ?", owner, owner_id)


def of_many(store: Store, owner: EvidenceOwner, owner_ids: Iterable[str]) -> list[Evidence]:
    """Return the evidence of all of these, by owner in the order of ids given."""
    wanted = list(owner_ids)
    found = _rows(
        store,
        "WHERE e.owner = ? AND e.owner_id IN (SELECT value FROM json_each(?))",
        owner,
        as_json(wanted),
    )
    place = {id: at for at, id in enumerate(wanted)}
    return sorted(found, key=lambda one: (place[one.owner_id], one.id))


def by_ids(store: Store, ids: Iterable[str] | None = None) -> list[Evidence]:
    """Return these pieces of evidence, all without ``ids``, by id; unknown ones are left out."""
    if ids is None:
        return _rows(store, "")
    return _rows(store, "WHERE e.id IN (SELECT value FROM json_each(?))", as_json(list(ids)))


def with_content(store: Store, sha256: str) -> list[Evidence]:
    """Return all evidence that is this file, of trashed entries too."""
    return _rows(store, "WHERE e.sha256 = ?", sha256)


def with_document(store: Store, document_id: str) -> list[Evidence]:
    """Return all evidence that is this paper of the workspace."""
    return _rows(store, "WHERE e.document_id = ?", document_id)


def counts(store: Store, owner: EvidenceOwner) -> dict[str, int]:
    """Return how many pieces of evidence each owner of this kind has."""
    found = store.rows(
        "SELECT owner_id, count(*) FROM evidence WHERE owner = ? GROUP BY owner_id", (owner,)
    )
    return dict(found)


def files(store: Store) -> list[EvidenceFile]:
    """Return every file that is evidence, by its hash."""
    found = store.rows(
        "SELECT sha256, min(name), count(*) FROM evidence WHERE sha256 IS NOT NULL "
        "GROUP BY sha256 ORDER BY sha256"
    )
    return [EvidenceFile(sha256=sha256, name=name, times=times) for sha256, name, times in found]


def _name(evidence: Evidence) -> str:
    # Only a file's name has folders to be cut off: "05/KH-UBND" is one name.
    if evidence.sha256:
        return kept_name(evidence.name)
    return " ".join(clean(evidence.name or evidence.url).split())[:NAME_LIMIT] or "…"


def _check_owner(store: Store, evidence: Evidence) -> None:
    # Criteria are data of a set; who keeps them knows them.
    table = {"activity": "activities", "task": "tasks"}.get(evidence.owner)
    if table is None:
        return
    if store.row(f"SELECT 1 FROM {table} WHERE id = ?", (evidence.owner_id,)) is None:
        raise EvidenceOwnerGoneError(path=store.path)


def _same(store: Store, evidence: Evidence) -> Evidence | None:
    found = _rows(
        store,
        "WHERE e.owner = ? AND e.owner_id = ? AND coalesce(e.sha256, '') = ? AND e.url = ? "
        "AND coalesce(e.document_id, '') = ?",
        evidence.owner, evidence.owner_id, evidence.sha256, evidence.url, evidence.document,
    )  # fmt: skip
    return found[0] if found else None


def _rows(store: Store, where: str, *values: Any) -> list[Evidence]:
    found = store.rows(f"SELECT {_COLUMNS} {_FROM} {where} ORDER BY e.id", values)
    names = [
        "id", "owner", "owner_id", "sha256", "url", "document", "name", "media_type", "bytes",
        "taken_on", "note", "linked_at",
    ]  # fmt: skip
    made = []
    for row in found:
        fields = dict(zip(names, row, strict=True))
        fields["taken_on"] = date.fromisoformat(row[9]) if row[9] else None
        made.append(Evidence(**fields))
    return made
