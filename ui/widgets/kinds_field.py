"""Kinds of documents by their letters, typed or taken from a menu."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from papidesk.domain.kinds import kinds
from papidesk.i18n import _
from ui.widgets.buttons import link_menu
from ui.widgets.fields import LineField


class KindsField(QWidget):
    """A line of letters ("KH, BC") with a menu of all kinds; empty stands for every kind."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = LineField(name, "KH, BC, TTr")
        self.menu_button: QToolButton = link_menu(_("Choose…"), "plus")
        menu = self.menu_button.menu()
        assert menu is not None
        menu.aboutToShow.connect(self._on_menu)
        self._menu: QMenu = menu
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.field, 1)
        # The button stands beside the editor, below the name.
        self.field.layout().removeWidget(self.field.editor)  # type: ignore[union-attr]
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.field.editor, 1)
        row.addWidget(self.menu_button)
        self.field.layout().insertLayout(1, row)  # type: ignore[union-attr]
        self.changed, self.left = self.field.changed, self.field.left
        self.setFocusProxy(self.field)

    def value(self) -> tuple[str, ...]:
        """Return the letters as typed, without blanks and repetitions."""
        parts = self.field.value().replace(";", ",").split(",")
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def judge(self) -> bool:
        """Tell whether all are kinds; say which is none."""
        strange = [code for code in self.value() if code not in kinds()]
        said = _("There is no kind “{kind}”.").format(kind=strange[0]) if strange else ""
        self.field.show_problem(said)
        return not strange

    def show_value(self, codes: tuple[str, ...]) -> None:
        """Show ``codes``."""
        if self.value() != codes:
            self.field.line.setText(", ".join(codes))
        self.field.show_problem("")

    def _on_menu(self) -> None:
        self._menu.clear()
        chosen = self.value()
        for code, kind in kinds().items():
            action = QAction(f"{code} – {kind.title}", self._menu)
            action.setCheckable(True)
            action.setChecked(code in chosen)
            action.setData(code)
            action.triggered.connect(self._on_chosen)
            self._menu.addAction(action)

    def _on_chosen(self) -> None:
        code = self.sender().data()  # type: ignore[attr-defined]
        now = self.value()
        left = tuple(one for one in now if one != code) if code in now else (*now, code)
        self.field.line.setText(", ".join(left))
        self.changed.emit()
        self.left.emit()
