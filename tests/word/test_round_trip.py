"""What was written is read again: words, formatting, tables, and the document itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from papidesk.domain.blocks import Block, Heading, Table
from papidesk.domain.document import Document
from papidesk.domain.manuscript import Grid, Line, Manuscript
from papidesk.domain.paper import MOTTO, NATION, Signed, paper
from papidesk.domain.paper_body import Line as PrintedLine
from papidesk.domain.recognise.recognise import recognise
from papidesk.text.clean import clean_line
from papidesk.word.reader import plain_text, read
from papidesk.word.writer import write
from tests.strategies import documents
from tests.word import papers
from tests.word.papers import PAPERS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where written files go."""
    return tmp_path_factory.mktemp("written")


def again(folder: Path, document: Document) -> Manuscript:
    """Write ``document`` and read the file."""
    path = folder / "văn bản.docx"
    path.write_bytes(write(document))
    return read(path)


def words(text: str) -> list[str]:
    """Words and signs, blanks left aside."""
    return text.split()


def printed(document: Document) -> list[str]:
    """All words that the paper says, in its order."""
    said = paper(document)
    parts: list[str] = [said.kind, said.abstract]
    if said.addressees:
        parts += ["Kính gửi:", *said.addressees]
    parts += [said.authority_line, *said.bases, said.enacting]
    parts += _body(said.body)
    recipients = ["Nơi nhận:", *said.foot.recipients] if said.foot.recipients else []
    recipients.append(said.foot.drafter_mark)
    first, second = _signed(said.foot.first), _signed(said.foot.second)
    # Recipients stand below two signatures, but beside one.
    parts += [*second, *first, *recipients] if said.foot.second.given else [*recipients, *first]
    parts += said.confirmation
    for annex in said.annexes:
        if annex.head is not None:
            parts += [*annex.head.superior, *annex.head.issuer, NATION, MOTTO]
        parts += [annex.label, annex.kind, annex.title, annex.note, *_body(annex.body)]
    return words(clean_line(" ".join(parts)))


def _signed(parts: Signed) -> list[str]:
    return [*parts.titles, *parts.other_titles, parts.name]


def _body(parts: tuple[object, ...]) -> list[str]:
    found: list[str] = []
    for part in parts:
        if isinstance(part, PrintedLine):
            found.append(part.plain)
        elif isinstance(part, Table):
            found += [p.text for row in part.rows for cell in row.cells for p in cell.paragraphs]
    return found


@settings(max_examples=40)
@given(document=documents())
def test_every_word_of_the_paper_is_read_again_in_order(folder: Path, document: Document) -> None:
    manuscript = again(folder, document)
    head = manuscript.parts[0]
    assert isinstance(head, Grid)
    rest = Manuscript(name="", form="docx", parts=manuscript.parts[1:])
    text = "\n".join(clean_line(line) for line in plain_text(rest).splitlines())
    assert words(text) == printed(document)


@pytest.mark.parametrize("name", PAPERS)
def test_the_head_is_read_as_an_invisible_table(name: str, folder: Path) -> None:
    head = again(folder, PAPERS[name]()).parts[0]
    assert isinstance(head, Grid)
    assert not head.borders
    assert head.rows[0][1].lines[1].text.text == "Độc lập - Tự do - Hạnh phúc"
    assert head.rows[1][0].lines[0].text.text.startswith("Số: ")


def test_formatting_alignment_and_size_are_read_again(folder: Path) -> None:
    lines = [p for p in again(folder, papers.plan()).parts if isinstance(p, Line)]
    kind = next(line for line in lines if line.text.text == "KẾ HOẠCH")
    body = next(line for line in lines if line.text.text == papers.SENTENCE)
    basis = next(line for line in lines if line.text.text.startswith("Căn cứ"))
    item = next(line for line in lines if line.text.text.startswith("- Bám sát"))
    assert (kind.align, kind.size, kind.text.covered("b")) == ("center", 14.0, True)
    assert (body.align, body.size, body.indent, body.text.marks) == ("both", 14.0, 36.0, ())
    assert basis.text.covered("i")
    assert [item.text.text[m.start : m.end] for m in item.text.marks] == ["Bám sát"]
    noted = next(line for line in lines if any(m.style == "note" for m in line.text.marks))
    assert [m.end for m in noted.text.marks if m.style == "note"] == [18]


def test_tables_are_read_again_cell_by_cell(folder: Path) -> None:
    grids = [p for p in again(folder, papers.plan()).parts if isinstance(p, Grid) and p.borders]
    first, annexed, merged = grids
    assert (first.header_rows, annexed.header_rows, merged.header_rows) == (1, 1, 2)
    assert first.widths == pytest.approx((0.08, 0.52, 0.22, 0.18), abs=0.001)
    assert len(annexed.rows) == 31
    shape = [[(cell.colspan, cell.rowspan) for cell in row] for row in merged.rows]
    assert shape == [[(1, 2), (1, 2), (2, 1)], [(1, 1)] * 2, [(1, 1)] * 4, [(1, 1)] * 4]
    assert merged.landscape


def skeleton(blocks: tuple[Block, ...]) -> list[tuple[str, int, str]]:
    """Kinds, levels and words of blocks."""
    return [
        (
            type(block).__name__,
            block.level if isinstance(block, Heading) else 0,
            re.sub(r"\W+", " ", getattr(block, "text", "")).casefold().strip(),
        )
        for block in blocks
    ]


def test_the_document_is_recognised_again_from_its_word_file(folder: Path) -> None:
    written = papers.plan()
    found = recognise(again(folder, written)).document
    for field in ("kind", "issuer", "superior", "number", "symbol", "place", "date", "abstract"):
        assert getattr(found, field) == getattr(written, field), field
    assert skeleton(found.blocks) == skeleton(written.blocks)
    assert found.signature.lines == written.signature.lines
    assert found.signature.name == written.signature.name
    assert [r.rstrip(".") for r in found.recipients] == list(written.recipients)
    assert [a.title for a in found.annexes] == [a.title.upper() for a in written.annexes]
    assert [a.landscape for a in found.annexes] == [False, True]
    for mine, theirs in zip(written.annexes, found.annexes, strict=True):
        assert skeleton(theirs.blocks) == skeleton(mine.blocks)
