"""What a careful clerk would wave away is not reported."""

from __future__ import annotations

import pytest

from papidesk.checking.check import check
from papidesk.checking.subject import Subject
from papidesk.domain.blocks import Heading, Paragraph
from papidesk.domain.document import IssueDate
from papidesk.domain.record import replace
from tests.checking.sound import DOCUMENT, READING, SOUND, Break, block, body, both, doc, raw, sign
from tests.printing.official import OFFICIAL

SENTENCES = (
    "Ủy ban nhân dân xã, Hội đồng nhân dân xã, Tòa án nhân dân và Công an nhân dân phối hợp.",
    "Uỷ ban nhân dân xã và Toà án nhân dân, Viện kiểm sát nhân dân tỉnh.",
    "Ban Thanh tra nhân dân giám sát; Ủy ban Mặt trận Tổ quốc Việt Nam xã phối hợp.",
    "Kết quả tăng so với năm 2024; giai đoạn 2021 - 2025 đạt thấp.",
    "Kế hoạch số 08/KH-UBND ngày 08/01/2025 của UBND xã về cải cách hành chính năm 2025 đã xong.",
    "Báo cáo kết quả năm 2025 gửi trước ngày 18 tháng 01.",
    "Ngày 26 tháng 6, UBND tỉnh ban hành Chỉ thị số 06/CT-CTUBND.",
    "Các đơn vị gồm: xã An Hòa; Đài truyền thanh xã; Kế hoạch số 5; Công an xã; UBND tỉnh.",
    "CỘNG HOÀ và CỘNG HÒA đều đúng; xã An Hoà và xã An Hòa là một.",
    "Đơn vị thi công công trình; hành vi vi phạm; Đảng ủy Ủy ban.",
    "Phòng Kế hoạch - Tổng hợp tổng hợp, báo cáo lãnh đạo.",
    "Dịch vụ công trực tuyến, Chỉ số PAPI và Chỉ số Hiệu quả Quản trị và Hành chính công năm nay.",
    "Nâng cao chất lượng quản trị và hành chính công của bộ máy chính quyền các cấp.",
    "Tìm hiểu về công tác quản trị hành chính công; chỉ số cải cách hành chính công bố hằng năm.",
    "Nâng cao hiệu quả và quản trị nguồn lực; chỉ số hài lòng về hành chính.",
    "CHỈ SỐ HIỆU QUẢ QUẢN TRỊ HÀNH CHÍNH CÔNG",
    "Người người, nhà nhà thi đua; ngày ngày, dần dần, luôn luôn như thế.",
    "Mục 1.2.3 và 12.5.2026, 1.500.000 đồng, địa chỉ 10.0.0.1; điểm 2.1.1.",
    "Treo panô, áp phích, băng rôn ở Đắk Nông và Krông Nô; tải ứng dụng zalo, facebook.",
    "Thủ tục mã số 1.004.873.000.00.00.H56; Công ty TNHH Xây dựng An Phát; Ngân hàng Nhà nước.",
    "Giá trị 1.500,5 triệu đồng; tỷ lệ 3,5%; 08 giờ 30 phút; www.xa.vn/a,b.",
    "Nêu ở các nội dung (a), (b)... và nhiều nội dung khác, ...",
    "Theo Phụ lục II ban hành kèm theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.",
    "Biểu mẫu tại Nghị định số 30/2020/NĐ-CP (Phụ lục III).",
    "Ban Tổ chức, Sở Xây dựng, Phòng Tổ chức - Hành chính của xã hội học tập.",
    "Thời gian thực hiện: Thường xuyên, báo cáo trước ngày 25 hằng tháng.",
    "Viết lịch sử lý luận; giám sát nhập khẩu; lãi suất hiện hành; cũng cố gắng; thăm quan hệ cũ.",
    "Sáp nhập các thôn, xử lý và sử dụng đúng; kỷ luật, kỹ thuật; hỗ trợ người dân đủ năng suất.",
    "Không đăng tài liệu mật trên Cổng thông tin điện tử của xã.",
)  # fmt: skip


