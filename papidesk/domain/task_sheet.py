"""Phiếu giao việc: what each unit has to do, read from the plan's table of duties.

The table is that of the annex "Phân công nhiệm vụ": its columns are told by their heads.
"""

from __future__ import annotations

import re

from papidesk.domain import issuer_name, task_table, wording
from papidesk.domain.blocks import Cell, Row, Table
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.kinds import kinds
from papidesk.domain.paper import HEAD_WIDTH_EM, Foot, Head, Paper, Printable, Signed, signed
from papidesk.domain.paper_body import Line
from papidesk.domain.record import Record
from papidesk.domain.richtext import Mark, RichText
from papidesk.domain.task import Task
from papidesk.domain.task_said import time_of
from papidesk.domain.unit_names import key

NAME = "PHIẾU GIAO VIỆC"
RECEIVER = "ĐẠI DIỆN ĐƠN VỊ NHẬN"
_COLUMNS = ("TT", "Nhiệm vụ", "Phối hợp", "Thời gian", "Sản phẩm")
_WIDTHS = (0.065, 0.375, 0.19, 0.2, 0.17)
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


def row_of(task: Task, targets: str = "") -> TaskRow:
    """Return a task as a duty of a sheet; ``targets`` are its targets in words."""
    said = f"Chỉ tiêu: {'; '.join(targets.splitlines())}." if targets else ""
    return TaskRow(
        task="\n".join(part for part in (task.text, said) if part),
        lead=(task.lead,) if task.lead else (),
        cooperating=task.cooperating,
        due=time_of(task),
        product=task.product,
    )


def units_of(rows: tuple[TaskRow, ...]) -> tuple[str, ...]:
    """Return the units that lead a duty, in the order they are first named."""
    known: dict[str, str] = {}
    for row in rows:
        for unit in row.lead:
            known.setdefault(key(unit), unit)
    return tuple(known.values())


def paper_of(
    document: Document,
    unit: str,
    rows: tuple[TaskRow, ...],
    date: IssueDate = IssueDate(),
    *,
    subject: str = "",
) -> Paper:
    """Return the sheet of ``unit``: what it leads, and where it lends a hand.

    ``subject`` is what is carried out where it is not ``document`` alone.
    """
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
        abstract=wording.title_glue(f"Thực hiện {subject or name}"),
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
    return any(key(unit) == key(name) for name in names)


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
    return [
        TaskRow(
            task=row.said("task"),
            lead=_units(row.said("lead")),
            cooperating=_units(row.said("cooperating")),
            due=row.said("due"),
            product=row.said("product"),
        )
        for row in task_table.rows_of(table)
    ]


def _units(text: str) -> tuple[str, ...]:
    parts = (wording.bare_item(part) for part in re.split(r"[;\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))
