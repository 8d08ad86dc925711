"""A line that takes one of many named things by typing part of a name, with or without dấu."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from papidesk.text.clean import clean_line
from papidesk.text.fold import fold
from ui.widgets.fields import Field

MOST = 14  # choices shown at once


class Choice(NamedTuple):
    """A thing by its code and name; ``words`` are what else it is called."""

    code: str
    name: str
    words: str = ""


class ChoiceLine(QLineEdit):
    """Shows what fits below while one types; Enter or Tab takes the marked one.

    With ``free`` any text may stand in it, and its code is the text itself.
    """

    edited = Signal()
    settled = Signal()  # a choice was taken, or the focus went on

    def __init__(
        self, name: str = "", *, free: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._free = free
        self._choices: Sequence[Choice] = ()
        self._folded: list[str] = []
        self._names: dict[str, Choice] = {}
        self.setAccessibleName(name)
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(MOST)
        self._popup = completer.popup()
        self._popup.setObjectName("choices")
        self._completer = completer
        # Not the line's own completer: it would write over what was typed on its own.
        completer.setWidget(self)
        completer.activated[QModelIndex].connect(self._on_activated)
        self.textEdited.connect(self._on_edited)

    def offer(self, choices: Iterable[Choice]) -> None:
        """Offer ``choices`` from now on."""
        self._choices = list(choices)
        self._folded = [fold(f"{one.name} {one.code} {one.words}") for one in self._choices]
        self._names = {}
        for one in self._choices:
            for said in (one.name, one.code, *one.words.split("; ")):
                self._names.setdefault(fold(said), one)

    @property
    def choices(self) -> Sequence[Choice]:
        """What is offered."""
        return self._choices

    @property
    def offering(self) -> bool:
        """Tell whether the list below is open."""
        return self._popup.isVisible()

    def code(self) -> str:
        """Return the code of what stands there; "" for nothing, and for what is not known."""
        bare = clean_line(self.text())
        found = self._names.get(fold(bare)) if bare else None
        if found is not None:
            return found.code
        return bare if self._free else ""

    def strange(self) -> bool:
        """Tell whether something stands there that is none of the choices."""
        bare = clean_line(self.text())
        return bool(bare) and not self._free and fold(bare) not in self._names

    def show_code(self, code: str) -> None:
        """Show the choice ``code``; one that is not offered is shown as it is."""
        name = next((one.name for one in self._choices if one.code == code), code)
        if self.text() != name:
            self.setText(name)
            self.setCursorPosition(0)

    def fitting(self, text: str) -> list[Choice]:
        """Return what fits all words of ``text``; names that begin with them first."""
        wanted = fold(clean_line(text))
        words = wanted.split()
        found = [
            (not fold(one.name).startswith(wanted), place)
            for place, (one, folded) in enumerate(zip(self._choices, self._folded, strict=True))
            if all(word in folded for word in words)
        ]
        return [self._choices[place] for _later, place in sorted(found)[:MOST]]

    def show_all(self) -> None:
        """Open the list with everything (Alt+Down)."""
        self._show([*self._choices])

    def take_marked(self) -> None:
        """Take the marked choice and close the list."""
        # With a free line what was typed counts, unless one moved down to a choice.
        moved = self._popup.currentIndex().isValid()
        if (not self._free or moved) and self._marked():
            self._take(self._marked())
        else:
            self._popup.hide()

    def _show(self, found: list[Choice]) -> None:
        self._model.setStringList([one.name for one in found])
        if not found:
            self._popup.hide()
            return
        self._completer.complete()
        # Where any text may stand, nothing is marked until one goes down to it.
        first = self._completer.completionModel().index(0, 0)
        self._popup.setCurrentIndex(QModelIndex() if self._free else first)

    def _on_edited(self, text: str) -> None:
        if clean_line(text):
            self._show(self.fitting(text))
        else:
            self._popup.hide()
        self.edited.emit()

    def _on_activated(self, index: QModelIndex) -> None:
        self._take(str(index.data() or ""))

    def _take(self, name: str) -> None:
        self._popup.hide()
        self.setText(name)
        self.edited.emit()
        self.settled.emit()

    def _marked(self) -> str:
        index = self._popup.currentIndex()
        return str(index.data() or "") if index.isValid() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        taking = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.offering and taking:
            self.take_marked()
            event.accept()
            return
        if self.offering and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
            event.accept()
            return
        if self.offering and event.key() == Qt.Key.Key_Escape:
            self._popup.hide()
            event.accept()
            return
        if event.key() == Qt.Key.Key_Down and not self.isReadOnly():
            self.show_all()
            event.accept()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        # Tab takes the marked choice on its way; it never comes as a key.
        if self.offering and next:
            self.take_marked()
        return super().focusNextPrevChild(next)

    def _step(self, by: int) -> None:
        model = self._completer.completionModel()
        row = max(0, min(model.rowCount() - 1, self._popup.currentIndex().row() + by))
        self._popup.setCurrentIndex(model.index(row, 0))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        self._popup.hide()
        found = self._names.get(fold(clean_line(self.text())))
        if found is not None and not self._free and self.text() != found.name:
            self.setText(found.name)
        # The beginning of a long name tells more than its end.
        self.setCursorPosition(0)
        self.setToolTip(self.text())
        self.settled.emit()


class ChoicePick(Field):
    """A named line of choices."""

    def __init__(self, name: str, hint: str = "", *, free: bool = False) -> None:
        self.line = ChoiceLine(name, free=free)
        super().__init__(name, self.line)
        self.line.setPlaceholderText(hint)
        self.line.edited.connect(self.changed)
        self.line.settled.connect(self.left)

    def value(self) -> str:
        """Return the code; "" for nothing, and for what is not known."""
        return self.line.code()

    def show_value(self, code: str) -> None:
        """Show the choice ``code``."""
        self.line.show_code(code)
