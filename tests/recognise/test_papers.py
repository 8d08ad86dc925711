"""Invented papers of many habits: what each must become."""
# ruff: noqa: E501 (lines of papers are as long as they are)

from __future__ import annotations

import pytest

from papidesk.domain.blocks import Heading, Item, Paragraph, Table
from papidesk.domain.document import IssueDate
from papidesk.domain.recognise.account import words_of
from tests.recognise import papers
from tests.recognise.conftest import headings, recognised


def test_a_letter_wrapped_at_eighty_columns_with_two_columns_in_head_and_foot() -> None:
    document = recognised(papers.LETTER_WRAPPED).document
    assert document.issuer == "ỦY BAN NHÂN DÂN HUYỆN AN BÌNH"
    assert (document.number, document.symbol, document.kind) == ("145", "UBND-VX", "CV")
    assert document.abstract == "đôn đốc rà soát hộ nghèo, hộ cận nghèo"
    assert document.addressees == ("Phòng Lao động huyện", "Ủy ban nhân dân các xã, thị trấn")
    assert document.recipients == ("Như trên", "Lưu: VT, LĐ.")
    assert document.signature.lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert document.signature.name == "Nguyễn Văn Mẫu"
    first, *rest = document.blocks
    assert isinstance(first, Paragraph)
    assert "Sở Lao động về việc rà soát" in first.text
    assert [h.run_in for h in rest if isinstance(h, Heading)] == [True, True]


def test_a_notice_signed_by_a_head_of_office() -> None:
    document = recognised(papers.CONCLUSION).document
    assert (document.superior, document.issuer) == ("UBND TỈNH MINH SƠN", "VĂN PHÒNG")
    assert document.abstract.endswith("tại cuộc họp ngày 10 tháng 3 năm 2025")
    assert headings(document.blocks) == [
        "1 1. Về đánh giá chung",
        "1 2. Về nhiệm vụ thời gian tớ",
        "2 a) Giao Sở Xây dựng chủ trì",
        "2 b) Giao Sở Tài chính bố trí",
    ]
    assert document.scheme == "arabic"
    assert document.signature.position == "CHÁNH VĂN PHÒNG"
    assert [aside.text for aside in document.asides] == ["(Đã ký)"]


def test_a_decision_has_a_line_of_authority_bases_and_articles() -> None:
    document = recognised(papers.DECISION).document
    assert document.kind == "QĐ"
    assert document.authority_line == "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN HÒA"
    assert len(document.bases) == 3
    assert document.scheme == "articles"
    articles = [b for b in document.blocks if isinstance(b, Heading) and b.level == 5]
    assert [a.number_as_written for a in articles] == ["Điều 1.", "Điều 2.", "Điều 3."]
    assert document.signature.chain == ()
    assert document.signature.name == "Nguyễn Văn Mẫu"


def test_a_proposal_of_a_school_with_slashes_after_numbers_and_the_date_at_its_end() -> None:
    recognition = recognised(papers.PROPOSAL)
    document = recognition.document
    assert document.issuer == "TRƯỜNG TIỂU HỌC AN HÒA"
    assert document.addressees == ("Ủy ban nhân dân xã An Hòa",)
    assert len(document.bases) == 2
    assert (document.place, document.date) == ("An Hòa", IssueDate(day=10, month=2, year=2025))
    assert headings(document.blocks) == [
        "1 I/ SỰ CẦN THIẾT",
        "2 1/ Hiện trạng phòng học",
        "2 2/ Nhu cầu sửa chữa",
        "1 II/ KINH PHÍ",
    ]
    zone = recognition.reading.zone("date")
    assert zone is not None
    assert zone.sure < 0.9


