"""The strip above the text: official styles, bold to underline, what can be put in."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from ui.editor.actions import MARKS, EditorActions
from ui.editor.size_picker import SizePicker
from ui.editor.strip import Strip
from ui.editor.surface import Surface
from ui.theme import Theme


class EditorToolbar(Strip):
    """Fills the strip for the numbering scheme and shows what is on at the caret."""

    def __init__(self, theme: Theme, actions: EditorActions, surface: Surface) -> None:
        super().__init__()
        self._theme, self._actions, self._surface = theme, actions, surface
        self._scheme: tuple[int, ...] = ()
        self.picker = SizePicker(theme, self)
        self.table_menu = QMenu(self)
        self.table_menu.addActions(actions.table_commands)
        self.picker.taken.connect(self._on_size)
        actions.table.triggered.connect(self._on_table)
        theme.changed.connect(self.fit)
        self.fill()

    def fill(self) -> None:
        """Show the styles of the scheme the actions are made for."""
        present = tuple(id(action) for action in self._actions.strip_styles())
        if present == self._scheme:
            return
        self._scheme = present
        self.clear()
        actions = self._actions
        for action in actions.strip_styles():
            self.add(action)
        self.add_line()
        for style in MARKS:
            button = self.add(actions.marks[style])
            button.setFont(actions.marks[style].font())
            button.setProperty("letter", style)
        self.add_line()
        for action in (
            actions.table, actions.annex, actions.bases, actions.figure, actions.note,
            actions.page_break,
        ):  # fmt: skip
            self.add(action)
        self.add_line()
        for action, icon in (
            (actions.undo, "undo"), (actions.redo, "redo"), (actions.find, "search"),
        ):  # fmt: skip
            self.add(action, icon=icon)
        further: list[QAction] = [
            *actions.menu_styles(), actions.marks["sup"], actions.marks["sub"],
        ]  # fmt: skip
        self.keep_in_menu(further)
        self.fit()

    def _table_button(self) -> QToolButton:
        button = self.button(self._actions.table)
        return button if button.isVisible() else self.more

    def _on_table(self) -> None:
        button = self._table_button()
        place = button.mapToGlobal(button.rect().bottomLeft())
        if self._surface.in_table:
            self._actions.follow_caret()
            self.table_menu.popup(place)
        else:
            self.picker.show_at(place)

    def _on_size(self, rows: int, columns: int) -> None:
        self._surface.insert_table(rows, columns)
        self._surface.setFocus()
