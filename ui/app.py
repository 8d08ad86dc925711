"""Starting the window."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from papidesk import __version__, i18n
from papidesk import settings as preferences
from papidesk.paths import resource
from ui.ask import Ask
from ui.failures import LastResort
from ui.icons import application_icon
from ui.qt_translator import GettextTranslator
from ui.start import Start
from ui.theme import Theme


def run(folder: Path | None = None, *, settings_path: Path | None = None) -> int:
    """Show the window on the workspace in ``folder`` and return the program's exit code.

    Without a folder the last workspace is opened; without any the first-start assistant is shown.
    """
    path = settings_path or preferences.default_path()
    settings = preferences.load(path)
    i18n.use(settings.language)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(sys.argv[:1])
    app.setApplicationName("PapiDesk")
    app.setApplicationVersion(__version__)
    app.setWindowIcon(application_icon())
    _lend_fonts()
    translator = GettextTranslator(app)
    app.installTranslator(translator)
    # Numbers and calendars as the window's language has them, whatever the computer's.
    QLocale.setDefault(QLocale(settings.language))
    theme = Theme(app, settings.theme, settings.text_size)
    ask = Ask()
    last_resort = LastResort(ask, path.parent / "crash-reports", app)
    last_resort.install()
    start = Start(theme=theme, settings=settings, settings_path=path, ask=ask)
    start.open(folder)
    try:
        return app.exec()
    finally:
        start.stop()
        last_resort.remove()


def _lend_fonts() -> None:
    """Use the papers' font for the window on a computer that has none with Vietnamese letters."""
    if not sys.platform.startswith("linux"):
        return
    if not QFontDatabase.families(QFontDatabase.WritingSystem.Vietnamese):
        for path in sorted(resource("fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(path))
