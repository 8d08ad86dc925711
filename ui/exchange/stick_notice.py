"""A quiet offer when a USB stick with bundles is plugged in; it goes with the stick."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from papidesk.i18n import _, ngettext
from ui.background import Job, run_task
from ui.context import Context
from ui.exchange.queue_work import bundles_of
from ui.icons import set_icon
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.labels import label

if TYPE_CHECKING:
    from papidesk.workflow.sticks import Stick

EVERY = 3000  # ms between two looks, while the page is on screen


class Found(NamedTuple):
    """A stick, what it is called, and the bundles on it."""

    path: Path
    label: str
    bundles: tuple[Path, ...]


def plugged_in() -> list[Stick]:
    """Return the sticks of this computer."""
    from papidesk.workflow import sticks

    return sticks.removable()


class StickNotice(QWidget):
    """Looks for sticks while it is on screen and says what is on a new one."""

    look_asked = Signal(list)  # the bundles on the stick

    def __init__(self, context: Context, find: Callable[[], list[Stick]] = plugged_in) -> None:
        super().__init__()
        self._context, self.sticks = context, find
        self.busy: Callable[[], bool] = _never
        self._dismissed: set[Path] = set()
        self.looking = False
        self.found: Found | None = None
        self._build()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)

    def _build(self) -> None:
        self._frame = QFrame()
        self._frame.setObjectName("notice")
        self._frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sign = QLabel()
        set_icon(sign, "stick", "accent")
        self.text = label("", wrap=True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.look_button = push_button(_("Look at the bundles"), "search")
        self.dismiss_button = tool_button(_("Not now"), "close")
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(sign)
        row.addWidget(self.text, 1)
        row.addWidget(self.look_button)
        row.addWidget(self.dismiss_button)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(20, 10, 20, 0)
        outer.addWidget(self._frame)
        self._frame.hide()
        self._margins(shown=False)
        self.look_button.clicked.connect(self._on_look)
        self.dismiss_button.clicked.connect(self._on_dismiss)

    def look(self) -> None:
        """Look now, away from the window: a stick may be slow."""
        if self.looking:
            return
        self.looking = True
        run_task(
            self, partial(_on_sticks, self.sticks), jobs=self._context.jobs, done=self.show_found,
            failed=self._on_failed,
        )  # fmt: skip

    def show_found(self, found: list[Found]) -> None:
        """Show the first stick that has bundles and was not dismissed."""
        self.looking = False
        self._dismissed &= {one.path for one in found}
        shown = [one for one in found if one.bundles and one.path not in self._dismissed]
        self.found = shown[0] if shown else None
        if self.found is not None:
            count = len(self.found.bundles)
            said = ngettext(
                "The USB stick “{name}” holds {count} bundle.",
                "The USB stick “{name}” holds {count} bundles.",
                count,
            )
            self.text.setText(said.format(name=self.found.label, count=count))
        self._frame.setVisible(self.found is not None)
        self._margins(shown=self.found is not None)

    def _margins(self, *, shown: bool) -> None:
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(20, 10 if shown else 0, 20, 0)

    def _on_look(self) -> None:
        if self.found is not None:
            bundles = list(self.found.bundles)
            if not self.busy():  # else the page says so, and the offer stays
                self._on_dismiss()
            self.look_asked.emit(bundles)

    def _on_dismiss(self) -> None:
        if self.found is not None:
            self._dismissed.add(self.found.path)
            self.found = None
            self._frame.hide()
            self._margins(shown=False)

    def _on_failed(self, _error: Exception) -> None:
        # A stick that cannot be read is told where a person wants something of it.
        self.looking = False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()


def _never() -> bool:
    return False


def _on_sticks(find: Callable[[], list[Stick]], _job: Job) -> list[Found]:
    found = []
    for stick in find():
        path = Path(stick.path)
        found.append(Found(path, stick.label or path.name, _bundles_on(path)))
    return found


def _bundles_on(path: Path) -> tuple[Path, ...]:
    try:
        return tuple(bundles_of([path]))
    except OSError:
        return ()  # pulled out, or not readable: nothing to offer
