"""Errors, in one place: a sentence for the person, and a report file for what nobody expected."""

from __future__ import annotations

import datetime
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from papidesk import __version__
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, say
from ui.ask import Ask
from ui.background import StoppedError


def sentence_of(error: Exception) -> str:
    """Return the one sentence a person is told about ``error``."""
    if isinstance(error, PapiDeskError):
        return say(error)
    return _(
        "The program met something it did not expect, and left everything as it was. "
        "Try again; if it happens again, send the details to who looks after the program."
    )


def show_failure(ask: Ask, parent: QWidget | None, error: Exception) -> None:
    """Tell the person about ``error``; a job they stopped themselves needs no telling."""
    if isinstance(error, StoppedError):
        return
    details = "" if isinstance(error, PapiDeskError) else _trace(error)
    ask.tell(parent, sentence_of(error), details)


def show_unexpected(ask: Ask, parent: QWidget | None, error: Exception) -> None:
    """Tell about ``error`` with its details if nobody expected it; others are told in their place.

    The sentence of an error nobody expected asks for its details: they must be there to be sent.
    """
    if not isinstance(error, PapiDeskError):
        show_failure(ask, parent, error)


def _trace(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))


def write_report(folder: Path, error: BaseException, now: datetime.datetime) -> Path:
    """Write what is known about ``error`` into a new file in ``folder`` and return its path."""
    import platform

    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"crash-{now:%Y%m%d-%H%M%S}.txt"
    lines = [
        f"PapiDesk {__version__}",
        f"Python {platform.python_version()}, {platform.platform()}",
        f"{now:%Y-%m-%d %H:%M:%S}",
        "",
        _trace(error),
    ]
    target.write_text("\n".join(lines), encoding="utf-8")
    return target


class LastResort(QObject):
    """Catches what nothing else caught: writes a report and tells the person where it is."""

    _caught = Signal(object, str)

    def __init__(self, ask: Ask, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask, self._folder = ask, folder
        # Through a signal: an exception may come from a worker's thread.
        self._caught.connect(self._on_caught)

    def install(self) -> None:
        """Become the interpreter's hook."""
        sys.excepthook = self.hook

    def remove(self) -> None:
        """Give the interpreter its own hook back."""
        sys.excepthook = sys.__excepthook__

    def hook(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Write the report and tell; what ``sys.excepthook`` is called with."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        try:
            path = str(write_report(self._folder, error, datetime.datetime.now()))
        except OSError:
            path = ""
        sys.__excepthook__(kind, error, trace)
        self._caught.emit(error, path)

    def _on_caught(self, error: Exception, path: str) -> None:
        details = _trace(error)
        if path:
            details = _("Report file: {path}").format(path=path) + "\n\n" + details
        self._ask.tell(None, sentence_of(error), details)
