"""A list of tasks as a table for paper and spreadsheet: columns, groups, typed values."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from papidesk.domain.counters import Counter
from papidesk.domain.record import Record
from papidesk.domain.task import Task, TaskState, Timing
from papidesk.domain.task_said import targets_of, time_of

Value = str | int | Decimal | datetime.date | None
CellKind = Literal["text", "day", "number", "percent"]
ListGroup = Literal["", "unit", "dimension", "state", "plan"]
GROUPS: tuple[ListGroup, ...] = ("", "unit", "dimension", "state", "plan")
# Printed in Vietnamese whatever the window speaks.
STATES: dict[TaskState, str] = {
    "open": "Chưa thực hiện",
    "doing": "Đang thực hiện",
    "done": "Hoàn thành",
    "stopped": "Dừng thực hiện",
}
TIMINGS: dict[Timing, str] = {"": "", "overdue": "Quá hạn", "due_soon": "Sắp đến hạn"}
NO_UNIT = "Chưa giao đơn vị"
NO_DIMENSION = "Chưa gắn nội dung thành phần"
NO_PLAN = "Không thuộc kế hoạch nào"


class TaskLine(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A task with what the log has of it."""

    task: Task
    percent: int | None = None
    timing: Timing = ""
    entries: int = 0
    evidence: int = 0
    last_entry: datetime.date | None = None
    plan_title: str = ""


class ListColumn(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A column: its key, title, width in characters, and what kind of values it has."""

    key: str
    title: str
    width: int
    kind: CellKind = "text"


class ListRow(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A row of values, or the title of a group where ``group`` is given."""

    values: tuple[Value, ...] = ()
    group: str = ""


class TaskList(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The whole table."""

    title: str
    office: str
    day: datetime.date
    columns: tuple[ListColumn, ...]
    rows: tuple[ListRow, ...] = ()


COLUMNS = (
    ListColumn(key="text", title="Nhiệm vụ", width=48),
    ListColumn(key="unit", title="Đơn vị chủ trì", width=24),
    ListColumn(key="cooperating", title="Đơn vị phối hợp", width=24),
    ListColumn(key="dimensions", title="Nội dung thành phần", width=14),
    ListColumn(key="time", title="Thời gian thực hiện", width=20),
    ListColumn(key="start", title="Bắt đầu", width=12, kind="day"),
    ListColumn(key="due", title="Thời hạn", width=12, kind="day"),
    ListColumn(key="product", title="Sản phẩm", width=20),
    ListColumn(key="targets", title="Chỉ tiêu", width=24),
    ListColumn(key="budget", title="Kinh phí (đồng)", width=15, kind="number"),
    ListColumn(key="state", title="Trạng thái", width=15),
    ListColumn(key="timing", title="Tình trạng thời hạn", width=13),
    ListColumn(key="progress", title="Tiến độ", width=9, kind="percent"),
    ListColumn(key="entries", title="Số mục nhật ký", width=10, kind="number"),
    ListColumn(key="evidence", title="Số tài liệu kiểm chứng", width=12, kind="number"),
    ListColumn(key="last", title="Mục gần nhất", width=12, kind="day"),
    ListColumn(key="plan", title="Kế hoạch", width=30),
    ListColumn(key="year", title="Năm", width=7, kind="number"),
    ListColumn(key="note", title="Ghi chú", width=24),
)
USUAL = (
    "text", "unit", "cooperating", "dimensions", "start", "due", "product", "targets", "state",
    "timing", "progress", "entries", "evidence",
)  # fmt: skip


def table(
    lines: Sequence[TaskLine],
    *,
    office: str,
    title: str,
    day: datetime.date,
    counters: Mapping[str, Counter],
    dimensions: Mapping[str, str],
    columns: Sequence[str] = (),
    group: ListGroup = "",
) -> TaskList:
    """Return ``lines`` as a table in their order; ``columns`` are keys, the usual ones if none."""
    by_key = {column.key: column for column in COLUMNS}
    shown = tuple(by_key[key] for key in columns or USUAL if key in by_key)
    rows: list[ListRow] = []
    for name, part in grouped(lines, group, dimensions):
        if group:
            rows.append(ListRow(group=name))
        rows += [
            ListRow(values=tuple(_value(line, column.key, counters) for column in shown))
            for line in part
        ]
    return TaskList(title=title, office=office, day=day, columns=shown, rows=tuple(rows))


def grouped(
    lines: Sequence[TaskLine], group: ListGroup, dimensions: Mapping[str, str]
) -> list[tuple[str, list[TaskLine]]]:
    """Return ``lines`` by group, in the order groups first come; sub-dimensions by their code."""
    if not group:
        return [("", list(lines))]
    found: dict[str, list[TaskLine]] = {}
    for line in lines:
        found.setdefault(_GROUP_OF[group](line), []).append(line)
    if group != "dimension":
        return list(found.items())
    ordered = sorted(found, key=lambda code: (not code, code))
    return [
        (f"{code} {dimensions.get(code, '')}".strip() or NO_DIMENSION, found[code])
        for code in ordered
    ]


_GROUP_OF: dict[ListGroup, Callable[[TaskLine], str]] = {
    "unit": lambda line: line.task.lead or NO_UNIT,
    "dimension": lambda line: line.task.dimensions[0] if line.task.dimensions else "",
    "state": lambda line: STATES[line.task.state],
    "plan": lambda line: line.plan_title or NO_PLAN,
}


def _value(line: TaskLine, key: str, counters: Mapping[str, Counter]) -> Value:
    task = line.task
    values: dict[str, Callable[[], Value]] = {
        "text": lambda: task.text,
        "unit": lambda: task.lead,
        "cooperating": lambda: "; ".join(task.cooperating),
        "dimensions": lambda: ", ".join(task.dimensions),
        "time": lambda: time_of(task),
        "start": lambda: task.start,
        # What has no day is said in words: a cell may be of another kind than its column.
        "due": lambda: task.due or (time_of(task) if not task.start else None),
        "product": lambda: task.product,
        "targets": lambda: targets_of(task, counters),
        "budget": lambda: task.budget,
        "state": lambda: STATES[task.state],
        "timing": lambda: TIMINGS[line.timing],
        "progress": lambda: line.percent,
        "entries": lambda: line.entries,
        "evidence": lambda: line.evidence,
        "last": lambda: line.last_entry,
        "plan": lambda: line.plan_title,
        "year": lambda: task.year or None,
        "note": lambda: task.note,
    }
    return values[key]()
