"""The way of a bundle, one step below the other: what, when, by whom, why."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from papidesk.domain.exchange import StateChange
from ui.exchange.card import empty_layout
from ui.exchange.exchange_words import moment, step_word
from ui.widgets.labels import Pill, Tone, label


class StepsList(QWidget):
    """Shows steps, the latest first."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def show_steps(self, steps: Iterable[StateChange], tones: dict[str, Tone]) -> None:
        """Show ``steps``; ``tones`` are the colours of the states."""
        empty_layout(self._grid)
        for row, step in enumerate(reversed(list(steps))):
            pill = Pill(step_word(step.state), tones.get(step.state, "neutral"))
            said = " · ".join(part for part in (moment(step.at), step.who) if part)
            text = label(f"{said}\n{step.reason}" if step.reason else said, "muted", wrap=True)
            text.setTextFormat(Qt.TextFormat.PlainText)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(pill, row, 0, top | Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(text, row, 1, top)

    @property
    def texts(self) -> list[str]:
        """What is shown, from top to bottom."""
        found = [self._grid.itemAt(place) for place in range(self._grid.count())]
        widgets = [one.widget() for one in found if one is not None]
        return [one.text() for one in widgets if isinstance(one, QLabel)]
