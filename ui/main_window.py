"""The main window: rail, header, page, status bar; pages are built when they are first shown."""

from __future__ import annotations

import base64
import datetime
from functools import partial

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import offices
from ui.badges import Badges
from ui.context import Context
from ui.failures import show_failure
from ui.first_paint import after_paint
from ui.header import Header
from ui.icons import application_icon
from ui.keys import keys_of, shortcut
from ui.page import Page
from ui.page_entries import ENTRIES, PageEntries
from ui.page_making import make_page
from ui.rail import Entry, Rail
from ui.regular_backups import RegularBackups
from ui.status import Status
from ui.widgets.toast import Toast

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
        self._narrowed: dict[str, tuple[str, int | None]] = {}  # what each page is narrowed to
        self._stands = False
        self._reopened: set[str] = set()
        self._rail_by_hand = False
        self._recovery_offered = False
        self.recovery: QDialog | None = None  # asks about texts that a crash left behind
        self.fresh = False  # no size was remembered
        # A backup at the end thins the others out, perhaps the one that is to be restored.
        self.backs_up_at_the_end = True
        self._build()
        self._connect()
        self._restore()
        self.show_page("overview")
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
        self.badges = Badges(self.context, self.rail)
        self.page_entries = PageEntries(self, self.rail)
        self.backups = RegularBackups(self.context, self.status, self)

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
        self.context.edit_asked.connect(self.edit_document)
        self.context.office_changed.connect(self._on_office_changed)
        self.context.settings_changed.connect(self._on_office_changed)
        for changed in (
            self.context.documents_changed,
            self.context.tasks_changed,
            self.context.log_changed,
        ):
            changed.connect(self._on_documents_changed)
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
        page = self.page(name)
        if self._name:
            self._narrowed[self._name] = (self.header.search.text(), self.header.shown_year)
        self._name = name
        self.stack.setCurrentWidget(page)
        self.rail.select(name)
        self.header.show_narrowing(*self._narrowed.get(name, ("", page.first_year())))
        self._fill_header()
        self._show_whole(page.whole)
        page.give_focus()
        self._reopen()

    def _fill_header(self) -> None:
        page = self.current
        self.header.show_page(
            page.title(),
            page.header_widgets(),
            searchable=page.searchable,
            yearly=page.yearly,
            every_year=page.every_year,
        )
        self.header.set_years(page.years())

    def _reopen(self) -> None:
        """Let a page show what was open on it, once, when the window stands."""
        if self._stands and self._name not in self._reopened:
            self._reopened.add(self._name)
            self.current.reopen()

    def page(self, name: str) -> Page:
        """Return the page called ``name``, shown before or not."""
        if name not in self._pages:
            made = make_page(self, name)
            made.everything_shown.connect(partial(self._on_everything_shown, name))
            made.year_shown.connect(partial(self._on_year_shown, name))
            made.header_changed.connect(partial(self._on_header_changed, name))
            made.whole_asked.connect(self._show_whole)
            self._pages[name] = made
            self.stack.addWidget(made)
        return self._pages[name]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of the rail that are shown, from top to bottom."""
        return self.page_entries.shown

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

    def edit_document(self, id: str) -> None:
        """Open the document ``id`` for writing."""
        from ui.documents.documents_page import DocumentsPage

        self.show_page("documents")
        page = self.page("documents")
        assert isinstance(page, DocumentsPage)
        page.edit(id)

    def show_place(self, name: str, wanted: object) -> None:
        """Show the page called ``name`` narrowed to ``wanted`` (a filter of that page)."""
        self.show_page(name)
        self.page(name).show_filter(wanted)

    def back_up_now(self) -> None:
        """Back up because a person asks."""
        self.backups.now()

    # Slots

    def _on_collapsed(self, collapsed: bool) -> None:
        self._rail_by_hand = True
        self.context.change_settings(rail_collapsed=collapsed)

    def _on_search(self, text: str) -> None:
        self.current.show_search(text)

    def _on_everything_shown(self, name: str) -> None:
        self._narrowed.pop(name, None)
        if name == self._name:
            self.header.clear()

    def _on_year_shown(self, name: str, year: int | None) -> None:
        text = self.header.search.text() if name == self._name else ""
        self._narrowed[name] = (text, year)
        if name == self._name:
            self.header.show_narrowing(text, year)
            self.header.set_years(self.current.years())

    def _on_header_changed(self, name: str) -> None:
        if name == self._name:
            self._fill_header()

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

    def _on_shown(self) -> None:
        if not self.isVisible():
            return  # closed before it was painted
        self._fit_rail()
        self.current.give_focus()
        self.backups.tell()
        said = [_(r.message).format(**r.values) for r in self.context.workspace.remarks]
        if said:
            self.toast.say("\n".join(said))
        self._stands = True
        self._reopen()
        self.badges.start()
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
        after_paint(self, self._on_shown)

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
        self.context.remember(
            "geometry", "main", base64.b64encode(self.saveGeometry().data()).decode()
        )
        # What pages hold is let go of once no work needs it any more.
        self.context.jobs.stop_all()
        for page in self._pages.values():
            page.leave()
        try:
            self.context.save_settings()
        except PapiDeskError as error:
            show_failure(self.context.ask, None, error)
        # The work is stored and the window gone at once; what follows keeps nobody waiting.
        self.hide()
        try:
            if self.backs_up_at_the_end:
                self.backups.at_the_end()
        finally:
            self.context.workspace.close()
        event.accept()
        self.closed.emit()
