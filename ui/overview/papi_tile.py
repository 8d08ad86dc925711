"""The tile of the province's PAPI scores by year, broken where they are not to be compared."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from papidesk.domain.overview import Overview, Papi, Piece, ScoreLines
from papidesk.i18n import _
from ui.overview.choice import Choice
from ui.overview.tile import Tile
from ui.theme import Theme
from ui.widgets.buttons import push_button
from ui.widgets.labels import label
from ui.widgets.line_chart import Line, LineBreak, LineChart

TOTAL = "total"


class PapiTile(Tile):
    """A line for the province, a dashed one for the country."""

    scores_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(_("PAPI score of the province"), _("Open the PAPI scores"))
        self._papi = Papi()
        self.chooser = Choice(_("Score"))
        self.put_choice(self.chooser)
        self.chart = LineChart(theme, _("PAPI score by year"))
        self.note = label("", "small", wrap=True)
        self.note.setContentsMargins(4, 0, 0, 0)
        self.nothing = label("", "muted", wrap=True)
        self.enter = push_button(_("Enter scores"))
        self.stack = QStackedWidget()
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setContentsMargins(4, 0, 0, 0)
        column.addWidget(self.nothing)
        column.addWidget(self.enter)
        column.addStretch(1)
        self.stack.addWidget(self.chart)
        self.stack.addWidget(empty)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.note)
        self.chooser.chosen.connect(self._show_chart)
        self.enter.clicked.connect(self.scores_asked)
        self.asked.connect(self.scores_asked)
        self.chart.chosen.connect(self._on_year)

    def show_overview(self, found: Overview) -> None:
        """Show the scores; what was chosen stays chosen where it can."""
        self._papi = found.papi
        known = [one.code for one in found.papi.lines]
        self.stack.setCurrentIndex(0 if known else 1)
        self.chooser.setVisible(bool(known))
        if not known:
            province = found.papi.province
            said = _("There are no scores of {province} yet.").format(province=province)
            self.nothing.setText(
                said if province else _("Enter which province this is, to see its scores here.")
            )
            self.note.setText("")
            self.set_aside("")
            return
        wanted = self.chooser.code if self.chooser.code in known else known[0]
        choices = [(one.code, self._word(one)) for one in found.papi.lines]
        self.chooser.offer(choices, wanted)
        self._show_chart()

    def _word(self, one: ScoreLines) -> str:
        return _("Total") if one.code == TOTAL else f"{one.code.removeprefix('D')}. {one.name}"

    def _show_chart(self) -> None:
        shown = next((o for o in self._papi.lines if o.code == self.chooser.code), None)
        if shown is None:
            return
        lines = [Line(self._papi.province, shown.own)]
        if shown.national:
            lines.append(Line(_("whole country"), shown.national, "muted", dashed=True))
        breaks = [
            LineBreak(b.year, _("merger") if b.of_provinces else _("new method"), b.why)
            for b in shown.breaks
        ]
        self.chart.show_lines(lines, breaks)
        self.note.setText(self._note(shown))

    def _note(self, shown: ScoreLines) -> str:
        latest = self._papi.latest
        own, mean = _of(shown.own, latest), _of(shown.national, latest)
        if latest is None or own is None:
            return ""
        said = _("Latest published: {year}, {score} points").format(
            year=latest, score=self.chart.score_word(own)
        )
        if mean is not None:
            said += "; " + _("whole country {score}").format(score=self.chart.score_word(mean))
        return said

    def _on_year(self, at: int) -> None:
        self.scores_asked.emit()


def _of(pieces: tuple[Piece, ...], year: int | None) -> float | None:
    return next((value for piece in pieces for known, value in piece if known == year), None)
