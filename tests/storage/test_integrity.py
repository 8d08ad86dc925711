"""The integrity check: silent when all is well, naming what is not."""

from __future__ import annotations

import datetime
import sqlite3

import pytest

from papidesk.domain.document import Document, IssueDate
from papidesk.domain.incoming import Incoming
from papidesk.storage import attachments, documents, incoming, indexing, registers
from papidesk.storage.failures import DamagedDatabaseError
from papidesk.storage.integrity import SearchIndexError, verify
from papidesk.storage.store import Store
from papidesk.storage.workspace import Workspace
from tests.storage.stored import NOON, fill


def test_a_sound_workspace_has_no_problems(store: Store) -> None:
    fill(store)
    result, problems = verify(store, now=NOON)
    assert problems == []
    assert result.counts["documents"] == 3
    assert result.attachments_checked == 4
    assert store.value("SELECT checked_at FROM workspace") == "2025-08-20T05:00:00Z"


def test_a_missing_attachment_is_named(store: Store) -> None:
    first = fill(store)[0]
    (link,) = attachments.links(store, first.id)
    attachments.path_of(store, link.sha256).unlink()
    (problem,) = verify(store)[1]
    assert isinstance(problem, attachments.AttachmentMissingError)
    assert "bản thảo kế hoạch.txt" in str(problem)


def test_an_index_that_misses_documents_is_told_and_mended(store: Store) -> None:
    fill(store)
    with store.unit_of_work():
        store.write("DELETE FROM search_documents")
    (problem,) = verify(store)[1]
    assert isinstance(problem, SearchIndexError)
    assert problem.values["count"] == 2
    indexing.rebuild(store)
    assert verify(store)[1] == []


def test_a_broken_reference_is_told(workspace: Workspace) -> None:
    fill(workspace.store)
    workspace.store.close()
    # Another program does not mind references.
    other = sqlite3.connect(workspace.database)
    other.execute("PRAGMA foreign_keys = OFF")
    other.execute("DELETE FROM attachments WHERE media_type = 'text/plain'")
    other.commit()
    other.close()
    with Store(workspace.database) as store:
        (problem,) = verify(store)[1]
    assert isinstance(problem, DamagedDatabaseError)
    assert "attachment_links" in str(problem)


def test_damaged_pages_are_told_not_raised(workspace: Workspace) -> None:
    fill(workspace.store)
    pages = workspace.store.value("PRAGMA page_count")
    workspace.store.close()
    content = bytearray(workspace.database.read_bytes())
    assert len(content) == pages * 4096
    content[6 * 4096 : 12 * 4096] = b"\xa5" * 6 * 4096
    workspace.database.write_bytes(bytes(content))
    with Store(workspace.database) as store:
        problems = verify(store)[1]
    assert problems
    assert all(isinstance(problem, DamagedDatabaseError) for problem in problems)


def tampered(workspace: Workspace, sql: str) -> list[str]:
    """Change the file with another program and return what the check says then."""
    workspace.store.close()
    other = sqlite3.connect(workspace.database)
    other.execute("PRAGMA foreign_keys = OFF")
    other.execute(sql)
    other.commit()
    other.close()
    with Store(workspace.database) as store:
        return [str(problem) for problem in verify(store)[1]]


@pytest.mark.parametrize(
    "change",
    [
        "author = 'Sở Khác'", "arrived_on = '2026-01-06'", "arrival_number = 7", "year = 2025",
        "deadline = NULL", "assigned_to = 'Văn phòng'", "same_key = ''", "progress = 'done'",
    ],
)  # fmt: skip
def test_a_line_of_the_incoming_register_that_was_changed_is_told(
    workspace: Workspace, change: str
) -> None:
    paper = Incoming(
        year=2026,
        arrived_on=datetime.date(2026, 1, 5),
        author="Sở Mẫu",
        code="05/SM-VP",
        abstract="Về việc mẫu",
        deadline=datetime.date(2026, 1, 20),
    )
    incoming.enter(workspace.store, paper, who="thử")
    assert verify(workspace.store)[1] == []
    (problem,) = tampered(workspace, f"UPDATE register_incoming SET {change}")
    assert "damaged" in problem


@pytest.mark.parametrize(
    "change", ["number = 9", "symbol = 'BC-UBND'", "date = '2026-02-02'", "year = 2025"]
)
def test_a_line_of_the_outgoing_register_that_is_not_its_papers_is_told(
    workspace: Workspace, change: str
) -> None:
    store = workspace.store
    paper = Document(
        kind="KH", symbol="KH-UBND", number="05", state="issued", abstract="Kế hoạch mẫu",
        date=IssueDate.of(datetime.date(2026, 1, 20)),
    )  # fmt: skip
    paper = documents.save(store, paper)
    entry = registers.RegisterEntry(
        series="chung", year=2026, date="2026-01-20", number=5, symbol="KH-UBND",
        gap_reason="thử", document_id=paper.id,
    )  # fmt: skip
    registers.enter(store, entry)
    assert verify(store)[1] == []
    (problem,) = tampered(workspace, f"UPDATE register_outgoing SET {change}")
    assert "Kế hoạch mẫu" in problem


def test_an_office_whose_version_is_not_there_is_told(workspace: Workspace) -> None:
    fill(workspace.store)
    (problem,) = tampered(workspace, "UPDATE offices SET version = version + 1")
    assert "office" in problem
