"""Each real paper is written anew in the window, from a template to an equal paper.

The real papers lie beside the checkout; without them these tests have no cases.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from papidesk.domain.document import Document
from papidesk.domain.office import Office
from papidesk.workflow import documents, papers, workspaces
from papidesk.workflow.checks import check_document
from tests.conftest import shared_files
from tests.drafting.offices_made import office
from tests.drafting.test_seeds_rewritten import TEMPLATES, outline, recognised
from tests.ui.conftest import WHO, OpenWindow
from tests.ui.journey.rewriting import CONTROL, Rewriter, headings, section_words

# What a clerk types to find the template, by its id.
FOUND_BY = {
    "ke-hoach-truyen-thong-papi": "truyen thong nang cao chi so papi",
    "ke-hoach-truyen-thong-cchc": "tuyen truyen cai cach hanh chinh",
    "ke-hoach-nang-cao-papi": "ke hoach nang cao chi so papi",
    "bao-cao-dinh-ky": "bao cao dinh ky",
}
# What a clerk has to set right after pasting, at most: one line pasted over a title stays one.
CORRECTIONS = 2


def writer_of(seed: Document) -> Office:
    """Return the office of a paper, named as a person writes it."""
    found = re.match(r"ỦY BAN NHÂN DÂN (XÃ|THỊ TRẤN|TỈNH) (.+)", seed.issuer)
    assert found is not None
    name = f"{found[1].lower()} {found[2].title()}"
    province = name.startswith("tỉnh")
    return office(
        name,
        preset="three-level",
        level="province" if province else "commune",
        superior="" if province else "huyện Bình Giang",
    )


def errors(document: Document, own: Office) -> Counter[str]:
    """Return how often each rule finds an error."""
    report = check_document(document, own).report
    return Counter(f.rule for f in report.findings if f.severity == "error")


def printed_words(path: Path) -> str:
    with pdfplumber.open(path) as pdf:
        return section_words(" ".join(page.extract_text() or "" for page in pdf.pages))


@pytest.mark.parametrize("path", shared_files("seeds/*.txt"), ids=lambda path: path.name[:3])
def test_a_real_paper_is_written_anew_in_the_window(
    path: Path, qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    seed, template = recognised(path), TEMPLATES[path.name[:3]]
    own = writer_of(seed)
    workspaces.create(tmp_path / "place", own, who=WHO).close()
    clerk = Rewriter(qtbot, open_window(tmp_path / "place"))
    clerk.begin(FOUND_BY[template], template, seed.date.year or 2024)
    begun = clerk.document

    clerk.move_there_and_back()
    clerk.take_annexes_away()
    clerk.rewrite(seed.blocks)
    clerk.fill_head(seed)
    clerk.key(Qt.Key.Key_S, CONTROL, on=clerk.surface)
    assert len(clerk.corrections) <= CORRECTIONS, clerk.corrections

    store = clerk.window.context.workspace.store
    written = documents.get(store, begun.id)
    assert outline(written) == outline(seed)
    for name in (
        "kind", "symbol", "number", "date", "place", "abstract", "bases", "addressees",
        "recipients", "signature", "closing", "issuer", "annexes", "footnotes",
    ):  # fmt: skip
        assert getattr(written, name) == getattr(seed, name), name
    sections = [section_words(heading) for heading in headings(seed)]
    qtbot.waitUntil(lambda: clerk.outline() == sections)
    assert not errors(written, own) - errors(seed, own)

    (tmp_path / "paper.pdf").write_bytes(papers.pdf(written))
    words, at = printed_words(tmp_path / "paper.pdf"), 0
    for line in headings(seed):
        at = words.find(section_words(line), at) + 1
        assert at > 0, line

    clerk.surface.setFocus()
    while clerk.editor.session.history.can_undo:
        clerk.key(Qt.Key.Key_Z, CONTROL)
    assert clerk.document == begun
