"""A plan that takes over a superior's duties: answers, basis, sections, landscape task annex."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from papidesk.domain.blocks import Block, Cell, Heading, Item, Paragraph, Row, Table
from papidesk.domain.document import Annex, Document
from papidesk.domain.duties import Duty
from papidesk.domain.issuer_name import running
from papidesk.domain.kinds import kinds
from papidesk.domain.record import replace
from papidesk.domain.richtext import RichText
from papidesk.domain.wording import full_number
from papidesk.drafting.sandbox import BLANK
from papidesk.text.fold import fold

SECTION = "NHIỆM VỤ ĐƯỢC GIAO THEO KẾ HOẠCH CỦA CẤP TRÊN"
REPORTS = "Chế độ báo cáo"
ANNEX = "Phân công nhiệm vụ thực hiện kế hoạch của cấp trên"
# Columns of the task annex: title, share of the width, and whether it goes when it is empty.
_COLUMNS = (
    ("TT", 4, False), ("Lĩnh vực, nội dung thành phần (mã)", 12, True),
    ("Nhiệm vụ, giải pháp", 30, False), ("Chỉ tiêu", 8, True), ("Đơn vị chủ trì", 13, False),
    ("Đơn vị phối hợp", 13, False), ("Thời gian thực hiện", 11, False), ("Sản phẩm", 10, False),
    ("Tài liệu kiểm chứng", 10, True), ("Kinh phí", 7, True), ("Ghi chú", 8, True),
)  # fmt: skip


def answers_from(superior: Document) -> dict[str, str]:
    """Return what a plan's template asks about the plan of the superior it rests on."""
    day = superior.date.date
    about = re.sub(r"^(?:về việc|về|v/v)\s+", "", superior.abstract, flags=re.IGNORECASE).strip()
    return {
        "so_cap_tren": full_number(superior.number, superior.symbol) if superior.number else "",
        "ngay_cap_tren": f"{day:%d/%m/%Y}" if day else "",
        "ten_cap_tren": about[:1].lower() + about[1:],
        "co_quan_cap_tren": running(superior.issuer),
    }


def basis(superior: Document) -> str:
    """Return the "Căn cứ" line that names the superior's plan; blanks where it has none."""
    answers = answers_from(superior)
    known = kinds().get(superior.kind)
    day = superior.date.date
    dated = (
        f"ngày {day.day:02} tháng {_month(day.month)} năm {day.year}" if day else f"ngày {BLANK}"
    )
    number = answers["so_cap_tren"] or (f"{BLANK}/{superior.symbol}" if superior.symbol else BLANK)
    return (
        f"Thực hiện {known.title if known else 'Văn bản'} số {number} {dated} của "
        f"{answers['co_quan_cap_tren'] or BLANK} về {answers['ten_cap_tren'] or BLANK}"
    )


def _month(month: int) -> str:
    return f"{month:02}" if month < 3 else str(month)


def with_duties(document: Document, duties: Iterable[Duty], superior: Document) -> Document:
    """Return ``document`` with the accepted ``duties`` as a section and a landscape annex.

    The section stands before "TỔ CHỨC THỰC HIỆN"; the basis is added unless it is there already.
    """
    accepted = tuple(duties)
    document = _with_basis(document, superior)
    if not accepted:
        return document
    place = next(
        (
            index
            for index, block in enumerate(document.blocks)
            if isinstance(block, Heading)
            and block.level == 1
            and fold(block.text).startswith("to chuc thuc hien")
        ),
        len(document.blocks),
    )
    several = bool(document.annexes)
    section = tuple(_section(accepted, several))
    return replace(
        document,
        blocks=(*document.blocks[:place], *section, *document.blocks[place:]),
        annexes=(*document.annexes, _annex(accepted)),
    )


def _with_basis(document: Document, superior: Document) -> Document:
    number = answers_from(superior)["so_cap_tren"]
    if number and any(number in line for line in document.bases):
        return document
    rest = [line for line in document.bases if "số " + BLANK not in line]
    return replace(document, bases=(*rest, basis(superior)))


def _section(duties: tuple[Duty, ...], several: bool) -> Iterator[Block]:
    yield Heading(level=1, text=SECTION)
    tasks = [duty for duty in duties if duty.kind == "task"]
    for lead in dict.fromkeys(duty.lead for duty in tasks):
        yield Heading(level=2, text=lead or BLANK)
        for duty in (one for one in tasks if one.lead == lead):
            yield Item(text=_sentence(duty.text))
            details = [f"Thời gian thực hiện: {duty.time}"] if duty.time else []
            if duty.superior_lead and duty.superior_lead not in duty.text:
                details.append(f"phối hợp theo hướng dẫn của {duty.superior_lead}")
            if details:
                joined = "; ".join(details)
                yield Item(level=2, marker="+", text=_sentence(joined[:1].upper() + joined[1:]))
    reports = [duty for duty in duties if duty.kind == "report"]
    if reports:
        yield Heading(level=2, text=REPORTS)
        yield from (Item(text=_report(duty)) for duty in reports)
    label = "các Phụ lục" if several else "Phụ lục"
    yield Paragraph(text=f"Nhiệm vụ cụ thể của từng đơn vị theo {label} kèm theo Kế hoạch này.")


def _report(duty: Duty) -> str:
    who = duty.lead or BLANK
    periods = ", ".join(duty.periods) or BLANK
    to = ", ".join(duty.recipients) or BLANK
    when = f" ({duty.time})" if duty.time else ""
    return f"{who} tham mưu báo cáo kết quả thực hiện theo kỳ {periods}{when} gửi {to}."


def _sentence(text: str) -> str:
    bare = text.strip().rstrip(" ;.,:")
    return bare[:1].upper() + bare[1:] + "."


def _annex(duties: tuple[Duty, ...]) -> Annex:
    rows = [_row(index, duty) for index, duty in enumerate(duties, start=1)]
    kept = [
        column
        for column, (_, _, optional) in enumerate(_COLUMNS)
        if not optional or any(row[column] for row in rows)
    ]
    total = sum(_COLUMNS[column][1] for column in kept)
    head = Row(cells=tuple(_cell(_COLUMNS[column][0], centred=True) for column in kept))
    body = (
        Row(cells=tuple(_cell(row[column], centred=column == 0) for column in kept)) for row in rows
    )
    table = Table(
        rows=(head, *body),
        header_rows=1,
        widths=tuple(round(_COLUMNS[column][1] / total, 4) for column in kept),
    )
    return Annex(title=ANNEX, landscape=True, blocks=(table,))


def _row(index: int, duty: Duty) -> tuple[str, ...]:
    product = duty.product or ("Báo cáo" if duty.kind == "report" else "")
    regular = "Định kỳ " + ", ".join(duty.periods) if duty.periods else ""
    time = regular or duty.time
    return (
        str(index), ", ".join(duty.dimensions), _sentence(duty.text), "", duty.lead,
        ", ".join(duty.cooperating), time, product, "", "", "",
    )  # fmt: skip


def _cell(text: str, *, centred: bool) -> Cell:
    paragraphs = (RichText(text=text),) if text else ()
    return Cell(paragraphs=paragraphs, align="center" if centred else "")
