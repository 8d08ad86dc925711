"""Two windows, two programs, a restore in the middle of it."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from papidesk.domain.record import replace
from papidesk.storage import registers
from papidesk.storage.documents import ChangedMeanwhileError
from papidesk.storage.integrity import verify
from papidesk.storage.lock import WorkspaceInUseError
from papidesk.workflow import (
    documents,
    issuing,
    keeping,
    life,
    links,
    versions,
    workspaces,
    writing,
)
from tests.conftest import ROOT
from tests.workflow.conftest import WHO, kept
from tests.workflow.test_life import TODAY, perform

OPENING = """
import sys
from pathlib import Path
from papidesk.errors import PapiDeskError
from papidesk.workflow import keeping, workspaces
try:
    if len(sys.argv) > 2:
        keeping.restore_into(Path(sys.argv[1]), Path(sys.argv[2]), who="x")
    else:
        workspaces.open_workspace(Path(sys.argv[1])).close()
    print("opened")
except PapiDeskError as error:
    print(type(error).__name__)
"""


def another_program(*arguments: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", OPENING, *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_a_second_program_is_refused_until_the_first_has_closed(folder: Path) -> None:
    with workspaces.open_workspace(folder):
        assert another_program(folder) == "WorkspaceInUseError"
        with pytest.raises(WorkspaceInUseError):
            workspaces.open_workspace(folder)
    assert another_program(folder) == "opened"


def test_two_windows_on_one_document_lose_nothing(folder: Path) -> None:
    with (
        workspaces.open_workspace(folder) as opened,
        workspaces.open_store(opened) as other,
    ):
        mine = documents.get(opened.store, documents.listing(opened.store)[0].id)
        theirs = documents.get(other, mine.id)
        writing.autosave(opened.store, replace(mine, abstract="Của tôi"), based_on=1, who=WHO)
        writing.keep(other, replace(theirs, abstract="Của bạn"), based_on=1, who="Bạn")
        with pytest.raises(ChangedMeanwhileError):
            writing.keep(opened.store, replace(mine, abstract="Của tôi"), based_on=1, who=WHO)
        assert documents.get(opened.store, mine.id).abstract == "Của bạn"
        # Told of it, the text is kept on top, and the other one stays in the history.
        writing.keep(opened.store, replace(mine, abstract="Của tôi"), based_on=2, who=WHO)
        told = [versions.version(other, mine.id, number).abstract for number in (1, 2, 3)]
        assert told == ["0", "Của bạn", "Của tôi"]


def test_an_act_in_one_window_stops_the_writing_in_another(folder: Path) -> None:
    with (
        workspaces.open_workspace(folder) as opened,
        workspaces.open_store(opened) as other,
    ):
        mine = documents.get(opened.store, documents.listing(opened.store)[0].id)
        perform(other, mine.id, "submit")
        with pytest.raises(ChangedMeanwhileError):
            writing.keep(opened.store, replace(mine, abstract="x"), based_on=1, who=WHO)
        assert documents.get(opened.store, mine.id).state == "submitted"


def test_a_backup_is_not_restored_over_a_workspace_somebody_has_open(
    folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "sao lưu.papibackup"
    with workspaces.open_workspace(folder) as opened:
        keeping.backup(opened, target)
        documents.save(opened.store, kept(opened.store), who=WHO)
        assert another_program(folder, target) == "WorkspaceInUseError"
        assert documents.count(opened.store) == 2
        assert verify(opened.store)[1] == []


def test_an_open_workspace_goes_back_with_the_life_of_its_documents(
    folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "sao lưu.papibackup"
    with workspaces.open_workspace(folder) as opened:
        store = opened.store
        first = documents.listing(store)[0].id
        perform(store, first, "submit", "return")
        life.add_remark(store, first, "Ghi rõ", place="blocks/1", who=WHO)
        copy = links.duplicate(store, first, who=WHO)
        writing.autosave(store, replace(copy, abstract="dở"), based_on=1, who=WHO)
        before = (life.acts(store, first), life.remarks(store, first), links.links(store, copy.id))
        keeping.backup(opened, target)
        perform(store, first, "submit", "approve")
        writing.discard(store, copy.id)
        links.unlink(store, before[2][0].link.id, who=WHO)
        keeping.restore(opened, target, who=WHO)
        store = opened.store
        assert verify(store)[1] == []
        assert documents.get(store, first).state == "returned"
        assert before == (
            life.acts(store, first), life.remarks(store, first), links.links(store, copy.id),
        )  # fmt: skip
        (found,) = writing.recoverable(store)
        assert found.title == "dở"


def test_two_that_issue_at_once_never_get_the_same_number(folder: Path) -> None:
    with workspaces.open_workspace(folder) as opened:
        ids = [kept(opened.store).id for _ in range(12)]

        def issue(id: str) -> str | None:
            with workspaces.open_store(opened) as store:
                return issuing.issue(store, id, today=TODAY, who=WHO).number

        with ThreadPoolExecutor(4) as pool:
            numbers = sorted(str(number) for number in pool.map(issue, ids))
        assert numbers == [f"{number:02}" for number in range(1, 13)]
        assert len(registers.entries(opened.store, TODAY.year)) == 12
        assert verify(opened.store)[1] == []
