"""The chip of saved views: shows one, keeps the present one, opens the list of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from papidesk.i18n import _
from papidesk.workflow.lists import SavedView
from ui.widgets.labels import restyle


class ViewsChip(QToolButton):
    """Offers the office's views."""

    chosen = Signal(object)  # SavedView, None for all documents
    keep_asked = Signal()
    list_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "chip")
        self.setProperty("menued", True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMenu(QMenu(self))
        self.show_views([], None)

    def show_views(self, views: list[SavedView], shown: SavedView | None) -> None:
        """Offer ``views``; ``shown`` is the one the list shows just so."""
        menu = self.menu()
        menu.clear()
        for view in [None, *views]:
            action = QAction(view.name if view else _("All documents"), menu)
            action.setCheckable(True)
            action.setChecked(view is not None and shown is not None and view.id == shown.id)
            action.triggered.connect(partial(self.chosen.emit, view))
            menu.addAction(action)
        menu.addSeparator()
        keep = QAction(_("Keep this view…"), menu)
        keep.triggered.connect(self.keep_asked)
        every = QAction(_("Saved views…"), menu)
        every.setEnabled(bool(views))
        every.triggered.connect(self.list_asked)
        menu.addActions([keep, every])
        self.setText(shown.name if shown else _("Views"))
        self.setAccessibleName(_("View: {name}").format(name=shown.name) if shown else _("Views"))
        self.setProperty("active", "true" if shown else "false")
        restyle(self)
