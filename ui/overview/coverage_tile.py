"""The tile of PAPI's sub-dimensions: how many tasks each has, a row for each dimension."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from papidesk.domain.overview import Cover, CoverState, Overview
from papidesk.i18n import _, ngettext
from ui import words
from ui.overview.tile import Tile
from ui.theme import Theme
from ui.widgets.labels import label

_COLORS: dict[CoverState, tuple[str, str]] = {
    "covered": ("done_soft", "done"),
    "bare": ("neutral_soft", "text"),
    "behind": ("error_soft", "error"),
}


class CoverButton(QAbstractButton):
    """A code and a number on a soft colour; a sign tells the red ones from the others, too."""

    def __init__(self, cover: Cover, theme: Theme) -> None:
        super().__init__()
        self.cover, self._theme = cover, theme
        said = cover_text(cover)
        self.setToolTip(said)
        self.setAccessibleName(said)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(round(44 * theme.scale))

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        return QSize(round(metrics.horizontalAdvance("0.0 !00") + 22), round(metrics.height() + 6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        back, front = _COLORS[self.cover.state]
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        color = self._theme.color(back)
        if self.underMouse():
            color = color.darker(105) if not self._theme.tokens.dark else color.lighter(120)
        painter.setBrush(color)
        accent = QPen(self._theme.color("accent"), 1)
        painter.setPen(accent if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 5, 5)
        inside = box.adjusted(7, 0, -7, 0)
        painter.setPen(self._theme.color(front))
        flag = Qt.AlignmentFlag
        painter.drawText(inside, flag.AlignLeft | flag.AlignVCenter, self.cover.code)
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        sign = "! " if self.cover.state == "behind" else ""
        painter.drawText(inside, flag.AlignRight | flag.AlignVCenter, f"{sign}{self.cover.tasks}")
        painter.end()


class CoverageTile(Tile):
    """Every sub-dimension in force, green where it has tasks."""

    dimension_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        tip = _("Open the tasks that serve no sub-dimension")
        super().__init__(_("Sub-dimensions with tasks"), tip)
        self._theme = theme
        self.buttons: dict[str, CoverButton] = {}
        self._panel = QWidget()
        self._grid = QGridLayout(self._panel)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(5)
        self.note = label("", "small", wrap=True)
        self.body.setContentsMargins(4, 0, 4, 0)
        self.body.addWidget(self._panel, 1)
        self.body.addWidget(self.note)

    def show_overview(self, found: Overview) -> None:
        """Show how many tasks each sub-dimension has."""
        for old in self.buttons.values():
            old.hide()
            old.deleteLater()
        self.buttons = {}
        covers = found.coverage.covers
        places: dict[str, int] = {}
        for cover in covers:
            parent = cover.code.split(".", maxsplit=1)[0]
            row = list(dict.fromkeys(c.code.split(".", maxsplit=1)[0] for c in covers)).index(
                parent
            )
            column = places.get(parent, 0)
            places[parent] = column + 1
            made = CoverButton(cover, self._theme)
            made.clicked.connect(partial(self.dimension_asked.emit, cover.code))
            self._grid.addWidget(made, row, column)
            self._grid.setColumnStretch(column, 1)
            self.buttons[cover.code] = made
        with_tasks = sum(1 for cover in covers if cover.tasks)
        self.set_aside(f"{with_tasks}/{len(covers)}")
        self.note.setText(self._note(found))

    def _note(self, found: Overview) -> str:
        behind = sum(1 for cover in found.coverage.covers if cover.state == "behind")
        if behind:
            return _("Red with “!”: the province is below the country’s mean or its own target, "
                     "and there is no task yet.")  # fmt: skip
        bare = sum(1 for cover in found.coverage.covers if not cover.tasks)
        if bare:
            said = ngettext(
                "Grey: {count} sub-dimension has no task yet.",
                "Grey: {count} sub-dimensions have no task yet.",
                bare,
            )
            return said.format(count=bare)
        return _("Every sub-dimension has a task.")


def cover_text(cover: Cover) -> str:
    """Return what a sub-dimension has, in words."""
    tasks = ngettext("{count} task", "{count} tasks", cover.tasks).format(count=cover.tasks)
    parts = [tasks]
    if cover.done:
        parts.append(_("{count} done").format(count=cover.done))
    if cover.behind:
        parts.append(
            _("the province has {score}, compared with {compared}").format(
                score=words.quantity_text(cover.score), compared=words.quantity_text(cover.compared)
            )
        )
    return f"{cover.code} {cover.name}: {', '.join(parts)}"
