"""Two versions side by side: every change is told once, where it is and in words."""

from __future__ import annotations

import datetime
import random
import time
import unicodedata
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from papidesk.domain.blocks import Block, Cell, Heading, Item, Paragraph, Row, Table
from papidesk.domain.comparing import Change, Difference, compare
from papidesk.domain.difference import Piece
from papidesk.domain.document import Annex, Document, Filing, IssueDate
from papidesk.domain.record import replace
from papidesk.domain.richtext import Mark, RichText
from papidesk.domain.word_difference import pieces
from papidesk.i18n import use
from tests.strategies import documents, words

OUTLINE: tuple[Block, ...] = (
    Paragraph(text="Ủy ban nhân dân xã An Hòa ban hành kế hoạch như sau:"),
    Heading(level=1, text="MỤC ĐÍCH"),
    Paragraph(text="Nâng cao nhận thức của người dân."),
    Heading(level=1, text="NHIỆM VỤ"),
    Heading(level=2, text="Phát thanh"),
    Item(text="Mỗi tuần phát hai buổi trên loa truyền thanh."),
    Heading(level=2, text="Tờ rơi"),
    Paragraph(text="In và phát 200 tờ rơi."),
    Heading(level=1, text="TỔ CHỨC THỰC HIỆN"),
    Paragraph(text="Văn phòng chủ trì thực hiện."),
)


def paper(*blocks: Block, **changes: object) -> Document:
    return replace(Document(kind="KH", blocks=blocks or OUTLINE), **changes)


def swapped(*changes: tuple[int, Block]) -> tuple[Block, ...]:
    blocks = list(OUTLINE)
    for index, block in changes:
        blocks[index] = block
    return tuple(blocks)


def told(difference: Difference) -> list[tuple[str, str]]:
    use("en")
    return [(change.label, change.kind_label) for change in difference]


def shown(change: Change) -> str:
    signs = {"same": "{}", "added": "[+{}]", "removed": "[-{}]"}
    return "".join(signs[piece.kind].format(piece.text) for piece in change.pieces)


def only(difference: Difference) -> Change:
    assert len(difference) == 1, told(difference)
    return difference.changes[0]


# Words


def test_a_changed_word_is_told_as_a_whole_word() -> None:
    found = pieces("Phấn đấu năm 2024 đạt 80% người dân.", "Phấn đấu năm 2025 đạt 85% người dân.")
    assert [(piece.kind, piece.text) for piece in found] == [
        ("same", "Phấn đấu năm "),
        ("removed", "2024"),
        ("added", "2025"),
        ("same", " đạt "),
        ("removed", "80"),
        ("added", "85"),
        ("same", "% người dân."),
    ]


def test_words_beside_each_other_are_replaced_together() -> None:
    found = pieces("giao cho Văn phòng xã thực hiện", "giao cho Trạm y tế thực hiện")
    assert [piece.kind for piece in found] == ["same", "removed", "added", "same"]


def test_a_text_written_anew_is_not_torn_into_scraps() -> None:
    found = pieces(
        "Tổ chức hội nghị quán triệt đến cán bộ, công chức và người lao động.",
        "Đài truyền thanh phát hai buổi mỗi tuần, in tờ rơi gửi các hộ gia đình.",
    )
    assert [piece.kind for piece in found] == ["removed", "added"]


def test_composed_and_decomposed_letters_are_the_same_words() -> None:
    text = "Kế hoạch tuyên truyền"
    assert pieces(unicodedata.normalize("NFD", text), text) == (Piece(text=text),)


