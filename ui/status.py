"""The strip at the foot: office, workspace, last backup, and jobs with progress and a cancel."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from papidesk.i18n import _, ngettext
from ui.background import Jobs
from ui.theme import Theme
from ui.widgets.buttons import tool_button
from ui.widgets.labels import ElidedLabel, restyle


class Status(QWidget):
    """Shows what is true all the time."""

    def __init__(self, jobs: Jobs, theme: Theme) -> None:
        super().__init__()
        self._jobs, self._theme = jobs, theme
        self._part: QWidget | None = None
        self._build()
        self._connect()
        self._on_jobs_changed()
        self._on_theme_changed()

    def _build(self) -> None:
        self.setObjectName("statusbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.office, self.place = ElidedLabel(), ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.backup, self.job = QLabel(), QLabel()
        # A long path gives way to everything else.
        self.place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(140)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.cancel = tool_button(_("Stop this job"), "close")
        self.cancel.setFixedSize(22, 22)
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 0, 12, 0)
        layout.setSpacing(20)
        layout.addWidget(self.office)
        layout.addWidget(self.backup)
        layout.addWidget(self.place, 1)
        layout.addWidget(self.job)
        layout.addWidget(self.bar)
        layout.addWidget(self.cancel)

    def _connect(self) -> None:
        self._jobs.changed.connect(self._on_jobs_changed)
        self._theme.changed.connect(self._on_theme_changed)
        self.cancel.clicked.connect(self._on_cancel)

    def show_place(self, office: str, folder: Path) -> None:
        """Say which office and which workspace."""
        self.office.setText(office)
        self.office.setToolTip(office)
        self.place.setText(folder.name)
        self.place.setToolTip(_("Workspace: {folder}").format(folder=folder))

    def lend(self, part: QWidget | None) -> None:
        """Give the left of the bar to ``part`` of a page; None takes it back.

        One line says it all: who the office is gives way, as the title of the window tells it.
        """
        if self._part is not None and self._part is not part:
            self._part.hide()
        self._part = part
        if part is not None:
            self._row.insertWidget(0, part, 1)
            part.show()
            for label in part.findChildren(QLabel):
                restyle(label)  # it takes the colours of the bar
        self.office.setVisible(part is None)
        self.place.setVisible(part is None)
        self._on_jobs_changed()

    def show_backup(self, text: str) -> None:
        """Say when the last backup was made."""
        self.backup.setText(text)

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(round(28 * self._theme.scale))

    def _on_jobs_changed(self) -> None:
        shown = self._jobs.shown
        self.bar.setVisible(bool(shown))
        self.cancel.setVisible(bool(shown))
        self.job.setVisible(bool(shown) or self._part is None)
        if not shown:
            self.job.setText(_("No job running"))
            return
        first = shown[0]
        done, total = first.reached
        text = f"{first.title} {done}/{total}" if total > 1 else first.title
        if len(shown) > 1:
            more = ngettext("and {count} more", "and {count} more", len(shown) - 1)
            text = f"{text} ({more.format(count=len(shown) - 1)})"
        self.job.setText(text)
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_cancel(self) -> None:
        for task in self._jobs.shown[:1]:
            task.cancel()
        self.job.setText(_("Stopping…"))
