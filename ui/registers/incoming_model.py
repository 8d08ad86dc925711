"""The register of incoming papers as a table (NĐ 30/2020, Phụ lục IV, mẫu sổ văn bản đến)."""

from __future__ import annotations

import datetime
from typing import Any, cast

from PySide6.QtCore import Qt

from papidesk.domain.deadlines import near_days
from papidesk.domain.incoming import Incoming, Progress, days_left
from papidesk.domain.issuing import number_text
from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.i18n import _, ngettext
from papidesk.text.clean import clean_line
from papidesk.workflow import incoming
from papidesk.workflow.incoming import IncomingFilter, IncomingSort
from ui.registers.cells import day_of, day_shown
from ui.registers.register_model import Column, RegisterModel
from ui.widgets.labels import Tone
from ui.widgets.table import BELOW_ROLE, TONE_ROLE

PROGRESS: dict[Progress, str] = {
    "new": N_("Not handed on yet"),
    "assigned": N_("Being dealt with"),
    "answered": N_("Answered"),
    "done": N_("Dealt with"),
}


class IncomingModel(RegisterModel):
    """Entries with the ten columns of the decree, and how each is dealt with."""

    columns = (
        Column("arrived", N_("Arrived on"), 92),
        Column("number", N_("Arrival number"), 92),
        Column("author", N_("Author"), 150),
        Column("code", N_("Number and symbol"), 116),
        Column("dated", N_("Date"), 92),
        Column("abstract", N_("Kind and abstract"), 240),
        Column("assigned", N_("Unit or recipient"), 140),
        Column("deadline", N_("Deadline"), 138),
        Column("handed", N_("Handed on"), 92, editable=True),
        Column("received", N_("Received by"), 104, editable=True),
        Column("note", N_("Note"), 110, editable=True),
    )
    first_key = "number"
    progress = ""

    def narrowed(self) -> bool:
        return super().narrowed() or bool(self.progress)

    def chosen(self) -> IncomingFilter:
        """Return what is chosen, as the storage takes it."""
        found = IncomingFilter(year=self.year, text=self.text)
        if self.progress == "overdue":
            return replace(found, due_before=self.today)
        if self.progress == "near":
            days = datetime.timedelta(days=near_days() + 1)
            return replace(found, due_before=self.today + days)
        if self.progress == "cancelled":
            return replace(found, cancelled=True)
        if self.progress == "finished":
            return replace(found, progress=("answered", "done"), cancelled=False)
        if self.progress:
            return replace(found, progress=(cast(Progress, self.progress),), cancelled=False)
        return found

    def read(self, offset: int, limit: int) -> list[Incoming]:
        return incoming.listing(
            self.context.workspace.store,
            self.chosen(),
            sort=cast(IncomingSort, self.sort_key),
            descending=self.descending,
            limit=limit,
            offset=offset,
        )

    def counted(self) -> int:
        return incoming.count(self.context.workspace.store, self.chosen())

    def shown(self, entry: Incoming, key: str, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return deadline_text(entry, self.today) if key == "deadline" else _text(entry, key)
        if role == TONE_ROLE and key == "deadline":
            return deadline_tone(entry, self.today) or None
        if role == BELOW_ROLE:
            return self._below(entry, key)
        if role == Qt.ItemDataRole.ForegroundRole and key == "assigned" and not entry.assigned_to:
            return "muted"
        if role == Qt.ItemDataRole.ToolTipRole and key == "deadline":
            return _deadline_tip(entry)
        return None

    def _below(self, entry: Incoming, key: str) -> str | None:
        if key == "number" and entry.cancelled_at is not None:
            return _("Cancelled")
        if key == "number" and "arrived" in self.hidden:
            return day_shown(entry.arrived_on)
        if key == "code" and "dated" in self.hidden:
            return day_shown(entry.dated) or None
        if key == "assigned" and entry.assigned_to and entry.cancelled_at is None:
            return _(PROGRESS[entry.progress])
        return None

    def written(self, entry: Incoming, key: str, text: str) -> Incoming:
        value: Any
        if key == "handed":
            name, value = "handed_on", day_of(text, self.today)
        else:
            name, value = {"received": "received_by"}.get(key, key), clean_line(text)
        return incoming.change(
            self.context.workspace.store,
            replace(entry, **{name: value}),
            seen=entry,
            today=self.today,
            who=self.context.who,
        )


def _text(entry: Incoming, key: str) -> str:
    match key:
        case "arrived":
            return day_shown(entry.arrived_on)
        case "number":
            return number_text(entry.arrival_number)
        case "dated":
            return day_shown(entry.dated)
        case "abstract":
            return entry.title
        case "assigned":
            nobody = entry.cancelled_at is None and not entry.assigned_to
            return _(PROGRESS[entry.progress]) if nobody else entry.assigned_to
        case "handed":
            return day_shown(entry.handed_on)
        case "received":
            return entry.received_by
        case "note":
            return _note(entry)
    return str(getattr(entry, key))


def _note(entry: Incoming) -> str:
    if entry.cancelled_at is None:
        return entry.note
    said = _("Cancelled: {reason}").format(reason=entry.cancel_reason)
    return f"{said}. {entry.note}" if entry.note else said


def deadline_text(entry: Incoming, today: datetime.date) -> str:
    """Return the deadline with what it means today: never a colour alone."""
    if entry.cancelled_at is not None:
        return ""
    if not entry.open:
        late = entry.deadline and entry.done_on and entry.done_on > entry.deadline
        return _("Done late") if late else _("Done")
    left = days_left(entry, today)
    if left is None or entry.deadline is None:
        return ""
    day = f"{entry.deadline:%d/%m}"
    if left < 0:
        words = ngettext("{count} day late", "{count} days late", -left).format(count=-left)
    elif left == 0:
        words = _("today")
    elif left > near_days():
        return day_shown(entry.deadline)
    else:
        words = ngettext("{count} day left", "{count} days left", left).format(count=left)
    return f"{day} · {words}"


def deadline_tone(entry: Incoming, today: datetime.date) -> Tone | str:
    """Return the colour beside the words of :func:`deadline_text`; "" for plain text."""
    if entry.cancelled_at is not None or not deadline_text(entry, today):
        return ""
    if not entry.open:
        late = entry.deadline and entry.done_on and entry.done_on > entry.deadline
        return "neutral" if late else "done"
    left = days_left(entry, today)
    if left is None:
        return ""
    return "error" if left < 0 else "warning" if left <= near_days() else "neutral"


def _deadline_tip(entry: Incoming) -> str | None:
    lines = []
    if entry.deadline is not None:
        lines.append(_("Deadline: {day}").format(day=day_shown(entry.deadline)))
    if entry.done_on is not None:
        lines.append(_("Dealt with on {day}").format(day=day_shown(entry.done_on)))
    if entry.reply_code:
        lines.append(_("Answered by {code}").format(code=entry.reply_code))
    return "\n".join(lines) or None
