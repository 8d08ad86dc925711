"""Invented papers that follow the samples of NĐ 30/2020, Phụ lục III, one by one."""

from __future__ import annotations

from papidesk.domain.blocks import Heading, Item, Paragraph
from papidesk.domain.document import Annex, Document
from papidesk.domain.people import Authority, Signature
from tests.printing.papers import CHAIR, DEPUTY, SENTENCES, decision, letter, plan

ADDRESS = (
    "Địa chỉ: Thôn Đông, xã An Hòa, tỉnh Mẫu; điện thoại: 0123 456 789; "
    "thư điện tử: vanphong@anhoa.example"
)
LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"


def lines(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text=text) for text in texts)


def resolution() -> Document:
    return plan(
        0, kind="NQ", symbol="NQ-HĐND", number="09", issuer="HỘI ĐỒNG NHÂN DÂN XÃ AN HÒA",
        scheme="articles",
        abstract="Về nhiệm vụ nâng cao Chỉ số hiệu quả quản trị và hành chính công năm 2026",
        authority_line="HỘI ĐỒNG NHÂN DÂN XÃ AN HÒA",
        bases=(LAW, "Xét Tờ trình số 15/TTr-UBND ngày 20 tháng 01 năm 2026 của Ủy ban nhân dân xã"),
        blocks=(
            Heading(level=5, text="Tán thành nhiệm vụ năm 2026", run_in=False),
            Paragraph(text=SENTENCES[0]),
            Heading(level=5, text="Giao Ủy ban nhân dân xã tổ chức thực hiện.", run_in=True),
        ),
        closing="Nghị quyết này được Hội đồng nhân dân xã An Hòa thông qua ngày 05 tháng 02 năm "
        "2026.",
        recipients=("Như Điều 2;", "Thường trực HĐND tỉnh;", "Lưu: VT."),
        signature=Signature(
            chain=(Authority(prefix="TM.", body="HỘI ĐỒNG NHÂN DÂN"),), position="CHỦ TỊCH",
            name="Phạm Thị Minh Họa",
        ),
    )  # fmt: skip


def decision_with_regulation() -> Document:
    """A decision that issues a regulation (mẫu 1.3), and a list as an ordinary annex."""
    return decision_of(
        abstract="Ban hành Quy chế phối hợp nâng cao Chỉ số PAPI trên địa bàn xã An Hòa",
        annexes=(
            Annex(
                kind="QC", scheme="articles",
                title="Phối hợp nâng cao Chỉ số PAPI trên địa bàn xã An Hòa",
                blocks=(
                    Heading(level=2, text="Quy định chung"),
                    Heading(level=5, text="Phạm vi điều chỉnh"),
                    Paragraph(text=SENTENCES[0]),
                    Heading(level=5, text="Nguyên tắc phối hợp"),
                    Heading(level=6, text=SENTENCES[1], run_in=True),
                    *(Heading(level=6, text=SENTENCES[i % 4], run_in=True) for i in range(14)),
                    Heading(level=2, text="Tổ chức thực hiện"),
                    Heading(level=5, text="Trách nhiệm thi hành"),
                    Paragraph(text=SENTENCES[3]),
                ),
            ),
            Annex(title="Danh sách đầu mối phối hợp", blocks=lines(SENTENCES[2])),
        ),
    )  # fmt: skip


def decision_of(**more: object) -> Document:
    values: dict[str, object] = {
        "kind": "QĐ", "symbol": "QĐ-UBND", "number": "102", "scheme": "articles",
        "authority_line": "ỦY BAN NHÂN DÂN XÃ AN HÒA", "bases": (LAW,),
        "blocks": (
            Heading(level=5, text="Ban hành kèm theo Quyết định này Quy chế phối hợp nâng cao "
                    "Chỉ số PAPI trên địa bàn xã An Hòa.", run_in=True),
            Heading(level=5, text="Quyết định này có hiệu lực kể từ ngày ký.", run_in=True),
            Heading(level=5, text="Chánh Văn phòng và các ông, bà có tên ở Điều 1 chịu trách nhiệm "
                    "thi hành Quyết định này.", run_in=True),
        ),
        "closing": "", "recipients": ("Như Điều 3;", "Lưu: VT, VHXH."),
    }  # fmt: skip
    return plan(0, **(values | more))


def telegram() -> Document:
    return plan(
        0, kind="CĐ", symbol="CĐ-UBND", number="03", urgency="HỎA TỐC",
        abstract="Về việc khẩn trương phòng, chống mưa lũ trên địa bàn xã",
        authority_line="Chủ tịch Ủy ban nhân dân xã An Hòa",
        addressees=("Trưởng các thôn trên địa bàn xã", "Trưởng Công an xã", "Trưởng Trạm Y tế xã"),
        blocks=lines(SENTENCES[1], SENTENCES[3]),
        closing="Yêu cầu các đơn vị nghiêm túc thực hiện.",
        recipients=("Như trên;", "Ủy ban nhân dân tỉnh (để báo cáo);", "Lưu: VT."),
        signature=Signature(position="CHỦ TỊCH", name="Nguyễn Văn Mẫu"),
    )  # fmt: skip