def said(broken: Break) -> list[tuple[str, str]]:
    return [(finding.rule, finding.text) for finding in check(broken(SOUND)).findings]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sound_sentence_is_left_alone(sentence: str) -> None:
    assert said(body(sentence)) == []


def test_the_end_mark_may_be_followed_by_blanks() -> None:
    assert said(doc(closing=f"{DOCUMENT.closing} \t ")) == []


def test_what_is_written_here_is_printed_with_the_end_mark_and_not_asked_for_it() -> None:
    unmarked = replace(DOCUMENT, closing=DOCUMENT.closing[:-2])
    came = {found.rule for found in check(Subject(document=unmarked, reading=READING)).findings}
    written = {found.rule for found in check(Subject(document=unmarked)).findings}
    assert "THIEU_DAU_KET_THUC" in came - written


@pytest.mark.parametrize(
    "line",
    [
        "An Hòa, ngày 26 tháng 6 năm 2026",
        "An Hòa, ngày 18 tháng 01 năm 2026",
        "An Hòa,  ngày 09  tháng 12 năm 2026",
        "An Hòa, ngày    tháng    năm 2026",
    ],
)
def test_dates_in_form_are_left_alone(line: str) -> None:
    assert said(raw("date", line)) == []


@pytest.mark.parametrize(
    "line",
    [
        "Lưu: VT, KT(Thủy, Nho)", "Lưu: VT, CN (Khôi)", "Lưu: VT", "Lưu:VT, HC (2)",
        "Lưu: VT, Hồ sơ.", "Lưu: VT, VHXH. A.12",
    ],
)  # fmt: skip
def test_archive_lines_in_use_are_left_alone(line: str) -> None:
    assert said(doc(recipients=(*DOCUMENT.recipients[:2], line))) == []


def test_a_number_line_that_waits_for_its_number_gets_a_remark_only() -> None:
    blank = both(doc(number=None), raw("number", "Số:      /KH-UBND"))
    report = check(blank(SOUND))
    assert [(f.rule, f.severity) for f in report.findings] == [("SO_DE_TRONG", "info")]
    assert report.ok


def test_a_blank_day_of_a_draft_gets_a_remark_only() -> None:
    blank = both(doc(date=IssueDate(month=6, year=2026)), raw("date", "An Hòa, ngày    tháng 6"))
    assert [f.severity for f in check(blank(SOUND)).findings] == ["info"]


def test_an_issued_paper_must_have_number_and_day() -> None:
    issued = both(doc(number=None, date=IssueDate(year=2026), state="issued"), raw("date", ""))
    found = {(f.rule, f.severity) for f in check(issued(SOUND)).findings}
    assert found == {("SO_DE_TRONG", "error"), ("NGAY_DE_TRONG", "error")}


def test_a_decision_of_the_chairman_needs_no_collective() -> None:
    change = both(doc(kind="QĐ", symbol="QĐ-UBND"), sign(chain=DOCUMENT.signature.chain[1:]))
    assert "KY_THIEU_TM" not in {rule for rule, _ in said(change)}


def test_articles_run_on_through_chapters() -> None:
    blocks = (
        Heading(level=2, text="QUY ĐỊNH CHUNG", number_as_written="Chương I"),
        Heading(level=5, text="Phạm vi", number_as_written="Điều 1."),
        Heading(level=6, text="Một.", number_as_written="1.", run_in=True),
        Heading(level=6, text="Hai.", number_as_written="2.", run_in=True),
        Heading(level=5, text="Đối tượng", number_as_written="Điều 2."),
        Heading(level=6, text="Một.", number_as_written="1.", run_in=True),
        Heading(level=2, text="TỔ CHỨC THỰC HIỆN", number_as_written="Chương II"),
        Heading(level=5, text="Hiệu lực", number_as_written="Điều 3."),
        Paragraph(text="Các đơn vị thi hành theo Phụ lục kèm theo."),
        *DOCUMENT.blocks[9:11],
    )
    assert said(doc(blocks=blocks, scheme="articles")) == []


