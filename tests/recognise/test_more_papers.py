"""Further invented papers: printed, converted, escaped, filled with dots."""
# ruff: noqa: E501 (lines of papers are as long as they are)

from __future__ import annotations

from papidesk.domain.blocks import Heading, Paragraph, Table
from papidesk.domain.document import IssueDate
from tests.recognise import papers
from tests.recognise.conftest import headings, recognised


def test_text_taken_from_a_printed_report_is_made_whole() -> None:
    document = recognised(papers.PRINTED_REPORT).document
    assert document.issuer == "ỦY BAN NHÂN DÂN PHƯỜNG TÂN LẬP"
    assert document.abstract.endswith("6 tháng đầu năm, phương hướng 6 tháng cuối năm 2024")
    sections = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    assert sections[1].endswith("CẢI CÁCH HÀNH CHÍNH TRONG 6 THÁNG ĐẦU NĂM")
    assert document.recipients[1] == "Thường trực Đảng ủy, HĐND phường"
    assert [aside.text for aside in document.asides] == ["2"]
    assert document.closing.count("\n") == 0


def test_escaped_signs_of_a_converter_are_signs() -> None:
    document = recognised(papers.ESCAPED_LETTER).document
    assert (document.kind, document.symbol) == ("CV", "SNV-CCHC")
    assert headings(document.blocks)[0].startswith("1 1. Rà soát")
    assert document.recipients == ("Như trên", "Giám đốc, các PGĐ Sở", "Lưu: VT, CCHC.")


def test_pipe_tables_that_only_lay_out_head_and_foot_are_taken_apart() -> None:
    document = recognised(papers.PIPE_HEAD).document
    assert (document.superior, document.issuer) == ("UBND HUYỆN AN BÌNH", "PHÒNG TƯ PHÁP")
    assert len([b for b in document.blocks if isinstance(b, Table)]) == 1
    assert document.recipients == ("UBND huyện", "Lưu: VT.")
    assert document.signature.name == "Phan Văn Mẫu"


def test_numbers_and_dashes_without_a_space_behind_them() -> None:
    document = recognised(papers.NO_SPACES).document
    assert [h.rsplit(" ", 1)[0] for h in headings(document.blocks)][:2] == [
        "1 I. MỤC ĐÍCH – YÊU", "2 1. Mục",
    ]  # fmt: skip
    assert document.superior == "HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM"
    assert len(document.recipients) == 4


def test_a_steering_committee_signs_with_both_titles() -> None:
    document = recognised(papers.STEERING_LETTER).document
    assert document.kind == "CV"
    assert document.signature.position == "TRƯỞNG BAN"
    assert document.signature.titles == ("CHỦ TỊCH UBND XÃ",)
    assert document.bases == ()
    assert len(document.addressees) == 2


def test_a_chairman_is_the_issuer_of_a_directive() -> None:
    document = recognised(papers.CHAIRMAN_DIRECTIVE).document
    assert document.issuer == "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MINH SƠN"
    assert (document.superior, document.symbol) == ("", "CT-CTUBND")
    assert [h[:4] for h in headings(document.blocks)] == ["1 1.", "2 a)", "2 b)", "1 2."]


def test_two_columns_one_blank_apart() -> None:
    document = recognised(papers.ONE_SPACE_DECISION).document
    assert document.issuer == "ỦY BAN NHÂN DÂN HUYỆN AN BÌNH"
    assert document.date == IssueDate(day=20, month=9, year=2023)
    assert len(document.bases) == 3
    assert document.recipients[-1] == "Lưu: VT."
    assert document.signature.lines == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_a_school_plan_with_its_kind_inside_the_title_and_an_annex_below_the_signature() -> None:
    document = recognised(papers.SCHOOL_PLAN).document
    assert (document.kind, document.abstract) == ("KH", "GIÁO DỤC NHÀ TRƯỜNG NĂM HỌC 2024 - 2025")
    assert document.bases == ()
    assert (document.place, document.date) == ("Bình Minh", IssueDate(day=25, month=8, year=2024))
    numbers = [h.split(" ")[:2] for h in headings(document.blocks)]
    assert ["3", "2.1."] in numbers
    (annex,) = document.annexes
    assert annex.title == "Danh sách giáo viên"
    assert isinstance(annex.blocks[0], Table)


def test_dots_to_fill_in_are_blanks() -> None:
    document = recognised(papers.FORM_TO_FILL).document
    assert document.issuer == "ỦY BAN NHÂN DÂN XÃ"
    assert (document.number, document.symbol, document.place) == (None, "KH-UBND", "")
    assert document.date == IssueDate(year=2024)
    assert document.signature.name == ""


def test_a_paper_typed_in_small_letters() -> None:
    document = recognised(papers.SMALL_LETTERS).document
    assert (document.kind, document.number) == ("BC", "18")
    assert document.issuer == "ỦY BAN NHÂN DÂN XÃ AN HÒA"
    assert [h[:4] for h in headings(document.blocks)] == ["1 1)", "1 2)", "2 a.", "2 b.", "1 3)"]
    assert (document.signature.position, document.signature.name) == ("Chủ tịch", "Nguyễn Văn Mẫu")


def test_two_blanks_between_the_columns_of_head_and_foot() -> None:
    document = recognised(papers.TWO_SPACES).document
    assert (document.superior, document.issuer) == (
        "UBND HUYỆN AN BÌNH", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
    )  # fmt: skip
    assert document.recipients == ("Như trên", "Lưu VT.")
    assert document.signature.position == "TRƯỞNG PHÒNG"
    assert len(document.bases) == 1


