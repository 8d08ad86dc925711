"""What a program that was killed, or a person who copied files, left in a workspace folder."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from papidesk.domain.manuscript import Remark
from papidesk.errors import N_
from papidesk.storage import places
from papidesk.storage.header import change_counter

# https://www.sqlite.org/fileformat2.html, section 3
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_UNKNOWN_COUNT = 0xFFFFFFFF


def clean(folder: Path) -> list[Remark]:
    """Empty the staging folder and move side files away that belong to another database file.

    SQLite plays a journal back when the last program was killed while writing: that is meant.
    Beside a file that was copied here since, it would destroy it. Write-ahead files are never
    ours. Returns remarks about what was moved.
    """
    for entry in (folder / places.STAGING).iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    path = places.database(folder)
    journal = path.with_name(path.name + "-journal")
    strange = [path.with_name(path.name + ending) for ending in ("-wal", "-shm")]
    if journal.exists() and path.exists() and not is_own_journal(journal, path):
        strange.append(journal)
    remarks = []
    for side in strange:
        if side.exists():
            target = aside_folder(folder) / side.name
            side.rename(target)
            remarks.append(
                Remark(
                    message=N_(
                        "A file of another database was found beside this one and moved to {path}."
                    ),
                    values={"path": str(target)},
                )
            )
    return remarks


def is_own_journal(journal: Path, database: Path) -> bool:
    """Tell whether a rollback journal was written for the database as it is in the file now.

    The journal has the first page as it was before: its change counter is that of the file, or
    one less when the page was written over already. True where the journal does not say.
    """
    before = _counter_in_journal(journal)
    return before is None or change_counter(database) - before in (0, 1)


def aside_folder(folder: Path) -> Path:
    """Make and return a folder to put replaced files in: ``backups/aside/<time>``."""
    base = folder / places.BACKUPS / places.ASIDE
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    target = base / stamp
    target.mkdir(parents=True)
    return target


def _counter_in_journal(journal: Path) -> int | None:
    """Return the change counter of page 1 in a journal's first segment; None without page 1."""
    size = journal.stat().st_size
    with journal.open("rb") as file:
        head = file.read(28)
        if len(head) < 28 or not head.startswith(_JOURNAL_MAGIC):
            return None
        records, sector, page = (int.from_bytes(head[at : at + 4], "big") for at in (8, 20, 24))
        length = page + 8
        if not 512 <= page <= 65536 or sector < 28:
            return None
        if records == _UNKNOWN_COUNT:
            records = (size - sector) // length
        for index in range(min(records, (size - sector) // length)):
            file.seek(sector + index * length)
            if file.read(4) == b"\x00\x00\x00\x01":
                file.seek(24, 1)
                return int.from_bytes(file.read(4), "big")
    return None
