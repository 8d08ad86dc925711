"""The tile of what is to be done: overdue and due tasks, late reports, documents that wait."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from papidesk.domain.overview import Overview, Todo
from papidesk.i18n import _
from papidesk.workflow.overview import AHEAD
from ui.overview.overview_words import todo_detail, todo_pill, todo_text
from ui.overview.tile import Rows, Tile, TileRow
from ui.widgets.labels import label


class TodoTile(Tile):
    """Lists what is to be done in the next days, the most urgent first."""

    chosen = Signal(object)  # a Todo

    def __init__(self) -> None:
        super().__init__(_("To do"), _("Open the tasks that are overdue or due soon"))
        self.set_aside(_("next {days} days").format(days=AHEAD))
        self.rows = Rows(least=5)
        self.nothing = label(_("Nothing is overdue or due in the next days."), "muted", wrap=True)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.rows, 1)
        self.rows.more_asked.connect(self.asked)

    def show_overview(self, found: Overview) -> None:
        """Show what is to be done."""
        self.nothing.setVisible(not found.todo)
        total = sum(found.todo_counts.values())
        lines = [self._row(todo) for todo in found.todo]
        self.rows.show_rows(list(lines), total, _("{count} more…"))

    def _row(self, todo: Todo) -> TileRow:
        pill, tone = todo_pill(todo)
        made = TileRow(pill, tone, todo_text(todo), todo_detail(todo))
        made.chosen.connect(partial(self.chosen.emit, todo))
        return made
