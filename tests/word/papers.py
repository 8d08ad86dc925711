"""Papers we made up, with everything a paper can have."""

from __future__ import annotations

from papidesk.domain.blocks import Cell, Heading, Item, PageBreak, Paragraph, Row, Table
from papidesk.domain.document import Annex, Document, Footnote, IssueDate
from papidesk.domain.people import Authority, Signature
from papidesk.domain.record import replace
from papidesk.domain.richtext import Mark, RichText

SENTENCE = (
    "Ủy ban nhân dân xã An Hòa giao các bộ phận chuyên môn phối hợp với Trung tâm Phục vụ hành "
    "chính công, trưởng thôn và các tổ chức đoàn thể tuyên truyền đến từng hộ gia đình về nội dung "
    "của Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh, hướng dẫn người dân tham gia góp ý, "
    "giám sát và phản hồi bằng những hình thức phù hợp với điều kiện của từng khu dân cư."
)
SHORT = "Niêm yết công khai danh mục thủ tục hành chính, phí, lệ phí và thời hạn giải quyết."
SIGNATURE = Signature(
    chain=(
        Authority(prefix="TM.", body="ỦY BAN NHÂN DÂN"),
        Authority(prefix="KT.", body="CHỦ TỊCH"),
    ),
    position="PHÓ CHỦ TỊCH",
    name="Nguyễn Văn Mẫu",
)


def cells(*texts: str) -> tuple[Cell, ...]:
    """Cells of one paragraph each."""
    return tuple(Cell(paragraphs=(RichText(text=text),) if text else ()) for text in texts)


def duties(rows: int) -> Table:
    """A table of duties with a repeated head and a cell that reaches down."""
    head = Row(cells=cells("TT", "Nhiệm vụ", "Bộ phận chủ trì", "Thời hạn"))
    body = [
        Row(cells=cells(str(n), SHORT, "Văn phòng HĐND và UBND", f"Tháng {n % 12 + 1}/2026"))
        for n in range(1, rows + 1)
    ]
    return Table(rows=(head, *body), header_rows=1, widths=(0.08, 0.52, 0.22, 0.18))


def merged() -> Table:
    """A table with cells that reach over columns and rows."""
    return Table(
        rows=(
            Row(
                cells=(
                    Cell(paragraphs=(RichText(text="TT"),), rowspan=2),
                    Cell(paragraphs=(RichText(text="Nội dung"),), rowspan=2),
                    Cell(paragraphs=(RichText(text="Kinh phí"),), colspan=2),
                )
            ),
            Row(cells=cells("Năm 2026", "Năm 2027")),
            Row(cells=cells("1", "Tập huấn cho trưởng thôn", "1.000.000", "2.000.000")),
            Row(cells=cells("2", "In tờ rơi", "", "500.000")),
        ),
        header_rows=2,
    )


def plan() -> Document:
    """A plan of some pages with outline, items, tables, a footnote and two annexes."""
    blocks = [
        Paragraph(text=SENTENCE),
        Heading(level=1, text="Mục đích, yêu cầu"),
        Heading(level=2, text="Mục đích"),
        Paragraph(text=SENTENCE, marks=(Mark(start=0, end=18, style="note", ref="1"),)),
        Heading(level=2, text="Yêu cầu"),
        Item(
            text="Bám sát chỉ đạo của cấp trên; " + SHORT, marks=(Mark(start=0, end=7, style="b"),)
        ),
        Item(text=SENTENCE),
        Item(level=2, marker="+", text=SHORT),
        Heading(level=1, text="Nhiệm vụ và giải pháp trọng tâm"),
        Heading(level=2, text="Công khai, minh bạch trong việc ra quyết định"),
        Heading(level=3, text=SHORT, run_in=True),
        Heading(level=3, text=SENTENCE, run_in=True),
        Paragraph(text=SENTENCE),
        duties(6),
        Heading(level=2, text="Thủ tục hành chính công"),
        Paragraph(text=SENTENCE),
        Paragraph(text=SENTENCE),
        Heading(level=1, text="Tổ chức thực hiện"),
        Heading(level=2, text="Văn phòng HĐND và UBND: " + SENTENCE, run_in=True),
        Heading(level=2, text="Các thôn: " + SHORT, run_in=True),
    ]
    return Document(
        kind="KH", superior="UBND TỈNH MẪU", issuer="ỦY BAN NHÂN DÂN XÃ AN HÒA", number="05",
        symbol="KH-UBND", place="An Hòa", date=IssueDate(day=5, month=1, year=2026),
        abstract="Nâng cao Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh trên địa bàn xã "
        "An Hòa năm 2026",
        bases=(
            "Căn cứ Luật Tổ chức chính quyền địa phương",
            "Căn cứ Kế hoạch số 12/KH-UBND ngày 02 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Mẫu",
        ),
        blocks=tuple(blocks),
        closing="Trên đây là Kế hoạch của Ủy ban nhân dân xã An Hòa. " + SENTENCE,
        recipients=("UBND tỉnh Mẫu (b/c)", "TT. Đảng ủy, HĐND xã", "Các thôn", "Lưu: VT, VP"),
        signature=SIGNATURE,
        annexes=(
            Annex(title="Phân công nhiệm vụ", blocks=(Paragraph(text=SENTENCE), duties(30))),
            Annex(
                title="Dự toán kinh phí",
                landscape=True,
                blocks=(merged(), Paragraph(text=SHORT)),
            ),
        ),
        footnotes=(Footnote(id="1", text=RichText(text="Sau đây gọi tắt là UBND xã.")),),
    )  # fmt: skip


