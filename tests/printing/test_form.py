"""The printed page against the numbers of the layout profile."""

from __future__ import annotations

import pytest

from papidesk.domain.document import IssueDate
from papidesk.domain.layout_profile import load
from papidesk.domain.record import replace
from papidesk.printing.render import render
from tests.printing.measured import Measured
from tests.printing.papers import decision, letter, notice, plan, proposal, report

PROFILE = load()
PAGE = PROFILE.page
LEFT = PAGE.left_mm.chosen
RIGHT = PAGE.width_mm - PAGE.right_mm.chosen
MIDDLE = (LEFT + RIGHT) / 2
HEAD_LEFT = LEFT + PROFILE.head.left_mm.chosen / 2
HEAD_RIGHT = RIGHT - PROFILE.head.right_mm.chosen / 2
TOLERANCE = PAGE.tolerance_mm


@pytest.fixture(scope="module")
def printed_plan() -> Measured:
    return Measured(render(plan(14)))


@pytest.fixture(scope="module")
def printed_letter() -> Measured:
    return Measured(render(letter(3)))


def test_pages_are_a4_and_all_text_stays_inside_the_margins(printed_plan: Measured) -> None:
    assert printed_plan.sizes[0] == pytest.approx((210, 297), abs=0.1)
    for page in printed_plan.boxes:
        for word, left, top, right, bottom in page:
            assert left > LEFT - TOLERANCE, word
            assert right < RIGHT + TOLERANCE, word
            assert bottom < PAGE.height_mm - PAGE.bottom_mm.chosen + TOLERANCE, word
            assert top > PAGE.top_mm.chosen - 2 or word.isdigit(), word


def test_body_lines_reach_both_margins_and_first_lines_are_indented(printed_plan: Measured) -> None:
    first = printed_plan.line("Thực hiện Kế hoạch")
    second = printed_plan.lines[printed_plan.lines.index(first) + 1]
    assert first.left == pytest.approx(LEFT + PROFILE.text.first_line_mm.chosen, abs=TOLERANCE)
    assert first.right == pytest.approx(RIGHT, abs=TOLERANCE)
    assert second.left == pytest.approx(LEFT, abs=TOLERANCE)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("CỘNG HÒA XÃ HỘI", "nation"), ("Độc lập - Tự do", "motto"), ("ỦY BAN NHÂN DÂN", "issuer"),
        ("XÃ AN HÒA", "issuer"), ("Số: 05/KH-UBND", "number"), ("An Hòa, ngày", "place_date"),
        ("KẾ HOẠCH", "kind"), ("Nâng cao Chỉ số", "abstract"), ("Thực hiện Kế", "body"),
        ("I. MỤC ĐÍCH", "group"), ("1. Mục đích", "clause_title"), ("a) Niêm yết", "point"),
        ("- Bám sát", "item"), ("Nơi nhận:", "recipients_label"), ("- Lưu: VT", "recipients"),
        ("TM. ỦY BAN", "signature_title"), ("CHỦ TỊCH", "signature_title"),
        ("Nguyễn Văn Mẫu", "signature_name"),
    ],
)  # fmt: skip
def test_each_component_has_its_type(printed_plan: Measured, text: str, style: str) -> None:
    line, want = printed_plan.line(text), PROFILE.styles[style]
    assert (line.size, line.bold, line.italic) == (want.points, want.bold, want.italic)
    assert want.allowed[0] <= line.size <= want.allowed[1]


def test_columns_of_the_head_are_centred_and_the_nation_keeps_one_line(
    printed_plan: Measured,
) -> None:
    for text in ("ỦY BAN NHÂN DÂN", "XÃ AN HÒA", "Số: 05"):
        assert printed_plan.line(text).centre == pytest.approx(HEAD_LEFT, abs=TOLERANCE)
    for text in ("CỘNG HÒA", "Độc lập", "An Hòa, ngày"):
        assert printed_plan.line(text).centre == pytest.approx(HEAD_RIGHT, abs=TOLERANCE)
    assert printed_plan.line("CỘNG HÒA").text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert printed_plan.line("ỦY BAN").right < printed_plan.line("CỘNG HÒA").left


def test_number_and_date_stand_on_one_line(printed_plan: Measured) -> None:
    number, date = printed_plan.line("Số:"), printed_plan.line("An Hòa, ngày")
    assert number.baseline == pytest.approx(date.baseline, abs=0.05)


