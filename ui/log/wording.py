"""The log's words: amounts with their units, months, how an entry came in."""

from __future__ import annotations

import datetime
from decimal import Decimal

from papidesk.domain import quantities
from papidesk.domain.activity import Came
from papidesk.errors import N_
from papidesk.i18n import _, ngettext
from ui.words import whole_text

CAME: dict[Came, str] = {
    "hand": N_("typed in"),
    "series": N_("from a series"),
    "photos": N_("from photos"),
    "cells": N_("pasted from a table"),
    "file": N_("from a file"),
    "command": N_("at the command line"),
    "bundle": N_("from a bundle"),
}


def amount_text(value: Decimal | None) -> str:
    """Return an amount as Vietnamese write it: "1.250,5"; "" for none."""
    return "" if value is None else quantities.text(value)


def money_text(dong: int | None) -> str:
    """Return a sum of đồng: "1.500.000"; "" for none."""
    return "" if dong is None else whole_text(dong)


def entries_text(count: int) -> str:
    """Return "1.234 entries"."""
    return ngettext("{count} log entry", "{count} log entries", count).format(
        count=whole_text(count)
    )


def month_text(month: datetime.date) -> str:
    """Return "Month 3/2026"."""
    return _("Month {month}/{year}").format(month=month.month, year=month.year)


def came_text(came: Came) -> str:
    """Return how an entry came in."""
    return _(CAME[came])
