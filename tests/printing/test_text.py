"""Nothing of a document is lost on paper, and no document however odd stops the printing."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papidesk.domain.blocks import Heading, Item, Paragraph, Row, Table
from papidesk.domain.document import Annex, Document, Footnote, IssueDate
from papidesk.domain.paper import Paper, paper
from papidesk.domain.paper_body import Line
from papidesk.domain.richtext import Mark, RichText
from papidesk.printing.pages import TooTallError
from papidesk.printing.render import printed, render
from tests.printing.measured import Measured
from tests.printing.papers import ALL, COMMUNE, SENTENCES, cell, plan

SYLLABLES = re.split(
    r"\s+",
    "ủy ban nhân dân xã kế hoạch thực hiện chỉ số hiệu quả quản trị hành chính công khai minh bạch "
    "thôn bản đường trường được những nghĩa khuyến 2026 98,5% 05/KH-UBND (PAPI) & < > điều",
)
TEXT = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=60).map(" ".join)
STYLE = st.sampled_from(["b", "i", "u", "sup", "sub"])


@st.composite
def formatted(draw: st.DrawFn) -> dict[str, object]:
    text = draw(TEXT)
    marks = []
    for style in draw(st.sets(STYLE, max_size=2)):
        start = draw(st.integers(0, len(text) - 1))
        marks.append(Mark(start=start, end=draw(st.integers(start + 1, len(text))), style=style))
    return {"text": text, "marks": tuple(marks)}


BLOCK = st.one_of(
    formatted().map(lambda rich: Paragraph(**rich)),
    formatted().map(lambda rich: Item(**rich)),
    st.builds(lambda r, level, run: Heading(level=level, run_in=run, **r), formatted(),
              st.integers(1, 5), st.booleans()),
    st.lists(st.lists(TEXT, min_size=2, max_size=3), min_size=1, max_size=4).map(
        lambda rows: Table(rows=tuple(Row(cells=tuple(map(cell, row))) for row in rows))
    ),
)  # fmt: skip
DOCUMENT = st.builds(
    lambda blocks, scheme, kind, bases, annex: plan(
        0, kind=kind, scheme=scheme, blocks=tuple(blocks), bases=tuple(bases),
        annexes=tuple(Annex(title="biểu", blocks=tuple(a)) for a in annex),
    ),
    st.lists(BLOCK, max_size=14), st.sampled_from(["roman", "arabic", "articles"]),
    st.sampled_from(["KH", "BC", "TB", "QĐ", "CV", ""]), st.lists(TEXT, max_size=2),
    st.lists(st.lists(BLOCK, max_size=4), max_size=2),
)  # fmt: skip


def expected_words(words: Paper) -> list[str]:
    """The letters of the paper in the order of the form, between white space."""
    head, foot = words.head, words.foot
    parts = [*head.superior, *head.issuer, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
             "Độc lập - Tự do - Hạnh phúc", head.number, head.place_date, head.subject, words.kind,
             words.abstract, words.authority_line, *words.bases, words.enacting]  # fmt: skip
    if words.addressees:
        parts += ["Kính gửi:", *words.addressees]
    parts += _body(words.body)
    if foot.recipients:
        parts += ["Nơi nhận:", *foot.recipients]
    parts += [foot.drafter_mark, *foot.titles, *foot.other_titles, foot.name]
    for annex in words.annexes:
        parts += [annex.label, annex.title, annex.note, *_body(annex.body)]
    return " ".join(parts).split()


def _body(parts: tuple[object, ...]) -> list[str]:
    found: list[str] = []
    for part in parts:
        if isinstance(part, Line):
            found.append(part.plain)
        elif isinstance(part, Table):
            found += [each.text for row in part.rows for each in row.cells]
    return found


def read_back(pdf: bytes) -> str:
    """All letters in the order they were written, page numbers left out."""
    pages = [re.sub(r"\A\d+\n", "", page) for page in Measured(pdf).raw]
    return "".join("".join(pages).split())


def assert_all_there(document: Document) -> None:
    words = "".join(expected_words(paper(document)))
    text = read_back(render(document))
    if any(isinstance(part, Table) for part in document.blocks):
        # A repeated head or a row cut by a page end is not in reading order: count the letters.
        assert len(text) >= len(words)
        return
    assert text == words


@settings(max_examples=50)
@given(DOCUMENT)
def test_every_word_of_a_document_is_printed_in_order(document: Document) -> None:
    plain = document
    for annex in document.annexes:
        assert isinstance(annex, Annex)
    if any(isinstance(b, Table) for a in document.annexes for b in a.blocks):
        plain = plan(0, blocks=document.blocks, scheme=document.scheme, kind=document.kind)
    assert_all_there(plain)


@pytest.mark.parametrize("name", [name for name in ALL if name not in ("annexed", "notice")])
def test_every_word_of_the_samples_is_printed_in_order(name: str) -> None:
    assert_all_there(ALL[name]())


def test_no_word_is_broken_and_no_line_torn_apart() -> None:
    paper_read = Measured(render(plan(40)))
    known = {word for text in SENTENCES for word in text.split()}
    body = [box[0] for page in paper_read.boxes[1:] for box in page]
    assert sum(word in known for word in body) > len(body) * 0.8
    for page in paper_read.boxes[1:-1]:
        rows: dict[float, list[tuple[float, float]]] = {}
        for _word, left, _top, right, bottom in page:
            rows.setdefault(round(bottom, 1), []).append((left, right))
        for row in rows.values():
            row.sort()
            if row[-1][1] < 189:
                continue
            gaps = [after[0] - before[1] for before, after in pairwise(row)]
            assert max(gaps) < 6


def test_an_address_longer_than_a_line_stays_inside_the_margins() -> None:
    address = "https://" + "cong-thong-tin-dien-tu/" * 12 + "PAPI"
    paper_read = Measured(render(plan(0, blocks=(Paragraph(text=f"Xem tại {address} nhé"),))))
    assert address in "".join(paper_read.raw[0].split())
    assert all(box[3] < 190.5 for page in paper_read.boxes for box in page)


EXTREMES = {
    "nothing at all": Document(),
    "no blocks": plan(0, blocks=(), closing=""),
    "a very long issuer": plan(1, issuer="ỦY BAN NHÂN DÂN XÃ " + "AN HÒA MỸ THUẬN " * 12),
    "an issuer of one word": plan(1, issuer="X" * 90),
    "an abstract of 500 characters": plan(1, abstract=("Chỉ số hiệu quả " * 32)[:500]),
    "a subject of 500 characters": plan(
        1, kind="CV", abstract=("Chỉ số hiệu quả " * 32)[:500], addressees=("Sở Nội vụ",) * 30
    ),
    "a heading of 300 characters": plan(
        0, blocks=(Heading(level=1, text=("công khai " * 30)[:300]), Paragraph(text="Hết."))
    ),
    "deep levels": plan(0, blocks=tuple(Heading(level=n, text=f"Mức {n}") for n in range(1, 12))),
    "only headings": plan(0, blocks=tuple(Heading(level=1, text="Mục") for n in range(90)),
                          closing=""),
    "an odd date": plan(1, date=IssueDate(day=31, month=2, year=2026)),
    "an empty table and empty text": plan(
        0, blocks=(Table(), Paragraph(), Item(), Heading(level=1))
    ),
    "a place of an unusual length": plan(1, place="Thành phố Hồ Chí Minh và các vùng lân cận xa"),
    "long signature": plan(1, signature=plan().signature.__class__(
        position="PHÓ CHỦ TỊCH THƯỜNG TRỰC KIÊM TRƯỞNG BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", name="N" * 80,
        titles=("Phó Trưởng Ban Thường trực",))),
    "footnotes longer than a page": plan(
        0,
        blocks=(Paragraph(text="Chú thích* dài.", marks=(Mark(start=9, end=10, style="note",
                                                              ref="x"),)),),
        footnotes=(Footnote(id="x", text=RichText(text=" ".join(SENTENCES * 30))),
                   Footnote(id="y", text=RichText(text="Không ai nhắc đến."))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EXTREMES)
def test_no_extreme_paper_raises_or_leaves_the_page(name: str) -> None:
    paper_read = Measured(render(EXTREMES[name]))
    for page in paper_read.boxes:
        for word, left, _top, right, bottom in page:
            assert left > 29.4, word
            assert right < 190.6, word
            assert bottom < 277.6, word


def test_footnotes_that_do_not_fit_go_on_and_unreferred_ones_are_printed() -> None:
    paper_read = Measured(render(EXTREMES["footnotes longer than a page"]))
    text = " ".join(" ".join(paper_read.raw).split())
    assert text.count("phù hợp với từng thôn.") == 30
    assert "Không ai nhắc đến." in text
    assert len(paper_read.sizes) > 2


def test_a_head_taller_than_a_page_is_refused_with_a_sentence() -> None:
    with pytest.raises(TooTallError) as caught:
        render(plan(1, issuer=COMMUNE + " AN HÒA" * 400))
    assert "Shorten" in str(caught.value)


def test_sixty_pages_are_numbered_through() -> None:
    result = printed(plan(900))
    assert result.pages >= 60
    last = Measured(result.pdf).raw[-1].split("\n", 1)[0]
    assert last == str(result.pages)
