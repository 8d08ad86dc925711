"""What sections that change the office have in common."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from papidesk.domain.office import Office
from papidesk.errors import PapiDeskError
from papidesk.workflow import offices
from ui.context import Context
from ui.failures import show_failure


class OfficeForm(QWidget):
    """A form on the office: reads it anew when shown, keeps it when a field is left."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    @property
    def office(self) -> Office:
        """The office as it is stored."""
        return offices.current(self.context.workspace.store)

    def keep(self, office: Office) -> bool:
        """Store a changed office; return whether it was stored."""
        if office == self.office:
            return True
        try:
            offices.save(self.context.workspace.store, office, who=self.context.who)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return False
        self.context.tell_saved("saved")
        self.context.office_changed.emit()
        return True

    def reload(self) -> None:
        """Show what is stored."""
