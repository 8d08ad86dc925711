"""Tasks as papers say them: time, target, money, evidence."""

from __future__ import annotations

from collections.abc import Mapping

from papidesk.domain import recurring
from papidesk.domain.counters import Counter
from papidesk.domain.figure_text import day, two_digits, written
from papidesk.domain.task import Target, Task


def time_of(task: Task) -> str:
    """Return when a task is to be done: as its plan says it, else from its days and its rule."""
    if task.time_text:
        return task.time_text
    said = ""
    if task.recurring is not None and not recurring.problems(task.recurring):
        said = recurring.text(task.recurring)
    elif task.standing:
        said = "thường xuyên"
    if task.start and task.due:
        days = f"từ {day(task.start)} đến {day(task.due)}"
        said = f"{said}, {days}" if said else days
    elif task.due:
        said = f"{said}, đến {day(task.due)}" if said else f"trước ngày {day(task.due)}"
    elif task.start:
        said = f"{said}, từ {day(task.start)}" if said else f"từ {day(task.start)}"
    return said[:1].upper() + said[1:]


def target_of(target: Target, counters: Mapping[str, Counter]) -> str:
    """Return a target with its unit: "24 tin, bài"; the code where the counter is not known."""
    known = counters.get(target.counter)
    if known is None:
        return f"{two_digits(target.quantity)} {target.counter}"
    if known.unit == "%":
        return f"{written(target.quantity)}% {lowered(known.name)}"
    # "04 buổi" says too little: the counter's own words do.
    name = lowered(known.name)
    if name.startswith(known.unit):
        said = name
    else:
        said = f"{known.unit} ({name})" if known.unit in name else f"{known.unit} {name}"
    return f"{two_digits(target.quantity)} {said}"


def targets_of(task: Task, counters: Mapping[str, Counter]) -> str:
    """Return all targets of a task, a line each."""
    return "\n".join(target_of(target, counters) for target in task.targets)


def budget_of(task: Task) -> str:
    """Return a task's money: "5.000.000 đồng"; "" without any."""
    return f"{written(task.budget)} đồng" if task.budget else ""


def lowered(name: str) -> str:
    """Return a name as it stands within a sentence: only its first letter changes."""
    if len(name) > 1 and name[1].isupper():
        return name  # an abbreviation
    return name[:1].lower() + name[1:]
