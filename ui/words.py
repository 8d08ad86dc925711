"""The window's words for states, kinds, numbers and dates."""

from __future__ import annotations

import datetime
from decimal import Decimal

from papidesk.domain.document import IssueDate, State
from papidesk.domain.kinds import kinds
from papidesk.errors import N_
from papidesk.i18n import _, ngettext
from ui.widgets.labels import Tone

STATES: dict[State, tuple[str, Tone]] = {
    "draft": (N_("Draft"), "neutral"),
    "submitted": (N_("Submitted"), "accent"),
    "returned": (N_("Returned"), "warning"),
    "approved": (N_("Approved"), "accent"),
    "issued": (N_("Issued"), "done"),
    "sent": (N_("Sent"), "done"),
    "acknowledged": (N_("Received"), "done"),
    "superseded": (N_("Superseded"), "neutral"),
    "cancelled": (N_("Cancelled"), "error"),
    "archived": (N_("Archived"), "neutral"),
}
BLANK = "…"


def state_word(state: State) -> str:
    """Return the word for a document's state."""
    return _(STATES[state][0])


def state_tone(state: State) -> Tone:
    """Return the colour that goes with a state's word."""
    return STATES[state][1]


def kind_word(code: str) -> str:
    """Return the kind's Vietnamese name ("Kế hoạch"), whatever the window speaks."""
    known = kinds().get(code)
    return known.title if known else _("Not known")


def number_text(number: str | None, symbol: str) -> str:
    """Return number and symbol as printed, a blank number as three dots."""
    if not number and not symbol:
        return BLANK
    return f"{number or BLANK}/{symbol}"


def day_text(day: datetime.date) -> str:
    """Return a day as dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"


def issue_date_text(date: IssueDate) -> str:
    """Return a document's date as dd/mm/yyyy with dots for what is blank."""
    if date.day is None and date.month is None and date.year is None:
        return BLANK
    day = f"{date.day:02}" if date.day else BLANK
    month = f"{date.month:02}" if date.month else BLANK
    return f"{day}/{month}/{date.year or BLANK}"


def iso_day_text(iso: str | None, year: int | None) -> str:
    """Return a stored day as dd/mm/yyyy; only the year where that is all there is."""
    if iso:
        return day_text(datetime.date.fromisoformat(iso[:10]))
    return f"{BLANK}/{BLANK}/{year}" if year else BLANK


def local_time(stored: str) -> datetime.datetime:
    """Return a stored UTC time as this computer's local time."""
    moment = datetime.datetime.fromisoformat(stored.replace("Z", "+00:00"))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return moment.astimezone()


def moment_text(stored: str, today: datetime.date) -> str:
    """Return a stored UTC time: the hour when it was today, else the day."""
    local = local_time(stored)
    if local.date() == today:
        return _("today {time}").format(time=f"{local:%H:%M}")
    return f"{local:%d/%m/%Y}"


def errors_text(count: int) -> str:
    """Return "3 errors"."""
    return ngettext("{count} error", "{count} errors", count).format(count=count)


def warnings_text(count: int) -> str:
    """Return "3 warnings"."""
    return ngettext("{count} warning", "{count} warnings", count).format(count=count)


def open_rules_text(count: int) -> str:
    """Return "2 rules could not be evaluated."."""
    return ngettext(
        "{count} rule could not be evaluated.", "{count} rules could not be evaluated.", count
    ).format(count=count)


def size_text(size: int) -> str:
    """Return a size in bytes as kB or MB with a decimal comma."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def whole_text(number: int) -> str:
    """Return a whole number with dots between thousands: "10.000"."""
    return f"{number:,}".replace(",", ".")


def quantity_text(value: Decimal | float | None) -> str:
    """Return a quantity with Vietnamese separators: "1.234,5"; "–" where there is none."""
    if value is None:
        return "–"
    # Three places are all that quantities have; what a float adds behind them is not meant.
    text = f"{Decimal(str(value)):,.3f}".rstrip("0").rstrip(".")
    text = text.translate(str.maketrans(",.", ".,"))
    return "0" if text == "-0" else text.replace("-", "−")
