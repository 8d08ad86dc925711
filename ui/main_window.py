"""The main window: rail, header, page, status bar; pages are built when they are first shown."""

from __future__ import annotations

import base64
import datetime
from functools import partial

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import offices
from ui import words
from ui.context import Context
from ui.failures import show_failure
from ui.header import Header
from ui.icons import application_icon
from ui.keys import keys_of, shortcut
from ui.page import Page
from ui.rail import Entry, Rail
from ui.status import Status
from ui.widgets.toast import Toast

ENTRIES = (
    Entry("overview", "overview", N_("Overview")),
    Entry("documents", "document", N_("Documents")),
    Entry("tasks", "tasks", N_("Tasks")),
    Entry("log", "log", N_("Activity log")),
    Entry("reports", "reports", N_("Reports")),
    Entry("settings", "settings", N_("Settings")),
)
LOOK = 5 * 60_000  # ms between two looks at whether a backup is due
NARROW = 1180  # px: below this the rail shows icons only, until the person decides
NARROW_WHOLE = 1500  # px: the same where a page takes the whole window, as the editor does


class MainWindow(QMainWindow):
    """One window on one workspace."""

    closed = Signal()
    restore_asked = Signal(object)  # the path of a backup
    workspace_asked = Signal(object)  # the folder of another workspace
    lock_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        context.setParent(self)
        self._pages: dict[str, Page] = {}
        self._name = ""
        self._rail_by_hand = False
        self._recovery_offered = False
        self.recovery: QDialog | None = None  # asks about texts that a crash left behind
        self.fresh = False  # no size was remembered
        # A backup at the end thins the others out, perhaps the one that is to be restored.
        self.backs_up_at_the_end = True
        self._build()
        self._connect()
        self._restore()
        self.show_page("documents")
        self._on_office_changed()

    def _build(self) -> None:
        self.setWindowTitle("PapiDesk")
        self.setWindowIcon(application_icon())
        self.setMinimumSize(900, 560)
        theme = self.context.theme
        self.rail = Rail(ENTRIES, theme, collapsed=self.context.settings.rail_collapsed)
        self.header = Header(theme)
        self.status = Status(self.context.jobs, theme)
        self.stack = QStackedWidget()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addWidget(self.stack, 1)
        right.addWidget(self.status)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(body)
        self.toast = Toast(body)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_page)
        self.rail.collapsed_changed.connect(self._on_collapsed)
        self.header.search_changed.connect(self._on_search)
        self.header.year_changed.connect(self._on_year)
        self.header.left.connect(self._on_search_left)
        self.context.saved.connect(self._on_saved)
        self.context.happened.connect(self.toast.say)
        self.context.offered.connect(self.toast.offer)
        self.context.place_asked.connect(self.show_place)
        self.context.document_asked.connect(self.show_document)
        self.context.office_changed.connect(self._on_office_changed)
        self.context.settings_changed.connect(self._on_office_changed)
        self.context.backups_changed.connect(self._on_backups_changed)
        self.context.documents_changed.connect(self._on_documents_changed)
        self.header.palette_asked.connect(self.show_palette)
        for keys, said, act in (
            ("Ctrl+K", _("Find any document, command or setting"), self.show_palette),
            ("Ctrl+F", _("Filter the list"), self.focus_search),
            ("F5", _("Refresh"), self.refresh),
            ("F1", _("Help and keys"), self.show_help),
            ("Ctrl+L", _("Lock the window"), self.lock_asked.emit),
        ):
            made = shortcut(self, keys, said, act, Qt.ShortcutContext.WindowShortcut)
            if act == self.focus_search:
                self._filter_key = made
        for number, entry in enumerate(ENTRIES, 1):
            said = _("Go to {page}").format(page=_(entry.word))
            show = partial(self.show_page, entry.name)
            shortcut(self, f"Ctrl+{number}", said, show, Qt.ShortcutContext.WindowShortcut)
        self._look = QTimer(self)
        self._look.setInterval(LOOK)
        self._look.timeout.connect(self.back_up_when_due)
        self._look.start()

    def _restore(self) -> None:
        kept = self.context.settings.geometry.get("main", "")
        if not kept or not self.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            self.resize(1280, 740)
            self.fresh = True

    # What others ask of it

    def show_page(self, name: str) -> None:
        """Show the page called ``name``, building it when it is new."""
        if name == self._name:
            return
        if name not in self._pages:
            self._pages[name] = self._make(name)
            self.stack.addWidget(self._pages[name])
        page = self._pages[name]
        self._name = name
        self.stack.setCurrentWidget(page)
        self.rail.select(name)
        self._fill_header()
        self._show_whole(page.whole)
        page.give_focus()

    def _fill_header(self) -> None:
        page = self.current
        self.header.show_page(page.title(), page.header_widgets(), searchable=page.searchable)
        self.header.set_years(page.years())

    def page(self, name: str) -> Page:
        """Return the page called ``name``, shown before or not."""
        if name not in self._pages:
            self._pages[name] = self._make(name)
            self.stack.addWidget(self._pages[name])
        return self._pages[name]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of the rail, from top to bottom."""
        return ENTRIES

    def built_pages(self) -> dict[str, Page]:
        """Return the pages that were shown before, by name."""
        return dict(self._pages)

    @property
    def current(self) -> Page:
        """The page on screen."""
        return self._pages[self._name]

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        if not self.current.searchable:
            self.show_page("documents")
        self.header.search.setFocus()
        self.header.search.selectAll()

    def refresh(self) -> None:
        """Read the page on screen anew."""
        self.current.refresh()
        self.header.set_years(self.current.years())

    def show_help(self, heading: str = "") -> None:
        """Show the guide at ``heading``, or at what it says of the page, and the keys."""
        from ui.dialogs.help_dialog import HelpDialog

        wanted = heading or self.current.help_heading
        HelpDialog(self.context.theme, wanted, keys_of(self), self).open()

    def show_palette(self) -> None:
        """Open the palette over the page."""
        from ui.palette import Palette
        from ui.palette_sources import commands_of, sources_of

        commands = commands_of(self)
        palette = Palette(self.context, commands, self.show_document, sources_of(self), self)
        palette.open_over(self)

    def show_document(self, id: str) -> None:
        """Show the document ``id`` on its page."""
        from ui.documents.documents_page import DocumentsPage

        self.show_page("documents")
        page = self.page("documents")
        assert isinstance(page, DocumentsPage)
        page.show_document(id)

    def show_place(self, name: str, wanted: object) -> None:
        """Show the page called ``name`` narrowed to ``wanted`` (a filter of that page)."""
        self.show_page(name)
        self.page(name).show_filter(wanted)

    def back_up_now(self) -> None:
        """Back up because a person asks."""
        from ui.settings.backing_up import back_up

        back_up(self.context, self, reason="manual")

    def back_up_daily(self) -> None:
        """Back up when today has no backup yet."""
        from papidesk.workflow import keeping
        from ui.settings.backing_up import back_up

        known = keeping.backups_of(self.context.workspace)
        today = datetime.date.today()
        if not known or words.local_time(known[0].made_at).date() < today:
            back_up(self.context, self, reason="daily")

    def back_up_when_due(self) -> None:
        """Back up when there is something new and the last backup is half an hour old."""
        from papidesk.workflow import keeping
        from ui.settings.backing_up import back_up

        if keeping.is_due(self.context.workspace):
            back_up(self.context, self, reason="regular")

    def _back_up_at_the_end(self) -> None:
        from papidesk.workflow import keeping

        try:
            keeping.backup_if_changed(self.context.workspace, reason="exit")
        except PapiDeskError as error:
            show_failure(self.context.ask, None, error)

    def _make(self, name: str) -> Page:
        if name == "settings":
            from ui.settings.settings_page import SettingsPage

            page = SettingsPage(self.context)
            page.restore_asked.connect(self.restore_asked)
            page.workspace_asked.connect(self.workspace_asked)
            return page
        if name != "documents":
            return self._make_chain_page(name)
        from ui.documents.documents_page import DocumentsPage

        documents = DocumentsPage(self.context)
        documents.everything_shown.connect(self.header.clear)
        documents.header_changed.connect(self._fill_header)
        documents.whole_asked.connect(self._show_whole)
        return documents

    def _make_chain_page(self, name: str) -> Page:
        if name == "overview":
            from ui.overview.overview_page import OverviewPage

            return OverviewPage(self.context)
        if name == "tasks":
            from ui.tasks.tasks_page import TasksPage

            return TasksPage(self.context)
        if name == "log":
            from ui.log.log_page import LogPage

            return LogPage(self.context)
        from ui.reports.reports_page import ReportsPage

        return ReportsPage(self.context)

    # Slots

    def _on_collapsed(self, collapsed: bool) -> None:
        self._rail_by_hand = True
        self.context.change_settings(rail_collapsed=collapsed)

    def _on_search(self, text: str) -> None:
        self.current.show_search(text)

    def _on_search_left(self) -> None:
        self.current.give_focus()

    def _on_year(self, year: int | None) -> None:
        self.current.show_year(year)

    def _show_whole(self, whole: bool) -> None:
        """Let the page have the header's room, the rail's words' and the left of the status bar."""
        self.header.setVisible(not whole)
        # The same key finds words in the editor.
        self._filter_key.setEnabled(not whole)
        self.status.lend(self.current.status_part())
        self._fit_rail()

    def _on_saved(self, state: str) -> None:
        self.header.show_saved(state, self.context.saved_at)

    def _on_documents_changed(self) -> None:
        self.header.set_years(self.current.years())

    def _on_office_changed(self) -> None:
        office = offices.on(self.context.workspace.store, datetime.date.today())
        self.status.show_place(office.full_name, self.context.workspace.folder)
        foot = [office.full_name]
        if self.context.who:
            foot.append(_("Working: {name}").format(name=self.context.who))
        self.rail.set_foot("\n".join(foot))
        self.setWindowTitle(f"{office.full_name} – PapiDesk")

    def _on_backups_changed(self) -> None:
        from papidesk.workflow import keeping

        known = keeping.backups_of(self.context.workspace)
        if not known:
            self.status.show_backup(_("No backup yet"))
            return
        moment = words.moment_text(known[0].made_at, datetime.date.today())
        self.status.show_backup(_("Backup {time} ✓").format(time=moment))

    def _on_shown(self) -> None:
        if not self.isVisible():
            return  # closed before it was painted
        self._fit_rail()
        self.current.give_focus()
        self._on_backups_changed()
        said = [_(r.message).format(**r.values) for r in self.context.workspace.remarks]
        if said:
            self.toast.say("\n".join(said))
        self.current.reopen()
        self._empty_old_trash()
        if not self._recovery_offered:
            self._recovery_offered = True
            self._offer_recovery()

    def _offer_recovery(self) -> None:
        """Ask about texts that a crash kept from becoming versions."""
        from papidesk.workflow import writing

        if not writing.any_left(self.context.workspace.store):
            return
        from ui.editor.recovery_dialog import offer_recovery

        self.recovery = offer_recovery(self.context, self)

    def _empty_old_trash(self) -> None:
        """What lay in the trash for thirty days goes, as the trash says."""
        from papidesk.workflow import lists

        try:
            lists.purge(self.context.workspace.store, who=self.context.who)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)

    # Events

    def _fit_rail(self) -> None:
        if self._rail_by_hand or not self.isVisible():
            return
        least = NARROW_WHOLE if self.current.whole else NARROW
        narrow = self.width() / self.context.theme.scale < least
        self.rail.fold(self.context.settings.rail_collapsed or narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._on_shown)

    def closeEvent(self, event: QCloseEvent) -> None:
        focused = self.focusWidget()
        if focused is not None:
            # A field is kept when it is left; closing the window leaves it.
            focused.clearFocus()
        stays = [page for page in self._pages.values() if not page.may_close()]
        if stays:
            event.ignore()
            return
        for page in self._pages.values():
            page.remember()
            page.leave()
        self.context.remember(
            "geometry", "main", base64.b64encode(self.saveGeometry().data()).decode()
        )
        self.context.jobs.stop_all()
        try:
            self.context.save_settings()
        except PapiDeskError as error:
            show_failure(self.context.ask, None, error)
        # The work is stored and the window gone at once; what follows keeps nobody waiting.
        self.hide()
        try:
            if self.backs_up_at_the_end:
                self._back_up_at_the_end()
        finally:
            self.context.workspace.close()
        event.accept()
        self.closed.emit()
