"""What is printed of a document: words of the head, numbers, end marks, lists, annexes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain import issuer_name, wording
from papidesk.domain.blocks import Cell, Heading, Item, PageBreak, Paragraph, Row, Table
from papidesk.domain.document import Annex, Document, Footnote, IssueDate
from papidesk.domain.paper import HEAD_WIDTH_EM, Printable, paper
from papidesk.domain.paper_body import Line
from papidesk.domain.paper_columns import Needs, shared
from papidesk.domain.people import Authority, Signature
from papidesk.domain.record import replace
from papidesk.domain.richtext import Mark, RichText

COMMUNE = "ỦY BAN NHÂN DÂN XÃ AN HÒA"


def plain(parts: tuple[Printable, ...]) -> list[str]:
    return [part.plain.replace("\xa0", " ") for part in parts if isinstance(part, Line)]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (COMMUNE, ("ỦY BAN NHÂN DÂN", "XÃ AN HÒA")),
        ("Hội đồng nhân dân xã An Hòa", ("HỘI ĐỒNG NHÂN DÂN", "XÃ AN HÒA")),
        ("PHÒNG VĂN HÓA - XÃ HỘI", ("PHÒNG VĂN HÓA - XÃ HỘI",)),
        ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", ("TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG")),
        ("PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ", ("PHÒNG KINH TẾ,", "HẠ TẦNG VÀ ĐÔ THỊ")),
        ("ỦY BAN NHÂN DÂN", ("ỦY BAN NHÂN DÂN",)),
        ("", ()),
    ],
)
def test_names_of_issuers_break_where_they_read_well(name: str, lines: tuple[str, ...]) -> None:
    assert issuer_name.lines(name, HEAD_WIDTH_EM) == lines


@given(st.lists(st.sampled_from(["XÃ", "AN", "VÀ", "-", "TRƯỜNG", "NGHIÊN", "HÒA,"]), max_size=60))
def test_broken_names_keep_every_word_in_order(words: list[str]) -> None:
    lines = issuer_name.lines(" ".join(words), HEAD_WIDTH_EM)
    assert " ".join(lines).split() == words


@pytest.mark.parametrize(
    ("capitals", "running"),
    [
        (COMMUNE, "Ủy ban nhân dân xã An Hòa"),
        ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội"),
        ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "Trung tâm Phục vụ hành chính công"),
        ("PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ", "Phòng Kinh tế, Hạ tầng và Đô thị"),
        ("UBND XÃ AN HÒA", "UBND xã An Hòa"),
        ("SỞ CÔNG THƯƠNG", "Sở Công Thương"),
        ("TRƯỜNG THCS AN HÒA", "Trường THCS An Hòa"),
        ("TRƯỜNG TIỂU HỌC AN HÒA", "Trường Tiểu học An Hòa"),
        ("Ủy ban nhân dân xã An Hòa", "Ủy ban nhân dân xã An Hòa"),
        ("", ""),
    ],
)
def test_names_are_written_in_running_text_as_the_decree_capitalises(
    capitals: str, running: str
) -> None:
    assert issuer_name.running(capitals) == running


@pytest.mark.parametrize(
    ("number", "symbol", "line"),
    [
        ("92", "BC-UBND", "Số: 92/BC-UBND"),
        ("5", "KH-UBND", "Số: 05/KH-UBND"),
        (None, "KH-UBND", "Số:      /KH-UBND"),
        (None, "", "Số:      /     "),
    ],
)
def test_number_line(number: str | None, symbol: str, line: str) -> None:
    assert wording.number_line(number, symbol).replace("\xa0", " ") == line


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (IssueDate(day=5, month=1, year=2024), "ngày 05 tháng 01 năm 2024"),
        (IssueDate(day=29, month=6, year=2019), "ngày 29 tháng 6 năm 2019"),
        (IssueDate(day=12, month=2, year=2026), "ngày 12 tháng 02 năm 2026"),
        (IssueDate(day=1, month=11, year=2026), "ngày 01 tháng 11 năm 2026"),
        (IssueDate(year=2024), "ngày      tháng      năm 2024"),
    ],
)
def test_days_and_months_have_a_zero_where_the_decree_wants_it(date: IssueDate, text: str) -> None:
    assert wording.day_text(date).replace("\xa0", " ") == text


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("thực hiện.", "thực hiện./."), ("thực hiện", "thực hiện./."),
        ("thực hiện./", "thực hiện./."), ("thực hiện./.", "thực hiện./."),
        ("thực hiện …", "thực hiện./."), ("thực hiện;", "thực hiện./."),
        ("(Như trên).", "(Như trên)./."),
    ],
)  # fmt: skip
def test_the_end_mark_takes_the_place_of_what_ended_the_text(text: str, ended: str) -> None:
    assert wording.ended(RichText(text=text)).text == ended


def test_the_end_mark_stands_once_on_the_last_text() -> None:
    closing = paper(Document(blocks=(Paragraph(text="Một."),), closing="Hai\nBa."))
    assert plain(closing.body) == ["Một.", "Hai", "Ba./."]
    assert plain(paper(Document(blocks=(Item(text="một;"),))).body) == ["- một./."]
    assert plain(paper(Document(blocks=(Table(rows=(Row(),)),))).body) == ["./."]
    assert plain(paper(Document(blocks=(Heading(level=1, text="Mục"), PageBreak()))).body) == [
        "I. MỤC"
    ]
    assert paper(Document()).body == ()


def test_formatting_before_the_end_mark_is_kept() -> None:
    text = RichText(text="Hết rồi.", marks=(Mark(start=0, end=8, style="b"),))
    assert wording.ended(text) == RichText(
        text="Hết rồi./.", marks=(Mark(start=0, end=7, style="b"),)
    )


def test_recipients_get_dash_semicolon_and_a_full_stop_at_the_end() -> None:
    foot = paper(Document(recipients=("- Như trên", "Sở Nội vụ.", " ", "Lưu: VT, VX (2)."))).foot
    assert foot.recipients == ("- Như trên;", "- Sở Nội vụ;", "- Lưu: VT, VX (2).")


def test_one_addressee_has_no_end_mark_and_several_are_a_list() -> None:
    assert paper(Document(addressees=("Sở Nội vụ.",))).addressees == ("Sở Nội vụ",)
    several = paper(Document(addressees=("- Sở Nội vụ", "Sở Tài chính;")))
    assert several.addressees == ("- Sở Nội vụ;", "- Sở Tài chính.")


def test_bases_end_with_semicolons_and_the_last_with_a_full_stop() -> None:
    assert wording.bases_listed(("Căn cứ A,", "Căn cứ B", "Theo đề nghị của C;")) == (
        "Căn cứ A;", "Căn cứ B;", "Theo đề nghị của C.",
    )  # fmt: skip
    assert wording.bases_listed(("Căn cứ A;", "Xét đề nghị, ban hành như sau:")) == (
        "Căn cứ A.", "Xét đề nghị, ban hành như sau:",
    )  # fmt: skip


def test_a_letter_has_a_subject_and_no_kind() -> None:
    letter = paper(Document(kind="CV", abstract="V/v khảo sát năm 2026"))
    assert (letter.layout, letter.kind, letter.abstract) == ("letter", "", "")
    assert letter.head.subject == "V/v khảo sát năm\xa02026"
    named = paper(Document(kind="KH", abstract="Khảo sát"))
    assert (named.layout, named.kind, named.head.subject) == ("named", "KẾ HOẠCH", "")


def test_headings_are_numbered_and_styled_by_the_form() -> None:
    blocks = (
        Heading(level=1, text="Mục đích", number_as_written="II."),
        Heading(level=2, text="Yêu cầu"),
        Heading(level=3, text="Điểm"),
        Heading(level=2, text="Câu đánh số.", run_in=True),
    )
    body = paper(Document(blocks=blocks)).body
    assert plain(body) == ["I. MỤC ĐÍCH", "1. Yêu cầu", "a) Điểm", "2. Câu đánh số./."]
    styles = [part.style for part in body if isinstance(part, Line)]
    assert styles == ["group", "clause_title", "point", "clause"]


def test_chapters_stand_on_their_own_line_and_articles_run_on() -> None:
    blocks = (
        Heading(level=2, text="Quy định chung"), Heading(level=5, text="Phạm vi"),
        Heading(level=2, text="Tổ chức"), Heading(level=5, text="Thi hành.", run_in=True),
    )  # fmt: skip
    body = paper(Document(blocks=blocks, scheme="articles")).body
    assert plain(body) == [
        "Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "Chương II", "TỔ CHỨC",
        "Điều 2. Thi hành./.",
    ]  # fmt: skip
    last = body[-1]
    assert isinstance(last, Line)
    assert last.label_bold


def test_a_decision_gets_its_enacting_words_once() -> None:
    bases = ("Căn cứ A",)
    assert paper(Document(kind="QĐ", bases=bases)).enacting == "QUYẾT ĐỊNH:"
    written = (Paragraph(text="QUYẾT ĐỊNH:", style="center"),)
    assert paper(Document(kind="QĐ", bases=bases, blocks=written)).enacting == ""
    assert paper(Document(kind="KH", bases=bases)).enacting == ""


def test_annexes_are_labelled_and_name_their_paper() -> None:
    document = Document(
        kind="KH", issuer=COMMUNE, number="05", symbol="KH-UBND",
        date=IssueDate(day=16, month=1, year=2024), annexes=(Annex(title="Biểu"),),
    )  # fmt: skip
    single = paper(document).annexes[0]
    assert (single.label, single.title) == ("Phụ lục", "BIỂU")
    assert single.note.replace("\xa0", " ") == (
        "(Kèm theo Kế hoạch số 05/KH-UBND ngày 16 tháng 01 năm 2024 của Ủy ban nhân dân xã An Hòa)"
    )
    two = paper(Document(annexes=(Annex(note="(Kèm theo)"), Annex())))
    assert [annex.label for annex in two.annexes] == ["Phụ lục\xa0I", "Phụ lục\xa0II"]
    assert two.annexes[0].note == "(Kèm theo)"


def test_words_are_tied_to_their_number_and_lengths_stay() -> None:
    text = "Kế hoạch số 05 ngày 12 tháng 8 năm 2026, điểm a khoản 2 Điều 7, Phụ lục I; số lượng"
    tied = wording.glue(text)
    assert len(tied) == len(text)
    assert tied.replace(" ", "_").replace("\xa0", " ") == (
        "Kế_hoạch_số 05_ngày 12_tháng 8_năm 2026,_điểm a_khoản 2_Điều 7,_Phụ lục I;_số_lượng"
    )


def test_footnotes_are_numbered_as_they_appear_and_none_is_lost() -> None:
    def note(ref: str) -> Paragraph:
        return Paragraph(text="chữ1", marks=(Mark(start=3, end=4, style="note", ref=ref),))

    document = Document(
        blocks=(note("b"), note("a"), note("unknown")),
        footnotes=tuple(Footnote(id=i, text=RichText(text=i)) for i in ("a", "c", "b")),
    )
    assert [(n.id, n.number) for n in paper(document).notes] == [("b", 1), ("a", 2), ("c", 3)]


@pytest.mark.parametrize(
    ("text", "sign"), [("1", True), ("[2]", True), ("*", True), ("hồ sơ", False), ("H2", False)]
)
def test_only_signs_give_way_to_the_note_number(text: str, sign: bool) -> None:
    assert wording.is_note_sign(text) is sign


def test_signature_lines_are_in_capitals_in_their_order() -> None:
    signature = Signature(
        chain=(Authority(prefix="TM.", body="ỦY BAN NHÂN DÂN"),
               Authority(prefix="KT.", body="Chủ tịch")),
        position="Phó Chủ tịch", titles=("Trưởng ban",), name="Trần  Thị Ví Dụ",
    )  # fmt: skip
    foot = paper(Document(signature=signature)).foot
    assert foot.titles == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert (foot.other_titles, foot.name) == (("Trưởng ban",), "Trần Thị Ví Dụ")


TEXTS = st.text("aăbđê 1.;:…/()-", max_size=30)


@given(st.lists(TEXTS, max_size=5), st.lists(TEXTS, max_size=3))
def test_any_texts_make_a_paper(texts: list[str], bases: list[str]) -> None:
    document = Document(
        blocks=tuple(Paragraph(text=text) for text in texts), bases=tuple(bases),
        recipients=tuple(texts), addressees=tuple(bases), closing="\n".join(texts),
    )  # fmt: skip
    made = paper(document)
    letters = "".join(c for text in texts for c in text if c.isalnum())
    printed = "".join(c for line in plain(made.body) for c in line if c.isalnum())
    assert printed == letters * 2


def test_a_title_is_not_broken_inside_a_word_or_before_an_acronym() -> None:
    tied = paper(
        Document(kind="KH", abstract="Nâng cao Chỉ số PAPI và hành chính công xã")
    ).abstract
    assert tied.replace(wording.NBSP, "~") == "Nâng~cao Chỉ~số~PAPI và hành~chính~công xã"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ AN HÒA",
            ("TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG", "XÃ AN HÒA"),
        ),
        (
            "BAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH VÀ CHUYỂN ĐỔI SỐ XÃ AN HÒA",
            ("BAN CHỈ ĐẠO", "CẢI CÁCH HÀNH CHÍNH", "VÀ CHUYỂN ĐỔI SỐ", "XÃ AN HÒA"),
        ),
        (
            "VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN VÀ ỦY BAN NHÂN DÂN",
            ("VĂN PHÒNG", "HỘI ĐỒNG NHÂN DÂN", "VÀ ỦY BAN NHÂN DÂN"),
        ),
    ],
)
def test_long_names_are_broken_between_phrases_only(name: str, lines: tuple[str, ...]) -> None:
    assert issuer_name.lines(name, HEAD_WIDTH_EM) == lines


def test_long_numbers_in_running_text_are_not_tied_and_dates_of_centred_text_are_whole() -> None:
    text = "Chỉ thị số 06/CT-CTUBND ngày 17/5/2019, ngày 05 tháng 02 năm 2026, đoạn 2021 - 2030"
    assert wording.glue(text).replace("\xa0", "_") == (
        "Chỉ thị số 06/CT-CTUBND ngày 17/5/2019, ngày_05 tháng_02 năm_2026, đoạn 2021_- 2030"
    )
    assert "số_06/CT-CTUBND ngày_17/5/2019, ngày_05_tháng_02_năm_2026" in (
        wording.glue_centred(text).replace("\xa0", "_")
    )


def test_words_of_cells_are_tied_and_a_table_without_any_stays_the_same() -> None:
    head, body = Cell(paragraphs=(RichText(text="Thời gian"),)), RichText(text="Quý II/2026")
    mark = Mark(start=0, end=3, style="b")
    rows = (
        Row(cells=(head,)), Row(cells=(Cell(paragraphs=(replace(body, marks=(mark,)),)),)),
        Row(cells=(Cell(paragraphs=(RichText(text="hồ sơ"),)),)),
    )  # fmt: skip
    (printed, _end) = paper(Document(blocks=(Table(rows=rows),))).body
    assert isinstance(printed, Table)
    texts = [row.cells[0].paragraphs[0] for row in printed.rows]
    assert [part.text for part in texts] == ["Thời\xa0gian", "Quý\xa0II/2026", "hồ sơ"]
    assert texts[1].marks == (mark,)
    assert printed.rows[2] is rows[2]


@given(st.lists(st.floats(1, 300), min_size=1, max_size=8), st.floats(50, 700), st.data())
def test_columns_fill_the_width_and_give_each_its_longest_word_where_that_is_possible(
    words: list[float], width: float, data: st.DataObject
) -> None:
    more = data.draw(st.lists(st.floats(0, 2000), min_size=len(words), max_size=len(words)))
    cells = tuple(word + each for word, each in zip(words, more, strict=True))
    needs = Needs(syllable=tuple(words), word=tuple(words), cells=cells, heads=tuple(words))
    widths = shared(needs, width)
    assert sum(widths) == pytest.approx(width)
    assert min(widths) > 0
    if sum(words) < width:
        assert all(have > word - 1e-6 for have, word in zip(widths, words, strict=True))


def test_heads_alone_do_not_widen_columns_where_the_cells_need_the_room() -> None:
    needs = Needs(syllable=(20, 20), word=(20, 20), cells=(20, 150), heads=(120, 40))
    narrow, wide = shared(needs, 220)
    assert wide > 150
    assert narrow >= 60