def test_a_missing_article_is_noticed_across_chapters() -> None:
    blocks = (
        Heading(level=2, text="QUY ĐỊNH CHUNG", number_as_written="Chương I"),
        Heading(level=5, text="Phạm vi", number_as_written="Điều 1."),
        Heading(level=2, text="TỔ CHỨC", number_as_written="Chương II"),
        Heading(level=5, text="Hiệu lực", number_as_written="Điều 3."),
        Paragraph(text="Các đơn vị thi hành theo Phụ lục kèm theo."),
        *DOCUMENT.blocks[9:11],
    )
    assert said(doc(blocks=blocks, scheme="articles")) == [("SO_MUC_NHAY", "Điều 3.")]


def test_points_may_use_the_whole_alphabet_or_the_short_one() -> None:
    def points(letters: str) -> Break:
        blocks = tuple(
            Heading(level=3, text="Nội dung;", number_as_written=f"{letter})", run_in=True)
            for letter in letters
        )
        return doc(blocks=(*DOCUMENT.blocks[:4], *blocks, *DOCUMENT.blocks[9:]))

    assert said(points("abcdđeghik")) == []
    assert said(points("aăâbc")) == []
    assert said(points("abcde")) == [("SO_MUC_NHAY", "e)")]
    assert said(points("abcdđef")) == [("DIEM", "f)")]


def test_a_text_without_its_head_is_not_an_error_of_the_head() -> None:
    no_head = both(raw("motto", None), doc(issuer=""))
    report = check(no_head(SOUND))
    assert [(f.rule, f.severity) for f in report.findings] == [("QUOC_HIEU_THIEU", "info")]


def test_a_guessed_zone_can_only_warn() -> None:
    wrong = both(doc(number="7"), raw("number", "Số: 7/KH-UBND", sure=0.5))
    assert [f.severity for f in check(wrong(SOUND)).findings] == ["warning"]


def test_a_party_paper_gets_one_remark_and_nothing_else() -> None:
    for change in (
        doc(superior="ĐẢNG CỘNG SẢN VIỆT NAM", number="7", recipients=()),
        sign(as_written=("T/M BAN THƯỜNG VỤ", "BÍ THƯ"), name="NGUYỄN VĂN MẪU"),
        doc(symbol="CV/ĐU"),
    ):
        report = check(change(SOUND))
        assert [(f.rule, f.severity) for f in report.findings] == [("VAN_BAN_DANG", "info")]
        assert {r.state for r in report.results} == {"pass", "not_applicable"}


def test_a_paper_that_cites_the_party_is_no_party_paper() -> None:
    assert said(body("Thực hiện Chỉ thị số 11-CT/TU ngày 04/01/2026 của Ban Thường vụ.")) == []


def test_a_paper_written_in_the_program_is_printed_in_form() -> None:
    own = replace(DOCUMENT, annexes=())
    own = replace(own, blocks=(*own.blocks[:-1], Paragraph(text="Các đơn vị thực hiện.")))
    report = check(Subject(document=own))
    assert report.findings == ()
    assert report.not_evaluated == 0
    assert READING.form == "text"


def test_headings_with_changed_titles_stay_in_peace() -> None:
    assert said(block(1, text="Mục đích của kế hoạch")) == []


@pytest.mark.parametrize("name", ["telegram", "invitation", "introduction", "minutes",
                                  "decision_with_regulation", "leave"])  # fmt: skip
def test_papers_of_a_form_of_their_own_are_sound(name: str) -> None:
    form = {"KINH_GUI_THIEU", "KINH_GUI_THUA", "NHU_TREN", "DIA_DANH_THIEU", "PHU_LUC_SO",
            "PHU_LUC_NHAN", "TRICH_YEU_THIEU"}  # fmt: skip
    findings = check(Subject(document=OFFICIAL[name]())).findings
    assert not form & {finding.rule for finding in findings}
