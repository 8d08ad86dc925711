"""The file itself: fonts, properties, outline, language, the same bytes every time."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pikepdf
import pypdfium2
import pytest

from papidesk.domain.blocks import Paragraph
from papidesk.domain.record import to_json
from papidesk.errors import PapiDeskError
from papidesk.printing.fonts import MissingGlyphError
from papidesk.printing.render import printed, render
from tests.conftest import ROOT
from tests.printing.measured import Measured
from tests.printing.official import decision_with_regulation
from tests.printing.papers import ALL, annexed, plan


@pytest.mark.parametrize("name", ALL)
def test_every_font_is_embedded_and_cut_to_what_is_used(name: str) -> None:
    listing = Measured(render(ALL[name]())).tool("pdffonts", "-").splitlines()[2:]
    assert listing
    for line in listing:
        assert "+Tinos" in line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"]


def test_properties_name_title_author_subject() -> None:
    info = Measured(render(plan())).tool("pdfinfo", "-")
    assert "Title:           Kế hoạch số 05/KH-UBND nâng cao Chỉ số" in info
    assert "Author:          Ủy ban nhân dân xã An Hòa" in info
    assert "Subject:         Nâng cao Chỉ số" in info
    assert "Creator:         PapiDesk" in info


def test_the_file_says_it_is_vietnamese() -> None:
    import io

    with pikepdf.open(io.BytesIO(render(plan()))) as file:
        assert file.Root.Lang == "vi-VN"


def test_the_outline_follows_headings_and_annexes() -> None:
    document = pypdfium2.PdfDocument(render(annexed(2)))
    titles = [(mark.level, mark.get_title()) for mark in document.get_toc()]
    document.close()
    assert titles[:3] == [(0, "I. MỤC ĐÍCH, YÊU CẦU"), (1, "1. Mục đích"), (1, "2. Yêu cầu")]
    assert (0, "Phụ lục I. PHÂN CÔNG NHIỆM VỤ") in titles


def test_entries_of_one_level_stand_side_by_side_in_the_outline() -> None:
    document = pypdfium2.PdfDocument(render(decision_with_regulation()))
    found = [(mark.level, mark.get_title()) for mark in document.get_toc()]
    document.close()
    levels = {title.split(".")[0]: level for level, title in found[:3]}
    assert levels == {"Điều 1": 0, "Điều 2": 0, "Điều 3": 0}
    assert (1, "Chương I. QUY ĐỊNH CHUNG") in found
    assert (2, "Điều 1. Phạm vi điều chỉnh") in found
    assert {level for level, title in found[3:] if title.startswith("Điều")} == {2}
    assert all(len(title) <= 121 for _, title in found)
    assert any(title.endswith("…") for _, title in found)


def test_the_same_document_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import sys, hashlib\n"
        "from papidesk.domain.document import Document\n"
        "from papidesk.domain.record import from_json\n"
        "from papidesk.printing.render import render\n"
        "data = sys.stdin.buffer.read()\n"
        "print(hashlib.sha256(render(from_json(Document, data))).hexdigest())\n"
    )
    document = annexed(5)
    done = subprocess.run(
        [sys.executable, "-c", script], input=to_json(document), capture_output=True,
        check=True, cwd=ROOT, env={"PYTHONHASHSEED": "7", "TZ": "Asia/Ho_Chi_Minh"},
    )  # fmt: skip
    render(plan(30))
    expected = hashlib.sha256(render(document)).hexdigest()
    assert done.stdout.decode().strip() == expected


def test_a_character_without_a_picture_is_refused_by_name() -> None:
    with pytest.raises(MissingGlyphError) as caught:
        render(plan(0, blocks=(Paragraph(text="Đạt kết quả 😀 rất tốt"),)))
    assert caught.value.values["character"] == "😀"
    assert "U+1F600" in str(caught.value)
    assert "Đạt kết quả 😀 rất tốt" in str(caught.value)
    assert isinstance(caught.value, PapiDeskError)


def test_markup_signs_in_the_text_are_only_text() -> None:
    text = "Tỷ lệ <b>trên</b> 95 % & dưới 100 %, a < b > c &amp; \\ ( ) [ ] { }"
    paper = Measured(render(plan(0, blocks=(Paragraph(text=text),))))
    assert text in " ".join(" ".join(paper.raw).split())


def test_invisible_signs_and_decomposed_letters_print_as_their_word() -> None:
    text = "U\u0309y ban\u200b nha\u0302n\u202fdân\u00ad xa\u0303"
    paper = Measured(render(plan(0, blocks=(Paragraph(text=text),))))
    assert "Ủy ban nhân dân xã" in " ".join(paper.raw[0].split())


def test_every_vietnamese_letter_is_printed_in_every_face() -> None:
    letters = "".join(
        base + mark
        for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
        for mark in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    )
    from unicodedata import normalize

    from papidesk.domain.richtext import Mark

    text = normalize("NFC", letters) + "đĐ"
    blocks = tuple(
        Paragraph(
            text=text,
            marks=tuple(Mark(start=0, end=len(text), style=s) for s in styles),  # type: ignore[arg-type]
        )
        for styles in ((), ("b",), ("i",), ("b", "i"))
    )
    paper = Measured(render(plan(0, blocks=blocks)))
    whole = "".join("".join(paper.raw).split())
    assert whole.count(text) == 4


def test_page_counts_are_told() -> None:
    result = printed(annexed(2))
    info = Measured(result.pdf).tool("pdfinfo", "-")
    assert f"Pages:           {result.pages}" in info
    assert result.body_pages < result.pages
