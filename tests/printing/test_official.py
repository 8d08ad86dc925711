"""Papers that follow the samples of Phụ lục III, measured on the printed page."""

from __future__ import annotations

from typing import Any

import pytest

from papidesk.domain.blocks import Paragraph
from papidesk.domain.document import Annex
from papidesk.domain.figures import field
from papidesk.domain.layout_profile import load
from papidesk.domain.paper import paper
from papidesk.domain.record import replace
from papidesk.printing.render import render
from tests.printing.measured import MM, Line, Measured
from tests.printing.official import (
    ADDRESS,
    OFFICIAL,
    decision_with_regulation,
    introduction,
    invitation,
    leave,
    minutes,
    programme,
    resolution,
    telegram,
    urgent_letter,
)
from tests.printing.papers import plan, table

PROFILE = load()
LEFT = PROFILE.page.left_mm.chosen
RIGHT = PROFILE.page.width_mm - PROFILE.page.right_mm.chosen
MIDDLE = (LEFT + RIGHT) / 2
HEAD_LEFT = LEFT + PROFILE.head.left_mm.chosen / 2
HEAD_RIGHT = RIGHT - PROFILE.head.right_mm.chosen / 2
SIGN_LEFT = LEFT + PROFILE.foot.left_mm.chosen / 2
SIGN_RIGHT = (LEFT + PROFILE.foot.left_mm.chosen + RIGHT) / 2
NEAR = PROFILE.page.tolerance_mm


def frames(paper: Measured) -> list[dict[str, Any]]:
    """The frames of page 1 in mm."""
    return [
        {
            "width": rect["width"] * MM, "height": rect["height"] * MM, "left": rect["x0"] * MM,
            "top": rect["top"] * MM, "bottom": rect["bottom"] * MM,
            "colour": rect["stroking_color"],
        }
        for rect in paper._pages[0].rects
    ]  # fmt: skip


def inside(line: Line, frame: dict[str, Any]) -> bool:
    across = frame["left"] < line.left and line.right < frame["left"] + frame["width"]
    return bool(across and frame["top"] < line.baseline < frame["bottom"])


@pytest.mark.parametrize(("urgency", "width"), [("KHẨN", 20), ("THƯỢNG KHẨN", 40), ("HỎA TỐC", 30)])
def test_an_urgency_mark_is_a_bright_red_box_of_its_size_below_the_number(
    urgency: str, width: float
) -> None:
    printed = Measured(render(urgent_letter(urgency)))
    (frame,) = [each for each in frames(printed) if each["colour"] == (1, 0, 0)]
    assert (frame["width"], frame["height"]) == pytest.approx((width, 8), abs=0.1)
    mark = printed.line(urgency)
    assert (mark.size, mark.bold) == (13, True)
    assert inside(mark, frame)
    assert mark.centre == pytest.approx(HEAD_LEFT, abs=NEAR)
    assert frame["left"] + width / 2 == pytest.approx(HEAD_LEFT, abs=NEAR)
    assert frame["top"] > printed.line("Số: 18").baseline
    assert frame["bottom"] < printed.line("Kính gửi:").baseline
    colours = {
        tuple(char["non_stroking_color"])
        for char in printed._pages[0].chars
        if char["text"] in urgency and frame["top"] < char["top"] * MM < frame["bottom"]
    }
    assert colours == {(1, 0, 0)}


@pytest.mark.parametrize("mark", ["XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ"])
def test_the_mark_of_circulation_is_framed_in_the_top_margin_right_of_the_middle(mark: str) -> None:
    printed = Measured(render(replace(programme(), circulation=mark)))  # type: ignore[arg-type]
    (frame,) = frames(printed)
    line = printed.line(mark)
    assert (line.size, line.bold, line.page) == (13, True, 1)
    assert inside(line, frame)
    assert frame["bottom"] < PROFILE.page.top_mm.chosen
    assert frame["left"] + frame["width"] / 2 > 105
    assert frame["left"] + frame["width"] < RIGHT
    assert line.centre == pytest.approx(frame["left"] + frame["width"] / 2, abs=0.1)
    above, below = line.baseline - frame["top"], frame["bottom"] - line.baseline
    assert above - 13 * 0.66 * MM == pytest.approx(below, abs=0.3)


def test_address_and_drafters_mark_stand_in_their_places() -> None:
    printed = Measured(render(urgent_letter()))
    mark = printed.line("VHXH.(30)")
    assert (mark.size, mark.bold, mark.left) == (11, False, pytest.approx(LEFT, abs=NEAR))
    assert mark.baseline > printed.line("- Lưu: VT").baseline
    address = printed.line(ADDRESS[:12])
    assert address.size == 11
    rule = max(rule for rule in printed.rules if rule[1] - rule[0] > 159)
    assert rule[:2] == pytest.approx((LEFT, RIGHT), abs=NEAR)
    assert printed.line("Nguyễn Văn Mẫu").baseline < rule[2] < address.baseline < 277


