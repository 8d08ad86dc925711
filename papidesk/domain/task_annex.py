"""The annex "Phân công nhiệm vụ": the tasks of a plan as a table across the page.

The table that was made is known by its id, so that it is made again in its place; annexes that
somebody wrote are left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, cast

from papidesk.domain.blocks import Cell, Row, Table
from papidesk.domain.counters import Counter
from papidesk.domain.document import Annex, Document
from papidesk.domain.record import Record, replace
from papidesk.domain.richtext import Mark, RichText
from papidesk.domain.task import Task
from papidesk.domain.task_said import budget_of, targets_of, time_of
from papidesk.text.fold import fold

TABLE_ID = "task-annex"
TITLE = "PHÂN CÔNG NHIỆM VỤ"
AnnexColumn = Literal[
    "number", "dimension", "task", "target", "lead", "cooperating", "time", "product",
    "evidence", "budget", "note",
]  # fmt: skip
# Heads, and shares of the page's width.
COLUMNS: dict[AnnexColumn, tuple[str, float]] = {
    "number": ("TT", 4),
    "dimension": ("Lĩnh vực, nội dung thành phần (mã)", 12),
    "task": ("Nhiệm vụ, giải pháp", 24),
    "target": ("Chỉ tiêu", 9),
    "lead": ("Đơn vị chủ trì", 11),
    "cooperating": ("Đơn vị phối hợp", 11),
    "time": ("Thời gian thực hiện", 10),
    "product": ("Sản phẩm", 9),
    "evidence": ("Tài liệu kiểm chứng", 10),
    "budget": ("Kinh phí", 9),
    "note": ("Ghi chú", 7),
}
OTHER_GROUP = "Nhiệm vụ khác"
_EMPTY = 0.6  # room to write by hand in
_CENTRED: frozenset[AnnexColumn] = frozenset({"number"})


class AnnexNames(Record, frozen=True, kw_only=True):
    """What codes are called: sub-dimensions and dimensions ("1.1", "D1"), counters."""

    dimensions: dict[str, str]
    counters: dict[str, Counter]


def with_tasks(
    document: Document,
    tasks: Sequence[Task],
    names: AnnexNames,
    *,
    columns: Sequence[AnnexColumn] = (),
    grouped: bool = True,
    year: int = 0,
) -> Document:
    """Return ``document`` with the annex of ``tasks``: in place of the one made before, else last.

    ``columns`` are those shown, always in their order; none given: those the annex has, all in a
    new one. What stands above and below the table that was made stays.
    """
    at, block = place_of(document)
    if at < 0:
        table = table_of(tasks, names, columns or tuple(COLUMNS), grouped=grouped)
        title = f"{TITLE} NĂM {year}" if year else TITLE
        annex = Annex(title=title, landscape=True, blocks=(table,))
        return replace(document, annexes=(*document.annexes, annex))
    annex = document.annexes[at]
    before = cast(Table, annex.blocks[block])
    table = table_of(tasks, names, columns or columns_of(before), grouped=grouped)
    blocks = (*annex.blocks[:block], table, *annex.blocks[block + 1 :])
    annexes = list(document.annexes)
    annexes[at] = replace(annex, blocks=blocks)
    return replace(document, annexes=tuple(annexes))


def place_of(document: Document) -> tuple[int, int]:
    """Return annex and block of the table that was made, (-1, -1) when there is none."""
    for at, annex in enumerate(document.annexes):
        for index, block in enumerate(annex.blocks):
            if isinstance(block, Table) and block.id == TABLE_ID:
                return at, index
    return -1, -1


def columns_of(table: Table) -> tuple[AnnexColumn, ...]:
    """Return the columns a table that was made has; all where its head was changed."""
    heads = {fold(title): name for name, (title, _width) in COLUMNS.items()}
    found = [heads.get(fold(cell.text)) for cell in table.rows[0].cells] if table.rows else []
    known = tuple(name for name in found if name is not None)
    return known if known and len(known) == len(found) else tuple(COLUMNS)


def table_of(
    tasks: Sequence[Task],
    names: AnnexNames,
    columns: Sequence[AnnexColumn] = tuple(COLUMNS),
    *,
    grouped: bool = True,
) -> Table:
    """Return the table of ``tasks``; the column of tasks is always there, its head repeats.

    Grouped by the dimension of a task's first sub-dimension, in the order of the index; tasks
    without one come last. Numbers run through.
    """
    shown = [name for name in COLUMNS if name in columns or name == "task"]
    rows = [Row(cells=tuple(_cell(COLUMNS[name][0]) for name in shown))]
    groups = _groups(tasks, names) if grouped else [("", list(tasks))]
    number = 0
    for title, group in groups:
        if title:
            rows.append(_group_row(title, len(shown)))
        for task in group:
            number += 1
            said = _said(task, number, names)
            rows.append(
                Row(cells=tuple(_cell(said[name], centred=name in _CENTRED) for name in shown))
            )
    return Table(rows=tuple(rows), widths=_widths(shown, rows[1:]), id=TABLE_ID)


def _widths(shown: Sequence[AnnexColumn], rows: Sequence[Row]) -> tuple[float, ...]:
    """Return shares of the page's width; a column with nothing in it gives of its own."""
    full = [row.cells for row in rows if len(row.cells) == len(shown)]
    given = [
        COLUMNS[name][1] * (1 if any(cells[at].text for cells in full) else _EMPTY)
        for at, name in enumerate(shown)
    ]
    return tuple(round(each / sum(given), 4) for each in given)


def _groups(tasks: Sequence[Task], names: AnnexNames) -> list[tuple[str, list[Task]]]:
    found: dict[str, list[Task]] = {}
    for task in tasks:
        code = task.dimensions[0] if task.dimensions else ""
        parent = code if code.startswith("D") else f"D{code.split('.')[0]}" if code else ""
        found.setdefault(parent, []).append(task)
    if set(found) <= {""}:
        return [("", list(tasks))]
    ordered = sorted(found, key=lambda code: (not code, code))
    return [
        (f"{code[1:]}. {names.dimensions.get(code, '')}".rstrip(" .") if code else OTHER_GROUP,
         found[code])
        for code in ordered
    ]  # fmt: skip


def _group_row(title: str, columns: int) -> Row:
    bold = RichText(text=title, marks=(Mark(start=0, end=len(title), style="b"),))
    return Row(cells=(Cell(paragraphs=(bold,), colspan=columns, align="left"),))


def _said(task: Task, number: int, names: AnnexNames) -> dict[AnnexColumn, str]:
    return {
        "number": str(number),
        "dimension": "\n".join(_dimension(code, names.dimensions) for code in task.dimensions),
        "task": task.text,
        "target": targets_of(task, names.counters),
        "lead": task.lead,
        "cooperating": "; ".join(task.cooperating),
        "time": time_of(task),
        "product": task.product,
        "evidence": "; ".join(task.evidence),
        "budget": budget_of(task),
        "note": task.note,
    }


def _dimension(code: str, known: Mapping[str, str]) -> str:
    name = known.get(code, "")
    return f"{name} ({code})" if name else code


def _cell(text: str, *, centred: bool = False) -> Cell:
    paragraphs = tuple(RichText(text=part) for part in text.split("\n") if part)
    return Cell(paragraphs=paragraphs, align="center" if centred else "")
