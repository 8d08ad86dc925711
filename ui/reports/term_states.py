"""The words and colours of what a term to report is: not begun, due soon, late, drafted, issued."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from papidesk.domain.periods import BadPeriodError, parse
from papidesk.domain.report_duty import DutyTerm
from papidesk.errors import N_
from papidesk.i18n import _
from ui.reports.figure_words import capital, days_left, lowered, stretch
from ui.widgets.labels import Tone

if TYPE_CHECKING:
    from papidesk.workflow.duty_terms import DutyState

STATES: dict[str, tuple[str, Tone]] = {
    "later": (N_("Not begun yet"), "neutral"),
    "open": (N_("Under way"), "accent"),
    "due_soon": (N_("Due soon"), "warning"),
    "late": (N_("Overdue"), "error"),
    "drafted": (N_("Being drafted"), "accent"),
    "issued": (N_("Issued"), "done"),
    "sent": (N_("Sent"), "done"),
    "before": (N_("Before use began"), "neutral"),
}
# Nobody waits for these: no days are counted, and none of them is the next one.
DONE = ("issued", "sent", "before")
WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip


def state_word(state: str) -> str:
    """Return the word for a term's state."""
    return _(STATES[state][0])


def state_tone(state: str) -> Tone:
    """Return the colour that goes with it."""
    return STATES[state][1]


def period_name(code: str) -> str:
    """Return a period as papers write it, with a large first letter."""
    try:
        return capital(parse(code).label)
    except BadPeriodError:
        return code


def term_name(state: DutyState) -> str:
    """Return "Báo cáo công tác PAPI, 6 tháng đầu năm 2026"."""
    return f"{state.duty.name}, {lowered(period_name(state.term.period))}"


def left_words(state: DutyState) -> str:
    """Return how long there is until it is due; "" where nobody waits for it."""
    return "" if state.state in DONE else days_left(state.days_left)


def moved_words(term: DutyTerm, holidays: dict[datetime.date, str]) -> str:
    """Return why the due day is another one than the duty says; "" where it is not."""
    if term.moved_from is None:
        return ""
    day = term.moved_from
    why = holidays.get(day) or _(WEEKDAYS[day.weekday()])
    return _("moved from {day} ({why})").format(day=f"{day:%d/%m/%Y}", why=why)


def told(state: DutyState, holidays: dict[datetime.date, str]) -> str:
    """Return all that is to be said of a term, a line each: for a tip and for a screen reader."""
    term = state.term
    due = _("Due {day}").format(day=f"{term.due:%d/%m/%Y}")
    moved = moved_words(term, holidays)
    left = left_words(state)
    lines = [
        term_name(state),
        _("Figures from {window}").format(window=stretch(term.since, term.until)),
        ", ".join(part for part in (due, moved, left) if part),
        _("State: {state}").format(state=state_word(state.state)),
    ]
    if state.wanted:
        counted = _("{filled} of {wanted} counters have entries")
        lines.append(counted.format(filled=state.filled, wanted=state.wanted))
    return "\n".join(lines)
