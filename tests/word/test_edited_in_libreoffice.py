"""A paper written here, changed and saved in LibreOffice, and taken in again.

The change is made in LibreOffice's own flat form of the document: everything passes through its
model twice, as when a person opens the file, types and saves it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from papidesk.domain.blocks import Heading, Item, Paragraph, Table
from papidesk.domain.document import Document
from papidesk.domain.manuscript import Manuscript
from papidesk.domain.recognise.recognise import recognise
from papidesk.word.reader import read
from papidesk.word.writer import write
from tests.word import papers
from tests.word.conftest import Convert
from tests.word.test_round_trip import skeleton

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
DC = "http://purl.org/dc/elements/1.1/"
NAMES = {"office": OFFICE, "text": TEXT, "table": TABLE}
Tree = etree._ElementTree
Edit = Callable[[Tree], None]

NEW_HEADING = "3. Phạm vi thực hiện"
NEW_ITEM = "- Thực hiện tại tất cả các thôn trong xã."
CHANGED = "Nội dung này vừa được sửa trong LibreOffice."


def paragraphs(tree: Tree, words: str) -> list[etree._Element]:
    """Return the paragraphs and headings whose text has ``words``."""
    found = tree.xpath("//office:body//text:p | //office:body//text:h", namespaces=NAMES)
    # The writer holds some words together with blanks that do not break.
    return [one for one in found if words in "".join(one.itertext()).replace("\xa0", " ")]


def after(place: etree._Element, model: etree._Element, text: str) -> etree._Element:
    """Put a paragraph of the look of ``model`` with ``text`` behind ``place``."""
    made = copy.deepcopy(model)
    for child in list(made):
        made.remove(child)
    made.text = text
    place.addnext(made)
    return made


def write_more(tree: Tree) -> None:
    """Type a section with an item, change a paragraph, make a word bold, add a row."""
    heading = next(one for one in paragraphs(tree, "Yêu cầu") if one.tag.endswith("}h"))
    items = paragraphs(tree, "Niêm yết công khai danh mục")
    item = next(one for one in items if "".join(one.itertext()).startswith("- "))
    last = next(one for one in items if "".join(one.itertext()).startswith("+ "))
    made = after(last, heading, NEW_HEADING)
    after(made, item, NEW_ITEM)
    point = next(p for p in paragraphs(tree, "a) Niêm yết"))
    for child in list(point):
        point.remove(child)
    point.text = "a) "
    bold = item.find(f"{{{TEXT}}}span")
    assert bold is not None
    span = copy.deepcopy(bold)
    span.text, span.tail = "Nội dung này", CHANGED.removeprefix("Nội dung này")
    point.append(span)
    place = paragraphs(tree, "Thời hạn")[0]
    table = next(place.iterancestors(f"{{{TABLE}}}table"))
    row = table.findall(f"{{{TABLE}}}table-row")[-1]
    added = copy.deepcopy(row)
    cells = added.findall(f"{{{TABLE}}}table-cell")
    for number, cell in enumerate(cells):
        first = cell.find(f"{{{TEXT}}}p")
        for child in list(first):
            first.remove(child)
        first.text = f"Ô mới {number}"
    row.addnext(added)


def track(tree: Tree) -> None:
    """Insert and delete words with changes being tracked, and leave a comment."""
    kept, gone = paragraphs(tree, "Bám sát")[0], paragraphs(tree, "1. Mục đích")[0]
    body = tree.xpath("//office:body/office:text", namespaces=NAMES)[0]
    changes = etree.SubElement(body, f"{{{TEXT}}}tracked-changes")
    body.insert(0, changes)
    for key, kind in (("ct1", "insertion"), ("ct2", "deletion")):
        region = etree.SubElement(changes, f"{{{TEXT}}}changed-region")
        region.set("{http://www.w3.org/XML/1998/namespace}id", key)
        region.set(f"{{{TEXT}}}id", key)
        change = etree.SubElement(region, f"{{{TEXT}}}{kind}")
        info = etree.SubElement(change, f"{{{OFFICE}}}change-info")
        etree.SubElement(info, f"{{{DC}}}creator").text = "Người sửa"
        etree.SubElement(info, f"{{{DC}}}date").text = "2026-01-05T08:00:00"
        if kind == "deletion":
            etree.SubElement(change, f"{{{TEXT}}}p").text = " CHỮ ĐÃ BỎ"
    start = etree.SubElement(kept, f"{{{TEXT}}}change-start")
    start.set(f"{{{TEXT}}}change-id", "ct1")
    start.tail = " Câu thêm vào."
    etree.SubElement(kept, f"{{{TEXT}}}change-end").set(f"{{{TEXT}}}change-id", "ct1")
    etree.SubElement(gone, f"{{{TEXT}}}change").set(f"{{{TEXT}}}change-id", "ct2")
    note = etree.SubElement(gone, f"{{{OFFICE}}}annotation")
    etree.SubElement(note, f"{{{DC}}}creator").text = "Người đọc"
    etree.SubElement(note, f"{{{TEXT}}}p").text = "Ý KIẾN GÓP Ý"


@pytest.fixture(scope="module")
def saved(convert: Convert, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Manuscript]:
    """The same paper saved by LibreOffice: as it was, written on, and with changes tracked."""
    folder = tmp_path_factory.mktemp("edited")
    edits: dict[str, Edit | None] = {"plain": None, "more": write_more, "tracked": track}
    for name in edits:
        (folder / f"{name}.docx").write_bytes(write(papers.plan()))
    flat = convert([folder / f"{name}.docx" for name in edits], "fodt")
    for name, edit in edits.items():
        if edit is not None:
            tree = etree.parse(flat[name])
            edit(tree)
            tree.write(flat[name], encoding="utf-8", xml_declaration=True)
    files = convert(flat.values(), "docx")
    return {name: read(files[name]) for name in edits}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The paper as it is recognised from our own file."""
    path: Path = tmp_path_factory.mktemp("ours") / "a.docx"
    path.write_bytes(write(papers.plan()))
    return recognise(read(path)).document


