"""The program is killed while it writes: the next start has the last text or the one before."""

from __future__ import annotations

import random
from pathlib import Path

from papidesk.storage import attachments, drafts, registers, snapshots
from papidesk.storage.integrity import verify
from papidesk.workflow import documents, workspaces, writing
from tests.faults.conftest import killed_after, only_document
from tests.workflow.conftest import WHO

AUTOSAVING = """
import sys
from itertools import count
from pathlib import Path
from papidesk.domain.record import replace
from papidesk.storage.documents import current_version
from papidesk.workflow import documents, workspaces, writing
with workspaces.open_workspace(Path(sys.argv[1])) as opened:
    store = opened.store
    document = documents.get(store, documents.listing(store)[0].id)
    version = current_version(store, document.id)
    for number in count(int(document.abstract) + 1):
        text = replace(document, abstract=str(number), closing=f"Bản {number}. " * (number % 50))
        writing.autosave(store, text, based_on=version, who="x")
        print(number, flush=True)
"""

KEEPING = """
import sys
from itertools import count
from pathlib import Path
from papidesk.domain.record import replace
from papidesk.storage.documents import current_version
from papidesk.workflow import documents, workspaces, writing
with workspaces.open_workspace(Path(sys.argv[1])) as opened:
    store = opened.store
    document = documents.get(store, documents.listing(store)[0].id)
    for number in count(int(document.abstract) + 1):
        version = current_version(store, document.id)
        text = replace(document, abstract=str(number))
        writing.autosave(store, text, based_on=version, who="x")
        document, version = writing.keep(store, text, based_on=version, who="x")
        print(number, flush=True)
"""

ISSUING = """
import datetime, sys
from pathlib import Path
from papidesk.workflow import documents, issuing, links, workspaces
with workspaces.open_workspace(Path(sys.argv[1])) as opened:
    store = opened.store
    first = documents.listing(store, sort="created", descending=False)[0].id
    while True:
        copy = links.duplicate(store, first, who="x")
        today = datetime.date(2026, 11, 20)
        done = issuing.issue(store, copy.id, today=today, override="x", who="x")
        print(done.number, flush=True)
"""


def test_killed_many_times_during_autosave_the_text_comes_back(folder: Path) -> None:
    rng = random.Random(20)
    for _ in range(8):
        printed = killed_after(AUTOSAVING, folder, rng.randint(1, 6), rng.random() * 0.02)
        last = int(printed[-1])
        with workspaces.open_workspace(folder) as opened:
            assert verify(opened.store)[1] == []
            (found,) = writing.recoverable(opened.store)
            # The one being written when it was killed may have been kept without being told.
            assert int(found.document.abstract) in (last, last + 1)
            text = int(found.document.abstract)
            assert found.document.closing == f"Bản {text}. " * (text % 50)
            recovered = writing.recover(opened.store, found.id, who=WHO)
            assert recovered.abstract == str(text)
            assert drafts.ids(opened.store) == []


def test_killed_between_autosave_and_keeping_nothing_is_there_twice(folder: Path) -> None:
    rng = random.Random(21)
    for _ in range(4):
        printed = killed_after(KEEPING, folder, rng.randint(1, 4), rng.random() * 0.02)
        last = int(printed[-1])
        with workspaces.open_workspace(folder) as opened:
            assert verify(opened.store)[1] == []
            for found in writing.recoverable(opened.store):
                assert not found.stale
                assert int(found.document.abstract) == last + 1
                writing.recover(opened.store, found.id, who=WHO)
        assert int(only_document(folder).abstract) in (last, last + 1)


def test_killed_during_issue_no_number_is_lost_or_given_to_nothing(folder: Path) -> None:
    rng = random.Random(22)
    for _ in range(4):
        printed = killed_after(ISSUING, folder, rng.randint(1, 3), rng.random() * 0.1)
        with workspaces.open_workspace(folder) as opened:
            store = opened.store
            assert verify(store)[1] == []
            entries = registers.entries(store, 2026)
            assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
            assert len(entries) in (int(printed[-1]), int(printed[-1]) + 1)
            for entry in entries:
                assert entry.document_id is not None
                document = documents.get(store, entry.document_id)
                assert (document.state, int(document.number or 0)) == ("issued", entry.number)
                snapshot = snapshots.get(store, document.id)
                assert snapshot is not None
                frozen = attachments.read(store, snapshot.pdf_sha256, "x.pdf")
                assert frozen.startswith(b"%PDF")