def test_drawn_lines_have_their_length_and_stand_centred(printed_plan: Measured) -> None:
    issuer, motto, abstract = sorted(printed_plan.rules[:3], key=lambda rule: rule[2])
    words = printed_plan.line("Độc lập")
    assert motto[1] - motto[0] == pytest.approx(words.width, rel=0.02)
    name = printed_plan.line("ỦY BAN")
    assert 1 / 3 - 0.01 <= (issuer[1] - issuer[0]) / name.width <= 0.51
    title = printed_plan.line("Nâng cao Chỉ số")
    assert 1 / 3 - 0.01 <= (abstract[1] - abstract[0]) / title.width <= 0.51
    for rule, centre in ((issuer, HEAD_LEFT), (motto, HEAD_RIGHT), (abstract, MIDDLE)):
        assert (rule[0] + rule[1]) / 2 == pytest.approx(centre, abs=TOLERANCE)
    assert 0.5 < issuer[2] - printed_plan.line("XÃ AN HÒA").baseline < 4
    assert 0.5 < motto[2] - words.baseline < 4


def test_title_is_centred_and_breaks_into_even_lines(printed_plan: Measured) -> None:
    first, second = printed_plan.line("Nâng cao Chỉ số"), printed_plan.line("cấp tỉnh")
    assert printed_plan.line("KẾ HOẠCH").centre == pytest.approx(MIDDLE, abs=TOLERANCE)
    assert first.centre == pytest.approx(MIDDLE, abs=TOLERANCE)
    assert second.width > first.width * 0.6


def test_line_and_paragraph_spacing_lie_in_the_decrees_range(printed_plan: Measured) -> None:
    first = printed_plan.line("Thực hiện Kế hoạch")
    index = printed_plan.lines.index(first)
    second, heading = printed_plan.lines[index + 1], printed_plan.lines[index + 2]
    single = PROFILE.leading_pt(14) * 25.4 / 72
    assert single - 0.05 <= second.baseline - first.baseline <= 1.5 * single
    extra = (heading.baseline - second.baseline) - (second.baseline - first.baseline)
    assert extra * 72 / 25.4 >= 6 - 0.1


def test_page_number_is_centred_in_the_top_margin_from_the_second_page(
    printed_plan: Measured,
) -> None:
    number = next(line for line in printed_plan.lines if line.page == 2)
    assert number.text == "2"
    assert number.centre == pytest.approx(MIDDLE, abs=TOLERANCE)
    assert number.baseline < PAGE.top_mm.chosen
    assert (number.size, number.bold, number.italic) == (14, False, False)
    first_page = [line.text for line in printed_plan.lines if line.page == 1]
    assert "1" not in first_page


def test_recipients_are_level_with_the_signature(printed_plan: Measured) -> None:
    label, authority = printed_plan.line("Nơi nhận:"), printed_plan.line("TM. ỦY BAN")
    assert label.baseline == pytest.approx(authority.baseline, abs=0.05)
    assert label.left == pytest.approx(LEFT, abs=TOLERANCE)
    centre = (LEFT + PROFILE.foot.left_mm.chosen + RIGHT) / 2
    for text in ("TM. ỦY BAN", "CHỦ TỊCH", "Nguyễn Văn Mẫu"):
        assert printed_plan.line(text).centre == pytest.approx(centre, abs=TOLERANCE)
    room = printed_plan.line("Nguyễn Văn Mẫu").baseline - printed_plan.line("CHỦ TỊCH").baseline
    assert room >= PROFILE.foot.signature_mm.allowed[0]


def test_a_letter_has_its_subject_under_the_number_and_no_kind(printed_letter: Measured) -> None:
    number, subject = printed_letter.line("Số: 18/UBND-VHXH"), printed_letter.line("V/v phối hợp")
    single = PROFILE.leading_pt(13) * 25.4 / 72
    gap = PROFILE.head.subject_gap_pt.chosen * 25.4 / 72
    assert subject.baseline - number.baseline == pytest.approx(single + gap, abs=0.1)
    assert subject.centre == pytest.approx(HEAD_LEFT, abs=TOLERANCE)
    assert (subject.size, subject.bold, subject.italic) == (13, False, False)
    assert not any("CÔNG VĂN" in line.text for line in printed_letter.lines)