def _text(rng: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(rng, max_size=8).map(" ".join)


@given(
    _text(st.one_of(words(1, 2), st.text(max_size=5))),
    _text(st.one_of(words(1, 2), st.text(max_size=5))),
)
def test_the_pieces_rebuild_both_texts(old: str, new: str) -> None:
    found = pieces(old, new)
    before = "".join(piece.text for piece in found if piece.kind != "added")
    after = "".join(piece.text for piece in found if piece.kind != "removed")
    assert before == unicodedata.normalize("NFC", old)
    assert after == unicodedata.normalize("NFC", new)
    assert all(piece.text for piece in found)


@given(st.integers(0, 2**32))
@settings(max_examples=15)
def test_long_texts_are_rebuilt_too(seed: int) -> None:
    rng = random.Random(seed)
    syllables = ["kế", "hoạch", "của", "xã", "tuyên", "truyền.", "năm", "2025;", "\n"]
    old = [rng.choice(syllables) for _ in range(1500)]
    new = [word for word in old if rng.random() > 0.05]
    found = pieces(" ".join(old), " ".join(new))
    assert "".join(piece.text for piece in found if piece.kind != "added") == " ".join(old)
    assert "".join(piece.text for piece in found if piece.kind != "removed") == " ".join(new)


# Head and foot


def test_head_fields_are_told_by_name() -> None:
    old = paper(
        abstract="Tuyên truyền cải cách năm 2024",
        bases=("Căn cứ Luật mẫu;", "Căn cứ Kế hoạch số 12/KH-UBND của tỉnh;"),
        date=IssueDate(month=3, year=2024),
        recipients=("Như trên", "Lưu: VT."),
    )
    new = replace(
        old,
        abstract="Tuyên truyền cải cách năm 2025",
        bases=("Căn cứ Luật mẫu;", "Căn cứ Kế hoạch số 15/KH-UBND của tỉnh;"),
        date=IssueDate(day=5, month=3, year=2025),
        recipients=("Như trên", "Trang thông tin điện tử", "Lưu: VT."),
        urgency="KHẨN",
        filing=Filing(due=datetime.date(2025, 4, 1)),
    )
    use("en")
    found = compare(old, new)
    assert told(found) == [
        ("Date", "Reworded"),
        ("Urgency", "Added"),
        ("Abstract", "Reworded"),
        ("Legal basis 2", "Reworded"),
        ("Recipient 2", "Added"),
        ("Answer wanted by", "Added"),
    ]
    assert shown(found.changes[0]) == "[-…/03/2024][+05/03/2025]"
    assert shown(found.changes[2]) == "Tuyên truyền cải cách năm [-2024][+2025]"
    assert found.changes[3].place == "bases/1"


# Sections


def test_a_paragraph_is_told_by_its_section() -> None:
    changed = replace(OUTLINE[5], text="Mỗi tuần phát ba buổi trên loa truyền thanh.")
    change = only(compare(paper(), paper(*swapped((5, changed)))))
    assert (change.label, change.place) == ("Section II.1, item 1", "blocks/5")
    assert shown(change) == "Mỗi tuần phát [-hai][+ba] buổi trên loa truyền thanh."


def test_a_moved_section_is_told_once_and_nothing_of_it_as_new() -> None:
    moved = (*OUTLINE[:3], *OUTLINE[8:], *OUTLINE[3:8])
    assert told(compare(paper(), paper(*moved))) == [("Section II", "Moved, it was: Section III")]


def test_what_was_reworded_in_a_moved_section_is_told_beside_the_move() -> None:
    last = replace(OUTLINE[9], text="Văn phòng chủ trì, các thôn phối hợp thực hiện.")
    moved = (*OUTLINE[:3], OUTLINE[8], last, *OUTLINE[3:8])
    found = compare(paper(), paper(*moved))
    assert told(found) == [
        ("Section II", "Moved, it was: Section III"),
        ("Section II, paragraph 1", "Reworded"),
    ]


def test_new_and_removed_blocks_are_told_where_they_stand() -> None:
    extra = Paragraph(text="Kinh phí lấy từ ngân sách xã.")
    new = (*OUTLINE[:2], *OUTLINE[3:8], extra, *OUTLINE[8:])
    assert told(compare(paper(), paper(*new))) == [
        ("Section I, paragraph 1", "Removed"),
        ("Section II.2, paragraph 2", "Added"),
    ]


def test_formatting_alone_is_told_as_formatting() -> None:
    bold = replace(OUTLINE[2], marks=(Mark(start=0, end=8, style="b"),))
    change = only(compare(paper(), paper(*swapped((2, bold)))))
    assert (change.kind, change.kind_label) == ("formatted", "Formatted otherwise: bold")
    assert shown(change) == "Nâng cao"


def test_a_lowered_heading_is_told_as_another_level() -> None:
    lowered = replace(OUTLINE[3], level=2)
    change = only(compare(paper(), paper(*swapped((3, lowered)))))
    assert change.kind_label == "Formatted otherwise: level"


def test_blocks_are_known_by_their_ids_even_when_rewritten() -> None:
    old = paper(Paragraph(text="Câu cũ hoàn toàn.", id="a1"), Paragraph(text="Câu hai.", id="b2"))
    new = paper(Paragraph(text="Nội dung khác hẳn!", id="a1"), Paragraph(text="Câu hai.", id="b2"))
    assert only(compare(old, new)).kind == "changed"


def test_articles_are_called_by_their_own_number() -> None:
    blocks = (Heading(level=3, text="Phạm vi", format="Điều %1."), Paragraph(text="Áp dụng."))
    changed = (blocks[0], Paragraph(text="Áp dụng trong xã."))
    use("en")
    assert only(compare(paper(*blocks), paper(*changed))).label == "Điều 1, paragraph 1"


# Tables and annexes


def table(*rows: tuple[str, ...]) -> Table:
    return Table(
        rows=tuple(
            Row(cells=tuple(Cell(paragraphs=(RichText(text=text),)) for text in row))
            for row in rows
        )
    )


HEADED = table(("TT", "Việc", "Thời gian"), ("1", "Phát thanh", "Quý I"), ("2", "Tờ rơi", "Quý II"))


def test_a_table_is_compared_cell_by_cell() -> None:
    last = ("2", "Tờ rơi", "Quý III")
    new = table(("TT", "Việc", "Thời gian"), ("1", "Phát thanh", "Quý I"), last)
    change = only(compare(paper(HEADED), paper(new)))
    assert (change.label, change.place) == (
        "Table 1, row 3, column 3",
        "blocks/0/rows/2/cells/2/0",
    )
    assert shown(change) == "Quý [-II][+III]"


def test_a_new_row_is_one_change() -> None:
    extra = table(("2", "Hội nghị", "Tháng 5")).rows
    new = replace(HEADED, rows=(*HEADED.rows[:2], *extra, HEADED.rows[2]))
    change = only(compare(paper(HEADED), paper(new)))
    assert (change.label, change.kind) == ("Table 1, row 3", "added")


def test_a_new_column_is_one_change() -> None:
    new = table(
        ("TT", "Việc", "Chủ trì", "Thời gian"),
        ("1", "Phát thanh", "Đài", "Quý I"),
        ("2", "Tờ rơi", "Văn phòng", "Quý II"),
    )
    change = only(compare(paper(HEADED), paper(new)))
    assert (change.label, change.new) == ("Table 1, column 3", "Chủ trì\nĐài\nVăn phòng")


def test_merged_heads_and_widths_are_told_as_form() -> None:
    new = replace(HEADED, header_rows=2, widths=(0.1, 0.6, 0.3))
    change = only(compare(paper(HEADED), paper(new)))
    assert change.kind_label == "Formatted otherwise: header rows, column widths"


def test_annexes_are_told_by_number_and_their_places_within() -> None:
    first = Annex(title="Biểu phân công", blocks=(Paragraph(text="Thôn Đông làm việc một."),))
    second = Annex(title="Danh sách loa", blocks=(Paragraph(text="Loa thôn Tây."),))
    changed = replace(first, blocks=(Paragraph(text="Thôn Đông làm việc hai."),), landscape=True)
    found = compare(paper(annexes=(first,)), paper(annexes=(changed, second)))
    assert told(found) == [
        ("Annex I, paragraph 1", "Reworded"),
        ("Annex I", "Formatted otherwise: upright or across"),
        ("Annex II", "Added"),
    ]


# One edit, one change

EDITS = ("added", "removed", "changed", "moved", "formatted")


@given(st.integers(2, 9), st.sampled_from(EDITS), st.data(), st.booleans())
def test_one_edit_is_told_as_one_change(
    size: int, edit: str, data: st.DataObject, ids: bool
) -> None:
    old = [
        Paragraph(
            text=f"Đơn vị thứ {number} báo cáo kết quả về việc số {number * 7}.",
            id=f"b{number}" if ids else "",
        )
        for number in range(size)
    ]
    new = list(old)
    at = data.draw(st.integers(0, size - 1))
    if edit == "added":
        new.insert(at, Paragraph(text="Một đoạn hoàn toàn mới, chưa ai từng thấy ở đâu."))
    elif edit == "removed":
        del new[at]
    elif edit == "changed":
        new[at] = replace(new[at], text=new[at].text.replace("kết quả", "đầy đủ kết quả"))
    elif edit == "moved":
        to = data.draw(st.integers(0, size - 1).filter(lambda place: place != at))
        new.insert(to, new.pop(at))
    else:
        new[at] = replace(new[at], marks=(Mark(start=0, end=6, style="i"),))
    assert only(compare(paper(*old), paper(*new))).kind == edit


def test_what_stands_in_a_new_row_and_a_new_column_is_told_once() -> None:
    narrow = Table(rows=(row_of("kế"),), header_rows=0)
    broad = Table(rows=(row_of("", "", ""), row_of("", "", "kế")), header_rows=0)
    found = list(compare(paper(narrow), paper(broad)))
    assert sum(change.new.count("kế") for change in found) == 1
    assert sum(change.old.count("kế") for change in found) == 1


def row_of(*texts: str) -> Row:
    cells = (Cell(paragraphs=(RichText(text=text),) if text else ()) for text in texts)
    return Row(cells=tuple(cells))


# All of it


@given(documents(), documents())
@settings(max_examples=60)
def test_only_equal_documents_have_no_difference(old: Document, new: Document) -> None:
    new = replace(new, asides=old.asides)
    assert not compare(old, old)
    assert bool(compare(old, new)) == (old != new)


@given(documents(), documents())
@settings(max_examples=60)
def test_applying_the_changes_to_the_old_words_gives_the_new_words(
    old: Document, new: Document
) -> None:
    found = compare(old, new)
    counted = _body_words(old)
    for change in found:
        if (change.place or change.old_place).startswith("blocks") and change.kind != "moved":
            counted.subtract(_letters(change.old))
            counted.update(_letters(change.new))
    assert +counted == _body_words(new)
    assert not -counted


def _letters(text: str) -> Counter[str]:
    return Counter(text.replace(" | ", "").replace("\n", ""))


def _body_words(document: Document) -> Counter[str]:
    from papidesk.domain.blocks import texts

    return _letters("".join(text for block in document.blocks for text in texts(block)))


def test_sixty_pages_are_compared_at_once() -> None:
    rng = random.Random(7)
    syllables = ("nhiệm", "vụ", "tuyên", "truyền", "công", "tác", "người", "dân", "của", "và")
    old = [
        Paragraph(text=" ".join(rng.choice(syllables) for _ in range(60)))
        if index % 10
        else Heading(level=1, text=f"Mục {index}")
        for index in range(600)
    ]
    new = [
        replace(block, text=f"{block.text} thêm") if index % 3 == 1 else block
        for index, block in enumerate(old)
    ]
    new = [*new[200:300], *new[:200], *new[300:]]
    began = time.perf_counter()
    found = compare(paper(*old), paper(*new))
    assert time.perf_counter() - began < 3
    assert found.count("moved") == 10
    assert found.count("added") == found.count("removed") == 0


def test_few_words_said_over_and_over_are_compared_at_once() -> None:
    rng = random.Random(9)
    old, new = (" ".join(rng.choice(("ba", "má")) for _ in range(1900)) for _ in range(2))
    rows = [Paragraph(text=rng.choice(("………", "-"))) for _ in range(3000)]
    began = time.perf_counter()
    assert pieces(old, new)
    assert compare(paper(*rows[:-5]), paper(*rows[3:]))
    assert time.perf_counter() - began < 3
