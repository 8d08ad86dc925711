"""The tab Kiểm tra: what the rules say, by severity, each with its place and its mend."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from papidesk.checking.finding import SEVERITY_NAMES, Finding, Report, Severity
from papidesk.checking.positions import Location
from papidesk.i18n import _, ngettext
from papidesk.workflow.checks import Checked
from ui.documents.session import DocumentSession
from ui.icons import Role, set_icon
from ui.widgets.buttons import push_button
from ui.widgets.labels import Pill, Tone, label

ORDER: tuple[Severity, ...] = ("error", "warning", "info")
LOOKS: dict[Severity, tuple[str, Role, Tone]] = {
    "error": ("error", "error", "error"),
    "warning": ("warning", "warning", "warning"),
    "info": ("information", "accent", "accent"),
}
SHOWN = 50  # rows drawn at a time: more would be felt while typing
# Rules about what no entry of the log is behind: a figure can be put there, or an entry be logged.
CLAIMS = frozenset(
    {"SO_LIEU_KHONG_CAN_CU", "KET_QUA_KHONG_CAN_CU", "SO_LIEU_THIEU", "SO_LIEU_KHONG_CHINH_XAC"}
)


class FindingRow(QFrame):
    """One finding: icon, word, sentence, where, and the mend where there is one safe mend."""

    chosen = Signal(object)
    mend = Signal(object)
    figure_asked = Signal(object)
    entry_asked = Signal(object)

    def __init__(
        self, finding: Finding, location: Location, *, editable: bool, linked: bool = False
    ) -> None:
        super().__init__()
        self.finding = finding
        self._build(location, editable, editable and linked and finding.rule in CLAIMS)

    def _build(self, location: Location, editable: bool, linked: bool) -> None:
        self.setObjectName("finding")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        icon, role, tone = LOOKS[self.finding.severity]
        sign = QLabel()
        set_icon(sign, icon, role)
        word = Pill(_(SEVERITY_NAMES[self.finding.severity]), tone)
        sentence = label(self.finding.sentence(), wrap=True)
        where = label(" · ".join(self._facts(location)), "muted", wrap=True)
        self.setAccessibleName(f"{word.text()}: {sentence.text()}")
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(sentence)
        if where.text():
            texts.addWidget(where)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 12, 10)
        layout.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        layout.addWidget(sign, 0, top)
        layout.addWidget(word, 0, top)
        layout.addLayout(texts, 1)
        self.button = push_button(_("Fix"), "edit")
        self.button.setAccessibleName(_("Fix: {sentence}").format(sentence=sentence.text()))
        self.button.setVisible(self.finding.fix is not None and editable)
        self.button.clicked.connect(self._on_mend)
        layout.addWidget(self.button, 0, top)
        if linked:
            texts.addLayout(self._ways_out())

    def _ways_out(self) -> QHBoxLayout:
        """Return buttons for what a claim lacks: a figure in the text, an entry in the log."""
        self.figure_button = push_button(_("Insert a figure…"), "table", "link")
        self.entry_button = push_button(_("Log an entry…"), "log", "link")
        self.figure_button.clicked.connect(lambda: self.figure_asked.emit(self.finding))
        self.entry_button.clicked.connect(lambda: self.entry_asked.emit(self.finding))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.figure_button)
        row.addWidget(self.entry_button)
        row.addStretch(1)
        return row

    def _facts(self, location: Location) -> list[str]:
        facts = []
        if location.place:
            facts.append(location.place)
        if self.finding.expected and self.finding.text:
            facts.append(f"“{self.finding.text}” → “{self.finding.expected}”")
        if self.finding.source:
            facts.append(self.finding.source)
        return facts

    def _on_mend(self) -> None:
        self.mend.emit(self.finding)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.finding)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.finding)
        else:
            super().keyPressEvent(event)


class FindingsTab(QScrollArea):
    """All findings of the open document, the worst first."""

    place_chosen = Signal(object)
    figure_asked = Signal(object)  # a finding that a figure would settle
    entry_asked = Signal(object)  # a finding that an entry of the log would settle
    counted = Signal(int, int)  # errors, warnings

    def __init__(self, session: DocumentSession) -> None:
        super().__init__()
        self._session = session
        self._rows: list[FindingRow] = []
        self._drawn: Checked | None = None
        self._limit = SHOWN
        self.linked = False  # figures and entries can be put in from here
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Check"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        panel = QWidget()
        panel.setObjectName("panel")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(panel)
        outer.setContentsMargins(0, 0, 0, 16)
        outer.setSpacing(0)
        self._above = QVBoxLayout()
        outer.addLayout(self._above)
        self._layout = QVBoxLayout()
        outer.addLayout(self._layout, 1)
        self._layout.setSpacing(0)
        self.summary = label("", "strong", wrap=True)
        self.summary.setContentsMargins(8, 14, 16, 12)
        self._sign = QLabel()
        self._sign.setContentsMargins(16, 12, 0, 10)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.summary, 1)
        self._layout.addLayout(top)
        self._layout.addStretch(1)
        self.setWidget(panel)

    def _connect(self) -> None:
        self._session.opened.connect(self._on_opened)
        self._session.checked.connect(self._on_checked)

    def put_above(self, widget: QWidget) -> None:
        """Show ``widget`` above the findings."""
        self._above.addWidget(widget)

    def rows(self) -> list[FindingRow]:
        """Return the rows on screen, from top to bottom."""
        return list(self._rows)

    def _clear(self) -> None:
        while self._layout.count() > 1:
            item = self._layout.takeAt(1)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = []

    def _on_opened(self) -> None:
        self._clear()
        self._drawn, self._limit = None, SHOWN
        self.summary.setText(_("Checking…") if self._session.document else "")
        self._layout.addStretch(1)
        self.counted.emit(0, 0)

    def _on_checked(self) -> None:
        # Most keys change no finding, and rows that stay keep the focus.
        checked = self._session.checked_state
        if checked == self._drawn or checked is None:
            return
        self.counted.emit(checked.report.count("error"), checked.report.count("warning"))
        if self.isVisible():
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Rows nobody looks at are not drawn: while one types they would be felt.
        if self._session.checked_state != self._drawn:
            self._draw()

    def _on_more(self) -> None:
        self._limit += SHOWN
        self._draw()

    def _draw(self) -> None:
        checked = self._drawn = self._session.checked_state
        if checked is None:
            return
        self._clear()
        self._show_summary(checked.report)
        pairs = sorted(
            zip(checked.report.findings, checked.locations, strict=True),
            key=lambda pair: ORDER.index(pair[0].severity),
        )
        for finding, location in pairs[: self._limit]:
            editable = self._session.editable
            row = FindingRow(finding, location, editable=editable, linked=self.linked)
            row.figure_asked.connect(self.figure_asked)
            row.entry_asked.connect(self.entry_asked)
            row.chosen.connect(self.place_chosen)
            row.mend.connect(self._session.mend)
            self._rows.append(row)
            self._layout.addWidget(row)
        left = len(pairs) - self._limit
        if left > 0:
            more = push_button(
                ngettext("Show {count} more", "Show {count} more", left).format(count=left),
                "chevron-down",
                "link",
            )
            more.clicked.connect(self._on_more)
            self._layout.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_open_rules(checked.report)
        self._layout.addStretch(1)

    def _show_summary(self, report: Report) -> None:
        self.summary.setText(report.summary())
        worst = next((severity for severity in ORDER if report.count(severity)), None)
        icon, role, _tone = LOOKS[worst] if worst else ("passed", "done", "done")
        if worst is None and report.not_evaluated:
            icon, role = "unknown", "muted"
        set_icon(self._sign, icon, role)

    def _add_open_rules(self, report: Report) -> None:
        left = [result for result in report.results if result.state == "not_evaluated"]
        if not left:
            return
        title = label(_("Not evaluated"), "strong")
        title.setContentsMargins(16, 16, 16, 4)
        self._layout.addWidget(title)
        reasons = dict.fromkeys(_(result.reason) for result in left if result.reason)
        for reason in reasons:
            self._layout.addWidget(self._line(reason, "unknown"))

    def _line(self, text: str, icon: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(8)
        sign = QLabel()
        set_icon(sign, icon, "muted")
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(text, "muted", wrap=True), 1)
        return holder
