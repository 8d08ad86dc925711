"""Everything a person can do in the editor, each once: for buttons, menus, keys and the palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QFont, QKeySequence
from PySide6.QtWidgets import QWidget

from papidesk.i18n import _
from ui.editor.session import EditorSession
from ui.editor.styles import choices, further
from ui.editor.surface import Surface
from ui.icons import set_icon

MARKS = ("b", "i", "u")


class EditorActions(QObject):
    """The actions of the editor; what needs more than the surface is connected by the view."""

    def __init__(self, owner: QWidget, session: EditorSession, surface: Surface) -> None:
        super().__init__(owner)
        self._owner, self._session, self._surface = owner, session, surface
        self.scheme = ""
        self.styles: dict[str, QAction] = {}
        self.marks: dict[str, QAction] = {}
        self._make_paper()
        self._make_text()
        self._make_insertions()
        self.table_commands = self._make_table()

    def _make(self, text: str, keys: str = "", icon: str = "", tip: str = "") -> QAction:
        action = QAction(text, self._owner)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        said = tip or text.rstrip("…")
        action.setToolTip(f"{said} ({shown})" if shown else said)
        if icon:
            set_icon(action, icon)
        self._owner.addAction(action)
        return action

    def _make_paper(self) -> None:
        self.leave = self._make(_("Back to the list"), "Ctrl+W", "chevron-left")
        self.save = self._make(_("Keep a version"), "Ctrl+S", "check")
        self.print = self._make(_("Print"), "Ctrl+P", "print")
        self.pdf = self._make(_("Export as PDF…"), "Ctrl+E", "export")
        self.docx = self._make(_("Export as Word document…"), "Ctrl+Shift+E", "export")
        self.find = self._make(_("Find"), "Ctrl+F", "search")
        self.replace = self._make(_("Find and replace"), "Ctrl+H", "search")
        self.outline = self._make(_("Show or hide the outline"), "F8")
        self.panel = self._make(_("Show or hide the panel at the right"), "F9")
        self.next_part = self._make(_("Next part of the editor"), "F6")
        self.tabs = [
            self._make(text, f"Alt+{number}")
            for number, text in enumerate(
                (_("Printed page"), _("Check"), _("Information"), _("Tasks"), _("History")),
                start=1,
            )
        ]
        self.mend = self._make(_("Go to the next finding"), "F4")

    def _make_text(self) -> None:
        self.undo = self._make(_("Undo"), "Ctrl+Z", "undo")
        self.redo = self._make(_("Redo"), "Ctrl+Y", "redo")
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self.undo.triggered.connect(self._session.undo)
        self.redo.triggered.connect(self._session.redo)
        for style, text, keys in (
            ("b", _("Bold"), "Ctrl+B"), ("i", _("Italic"), "Ctrl+I"),
            ("u", _("Underline"), "Ctrl+U"),
        ):  # fmt: skip
            # The surface knows these keys itself; elsewhere Ctrl+I issues the document.
            action = self._make(text)
            action.setToolTip(f"{text} ({keys})")
            action.setCheckable(True)
            action.setIconText(style.upper())
            action.setFont(_letter_font(style))
            action.triggered.connect(partial(self._on_mark, style))
            self.marks[style] = action
        for style, text in (("sup", _("Raised")), ("sub", _("Lowered"))):
            action = self._make(text)
            action.setCheckable(True)
            action.triggered.connect(partial(self._on_mark, style))
            self.marks[style] = action
        self.show_scheme("roman")

    def _make_insertions(self) -> None:
        self.table = self._make(_("Table"), "Ctrl+Alt+T", tip=_("Insert a table"))
        self.annex = self._make(_("Annex"), "Ctrl+Alt+P", tip=_("Add an annex"))
        self.bases = self._make(_("Bases"), "Ctrl+Alt+C", tip=_("Choose the legal bases"))
        self.figure = self._make(_("Figure"), "Ctrl+Alt+S", tip=_("Insert a live figure"))
        self.note = self._make(_("Footnote"), "Ctrl+Alt+F", tip=_("Insert a footnote"))
        self.page_break = self._make(_("Page break"))
        self.page_break.setToolTip(_("Begin a new page here") + " (Ctrl+Enter)")
        self.page_break.triggered.connect(self._surface.insert_page_break)

    def _make_table(self) -> list[QAction]:
        surface = self._surface
        made: list[QAction] = []
        commands: tuple[tuple[str, Callable[[], None]], ...] = (
            (_("Row above"), surface.add_row_above),
            (_("Row below"), surface.add_row_below),
            (_("Column at the left"), surface.add_column_left),
            (_("Column at the right"), surface.add_column_right),
            (_("Remove rows"), surface.remove_rows),
            (_("Remove columns"), surface.remove_columns),
            (_("Merge cells"), surface.merge),
            (_("Split the cell"), surface.split),
            (_("Remove the table"), surface.remove_table),
        )
        for text, act in commands:
            action = self._make(text)
            action.triggered.connect(act)
            made.append(action)
        self.merge, self.split = made[6], made[7]
        self.head_row = self._make(_("First row repeats as head"))
        self.head_row.setCheckable(True)
        self.head_row.triggered.connect(self._on_head_row)
        self.lines = self._make(_("Lines on paper"))
        self.lines.setCheckable(True)
        self.lines.triggered.connect(surface.set_borders)
        wider = self._make(_("Wider column"), "Alt+Shift+Right")
        wider.triggered.connect(lambda: surface.change_width(wider=True))
        narrower = self._make(_("Narrower column"), "Alt+Shift+Left")
        narrower.triggered.connect(lambda: surface.change_width(wider=False))
        by_content = self._make(_("Widths by content"))
        by_content.triggered.connect(lambda: surface.set_widths(()))
        made[8:8] = [self.head_row, self.lines, wider, narrower, by_content]
        return made

    # Styles

    def show_scheme(self, scheme: str) -> None:
        """Make the styles of a numbering scheme; nothing when they are there."""
        if scheme == self.scheme:
            return
        self.scheme = scheme
        for action in self.styles.values():
            self._owner.removeAction(action)
            action.deleteLater()
        self.styles = {}
        for choice in (*choices(scheme), *further(scheme)):
            action = self._make(_(choice.word), choice.key, tip=_(choice.tip))
            action.setCheckable(True)
            action.triggered.connect(partial(self._on_style, choice.name))
            self.styles[choice.name] = action

    def strip_styles(self) -> list[QAction]:
        """Return the styles that stand on the strip."""
        return [self.styles[choice.name] for choice in choices(self.scheme)]

    def menu_styles(self) -> list[QAction]:
        """Return the styles in the menu at the strip's end."""
        return [self.styles[choice.name] for choice in further(self.scheme)]

    # State

    def follow_caret(self) -> None:
        """Check what is on at the caret."""
        current = self._surface.current_style()
        for name, action in self.styles.items():
            action.setChecked(name == current)
        on = self._surface.active_marks()
        for style, action in self.marks.items():
            action.setChecked(style in on)
        if self._surface.in_table:
            self.merge.setEnabled(self._surface.can_merge)
            self.split.setEnabled(self._surface.can_split)
            self.head_row.setChecked(self._surface.header_rows() > 0)
            self.lines.setChecked(self._surface.borders)

    def follow_session(self) -> None:
        """Enable what the document's state allows."""
        document, editable = self._session.document, self._session.editable
        for action in (self.print, self.pdf, self.docx, self.find):
            action.setEnabled(document is not None)
        for action in (
            *self.styles.values(), *self.marks.values(), *self.table_commands, self.table,
            self.annex, self.bases, self.figure, self.note, self.page_break, self.replace,
            self.save,
        ):  # fmt: skip
            action.setEnabled(editable)
        self.follow_history()

    def follow_history(self) -> None:
        """Enable undo and redo as far as there is something to take back."""
        editable, history = self._session.editable, self._session.history
        self.undo.setEnabled(editable and history.can_undo)
        self.redo.setEnabled(editable and history.can_redo)

    def _on_style(self, name: str) -> None:
        self._surface.set_style(name)
        self._surface.setFocus()
        self.follow_caret()

    def _on_mark(self, style: str) -> None:
        self._surface.toggle(style)
        self._surface.setFocus()
        self.follow_caret()

    def _on_head_row(self, on: bool) -> None:
        self._surface.set_header_rows(1 if on else 0)


def _letter_font(style: str) -> QFont:
    font = QFont()
    font.setBold(style == "b")
    font.setItalic(style == "i")
    font.setUnderline(style == "u")
    return font