def tables(document: Document) -> list[Table]:
    blocks = [*document.blocks, *(b for annex in document.annexes for b in annex.blocks)]
    return [block for block in blocks if isinstance(block, Table)]


def test_a_paper_that_was_only_saved_there_is_the_same_paper(
    saved: dict[str, Manuscript], written: Document
) -> None:
    found = recognise(saved["plain"]).document
    for field in found.__struct_fields__:
        if field not in ("blocks", "annexes"):
            assert getattr(found, field) == getattr(written, field), field
    texts = [block for block in found.blocks if not isinstance(block, Table)]
    assert texts == [block for block in written.blocks if not isinstance(block, Table)]
    for mine, theirs in zip(tables(written), tables(found), strict=True):
        assert theirs.rows == mine.rows
        assert theirs.header_rows == mine.header_rows
        assert theirs.widths == pytest.approx(mine.widths, abs=0.002)
    for annex, other in zip(written.annexes, found.annexes, strict=True):
        assert skeleton(other.blocks) == skeleton(annex.blocks)
        assert (other.title, other.note, other.landscape) == (
            annex.title, annex.note, annex.landscape,
        )  # fmt: skip


def test_what_was_typed_there_has_its_level_and_nothing_else_moved(
    saved: dict[str, Manuscript], written: Document
) -> None:
    found = recognise(saved["more"]).document
    headings = [block for block in found.blocks if isinstance(block, Heading)]
    new = next(block for block in headings if block.text == NEW_HEADING[3:])
    assert (new.level, new.number_as_written) == (2, "3.")
    at = found.blocks.index(new)
    item = found.blocks[at + 1]
    assert isinstance(item, Item)
    assert (item.level, item.text) == (1, NEW_ITEM[2:])
    others = [block for i, block in enumerate(found.blocks) if i not in (at, at + 1)]
    before, now = skeleton(written.blocks), skeleton(tuple(others))
    changed = [i for i, (a, b) in enumerate(zip(before, now, strict=True)) if a != b]
    assert len(changed) == 1


def test_changed_words_and_their_bold_are_kept(saved: dict[str, Manuscript]) -> None:
    found = recognise(saved["more"]).document
    point = next(b for b in found.blocks if CHANGED in getattr(b, "text", ""))
    assert isinstance(point, Heading | Paragraph | Item)
    bold = [point.text[m.start : m.end] for m in point.marks if m.style == "b"]
    assert bold == ["Nội dung này"]


def test_a_row_added_to_a_table_is_there_and_merged_heads_stay_merged(
    saved: dict[str, Manuscript], written: Document
) -> None:
    ours, theirs = tables(written), tables(recognise(saved["more"]).document)
    assert len(theirs[0].rows) == len(ours[0].rows) + 1
    last = theirs[0].rows[-1]
    assert [cell.paragraphs[0].text for cell in last.cells] == [f"Ô mới {n}" for n in range(4)]
    spans = [
        [[(cell.colspan, cell.rowspan) for cell in row.cells] for row in table.rows]
        for table in (ours[-1], theirs[-1])
    ]
    assert spans[0] == spans[1]


def test_tracked_changes_are_taken_as_accepted_and_told_and_comments_counted(
    saved: dict[str, Manuscript],
) -> None:
    manuscript = saved["tracked"]
    said = " ".join(getattr(b, "text", "") for b in recognise(manuscript).document.blocks)
    assert "Câu thêm vào." in said
    assert "CHỮ ĐÃ BỎ" not in said
    assert "Ý KIẾN GÓP Ý" not in said
    told = {re.split(r"[ :]", remark.message)[0]: remark.values for remark in manuscript.remarks}
    assert told["Comments"] == {"count": 1}
    assert any("tracked changes" in remark.message for remark in manuscript.remarks)