def test_a_resolution_has_authority_bases_and_its_own_enacting_words() -> None:
    printed = Measured(render(resolution()))
    order = [
        printed.line(text).baseline
        for text in ("NGHỊ QUYẾT", "HỘI ĐỒNG NHÂN DÂN XÃ", "Căn cứ Luật", "QUYẾT NGHỊ:", "Điều 1.")
    ]
    assert order == sorted(order)
    assert printed.line("QUYẾT NGHỊ:").centre == pytest.approx(MIDDLE, abs=NEAR)
    assert printed.line("QUYẾT NGHỊ:").bold
    assert printed.line("Xét Tờ trình").italic
    assert printed.line("- Như Điều 2;").size == 11


def test_a_document_issued_with_a_decision_has_a_whole_head_and_its_own_page_numbers() -> None:
    printed = Measured(render(decision_with_regulation()))
    second = [line for line in printed.lines if line.page == 2]
    by = {line.text[:14]: line for line in second}
    assert by["ỦY BAN NHÂN DÂ"].centre == pytest.approx(HEAD_LEFT, abs=NEAR)
    assert by["CỘNG HÒA XÃ HỘ"].centre == pytest.approx(HEAD_RIGHT, abs=NEAR)
    assert by["CỘNG HÒA XÃ HỘ"].baseline == printed.line("CỘNG HÒA").baseline
    kind, note = by["QUY CHẾ"], by["(Kèm theo Quyế"]
    assert kind.bold
    assert kind.centre == pytest.approx(MIDDLE, abs=NEAR)
    assert note.italic
    assert note.text == "(Kèm theo Quyết định số 102/QĐ-UBND"
    assert not any(line.text.startswith(("Số:", "An Hòa, ngày")) for line in second)
    rules = [rule for rule in printed.rules if rule[3] == 2]
    assert len(rules) == 3
    below = max(rules, key=lambda rule: rule[2])
    assert note.baseline < below[2] < by["Chương I"].baseline
    assert (below[0] + below[1]) / 2 == pytest.approx(MIDDLE, abs=NEAR)
    heads = {line.page: line.text for line in printed.lines if line.baseline < 18}
    assert heads == {3: "2"}


def test_other_annexes_of_that_decision_are_counted_without_it() -> None:
    words = paper(decision_with_regulation())
    assert [(each.kind, each.label) for each in words.annexes] == [("QUY CHẾ", ""), ("", "Phụ lục")]
    two = replace(
        decision_with_regulation(),
        annexes=(*decision_with_regulation().annexes, Annex(title="Mẫu phiếu")),
    )
    labels = [each.label.replace("\u00a0", " ") for each in paper(two).annexes]
    assert labels == ["", "Phụ lục I", "Phụ lục II"]


def test_a_wide_table_of_an_attached_document_turns_its_page_but_not_the_head() -> None:
    from papidesk.domain.blocks import Row, Table
    from tests.printing.papers import cell

    wide = Table(rows=(Row(cells=tuple(cell(str(n)) for n in range(12))),) * 3)
    whole = decision_with_regulation()
    first = replace(whole.annexes[0], blocks=(Paragraph(text="Lời đầu."), wide))
    printed = Measured(render(replace(whole, annexes=(first,))))
    assert [round(width) for width, _ in printed.sizes] == [210, 210, 297]


def test_an_attached_document_across_the_sheet_keeps_both_columns_of_its_head() -> None:
    whole = decision_with_regulation()
    first = replace(whole.annexes[0], landscape=True, blocks=(table(3, True),))
    printed = Measured(render(replace(whole, annexes=(first,))))
    second = [line for line in printed.lines if line.page == 2]
    nation = next(line for line in second if line.text.startswith("CỘNG HÒA"))
    kind = next(line for line in second if line.text == "QUY CHẾ")
    right = 297 - PROFILE.page.right_mm.chosen
    assert nation.centre == pytest.approx(right - PROFILE.head.right_mm.chosen / 2, abs=NEAR)
    assert kind.centre == pytest.approx((LEFT + right) / 2, abs=NEAR)


def test_a_telegram_wires_its_receivers_below_the_title() -> None:
    printed = Measured(render(telegram()))
    opening = printed.line("Chủ tịch Ủy ban nhân dân xã An Hòa điện:")
    items = [printed.line(text) for text in ("- Trưởng các thôn", "- Trưởng Công an", "- Trưởng T")]
    assert [item.text[-1] for item in items] == [";", ";", "."]
    assert printed.line("Về việc khẩn").baseline < opening.baseline < items[0].baseline
    assert opening.left == pytest.approx(LEFT + PROFILE.text.first_line_mm.chosen, abs=NEAR)
    assert not any("Kính gửi" in line.text for line in printed.lines)
    assert printed.line("Yêu cầu các đơn vị").text.endswith("./.")


