"""Contents that came in with bundles: moved into the workspace by rename, all or none.

Which of them are new is written down before the first is moved. Where the import then does not
come to its end, the next start takes away those no row tells of.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from papidesk.domain.bundle import Blob
from papidesk.storage import places
from papidesk.storage.activity_rows import as_json
from papidesk.storage.clock import stored_time
from papidesk.storage.failures import told
from papidesk.storage.files import sync_folder
from papidesk.storage.schema import RECEIVED_BLOBS
from papidesk.storage.store import Store

_MARK = "moved-blobs"
_AT_ONCE = 4
_DIGITS = frozenset("0123456789abcdef")


def prepare(store: Store, folder: Path, found: Mapping[str, Path]) -> frozenset[str]:
    """Force contents that wait in ``folder`` to the disk, note which are new, and return these."""
    if not found:
        return frozenset()
    new = frozenset(
        sha256 for sha256 in found if not places.attachment(store.folder, sha256).exists()
    )
    with told(folder):
        _all(_sync, found.values())
        if new:
            mark = folder / _MARK
            mark.write_text("".join(f"{sha256}\n" for sha256 in sorted(new)), encoding="ascii")
            _sync(mark)
            sync_folder(folder)
    return new


def move(
    store: Store,
    unit: str,
    blobs: Iterable[Blob],
    found: Mapping[str, Path],
    received_id: str,
    *,
    now: datetime | None = None,
) -> list[str]:
    """Move contents of a bundle into the workspace and enter them; return those new to ``unit``.

    Part of the unit of work of the caller, so that two imports do not get in each other's way.
    What is there already is replaced by the same, which heals a damaged copy.
    """
    present = [blob for blob in blobs if blob.sha256 in found]
    if not present:
        return []
    parents = set()
    with told(store.folder):
        for blob in present:
            target = places.attachment(store.folder, blob.sha256)
            target.parent.mkdir(parents=True, exist_ok=True)
            # What was here before stays in its place when a first try fails.
            if found[blob.sha256].exists() or not target.exists():
                found[blob.sha256].replace(target)
            parents.add(target.parent)
        _all(sync_folder, parents)
    known = set(_of_unit(store, unit))
    new = sorted({blob.sha256 for blob in present} - known)
    with store.joined():
        at = stored_time(now)
        for blob in present:
            store.write(
                "INSERT OR IGNORE INTO attachments (sha256, bytes, media_type, added_at) "
                "VALUES (?, ?, ?, ?)",
                (blob.sha256, blob.bytes, blob.media_type, at),
            )
        store.bulk(
            RECEIVED_BLOBS,
            ("unit", "sha256", "received_id"),
            ((unit, sha256, received_id) for sha256 in new),
        )
    return new


def is_received(store: Store, unit: str, sha256: str) -> bool:
    """Tell whether a content came with a bundle of ``unit``."""
    found = store.row("SELECT 1 FROM received_blobs WHERE unit = ? AND sha256 = ?", (unit, sha256))
    return found is not None


def forget(store: Store, unit: str, sha256: str) -> None:
    """Say that a content came with no bundle of ``unit``; it goes with the next collection."""
    with store.joined():
        store.write("DELETE FROM received_blobs WHERE unit = ? AND sha256 = ?", (unit, sha256))


def held(store: Store, unit: str) -> list[str]:
    """Return the contents of ``unit`` that are here: it may leave them out from now on."""
    return [
        sha256
        for sha256 in _of_unit(store, unit)
        if places.attachment(store.folder, sha256).is_file()
    ]


def lacking(store: Store, wanted: Iterable[str]) -> list[str]:
    """Return those of ``wanted`` that are not in the workspace."""
    return [sha256 for sha256 in wanted if not places.attachment(store.folder, sha256).is_file()]


def moved(folder: Path) -> frozenset[str]:
    """Return the contents an import that did not come to its end may have moved."""
    found: set[str] = set()
    staging = folder / places.STAGING
    for mark in staging.glob(f"*/{_MARK}") if staging.is_dir() else ():
        lines = mark.read_text(encoding="ascii", errors="replace").split("\n")
        found |= {line for line in lines if len(line) == 64 and _DIGITS.issuperset(line)}
    return frozenset(found)


def drop_unknown(
    store: Store, moved: frozenset[str], back: Mapping[str, Path] | None = None
) -> int:
    """Delete those of ``moved`` that no row tells of; return how many.

    With ``back`` they go to where they were, so that it can be tried once more.
    """
    if not moved:
        return 0
    gone = 0
    # Nobody else may enter one of them meanwhile.
    with store.unit_of_work():
        found = store.rows(
            "SELECT sha256 FROM attachments WHERE sha256 IN (SELECT value FROM json_each(?))",
            (as_json(sorted(moved)),),
        )
        for sha256 in moved - {sha256 for (sha256,) in found}:
            path = places.attachment(store.folder, sha256)
            with told(path):
                if not path.exists():
                    continue
                gone += 1
                if back is not None and sha256 in back:
                    path.replace(back[sha256])
                else:
                    path.unlink()
    return gone


def _of_unit(store: Store, unit: str) -> list[str]:
    found = store.rows("SELECT sha256 FROM received_blobs WHERE unit = ? ORDER BY sha256", (unit,))
    return [sha256 for (sha256,) in found]


def _all(act: Callable[[Path], None], paths: Iterable[Path]) -> None:
    """Have the disk work on several files at once: it is slow, not we."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in pool.map(act, paths):
            pass


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