def test_number_and_date_parted_by_blanks_are_joined() -> None:
    document = recognised(papers.PARTED_BY_BLANKS).document
    assert (document.number, document.symbol) == (None, "KH-THPTBM")
    assert (document.place, document.date) == ("Bình Minh", IssueDate(year=2025))
    assert document.issuer == "TRƯỜNG THPT BÌNH MINH"


def test_minutes_with_two_signatures_side_by_side() -> None:
    document = recognised(papers.TWO_SIGNATURES).document
    chair, secretary = document.signature, document.second_signature
    assert (chair.position, chair.name) == ("CHỦ TRÌ", "Nguyễn Văn Mẫu")
    assert (secretary.position, secretary.name) == ("THƯ KÝ", "Trần Thị Thử")
    assert (chair.as_written, secretary.as_written) == ((), ())


def test_a_letter_of_the_party_with_a_blank_number() -> None:
    document = recognised(papers.PARTY_LETTER).document
    assert (document.number, document.symbol, document.kind) == (None, "CV/ĐU", "CV")
    assert (document.superior, document.issuer) == ("TỈNH ỦY MINH SƠN", "ĐẢNG ỦY XÃ AN HÒA")
    assert document.recipients[:2] == ("Như trên", "Các đồng chí Đảng ủy viên")


def test_a_list_of_annexes_in_the_text_does_not_end_it() -> None:
    document = recognised(papers.ANNEXES_LISTED).document
    assert headings(document.blocks) == ["1 I. NỘI DUNG", "1 II. THỰC HIỆN"]
    assert [annex.title for annex in document.annexes] == ["BIỂU SỐ LIỆU"]


def test_parts_take_their_titles_from_the_next_line_and_hold_sections() -> None:
    document = recognised(papers.PARTS).document
    levels = [(b.level, b.number_as_written) for b in document.blocks if isinstance(b, Heading)]
    assert levels == [
        (1, "Phần thứ nhất"), (2, "I-"), (3, "1-"), (3, "2."), (2, "II-"),
        (1, "Phần thứ hai"), (2, "I-"),
    ]  # fmt: skip


def test_a_paper_on_one_line_stays_text() -> None:
    document = recognised(papers.ALL_ON_ONE_LINE).document
    assert document.abstract == ""
    assert document.kind == "KH"
    assert len(document.blocks) == 1


def test_roman_numbers_inside_a_table_are_no_sections() -> None:
    document = recognised(papers.MARKDOWN_PROGRAMME).document
    assert [h for h in headings(document.blocks) if h.startswith("1")] == [
        "1 I. QUAN ĐIỂM", "1 II. TỔ CHỨC",
    ]  # fmt: skip
    assert document.abstract == "Hành động thực hiện Nghị quyết"
    assert len(document.bases) == 1
    assert document.signature.lines[1:] == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_a_resolution_of_a_council() -> None:
    document = recognised(papers.RESOLUTION).document
    assert document.kind == "NQ"
    assert document.authority_line.startswith("HỘI ĐỒNG NHÂN DÂN XÃ AN HÒA")
    assert len(document.bases) == 2
    assert document.signature.name == "Lò Văn Mẫu"


def test_lines_that_cite_with_other_words_stand_among_the_bases_or_stay_text() -> None:
    head = "KẾ HOẠCH\nThử nghiệm\n\n"
    first = "Thực hiện Công văn số 1/UBND của huyện;"
    body = "UBND xã xây dựng kế hoạch như sau:\nI. NỘI DUNG\nThử."
    basis = "Căn cứ Quyết định số {} của huyện;"
    between = recognised(f"{head}{basis.format(1)}\n{first}\n{basis.format(2)}\n{body}").document
    assert between.bases == (basis.format(1), first, basis.format(2))
    above = recognised(f"{head}{first}\n{basis.format(1)}\n{body}").document
    assert above.bases == (basis.format(1),)
    below = recognised(f"{head}{basis.format(1)}\n{first}\n{body}").document
    assert below.bases == (basis.format(1),)
    assert below.blocks[0] == Paragraph(text=first)


def test_text_in_tcvn3_is_converted() -> None:
    text = "B¸o c¸o kÕt qu¶ thùc hiÖn nhiÖm vô tuyªn truyÒn cña Uû ban nh©n d©n x·.\n"
    (block,) = recognised(text).document.blocks
    assert isinstance(block, Paragraph)
    assert block.text == "Báo cáo kết quả thực hiện nhiệm vụ tuyên truyền của Uỷ ban nhân dân xã."


def test_a_star_without_a_partner_stays_in_the_text() -> None:
    (block,) = recognised("Số liệu (*) tính đến **ngày 20 tháng 6, chưa đầy đủ.").document.blocks
    assert isinstance(block, Paragraph)
    assert block.text == "Số liệu (*) tính đến **ngày 20 tháng 6, chưa đầy đủ."
    assert block.marks == ()


def test_a_hyphen_that_parts_a_syllable_goes_and_one_that_joins_words_stays() -> None:
    text = "KẾ HOẠCH\nThử\n\nỦy ban nhân dân xã tổ chức các buổi phát thanh và tuyên truy-\nền về PAPI.\n"
    (block,) = recognised_loosely(text)
    assert "tuyên truyền về PAPI" in block


def recognised_loosely(text: str) -> list[str]:
    """Recognise text whose hyphenation changes its words."""
    from papidesk.domain.recognise.from_text import read_text
    from papidesk.domain.recognise.recognise import recognise

    document = recognise(read_text(text, "paper.txt")).document
    return [b.text for b in document.blocks if isinstance(b, Paragraph)]
