"""Invented papers of an invented commune, one for each kind that is printed."""

from __future__ import annotations

from papidesk.domain.blocks import Cell, Heading, Item, Paragraph, Row, Table
from papidesk.domain.document import Annex, Document, Footnote, IssueDate
from papidesk.domain.people import Authority, Signature
from papidesk.domain.richtext import Mark, RichText

COMMUNE = "ỦY BAN NHÂN DÂN XÃ AN HÒA"
CHAIR = Signature(
    chain=(Authority(prefix="TM.", body="ỦY BAN NHÂN DÂN"),),
    position="CHỦ TỊCH",
    name="Nguyễn Văn Mẫu",
)
DEPUTY = Signature(
    chain=(
        Authority(prefix="TM.", body="ỦY BAN NHÂN DÂN"),
        Authority(prefix="KT.", body="CHỦ TỊCH"),
    ),
    position="PHÓ CHỦ TỊCH",
    name="Trần Thị Ví Dụ",
)
DAY = IssueDate(day=5, month=2, year=2026)
SENTENCES = (
    "Tuyên truyền, phổ biến nội dung Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh (PAPI) "
    "đến cán bộ, công chức và Nhân dân trên địa bàn xã bằng hình thức phù hợp với từng thôn.",
    "Công khai, minh bạch danh sách hộ nghèo, thu chi ngân sách và kế hoạch sử dụng đất tại trụ sở "
    "Ủy ban nhân dân xã và nhà văn hóa thôn theo quy định của Luật Thực hiện dân chủ ở cơ sở.",
    "Nâng cao chất lượng tiếp nhận và trả kết quả tại Trung tâm Phục vụ hành chính công; bảo đảm "
    "trên 98 % hồ sơ được giải quyết trước hạn và đúng hạn.",
    "Tiếp nhận, xử lý kịp thời phản ánh, kiến nghị của người dân; tổ chức đối thoại ít nhất "
    "hai lần trong năm 2026 tại các thôn.",
)


def cell(text: str, **more: object) -> Cell:
    return Cell(paragraphs=(RichText(text=text),), **more)  # type: ignore[arg-type]


def marked(text: str, *marks: tuple[str, str, str]) -> Paragraph:
    """A paragraph whose named parts are formatted; of "2 và" and "2O" only the figure is."""
    made = []
    for part, style, ref in marks:
        start = text.index(part)
        length = 1 if part.startswith("2") else len(part)
        made.append(Mark(start=start, end=start + length, style=style, ref=ref))  # type: ignore[arg-type]
    return Paragraph(text=text, marks=tuple(made))


def table(rows: int = 4, landscape: bool = False) -> Table:
    heads = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian")
    body = tuple(
        Row(
            cells=(
                cell(str(index)), cell(SENTENCES[index % 4]), cell("Phòng Văn hóa - Xã hội"),
                cell("Các thôn; Mặt trận Tổ quốc Việt Nam xã"), cell("Quý II/2026"),
            )
        )
        for index in range(1, rows + 1)
    )  # fmt: skip
    widths = (0.07, 0.43, 0.18, 0.18, 0.14) if landscape else ()
    return Table(rows=(Row(cells=tuple(map(cell, heads))), *body), widths=widths)


def body(paragraphs: int = 3) -> tuple[Heading | Paragraph | Item | Table, ...]:
    many = [Paragraph(text=SENTENCES[index % 4]) for index in range(paragraphs)]
    return (
        Heading(level=1, text="MỤC ĐÍCH, YÊU CẦU"),
        Heading(level=2, text="Mục đích"),
        *many,
        Heading(level=2, text="Yêu cầu"),
        Item(text="Bám sát Kế hoạch số 11/KH-UBND ngày 12 tháng 01 năm 2026 của Ủy ban nhân dân "
             "tỉnh."),
        Item(text="Phân công rõ người, rõ việc, rõ thời gian; có kiểm tra, đôn đốc thường xuyên."),
        Heading(level=1, text="NỘI DUNG"),
        Heading(level=2, text="Công khai, minh bạch trong việc ra quyết định ở địa phương"),
        Heading(level=3, text="Niêm yết công khai", run_in=False),
        Paragraph(text=SENTENCES[1]),
        Item(text="Danh sách hộ nghèo, hộ cận nghèo;"),
        Item(level=2, text="cập nhật trong 05 ngày làm việc;", marker="+"),
        Heading(level=1, text="TỔ CHỨC THỰC HIỆN"),
        Heading(level=2, text="Văn phòng Hội đồng nhân dân và Ủy ban nhân dân tổng hợp, báo cáo "
                "kết quả thực hiện trước ngày 15 tháng 12 năm 2026.", run_in=True),
        Heading(level=2, text="Các thôn phối hợp thực hiện Kế hoạch này.", run_in=True),
    )  # fmt: skip


def plan(paragraphs: int = 3, **more: object) -> Document:
    values: dict[str, object] = {
        "kind": "KH", "issuer": COMMUNE, "number": "05", "symbol": "KH-UBND", "place": "An Hòa",
        "date": DAY,
        "abstract": "Nâng cao Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh (PAPI) "
        "trên địa bàn xã An Hòa năm 2026",
        "blocks": (
            Paragraph(text="Thực hiện Kế hoạch số 11/KH-UBND ngày 12 tháng 01 năm 2026 của Ủy ban "
                      "nhân dân tỉnh, Ủy ban nhân dân xã An Hòa ban hành Kế hoạch như sau:"),
            *body(paragraphs),
        ),
        "closing": "Trên đây là Kế hoạch nâng cao Chỉ số PAPI năm 2026 của Ủy ban nhân dân xã An "
        "Hòa, yêu cầu các đơn vị, các thôn nghiêm túc triển khai thực hiện.",
        "recipients": (
            "Ủy ban nhân dân tỉnh (để báo cáo);", "Thường trực Đảng ủy, HĐND xã;",
            "Chủ tịch, các Phó Chủ tịch UBND xã;", "Các phòng, đơn vị thuộc xã", "Các thôn;",
            "Lưu: VT, VHXH.",
        ),
        "signature": CHAIR,
    }  # fmt: skip
    return Document(**(values | more))  # type: ignore[arg-type]


