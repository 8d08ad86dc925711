"""What we write is a sound Word file: schema, styles, fonts, sections, equal bytes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from lxml import etree

from papidesk.domain.blocks import Item, PageBreak
from papidesk.domain.document import Document
from papidesk.domain.layout_profile import UnknownBaseError, load
from papidesk.domain.record import replace
from papidesk.domain.wording import lowered
from papidesk.word.writer import write
from tests.strategies import documents
from tests.word import papers
from tests.word.papers import PAPERS
from tests.word.schema_order import W, breaches

ALL = pytest.mark.parametrize("name", PAPERS)


def parts(data: bytes) -> dict[str, bytes]:
    """The files in the archive."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def roots(data: bytes) -> dict[str, etree._Element]:
    """The parsed parts."""
    return {name: etree.fromstring(content) for name, content in parts(data).items()}


@ALL
def test_elements_stand_in_the_order_of_the_schema(name: str) -> None:
    found = roots(write(PAPERS[name]()))
    assert [(part, each) for part, root in found.items() for each in breaches(root)] == []


@settings(max_examples=40)
@given(documents())
def test_any_document_makes_a_sound_file(document: Document) -> None:
    data = write(document)
    found = roots(data)
    assert [(part, each) for part, root in found.items() for each in breaches(root)] == []
    notes = found["word/footnotes.xml"]
    known = {note.get(f"{W}id") for note in notes.iter(f"{W}footnote")}
    asked = [r.get(f"{W}id") for r in found["word/document.xml"].iter(f"{W}footnoteReference")]
    assert set(asked) <= known
    assert len(asked) == len(set(asked))
    assert docx.Document(io.BytesIO(data)).paragraphs


