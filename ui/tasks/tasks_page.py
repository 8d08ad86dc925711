"""The tasks of the year as table, board, timeline and calendar."""

from __future__ import annotations

from papidesk.i18n import _
from ui.page import Page


class TasksPage(Page):
    """The tasks of the year as table, board, timeline and calendar."""

    def title(self) -> str:
        return _("Tasks")
