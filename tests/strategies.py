"""Hypothesis strategies for the records of the domain: varied, but always valid."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from papidesk.domain.blocks import Block, Cell, Heading, Item, PageBreak, Paragraph, Row, Table
from papidesk.domain.document import Annex, Aside, Document, Footnote, IssueDate, State
from papidesk.domain.kinds import kinds
from papidesk.domain.numbering import SCHEMES
from papidesk.domain.people import PREFIXES, Authority, Signature
from papidesk.domain.richtext import STYLES, Mark, RichText, tidy

SYLLABLES = (
    "kế", "hoạch", "tuyên", "truyền", "cải", "cách", "hành", "chính", "đánh", "giá", "chỉ", "số",
    "ủy", "ban", "nhân", "dân", "xã", "An", "Hòa", "năm", "2024", "2025", "10%", "thực", "hiện",
    "Đảng", "được", "người", "nghiệp", "quyết", "định", "05/KH-UBND", "(PAPI)", "–", "“mẫu”",
    "a<b>", "R&D", "thường", "xuyên", "Nguyễn", "Thị", "đặc", "khu", "y", "ý", "1.000.000", "đồng;",
)  # fmt: skip


def words(min_size: int = 1, max_size: int = 12) -> st.SearchStrategy[str]:
    """Vietnamese-looking text in NFC: syllables with single spaces between them."""
    return st.lists(st.sampled_from(SYLLABLES), min_size=min_size, max_size=max_size).map(" ".join)


def texts(max_size: int = 40) -> st.SearchStrategy[str]:
    """Any clean text: NFC, no control characters, no white space at its ends, never empty."""
    odd = st.text(
        st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")),
        min_size=1,
        max_size=max_size,
    )
    cleaned = odd.map(lambda text: " ".join(unicodedata.normalize("NFC", text).split()))
    return st.one_of(words(), words(), cleaned.map(lambda text: text or "trống"))


@st.composite
def rich_texts(draw: st.DrawFn) -> RichText:
    """A text and sorted, tidy marks over it (no footnote marks, which need their footnote)."""
    text = draw(texts())
    styles = st.sampled_from([style for style in STYLES if style != "note"])
    places = st.integers(0, len(text))
    drawn = draw(st.lists(st.tuples(places, places, styles), max_size=3))
    marks = [Mark(start=min(a, b), end=max(a, b), style=style) for a, b, style in drawn]
    return RichText(text=text, marks=tidy(marks, len(text)))


@st.composite
def _headings(draw: st.DrawFn) -> Heading:
    rich = draw(rich_texts())
    return Heading(
        level=draw(st.integers(1, 4)),
        text=rich.text,
        marks=rich.marks,
        number_as_written=draw(st.sampled_from(["", "I.", "1.", "2.1.", "a)", "đ)", "Điều 3."])),
        format=draw(st.sampled_from(["", "", "", "%1)", "(%1)", "%a."])),
        numbered=draw(st.booleans()),
        run_in=draw(st.booleans()),
    )


@st.composite
def _paragraphs(draw: st.DrawFn) -> Paragraph:
    rich = draw(rich_texts())
    style = draw(st.sampled_from(["body", "body", "center", "right", "note"]))
    return Paragraph(text=rich.text, marks=rich.marks, style=style)


@st.composite
def _items(draw: st.DrawFn) -> Item:
    rich = draw(rich_texts())
    level = draw(st.sampled_from([1, 1, 2]))
    return Item(level=level, text=rich.text, marks=rich.marks, marker="-" if level == 1 else "+")


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of 1 to 4 columns; a row may have one cell that reaches over all of them."""
    columns = draw(st.integers(1, 4))
    cell = st.builds(
        Cell,
        paragraphs=st.lists(rich_texts(), max_size=2).map(tuple),
        align=st.sampled_from(["", "left", "center", "right"]),
    )
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        if columns > 1 and draw(st.booleans()):
            wide = draw(cell)
            cells = (Cell(paragraphs=wide.paragraphs, colspan=columns, align=wide.align),)
        else:
            cells = tuple(draw(cell) for _ in range(columns))
        rows.append(Row(cells=cells))
    return Table(
        rows=tuple(rows),
        header_rows=draw(st.integers(0, 1)),
        widths=draw(st.sampled_from([(), tuple(1 / columns for _ in range(columns))])),
        borders=draw(st.booleans()),
    )


