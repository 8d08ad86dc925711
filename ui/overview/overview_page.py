"""The year at a glance: what is due, late, waiting, missing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from papidesk.i18n import _
from papidesk.workflow import workspaces
from ui.background import Job, run_task
from ui.commands import Command
from ui.context import Context
from ui.failures import show_failure
from ui.first_paint import after_paint
from ui.keys import shortcut
from ui.page import Page
from ui.widgets.buttons import push_button
from ui.widgets.labels import label

if TYPE_CHECKING:
    from papidesk.domain.overview import Overview
    from ui.overview.board import Board
    from ui.overview.first_steps import FirstSteps

PAUSE = 250  # ms in which several changes become one reading
SETTLING = 4  # rounds of layout until nothing moves any more


class OverviewPage(Page):
    """Tiles of a year; read in the background, shown when it is there."""

    yearly = True
    every_year = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._year = datetime.date.today().year
        self._reading = self._again = False
        self._stale = True
        self.shown: Overview | None = None
        self.board: Board | None = None
        self.steps: FirstSteps | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.log_button = push_button(_("Log an activity"), "plus", "primary")
        self.log_button.setToolTip(_("Log an activity (Ctrl+N)"))
        self.wait = label(_("Reading the year…"), "muted")
        self.wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.wait)
        self.scroll = QScrollArea()
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.viewport().setAutoFillBackground(False)
        self.stack.addWidget(self.scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)

    def _connect(self) -> None:
        context = self.context
        self._pause.timeout.connect(self._read)
        self.log_button.clicked.connect(self.log_activity)
        shortcut(self, "Ctrl+N", _("Log an activity"), self.log_activity)
        for changed in (
            context.documents_changed,
            context.tasks_changed,
            context.log_changed,
            context.catalogues_changed,
            context.office_changed,
            context.backups_changed,
            context.exchange_changed,
        ):
            changed.connect(self._on_changed)

    # What the window asks of it

    def title(self) -> str:
        return _("Overview")

    @property
    def help_heading(self) -> str:
        return "Tổng quan"

    def header_widgets(self) -> list[QWidget]:
        return [self.log_button]

    def first_year(self) -> int | None:
        return self._year

    def years(self) -> list[int]:
        known = self.shown.years if self.shown is not None else ()
        return sorted({*known, self._year, datetime.date.today().year}, reverse=True)

    def show_year(self, year: int | None) -> None:
        self._year = year or datetime.date.today().year
        self._read()

    def show_filter(self, wanted: object) -> None:
        """Show a year, given as its number."""
        if isinstance(wanted, int):
            self.show_year(wanted)
            self.year_shown.emit(wanted)

    def refresh(self) -> None:
        self._read()

    def give_focus(self) -> None:
        if self.steps is not None and self.steps.isVisible():
            self.steps.plan.setFocus()
        elif self.board is not None:
            self.board.give_focus()
        else:
            self.setFocus()

    def commands(self) -> Iterable[Command]:
        yield Command(_("Log an activity"), _("entry diary done new"), self.log_activity,
                      "Ctrl+N", icon="plus")  # fmt: skip

    # What a person does

    def log_activity(self) -> None:
        """Open a new entry of the log."""
        from ui.log.entry_dialog import EntryDialog

        dialog = EntryDialog(self.context, None, self)
        dialog.kept.connect(self._on_logged)
        dialog.open()

    # Reading

    @property
    def reading(self) -> bool:
        """Tell whether the year is being read."""
        return self._reading or self._again

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            # After the first paint: the window stands before anything is read.
            after_paint(self, self._read)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pause.stop()

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._pause.start()

    def _read(self) -> None:
        self._pause.stop()
        if self._reading:
            self._again = True
            return
        self._reading, self._stale = True, False
        run_task(
            self,
            partial(_read, self.context, self._year, datetime.date.today()),
            jobs=self.context.jobs,
            done=self._on_read,
            failed=self._on_failed,
        )

    def _on_read(self, found: Overview) -> None:
        self._reading = False
        if self._again or found.year != self._year:
            self._again = False
            self._read()
            return
        self.shown = found
        self.header_changed.emit()
        self._show(found)

    def _on_failed(self, error: Exception) -> None:
        self._reading = self._again = False
        self.wait.setText(_("The year could not be read. Press F5 to try again."))
        show_failure(self.context.ask, self, error)

    def _show(self, found: Overview) -> None:
        focused = self.isVisible() and (self.hasFocus() or self.focusWidget() is None)
        if found.empty:
            self.show_steps()
        else:
            self._show_board(found)
        if focused:
            self.give_focus()

    def show_steps(self) -> None:
        """Show the first steps instead of the tiles."""
        if self.steps is None:
            from ui.overview.first_steps import FirstSteps

            self.steps = FirstSteps(self.context.theme)
            self.steps.plan_asked.connect(partial(self._go, "documents", "new"))
            self.steps.import_asked.connect(partial(self._go, "documents", "import"))
            self.steps.entry_asked.connect(self.log_activity)
            self.stack.addWidget(self.steps)
        self.steps.fit(self.width())
        self.stack.setCurrentWidget(self.steps)

    def _show_board(self, found: Overview) -> None:
        if self.board is None:
            from ui.overview.board import Board

            self.board = Board(self.context, self)
            self.scroll.setWidget(self.board)
        self.board.show_overview(found)
        self.stack.setCurrentWidget(self.scroll)
        # Columns follow the width, lines the height, the scroll bar both: all before one paint.
        for _step in range(SETTLING):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def _go(self, page: str, wanted: object) -> None:
        self.context.place_asked.emit(page, wanted)

    def _on_logged(self, id: str) -> None:
        self.context.log_changed.emit()


def _read(context: Context, year: int, today: datetime.date, job: Job) -> Overview:
    from papidesk.workflow import overview

    with workspaces.open_store(context.workspace) as store:
        return overview.overview(store, year, today=today)