def letter() -> Document:
    """A công văn with several addressees, urgent."""
    return Document(
        kind="CV", issuer="ỦY BAN NHÂN DÂN XÃ AN HÒA", symbol="UBND-VHXH", place="An Hòa",
        date=IssueDate(month=3, year=2026), urgency="KHẨN",
        abstract="V/v rà soát, niêm yết công khai thủ tục hành chính tại nhà văn hóa các thôn",
        addressees=("Các thôn trên địa bàn xã", "Trạm Y tế xã", "Trường Tiểu học An Hòa"),
        blocks=(Paragraph(text=SENTENCE), Paragraph(text=SHORT), Item(text=SHORT)),
        closing="Đề nghị các đơn vị quan tâm thực hiện.",
        recipients=("Như trên", "Lưu: VT"), signature=SIGNATURE,
        drafter_mark="NVM.(10)",
    )  # fmt: skip


def addressed() -> Document:
    """A plan whose first page carries the office's address."""
    return replace(plan(), address="Thôn Trung, xã An Hòa, tỉnh Mẫu - ĐT: 0123.456.789")


def decision() -> Document:
    """A decision in articles, with authority and enacting words."""
    return Document(
        kind="QĐ", issuer="ỦY BAN NHÂN DÂN XÃ AN HÒA", number="7", symbol="QĐ-UBND",
        place="An Hòa", date=IssueDate(day=12, month=11, year=2026), scheme="articles",
        abstract="Về việc thành lập Tổ công tác", authority_line="Ủy ban nhân dân xã An Hòa",
        bases=("Căn cứ Luật Tổ chức chính quyền địa phương",
               "Theo đề nghị của Chánh Văn phòng HĐND và UBND xã"),
        blocks=(
            Heading(level=5, text="Thành lập Tổ công tác nâng cao Chỉ số."),
            Paragraph(text=SENTENCE),
            Heading(level=5, text="Nhiệm vụ của Tổ công tác", run_in=True),
            Heading(level=6, text=SENTENCE, run_in=True),
            Heading(level=7, text=SHORT, run_in=True),
            PageBreak(),
            Heading(level=5, text="Quyết định này có hiệu lực từ ngày ký.", run_in=True),
        ),
        recipients=("Như Điều 3", "Lưu: VT"),
        signature=Signature(position="CHỦ TỊCH", name="Đỗ Thị Ví Dụ"),
    )  # fmt: skip


def wide() -> Document:
    """A report with a table of twelve columns, which goes on turned pages."""
    head = Row(cells=cells(*(f"Cột {n}" for n in range(1, 13))))
    rows = [Row(cells=cells(*(f"{n * m}" for m in range(1, 13)))) for n in range(1, 40)]
    return Document(
        kind="BC", issuer="ỦY BAN NHÂN DÂN XÃ AN HÒA", number="40", symbol="BC-UBND",
        place="An Hòa", date=IssueDate(day=30, month=6, year=2026),
        abstract="Kết quả sáu tháng đầu năm",
        blocks=(
            Paragraph(text=SENTENCE),
            Heading(level=1, text="Số liệu"),
            Table(rows=(head, *rows), header_rows=1),
            Heading(level=1, text="Đánh giá"),
            Paragraph(text=SENTENCE),
        ),
        recipients=("Lưu: VT",), signature=SIGNATURE,
    )  # fmt: skip


PAPERS = {"plan": plan, "letter": letter, "decision": decision, "wide": wide}