def blocks() -> st.SearchStrategy[Block]:
    """Any block, without an id."""
    return st.one_of(
        _paragraphs(), _headings(), _items(), tables(), st.builds(PageBreak), _paragraphs()
    )


def issue_dates() -> st.SearchStrategy[IssueDate]:
    """A full date, one without its day, or none."""
    full = st.builds(
        IssueDate, day=st.integers(1, 28), month=st.integers(1, 12), year=st.integers(2015, 2035)
    )
    blank = st.builds(IssueDate, month=st.integers(1, 12), year=st.integers(2015, 2035))
    return st.one_of(full, full, blank, st.just(IssueDate()))


@st.composite
def signatures(draw: st.DrawFn) -> Signature:
    """A signature block, with up to two authority lines."""
    bodies = st.sampled_from(["ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "CHÁNH VĂN PHÒNG"])
    authorities = st.builds(Authority, prefix=st.sampled_from(PREFIXES), body=bodies)
    return Signature(
        chain=tuple(draw(st.lists(authorities, max_size=2))),
        position=draw(st.sampled_from(["", "CHỦ TỊCH", "PHÓ CHỦ TỊCH"])),
        name=draw(st.sampled_from(["", "Nguyễn Văn Mẫu", "Đỗ Thị Ví Dụ"])),
    )


def _many(strategy: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def annexes() -> st.SearchStrategy[Annex]:
    """An annex with a few blocks."""
    return st.builds(
        Annex,
        title=texts(),
        kind=st.sampled_from(["", "", "QC"]),
        landscape=st.booleans(),
        scheme=st.sampled_from(sorted(SCHEMES)),
        blocks=st.lists(blocks(), max_size=2).map(tuple),
    )


_SECRETARY = Signature(position="THƯ KÝ", name="Đỗ Thị Ví Dụ")


@st.composite
def documents(draw: st.DrawFn, state: State = "draft") -> Document:
    """A whole document in ``state``, without an id."""
    return Document(
        kind=draw(st.sampled_from(["", *kinds()])),
        state=state,
        issuer=draw(st.sampled_from(["", "ỦY BAN NHÂN DÂN XÃ AN HÒA"])),
        superior=draw(st.sampled_from(["", "TỈNH MẪU"])),
        number=draw(st.sampled_from([None, "01", "05", "123"])),
        symbol=draw(st.sampled_from(["", "KH-UBND", "BC-UBND", "UBND-VHXH", "QĐ-UBND"])),
        place=draw(st.sampled_from(["", "An Hòa"])),
        date=draw(issue_dates()),
        abstract=draw(st.one_of(st.just(""), texts())),
        bases=draw(_many(texts())),
        addressees=draw(_many(words(), 2)),
        scheme=draw(st.sampled_from(sorted(SCHEMES))),
        blocks=tuple(draw(st.lists(blocks(), max_size=6))),
        closing=draw(st.one_of(st.just(""), texts())),
        recipients=draw(_many(words())),
        signature=draw(signatures()),
        second_signature=draw(st.sampled_from([Signature(), Signature(), _SECRETARY])),
        annexes=tuple(draw(st.lists(annexes(), max_size=1))),
        footnotes=draw(
            st.lists(st.builds(Footnote, id=st.just("1"), text=rich_texts()), max_size=1).map(tuple)
        ),
        urgency=draw(st.sampled_from(["", "", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"])),
        circulation=draw(st.sampled_from(["", "", "LƯU HÀNH NỘI BỘ"])),
        asides=draw(
            st.lists(
                st.builds(
                    Aside, kind=st.just("page_number"), text=st.just("2"), line=st.integers(1, 99)
                ),
                max_size=1,
            ).map(tuple)
        ),
    )
