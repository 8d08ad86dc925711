"""Says that a paper is in the register already, with a way to the earlier entry."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout

from papidesk.domain.incoming import Incoming
from papidesk.domain.issuing import number_text
from papidesk.i18n import _
from ui.registers.cells import day_shown
from ui.widgets.buttons import push_button
from ui.widgets.labels import label


class DuplicateNotice(QFrame):
    """Hidden until there is something to say; a person may overrule it."""

    entry_asked = Signal(str)  # the id of the earlier entry

    def __init__(self) -> None:
        super().__init__()
        self._found: Incoming | None = None
        self.setObjectName("notice")
        self.words = label("", "caution", wrap=True)
        self.show_button = push_button(_("Look at the earlier entry"), "", "link")
        self.other = QCheckBox(_("This is another paper: enter it all the same"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self.words)
        layout.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.other)
        self.hide()
        self.show_button.clicked.connect(self._on_show)

    def tell(self, found: Incoming, what: str) -> None:
        """Say that ``what`` (this paper, this very file) is the entry ``found``."""
        self._found = found
        self.words.setText(
            _("{what} is in the register already: arrival number {number} of {day}.").format(
                what=what,
                number=number_text(found.arrival_number),
                day=day_shown(found.arrived_on),
            )
        )
        self.show()

    def _on_show(self) -> None:
        if self._found is not None:
            self.entry_asked.emit(self._found.id)
