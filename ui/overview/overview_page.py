"""The year at a glance: what is due, late, waiting, missing."""

from __future__ import annotations

from papidesk.i18n import _
from ui.page import Page


class OverviewPage(Page):
    """The year at a glance: what is due, late, waiting, missing."""

    def title(self) -> str:
        return _("Overview")
