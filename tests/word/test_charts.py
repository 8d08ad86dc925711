"""Charts of annexes: the same columns on the printed page, in Word and in LibreOffice."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path

import pdfplumber
import pytest
from lxml import etree

from papidesk.domain.blocks import Paragraph
from papidesk.domain.chart import Chart, ChartPoint, ChartSeries, drawing
from papidesk.domain.document import Annex
from papidesk.domain.record import replace
from papidesk.printing.render import render
from papidesk.word.writer import write
from papidesk.workflow.reading import recognise_file
from tests.word.conftest import Convert
from tests.workflow.conftest import sound

VALUES = (8, 12, 5, 20)
CHART = Chart(
    title="Tin, bài theo tháng",
    unit="tin, bài",
    categories=tuple(f"Tháng {month}" for month in range(1, 5)),
    series=(
        ChartSeries(name="", points=tuple(ChartPoint(value=Decimal(each)) for each in VALUES)),
    ),
    target=ChartPoint(value=Decimal(15)),
    target_name="Chỉ tiêu tháng",
)
PAPER = replace(
    sound(),
    annexes=(
        Annex(
            title="Số liệu", landscape=True, charts=(CHART,),
            blocks=(Paragraph(text="Số liệu của bốn tháng."),),
        ),
    ),
)  # fmt: skip


def columns(path: Path) -> list[tuple[float, float]]:
    """Return width and height of the filled columns on the last page, from left to right."""
    with pdfplumber.open(path) as pdf:
        page = pdf.pages[-1]
        shapes = [*page.rects, *(each for each in page.curves if each["fill"])]
        found = [one for one in shapes if one["width"] > 20 and one["height"] > 10]
        return [
            (round(one["width"], 1), round(one["height"], 1))
            for one in sorted(found, key=lambda one: one["x0"])
        ]


def words(path: Path) -> str:
    with pdfplumber.open(path) as pdf:
        return " ".join(pdf.pages[-1].extract_text().split())


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("charts") / "in.pdf"
    path.write_bytes(render(PAPER))
    return path


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("charts") / "word.docx"
    path.write_bytes(write(PAPER))
    return path


def test_columns_on_the_page_are_as_high_as_their_values(printed: Path) -> None:
    heights = [height for _, height in columns(printed)]
    assert len(heights) == 4
    assert [round(height / heights[3] * 20) for height in heights] == list(VALUES)
    said = words(printed)
    for text in ("Tin, bài theo tháng (tin, bài)", "Tháng 4", "20", "Chỉ tiêu tháng (15)", "./."):
        assert text in said
    assert said.rstrip().endswith("./.")


def test_the_word_file_has_the_same_columns_and_says_what_they_show(word: Path) -> None:
    with zipfile.ZipFile(word) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    shape = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
    main = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    filled = [
        one for one in tree.iter(f"{shape}spPr")
        if one.find(f"{main}solidFill") is not None
    ]  # fmt: skip
    sizes = [one.find(f"{main}xfrm/{main}ext") for one in filled]
    heights = [int(size.get("cy")) for size in sizes if size is not None]
    made = drawing(CHART, 700, CHART.height_mm * 72 / 25.4)
    assert heights == [pytest.approx(bar.height * 12_700, abs=2) for bar in made.bars]
    prop = next(tree.iter("{*}docPr"))
    assert prop.get("descr", "").startswith("Biểu đồ: Tin, bài theo tháng (tin, bài). Tháng 1 – 8")


def test_libreoffice_shows_the_same_columns(word: Path, printed: Path, convert: Convert) -> None:
    shown = convert([word], "pdf")["word"]
    ours, theirs = columns(printed), columns(shown)
    assert len(theirs) == len(ours)
    for mine, other in zip(ours, theirs, strict=True):
        assert other == pytest.approx(mine, abs=1.5)
    assert "Chỉ tiêu tháng (15)" in words(shown) and "Tháng 4" in words(shown)


def test_a_chart_read_back_is_its_title_and_its_words(word: Path) -> None:
    found = recognise_file(word).document
    texts = [getattr(block, "text", "") for block in found.annexes[0].blocks]
    assert texts[0] == "Số liệu của bốn tháng."
    assert any(text.startswith("Biểu đồ: Tin, bài theo tháng") for text in texts)
    assert "Tháng 4" not in texts and "20" not in texts


def test_papers_without_charts_print_as_before() -> None:
    bare = replace(PAPER, annexes=(replace(PAPER.annexes[0], charts=()),))
    assert render(bare) != render(PAPER)
    assert b"Bi\xe1\xbb\x83u" not in write(bare)