def invitation(guests: int = 1) -> Document:
    names = (
        "Ông Lê Văn Thí Dụ, Trưởng thôn Đông", "Bà Trần Thị Mẫu, Chủ tịch Hội Liên hiệp Phụ nữ xã",
        "Đại diện Ủy ban Mặt trận Tổ quốc Việt Nam xã",
    )  # fmt: skip
    return plan(
        0, kind="GM", symbol="GM-UBND", number="21", addressees=names[:guests],
        abstract="Dự hội nghị sơ kết 6 tháng thực hiện Kế hoạch nâng cao Chỉ số PAPI",
        blocks=lines(
            "Tới dự Hội nghị sơ kết 6 tháng thực hiện Kế hoạch nâng cao Chỉ số PAPI năm 2026.",
            "Chủ trì: Chủ tịch Ủy ban nhân dân xã An Hòa.",
            "Thời gian: 08 giờ 00, ngày 03 tháng 7 năm 2026.",
            "Địa điểm: Hội trường Ủy ban nhân dân xã An Hòa.",
        ),
        closing="Đề nghị đại biểu đến dự đúng thành phần, thời gian.",
        recipients=("Như trên;", "Lưu: VT, VHXH."), signature=DEPUTY,
    )  # fmt: skip


def introduction() -> Document:
    return plan(
        0, kind="GGT", symbol="GGT-UBND", number="06", abstract="",
        blocks=lines(
            "Ủy ban nhân dân xã An Hòa trân trọng giới thiệu:",
            "Ông (bà): Đỗ Thị Ví Dụ",
            "Chức vụ: Chuyên viên Phòng Văn hóa - Xã hội",
            "Được cử đến: Sở Nội vụ tỉnh Mẫu",
            "Về việc: Nhận tài liệu tập huấn Chỉ số PAPI năm 2026.",
            "Đề nghị Quý cơ quan tạo điều kiện để bà có tên ở trên hoàn thành nhiệm vụ.",
        ),
        closing="Giấy này có giá trị đến hết ngày 28 tháng 02 năm 2026.",
        recipients=("Như trên;", "Lưu: VT."), signature=DEPUTY,
    )  # fmt: skip


def minutes() -> Document:
    return plan(
        0, kind="BB", symbol="BB-UBND", number="04", place="",
        abstract="Họp giao ban thực hiện Kế hoạch nâng cao Chỉ số PAPI",
        blocks=(
            *lines(
                "Thời gian bắt đầu: 14 giờ 00, ngày 05 tháng 02 năm 2026.",
                "Địa điểm: Phòng họp Ủy ban nhân dân xã An Hòa.",
                "Thành phần tham dự: Lãnh đạo Ủy ban nhân dân xã; trưởng các phòng; trưởng thôn.",
                "Chủ trì (chủ tọa): Ông Nguyễn Văn Mẫu, Chủ tịch Ủy ban nhân dân xã.",
                "Thư ký (người ghi biên bản): Bà Đỗ Thị Ví Dụ, công chức Văn phòng.",
                "Nội dung (theo diễn biến cuộc họp):",
            ),
            Item(text=SENTENCES[0]), Item(text=SENTENCES[2]), Item(text=SENTENCES[3]),
        ),
        closing="Cuộc họp kết thúc vào 16 giờ 30, ngày 05 tháng 02 năm 2026.",
        recipients=("Thành viên dự họp;", "Lưu: VT, Hồ sơ."),
        signature=Signature(position="CHỦ TỌA", name="Nguyễn Văn Mẫu"),
        second_signature=Signature(position="THƯ KÝ", name="Đỗ Thị Ví Dụ"),
    )  # fmt: skip


def leave() -> Document:
    return plan(
        0, kind="GNP", symbol="GNP-UBND", number="02", abstract="",
        blocks=lines(
            "Xét Đơn đề nghị nghỉ phép ngày 26 tháng 01 năm 2026 của bà Đỗ Thị Ví Dụ;",
            "Ủy ban nhân dân xã An Hòa cấp cho:",
            "Bà: Đỗ Thị Ví Dụ",
            "Chức vụ: Chuyên viên Phòng Văn hóa - Xã hội",
            "Nghỉ phép trong thời gian 05 ngày, kể từ ngày 09 tháng 02 năm 2026 đến hết ngày 13 "
            "tháng 02 năm 2026 tại xã Bình Minh, tỉnh Mẫu.",
        ),
        closing="Số ngày nghỉ phép nêu trên được tính vào thời gian nghỉ phép năm 2026.",
        recipients=("Bà Đỗ Thị Ví Dụ;", "Lưu: VT."), signature=DEPUTY,
    )  # fmt: skip


def urgent_letter(urgency: str = "THƯỢNG KHẨN") -> Document:
    from papidesk.domain.record import replace

    return replace(
        letter(3), urgency=urgency, circulation="XEM XONG TRẢ LẠI", address=ADDRESS,  # type: ignore[arg-type]
        drafter_mark="VHXH.(30)",
    )  # fmt: skip


def programme() -> Document:
    return plan(
        2, kind="CTr", symbol="CTr-UBND", number="08", circulation="LƯU HÀNH NỘI BỘ",
        abstract="Công tác quý II năm 2026 của Ủy ban nhân dân xã An Hòa", signature=CHAIR,
    )  # fmt: skip


OFFICIAL = {
    "resolution": resolution, "decision": decision,
    "decision_with_regulation": decision_with_regulation, "telegram": telegram,
    "invitation": invitation, "invitation_three": lambda: invitation(3),
    "introduction": introduction, "minutes": minutes, "leave": leave,
    "urgent_letter": urgent_letter, "programme": programme,
}  # fmt: skip
