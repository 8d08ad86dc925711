"""The unit of work: everything or nothing, and each failure with its sentence."""

from __future__ import annotations

import contextlib
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.storage import audit, documents, listing, schema
from papidesk.storage.failures import (
    CannotOpenError,
    DatabaseLockedError,
    DiskFullError,
    InconsistentDataError,
    StorageError,
    UnitOfWorkError,
)
from papidesk.storage.store import Store
from papidesk.storage.workspace import Workspace
from tests.conftest import ROOT
from tests.storage.stored import plan


def acts(store: Store) -> list[str]:
    return [entry.act for entry in audit.entries(store)]


def test_a_unit_of_work_is_kept_as_a_whole(store: Store) -> None:
    with store.unit_of_work():
        audit.add(store, "one")
        audit.add(store, "two")
    assert sorted(acts(store)) == ["one", "two"]


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, SystemExit, GeneratorExit])
def test_any_exception_undoes_all_of_it(store: Store, failure: type[BaseException]) -> None:
    with pytest.raises(failure), store.unit_of_work():
        audit.add(store, "one")
        raise failure
    assert acts(store) == []
    with store.unit_of_work():
        audit.add(store, "next")
    assert acts(store) == ["next"]


def test_a_unit_of_work_inside_another_is_refused(store: Store) -> None:
    with pytest.raises(UnitOfWorkError), store.unit_of_work():
        audit.add(store, "one")
        with store.unit_of_work():
            audit.add(store, "two")
    assert acts(store) == []


def test_nothing_is_written_outside_a_unit_of_work(store: Store) -> None:
    with pytest.raises(UnitOfWorkError):
        store.write("DELETE FROM audit")
    with pytest.raises(UnitOfWorkError):
        store.bulk(schema.AUDIT, ("id",), [("x",)])


def test_a_failure_that_was_swallowed_inside_undoes_all_of_it(store: Store) -> None:
    saved = documents.save(store, plan())
    with pytest.raises(UnitOfWorkError), store.unit_of_work():
        documents.save(store, replace(saved, abstract="khác"))
        with contextlib.suppress(documents.ChangedMeanwhileError):
            documents.save(store, replace(saved, abstract="nữa"), based_on=1)
    assert documents.get(store, saved.id) == saved


def test_a_rule_of_the_database_that_was_swallowed_undoes_all_of_it(store: Store) -> None:
    with pytest.raises(UnitOfWorkError), store.unit_of_work():
        audit.add(store, "one")
        with contextlib.suppress(InconsistentDataError):
            store.write("INSERT INTO documents (id) VALUES ('x')")
    assert acts(store) == []


def test_a_misspelt_table_is_an_error_and_makes_no_table(store: Store) -> None:
    tables = store.rows("SELECT name FROM sqlite_master")
    with pytest.raises(StorageError), store.unit_of_work():
        store.insert("documentz", {"id": "x"})  # type: ignore[arg-type]
    assert store.rows("SELECT name FROM sqlite_master") == tables


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", "not-a-key"),
        ("version", 0),
        ("version", "một"),
        ("state", "lost"),
        ("updated_at", "hôm qua"),
        ("symbol", None),
    ],
)
def test_what_a_column_cannot_hold_is_refused(store: Store, column: str, value: object) -> None:
    saved = documents.save(store, plan())
    with pytest.raises(InconsistentDataError), store.unit_of_work():
        store.write(f"UPDATE documents SET {column} = ? WHERE id = ?", (value, saved.id))


def test_a_dangling_reference_is_refused(store: Store) -> None:
    with pytest.raises(InconsistentDataError), store.unit_of_work():
        store.write(
            "INSERT INTO versions VALUES ('none', 1, '{}', ?, '2025-01-01T00:00:00Z', '', '')",
            ("0" * 64,),
        )


def test_a_full_disk_leaves_the_old_state(store: Store) -> None:
    saved = documents.save(store, plan())
    store.row(f"PRAGMA max_page_count = {store.value('PRAGMA page_count')}")
    with pytest.raises(DiskFullError):
        for index in range(200):
            documents.save(store, plan(f"{index} " + "dài " * 2000))
    store.row("PRAGMA max_page_count = 1000000")
    assert store.value("PRAGMA integrity_check") == "ok"
    assert documents.get(store, saved.id) == saved
    documents.save(store, replace(saved, abstract="tiếp tục được"))


def test_when_sqlite_rolls_back_by_itself_the_unit_says_so(store: Store) -> None:
    with pytest.raises(UnitOfWorkError), store.unit_of_work():
        audit.add(store, "one")
        store.write("ROLLBACK")  # what a full disk makes SQLite do
        with contextlib.suppress(UnitOfWorkError):
            audit.add(store, "two")
    assert acts(store) == []


FULL = """
import resource, sys
from pathlib import Path
from papidesk.errors import PapiDeskError
from papidesk.storage import documents
from papidesk.storage.workspace import Workspace
from tests.storage.stored import plan
with Workspace.open(Path(sys.argv[1])) as w:
    size = w.database.stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 8192, size + 8192))
    try:
        for index in range(200):
            documents.save(w.store, plan(f"{index} " + "dài " * 2000))
    except PapiDeskError as error:
        print(type(error).__name__)
"""


