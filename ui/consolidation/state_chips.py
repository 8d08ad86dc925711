"""How many there are of each state of reports; each chip narrows the list to its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from papidesk.i18n import _
from ui.consolidation.consolidation_words import ORDER, filter_tone, filter_word
from ui.consolidation.narrowing import UNDECIDED
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import restyle
from ui.words import whole_text


class StateChips(QWidget):
    """One chip a state, what is late first; at most one is down."""

    chosen = Signal(str)  # the state, "" for all

    def __init__(self) -> None:
        super().__init__()
        self.chips: dict[str, QToolButton] = {}
        flow = FlowLayout(self)
        # Who decides looks for what waits, in whatever state it came.
        for state in (*ORDER, UNDECIDED):
            chip = QToolButton()
            chip.setText(filter_word(state))
            chip.setProperty("kind", "tally")
            chip.setProperty("tone", filter_tone(state))
            chip.setCheckable(True)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            chip.setToolTip(_("Show only these; once more for all"))
            chip.clicked.connect(partial(self._on_clicked, state))
            self.chips[state] = chip
            flow.addWidget(chip)

    @property
    def down(self) -> str:
        """The state that is narrowed to, "" for none."""
        return next((state for state, chip in self.chips.items() if chip.isChecked()), "")

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many there are; one that is down stays so while it has any."""
        for state, chip in self.chips.items():
            count = counts.get(state, 0)
            chip.setText(f"{filter_word(state)} {whole_text(count)}")
            chip.setVisible(count > 0 or chip.isChecked())

    def show_state(self, state: str) -> None:
        """Mark the chip of ``state``, telling nobody."""
        for one, chip in self.chips.items():
            chip.setChecked(one == state)
            restyle(chip)

    def _on_clicked(self, state: str, *_checked: object) -> None:
        down = self.chips[state].isChecked()
        self.show_state(state if down else "")
        self.chosen.emit(state if down else "")
