"""A sound invented paper, and every way to break one rule of it and no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace as changed

from papidesk.checking.finding import Hit
from papidesk.checking.subject import Subject
from papidesk.domain.blocks import Heading, Item, Paragraph
from papidesk.domain.document import Annex, Aside, Document, IssueDate
from papidesk.domain.glossary import Term
from papidesk.domain.manuscript import Piece, Reading, Zone
from papidesk.domain.people import Authority, Signature
from papidesk.domain.record import replace

BASES = (
    "Căn cứ Quyết định số 12/QĐ-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Bình "
    "Nguyên về cải cách hành chính;",
    "Theo đề nghị của Phòng Văn hóa - Xã hội.",
)
RECIPIENTS = ("UBND tỉnh Bình Nguyên", "Phòng Nội vụ (để theo dõi)", "Lưu: VT, VHXH")
RAW_RECIPIENTS = (
    "Nơi nhận:\n- UBND tỉnh Bình Nguyên;\n- Phòng Nội vụ (để theo dõi);\n- Lưu: VT, VHXH."
)
DATE = "An Hòa, ngày 09 tháng 02 năm 2026"


def zone(name: str, first: int, text: str = "", sure: float = 1.0, last: int = 0) -> Zone:
    return Zone(name=name, sure=sure, first_line=first, last_line=last or first, text=text)  # type: ignore[arg-type]


READING = Reading(
    form="text",
    zones=(
        zone("motto", 1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
        zone("number", 3, "Số: 07/KH-UBND"),
        zone("symbol", 3, "Số: 07/KH-UBND"),
        zone("date", 4, DATE),
        zone("bases", 8, "\n".join(BASES), last=9),
        zone("body", 10, last=30),
        zone("recipients", 40, RAW_RECIPIENTS, last=43),
        zone("signature", 40),
    ),
)
BLOCKS = (
    Heading(level=1, text="MỤC ĐÍCH, YÊU CẦU", number_as_written="I."),
    Heading(level=2, text="Mục đích", number_as_written="1."),
    Item(text="Nâng cao Chỉ số hiệu quả quản trị và hành chính công (PAPI) của xã năm 2026."),
    Heading(level=2, text="Yêu cầu", number_as_written="2."),
    Heading(level=3, text="Bảo đảm đúng tiến độ;", number_as_written="a)", run_in=True),
    Heading(level=3, text="Nhân dân được biết, được bàn.", number_as_written="b)", run_in=True),
    Heading(level=1, text="TỔ CHỨC THỰC HIỆN", number_as_written="II."),
    Paragraph(text="Phòng Văn hóa - Xã hội chủ trì; các thôn báo cáo trước ngày 15 tháng 6."),
    Paragraph(text="Thời gian thực hiện: Trước ngày 30 tháng 6 năm 2026."),
    Item(text="Kinh phí bố trí trong dự toán ngân sách của xã năm 2026."),
    Item(text="Các thôn báo cáo định kỳ 6 tháng, năm trước ngày 15 tháng 6 về Văn phòng."),
    Paragraph(text="Nhiệm vụ của từng đơn vị ở Phụ lục kèm theo Kế hoạch này."),
)
DOCUMENT = Document(
    kind="KH",
    issuer="ỦY BAN NHÂN DÂN XÃ AN HÒA",
    number="07",
    symbol="KH-UBND",
    place="An Hòa",
    date=IssueDate(day=9, month=2, year=2026),
    abstract="Nâng cao chất lượng phục vụ người dân trên địa bàn xã An Hòa năm 2026",
    bases=BASES,
    blocks=BLOCKS,
    closing="Trên đây là Kế hoạch nâng cao chất lượng phục vụ người dân năm 2026 của xã An Hòa./.",
    recipients=RECIPIENTS,
    signature=Signature(
        chain=(
            Authority(prefix="TM.", body="ỦY BAN NHÂN DÂN"),
            Authority(prefix="KT.", body="CHỦ TỊCH"),
        ),
        position="PHÓ CHỦ TỊCH",
        name="Nguyễn Văn Mẫu",
    ),
    annexes=(
        Annex(
            title="PHÂN CÔNG NHIỆM VỤ",
            label_as_written="Phụ lục",
            note="(Kèm theo Kế hoạch số 07/KH-UBND ngày 09 tháng 02 năm 2026)",
            blocks=(Paragraph(text="Văn phòng theo dõi chung."),),
        ),
    ),
)
TERMS = (Term(id="t1", right="Trang thông tin điện tử xã", wrong=("website xã", "web xã")),)
SOUND = Subject(document=DOCUMENT, reading=READING, formatting=(), terms=TERMS)
Break = Callable[[Subject], Subject]


def doc(**fields: object) -> Break:
    """Return what puts other fields into the sound document."""
    return lambda subject: changed(subject, document=replace(subject.document, **fields))


def block(index: int, **fields: object) -> Break:
    """Return what changes one block."""

    def change(subject: Subject) -> Subject:
        blocks = list(subject.document.blocks)
        blocks[index] = replace(blocks[index], **fields)
        return changed(subject, document=replace(subject.document, blocks=tuple(blocks)))

    return change


def body(text: str) -> Break:
    """Return what puts ``text`` into the paragraph of the second section."""
    return block(7, text=text)


def raw(name: str, text: str | None, **zone_fields: object) -> Break:
    """Return what changes a zone's text as read; None takes the zone away."""

    def change(subject: Subject) -> Subject:
        assert subject.reading is not None
        zones = tuple(
            z if z.name != name else replace(z, text=text, **zone_fields)
            for z in subject.reading.zones
            if text is not None or z.name != name
        )
        return changed(subject, reading=replace(subject.reading, zones=zones))

    return change


