"""What sections that change the office have in common."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from papidesk.domain.office import BadOfficeError, Office
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, say
from papidesk.workflow import offices
from ui.context import Context
from ui.failures import show_failure
from ui.widgets.labels import label


class OfficeForm(QWidget):
    """A form on the office: reads it anew when shown, keeps it when a field is left."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        # What stops the form from being kept, said below the fields while typing.
        self.refusal: QLabel = label("", "problem", wrap=True)
        self.refusal.hide()

    @property
    def office(self) -> Office:
        """The office as it is stored, with all it ever had."""
        return offices.current(self.context.workspace.store)

    def judge(self, office: Office) -> bool:
        """Say below the fields what stops ``office`` from being kept; tell whether nothing does."""
        try:
            offices.check(self.context.workspace.store, office, self.office)
        except BadOfficeError as error:
            self.refuse(say(error))
            return False
        self.refuse("")
        return True

    def refuse(self, sentence: str) -> None:
        """Show why the form is not kept; "" when it is."""
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    def keep(self, office: Office) -> bool:
        """Store a changed office; return whether it was stored."""
        if office == self.office:
            return True
        try:
            offices.save(self.context.workspace.store, office, who=self.context.who)
        except BadOfficeError as error:
            self.refuse(say(error))
            return False
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return False
        self.refuse("")
        self.context.tell_saved("saved")
        self.context.office_changed.emit()
        return True

    def reload(self) -> None:
        """Show what is stored."""

    def flush(self) -> None:
        """Keep what is being typed: the form is left. What cannot be kept is told."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            # A field is kept when it is left.
            QApplication.sendEvent(focused, _focus_out())
        if self.refusal.text():
            said = _("The last change was not kept. {why}").format(why=self.refusal.text())
            self.context.happened.emit(said, None)
            self.refuse("")


def _focus_out() -> QEvent:
    from PySide6.QtGui import QFocusEvent

    return QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.OtherFocusReason)