def test_blank_numbers_dates_and_addressees_of_an_invitation_stay_blank() -> None:
    document = recognised(papers.INVITATION).document
    assert (document.kind, document.number, document.symbol) == ("GM", None, "GM-HND")
    assert document.date == IssueDate(year=2025)
    assert document.addressees == ()
    assert document.signature.lines == ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH")
    assert document.closing == "Rất mong đồng chí dự đúng thời gian, thành phần."


def test_a_report_with_arabic_outline_amounts_at_line_starts_and_a_table_of_tabs() -> None:
    document = recognised(papers.ARABIC_REPORT).document
    assert headings(document.blocks) == [
        "1 1. Công tác chỉ đạo",
        "2 1.1. Ban hành văn bản",
        "2 1.2. Kiểm tra",
        "1 2. Kết quả",
        "2 2.1 Về thủ tục hành chính",
        "2 2.2 Về chuyển đổi số",
        "1 3. Hạn chế",
    ]
    table = next(b for b in document.blocks if isinstance(b, Table))
    assert (len(table.rows), table.columns) == (3, 3)
    levels = [b.level for b in document.blocks if isinstance(b, Item)]
    assert levels == [1, 2, 2]
    assert document.signature.name == "Đoàn Văn Mẫu"


def test_slips_of_character_recognition_are_forgiven() -> None:
    document = recognised(papers.OCR).document
    assert (document.issuer, document.number) == ("UBND XÃ AN HÒA", "19")
    assert [h.split(" ", 2)[1] for h in headings(document.blocks)] == [
        "l.", "ll.", "lII.", "1.", "2.",
    ]  # fmt: skip
    assert document.recipients == ("UBND huyện", "Lưu: VT.")
    assert document.signature.lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert document.signature.as_written[0] == "T/M ỦY BAN NHÂN DÂN"


def test_a_paper_of_the_party_does_not_break_anything() -> None:
    recognition = recognised(papers.PARTY)
    document = recognition.document
    assert (document.number, document.symbol) == ("12", "KH/CB")
    assert document.issuer == "CHI BỘ THÔN ĐÔNG"
    motto = recognition.reading.zone("motto")
    assert motto is not None
    assert motto.text == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert headings(document.blocks) == [
        "1 I- MỤC ĐÍCH", "1 II- NỘI DUNG", "2 1- Thời gian: Quý I.", "2 2- Địa điểm: Nhà văn hóa th",
    ]  # fmt: skip
    assert document.signature.position == "BÍ THƯ"


def test_letter_spaced_kind_and_markdown_levels_that_mean_nothing() -> None:
    document = recognised(papers.SPACED_KIND).document
    assert (document.kind, document.abstract) == ("CTr", "Công tác năm 2025")
    levels = [(b.level, b.number_as_written) for b in document.blocks if isinstance(b, Heading)]
    assert levels == [
        (1, "A."), (2, "I."), (2, "II."), (3, "1)"), (3, "2)"), (1, "B."), (2, "I."),
    ]  # fmt: skip
    assert document.recipients == ("HĐND xã", "các thôn", "Lưu: VT.")
    assert document.signature.name == "Hoàng Thị Ví Dụ"


def test_a_regulation_issued_with_a_decision_is_an_annex() -> None:
    document = recognised(papers.REGULATION).document
    (annex,) = document.annexes
    assert (annex.kind, annex.title) == ("QC", "Làm việc của Ủy ban nhân dân xã An Hòa")
    assert annex.note.startswith("(Ban hành kèm theo Quyết định số 20")
    assert annex.scheme == "articles"
    assert headings(annex.blocks)[0] == "2 Chương I QUY ĐỊNH CHUNG"
    assert len(document.bases) == 2


def test_annexes_have_their_own_outline_and_a_mention_in_the_text_is_none() -> None:
    document = recognised(papers.ANNEXES).document
    first, second = document.annexes
    assert (first.label_as_written, first.title) == ("PHỤ LỤC I", "DANH MỤC NHIỆM VỤ")
    assert first.note.startswith("(Kèm theo Kế hoạch số 02")
    assert isinstance(first.blocks[0], Table)
    assert second.title == "MẪU BÁO CÁO"
    assert headings(second.blocks)[0] == "1 I. KẾT QUẢ"
    assert headings(document.blocks) == ["1 I. NỘI DUNG", "1 II. THỰC HIỆN"]


