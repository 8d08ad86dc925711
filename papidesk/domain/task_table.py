"""Tables of tasks in plans and annexes: columns told by their heads, merged cells filled in."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from papidesk.domain.blocks import Table
from papidesk.domain.record import Record
from papidesk.text.fold import fold

Column = Literal[
    "number", "lead", "cooperating", "due", "product", "evidence", "target", "budget", "dimension",
    "note", "task",
]  # fmt: skip
# What the heads of the columns say, folded; the surest words first, the vaguest column last.
_HEADS: tuple[tuple[Column, tuple[str, ...]], ...] = (
    ("number", (r"^(?:tt|stt|so tt|so thu tu)\.?$",)),
    (
        "lead",
        (
            "chu tri",
            "phu trach",
            "(?:bo phan|don vi|co quan) thuc hien",
            "thuc hien chinh",
            "nguoi thuc hien",
        ),
    ),
    ("cooperating", ("phoi hop",)),
    ("evidence", ("kiem chung", "minh chung")),
    ("due", ("thoi gian", "thoi han", "hoan thanh", "tien do")),
    ("product", ("san pham", "ket qua")),
    ("target", ("chi tieu", "muc tieu", "so luong")),
    ("budget", ("kinh phi", "du toan")),
    ("dimension", ("linh vuc", "thanh phan", "chi so")),
    ("note", ("ghi chu",)),
    ("task", ("nhiem vu", "cong viec", "hoat dong", "giai phap", "noi dung")),
)


class TableRow(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One row that holds a task: its place in the table, what each column says, its group."""

    index: int
    cells: dict[Column, str] = msgspec.field(default_factory=dict)
    group: str = ""

    def said(self, column: Column) -> str:
        """Return what stands in ``column``, "" where it has none."""
        return self.cells.get(column, "").strip()


def rows_of(table: Table) -> list[TableRow]:
    """Return the rows of a table that has a column of tasks and one of who leads, else none.

    Rows whose one cell reaches over the others head a group; the row of "(1) (2) (3)" is none.
    """
    grid = grid_of(table)
    heads = max(1, table.header_rows)
    columns = columns_of(grid[:heads])
    if "task" not in columns or "lead" not in columns:
        return []
    found, group = [], ""
    for index, row in enumerate(grid[heads:], start=heads):
        cells = {name: row[at] for name, at in columns.items() if at < len(row)}
        task = cells.get("task", "").strip()
        if not task or is_numbering(row):
            continue
        if task == cells.get("lead", "").strip():
            group = task
            continue
        found.append(TableRow(index=index, cells=cells, group=group))
    return found


def is_numbering(row: list[str]) -> bool:
    """Tell the row "(1) (2) (3) …" below a table's head."""
    return all(re.fullmatch(r"\(?\d{0,2}\)?", text.strip()) for text in row)


def columns_of(heads: list[list[str]]) -> dict[Column, int]:
    """Return where each column is that the heads tell of."""
    count = max((len(row) for row in heads), default=0)
    texts = [
        fold(" ".join(dict.fromkeys(row[at] for row in heads if at < len(row)))).strip()
        for at in range(count)
    ]
    found: dict[Column, int] = {}
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
    return _with_task(found, texts)


def _with_task(found: dict[Column, int], texts: list[str]) -> dict[Column, int]:
    """Return ``found`` with a column of tasks: "Lĩnh vực, nội dung" alone is that, not a sphere."""
    if "task" not in found and "dimension" in found and "noi dung" in texts[found["dimension"]]:
        found["task"] = found.pop("dimension")
    return found


def grid_of(table: Table) -> list[list[str]]:
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