def test_an_invitation_names_one_guest_on_the_line_and_several_below() -> None:
    one, three = Measured(render(invitation(1))), Measured(render(invitation(3)))
    start = "Ủy ban nhân dân xã An Hòa trân trọng kính mời:"
    assert one.line(start).text.startswith(f"{start} Ông Lê Văn Thí Dụ")
    assert three.line(start).text == start
    guests = [line.text for line in three.lines if line.text.startswith(("- Ông", "- Bà", "- Đại"))]
    assert [guest[-1] for guest in guests] == [";", ";", "."]
    for printed in (one, three):
        order = [printed.line(text).baseline for text in ("GIẤY MỜI", "Chủ trì:", "Thời gian:",
                                                         "Địa điểm:", "Nơi nhận:")]  # fmt: skip
        assert order == sorted(order)


def test_an_invitation_that_was_written_out_is_not_opened_twice() -> None:
    written = replace(
        invitation(1),
        blocks=(
            Paragraph(text="Ủy ban nhân dân xã An Hòa trân trọng kính mời: Ông A dự họp."),
            *invitation().blocks,
        ),
    )
    assert Measured(render(written)).raw[0].count("trân trọng kính mời") == 1


def test_minutes_have_no_date_row_and_are_signed_by_secretary_and_chair() -> None:
    printed = Measured(render(minutes()))
    texts = [line.text for line in printed.lines]
    assert not any(text.startswith("An Hòa, ngày") or "……" in text for text in texts)
    secretary, chair = printed.line("THƯ KÝ"), printed.line("CHỦ TỌA")
    assert secretary.baseline == pytest.approx(chair.baseline, abs=0.05)
    assert secretary.centre == pytest.approx(SIGN_LEFT, abs=NEAR)
    assert chair.centre == pytest.approx(SIGN_RIGHT, abs=NEAR)
    names = printed.last_line("Đỗ Thị Ví Dụ"), printed.last_line("Nguyễn Văn Mẫu")
    assert names[0].baseline == pytest.approx(names[1].baseline, abs=0.05)
    assert names[0].centre == pytest.approx(SIGN_LEFT, abs=NEAR)
    assert names[0].baseline - secretary.baseline >= PROFILE.foot.signature_mm.allowed[0]
    recipients = printed.line("Nơi nhận:")
    assert recipients.baseline > names[0].baseline
    assert recipients.left == pytest.approx(LEFT, abs=NEAR)
    assert printed.line("- Lưu: VT, Hồ sơ.").baseline > recipients.baseline


def test_the_signatures_of_minutes_never_begin_a_page_alone() -> None:
    for more in range(0, 24):
        whole = replace(minutes(), blocks=(*minutes().blocks, *(Paragraph(text="Ý."),) * more))
        printed = Measured(render(whole))
        page = printed.line("THƯ KÝ").page
        texts = [line for line in printed.lines if line.page == page and line.baseline > 19]
        assert texts[0].text != "THƯ KÝ", more
        assert printed.line("- Lưu: VT, Hồ sơ.").page == page, more


def test_a_letter_of_introduction_has_its_lines_in_order_and_no_kinh_gui() -> None:
    printed = Measured(render(introduction()))
    order = [
        printed.line(text).baseline
        for text in ("GIẤY GIỚI THIỆU", "Ủy ban nhân dân xã An Hòa trân trọng", "Ông (bà):",
                     "Chức vụ:", "Được cử đến:", "Về việc:", "Giấy này có giá trị", "Nơi nhận:")
    ]  # fmt: skip
    assert order == sorted(order)
    assert printed.line("Giấy này").text.endswith("2026./.")


def test_a_leave_slip_ends_with_a_frame_for_the_place_where_leave_was_taken() -> None:
    printed = Measured(render(leave()))
    (frame,) = frames(printed)
    own = PROFILE.confirmation
    assert (frame["width"], frame["height"]) == pytest.approx(
        (own.width_mm, own.height_mm), abs=0.1
    )
    assert frame["left"] == pytest.approx(LEFT, abs=NEAR)
    assert frame["top"] > printed.line("Trần Thị Ví Dụ").baseline
    assert inside(printed.line("Xác nhận của"), frame)


@pytest.mark.parametrize("name", OFFICIAL)
def test_every_line_of_every_paper_stays_inside_the_margins(name: str) -> None:
    printed = Measured(render(OFFICIAL[name]()))
    for line in printed.lines:
        assert line.left > LEFT - NEAR, line
        assert line.right < RIGHT + NEAR, line
        assert line.baseline < PROFILE.page.height_mm - PROFILE.page.bottom_mm.chosen, line


def test_live_figures_print_as_plain_text() -> None:
    value = field("128", "van-ban-di@2026-H1")
    text = "Đã ban hành 128 văn bản trong kỳ."
    marks = tuple(replace(mark, start=12, end=15) for mark in value.marks)
    live = plan(0, blocks=(Paragraph(text=text, marks=marks),))
    plain = plan(0, blocks=(Paragraph(text=text),))
    with_field, without = Measured(render(live)), Measured(render(plain))
    assert [(line.text, line.font, line.size) for line in with_field.lines] == [
        (line.text, line.font, line.size) for line in without.lines
    ]
