"""The reports of the year: what is due, made, sent; figures behind them."""

from __future__ import annotations

from papidesk.i18n import _
from ui.page import Page


class ReportsPage(Page):
    """The reports of the year: what is due, made, sent; figures behind them."""

    def title(self) -> str:
        return _("Reports")
