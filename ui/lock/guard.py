"""Locks the window: on Ctrl+L, and after minutes without a key or the mouse."""

from __future__ import annotations

import datetime
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from papidesk.i18n import _
from papidesk.workflow import access, offices
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from ui.lock.lock_dialog import LockDialog

LOOK = 15_000  # ms between two looks at how long nobody worked
_WORK = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class Guard(QObject):
    """Belongs to a main window; does nothing while no password is set."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._hidden: list[QWidget] = []
        self.dialog: LockDialog | None = None
        self._title = ""
        self._worked_at = time.monotonic()
        self._cover = QWidget(window)
        self._cover.setObjectName("desk")
        self._cover.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._cover.hide()
        self._connect()

    def _connect(self) -> None:
        self._window.lock_asked.connect(self.lock)
        # Events of windows, not of all widgets: those are too many to look at in Python.
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._on_focus_window)
        self._look = QTimer(self)
        self._look.setInterval(LOOK)
        self._look.timeout.connect(self.lock_when_idle)
        self._look.start()

    @property
    def locked(self) -> bool:
        """Whether the password is asked for at the moment."""
        return self.dialog is not None

    def lock(self) -> None:
        """Hide the work and ask for the password; say how to set one where there is none."""
        context = self._window.context
        if self.dialog is not None:
            return
        if not access.is_set(context.workspace.store):
            said = _("No password is set. Set one under Settings, Password.")
            context.happened.emit(said, None)
            return
        self._keep_what_is_typed()
        office = offices.on(context.workspace.store, datetime.date.today()).full_name
        from ui.lock.lock_dialog import LockDialog

        self.dialog = LockDialog(
            context.workspace, office, context.theme, context.jobs, context.who
        )
        self.dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.dialog.unlocked.connect(self._on_unlocked)
        self.dialog.left.connect(self._on_left)
        self.dialog.adjustSize()
        self.dialog.move(self._window.frameGeometry().center() - self.dialog.rect().center())
        self._hide_all()
        self.dialog.show()
        self.dialog.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_what_is_typed(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()

    def _hide_all(self) -> None:
        """Cover the window, which stays as it is, and hide what stands before it."""
        self._cover.resize(self._window.screen().virtualSize())
        self._cover.show()
        self._cover.raise_()
        self._title = self._window.windowTitle()
        self._window.setWindowTitle("PapiDesk")
        others = (self._window, self.dialog)
        self._hidden = [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget.isVisible() and widget not in others
        ]
        for widget in self._hidden:
            widget.hide()

    def lock_when_idle(self) -> None:
        """Lock when nobody worked for as long as the person allows."""
        minutes = self._window.context.settings.lock_after
        idle = time.monotonic() - self._worked_at >= 60 * minutes
        if minutes and idle and not self.locked:
            store = self._window.context.workspace.store
            if access.is_set(store):
                self.lock()

    def _on_focus_window(self, window: QWindow | None) -> None:
        if window is not None:
            self._worked_at = time.monotonic()
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _WORK:
            self._worked_at = time.monotonic()
        return False

    def _on_unlocked(self) -> None:
        self._worked_at = time.monotonic()
        self._let_go()
        self._cover.hide()
        self._window.setWindowTitle(self._title)
        for widget in self._hidden:
            widget.show()
        self._hidden = []
        self._window.activateWindow()
        self._window.current.give_focus()

    def _on_left(self) -> None:
        self._let_go()
        self._hidden = []
        self._window.close()

    def _let_go(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
