"""Phiếu giao việc: what each unit has to do, read from the plan's table of duties.

The table is that of the annex "Phân công nhiệm vụ": its columns are told by their heads.
"""

from __future__ import annotations

import re
from typing import Literal

from papidesk.domain import issuer_name, wording
from papidesk.domain.blocks import Cell, Row, Table
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.kinds import kinds
from papidesk.domain.paper import HEAD_WIDTH_EM, Foot, Head, Paper, Printable, Signed, signed
from papidesk.domain.paper_body import Line
from papidesk.domain.record import Record
from papidesk.domain.richtext import Mark, RichText
from papidesk.text.fold import fold

NAME = "PHIẾU GIAO VIỆC"
RECEIVER = "ĐẠI DIỆN ĐƠN VỊ NHẬN"
_Column = Literal["task", "lead", "cooperating", "due", "product"]
# What the heads of the columns say, folded; the surest words first.
_HEADS: tuple[tuple[_Column, tuple[str, ...]], ...] = (
    ("lead", ("chu tri", "phu trach", "(?:bo phan|don vi|co quan) thuc hien", "thuc hien chinh")),
    ("cooperating", ("phoi hop",)),
    ("due", ("thoi gian", "thoi han", "hoan thanh", "tien do")),
    ("product", ("san pham", "ket qua")),
    ("task", ("nhiem vu", "cong viec", "hoat dong", "giai phap", "noi dung")),
)
_COLUMNS = ("TT", "Nhiệm vụ", "Phối hợp", "Thời gian", "Sản phẩm")
_WIDTHS = (0.07, 0.41, 0.19, 0.15, 0.18)
_ORDER = (
    "Đề nghị đơn vị thực hiện đúng nội dung, thời hạn nêu trên và báo cáo kết quả; khó khăn, vướng "
    "mắc phản ánh kịp thời để được xem xét, giải quyết."
)


