"""Settings: the office's own templates, written with their paper beside them, shared as files."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontDatabase, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.templates import TEMPLATE_SUFFIX, Template
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import templates
from ui.context import Context
from ui.drafting.lines_menu import LinesMenu, head_end
from ui.drafting.paper_preview import PaperPreview
from ui.drafting.placeholders_menu import PlaceholdersMenu
from ui.drafting.template_colors import TemplateColors
from ui.drafting.template_list import TemplateList
from ui.failures import sentence_of, show_failure
from ui.settings.template_name_dialog import TemplateNameDialog
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.labels import label

LARGE = 1.2  # of the usual text size
PAUSE = 400  # ms of no typing before the text is tried


class TemplatesSection(QWidget):
    """The templates at the left, the text of the chosen one and its paper at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._today = datetime.date.today()
        self._shown: Template | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.templates = TemplateList()
        self.copy = tool_button(_("Copy"), "duplicate")
        self.rename = tool_button(_("Rename"), "edit")
        self.remove = tool_button(_("Delete"), "delete")
        self.export = tool_button(_("Export as a file"), "export")
        self.take = tool_button(_("Import from a file"), "import")
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (self.copy, self.rename, self.remove, self.export, self.take):
            row.addWidget(button)
        row.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.templates, 1)
        column.addLayout(row)
        self.preview = PaperPreview(self.context)
        # Large letters leave no room for three columns: the paper goes below its text.
        large = self.context.theme.scale > LARGE
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        right = _split(down if large else across, (self._text(), 4), (self.preview, 3))
        splitter = _split(across, (left, 2), (right, 7))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(
            label(
                _(
                    "Templates of the program stay as they are: copy one to change it. A document "
                    "becomes a template by “Save as template” in its menu."
                ),
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(splitter, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)

    def _text(self) -> QWidget:
        self.text = QPlainTextEdit()
        self.text.setObjectName("framed")
        self.text.setAccessibleName(_("Text of the template"))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(QApplication.font().pointSizeF())
        self.text.setFont(font)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(240)
        self.colors = TemplateColors(self.text.document(), self.context.theme)
        self.lines = LinesMenu(self.text)
        self.placeholders = PlaceholdersMenu(templates.placeholders())
        self.problem = label("", "problem", wrap=True)
        self.wrong = push_button(_("Go to the line"), kind="link")
        self.wrong.hide()
        self.save = push_button(_("Save the template"), "check", "primary")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.lines)
        row.addWidget(self.placeholders)
        row.addStretch(1)
        row.addWidget(self.save)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.text, 1)
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(self.problem, 1)
        told.addWidget(self.wrong)
        column.addLayout(told)
        column.addLayout(row)
        return middle

    def _connect(self) -> None:
        self.templates.changed.connect(self._on_chosen)
        self.text.textChanged.connect(self._on_typed)
        self._pause.timeout.connect(self._try)
        self.wrong.clicked.connect(self._go_to_wrong)
        self.placeholders.chosen.connect(self._on_placeholder)
        self.save.clicked.connect(self._on_save)
        self.copy.clicked.connect(self._on_copy)
        self.rename.clicked.connect(self._on_rename)
        self.remove.clicked.connect(self._on_remove)
        self.export.clicked.connect(self._on_export)
        self.take.clicked.connect(self._on_import)

    def reload(self) -> None:
        """Show what is stored."""
        self._list(self._shown.id if self._shown else "")

    def flush(self) -> None:
        """Keep a changed text that makes a document; one that does not is told about."""
        if self._changed and not self._keep():
            said = _("The template “{name}” was not kept: its text has a mistake.")
            name = self._shown.name if self._shown else ""
            self.context.happened.emit(said.format(name=name), None)

    def _list(self, chosen: str = "") -> None:
        self.templates.show_templates(templates.every(self.context.workspace.store), chosen)

    @property
    def _changed(self) -> bool:
        shown = self._shown
        return shown is not None and shown.own and self.text.toPlainText() != shown.source

    def _on_chosen(self, id: str) -> None:
        if self._shown is not None and self._shown.id != id:
            self.flush()
        self._shown = templates.get(self.context.workspace.store, id) if id else None
        own = self._shown is not None and self._shown.own
        blocked = self.text.blockSignals(True)
        self.text.setPlainText(self._shown.source if self._shown else "")
        self.text.blockSignals(blocked)
        self.text.setReadOnly(not own)
        # What is printed is looked for first; the questions of the head are above.
        body = head_end(self.text.document())
        self.text.setTextCursor(QTextCursor(body.next() if body.next().isValid() else body))
        self.text.verticalScrollBar().setValue(body.firstLineNumber())
        for button in (self.rename, self.remove, self.lines, self.placeholders):
            button.setEnabled(own)
        for button in (self.copy, self.export):
            button.setEnabled(self._shown is not None)
        self.save.setEnabled(False)
        self._try()

    def _on_typed(self) -> None:
        self._pause.start()

    def _try(self) -> None:
        """Show the paper the text makes, or the line that is wrong."""
        self._pause.stop()
        problem, line, document = "", 0, None
        try:
            if self._shown is not None:
                document = templates.checked(
                    self.context.workspace.store, self.text.toPlainText(), today=self._today
                )
        except PapiDeskError as error:
            problem, line = sentence_of(error), int(getattr(error, "line", 0))
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.text.setAccessibleDescription(problem)
        if document is not None or self._shown is None:
            self.preview.show_document(document)
        self.save.setEnabled(self._changed and not problem)
        self._mark(line)

    def _mark(self, line: int) -> None:
        """Colour the line that is wrong, counted from 1; 0 takes the colour away."""
        from PySide6.QtWidgets import QTextEdit

        block = self.text.document().findBlockByNumber(line - 1) if line > 0 else None
        marks = []
        if block is not None and block.isValid():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(block)
            mark.format.setBackground(self.context.theme.color("warning_soft"))
            mark.format.setProperty(mark.format.Property.FullWidthSelection, True)
            marks = [mark]
        self.text.setExtraSelections(marks)
        self.wrong.setVisible(bool(marks) and not self.text.isReadOnly())

    def _go_to_wrong(self) -> None:
        for mark in self.text.extraSelections():
            self.text.setTextCursor(mark.cursor)
            self.text.centerCursor()
        self.text.setFocus()

    def _on_placeholder(self, name: str) -> None:
        self.text.insertPlainText("{{ " + name + " }}")
        self.text.setFocus()

    def _keep(self) -> bool:
        if self._shown is None:
            return True
        try:
            self._shown = templates.save_source(
                self.context.workspace.store,
                self.text.toPlainText(),
                template_id=self._shown.id,
                today=self._today,
                who=self.context.who,
            )
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            return False
        self.context.tell_saved("saved")
        return True

    def _on_save(self) -> None:
        if self._keep() and self._shown is not None:
            self._list(self._shown.id)

    def _on_copy(self) -> None:
        if self._shown is not None:
            name = _("{name} (copy)").format(name=self._shown.name)
            dialog = TemplateNameDialog(_("Copy the template"), name, self)
            dialog.answered.connect(self._copy)
            dialog.open()

    def _copy(self, name: str) -> None:
        store, who = self.context.workspace.store, self.context.who
        if self._shown is not None:
            made = templates.copy_of(store, self._shown.id, name, today=self._today, who=who)
            self._list(made.id)

    def _on_rename(self) -> None:
        if self._shown is not None:
            dialog = TemplateNameDialog(_("Rename the template"), self._shown.name, self)
            dialog.answered.connect(self._rename)
            dialog.open()

    def _rename(self, name: str) -> None:
        if self._shown is None or (self._changed and not self._keep()):
            return
        store, who = self.context.workspace.store, self.context.who
        made = templates.rename(store, self._shown.id, name, today=self._today, who=who)
        self._shown = None
        self._list(made.id)

    def _on_remove(self) -> None:
        if self._shown is None:
            return
        store, who = self.context.workspace.store, self.context.who
        gone = templates.remove(store, self._shown.id, who=who)
        self._shown = None
        self._list()

        def back() -> None:
            templates.put_back(store, [gone], who=who)
            self._list(gone.id)

        self.context.happened.emit(_("Template “{name}” deleted").format(name=gone.name), back)

    def _on_export(self) -> None:
        if self._shown is None:
            return
        folder = Path(self.context.settings.last_folder or Path.home())
        self.context.ask.save_file(
            self,
            _("Export the template"),
            folder / templates.file_name(self._shown),
            self._kinds(),
            self._export,
        )

    def _export(self, target: Path) -> None:
        if self._shown is None:
            return
        try:
            templates.export_file(self.context.workspace.store, self._shown.id, target)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self.context.remember_folder(target.parent)
        self.context.happened.emit(_("Template written to {name}").format(name=target.name), None)

    def _on_import(self) -> None:
        folder = self.context.settings.last_folder or str(Path.home())
        self.context.ask.open_file(
            self, _("Import a template"), folder, self._kinds(), self._import
        )

    def _import(self, path: Path) -> None:
        store, who = self.context.workspace.store, self.context.who
        try:
            made = templates.import_file(store, path, today=self._today, who=who)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self.context.remember_folder(path.parent)
        self._list(made.id)

        def back() -> None:
            templates.remove(store, made.id, who=who)
            self._shown = None
            self._list()

        self.context.happened.emit(_("Template “{name}” imported").format(name=made.name), back)

    def _kinds(self) -> str:
        return _("Templates (*{suffix})").format(suffix=TEMPLATE_SUFFIX)


def _split(orientation: Qt.Orientation, *parts: tuple[QWidget, int]) -> QSplitter:
    """Return a splitter that holds ``parts``, each with its share of the room."""
    splitter = QSplitter(orientation)
    for widget, share in parts:
        splitter.addWidget(widget)
        splitter.setStretchFactor(splitter.count() - 1, share)
    splitter.setChildrenCollapsible(False)
    return splitter
