"""The strip above the list while several documents are chosen: what can be done with them all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from papidesk.i18n import ngettext
from ui.documents.list_acts import ListActs
from ui.widgets.buttons import action_button
from ui.widgets.labels import label


class SelectionStrip(QWidget):
    """Shows how many are chosen, and the acts that work on many."""

    def __init__(self, acts: ListActs) -> None:
        super().__init__()
        self.setObjectName("filterbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.count = label("", "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self.count)
        row.addStretch(1)
        self.buttons = []
        for action, icon in (
            (acts.submit, "submit"),
            (acts.export, "export"),
            (acts.copy, "copy"),
            (acts.delete, "delete"),
            (acts.restore, "restore"),
            (acts.delete_for_good, "delete"),
        ):
            button = action_button(action, icon, words=False)
            self.buttons.append(button)
            row.addWidget(button)
        self.hide()

    def show_count(self, count: int, *, trashed: bool) -> None:
        """Show the strip for more than one document; in the trash for one too."""
        said = ngettext("{count} document chosen", "{count} documents chosen", count)
        self.count.setText(said.format(count=count))
        for button in self.buttons:
            action = button.defaultAction()
            button.setVisible(action is not None and action.isVisible())
        self.setVisible(count > 1 or (trashed and count > 0))