def test_minutes_without_a_date_line() -> None:
    document = recognised(papers.MINUTES).document
    assert (document.kind, document.date) == ("BB", IssueDate())
    assert document.recipients[-1] == "Lưu: VT, Hồ sơ."
    assert document.signature.lines == ("CHỦ TỌA",)


def test_text_without_any_structure_stays_as_paragraphs() -> None:
    document = recognised(papers.PLAIN_NO_HEAD).document
    assert len(document.blocks) == 2
    assert (document.kind, document.closing, document.issuer) == ("", "", "")


def test_lines_of_the_two_columns_one_after_the_other() -> None:
    document = recognised(papers.INTERLEAVED).document
    assert document.superior == "UBND HUYỆN AN BÌNH"
    assert document.issuer == "TRUNG TÂM VĂN HÓA THỂ THAO VÀ TRUYỀN THANH"
    assert document.abstract == "TỔ CHỨC LỄ HỘI ĐỀN AN BÌNH NĂM 2024"
    assert document.recipients == ("UBND huyện", "Lưu: VT.")
    assert document.signature.lines == ("TL. CHỦ TỊCH", "GIÁM ĐỐC")


def test_page_numbers_are_put_aside_and_the_paragraph_goes_on() -> None:
    document = recognised(papers.PAGED).document
    assert [aside.kind for aside in document.asides] == ["page_number", "page_number"]
    texts = [b.text for b in document.blocks if isinstance(b, Paragraph)]
    assert len(texts) == 2
    assert "truyền thanh xã và các thôn với tổng số" in texts[0]


def test_headings_whose_numbers_were_lost_are_found_again() -> None:
    document = recognised(papers.LOST_EVERYWHERE).document
    assert headings(document.blocks) == [
        "1 MỤC ĐÍCH, YÊU CẦU", "2 Mục đích", "2 Yêu cầu", "1 TỔ CHỨC THỰC HIỆN",
        "2 Ban Giám hiệu", "2 Thư viện",
    ]  # fmt: skip


def test_a_numbered_list_inside_a_titled_section_is_below_it() -> None:
    document = recognised(papers.NESTED).document
    levels = [(b.level, b.number_as_written) for b in document.blocks if isinstance(b, Heading)]
    assert levels == [
        (1, "I."), (2, "1."), (3, "1."), (3, "2."), (3, "3."), (2, "2."), (3, "(1)"), (3, "(2)"),
        (1, "II."), (2, "Bước 1:"), (2, "Bước 2:"),
    ]  # fmt: skip


def test_lines_of_a_digital_signature_are_put_aside() -> None:
    document = recognised(papers.SIGNED_DIGITALLY).document
    assert [aside.kind for aside in document.asides] == ["stamp", "stamp"]
    assert document.issuer == "ỦY BAN NHÂN DÂN XÃ AN HÒA"
    assert len([b for b in document.blocks if isinstance(b, Item)]) == 2


def test_bases_in_one_paragraph_are_parted_and_the_lead_in_is_text() -> None:
    document = recognised(papers.BASES_IN_ONE).document
    assert len(document.bases) == 2
    assert isinstance(document.blocks[0], Paragraph)
    assert document.blocks[0].text.startswith("Ủy ban nhân dân xã An Hòa xây dựng")


@pytest.mark.parametrize("name", [name for name in dir(papers) if name.isupper()])
def test_decomposed_text_reads_the_same(name: str) -> None:
    import unicodedata

    text = getattr(papers, name)
    composed = recognised(text).document
    assert recognised(unicodedata.normalize("NFD", text)).document == composed
    assert words_of(composed)
