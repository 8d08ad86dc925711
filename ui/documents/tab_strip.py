"""The tabs of a document, with how many errors and warnings there are in the tab Kiểm tra."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from papidesk.i18n import _
from ui import words
from ui.widgets.labels import Pill, restyle

_AROUND = 30  # px a tab takes beside its word


class TabStrip(QWidget):
    """A bar of tabs; pills at one of them count findings."""

    def __init__(self, names: Sequence[str], counted: int) -> None:
        super().__init__()
        self._counted = counted
        self._end = 0  # px that widgets at the right end take
        self.setObjectName("toolstrip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        # Words end in dots rather than push the last tab out of sight.
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setAccessibleName(_("Views of the document"))
        for name in names:
            self.tabs.setTabToolTip(self.tabs.addTab(name), name)
        self.errors, self.warnings = Pill("", "error"), Pill("", "warning")
        self._counts = QWidget()
        pills = QHBoxLayout(self._counts)
        pills.setContentsMargins(0, 0, 0, 0)
        pills.setSpacing(4)
        pills.addWidget(self.errors)
        pills.addWidget(self.warnings)
        self.tabs.setTabButton(counted, QTabBar.ButtonPosition.RightSide, self._counts)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 0, 8, 1)
        self._row.addWidget(self.tabs, 100)
        self._row.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Set the tabs closer where their words would not all have room."""
        letters = self.tabs.fontMetrics()
        names = [self.tabs.tabText(index) for index in range(self.tabs.count())]
        wide = sum(letters.horizontalAdvance(name) + _AROUND for name in names)
        wide += self._counts.sizeHint().width() if self._counts.isVisible() else 0
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._end
        tight = wide > room
        if bool(self.tabs.property("tight")) != tight:
            self.tabs.setProperty("tight", tight)
            restyle(self.tabs)
            # The bar measures its tabs anew only when one of them changes.
            self.tabs.setTabText(0, self.tabs.tabText(0))

    def add_at_the_end(self, widget: QWidget) -> None:
        """Put ``widget`` at the right end."""
        self._row.addWidget(widget)
        self._end += widget.sizeHint().width() + self._row.spacing()

    def show_counts(self, errors: int, warnings: int) -> None:
        """Show how many findings of both kinds there are; 0 shows no pill."""
        for pill, count, said in (
            (self.errors, errors, words.errors_text(errors)),
            (self.warnings, warnings, words.warnings_text(warnings)),
        ):
            pill.setText(str(count))
            pill.setToolTip(said)
            pill.setAccessibleName(said)
            pill.setVisible(count > 0)
        self._counts.adjustSize()
        # The bar asks for the size of what stands in a tab only when the tab is set anew.
        self.tabs.setTabButton(self._counted, QTabBar.ButtonPosition.RightSide, None)
        if errors or warnings:
            self.tabs.setTabButton(self._counted, QTabBar.ButtonPosition.RightSide, self._counts)
        self._counts.setVisible(bool(errors or warnings))
        self._fit()
