"""Every dialog opens in every language, with a name on everything that takes the focus."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

import ui
from papidesk import i18n
from papidesk.domain.manuscript import Remark
from papidesk.workflow import documents
from papidesk.workflow.demo import commune_files
from papidesk.workflow.lists import SavedView
from tests.ui.person import Answers
from ui.background import Jobs
from ui.dialogs.failure_dialog import FailureDialog
from ui.dialogs.first_start_dialog import FirstStartDialog
from ui.dialogs.help_dialog import HelpDialog
from ui.dialogs.import_summary_dialog import ImportSummaryDialog
from ui.dialogs.start_problem_dialog import StartProblemDialog
from ui.dialogs.waiting_dialog import WaitingDialog
from ui.documents.issue_dialog import IssueDialog
from ui.documents.view_dialogs import ViewDialog, ViewsDialog
from ui.keys import keys_of
from ui.main_window import MainWindow
from ui.palette import Palette
from ui.palette_sources import commands_of, sources_of
from ui.qt_translator import QT_TEXTS, GettextTranslator
from ui.settings.settings_page import SECTIONS, SettingsPage
from ui.theme import Mode, Theme

OpenWindow = Callable[..., MainWindow]


def all_dialogs() -> set[type[QDialog]]:
    """Every dialog class of the window."""
    found: set[type[QDialog]] = set()
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        for _name, kind in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(kind, QDialog) and kind.__module__.startswith("ui."):
                found.add(kind)
    return found


def made(window: MainWindow) -> list[QDialog]:
    """One of each dialog."""
    theme, answers = window.context.theme, window.context.ask
    store = window.context.workspace.store
    taken = documents.import_file(store, commune_files()[0], who="")
    remarked = documents.Imported(
        name="a.txt",
        document=taken.document,
        reading=documents.Reading(remarks=(Remark(message="Year"),)),
    )
    jobs = Jobs(window)
    return [
        FailureDialog("Một câu.", "chi tiết", window),
        FirstStartDialog(theme, answers, jobs, Path("new"), window),
        ImportSummaryDialog([remarked], [("b.pdf", "Một câu.")], window),
        IssueDialog(window.context, taken.document, None, window),
        HelpDialog(theme, "Tìm và xem", keys_of(window), window),
        Palette(window.context, commands_of(window), print, sources_of(window), window),
        ViewDialog(window.context, SavedView(name=""), window),
        ViewsDialog(window.context, window),
        StartProblemDialog("Một câu.", Path("x"), answers, window),
        WaitingDialog("Một câu.", window),
    ]


def nameless(root: QWidget) -> list[QObject]:
    """Widgets that take the focus and have no name for a screen reader."""
    found: list[QObject] = []
    for widget in root.findChildren(QWidget):
        kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
        if not isinstance(widget, kinds) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        inner = widget.parent()
        if isinstance(inner, QComboBox) or widget.objectName().startswith("qt_"):
            continue
        if not (widget.accessibleName() or text):
            found.append(widget)
    return found


def test_the_list_of_dialogs_is_complete(open_window: OpenWindow, empty: Path) -> None:
    dialogs = made(open_window(empty))
    assert {type(dialog) for dialog in dialogs} == all_dialogs()


@pytest.mark.parametrize("language", sorted(i18n.LANGUAGES))
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_dialog_opens_in_each_language(
    qtbot: QtBot,
    open_window: OpenWindow,
    empty: Path,
    language: str,
    mode: Mode,
) -> None:
    i18n.use(language)
    window = open_window(empty)
    theme = window.context.theme
    theme.set_mode(mode)
    for dialog in made(window):
        with qtbot.waitExposed(dialog):
            dialog.open()
        assert dialog.windowTitle()
        assert dialog.width() <= 1366
        assert dialog.height() <= 768
        assert nameless(dialog) == []
        dialog.done(0)
    window.context.jobs.stop_all()
    theme.set_mode("light")


@pytest.mark.parametrize("language", sorted(i18n.LANGUAGES))
def test_every_page_and_section_opens_in_each_language(
    open_window: OpenWindow, full: Path, language: str
) -> None:
    i18n.use(language)
    window = open_window(full)
    window.show_page("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    for index in range(len(SECTIONS)):
        page.show_section(index)
    assert nameless(window) == []
    assert window.minimumSizeHint().width() <= 1366
    assert window.minimumSizeHint().height() <= 768


def test_qts_own_texts_come_from_the_catalogue(qapp: QApplication) -> None:
    translator = GettextTranslator()
    for text in ("&Undo", "Cancel", "&Copy"):
        answer = translator.translate("QLineEdit", text)
        assert answer is None or "&" not in answer
        assert text.replace("&", "") in QT_TEXTS
    assert translator.translate("Any", "A text that is not Qt's") is None


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_button_of_the_start_problem_is_cut_at_any_text_size(
    qtbot: QtBot, theme: Theme, answers: Answers, tmp_path: Path, percent: int
) -> None:
    theme.set_text_size(percent)
    try:
        dialog = StartProblemDialog("Không mở được dữ liệu. Xin thử lại.", tmp_path, answers)
        qtbot.addWidget(dialog)
        dialog.open()
        for button in (dialog.again, dialog.other, dialog.restore, dialog.leave):
            assert button.width() >= button.sizeHint().width()
        assert dialog.again.isDefault()
        assert dialog.focusWidget() is dialog.again
    finally:
        theme.set_text_size(100)
