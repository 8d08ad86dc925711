"""Two short questions: the day a report really came, and why a period is opened again."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.failures import sentence_of
from ui.widgets.day_field import DayField
from ui.widgets.fields import LineField
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label


class _Question(QDialog):
    """A title, a sentence, one field; what is refused is said in the dialog."""

    def __init__(self, window_title: str, title: str, sentence: str, word: str,
                 parent: QWidget | None) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(window_title)
        head = label(title, "section-title", wrap=True)
        head.setTextFormat(Qt.TextFormat.PlainText)
        broaden(head, 62)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(word, QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 16)
        self.column.setSpacing(12)
        self.column.addWidget(head)
        self.column.addWidget(label(sentence, "muted", wrap=True))

    def end_with(self, field: QWidget) -> None:
        """Put the field, the problem and the buttons below the sentence."""
        self.column.addWidget(field)
        self.column.addWidget(self.problem)
        self.column.addWidget(self.buttons)
        self.buttons.accepted.connect(self.answer)
        self.buttons.rejected.connect(self.reject)
        grow_with(self, self.problem, field)
        field.setFocus()

    def answer(self) -> None:
        """Do what was asked for; each question its own."""
        raise NotImplementedError

    def try_to(self, act: Callable[[], None]) -> None:
        """Close when ``act`` succeeds, say why when it is refused."""
        try:
            act()
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            return
        self.accept()


class ArrivalDialog(_Question):
    """Asks on which day a report really came: a stick that lay on a desk."""

    def __init__(
        self, title: str, day: datetime.date, act: Callable[[datetime.date], None],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            _("Day of arrival"),
            title,
            _("The day the report really came decides whether it was on time."),
            _("Keep"),
            parent,
        )
        self._act = act
        self.day = DayField(_("Came on"))
        self.day.show_day(day)
        self.end_with(self.day)

    def answer(self) -> None:
        day = self.day.day()
        if day is None:
            self.day.show_problem(_("Write the day, month and year."))
            return
        self.try_to(lambda: self._act(day))


class UnlockDialog(_Question):
    """Asks why a closed period is opened again."""

    def __init__(
        self, title: str, act: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Open the period again"),
            title,
            _(
                "Then reports can come in, be accepted and be returned again. The reason is kept, "
                "and what was consolidated stays in the history."
            ),
            _("Open again"),
            parent,
        )
        self._act = act
        self.reason = LineField(_("Why it is opened again"))
        self.end_with(self.reason)

    def answer(self) -> None:
        self.try_to(lambda: self._act(self.reason.value()))
