"""The activity log: what was done on which day, with its evidence."""

from __future__ import annotations

from papidesk.i18n import _
from ui.page import Page


class LogPage(Page):
    """The activity log: what was done on which day, with its evidence."""

    def title(self) -> str:
        return _("Activity log")