@ALL
def test_the_same_document_gives_the_same_bytes(name: str) -> None:
    assert write(PAPERS[name]()) == write(PAPERS[name]())
    dates = {i.date_time for i in zipfile.ZipFile(io.BytesIO(write(PAPERS[name]()))).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


@ALL
def test_every_paragraph_has_one_of_our_styles(name: str) -> None:
    found = roots(write(PAPERS[name]()))
    styles = {s.get(f"{W}styleId") for s in found["word/styles.xml"].iter(f"{W}style")}
    for part in ("word/document.xml", "word/header1.xml"):
        for paragraph in found[part].iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            assert style is not None
            assert style.get(f"{W}val") in styles


def test_styles_have_vietnamese_names_each_its_own() -> None:
    sheet = roots(write(papers.plan()))["word/styles.xml"]
    names = [n.get(f"{W}val", "") for n in sheet.iter(f"{W}name")]
    ours = [name for name in names if name.startswith("PapiDesk ")]
    assert len(ours) == len(set(ours)) >= 45
    assert not any("," in name for name in names)  # Word reads what follows as another name


@ALL
def test_no_font_but_times_new_roman_is_named_anywhere(name: str) -> None:
    for part, root in roots(write(PAPERS[name]())).items():
        for fonts in root.iter(f"{W}rFonts"):
            assert dict(fonts.attrib) == {
                f"{W}{script}": "Times New Roman" for script in ("ascii", "eastAsia", "hAnsi", "cs")
            }
        assert b"theme" not in etree.tostring(root).replace(b"themeFontLang", b""), part
    sheet = roots(write(PAPERS[name]()))["word/styles.xml"]
    assert sheet.find(f"{W}docDefaults//{W}rFonts") is not None
    assert [x.get(f"{W}val") for x in sheet.iter(f"{W}lang")] == ["vi-VN"]


def test_sizes_margins_and_paper_are_those_of_the_profile() -> None:
    for base in (13, 14):
        profile = load().at(base)
        found = roots(write(papers.plan(), base=base))
        sheet = found["word/styles.xml"]
        body = next(s for s in sheet.iter(f"{W}style") if s.get(f"{W}styleId") == "PDbody")
        size = body.find(f"{W}rPr/{W}sz")
        assert size is not None
        assert float(size.get(f"{W}val", "0")) / 2 == profile.style("body").points
        section = next(found["word/document.xml"].iter(f"{W}sectPr"))
        paper, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert paper is not None
        assert margins is not None
        assert (paper.get(f"{W}w"), paper.get(f"{W}h")) == ("11906", "16838")
        for side, measure in (("left", profile.page.left_mm), ("top", profile.page.top_mm)):
            assert float(margins.get(f"{W}{side}", "0")) == pytest.approx(
                measure.chosen * 1440 / 25.4, abs=1
            )
    with pytest.raises(UnknownBaseError):
        write(papers.plan(), base=12)


def test_annexes_are_sections_with_numbers_of_their_own() -> None:
    sections = list(roots(write(papers.plan()))["word/document.xml"].iter(f"{W}sectPr"))
    starts = [section.find(f"{W}pgNumType") is not None for section in sections]
    turned = [s.find(f"{W}pgSz").get(f"{W}orient") for s in sections]  # type: ignore[union-attr]
    first_hidden = [section.find(f"{W}titlePg") is not None for section in sections]
    assert starts == [False, True, True]
    assert turned == [None, None, "landscape"]
    assert first_hidden == [True, True, True]


def test_a_wide_table_turns_its_pages_and_the_numbers_run_on() -> None:
    sections = list(roots(write(papers.wide()))["word/document.xml"].iter(f"{W}sectPr"))
    assert [s.find(f"{W}pgSz").get(f"{W}orient") for s in sections] == [None, "landscape", None]  # type: ignore[union-attr]
    assert [s.find(f"{W}pgNumType") for s in sections] == [None, None, None]
    assert [s.find(f"{W}titlePg") is not None for s in sections] == [True, False, False]


def test_properties_come_from_the_document_alone() -> None:
    core = docx.Document(io.BytesIO(write(papers.plan()))).core_properties
    assert core.title == f"Kế hoạch số 05/KH-UBND {lowered(papers.plan().abstract)}"
    assert core.author == "Ủy ban nhân dân xã An Hòa"
    assert core.language == "vi-VN"
    assert core.created is not None
    assert core.created.date().isoformat() == "2026-01-05"
    undated = write(replace(papers.letter(), abstract="a"))
    assert b"dcterms:created" not in parts(undated)["docProps/core.xml"]


def test_text_that_looks_like_markup_stays_text(tmp_path: Path) -> None:
    from papidesk.word.reader import plain_text, read

    sign = replace(papers.letter().signature, name="A & <b>B</b> \"C\" 'D'")
    path = tmp_path / "a.docx"
    path.write_bytes(write(replace(papers.letter(), signature=sign, place="\x0bAn\x00 Hòa")))
    assert "A & <b>B</b> \"C\" 'D'" in plain_text(read(path))
    assert "An Hòa, ngày" in plain_text(read(path))


def test_a_tightened_page_is_tightened_here_too_but_not_its_annexes() -> None:
    found = roots(write(papers.plan(), lines=1.0))
    body = next(
        s for s in found["word/styles.xml"].iter(f"{W}style") if s.get(f"{W}styleId") == "PDbody"
    )
    usual = body.find(f"{W}pPr/{W}spacing")
    assert usual is not None
    assert usual.get(f"{W}line") == "240"
    own = [
        spacing.get(f"{W}line")
        for paragraph in found["word/document.xml"].iter(f"{W}p")
        for style in paragraph.iterfind(f"{W}pPr/{W}pStyle[@{W}val='PDbody']")
        for spacing in [paragraph.find(f"{W}pPr/{W}spacing")]
        if spacing is not None and style is not None
    ]
    assert own.count("264") == 3
    assert [breach for root in found.values() for breach in breaches(root)] == []


def test_a_page_break_beside_turned_pages_makes_no_empty_page() -> None:
    report = papers.wide()
    before, heading, table, *after = report.blocks
    broken = replace(report, blocks=(before, PageBreak(), heading, table, PageBreak(), *after))
    tree = roots(write(broken))["word/document.xml"]
    assert list(tree.iter(f"{W}pageBreakBefore")) == []
    assert len(list(tree.iter(f"{W}sectPr"))) == 3


def test_a_long_list_of_addressees_may_go_on_over_pages() -> None:
    def kept(count: int) -> list[str]:
        names = tuple(f"Ủy ban nhân dân xã An Hòa {index}" for index in range(count))
        body = roots(write(replace(papers.letter(), addressees=names)))["word/document.xml"]
        items = [
            paragraph
            for paragraph in body.iter(f"{W}p")
            if "".join(paragraph.itertext()).startswith("- Ủy ban nhân dân xã An Hòa")
        ]
        off = [item.find(f"{W}pPr/{W}keepNext") is not None for item in items]
        return ["loose" if each else "kept" for each in off]

    assert kept(5) == ["kept"] * 5
    assert kept(30) == ["kept", *["loose"] * 27, "kept", "kept"]


def test_a_long_number_keeps_the_whole_column() -> None:
    document = replace(papers.plan(), symbol="KH-TTPVHCC&CUDVSNC-HCTH")
    body = roots(write(document))["word/document.xml"]
    number = next(
        each for each in body.iter(f"{W}p") if "".join(each.itertext()).startswith("Số: ")
    )
    indent = number.find(f"{W}pPr/{W}ind")
    assert indent is None or indent.get(f"{W}left") == "0"


def test_an_item_that_opens_a_list_stays_with_its_first_item() -> None:
    lead = Item(level=1, text="Còn 02 nhiệm vụ chậm tiến độ:")
    blocks = (lead, Item(level=2, text="Niêm yết."), Item(level=2, text="Công khai:"))
    body = roots(write(replace(papers.plan(), blocks=blocks)))["word/document.xml"]
    kept = [
        paragraph.find(f"{W}pPr/{W}keepNext") is not None
        for paragraph in body.iter(f"{W}p")
        if "".join(paragraph.itertext()).endswith(("chậm tiến độ:", "Niêm yết."))
    ]
    assert kept == [True, False]
