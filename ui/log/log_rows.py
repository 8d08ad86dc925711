"""What stands in a row of the log, cell by cell, and in the line above each month."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from papidesk.domain.activity import Activity
from papidesk.errors import N_
from papidesk.i18n import _
from ui import words
from ui.log.choices import LogChoices
from ui.log.wording import amount_text, came_text, entries_text, money_text, month_text
from ui.registers.register_model import Column
from ui.widgets.rule_words import weekday_words

if TYPE_CHECKING:
    from papidesk.workflow.log import ActivityRow

MONTH_ROLE = int(Qt.ItemDataRole.UserRole) + 41  # the MonthRow of a line between months
CLOSED_ROLE = int(Qt.ItemDataRole.UserRole) + 43  # the row's day lies in a closed period
PICTURE_ROLE = int(Qt.ItemDataRole.UserRole) + 42  # the hash of a row's first photo

COLUMNS = (
    Column("date", N_("Day"), 92, editable=True),
    Column("title", N_("What was done"), 300, editable=True),
    Column("counter", N_("Counter"), 148, editable=True),
    Column("quantity", N_("Quantity"), 88, editable=True, numeric=True),
    Column("unit", N_("Who did it"), 132, editable=True),
    Column("channel", N_("Channel"), 132, editable=True),
    Column("tasks", N_("Tasks"), 170),
    Column("evidence", N_("Evidence"), 88),
    Column("people", N_("People reached"), 96, editable=True, numeric=True),
    Column("cost", N_("Cost (đồng)"), 100, editable=True, numeric=True),
    Column("place", N_("Where it was"), 120, editable=True),
    Column("dimensions", N_("Sub-dimensions"), 112),
    Column("note", N_("Note"), 140, editable=True),
    Column("entered", N_("Entered"), 110),
    Column("changed", N_("Changed by"), 140),
)
# Hidden until a person asks for them.
FURTHER = ("cost", "place", "dimensions", "note", "entered", "changed")
SORTED = frozenset(
    {"date", "title", "counter", "quantity", "channel", "unit", "people", "cost", "entered",
     "changed"}
)  # fmt: skip
NUMERIC = frozenset(column.key for column in COLUMNS if column.numeric)


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry with what a list shows of it."""

    listed: ActivityRow

    cancelled_at = None

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.listed.activity.id

    @property
    def entry(self) -> Activity:
        """The entry."""
        return self.listed.activity


@dataclass(slots=True)
class MonthRow:
    """The line above a month's entries; ``count`` is how many fit, -1 while it is not known."""

    month: datetime.date
    count: int = -1

    id = ""
    cancelled_at = None

    @property
    def text(self) -> str:
        """What stands there."""
        name = month_text(self.month)
        return name if self.count < 0 else f"{name}  ·  {entries_text(self.count)}"


Row = LogRow | MonthRow


def cell_text(row: LogRow, key: str, choices: LogChoices) -> str:
    """Return what the cell ``key`` shows."""
    entry = row.entry
    first = entry.amounts[0] if entry.amounts else None
    match key:
        case "date":
            return words.day_text(entry.date)
        case "title" if row.listed.damaged:
            return _("Damaged: {title}").format(title=entry.title)
        case "title" | "unit" | "place":
            return str(getattr(entry, key))
        case "counter":
            return choices.counter_name(first.counter) if first else ""
        case "quantity":
            return amount_text(first.quantity) if first else ""
        case "channel":
            return choices.channel_name(entry.channel)
        case "tasks":
            return "; ".join(row.listed.tasks)
        case "evidence":
            return str(row.listed.evidence) if row.listed.evidence else ""
        case "people":
            return "" if entry.people is None else words.whole_text(entry.people)
        case "cost":
            return money_text(entry.cost)
        case "dimensions":
            return ", ".join(entry.dimensions)
        case "note":
            return entry.note.replace("\n", " ")
    return _history_text(row, key)


def _history_text(row: LogRow, key: str) -> str:
    listed = row.listed
    if key == "entered":
        return f"{words.local_time(listed.created_at):%d/%m/%Y %H:%M}"
    moment = f"{words.local_time(listed.updated_at):%d/%m/%Y %H:%M}"
    return f"{listed.updated_by}, {moment}" if listed.updated_by else moment


def below_text(row: LogRow, key: str, hidden: set[str], choices: LogChoices) -> str:
    """Return the second line of a cell: what hidden columns would show."""
    entry = row.entry
    match key:
        case "date":
            return weekday_words()[entry.date.weekday()]
        case "title":
            parts = [entry.place]
            if "unit" in hidden:
                parts.append(entry.unit)
            if "tasks" in hidden:
                parts.append("; ".join(row.listed.tasks))
            return " · ".join(part for part in parts if part)
        case "counter":
            more = len(entry.amounts) - 1
            parts = [choices.channel_name(entry.channel)] if "channel" in hidden else []
            if more > 0:
                parts.insert(0, _("and {count} more").format(count=more))
            return " · ".join(part for part in parts if part)
        case "quantity":
            return choices.counter_unit(entry.amounts[0].counter) if entry.amounts else ""
    return ""


def tip_text(row: LogRow, key: str, choices: LogChoices) -> str:
    """Return the whole of what a cell can only hint at."""
    entry = row.entry
    if key in ("counter", "quantity") and len(entry.amounts) > 1:
        return "\n".join(
            f"{choices.counter_name(one.counter)}: {amount_text(one.quantity)} "
            f"{choices.counter_unit(one.counter)}".rstrip()
            for one in entry.amounts
        )
    if key == "title" and row.listed.damaged:
        from papidesk.workflow.log import DamagedActivityError

        return _(DamagedActivityError.message).format(
            title=entry.title, day=words.day_text(entry.date)
        )
    if key == "date":
        lines = [_("Came in: {how}").format(how=came_text(entry.came))]
        if row.listed.closed:
            lines.append(_("In a closed period: a change asks for its reason."))
        return "\n".join(lines)
    if key == "tasks":
        return "\n".join(row.listed.tasks)
    if key == "dimensions":
        return "\n".join(choices.dimension_name(code) for code in entry.dimensions)
    return cell_text(row, key, choices)