def sign(**fields: object) -> Break:
    """Return what changes the signature."""
    return doc(signature=replace(DOCUMENT.signature, **fields))


def annexes(*found: Annex) -> Break:
    """Return what puts other annexes there."""
    return doc(annexes=found)


def both(*breaks: Break) -> Break:
    """Return several changes as one."""

    def change(subject: Subject) -> Subject:
        for one in breaks:
            subject = one(subject)
        return subject

    return change


ANNEX = DOCUMENT.annexes[0]
KT, TM = DOCUMENT.signature.chain[1], DOCUMENT.signature.chain[0]
LETTER = both(
    doc(kind="CV", symbol="UBND-VHXH", addressees=("Các thôn",)),
    doc(recipients=("Như trên", "Lưu: VT, VHXH")),
    raw("recipients", "- Như trên;\n- Lưu: VT, VHXH."),
)


FIGURES = "Xã có 12 thôn, 3 trường, 250 hộ, 48 mô hình, 6 chợ."
REPORT = both(
    doc(kind="BC", symbol="BC-UBND", abstract="Kết quả cải cách hành chính năm 2026 xã An Hòa"),
    doc(addressees=("UBND tỉnh Bình Nguyên",), recipients=("Như trên", *RECIPIENTS)),
    block(8, text=FIGURES),
)
REPORT_WHOLE = both(REPORT, block(6, text="TỒN TẠI, HẠN CHẾ"))