class TaskRow(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One duty of a plan; ``lead`` and ``cooperating`` are units as the plan names them."""

    task: str
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    due: str = ""
    product: str = ""


def rows_of(document: Document) -> tuple[TaskRow, ...]:
    """Return the duties of a plan's tables: those of its annexes first, then of its text.

    A table counts when it has a column of tasks and one of who leads. Rows that name nobody take
    the lead of none; merged cells say the same for each of their rows.
    """
    blocks = [block for annex in document.annexes for block in annex.blocks]
    found: list[TaskRow] = []
    for block in (*blocks, *document.blocks):
        if isinstance(block, Table):
            found += _rows(block)
    return tuple(found)


def units_of(rows: tuple[TaskRow, ...]) -> tuple[str, ...]:
    """Return the units that lead a duty, in the order they are first named."""
    known: dict[str, str] = {}
    for row in rows:
        for unit in row.lead:
            known.setdefault(fold(unit), unit)
    return tuple(known.values())


def paper_of(
    document: Document, unit: str, rows: tuple[TaskRow, ...], date: IssueDate = IssueDate()
) -> Paper:
    """Return the sheet of ``unit``: what it leads, and where it lends a hand."""
    own = tuple(row for row in rows if _named(unit, row.lead))
    helped = tuple(row for row in rows if _named(unit, row.cooperating) and row not in own)
    known = kinds().get(document.kind)
    number = wording.full_number(document.number, document.symbol)
    name = f"{known.title if known else 'Văn bản'} số {number} {wording.day_text(document.date)}"
    body: list[Printable] = [_giving(unit)]
    for title, part in (("I. NHIỆM VỤ CHỦ TRÌ", own), ("II. NHIỆM VỤ PHỐI HỢP", helped)):
        if part:
            if helped and own:
                body.append(Line(style="group", text=RichText(text=title), keep_next=True))
            body.append(_table(part, leads=part is helped))
    body.append(Line(style="body", text=wording.ended(RichText(text=_ORDER))))
    return Paper(
        head=Head(
            superior=issuer_name.lines(document.superior, HEAD_WIDTH_EM),
            issuer=issuer_name.lines(document.issuer, HEAD_WIDTH_EM),
            place_date=wording.place_date(document.place, date),
        ),
        kind=NAME,
        abstract=wording.title_glue(f"Thực hiện {name}"),
        body=tuple(body),
        foot=_foot(document, unit),
        title=f"Phiếu giao việc: {unit}",
        author=issuer_name.running(document.issuer),
    )


def _giving(unit: str) -> Line:
    label = "Đơn vị nhận nhiệm vụ: "
    text = f"{label}{unit}"
    return Line(
        style="body",
        text=RichText(text=text, marks=(Mark(start=len(label), end=len(text), style="b"),)),
        keep_next=True,
    )


def _foot(document: Document, unit: str) -> Foot:
    signature = signed(document.signature)
    return Foot(
        recipients=tuple(f"- {item}" for item in wording.listed((unit, "Lưu: VT"))),
        titles=signature.titles,
        other_titles=signature.other_titles,
        name=signature.name,
        second=Signed(titles=(RECEIVER,)),
    )


def _named(unit: str, names: tuple[str, ...]) -> bool:
    return any(fold(unit) == fold(name) for name in names)


def _table(rows: tuple[TaskRow, ...], *, leads: bool) -> Table:
    heads = (*_COLUMNS[:2], "Chủ trì" if leads else _COLUMNS[2], *_COLUMNS[3:])
    body = [
        Row(
            cells=(
                _cell(str(number)), _cell(row.task),
                _cell("; ".join(row.lead if leads else row.cooperating)),
                _cell(row.due), _cell(row.product),
            )
        )
        for number, row in enumerate(rows, start=1)
    ]  # fmt: skip
    return Table(rows=(Row(cells=tuple(map(_cell, heads))), *body), widths=_WIDTHS)


def _cell(text: str) -> Cell:
    paragraphs = tuple(RichText(text=part) for part in text.split("\n") if part)
    return Cell(paragraphs=paragraphs)


def _rows(table: Table) -> list[TaskRow]:
    grid = _grid(table)
    heads = max(1, table.header_rows)
    columns = _columns(grid[:heads])
    if "task" not in columns or "lead" not in columns:
        return []
    found = []
    for row in grid[heads:]:
        texts = {name: row[at] for name, at in columns.items() if at < len(row)}
        task = texts.get("task", "").strip()
        # A row whose one cell reaches over the others is a heading of a group.
        if not task or task == texts.get("lead", "").strip() or _is_numbering(row):
            continue
        found.append(
            TaskRow(
                task=task,
                lead=_units(texts.get("lead", "")),
                cooperating=_units(texts.get("cooperating", "")),
                due=texts.get("due", "").strip(),
                product=texts.get("product", "").strip(),
            )
        )
    return found


def _is_numbering(row: list[str]) -> bool:
    """Tell the row "(1) (2) (3) …" below a table's head."""
    return all(re.fullmatch(r"\(?\d{0,2}\)?", text.strip()) for text in row)


def _columns(heads: list[list[str]]) -> dict[_Column, int]:
    """Return where each column is that the heads tell of."""
    count = max((len(row) for row in heads), default=0)
    texts = [
        fold(" ".join(dict.fromkeys(row[at] for row in heads if at < len(row))))
        for at in range(count)
    ]
    found: dict[_Column, int] = {}
    for name, patterns in _HEADS:
        fitting = (
            at
            for pattern in patterns
            for at, text in enumerate(texts)
            if at not in found.values() and re.search(pattern, text)
        )
        at = next(fitting, -1)
        if at >= 0:
            found[name] = at
    return found


def _grid(table: Table) -> list[list[str]]:
    """Return the text of each place of a table; a merged cell says it in all its places."""
    grid: list[list[str]] = []
    above: dict[tuple[int, int], str] = {}
    for index, row in enumerate(table.rows):
        line: list[str] = []
        for cell in row.cells:
            _fill(line, above, index)
            for _ in range(cell.colspan):
                for below in range(index + 1, index + cell.rowspan):
                    above[below, len(line)] = cell.text
                line.append(cell.text)
        _fill(line, above, index)
        grid.append(line)
    return grid


def _fill(line: list[str], above: dict[tuple[int, int], str], row: int) -> None:
    while (row, len(line)) in above:
        line.append(above[row, len(line)])


def _units(text: str) -> tuple[str, ...]:
    parts = (wording.bare_item(part) for part in re.split(r"[;\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))