def test_a_file_that_may_not_grow_leaves_the_old_state(workspace: Workspace) -> None:
    saved = documents.save(workspace.store, plan())
    workspace.close()
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(workspace.folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout.strip() in {"DiskFullError", "DiskFailureError"}, done.stderr
    with Workspace.open(workspace.folder) as opened:
        assert opened.store.value("PRAGMA integrity_check") == "ok"
        assert documents.get(opened.store, saved.id) == saved


def test_a_database_another_program_holds_is_told_and_free_again_later(
    workspace: Workspace,
) -> None:
    other = sqlite3.connect(workspace.database, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store = workspace.store
    store.row("PRAGMA busy_timeout = 50")
    with pytest.raises(DatabaseLockedError), store.unit_of_work():
        audit.add(store, "one")
    with pytest.raises(DatabaseLockedError):
        listing.rows(store)
    other.execute("ROLLBACK")
    other.close()
    audit.add(store, "two")
    assert acts(store) == ["two"]


def test_a_commit_that_a_reader_blocks_is_undone_with_a_sentence(workspace: Workspace) -> None:
    reader = sqlite3.connect(workspace.database, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM workspace").fetchall()
    workspace.store.row("PRAGMA busy_timeout = 50")
    with pytest.raises(DatabaseLockedError):
        audit.add(workspace.store, "one")
    reader.execute("ROLLBACK")
    reader.close()
    audit.add(workspace.store, "two")
    assert acts(workspace.store) == ["two"]


def test_a_writer_waits_for_another_that_is_soon_done(workspace: Workspace) -> None:
    held, go = threading.Event(), threading.Event()

    def hold() -> None:
        with Store(workspace.database) as own, own.unit_of_work():
            audit.add(own, "first")
            held.set()
            go.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    threading.Timer(0.2, go.set).start()
    audit.add(workspace.store, "second")
    thread.join()
    assert sorted(acts(workspace.store)) == ["first", "second"]


def test_a_store_used_from_another_thread_is_refused(store: Store) -> None:
    caught: list[BaseException] = []

    def use() -> None:
        try:
            store.rows("SELECT 1")
        except PapiDeskError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert isinstance(caught[0], StorageError)


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(CannotOpenError):
        Store(tmp_path / "papidesk.db")
    assert list(tmp_path.iterdir()) == []


def test_many_rows_go_in_at_once_or_not_at_all(store: Store) -> None:
    rows = [(f"{i:08x}-0000-7000-8000-000000000000", "2025-01-01T00:00:00Z", "", "bulk", "", "")
            for i in range(5000)]  # fmt: skip
    columns = ("id", "at", "who", "act", "subject", "detail")
    with store.unit_of_work():
        assert store.bulk(schema.AUDIT, columns, rows) == 5000
    with pytest.raises(InconsistentDataError), store.unit_of_work():
        store.bulk(schema.AUDIT, columns, [("x" * 36, *row[1:]) for row in rows])
    assert store.value("SELECT count(*) FROM audit") == 5000


SAVING = """
import sys
from pathlib import Path
from papidesk.domain.record import replace
from papidesk.storage import attachments, documents
from papidesk.storage.workspace import Workspace
with Workspace.open(Path(sys.argv[1])) as w:
    document = documents.get(w.store, sys.argv[2])
    print("ready", flush=True)
    number = 0
    while True:
        number += 1
        with w.store.unit_of_work():
            document = documents.save(
                w.store,
                replace(document, abstract=f"lần {number}", closing=f"lần {number}. " * 3000),
            )
            kept = attachments.add_bytes(
                w.store, b"%d" % number * 50000, media_type="text/plain"
            )
            attachments.link(w.store, kept, document.id, f"{number}.txt")
        print(number, flush=True)
"""


def test_killed_twenty_times_while_saving_the_last_reported_save_is_there(
    workspace: Workspace,
) -> None:
    saved = documents.save(workspace.store, plan())
    workspace.close()
    for attempt in range(20):
        process = subprocess.Popen(
            [sys.executable, "-c", SAVING, str(workspace.folder), saved.id],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        # Killed at another moment each time, from within the first save to some saves later.
        time.sleep(0.001 + attempt * 0.0021)
        process.send_signal(signal.SIGKILL)
        reported = [int(line) for line in process.stdout.read().split()]
        process.wait()
        with Workspace.open(workspace.folder) as opened:
            found = documents.get(opened.store, saved.id)
            assert opened.store.value("PRAGMA integrity_check") == "ok"
            assert list(problems(opened.store)) == []
            number = int(found.abstract.split()[1]) if found.abstract.startswith("lần") else 0
            if reported:
                assert number in {reported[-1], reported[-1] + 1}
            # Old or new, but never a mixture of both.
            assert number == 0 or found.closing == f"lần {number}. " * 3000


def problems(store: Store) -> list[StorageError]:
    from papidesk.storage.integrity import verify

    return verify(store)[1]


def test_every_error_of_storage_has_its_sentence() -> None:
    def all_of(kind: type[PapiDeskError]) -> list[type[PapiDeskError]]:
        return [kind, *(deep for sub in kind.__subclasses__() for deep in all_of(sub))]

    # Other tests in this process make errors of their own.
    kinds = [kind for kind in all_of(StorageError) if kind.__module__.startswith("papidesk.")]
    assert len({kind.message for kind in kinds}) == len(kinds)
    assert all(kind.message.endswith(".") for kind in kinds)


def test_sqlite_errors_do_not_leave_the_room(store: Store) -> None:
    with pytest.raises(StorageError):
        store.rows("SELECT nonsense FROM nowhere")
    with pytest.raises(StorageError):
        store.rows("SELECT * FROM documents WHERE id = ?", ())
    store.close()
    with pytest.raises(StorageError):
        store.rows("SELECT 1")
