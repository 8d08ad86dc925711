"""Random papers that could have been written: sentences, titles, outlines, feet that make sense."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from papidesk.domain.blocks import Block, Heading, Item, Paragraph
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.people import Authority, Signature

WHO = ("Văn phòng", "Phòng Kinh tế", "Các thôn", "Ủy ban nhân dân xã", "Đài truyền thanh xã")
ACTS = ("tổ chức", "niêm yết", "phổ biến", "cập nhật", "tổng hợp", "theo dõi", "công khai")
WHAT = (
    "thủ tục hành chính", "kết quả giải quyết hồ sơ", "thu, chi ngân sách", "danh sách hộ nghèo",
    "tin, bài tuyên truyền", "ý kiến của Nhân dân", "lịch tiếp công dân", "kế hoạch năm 2026",
)  # fmt: skip
WHERE = (
    "tại nhà văn hóa thôn", "trên trang thông tin điện tử", "trên hệ thống truyền thanh",
    "tại trụ sở xã trước ngày 15 tháng 6", "trong quý II năm 2026", "theo Kế hoạch số 05/KH-UBND",
)  # fmt: skip
SECTIONS = (
    "MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG TUYÊN TRUYỀN", "NHIỆM VỤ, GIẢI PHÁP", "KINH PHÍ THỰC HIỆN",
    "TỔ CHỨC THỰC HIỆN", "CHẾ ĐỘ BÁO CÁO",
)  # fmt: skip
TITLES = (
    "Mục đích", "Yêu cầu", "Công tác triển khai", "Hình thức tuyên truyền", "Phòng Kinh tế",
    "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "Kết quả thực hiện", "Tồn tại, hạn chế",
)  # fmt: skip
TASKS = ("Truyền thông cải cách hành chính", "Nâng cao Chỉ số PAPI", "Thực hiện dân chủ ở cơ sở")
PLACES = ("An Hòa", "An Phú", "Bình Minh Mới", "Tân Thử")
NAMES = ("Nguyễn Văn Mẫu", "Lê Thị Minh Họa", "Phạm Văn Thử", "Trần Thị Thí Dụ")
GETTERS = (
    "UBND tỉnh Bình Nguyên", "Thường trực Đảng ủy, HĐND xã", "Các phòng, đơn vị, thôn",
    "Ủy ban Mặt trận Tổ quốc Việt Nam xã", "Đài truyền thanh xã",
)  # fmt: skip


OPENINGS = (
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 15 tháng 01 năm 2021 của Ủy ban nhân dân tỉnh, Ủy ban "
    "nhân dân xã triển khai các nội dung sau:",
    "Nhằm nâng cao chất lượng phục vụ Nhân dân, Ủy ban nhân dân xã triển khai như sau:",
)


def sentences() -> st.SearchStrategy[str]:
    """One sentence that says who does what where, ended with a full stop."""
    parts = st.tuples(*(st.sampled_from(pool) for pool in (WHO, ACTS, WHAT, WHERE)))
    return parts.map(lambda found: f"{found[0]} {found[1]} {found[2]} {found[3]}.")


def paragraphs() -> st.SearchStrategy[str]:
    """One to six sentences: from half a line to most of a page's width many times over."""
    return st.lists(sentences(), min_size=1, max_size=6).map(" ".join)


@st.composite
def bodies(draw: st.DrawFn) -> tuple[Block, ...]:
    """Sections I., titles 1., points a) or dash items or paragraphs, in a sensible order."""
    opening = draw(st.sampled_from(OPENINGS))
    blocks: list[Block] = [Paragraph(text=opening)]
    sections = draw(st.lists(st.sampled_from(SECTIONS), min_size=1, max_size=4, unique=True))
    for section in sections:
        blocks.append(Heading(level=1, text=section))
        titles = draw(st.lists(st.sampled_from(TITLES), min_size=0, max_size=3, unique=True))
        if not titles:
            blocks.append(Paragraph(text=draw(paragraphs())))
        for title in titles:
            blocks.append(Heading(level=2, text=title))
            blocks += draw(_inside())
    return tuple(blocks)


@st.composite
def _inside(draw: st.DrawFn) -> list[Block]:
    kind = draw(st.sampled_from(["paragraphs", "items", "points"]))
    lines = draw(st.lists(paragraphs(), min_size=1, max_size=3))
    if kind == "items":
        return [Item(text=line) for line in lines]
    if kind == "points" and len(lines) > 1:
        return [Heading(level=3, text=line, run_in=True) for line in lines]
    return [Paragraph(text=line) for line in lines]


SIGNATURES = st.sampled_from(
    [
        Signature(chain=(Authority(prefix="TM.", body="ỦY BAN NHÂN DÂN"),), position="CHỦ TỊCH"),
        Signature(
            chain=(
                Authority(prefix="TM.", body="ỦY BAN NHÂN DÂN"),
                Authority(prefix="KT.", body="CHỦ TỊCH"),
            ),
            position="PHÓ CHỦ TỊCH",
        ),
    ]
)


@st.composite
def papers(draw: st.DrawFn) -> Document:
    """A plan or report of an invented commune, complete from head to foot."""
    kind = draw(st.sampled_from(["KH", "BC", "TB"]))
    place = draw(st.sampled_from(PLACES))
    day = draw(st.dates(datetime.date(2021, 1, 1), datetime.date(2026, 12, 31)))
    signature = draw(SIGNATURES)
    named = Signature(
        chain=signature.chain, position=signature.position, name=draw(st.sampled_from(NAMES))
    )
    getters = draw(st.lists(st.sampled_from(GETTERS), min_size=1, max_size=5, unique=True))
    return Document(
        kind=kind,
        issuer=f"ỦY BAN NHÂN DÂN XÃ {place.upper()}",
        number=draw(st.one_of(st.none(), st.integers(1, 400).map("{:02}".format))),
        symbol=f"{kind}-UBND",
        place=place,
        date=draw(st.sampled_from([IssueDate.of(day), IssueDate(year=day.year)])),
        abstract=f"{draw(st.sampled_from(TASKS))} năm {day.year} trên địa bàn xã {place}",
        blocks=draw(bodies()),
        closing="Trên đây là nội dung thực hiện; đề nghị các đơn vị nghiêm túc triển khai./.",
        recipients=(*getters, "Lưu: VT."),
        signature=named,
    )
