"""The year at a glance: what is due, late, waiting, missing."""

from __future__ import annotations

import datetime

from papidesk.i18n import _
from ui.page import Page


class OverviewPage(Page):
    """The year at a glance: what is due, late, waiting, missing."""

    yearly = True
    every_year = False

    def title(self) -> str:
        return _("Overview")

    def first_year(self) -> int | None:
        return datetime.date.today().year

    def years(self) -> list[int]:
        return [datetime.date.today().year]
