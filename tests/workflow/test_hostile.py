"""What must hold when files, clocks and people behave badly."""

from __future__ import annotations

import datetime
import random
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from papidesk.domain.completing import complete
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.paths import resource
from papidesk.storage import attachments, places
from papidesk.storage.attachments import AttachmentMissingError
from papidesk.storage.documents import ChangedMeanwhileError
from papidesk.workflow import demo, documents, issuing, keeping, papers, workspaces
from papidesk.workflow.checks import check_document
from papidesk.workflow.reading import recognise_file
from papidesk.workflow.workspaces import Workspace

TODAY = datetime.date(2026, 12, 1)
PARTS = [
    "Điều 1.", "a)", "I.", "PHỤ LỤC I", "Kính gửi:", "Nơi nhận:", "TM.", "KT. CHỦ TỊCH", "Số: /",
    "|", "|---|", "- ", "**", "\t", "\n\n", "\f", "QUYẾT ĐỊNH", "Căn cứ", "./.", "“", "…", "\x00",
    "\u0301", "😀", "²", "\u202e", "[^1]", "<b>", "</table>", "<td>", "&lt;", "99999999999.",
]  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with workspaces.create(tmp_path / "xã", demo.sample_offices()[0], who="thử") as made:
        yield made


def test_what_is_in_the_trash_takes_no_number(workspace: Workspace) -> None:
    (taken,) = documents.import_files(workspace.store, demo.sample_files()[:1], who="thử")
    documents.trash(workspace.store, [taken.document.id], who="thử")
    with pytest.raises(issuing.InTrashError):
        issuing.issue(workspace.store, taken.document.id, today=TODAY, who="thử")
    documents.untrash(workspace.store, [taken.document.id], who="thử")
    issuing.issue(workspace.store, taken.document.id, today=TODAY, who="thử")


def test_a_clock_set_back_gives_no_numbers(workspace: Workspace) -> None:
    first, second = documents.import_files(workspace.store, demo.sample_files()[:2], who="thử")
    issuing.issue(workspace.store, first.document.id, today=TODAY, who="thử")
    with pytest.raises(issuing.ClockBehindError):
        issuing.issue(
            workspace.store, second.document.id, number=1, day=datetime.date(2025, 1, 20),
            today=datetime.date(2025, 12, 1), who="thử",
        )  # fmt: skip
    assert documents.get(workspace.store, second.document.id).state == "draft"


def test_a_draft_whose_original_is_gone_can_still_be_checked(workspace: Workspace) -> None:
    (taken,) = documents.import_files(workspace.store, demo.sample_files()[:1], who="thử")
    (original,) = attachments.links(workspace.store, taken.document.id)
    assert documents.reading_of(workspace.store, taken.document.id) is not None
    places.attachment(workspace.folder, original.sha256).unlink()
    assert documents.reading_of(workspace.store, taken.document.id) is None
    assert [type(error) for error in keeping.verify(workspace)] == [AttachmentMissingError]


def test_a_damaged_note_does_not_keep_a_backup_out(workspace: Workspace, tmp_path: Path) -> None:
    made = keeping.backup(workspace, tmp_path / "b.papibackup")
    workspace.close()
    (workspace.folder / places.PENDING_RESTORE).write_bytes(b"{")
    with pytest.raises(PapiDeskError):
        workspaces.open_workspace(workspace.folder)
    keeping.restore_into(workspace.folder, made.path, who="thử")
    workspaces.open_workspace(workspace.folder).close()


def spoiled(chance: random.Random, data: bytes) -> bytes:
    """Return ``data`` with a few bytes changed, cut, doubled or strewn in."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 5, 20))):
        at = chance.randrange(len(changed) + 1)
        match chance.randrange(4):
            case 0:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[at : at + chance.choice((1, 5, 50, 2000))]
            case 2:
                changed[at:at] = chance.choice(PARTS).encode() * chance.choice((1, 1, 3, 100))
            case 3:
                start = chance.randrange(len(changed) + 1)
                changed[at:at] = changed[start : start + chance.choice((10, 200, 3000))]
    return bytes(changed)


def spoiled_word(chance: random.Random, data: bytes) -> bytes:
    """Return a Word file one part of which is spoiled, packed soundly again."""
    source, packed = zipfile.ZipFile(BytesIO(data)), BytesIO()
    victim = chance.choice([name for name in source.namelist() if name.endswith(".xml")])
    with zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == victim:
                values = part.split(b'"')
                at = chance.randrange(len(values))
                values[at] = chance.choice((b"", b"-1", b"99999999999", b"x", values[at]))
                part = b'"'.join(values)
            target.writestr(name, part)
    return packed.getvalue()


@pytest.mark.parametrize("form", ["txt", "html", "docx"])
def test_spoiled_files_are_read_or_refused_and_nothing_else(tmp_path: Path, form: str) -> None:
    text = demo.sample_files()[1].read_bytes()
    data = {
        "txt": text,
        "html": b"<table><tr><td>a</table>"
        + b"".join(b"<p><b>%s</b></p>" % line for line in text.splitlines()),
    }.get(form) or papers.docx(recognise_file(demo.sample_files()[1]).document)
    chance, file, printed = random.Random(11), tmp_path / f"x.{form}", 0
    for attempt in range(60):
        word = form == "docx" and attempt % 3
        file.write_bytes((spoiled_word if word else spoiled)(chance, data))
        try:
            read = recognise_file(file)
            check_document(complete(read.document), reading=read.reading).report.summary()
            if attempt % 7 == 1:
                papers.pdf(read.document)
                papers.docx(read.document)
                printed += 1
        except PapiDeskError as error:
            assert str(error)  # a sentence whose fields are all there
    assert printed


def test_what_was_saved_elsewhere_in_the_meantime_is_not_written_over(
    workspace: Workspace,
) -> None:
    source = next(resource("sample").glob("01*.txt"))
    document = documents.import_file(workspace.store, source, who="thử").document
    changed = replace(document, abstract="về việc đã sửa")
    documents.save(workspace.store, changed, who="thử", based_on=1)
    with pytest.raises(ChangedMeanwhileError):
        documents.save(workspace.store, document, who="thử", based_on=1)
    assert documents.get(workspace.store, document.id) == changed
