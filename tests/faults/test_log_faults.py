"""The program is killed, or the disk full, while the log takes in tables and evidence."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from papidesk.domain.filters import ActivityFilter
from papidesk.storage import attachments
from papidesk.storage.failures import DiskFullError
from papidesk.storage.integrity import verify
from papidesk.workflow import evidence, log, log_import, workspaces
from tests.faults.conftest import killed_after, run
from tests.workflow.conftest import WHO
from tests.workflow.logged import entry

ROWS = 1200

IMPORTING = """
import sys
from itertools import count
from pathlib import Path
from papidesk.workflow import log_import, workspaces
with workspaces.open_workspace(Path(sys.argv[1])) as opened:
    store = opened.store
    for number in count():
        rows = "".join(f"{1 + n % 28}/3/2026\\tMục {n} lần {number} {id(store)}\\t1\\n"
                       for n in range(1200))
        table = log_import.read_cells("Ngày\\tNội dung\\tHội nghị\\n" + rows)
        preview = log_import.preview(store, table, log_import.guess(store, table))
        print("taking", flush=True)
        log_import.take(store, preview, who="x")
        print("taken", flush=True)
"""

ATTACHING = """
import datetime, sys
from itertools import count
from pathlib import Path
from papidesk.domain.activity import Activity
from papidesk.workflow import evidence, log, workspaces
with workspaces.open_workspace(Path(sys.argv[1])) as opened:
    store = opened.store
    one = log.add(store, Activity(date=datetime.date(2026, 3, 5), title="Họp"), who="x")
    source = Path(sys.argv[1]).parent / "giấy mời.pdf"
    for number in count():
        source.write_bytes(b"%PDF " + str((id(store), number)).encode() + b"x" * 400_000)
        evidence.attach_file(store, "activity", one.id, source, who="x")
        print(number, flush=True)
"""

FULL = """
import datetime, resource, sys
from pathlib import Path
from papidesk.domain.activity import Activity
from papidesk.errors import PapiDeskError
from papidesk.workflow import evidence, log, workspaces
with workspaces.open_workspace(Path(sys.argv[1])) as opened:
    store = opened.store
    one = log.add(store, Activity(date=datetime.date(2026, 3, 5), title="Họp"), who="x")
    source = Path(sys.argv[1]).parent / "lớn.pdf"
    source.write_bytes(b"%PDF" + b"x" * 3_000_000)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
    try:
        evidence.attach_file(store, "activity", one.id, source, who="x")
    except PapiDeskError as error:
        print(type(error).__name__)
"""


def test_killed_while_a_table_is_taken_in_all_of_it_is_there_or_nothing(folder: Path) -> None:
    rng = random.Random(4)
    for _ in range(4):
        printed = killed_after(IMPORTING, folder, rng.choice([1, 3]), rng.random() * 0.2)
        told = printed.count("taken")
        with workspaces.open_workspace(folder) as opened:
            store = opened.store
            assert verify(store)[1] == []
            batches = [id for (id,) in store.rows("SELECT DISTINCT batch FROM activities")]
            counts = [log.count(store, ActivityFilter(batch=batch)) for batch in batches]
            assert set(counts) <= {ROWS} and len(counts) >= told
            for batch in batches:
                log_import.undo(store, batch, who=WHO)
            with store.unit_of_work():
                store.write("DELETE FROM activities")


def test_killed_while_evidence_is_attached_every_piece_that_was_told_is_there(
    folder: Path,
) -> None:
    rng = random.Random(4)
    for _ in range(4):
        printed = killed_after(ATTACHING, folder, rng.randint(1, 4), rng.random() * 0.03)
        with workspaces.open_workspace(folder) as opened:
            store = opened.store
            assert verify(store)[1] == []
            assert evidence.missing(store) == []
            row = log.listing(store, sort="entered", limit=1)[0]
            assert row.evidence >= int(printed[-1]) + 1


def test_a_full_disk_attaches_nothing_and_says_so(folder: Path) -> None:
    assert run(FULL, folder) in {"DiskFullError", "DiskFailureError"}
    with workspaces.open_workspace(folder) as opened:
        store = opened.store
        assert verify(store)[1] == [] and log.listing(store)[0].evidence == 0
        assert store.value("SELECT count(*) FROM attachments") == 0
        assert list((folder / "staging").iterdir()) == []


def test_an_import_that_finds_no_room_keeps_nothing_and_can_be_repeated(folder: Path) -> None:
    with workspaces.open_workspace(folder) as opened:
        store = opened.store
        log.add(store, entry("Có sẵn"), who=WHO)
        rows = "".join(f"5/3/2026\tMục {n}\t1\n" for n in range(ROWS))
        table = log_import.read_cells("Ngày\tNội dung\tHội nghị\n" + rows)
        preview = log_import.preview(store, table, log_import.guess(store, table))
        store.row(f"PRAGMA max_page_count = {store.value('PRAGMA page_count') + 20}")
        with pytest.raises(DiskFullError):
            log_import.take(store, preview, who=WHO)
        assert log.count(store) == 1 and verify(store)[1] == []
        store.row("PRAGMA max_page_count = 1000000")
        log_import.take(store, preview, who=WHO)
        assert log.count(store) == ROWS + 1


def test_small_pictures_that_find_no_room_are_shown_all_the_same(
    folder: Path, tmp_path: Path
) -> None:
    from tests.photos.pictures_made import photo

    with workspaces.open_workspace(folder) as opened:
        store = opened.store
        one = log.add(store, entry(), who=WHO)
        path = photo(tmp_path / "a.jpg")
        made = evidence.attach_file(store, "activity", one.id, path, who=WHO)
        # A file stands where the folder should be: nothing can be written there.
        (folder / "thumbnails").write_bytes(b"")
        small = evidence.thumbnail(store, made.sha256, 100)
        assert small is not None and small.startswith(b"\xff\xd8")
        assert attachments.read(store, made.sha256)
