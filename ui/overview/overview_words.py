"""What the overview says: how late or soon, numbers and changes."""

from __future__ import annotations

from decimal import Decimal

from papidesk.domain.counters import Figure
from papidesk.domain.overview import CounterLine, Todo
from papidesk.i18n import _, ngettext
from ui import words
from ui.widgets.labels import Tone

_SOON = 3  # days: nearer than this is said in the warning's colour


def days_left_text(days: int) -> str:
    """Return "3 days left", "Today", "Overdue by 2 days"."""
    if days < 0:
        late = ngettext("Overdue by {count} day", "Overdue by {count} days", -days)
        return late.format(count=-days)
    if days == 0:
        return _("Today")
    said = ngettext("{count} day left", "{count} days left", days).format(count=days)
    return said[:1].upper() + said[1:]


def todo_pill(todo: Todo) -> tuple[str, Tone]:
    """Return the word and the colour of something to do."""
    if todo.kind == "returned":
        return _("Sent back"), "accent"
    if todo.kind == "to_number":
        return _("To number"), "neutral"
    days, count = todo.days or 0, words.whole_text(todo.count)
    if todo.kind == "units_overdue":
        return ngettext("{count} overdue", "{count} overdue", todo.count).format(
            count=count
        ), "error"
    if todo.kind == "undecided":
        said = ngettext("{count} to decide on", "{count} to decide on", todo.count)
        return said.format(count=count), "warning"
    if todo.kind == "no_receipt":
        said = ngettext("No receipt for {count} day", "No receipt for {count} days", -days)
        return said.format(count=-days), "warning"
    return days_left_text(days), "error" if days < 0 else "warning"


def todo_detail(todo: Todo) -> str:
    """Return whose it is, or how many units it is about; "" where the pill says enough."""
    if todo.kind == "units_missing":
        said = ngettext("{count} unit has not sent it yet", "{count} units have not sent it yet",
                        todo.count)  # fmt: skip
        return said.format(count=words.whole_text(todo.count))
    if todo.kind in ("units_overdue", "undecided"):
        return _("Units below")
    return todo.detail if todo.kind in ("task_overdue", "task_due", "no_receipt") else ""


def todo_text(todo: Todo) -> str:
    """Return what is to be done, in one line."""
    if todo.kind in ("returned", "to_number"):
        kind = f"{words.kind_word(todo.detail)}: " if todo.detail else ""
        return f"{kind}{' '.join(todo.title.split()) or _('(no abstract)')}"
    return " ".join(todo.title.split())


def figure_text(figure: Figure | None) -> str:
    """Return a figure, "–" where nothing can be said."""
    return words.quantity_text(figure.value if figure is not None else None)


def change_text(line: CounterLine) -> tuple[str, Tone]:
    """Return how a counter changed from the same days last year: in per cent, or by how many.

    Few things are told by their number: "+200 %" of two is no news.
    """
    now = line.now.value
    before = line.last_year.value if line.last_year is not None else None
    if now is None or before is None:
        return _("no comparison"), "neutral"
    difference = now - before
    if difference == 0:
        return _("same"), "neutral"
    tone: Tone = "done" if difference > 0 else "warning"
    sign = "+" if difference > 0 else "−"
    if before < 20 or line.counter.unit == "%":
        return f"{sign}{words.quantity_text(abs(difference))}", tone
    share = abs(difference) * 100 / before
    return f"{sign}{words.quantity_text(share.quantize(Decimal('0.1')))} %", tone
