"""Open a window, print seconds and MiB at its first paint: `first_paint.py bare|WORKSPACE`."""

from __future__ import annotations

import os
import resource
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


class FirstPaint(QObject):
    """Waits for the first paint of a main window, tells, and ends the program."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let everything pass; after the first paint print the seconds since the start."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
            application = QApplication.instance()
            application.removeEventFilter(self)
            # The timer fires after this paint and the others of the same update are done.
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        seconds = time.time() - float(os.environ["BENCH_BEGAN"])
        print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
        QApplication.closeAllWindows()
        QApplication.quit()


def bare() -> int:
    """Show a main window with nothing in it."""
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1200, 700)
    window.show()
    return application.exec()


def ours(workspace: str) -> int:
    """Open the program's window on a workspace."""
    from ui.app import run

    return run(Path(workspace))


def watch_from_the_start() -> None:
    """Put the watcher on the application as soon as its event loop begins."""
    began = QApplication.exec
    watcher = FirstPaint()

    def watched(*_: object) -> int:
        application = QApplication.instance()
        assert application is not None
        watcher.setParent(application)
        application.installEventFilter(watcher)
        return began()

    QApplication.exec = watched  # type: ignore[method-assign,assignment]


if __name__ == "__main__":
    watch_from_the_start()
    sys.exit(bare() if sys.argv[1] == "bare" else ours(sys.argv[1]))
