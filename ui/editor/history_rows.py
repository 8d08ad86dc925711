"""Rows of the tab Lịch sử: a version with who made it, why, and what it changed."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from papidesk.domain.difference import Difference
from papidesk.domain.life import Act
from papidesk.domain.version_reasons import reason_text
from papidesk.i18n import _
from papidesk.workflow.versions import DocumentVersion
from ui import words
from ui.editor.difference_view import DifferenceView
from ui.theme import Theme
from ui.widgets.buttons import push_button
from ui.widgets.labels import Pill, label


def moment(stored: str) -> str:
    """Return a stored time as day and hour."""
    local = words.local_time(stored)
    if local.date() == datetime.date.today():
        return _("today {time}").format(time=f"{local:%H:%M}")
    return f"{local:%d/%m/%Y %H:%M}"


class VersionRow(QFrame):
    """One version; opened, it shows what it changed against the one before."""

    compare_asked = Signal(int, int)
    restore_asked = Signal(int)

    def __init__(
        self, theme: Theme, version: DocumentVersion, act: Act | None, before: int
    ) -> None:
        super().__init__()
        self.version, self._before = version.version, before
        self.restorable = False
        self.opened = False
        self._build(theme, version, act)

    def _build(self, theme: Theme, version: DocumentVersion, act: Act | None) -> None:
        self.setObjectName("finding")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Pill(str(version.version)))
        head.addWidget(label(reason_text(version.reason), "strong", wrap=True), 1)
        who = version.saved_by or _("unknown")
        facts = label(f"{moment(version.saved_at)} · {who}", "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(facts)
        if act is not None and act.reason:
            layout.addWidget(label(act.reason, wrap=True))
        self.setAccessibleName(f"{reason_text(version.reason)}, {facts.text()}")
        self.detail = QWidget()
        self.difference = DifferenceView(theme)
        self.restore = push_button(_("Bring this version back"), "restore")
        inner = QVBoxLayout(self.detail)
        inner.setContentsMargins(0, 6, 0, 0)
        inner.addWidget(self.difference)
        inner.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        self.detail.hide()
        layout.addWidget(self.detail)
        self.restore.clicked.connect(self._on_restore)

    def toggle(self) -> None:
        """Show or hide what the version changed."""
        self.opened = not self.opened
        self.detail.setVisible(self.opened)
        self.restore.setVisible(self.restorable)
        if self.opened and self._before:
            self.compare_asked.emit(self._before, self.version)
        elif self.opened:
            self.difference.say(_("The first version."))

    def show_difference(self, difference: Difference) -> None:
        """Show what the version changed."""
        self.difference.show_difference(difference)

    def _on_restore(self) -> None:
        self.restore_asked.emit(self.version)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.toggle()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.toggle()
        else:
            super().keyPressEvent(event)
