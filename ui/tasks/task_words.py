"""How the window says a task: its state, when it is due, how far it is, and in which colour."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from papidesk.domain.task import TASK_STATES, Task, TaskState
from papidesk.i18n import _, ngettext
from ui.words import day_text, whole_text

if TYPE_CHECKING:
    from papidesk.workflow.tasks import TaskRow
    from ui.widgets.labels import Tone

ORDER: tuple[TaskState, ...] = ("open", "doing", "done", "stopped")
TONES: dict[TaskState, Tone] = {
    "open": "neutral", "doing": "accent", "done": "done", "stopped": "neutral",
}  # fmt: skip


def state_word(state: TaskState) -> str:
    """Return the word of a task's state."""
    return _(TASK_STATES[state])


def due_day(row: TaskRow) -> datetime.date | None:
    """Return the day a task is due next: its own, or that of its next occurrence."""
    return row.next_due or row.task.due


def timing_text(row: TaskRow, today: datetime.date) -> str:
    """Return "3 days late", "2 days left", "today"; "" for what presses nobody."""
    day = due_day(row)
    if not row.timing or day is None:
        return _("overdue") if row.timing == "overdue" else ""
    left = (day - today).days
    if left < 0:
        return ngettext("{count} day late", "{count} days late", -left).format(count=-left)
    if left == 0:
        return _("due today")
    return ngettext("{count} day left", "{count} days left", left).format(count=left)


def timing_tone(row: TaskRow) -> Tone | None:
    """Return the colour beside the words of :func:`timing_text`."""
    tones: dict[str, Tone] = {"overdue": "error", "due_soon": "warning"}
    return tones.get(row.timing)


def time_text(task: Task) -> str:
    """Return when a task is to be done: a day, days, a rule, or all the time."""
    if task.recurring is not None:
        from ui.widgets.rule_words import rule_text

        return rule_text(task.recurring)
    if task.standing:
        return _("Standing")
    if task.due is not None:
        return day_text(task.due)
    return task.time_text


def due_pill(row: TaskRow, today: datetime.date) -> str:
    """Return the day with what it means today: "15/06 · 3 days late"."""
    said = timing_text(row, today)
    if not said:
        return time_text(row.task)
    day = due_day(row)
    return f"{day:%d/%m} · {said}" if day is not None else said


def percent_text(percent: int | None) -> str:
    """Return "60 %", "" where nothing is known."""
    return "" if percent is None else f"{percent} %"


def money_text(amount: int | None) -> str:
    """Return an amount of đồng with dots; "" for none."""
    return "" if amount is None else whole_text(amount)


def short(text: str, letters: int = 60) -> str:
    """Return ``text`` in at most so many letters, with dots where something is left out."""
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def tip(row: TaskRow, today: datetime.date) -> str:
    """Return all that is worth knowing of a task in some lines, for a tooltip."""
    task = row.task
    lines = [task.text]
    if row.damaged:
        from papidesk.workflow.tasks import DamagedTaskError

        lines = [_(DamagedTaskError.message).format(title=task.text)]
    for name, value in (
        (_("In charge"), task.lead),
        (_("Cooperating"), "; ".join(task.cooperating)),
        (_("When"), time_text(task)),
        (_("State"), _joined((state_word(task.state), percent_text(row.percent)))),
        (_("Due"), timing_text(row, today)),
        (_("Product"), task.product),
        (_("Plan"), row.plan_title),
    ):
        if value:
            lines.append(f"{name}: {value}")
    return "\n".join(lines)


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)


def said_aloud(row: TaskRow, today: datetime.date) -> str:
    """Return a task in one sentence for a screen reader."""
    task = row.task
    parts = (task.text, task.lead, state_word(task.state), due_pill(row, today),
             percent_text(row.percent))  # fmt: skip
    return ", ".join(part for part in parts if part)


def count_text(count: int) -> str:
    """Return "3 tasks"."""
    said = ngettext("{count} task", "{count} tasks", count)
    return said.format(count=whole_text(count))
