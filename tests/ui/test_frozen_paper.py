"""An issued paper is shown, exported and printed as the file it was frozen as."""

from __future__ import annotations

import datetime
from pathlib import Path

import pypdfium2
from pytestqt.qtbot import QtBot

from papidesk.domain.document import Document, IssueDate
from papidesk.domain.record import replace
from papidesk.storage import attachments, registers, snapshots
from papidesk.storage import documents as stored
from papidesk.storage.workspace import Workspace
from papidesk.workflow import documents, papers
from tests.ui.conftest import OpenWindow
from tests.ui.person import Answers, page_of

OLDER = "BẢN IN CỦA CHƯƠNG TRÌNH CŨ"


def frozen_by_an_older_program(folder: Path) -> tuple[str, bytes]:
    """Issue a draft as a program did that printed it with other words and on more pages."""
    with Workspace.open(folder) as workspace:
        store = workspace.store
        draft = documents.get(store, documents.listing(store, kind="KH")[0].id)
        issued = replace(
            draft, number="05", date=IssueDate.of(datetime.date(2026, 1, 12)), state="issued"
        )
        pdf = papers.pdf(older(issued))
        with store.unit_of_work():
            printed = attachments.add_bytes(store, pdf, media_type="application/pdf")
            entry = registers.RegisterEntry(
                series="chung", year=2026, date="2026-01-12", number=5, symbol=issued.symbol,
                gap_reason="Sổ cũ", document_id=issued.id,
            )  # fmt: skip
            registers.enter(store, entry)
            kept = stored.save(store, issued)
            attachments.link(store, printed, kept.id, "05.pdf", role="issued")
            snapshots.add(store, kept, printed.sha256, program="0.0.1")
    return issued.id, pdf


def older(document: Document) -> Document:
    return replace(document, abstract=OLDER, blocks=document.blocks * 2)


def test_the_window_uses_the_frozen_file(
    qtbot: QtBot, open_window: OpenWindow, answers: Answers, full: Path, tmp_path: Path
) -> None:
    id, pdf = frozen_by_an_older_program(full)
    window = open_window(full)
    page = page_of(window)
    page.list.choose(id)
    qtbot.waitUntil(lambda: page.pane.session.pdf != b"", timeout=15_000)
    assert page.pane.session.pdf == pdf
    page.edit(id)
    session = page.editing.view.session
    qtbot.waitUntil(lambda: session.present_pdf() != b"", timeout=15_000)
    assert session.present_pdf() == pdf
    answers.target = tmp_path / "exported.pdf"
    page.editing.view.export(".pdf")
    qtbot.waitUntil(lambda: window.context.jobs.idle and answers.target.exists(), timeout=15_000)
    assert (tmp_path / "exported.pdf").read_bytes() == pdf
    answers.paper = tmp_path / "printed.pdf"
    page.editing.view.print()
    qtbot.waitUntil(lambda: window.context.jobs.idle and answers.paper.exists(), timeout=30_000)
    document = session.document
    assert document is not None
    today = pages(papers.pdf(document))
    assert pages(answers.paper.read_bytes()) == pages(pdf) > today


def pages(pdf: bytes) -> int:
    paper = pypdfium2.PdfDocument(pdf)
    try:
        return len(paper)
    finally:
        paper.close()
