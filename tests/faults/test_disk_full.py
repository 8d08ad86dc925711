"""The disk is full while text is autosaved or a paper issued: all is as it was, and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from papidesk.domain.record import replace
from papidesk.storage import drafts, registers
from papidesk.storage.failures import DiskFullError
from papidesk.storage.integrity import verify
from papidesk.workflow import documents, life, workspaces, writing
from tests.faults.conftest import only_document, run
from tests.workflow.conftest import WHO

# A limit on the size of files stands for the disk: the same failure, and no disk is needed.
AUTOSAVING = """
import resource, sys
from pathlib import Path
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.workflow import documents, workspaces, writing
with workspaces.open_workspace(Path(sys.argv[1])) as opened:
    store = opened.store
    document = documents.get(store, documents.listing(store)[0].id)
    writing.autosave(store, replace(document, abstract="còn chỗ"), based_on=1, who="x")
    size = opened.database.stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4096, size + 4096))
    try:
        long = replace(document, abstract="hết chỗ", closing="dài " * 200_000)
        writing.autosave(store, long, based_on=1, who="x")
    except PapiDeskError as error:
        print(type(error).__name__)
"""

ISSUING = """
import datetime, resource, sys
from pathlib import Path
from papidesk.errors import PapiDeskError
from papidesk.workflow import documents, issuing, workspaces
with workspaces.open_workspace(Path(sys.argv[1])) as opened:
    store = opened.store
    id = documents.listing(store)[0].id
    issuing.last_check(store, id, today=datetime.date(2026, 11, 20))
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))
    try:
        issuing.issue(store, id, today=datetime.date(2026, 11, 20), override="x", who="x")
    except PapiDeskError as error:
        print(type(error).__name__)
"""


def test_a_full_disk_keeps_the_text_that_was_autosaved_before(folder: Path) -> None:
    assert run(AUTOSAVING, folder) in {"DiskFullError", "DiskFailureError"}
    with workspaces.open_workspace(folder) as opened:
        assert verify(opened.store)[1] == []
        (found,) = writing.recoverable(opened.store)
        assert found.document.abstract == "còn chỗ"


def test_writing_goes_on_when_there_is_room_again(folder: Path) -> None:
    with workspaces.open_workspace(folder) as opened:
        store = opened.store
        document = documents.get(store, documents.listing(store)[0].id)
        long = replace(document, closing="dài " * 200_000)
        store.row(f"PRAGMA max_page_count = {store.value('PRAGMA page_count')}")
        for write in (writing.autosave, writing.keep):
            with pytest.raises(DiskFullError):
                write(store, long, based_on=1, who=WHO)
        assert documents.get(store, document.id) == document
        assert drafts.ids(store) == []
        store.row("PRAGMA max_page_count = 1000000")
        assert writing.keep(store, long, based_on=1, who=WHO)[1] == 2


@pytest.mark.parametrize("room", [2_000, 40_000])
def test_a_full_disk_takes_no_number(folder: Path, room: int) -> None:
    """With little room the journal fails, with more the printed file does."""
    before = only_document(folder)
    assert run(ISSUING.replace("ROOM", str(room)), folder) in {
        "DiskFullError",
        "DiskFailureError",
        "AttachmentNotWrittenError",
        "NotWrittenError",
    }
    with workspaces.open_workspace(folder) as opened:
        store = opened.store
        assert verify(store)[1] == []
        assert documents.get(store, before.id) == before
        assert registers.entries(store, 2026) == []
        assert life.acts(store, before.id) == []