def report() -> Document:
    return plan(
        6, kind="BC", symbol="BC-VHXH", number="12", superior="UBND XÃ AN HÒA",
        issuer="PHÒNG VĂN HÓA - XÃ HỘI", bases=(),
        abstract="Kết quả tuyên truyền PAPI 6 tháng đầu năm 2026",
        signature=Signature(
            chain=(Authority(prefix="KT.", body="TRƯỞNG PHÒNG"),), position="PHÓ TRƯỞNG PHÒNG",
            name="Lê Thị Thử Nghiệm",
        ),
        addressees=("Ủy ban nhân dân xã An Hòa",),
        blocks=(*body(5), table(3), Paragraph(text=SENTENCES[0])),
    )  # fmt: skip


def proposal() -> Document:
    return plan(
        2, kind="TTr", symbol="TTr-UBND", number="7", signature=DEPUTY,
        abstract="Về việc phê duyệt kinh phí lắp đặt hệ thống truyền thanh thông minh",
        addressees=("Ủy ban nhân dân tỉnh", "Sở Văn hóa, Thể thao và Du lịch", "Sở Tài chính"),
    )  # fmt: skip


def notice() -> Document:
    return plan(
        1, kind="TB", symbol="TB-UBND", number=None, date=IssueDate(year=2026), signature=DEPUTY,
        abstract="Lịch tiếp công dân định kỳ quý I năm 2026", urgency="KHẨN",
    )  # fmt: skip


def letter(addressees: int = 1) -> Document:
    names = ("Ủy ban nhân dân tỉnh", "Sở Nội vụ", "Các phòng, đơn vị thuộc Ủy ban nhân dân xã")
    return plan(
        0, kind="CV", symbol="UBND-VHXH", number="18", addressees=names[:addressees],
        abstract="phối hợp khảo sát Chỉ số hiệu quả quản trị và hành chính công năm 2026",
        blocks=(
            Paragraph(text=SENTENCES[0]),
            Heading(level=1, text=SENTENCES[2], format="%1.", run_in=True),
            Heading(level=1, text=SENTENCES[3], format="%1.", run_in=True),
        ),
        closing="Ủy ban nhân dân xã An Hòa trân trọng đề nghị quý cơ quan quan tâm phối hợp",
        recipients=("Như trên;", "Lưu: VT, VHXH."),
    )  # fmt: skip


def decision() -> Document:
    return plan(
        0, kind="QĐ", symbol="QĐ-UBND", number="101", scheme="articles",
        abstract="Về việc thành lập Tổ công tác nâng cao Chỉ số PAPI xã An Hòa",
        authority_line="CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN HÒA",
        bases=(
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
            "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác "
            "văn thư;",
            "Theo đề nghị của Trưởng phòng Phòng Văn hóa - Xã hội,",
        ),
        blocks=(
            Heading(level=5, text="Thành lập Tổ công tác gồm các ông, bà có tên trong danh sách "
                    "kèm theo Quyết định này.", run_in=True),
            Heading(level=5, text="Nhiệm vụ của Tổ công tác"),
            Heading(level=6, text=SENTENCES[1], run_in=True),
            Heading(level=7, text="Rà soát các nội dung công khai theo Phụ lục I;", run_in=True),
            Heading(level=7, text="Báo cáo kết quả trước ngày 20 hằng tháng.", run_in=True),
            Heading(level=5, text="Chánh Văn phòng, trưởng các phòng và các ông, bà có tên tại "
                    "Điều 1 chịu trách nhiệm thi hành Quyết định này.", run_in=True),
        ),
        closing="", recipients=("Như Điều 3;", "Lưu: VT, VHXH."),
        signature=Signature(position="CHỦ TỊCH", name="Nguyễn Văn Mẫu"),
    )  # fmt: skip


def annexed(rows: int = 20) -> Document:
    return plan(
        2,
        annexes=(
            Annex(title="Phân công nhiệm vụ", landscape=True, blocks=(table(rows, True),)),
            Annex(title="Đề cương báo cáo", blocks=body(2), closing="Báo cáo gửi trước ngày 15."),
        ),
        footnotes=(
            Footnote(id="n1", text=RichText(text="Số liệu của Trung tâm Phục vụ hành chính công.")),
        ),
        blocks=(
            marked(
                "Kết quả giải quyết hồ sơ[1] trong tháng đạt yêu cầu đề ra, trong đó m2 và H2O "
                "được viết đúng, chữ gạch chân và chữ đậm, nghiêng cũng vậy.",
                ("[1]", "note", "n1"), ("2 và", "sup", ""), ("2O", "sub", ""),
                ("gạch chân", "u", ""), ("chữ đậm, nghiêng", "b", ""), ("nghiêng", "i", ""),
            ),
            *body(4),
        ),
    )  # fmt: skip


ALL = {
    "plan": plan, "report": report, "proposal": proposal, "notice": notice, "letter": letter,
    "letter_three": lambda: letter(3), "decision": decision, "annexed": annexed,
}  # fmt: skip
