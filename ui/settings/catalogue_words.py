"""Words for entries of catalogues: whose they are, what their fields are called and hold."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from papidesk.domain.counters import ADDS_UP
from papidesk.domain.holidays import DAY_KINDS
from papidesk.domain.papi_checks import number_text
from papidesk.domain.periods import Period
from papidesk.domain.record import Record, Validity
from papidesk.domain.report_duty import WORKING_DAY_RULES, DayOfYear, Term
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.workflow import catalogue_entries
from ui.widgets.day_field import validity_text
from ui.words import quantity_text

FIELDS: dict[str, str] = {
    "code": N_("Code of the entry"),
    "name": N_("Name"),
    "unit": N_("Unit of count"),
    "adds_up": N_("Adds up as"),
    "group": N_("Group"),
    "numerator": N_("The part that is counted"),
    "denominator": N_("Of which whole"),
    "people_of": N_("People reached by"),
    "cost": N_("Sums the cost of entries"),
    "least": N_("At least"),
    "most": N_("At most"),
    "decimals": N_("Places after the comma"),
    "words": N_("Also called"),
    "channels": N_("Channels"),
    "validity": N_("Holds"),
    "order": N_("Place in the list"),
    "subject": N_("Subject"),
    "recipient": N_("Addressed to"),
    "template": N_("Template"),
    "terms": N_("Periods"),
    "working_day": N_("A due day on a day off"),
    "counters": N_("Counters"),
    "dimensions": N_("PAPI contents"),
    "rounded": N_("Round numbers in the text"),
    "note": N_("Note"),
    "source": N_("Source"),
    "basis": N_("Basis"),
    "english": N_("In English"),
    "first_year": N_("First year"),
    "last_year": N_("Last year in force"),
    "official": N_("Official wording"),
    "year": N_("Year"),
    "codes": N_("Codes concerned"),
    "why": N_("Why"),
    "of_provinces": N_("Because provinces were merged"),
    "province": N_("Province"),
    "former": N_("Made of the former"),
    "city": N_("A city under the government"),
    "values": N_("Scores"),
    "targets": N_("Targets"),
    "rank": N_("Rank"),
    "lowest": N_("Lowest province"),
    "highest": N_("Highest province"),
    "scored": N_("Provinces with a score"),
    "day": N_("Day"),
    "kind": N_("Kind"),
}
_SILENT = {"own", "order"}


def whose(kind: str, code: str, own: bool) -> str:
    """Return whose an entry is: the program's, changed by the office, or the office's alone."""
    if not own:
        return _("of the program")
    return _("changed") if code in catalogue_entries.ours(kind) else _("of the office")


def lines_of(record: Record) -> dict[str, str]:
    """Return what an entry says, a line a field, as a person reads it; empty fields left out."""
    found = {}
    for name in record.__struct_fields__:
        text = "" if name in _SILENT else value_text(name, getattr(record, name))
        if text:
            found[_(FIELDS.get(name, name))] = text
    return found


def value_text(name: str, value: Any) -> str:
    """Return the value of a field as a person reads it, "" for nothing."""
    if isinstance(value, Validity):
        return "" if value == Validity() else validity_text(value)
    if isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, dict):
        parts = (f"{code} {score_text(score)}" for code, score in value.items())
        return "; ".join(parts)
    if isinstance(value, tuple):
        return "; ".join(term_text(one) if isinstance(one, Term) else str(one) for one in value)
    if isinstance(value, Decimal):
        return quantity_text(value)
    if isinstance(value, float):
        return number_text(value)
    known = {"adds_up": ADDS_UP, "working_day": WORKING_DAY_RULES, "kind": DAY_KINDS}.get(name)
    word = known.get(value) if known is not None else None  # type: ignore[attr-defined]
    return _(word) if word else "" if value is None else str(value)


def score_text(value: float | None) -> str:
    """Return a score with a comma, "–" where it is missing."""
    return "–" if value is None else number_text(value)


def term_text(term: Term) -> str:
    """Return a term of a duty: "Quý I: 15/12 năm trước – 14/3, hạn 20/3"."""
    return _("{period}: {since} – {until}, due {due}").format(
        period=period_word(term.kind, term.index),
        since=day_text(term.since),
        until=day_text(term.until),
        due=day_text(term.due),
    )


def day_text(day: DayOfYear) -> str:
    """Return a day of the reporting year: "15/12 (năm trước)"."""
    text = f"{day.day:02}/{day.month:02}"
    word = {-1: _("year before"), 1: _("year after")}.get(day.year, "")
    return f"{text} ({word})" if word else text


def period_word(kind: str, index: int) -> str:
    """Return what a period is called whatever the year: "Quý I", "6 tháng đầu năm", "Năm"."""
    label = Period(year=2000, kind=kind, index=index).label  # type: ignore[arg-type]
    bare = label.removesuffix(" năm 2000").removesuffix(" 2000")
    if kind in ("half", "nine_months"):
        bare += " năm"
    return bare[:1].upper() + bare[1:]
