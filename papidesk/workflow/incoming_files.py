"""The scans and files of incoming papers: attached, read, saved elsewhere, known again."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from papidesk.domain.incoming import Incoming
from papidesk.storage import attachments
from papidesk.storage import incoming as entries
from papidesk.storage import incoming_files as stored
from papidesk.storage.incoming_files import IncomingFile
from papidesk.storage.store import Store


def attach(store: Store, id: str, path: Path, *, who: str) -> None:
    """Keep a file with an entry."""
    with store.joined():
        entries.get(store, id)
        link_file(store, id, path, who=who)


def link_file(store: Store, id: str, path: Path, *, who: str) -> None:
    """Keep a file with an entry, inside a unit of work."""
    from papidesk.workflow.reading import read_whole

    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    added = attachments.add_bytes(store, read_whole(path), media_type=media_type)
    stored.link(store, added, id, path.name, who=who)


def files(store: Store, id: str) -> list[IncomingFile]:
    """Return what is attached to an entry."""
    return stored.files(store, id)


def read_file(store: Store, file: IncomingFile) -> bytes:
    """Return what stands in a file of an entry, checked against its hash."""
    return attachments.read(store, file.sha256, file.name)


def save_files(store: Store, id: str, folder: Path) -> list[Path]:
    """Write what is attached to an entry into ``folder``; a name that is taken gets a number."""
    from papidesk.workflow.files import write_whole

    written = []
    for file in stored.files(store, id):
        target, number = folder / file.name, 1
        while target.exists():
            number += 1
            target = folder / f"{Path(file.name).stem} ({number}){Path(file.name).suffix}"
        written.append(write_whole(target, read_file(store, file)))
    return written


def same_file(store: Store, path: Path) -> Incoming | None:
    """Return the entry that has the file at ``path`` attached already; None for a new one."""
    import hashlib

    from papidesk.workflow.reading import read_whole

    found = stored.entries_with(store, hashlib.sha256(read_whole(path)).hexdigest())
    return entries.get(store, found[-1]) if found else None