BREAKS: tuple[tuple[str, str, Break], ...] = (
    ("TRINH_BAY", "another font", lambda s: changed(s, formatting=(Hit(message="Font {f}."),))),
    ("QUOC_HIEU_THIEU", "no motto", raw("motto", None)),
    ("TEN_CO_QUAN_THIEU", "no issuer", doc(issuer="")),
    ("CQ_TEN", "a letter too many", doc(superior="DUBND TỈNH BÌNH NGUYÊN")),
    ("SO_KY_HIEU_THIEU", "no number", both(doc(number=None, symbol=""), raw("number", None))),
    ("SO_DE_TRONG", "blank number", doc(number=None)),
    ("SO_KY_HIEU_SAI", "no leading zero", doc(number="7")),
    ("SO_KY_HIEU_SAI", "a year in it", doc(symbol="2026/KH-UBND")),
    ("SO_KY_HIEU_SAI", "a blank in the symbol", doc(symbol="KH- UBND")),
    ("SO_KY_HIEU_SAI", "no colon", raw("number", "Số 07/KH-UBND")),
    ("SO_KY_HIEU_SAI", "a blank before the colon", raw("number", "Số : 07/KH-UBND")),
    ("SO_KY_HIEU_SAI", "blanks in the line", raw("number", "Số: 07 / KH-UBND")),
    ("SO_KY_HIEU_SAI", "no number at all", doc(number="07x9")),
    ("KY_HIEU_KHONG_KHOP_LOAI", "report in a plan", doc(symbol="BC-UBND")),
    ("KY_HIEU_KHONG_KHOP_LOAI", "a letter as plan", both(LETTER, doc(symbol="KH-UBND"))),
    ("KY_HIEU_CV", "CV first", both(LETTER, doc(symbol="CV-UBND"))),
    ("KY_HIEU_CV", "CV last", both(LETTER, doc(symbol="UBND-CV"))),
    (
        "NGAY_BAN_HANH_THIEU",
        "no date line",
        both(doc(place="", date=IssueDate()), raw("date", None)),
    ),
    ("DIA_DANH_THIEU", "no place", doc(place="")),
    ("NGAY_DE_TRONG", "blank day", both(doc(date=IssueDate(year=2026)), raw("date", "ngày tháng"))),
    (
        "NGAY_KHONG_CO_THUC",
        "30 February",
        both(doc(date=IssueDate(day=30, month=2, year=2026)), raw("date", "")),
    ),
    ("NGAY_SAI_MAU", "day without zero", raw("date", "An Hòa, ngày 9 tháng 02 năm 2026")),
    ("NGAY_SAI_MAU", "month without zero", raw("date", "An Hòa, ngày 09 tháng 2 năm 2026")),
    ("NGAY_SAI_MAU", "zero too many", raw("date", "An Hòa, ngày 09 tháng 06 năm 2026")),
    ("NGAY_SAI_MAU", "capital", raw("date", "An Hòa, Ngày 09 tháng 02 năm 2026")),
    ("NGAY_VI_TRI", "date at the end", raw("date", DATE, first_line=39, last_line=39)),
    ("TEN_LOAI_THIEU", "no kind", doc(kind="")),
    ("TRICH_YEU_THIEU", "no abstract", doc(abstract="")),
    ("VV_CHAM", "abstract with stop", doc(abstract=f"{DOCUMENT.abstract}.")),
    ("TRICH_YEU_HOA", "abstract in capitals", doc(abstract=DOCUMENT.abstract.upper())),
    ("CANCU_DAU", "semicolon last", doc(bases=(BASES[0], BASES[1][:-1] + ";"))),
    (
        "CAN_CU_THIEU_CO_QUAN",
        "no body",
        doc(bases=(BASES[0].replace("của Ủy ban nhân dân tỉnh Bình Nguyên ", ""), BASES[1])),
    ),
    (
        "CAN_CU_THU_TU",
        "body first",
        doc(
            bases=(
                BASES[0],
                "Căn cứ Kế hoạch số 09/KH-UBND của UBND tỉnh ngày 07 tháng 01 năm 2026;",
                BASES[1],
            )
        ),
    ),
    ("VIEN_DAN_DE_TRONG", "no number", body("Theo Kế hoạch số    /KH-UBND của UBND tỉnh.")),
    ("VIEN_DAN_DE_TRONG", "no day", body("Theo Kế hoạch ngày   tháng 5 năm 2026 của tỉnh.")),
    ("TRUNG_SO_MUC", "I. twice", block(6, number_as_written="I.")),
    ("TRUNG_SO_MUC", "a) twice", block(5, number_as_written="a)")),
    ("SO_MUC_NHAY", "III. after I.", block(6, number_as_written="III.")),
    ("SO_MUC_NHAY", "2. first", block(1, number_as_written="3.")),
    ("SO_MUC_THIEU_CHAM", "I without stop", block(0, number_as_written="I")),
    ("DIEM", "a. for a)", block(4, number_as_written="a.")),
    ("TIEU_DE_DAU_CHAM_CUOI", "one title with stop", block(3, text="Yêu cầu.")),
    ("TIEU_DE_HOA_KHONG_THONG_NHAT", "one title small", block(6, text="Tổ chức thực hiện")),
    ("THIEU_DAU_KET_THUC", "no mark", doc(closing=DOCUMENT.closing[:-2])),
    ("DAU_KET_THUC_GIUA", "mark in the middle", body("Các thôn báo cáo./.")),
    ("PHU_LUC_THIEU", "second annex missing", body("Mẫu báo cáo ở Phụ lục II kèm theo.")),
    ("PHU_LUC_KHONG_NHAC", "annex unmentioned", block(11, text="Các đơn vị thực hiện.")),
    (
        "PHU_LUC_SO",
        "Arabic numbers",
        annexes(
            replace(ANNEX, label_as_written="Phụ lục 1"),
            replace(ANNEX, label_as_written="Phụ lục 2"),
        ),
    ),
    ("PHU_LUC_NHAN", "a number alone", annexes(replace(ANNEX, label_as_written="Phụ lục số 01:"))),
    ("PHU_LUC_KEMTHEO", "no line below", annexes(replace(ANNEX, note=""))),
    (
        "KINH_GUI_THIEU",
        "letter to nobody",
        both(
            LETTER,
            doc(addressees=(), recipients=("Lưu: VT",)),
            raw("recipients", "- Lưu: VT."),
        ),
    ),
    (
        "KINH_GUI_THUA",
        "plan to somebody",
        doc(addressees=("Các thôn",), recipients=("Như trên", *RECIPIENTS)),
    ),
    ("NHU_TREN", "above nothing", doc(recipients=("Như trên", *RECIPIENTS))),
    ("NHU_TREN", "named by hand", both(LETTER, doc(recipients=("Như kính gửi", "Lưu: VT")))),
    ("NHU_TREN", "left out", both(LETTER, doc(recipients=("Các thôn", "Lưu: VT, VHXH")))),
    ("NHU_DIEU", "no article 3", doc(recipients=("Như Điều 3", *RECIPIENTS))),
    ("NOI_NHAN_THIEU", "no recipients", both(doc(recipients=()), raw("recipients", None))),
    (
        "NOI_NHAN_DINH_DANG",
        "no semicolon",
        raw("recipients", RAW_RECIPIENTS.replace("Nguyên;", "Nguyên")),
    ),
    (
        "NOI_NHAN_DINH_DANG",
        "small first letter",
        doc(recipients=("chủ tịch UBND tỉnh", *RECIPIENTS[1:])),
    ),
    (
        "NOI_NHAN_DINH_DANG",
        "blank in brackets",
        doc(recipients=(RECIPIENTS[0], "Phòng Nội vụ ( để theo dõi)", RECIPIENTS[2])),
    ),
    ("NOI_NHAN_GACH", "no dashes", raw("recipients", RAW_RECIPIENTS.replace("- ", ""))),
    ("NOI_NHAN_LUU", "no colon", doc(recipients=(*RECIPIENTS[:2], "Lưu VT"))),
    ("NOI_NHAN_LUU", "no archive line", doc(recipients=RECIPIENTS[:2])),
    (
        "NOI_NHAN_LUU",
        "not last",
        doc(recipients=(RECIPIENTS[2], *RECIPIENTS[:2])),
    ),
    ("KY_TM", "T/M", sign(as_written=("T/M ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"))),
    ("KY_TM", "no blank", sign(as_written=("TM. ỦY BAN NHÂN DÂN", "KT.CHỦ TỊCH"))),
    ("KY_THIEU_KT", "deputy alone", sign(chain=(TM,))),
    ("KY_KT_SAI", "head for himself", sign(position="CHỦ TỊCH")),
    ("KY_THIEU_TM", "no TM.", sign(chain=(KT,))),
    (
        "KY_TM_SAI",
        "TM. of an office",
        sign(chain=(Authority(prefix="TM.", body="PHÒNG VĂN HÓA"), KT)),
    ),
    ("NGUOI_KY_THIEU", "no name", sign(name="")),
    ("HO_TEN_IN_HOA", "name in capitals", sign(name="NGUYỄN VĂN MẪU")),
    ("HOC_VI_TRUOC_TEN", "degree", sign(name="ThS. Nguyễn Văn Mẫu")),
    ("TEN_CHI_SO_SAI", "no và", body("Chỉ số hiệu quả quản trị hành chính công của xã tăng.")),
    ("TEN_CHI_SO_SAI", "no quản trị", body("Nâng cao chỉ số hiệu quả hành chính công PAPI.")),
    ("TEN_CHI_SO_SAI", "order", body("Nâng cao Chỉ số hiệu quả và quản trị hành chính công.")),
    ("TEN_CHI_SO_SAI", "short", body("Điểm chỉ số quản trị hành chính công tăng.")),
    ("TEN_CHI_SO_SAI", "no chỉ số", body("Cải thiện hiệu quả quản trị hành chính công (PAPI).")),
    ("TEN_CHI_SO_SAI", "bare", body("Kế hoạch về việc nâng cao quản trị và hành chính công.")),
    ("TEN_RIENG_KHONG_THONG_NHAT", "two spellings", body("UBND xã Ân Hòa chỉ đạo các thôn.")),
    (
        "NAM_KHONG_KHOP",
        "another year",
        doc(closing=DOCUMENT.closing.replace("năm 2026", "năm 2025")),
    ),
    ("NGAY_VIEN_DAN_SAU", "cited later", body("Theo Công văn số 15/UBND-VX ngày 01/3/2026.")),
    ("HOA_NHA_NUOC", "small", body("Phục vụ cơ quan nhà nước và người dân.")),
    ("HOA_NHAN_DAN", "small", body("Tuyên truyền đến nhân dân trong xã.")),
    ("HOA_SAU_CHAM_PHAY", "capital", body("Các thôn phối hợp; Tuyên truyền sâu rộng.")),
    ("HOA_GIUA_CAU", "capital", body("Các thôn của xã Thực hiện nghiêm túc.")),
    ("KHOANG_TRANG_NGOAC", "blank", body("Các thôn ( nếu có) báo cáo.")),
    ("KHOANG_TRANG_DAU_PHAY", "blank before", body("Các thôn , đơn vị báo cáo.")),
    ("KHOANG_TRANG_DAU_PHAY", "none after", body("Các thôn,đơn vị báo cáo.")),
    ("KHOANG_TRANG_GACH_NOI", "one side", body("Phòng Văn hóa- Xã hội chủ trì.")),
    ("LAP_TU", "twice", body("Ý kiến của của người dân.")),
    ("CHINH_TA", "a slip", body("Lòng ghép với các hội nghị.")),
    ("CHINH_TA", "s for x", body("Các thôn sử lý kịp thời việc người dân phản ánh.")),
    ("CHINH_TA", "hỏi for ngã", body("Các thôn hổ trợ người dân nộp hồ sơ.")),
    ("CHINH_TA", "no syllable", body("Các thôn thưc hiện đúng hạn.")),
    ("THIEU_TU", "a word left out", body("Bộ phận tiếp nhận và trả kết cho người dân.")),
    ("HOA_MOI_TIENG", "two capitals", body("Thực hiện Nghị Quyết của Hội đồng nhân dân.")),
    ("DAU_CAU_LAP", "two stops", body("Báo cáo về Văn phòng..")),
    ("SO_SAI_NHOM", "four digits", body("Kinh phí là 5.378.7000.000 đồng.")),
    ("THIEU_MUC_KINH_PHI", "no money", block(9, text="Nội dung khác do các thôn chọn.")),
    ("THIEU_CHE_DO_BAO_CAO", "no reporting", both(block(10, text="Hết."), body("Các thôn làm."))),
    ("BAO_CAO_KHONG_CO_HAN", "no day", body("Định kỳ báo cáo 6 tháng, năm gửi về Văn phòng.")),
    ("THIEU_MUC_TON_TAI", "no shortcomings", REPORT),
    ("SO_LIEU_THIEU", "not counted", both(REPORT_WHOLE, body("Xã đã tổ chức các hội nghị."))),
    ("SO_LIEU_KHONG_CAN_CU", "typed", both(REPORT_WHOLE, body("Xã đăng 41 tin, bài."))),
    ("KET_QUA_KHONG_CAN_CU", "no figure", both(REPORT_WHOLE, body("Xã đã duy trì nền nếp."))),
    ("SO_LIEU_KHONG_CHINH_XAC", "over 40", both(REPORT_WHOLE, body("Xã đăng trên 40 tin, bài."))),
    (
        "NHIEM_VU_THIEU_THOI_HAN",
        "one section without",
        doc(
            blocks=(
                *DOCUMENT.blocks[:7],
                Heading(level=2, text="Văn phòng", number_as_written="1."),
                Item(text="Thời gian thực hiện: Trước ngày 30 tháng 6 năm 2026."),
                Heading(level=2, text="Phòng Kinh tế", number_as_written="2."),
                Item(text="Bảo đảm nguồn lực."),
                Heading(level=2, text="Các thôn", number_as_written="3."),
                Item(text="Thời gian thực hiện: Trước ngày 30 tháng 9 năm 2026."),
                *DOCUMENT.blocks[9:],
            )
        ),
    ),
    ("CHEP_TU_NGANH", "a sector", body("Kết quả công tác của ngành được công khai.")),
    ("THIEU_DAU_PHAY", "a list", body("Các ban, ngành đoàn thể xã phối hợp.")),
    ("THUA_TU", "a word", body("Tập trung vào việc cơ chế một cửa.")),
    (
        "THUAT_NGU_KHONG_THONG_NHAT",
        "two ways",
        both(body("Công tác phòng, chống tham nhũng."), block(8, text="Phòng chống tham nhũng.")),
    ),
    ("VIET_TAT_CHUA_GIAI_THICH", "no words", body("Giải quyết TTHC đúng hạn, công khai TTHC.")),
    ("THUAT_NGU_CU", "an old term", body("Dịch vụ công trực tuyến mức độ 3, 4 được mở.")),
    ("THUAT_NGU_RIENG", "not the office's word", body("Các thôn đăng tin trên website xã.")),
    ("CO_QUAN_KHONG_CON", "an old body", body("Phối hợp với Sở Kế hoạch và Đầu tư.")),
    (
        "NGAT_TRANG_GIUA_CAU",
        "an empty line",
        lambda s: changed(
            s,
            reading=replace(
                READING,
                places={"blocks/7": (Piece(offset=0, line=20), Piece(offset=30, line=22))},
            ),
        ),
    ),
    ("DINH_DONG", "two items", body("Công khai thủ tục; - Tuyên truyền sâu rộng.")),
    (
        "THIEU_DAU_CAU_CUOI",
        "one item without",
        doc(
            blocks=(
                *DOCUMENT.blocks[:9],
                *(Item(text=f"Nội dung thứ {word} của kế hoạch;") for word in ("hai", "ba", "tư")),
                Item(text="Nội dung thứ năm của kế hoạch này không có dấu"),
                *DOCUMENT.blocks[9:],
            )
        ),
    ),
    ("KY_TU_LA", "a formula", body("Báo cáo kết quả^{2} đúng hạn.")),
    ("THOI_HAN_CHUNG_CHUNG", "no day", body("Thời gian thực hiện: Thường xuyên năm 2026.")),
    ("CHO_TRONG", "our blank", body("Kinh phí thực hiện là ………… đồng.")),
    ("CHO_TRONG", "dots", body("Kinh phí thực hiện là .............. đồng.")),
    ("DO_MAT", "a stamp in the head", doc(asides=(Aside(kind="stamp", text="MẬT"),))),
    ("VAN_BAN_DANG", "a Party paper", doc(symbol="CV/ĐU")),
)  # fmt: skip
