"""Scans and files that are kept with an entry of the register of incoming papers."""

from __future__ import annotations

from datetime import datetime

from papidesk.domain.ids import new_id
from papidesk.domain.record import Record
from papidesk.storage import audit
from papidesk.storage.attachments import Attachment, kept_name
from papidesk.storage.clock import stored_time
from papidesk.storage.schema import INCOMING_ATTACHMENTS
from papidesk.storage.store import Store


class IncomingFile(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An attachment as an entry has it: ``name`` is the file's original name."""

    id: str
    sha256: str
    incoming_id: str
    name: str
    bytes: int
    media_type: str
    linked_at: str


def link(
    store: Store,
    attachment: Attachment,
    incoming_id: str,
    name: str,
    *,
    who: str = "",
    now: datetime | None = None,
) -> None:
    """Attach it to an entry under its original file name; twice is once."""
    values = {
        "id": new_id(),
        "incoming_id": incoming_id,
        "sha256": attachment.sha256,
        "name": kept_name(name),
        "linked_at": stored_time(now),
    }
    with store.joined():
        known = store.row(
            "SELECT 1 FROM incoming_attachments WHERE incoming_id = :incoming_id "
            "AND sha256 = :sha256 AND name = :name",
            values,
        )
        if known is None:
            store.insert(INCOMING_ATTACHMENTS, values)
            audit.add(
                store, "incoming.attached", who=who, subject=incoming_id, detail=values["name"],
                now=now,
            )  # fmt: skip


def unlink(store: Store, link_id: str, *, who: str = "", now: datetime | None = None) -> None:
    """Take a file off its entry; its content goes with the next collection."""
    with store.joined():
        found = store.row(
            "SELECT incoming_id, name FROM incoming_attachments WHERE id = ?", (link_id,)
        )
        if found is not None:
            store.write("DELETE FROM incoming_attachments WHERE id = ?", (link_id,))
            audit.add(
                store, "incoming.detached", who=who, subject=found[0], detail=found[1], now=now
            )


def files(store: Store, incoming_id: str) -> list[IncomingFile]:
    """Return what is attached to an entry, in the order it was attached."""
    found = store.rows(
        "SELECT l.id, l.sha256, l.incoming_id, l.name, a.bytes, a.media_type, l.linked_at "
        "FROM incoming_attachments l JOIN attachments a USING (sha256) WHERE l.incoming_id = ? "
        "ORDER BY l.id",
        (incoming_id,),
    )
    names = IncomingFile.__struct_fields__
    return [IncomingFile(**dict(zip(names, row, strict=True))) for row in found]


def entries_with(store: Store, sha256: str) -> list[str]:
    """Return the ids of the entries, cancelled ones left out, that have this content attached."""
    found = store.rows(
        "SELECT DISTINCT r.id FROM incoming_attachments l JOIN register_incoming r "
        "ON r.id = l.incoming_id WHERE l.sha256 = ? AND r.cancelled_at IS NULL ORDER BY r.id",
        (sha256,),
    )
    return [id for (id,) in found]
