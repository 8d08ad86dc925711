"""All of an office's log sent to its other PC and taken in there, each by a process of its own."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

from bench import figures, workspaces
from bench.measure import OURS, ROOT, Row, Side, in_turn, peak
from papidesk.bundles import key_file
from papidesk.storage.store import Store
from papidesk.workflow import identity, offices, receiving, sending, trust
from papidesk.workflow import workspaces as kept
from papidesk.workflow.sending import Order

ENTRIES = (2_000, 10_000, 50_000)
MOST = 150  # MiB, whatever the size
WHO = "bench"
SENT, TAKEN = "All of an office's log sent to its other PC", "The same taken in by the other PC"
PACKED, ROWS = "rows as lines of JSON, packed and hashed", "bare inserts of the same rows"
_CONTENT = "SELECT id, content FROM activities ORDER BY id"


def rows() -> list[Row]:
    """Measure three sizes of the log, sent and then taken in."""
    pairs = [_pair(count) for count in ENTRIES]
    return [one for one, _ in pairs] + [other for _, other in pairs]


def _pair(count: int) -> tuple[Row, Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _begin(folder, count)
        size = f"{count:,} entries"
        bare = in_turn({PACKED: lambda: _packed(folder), ROWS: lambda: _inserted(folder)}, rounds=3)
        made = [
            Row(job, size, count, {OURS: _measured(verb, folder), other: bare[other]},
                most_mebibytes=MOST)
            for job, verb, other in ((SENT, "send", PACKED), (TAKEN, "take", ROWS))
        ]  # fmt: skip
    return made[0], made[1]


def _begin(folder: Path, count: int) -> None:
    """Make both PCs: one with entries in its log, the other with nothing but its key."""
    with workspaces.full(folder / "one", 0) as opened:
        figures.fill(opened.store, range(count))
        said = identity.introduction(opened.store)
        office = offices.current(opened.store)
    with kept.create(folder / "other", office, who=WHO) as opened:
        key = key_file.read(said, name="bench")
        trust.add(opened.store, key, role="same_office", who=WHO)


def _measured(verb: str, folder: Path) -> Side:
    done = subprocess.run(
        [sys.executable, "-m", "bench.office_bundles", verb, folder],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    seconds, mebibytes = map(float, done.stdout.split())
    return Side(seconds, mebibytes)


def _contents(folder: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(folder / "one" / "papidesk.db")
    found = connection.execute(_CONTENT).fetchall()
    connection.close()
    return found


def _packed(folder: Path) -> None:
    packer, hashed = zlib.compressobj(6), hashlib.sha256()
    with (folder / "bare").open("wb") as file:
        for id, content in _contents(folder):
            line = json.dumps({"id": id, "fields": json.loads(content)}).encode()
            hashed.update(line)
            file.write(packer.compress(line))
        file.write(packer.flush())


def _inserted(folder: Path) -> None:
    place = folder / "bare.db"
    place.unlink(missing_ok=True)
    connection = sqlite3.connect(place)
    connection.execute("CREATE TABLE a (id TEXT PRIMARY KEY, content TEXT)")
    connection.executemany("INSERT INTO a VALUES (?, ?)", _contents(folder))
    connection.commit()
    connection.close()


def send(folder: Path) -> None:
    """Send everything to the other PC; print seconds and the peak of memory in MiB."""
    with kept.open_workspace(folder / "one") as opened:
        began = time.perf_counter()
        sent = sending.make(opened.store, Order(kind="office"), who=WHO)
        print(time.perf_counter() - began, peak())
        shutil.copyfile(sending.file_of(opened.store, sent[0]), folder / "a.papi")


def take(folder: Path) -> None:
    """Take it in; print seconds and the peak of memory in MiB."""
    with Store(folder / "other" / "papidesk.db") as store:
        began = time.perf_counter()
        with receiving.look(store, folder / "a.papi", who=WHO) as incoming:
            taken = receiving.take(store, incoming, who=WHO, agree=True, backup=False)
        assert taken.state == "applied", taken.state
        print(time.perf_counter() - began, peak())


if __name__ == "__main__":
    {"send": send, "take": take}[sys.argv[1]](Path(sys.argv[2]))
