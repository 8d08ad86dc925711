"""The words, colours and numbers of consolidation: states of reports, terms, outliers."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from papidesk.domain.consolidation import BOARD_STATES, BoardState, UnitReport
from papidesk.i18n import _
from papidesk.workflow.figures import number_text
from ui.dialogs.first_start_steps import LEVEL_NAMES
from ui.reports.figure_words import lowered
from ui.reports.term_states import period_name
from ui.widgets.labels import Tone
from ui.words import day_text, local_time, quantity_text, whole_text

if TYPE_CHECKING:
    from papidesk.domain.outliers import Outlier
    from papidesk.workflow.unit_board import Board, BoardRow

TONES: dict[str, Tone] = {
    "overdue": "error",
    "returned": "warning",
    "late": "warning",
    "missing": "neutral",
    "on_time": "done",
    "not_due": "neutral",
}
# What must be seen to first stands first.
ORDER: tuple[BoardState, ...] = ("overdue", "returned", "late", "missing", "on_time", "not_due")
NOTHING = "–"
SHORT = 21  # letters of a line above a column
_REPORT = "Báo cáo "


def state_word(state: BoardState) -> str:
    """Return the word for how a unit stands."""
    return _(BOARD_STATES[state])


def filter_word(state: str) -> str:
    """Return the word for what a board can be narrowed to."""
    return _(BOARD_STATES[state]) if state in BOARD_STATES else _("Not decided yet")


def filter_tone(state: str) -> Tone:
    """Return the colour of what a board can be narrowed to."""
    return TONES.get(state, "accent")


def short_name(name: str) -> list[str]:
    """Return a duty's name for above a column: two lines, without the word all begin with."""
    from textwrap import wrap

    rest = name.removeprefix(_REPORT)
    lines = wrap(rest[:1].upper() + rest[1:], SHORT) or [""]
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1][: SHORT - 1]}…"]
    return [*lines, ""][:2]


def term_text(name: str, period: str) -> str:
    """Return "Báo cáo công tác PAPI, 6 tháng đầu năm 2026"."""
    word = lowered(period_name(period))
    return f"{name}, {word}" if name else period_name(period)


def rate_text(rate: Decimal | None) -> str:
    """Return "94,2 %", a dash where nobody was expected."""
    return NOTHING if rate is None else f"{number_text(rate)} %"


def level_word(level: str) -> str:
    """Return the word for a level of offices."""
    found = {code: _(word) for code, word in LEVEL_NAMES.items()}
    return found.get(level, level)  # type: ignore[call-overload]


def change_text(change: Decimal | None) -> str:
    """Return "+12", "−3", "0"; a dash where there is nothing to compare with."""
    if change is None:
        return NOTHING
    text = quantity_text(change)
    return f"+{text}" if change > 0 else text


def change_tone(change: Decimal | None) -> str:
    """Return the colour of a change, "" for none."""
    if not change:
        return ""
    return "done" if change > 0 else "warning"


def decision_text(report: UnitReport | None) -> str:
    """Return what was decided on a report; "" while nothing was."""
    if report is None or report.state == "received":
        return ""
    return _("Report accepted") if report.state == "accepted" else _("Report returned")


def decided_text(report: UnitReport) -> str:
    """Return when a report was decided on and by whom."""
    day = day_text(local_time(report.decided_at).date()) if report.decided_at else ""
    return ", ".join(part for part in (day, report.decided_by) if part)


def outlier_text(one: Outlier) -> str:
    """Return why a figure stands out, as a sentence."""
    values = {
        name: number_text(value) if isinstance(value, int | Decimal) else value
        for name, value in one.values.items()
    }
    return _(one.message).format(**values)


def row_lines(row: BoardRow, board: Board, name: str) -> list[str]:
    """Return all that is known of a unit's report, a line each."""
    lines = [
        row.name,
        term_text(name, board.period),
        _("State: {state}").format(state=state_word(row.state)),
        _("Due {day}").format(day=day_text(board.due)),
    ]
    report = row.report
    if report is None:
        return lines
    lines.append(_("Received on {day}").format(day=day_text(report.arrived)))
    if report.times > 1:
        told = _("Came {count} times, last on {day}")
        lines.append(told.format(count=report.times, day=day_text(report.received_on)))
    if report.on_paper:
        lines.append(_("Came on paper; its figures were entered by hand."))
    elif report.typed:
        lines.append(_("Some of its figures were entered by hand."))
    if report.note:
        lines.append(_("Note: {text}").format(text=report.note))
    if report.by_hand:
        lines.append(_("The day was noted by hand."))
    if row.days_late:
        lines.append(_("{count} days late").format(count=row.days_late))
    if report.number:
        lines.append(_("Report number {number}").format(number=report.number))
    decided = decision_text(report)
    return [*lines, f"{decided}: {decided_text(report)}"] if decided else lines


def open_text(board: Board) -> str:
    """Return what is still open in a period that is to be closed, "" for nothing."""
    parts = (
        (_("not sent: {count}"), len(board.of("overdue", "missing"))),
        (_("returned and not sent again: {count}"), len(board.of("returned"))),
        (_("not decided yet: {count}"), len(board.undecided)),
    )
    told = [said.format(count=whole_text(count)) for said, count in parts if count]
    return _("Still open: {parts}.").format(parts="; ".join(told)) if told else ""


def day_or_nothing(day: datetime.date | None) -> str:
    """Return a day as dd/mm/yyyy, a dash for none."""
    return day_text(day) if day is not None else NOTHING
