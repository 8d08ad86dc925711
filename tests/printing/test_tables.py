"""Tables on paper: heads repeat, tall rows and merged cells go over pages, nothing is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papidesk.domain.blocks import Cell, Heading, Paragraph, Row, Table
from papidesk.domain.document import Annex
from papidesk.domain.richtext import RichText
from papidesk.printing.render import printed, render
from tests.printing.measured import Measured
from tests.printing.papers import SENTENCES, annexed, cell, plan, table


def one_table(content: Table, landscape: bool = False) -> Measured:
    annex = Annex(title="Biểu tổng hợp", blocks=(content,), landscape=landscape)
    return Measured(render(plan(0, blocks=(), closing="Kèm theo Phụ lục.", annexes=(annex,))))


def words(*counts: int, start: int = 0) -> list[str]:
    return [
        " ".join(f"t{start + row}n{i}" for i in range(count)) for row, count in enumerate(counts)
    ]


def test_the_head_repeats_on_each_page() -> None:
    paper = Measured(render(annexed(40)))
    heads = [line.page for line in paper.lines if line.text.startswith("STT")]
    pages = {line.page for line in paper.lines if "Phòng Văn hóa - Xã hội" in line.text}
    assert len(pages) > 3
    assert heads == sorted(pages)


def test_a_row_taller_than_a_page_goes_on_and_loses_nothing() -> None:
    tall = words(900, 3)
    rows = (
        Row(cells=(cell("Đầu"), cell("Nội dung"))),
        Row(cells=(cell(tall[1]), cell(tall[0]))),
        Row(cells=(cell("cuối"), cell("hết"))),
    )
    paper = one_table(Table(rows=rows))
    text = " ".join(" ".join(paper.raw).split())
    assert all(f" {word} " in f" {text} " for word in (*tall[0].split(), *tall[1].split()))
    assert text.count("Nội dung") >= 2


def test_merged_cells_over_a_page_end_keep_their_text_and_do_not_raise() -> None:
    body = tuple(
        Row(cells=(cell("Nhóm " + words(150)[0], rowspan=60), cell("1"), cell("một")))
        if index == 0
        else Row(cells=(cell(str(index + 1)), cell(SENTENCES[index % 4])))
        for index in range(60)
    )
    paper = one_table(Table(rows=(Row(cells=tuple(map(cell, "ABC"))), *body)))
    text = " ".join(" ".join(paper.raw).split())
    assert len(paper.sizes) > 3
    assert all(f"t0n{i} " in text for i in range(149))


def test_a_small_merged_group_is_not_torn() -> None:
    groups = tuple(
        Row(cells=(cell(f"G{index // 3}", rowspan=3), cell(f"h{index}")))
        if index % 3 == 0
        else Row(cells=(cell(f"h{index}"),))
        for index in range(150)
    )
    paper = one_table(Table(rows=groups, header_rows=0))
    page = {line.text: line.page for line in paper.lines if line.text.startswith("h")}
    for start in range(0, 150, 3):
        assert page[f"h{start}"] == page[f"h{start + 1}"] == page[f"h{start + 2}"]


def test_forty_columns_fit_between_the_margins() -> None:
    head = Row(cells=tuple(cell(f"Cột{index}") for index in range(40)))
    row = Row(cells=tuple(cell(str(index * 1000)) for index in range(40)))
    paper = one_table(Table(rows=(head, row)))
    assert paper.sizes[1][0] == pytest.approx(297, abs=0.1)
    for _word, left, _top, right, _bottom in paper.boxes[1]:
        assert left > 29.5
        assert right < 277.5


def test_a_wide_table_in_the_body_turns_its_page_with_its_heading() -> None:
    wide = Table(
        rows=(
            Row(cells=tuple(cell(f"Chỉ tiêu {index}") for index in range(12))),
            Row(cells=tuple(cell(str(index)) for index in range(12))),
        )
    )
    blocks = (
        Paragraph(text="Trước bảng."), Heading(level=1, text="SỐ LIỆU"), wide,
        *(Paragraph(text=SENTENCES[i % 4]) for i in range(3)),
    )  # fmt: skip
    paper = Measured(render(plan(0, blocks=blocks)))
    assert [size[0] > 250 for size in paper.sizes] == [False, True, False]
    assert paper.line("I. SỐ LIỆU").page == paper.line("Chỉ tiêu").page == 2


def test_columns_follow_their_shares_and_rules_enclose_the_table() -> None:
    paper = one_table(table(2, landscape=True), landscape=True)
    page = paper._pages[1]
    uprights = sorted({round(line["x0"] * 25.4 / 72, 1) for line in page.lines
                       if abs(line["x0"] - line["x1"]) < 0.1})  # fmt: skip
    assert uprights[0] == pytest.approx(30, abs=0.2)
    assert uprights[-1] == pytest.approx(277, abs=0.2)
    assert uprights[1] - uprights[0] == pytest.approx(0.07 * 247, abs=0.2)


def test_uneven_rows_and_impossible_spans_are_printed() -> None:
    rows = (
        Row(cells=(cell("a", colspan=9, rowspan=9), cell("b"))),
        Row(cells=(cell("c"), cell("d"), cell("e"))),
        Row(),
        Row(cells=(Cell(), cell("f", rowspan=3))),
    )
    text = " ".join(one_table(Table(rows=rows)).raw)
    assert all(letter in text for letter in "abcdef")


def test_empty_tables_print_nothing() -> None:
    assert printed(plan(0, blocks=(Table(), Table(rows=(Row(), Row())))), base=13).pages


CELLS = st.builds(
    lambda count, down, across: (count, down, across),
    st.integers(0, 60), st.sampled_from([1, 1, 1, 1, 2, 3, 7]), st.sampled_from([1, 1, 1, 2, 4]),
)  # fmt: skip


@settings(max_examples=30)
@given(st.lists(st.lists(CELLS, max_size=5), max_size=8), st.integers(0, 3))
def test_random_tables_lose_no_word_and_stay_inside(
    shape: list[list[tuple[int, int, int]]], heads: int
) -> None:
    number = 0
    rows, expected = [], []
    for row in shape:
        cells = []
        for count, down, across in row:
            text = " ".join(f"w{number + i}" for i in range(count))
            expected += text.split()
            number += count
            cells.append(Cell(paragraphs=(RichText(text=text),), rowspan=down, colspan=across))
        rows.append(Row(cells=tuple(cells)))
    paper = one_table(Table(rows=tuple(rows), header_rows=heads))
    found = [box[0] for page in paper.boxes for box in page]
    assert Counter("".join(expected)) <= Counter("".join(found))
    for (wide, high), page in zip(paper.sizes, paper.boxes, strict=True):
        for word, left, _top, right, bottom in page:
            assert left > 29.4, word
            assert right < wide - 19.4, word
            assert bottom < high - 18, word