def test_several_addressees_stand_under_the_colon(printed_letter: Measured) -> None:
    label = printed_letter.line("Kính gửi:")
    items = [
        line for line in printed_letter.lines if line.text.startswith(("- Ủy", "- Sở", "- Các"))
    ]
    assert [item.text[-1] for item in items] == [";", ";", "."]
    assert len({round(item.left, 1) for item in items}) == 1
    assert items[0].left == pytest.approx(label.right, abs=2)
    assert items[0].baseline > label.baseline


def test_one_addressee_stands_on_the_line_without_end_mark() -> None:
    line = Measured(render(letter(1))).line("Kính gửi:")
    assert line.text == "Kính gửi: Ủy ban nhân dân tỉnh"


def test_addressees_stand_right_below_the_title_before_the_bases() -> None:
    paper = Measured(render(replace(proposal(), bases=decision().bases)))
    places = [
        paper.line(text).baseline
        for text in (
            "Về việc phê duyệt",
            "Kính gửi:",
            "- Sở Tài chính.",
            "Căn cứ Luật",
            "Thực hiện",
        )
    ]
    assert places == sorted(places)
    assert places[3] - places[2] < 12  # millimetres: nothing else stands between


def test_a_decision_has_authority_bases_and_articles() -> None:
    paper = Measured(render(decision()))
    authority, base = paper.line("CHỦ TỊCH ỦY BAN"), paper.line("Căn cứ Luật")
    assert authority.bold
    assert authority.centre == pytest.approx(MIDDLE, abs=TOLERANCE)
    assert base.italic
    assert base.text.endswith(";")
    assert paper.line("Theo đề nghị").text.endswith("Xã hội.")
    assert paper.line("QUYẾT ĐỊNH:").baseline > paper.line("Theo đề nghị").baseline
    assert paper.line("Điều 1.").bold
    assert paper.line("Điều 2. Nhiệm vụ").bold
    assert paper.line("b) Báo cáo").text.endswith("tháng.")
    assert paper.lines[-1].text == "Nguyễn Văn Mẫu"


def test_superior_stands_above_the_issuer_in_plain_capitals() -> None:
    paper = Measured(render(report()))
    superior, issuer = paper.line("UBND XÃ AN HÒA"), paper.line("PHÒNG VĂN HÓA")
    assert not superior.bold
    assert issuer.bold
    assert superior.baseline < issuer.baseline


def test_blanks_leave_room_to_write_number_and_day() -> None:
    paper = Measured(render(plan(1, number=None, date=IssueDate(year=2026))))
    number, date = paper.line("Số:"), paper.line("An Hòa, ngày")
    assert " ".join(number.text.split()) == "Số: /KH-UBND"
    assert number.width > 28
    assert " ".join(date.text.split()) == "An Hòa, ngày tháng năm 2026"
    assert date.width > 58


def test_the_urgency_mark_is_a_red_box_of_its_size() -> None:
    paper = Measured(render(notice()))
    frame = paper._pages[0].rects[0]
    assert frame["stroking_color"] == (1, 0, 0)
    assert frame["width"] * 25.4 / 72 == pytest.approx(20, abs=0.1)
    assert frame["height"] * 25.4 / 72 == pytest.approx(8, abs=0.1)
    assert paper.line("KHẨN").size == 13


def test_all_sizes_move_together_with_the_base() -> None:
    paper = Measured(render(proposal(), base=13))
    small = PROFILE.at(13)
    for text, style in (
        ("CỘNG HÒA", "nation"), ("Độc lập", "motto"), ("Số:", "number"), ("TỜ TRÌNH", "kind"),
        ("Thực hiện", "body"), ("- Lưu:", "recipients"),
    ):  # fmt: skip
        assert paper.line(text).size == small.styles[style].points


def test_the_address_stands_under_a_line_at_the_foot_of_the_first_page_only() -> None:
    text = "Địa chỉ: Thôn Đông, xã An Hòa; điện thoại: 0123 456 789"
    paper = Measured(render(plan(14, address=text)))
    found = [line for line in paper.lines if line.text.startswith("Địa chỉ:")]
    assert [line.page for line in found] == [1]
    assert found[0].size == PROFILE.styles["address"].points
    assert found[0].centre == pytest.approx(MIDDLE, abs=TOLERANCE)
    long = [r for r in paper.rules if r[3] == 1 and r[1] - r[0] > 159]
    assert len(long) == 1
    assert long[0][2] < found[0].baseline
    body = [line for line in paper.lines if line.page == 1 and line not in found]
    assert max(line.baseline for line in body) < long[0][2]
