"""The tile of the next report: how many days are left, its window, how many counters are filled."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from papidesk.domain.overview import NextReport, Overview
from papidesk.domain.periods import parse
from papidesk.i18n import _, ngettext
from ui import words
from ui.overview.overview_words import days_left_text
from ui.overview.tile import Tile, big
from ui.widgets.buttons import push_button
from ui.widgets.labels import label, restyle


class ReportTile(Tile):
    """Says what is to be reported next, and begins it."""

    make_asked = Signal(object)  # the DutyTerm
    document_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Next report"), _("Open the reports of the year"))
        self.report: NextReport | None = None
        self.days = big("")
        self.name = label("", wrap=True)
        self.due = label("", "small", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.filled = label("", "small", wrap=True)
        self.corrections = label("", "caution", wrap=True)
        self.make = push_button(_("Write the report"))
        row = QHBoxLayout()
        row.addWidget(self.make)
        row.addStretch(1)
        self.body.setContentsMargins(4, 0, 4, 0)
        for widget in (self.days, self.name, self.due):
            self.body.addWidget(widget)
        self.body.addSpacing(4)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.filled)
        self.body.addWidget(self.corrections)
        self.body.addStretch(1)
        self.body.addLayout(row)
        self.make.clicked.connect(self._on_make)

    def show_overview(self, found: Overview) -> None:
        """Show the next report, or that none is left."""
        self.report = report = found.report
        self._show_corrections(report.corrections if report is not None else 0)
        for widget in (self.due, self.bar, self.filled, self.make):
            widget.setVisible(report is not None)
        if report is None:
            self.set_title(_("Next report"))
            self.set_aside("")
            self.days.setText("✓")
            self._show_late(False)
            self.name.setText(_("No report of {year} is left to write.").format(year=found.year))
            return
        period = parse(report.term.period).label
        self.set_title(_("Report: {period}").format(period=period))
        to = report.duty.recipient
        self.set_aside(_("to {recipient}").format(recipient=to) if to else "")
        self.days.setText(days_left_text(report.days_left))
        self._show_late(report.days_left < 0)
        self.name.setText(report.duty.name)
        self.due.setText(self._due(report))
        self._show_filled(report)
        self.make.setText(_("Open the report") if report.document else _("Write the report"))

    def _show_late(self, late: bool) -> None:
        self.days.setProperty("late", "true" if late else "false")
        restyle(self.days)

    def _due(self, report: NextReport) -> str:
        term = report.term
        said = _("due {due} · figures {since} – {until}").format(
            due=words.day_text(term.due),
            since=words.day_text(term.since),
            until=words.day_text(term.until),
        )
        if term.moved_from is not None:
            moved = _("moved from {day}, which is no working day")
            said += f" ({moved.format(day=words.day_text(term.moved_from))})"
        return said

    def _show_filled(self, report: NextReport) -> None:
        self.bar.setRange(0, max(1, report.wanted))
        self.bar.setValue(report.filled)
        said = _("{filled}/{wanted} counters have figures").format(
            filled=report.filled, wanted=report.wanted
        )
        left = report.wanted - report.filled
        if left:
            empty = ngettext("{count} has no entry yet", "{count} have no entry yet", left)
            said += " · " + empty.format(count=left)
        self.filled.setText(said)
        self.bar.setAccessibleName(said)

    def _show_corrections(self, count: int) -> None:
        said = ngettext(
            "{count} correction of closed periods will be told in this report.",
            "{count} corrections of closed periods will be told in this report.",
            count,
        )
        self.corrections.setText(said.format(count=count))
        self.corrections.setVisible(count > 0)

    def _on_make(self) -> None:
        if self.report is None:
            return
        if self.report.document:
            self.document_asked.emit(self.report.document)
        else:
            self.make_asked.emit(self.report.term)
