"""The first findings below the printed page: what to mend next without leaving the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from papidesk.checking.finding import SEVERITY_NAMES, Finding
from papidesk.i18n import _
from ui.documents.findings_tab import LOOKS, ORDER
from ui.editor.session import EditorSession
from ui.widgets.buttons import push_button
from ui.widgets.labels import Pill, label

SHOWN = 2


class _Line(QFrame):
    """One finding in a few words, with its mend."""

    chosen = Signal(object)
    mend = Signal(object)

    def __init__(self, finding: Finding, *, editable: bool) -> None:
        super().__init__()
        self.finding = finding
        self.setObjectName("line-of-findings")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        word = Pill(_(SEVERITY_NAMES[finding.severity]), LOOKS[finding.severity][2])
        sentence = label(finding.sentence(), wrap=True)
        sentence.setMaximumHeight(self.fontMetrics().lineSpacing() * 3)
        self.setToolTip(finding.sentence())
        self.setAccessibleName(f"{word.text()}: {finding.sentence()}")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(word)
        row.addWidget(sentence, 1)
        if finding.fix is not None and editable:
            self.button = push_button(_("Fix"))
            self.button.setAccessibleName(_("Fix: {sentence}").format(sentence=finding.sentence()))
            self.button.clicked.connect(self._on_mend)
            row.addWidget(self.button)

    def _on_mend(self) -> None:
        self.mend.emit(self.finding)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self.finding)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.finding)
        else:
            super().keyPressEvent(event)


class NextFindings(QWidget):
    """Shows the gravest findings; nothing where there is no error and no warning."""

    chosen = Signal(object)

    def __init__(self, session: EditorSession) -> None:
        super().__init__()
        self._session = session
        self._drawn: tuple[Finding, ...] = ()
        self.setObjectName("nextfindings")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 4, 0, 4)
        self._layout.setSpacing(0)
        self.wanted = True
        session.checked.connect(self._on_checked)
        session.opened.connect(self._on_checked)
        self.hide()

    def show_wanted(self, wanted: bool) -> None:
        """Show the lines, or hide them while another tab stands above."""
        self.wanted = wanted
        self.setVisible(wanted and bool(self._drawn))

    def lines(self) -> list[Finding]:
        """Return the findings on screen."""
        return list(self._drawn)

    def _on_checked(self) -> None:
        checked = self._session.checked_state
        found = checked.report.findings if checked is not None else ()
        grave = sorted(
            (one for one in found if one.severity != "info"),
            key=lambda one: ORDER.index(one.severity),
        )
        first = tuple(grave[:SHOWN])
        if first != self._drawn:
            self._drawn = first
            self._draw()
        self.show_wanted(self.wanted)

    def _draw(self) -> None:
        while self._layout.count():
            widget = self._layout.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for finding in self._drawn:
            line = _Line(finding, editable=self._session.editable)
            line.chosen.connect(self.chosen)
            line.mend.connect(self._session.mend)
            self._layout.addWidget(line)
