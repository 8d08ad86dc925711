"""The markup of templates: what is written is read back, and what is wrong is told by its line."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papidesk.domain.blocks import Block, Cell, Heading, Item, PageBreak, Paragraph, Row, Table
from papidesk.domain.document import Document
from papidesk.domain.record import replace
from papidesk.domain.richtext import Mark, RichText, from_runs, to_runs
from papidesk.drafting import inline, markup
from papidesk.drafting.failures import TemplateError, TemplateMarkupError
from papidesk.drafting.markup_writing import write
from papidesk.drafting.sandbox import filled
from tests.strategies import documents, rich_texts, texts


def _known(text: RichText) -> RichText:
    # What runs can hold: a field has a name, a letter is not raised and lowered at once.
    return from_runs(to_runs(text))


def _bare(block: Block) -> Block:
    if isinstance(block, PageBreak):
        return block
    if isinstance(block, Table):
        rows = tuple(
            Row(
                cells=tuple(
                    replace(cell, paragraphs=tuple(map(_known, cell.paragraphs)))
                    for cell in row.cells
                )
            )
            for row in block.rows
        )
        return replace(block, rows=rows)
    text = _known(RichText(text=block.text, marks=block.marks))
    block = replace(block, marks=text.marks)
    return replace(block, number_as_written="") if isinstance(block, Heading) else block


def _comparable(document: Document) -> Document:
    """Return only what the markup holds."""
    return Document(
        abstract=document.abstract,
        bases=document.bases,
        addressees=document.addressees,
        scheme=document.scheme,
        blocks=tuple(map(_bare, document.blocks)),
        closing=document.closing,
        recipients=document.recipients,
        signature=document.signature,
        second_signature=document.second_signature,
        urgency=document.urgency,
        circulation=document.circulation,
        annexes=tuple(
            replace(annex, blocks=tuple(map(_bare, annex.blocks))) for annex in document.annexes
        ),
        footnotes=tuple(
            replace(note, text=_known(note.text)) for note in document.footnotes
        ),
    )  # fmt: skip


@given(documents())
def test_a_document_written_as_markup_is_read_back_the_same(document: Document) -> None:
    wanted = _comparable(document)
    assert markup.read(write(document), Document()) == wanted
    assert markup.read(filled(write(document), {}), Document()) == wanted


@given(rich_texts())
def test_formatting_is_read_back_the_same(text: RichText) -> None:
    assert inline.rich(inline.written(_known(text))) == _known(text)


@example("|")
@example("{%")
@example(" ")
@example("\\")
@given(st.one_of(texts(), st.text("\\<>|{}%#@+-[]=& b/iup\n", max_size=30)))
def test_any_text_can_be_made_literal(text: str) -> None:
    assert inline.rich(inline.escaped(text)).text == text
    assert (
        markup.read("x\n" + inline.escaped(text), Document()).blocks[1:]
        in (
            (Paragraph(text=text),),
            (),
        )
        or not text.strip()
    )


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_with_its_line(text: str) -> None:
    try:
        markup.read(text, Document())
    except TemplateError as error:
        assert 1 <= error.line <= text.count("\n") + text.count("\r") + 1


def test_each_part_has_its_line() -> None:
    document = markup.read(
        """
@Trích yếu: Về việc thử
@can-cu: Căn cứ Luật A
@Kính gửi: Sở B
# Một
##[chạy] Hai <b>đậm</b>
#[không số; so=%A.] Ba
- gạch
+ cộng
++[•] sâu
đoạn \\# thường
@Giữa: giữa trang
---
@Bảng[đầu=2; rộng=1,3; khung=không]:
|[2x1; giữa] A |
| một<p>hai | \\| |
@Kết: Hết
@Nơi nhận: Lưu: VT
@Ký: TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH | Nguyễn Văn Mẫu
@Ký trái: THƯ KÝ
@Phụ lục[ngang]: Biểu
@Kèm theo: (Kèm theo Kế hoạch)
nội dung
""",
        Document(),
    )
    assert (document.abstract, document.bases) == ("Về việc thử", ("Căn cứ Luật A",))
    assert document.addressees == ("Sở B",)
    assert document.blocks[:3] == (
        Heading(level=1, text="Một"),
        Heading(
            level=2, run_in=True, text="Hai đậm", marks=(Mark(start=4, end=7, style="b"),)
        ),
        Heading(level=1, numbered=False, format="%A.", text="Ba"),
    )  # fmt: skip
    assert document.blocks[3:6] == (
        Item(text="gạch"),
        Item(level=2, marker="+", text="cộng"),
        Item(level=3, marker="•", text="sâu"),
    )
    assert document.blocks[6:9] == (
        Paragraph(text="đoạn # thường"),
        Paragraph(text="giữa trang", style="center"),
        PageBreak(),
    )
    assert document.blocks[9] == Table(
        header_rows=2,
        widths=(0.25, 0.75),
        borders=False,
        rows=(
            Row(cells=(Cell(colspan=2, align="center", paragraphs=(RichText(text="A"),)),)),
            Row(
                cells=(
                    Cell(paragraphs=(RichText(text="một"), RichText(text="hai"))),
                    Cell(paragraphs=(RichText(text="|"),)),
                )
            ),
        ),
    )
    assert document.signature.lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert document.second_signature.position == "THƯ KÝ"
    annex = document.annexes[0]
    assert (annex.title, annex.landscape, annex.note) == ("Biểu", True, "(Kèm theo Kế hoạch)")
    assert annex.blocks == (Paragraph(text="nội dung"),)


@pytest.mark.parametrize(
    "wrong",
    [
        "@Lạ: x", "#không cách", "-sai", "| một |", "<b>mở", "đóng</i>", "#[lạ] x",
        "@Bảng[cột=3]:", "@Bảng[rộng=0]:", "@Phụ lục[loại=Không]: x", "@Độ khẩn: GẤP",
        "@Kèm theo: x", "@Đánh số: Hy Lạp", "@Phụ lục: A\n@Nơi nhận: B", "@Cuối trang: x",
    ],
)  # fmt: skip
def test_a_wrong_line_is_told_by_its_number(wrong: str) -> None:
    with pytest.raises(TemplateMarkupError) as told:
        markup.read(f"đúng\n\n{wrong}", Document(), first_line=10)
    assert told.value.line == 12 + wrong.count("\n")
