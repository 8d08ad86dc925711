"""The editor: outline, text and printed page of one document, and everything done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.commands import Command, command_of
from ui.context import Context
from ui.documents.importing import Importing
from ui.documents.information_tab import why_fixed
from ui.documents.life_actions import LifeActions
from ui.documents.paper_jobs import PaperJobs
from ui.editor.actions import EditorActions
from ui.editor.conflict_dialog import Conflicts
from ui.editor.figure_behind import FigureBehind
from ui.editor.figure_notes import FigureNotes
from ui.editor.find_bar import FindBar
from ui.editor.finding_places import FindingPlaces
from ui.editor.following import Following
from ui.editor.header import EditorHeader
from ui.editor.history import Spot
from ui.editor.insertions import Insertions
from ui.editor.notice import Notice
from ui.editor.outline_panel import OutlinePanel
from ui.editor.panels import Panels
from ui.editor.preview import PreviewProcess
from ui.editor.recovery_dialog import RecoveryDialog, open_recovery
from ui.editor.searching import Searching
from ui.editor.session import EditorSession
from ui.editor.side_panel import SidePanel
from ui.editor.status_line import StatusLine
from ui.editor.stories import Stories, annex_of
from ui.editor.structure import Structure
from ui.editor.surface import Surface
from ui.editor.toolbar import EditorToolbar
from ui.editor.ways_out import WaysOut
from ui.failures import show_failure

LINGER = 120_000  # ms the process that prints outlives the document it was started for


class EditorView(QWidget):
    """One document open for writing; the page of documents puts it over its list."""

    closed = Signal()
    title_changed = Signal()
    document_asked = Signal(str)  # the id of a document to open instead
    imported = Signal(list)  # ids of documents a dropped file became

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.session = EditorSession(context, self)
        self.process = PreviewProcess(self)
        self.session.use_process(self.process)
        self.papers = PaperJobs(context, self)
        self.importing = Importing(context, self)
        self.recovery: RecoveryDialog | None = None
        self._build()
        self._make_parts()
        self._connect()
        self._on_opened()

    # Building

    def _build(self) -> None:
        theme = self._context.theme
        self.setObjectName("editor")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.surface = Surface(theme)
        self.actions_ = EditorActions(self, self.session, self.surface)
        self.life = LifeActions(self._context, self.session, self)
        self.header = EditorHeader(
            theme, self.actions_.print, [self.actions_.pdf, self.actions_.docx]
        )
        self.notice = Notice()
        self.outline = OutlinePanel(theme)
        self.toolbar = EditorToolbar(theme, self.actions_, self.surface)
        self.find_bar = FindBar()
        self.find_bar.hide()
        self.side = SidePanel(self._context, self.session)
        self.status = StatusLine(self)
        self.panels = Panels(
            self._context, self.outline, [self.toolbar, self.surface, self.find_bar], self.side
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.notice)
        layout.addWidget(self.panels, 1)

    def _make_parts(self) -> None:
        self.stories = Stories(self.session, self.surface, self)
        self.structure = Structure(self._context, self.session, self.stories, self.outline)
        self.searching = Searching(
            self._context, self.session, self.stories, self.surface, self.find_bar
        )
        self.following = Following(self.session, self.stories, self.surface, self.side.pages)
        self.insertions = Insertions(self._context, self.session, self.surface, self)
        self.figures = FigureBehind(self._context, self.session, self.surface, self)
        self.conflicts = Conflicts(self._context, self.session, self)
        self.findings = FindingPlaces(self.session, self.stories, self.side)
        self.notes = FigureNotes(self._context, self.session, self.figures, self.surface)
        self.side.findings.put_above(self.notes)
        self.ways_out = WaysOut(
            self._context, self.session, self.stories, self.insertions, self.side.findings
        )
        self._linger = QTimer(self)
        self._linger.setSingleShot(True)
        self._linger.setInterval(LINGER)

    def _connect(self) -> None:
        session = self.session
        session.opened.connect(self._on_opened)
        session.edited.connect(self._on_edited)
        session.replaced.connect(self._on_edited)
        session.kept.connect(self._on_edited)
        session.travelled.connect(self._on_travelled)
        self.conflicts.copied.connect(self.document_asked)
        session.pdf_ready.connect(self._on_pdf_ready)
        session.checked.connect(self._on_checked)
        self._context.saved.connect(self._on_saved)
        self.surface.cursor_moved.connect(self._on_cursor_moved)
        self.surface.style_changed.connect(self.actions_.follow_caret)
        self.stories.switched.connect(self._on_switched)
        self.header.left.connect(self.close_document)
        self.outline.tree.left.connect(self.surface.setFocus)
        self.life.changed.connect(self._show_acts)
        self.life.made.connect(self.document_asked)
        self.life.document_asked.connect(self.document_asked)
        self.figures.document_asked.connect(self.document_asked)
        self.insertions.import_asked.connect(self.importing.take)
        self.importing.imported.connect(self.imported)
        self.process.came.connect(self._on_process_came)
        self._linger.timeout.connect(self.process.stop)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        self._connect_actions()

    def _connect_actions(self) -> None:
        actions = self.actions_
        for action, act in (
            (actions.leave, self.close_document), (actions.save, self.keep),
            (actions.print, self.print), (actions.pdf, partial(self.export, ".pdf")),
            (actions.docx, partial(self.export, ".docx")),
            (actions.find, partial(self.searching.open, replace=False)),
            (actions.replace, partial(self.searching.open, replace=True)),
            (actions.outline, self.panels.toggle_outline), (actions.panel, self.panels.toggle_side),
            (actions.mend, self.findings.go_to_next), (actions.annex, self.structure.add_annex),
            (actions.bases, self.side.information.choose_bases),
            (actions.figure, self.insertions.ask_figure),
            (actions.note, self.insertions.ask_footnote),
            (actions.next_part, partial(self.panels.go_round, self.header.back)),
        ):  # fmt: skip
            action.triggered.connect(partial(_do, act))
        for index, action in enumerate(actions.tabs):
            action.triggered.connect(partial(_do, partial(self.panels.show_tab, index)))
        self.session.history.changed.connect(actions.follow_history)

    # What the page of documents asks of it

    @property
    def document_id(self) -> str:
        """The id of the open document, "" when none is open."""
        document = self.session.document
        return document.id if document is not None else ""

    @property
    def title(self) -> str:
        """The open document's title as the header shows it."""
        return self.header.title.text()

    def open(self, id: str) -> bool:
        """Open the document ``id``; return False when what is open could not be kept.

        The document that is open stays open where it is asked for again.
        """
        if id == self.document_id:
            self.surface.setFocus()
            return True
        if not self.flush():
            return False
        try:
            self.session.open(id)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return False
        self._linger.stop()
        self.process.start()
        self.session.refresh_figures()
        self._take_left_text()
        self.surface.setFocus()
        return True

    def _take_left_text(self) -> None:
        """Show what a crash kept from becoming a version; undo shows the stored text again."""
        left = self.session.left_text()
        if left is None:
            return
        if left.stale or not left.open:
            self.recovery = open_recovery(self._context, [left], self.window())
            self.recovery.accepted.connect(self.session.reload)
            return
        self.session.take(left.document, before=Spot("body"), after=Spot("body"))
        self.session.show_again()
        said = _("Text that was not kept is back. Undo shows the stored version.")
        self._context.happened.emit(said, self.session.way_back())

    def flush(self) -> bool:
        """Keep what is written as a version; return whether nothing is left unsaved."""
        return self.session.flush()

    def may_close(self) -> bool:
        """Keep what is written; where that fails, ask whether to lose it."""
        if self.flush():
            return True
        if self.session.conflict:
            return False
        lost: list[bool] = []
        self._context.ask.confirm(
            self,
            _("The last changes of this document could not be saved. Close and lose them?"),
            _("Close without Saving"),
            partial(lost.append, True),
        )
        if lost:
            self.session.discard()
        return bool(lost)

    def leave(self) -> None:
        """Let go of everything: the window closes."""
        self.remember()
        self._linger.stop()
        self.process.stop()
        self.session.discard()

    def remember(self) -> None:
        """Hand widths, hidden panels and the tab to the settings."""
        self.panels.remember()

    def refresh(self) -> None:
        """Let live figures and the history show what is true now (F5)."""
        self.session.refresh_figures()
        self.side.history.refresh()
        self.life.refresh()

    def commands(self) -> list[Command]:
        """Return what can be done here, for the palette."""
        actions = self.actions_
        own = [
            actions.save, actions.print, actions.pdf, actions.docx, actions.find, actions.replace,
            *actions.styles.values(), actions.table, actions.annex, actions.bases, actions.figure,
            actions.note, actions.page_break, actions.outline, actions.panel, actions.leave,
        ]  # fmt: skip
        return [command_of(action) for action in [*own, *self.life.possible(), self.life.duplicate]]

    # What a person does

    def close_document(self) -> None:
        """Keep what is written and go back to the list."""
        if not self.may_close():
            return
        self.remember()
        self.searching.close()
        self.session.discard()
        self._linger.start()
        self.closed.emit()

    def keep(self) -> None:
        """Keep a version now (Ctrl+S)."""
        if self.session.editable and self.flush():
            self._context.tell_saved("saved")

    def print(self) -> None:
        """Keep a version and print it."""
        if self.flush() and self.session.document is not None:
            self.papers.print(self.session.document, self.session.present_pdf())

    def export(self, suffix: str) -> None:
        """Keep a version and write it as a file."""
        if self.flush() and self.session.document is not None:
            self.papers.export(self.session.document, suffix)

    # What happened

    def _on_opened(self) -> None:
        document = self.session.document
        self.stories.open()
        self.outline.show_document(document)
        self.outline.show_pages(0)
        self.outline.tree.movable = self.session.editable
        self.outline.add_annex.setEnabled(self.session.editable)
        self.status.show_page(0, 0)
        self.status.show_checked(None)
        self.status.show_keeping(editable=self.session.editable)
        self.actions_.follow_session()
        self.actions_.follow_caret()
        self.header.show_saved("", None)
        self._on_edited()
        self._show_acts()

    def _on_edited(self) -> None:
        document = self.session.document
        if document is None:
            return
        self.header.show_document(document)
        self.outline.follow(document)
        self.title_changed.emit()

    def _on_switched(self) -> None:
        self.actions_.show_scheme(self.stories.scheme)
        self.toolbar.fill()
        self.actions_.follow_session()
        self._on_cursor_moved()

    def _on_cursor_moved(self) -> None:
        self.outline.mark(self.stories.annex, self.surface.current_block())
        self.status.show_page(self.following.page, self.session.page_count)

    def _on_pdf_ready(self) -> None:
        self.outline.show_pages(self.session.page_count)
        self.status.show_page(self.following.page, self.session.page_count)

    def _on_checked(self) -> None:
        self.status.show_checked(self.session.checked_state)

    def _on_saved(self, state: str) -> None:
        self.header.show_saved(state, self._context.saved_at)

    def _on_travelled(self, spot: Spot | None) -> None:
        if self.stories.scheme != self.actions_.scheme:
            self._on_switched()
        if spot is not None and annex_of(spot.story) is None:
            self.side.show_field(spot.story)

    def _show_acts(self) -> None:
        document = self.session.document
        if document is None:
            return
        primary = self.life.primary()
        others = [act for act in self.life.possible() if act is not primary]
        self.header.show_acts(primary, [*others, self.life.duplicate, self.life.link])
        ways = [
            act
            for act in (self.life.actions["withdraw"], self.life.actions["reopen"])
            if act.isEnabled()
        ]
        self.notice.say(why_fixed(document), [*ways, self.life.duplicate])

    def _on_process_came(self) -> None:
        # What was made in a thread meanwhile stands; only its places may be missing.
        self.session.draw_again()

    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        left = old is not None and self.isAncestorOf(old)
        if left and (now is None or not self.isAncestorOf(now)):
            self.session.rest()


def _do(act: object, *_checked: object) -> None:
    act()  # type: ignore[operator]
