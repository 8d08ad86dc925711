"""Every dialog opens in every language, with a name on everything that takes the focus."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

import ui
from papidesk import i18n
from tests.ui.person import Answers, page_of
from tests.ui.scenes.registry import Stage, scenes
from ui.dialogs.start_problem_dialog import StartProblemDialog
from ui.main_window import MainWindow
from ui.qt_translator import QT_TEXTS, GettextTranslator
from ui.settings.sections import SETTINGS_SECTIONS
from ui.settings.settings_page import SettingsPage
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


def nameless(root: QWidget) -> list[QObject]:
    """Widgets that take the focus and have no name for a screen reader."""
    found: list[QObject] = []
    for widget in root.findChildren(QWidget):
        kinds = (
            QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractScrollArea, QTabBar
        )  # fmt: skip
        if not isinstance(widget, kinds) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        inner = widget.parent()
        if isinstance(inner, QComboBox | QAbstractSpinBox) or widget.objectName().startswith("qt_"):
            continue
        if widget.window() is not root.window():
            continue  # the list of a box
        if not (widget.accessibleName() or text):
            found.append(widget)
    return found


def of_two_meanings(root: QWidget) -> list[str]:
    """Keys that would do two things in one place, and so do none."""
    scopes: dict[str, list[QWidget]] = {}
    for key in root.findChildren(QShortcut):
        owner = key.parent()
        if isinstance(owner, QWidget) and key.isEnabled() and owner.isVisibleTo(root):
            wide = key.context() == Qt.ShortcutContext.WindowShortcut
            scopes.setdefault(key.key().toString(), []).append(root if wide else owner)
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisibleTo(root) and widget is not root:
            continue
        if isinstance(widget, QAbstractButton) and widget.isEnabled():
            scopes.setdefault(widget.shortcut().toString(), []).append(root)
        for action in widget.actions():
            menu = isinstance(widget, QMenu) or widget is not action.parent()
            if action.isEnabled() and not menu:
                scopes.setdefault(action.shortcut().toString(), []).append(widget)
    # A text undoes its own words before the message below is asked.
    return [
        key
        for key, owners in scopes.items()
        if key not in ("", "Ctrl+Z")
        and any(
            first is second or first.isAncestorOf(second) or second.isAncestorOf(first)
            for index, first in enumerate(owners)
            for second in owners[index + 1 :]
        )
    ]


def test_every_dialog_has_a_scene() -> None:
    shown = {one.shows for one in scenes() if one.shows}
    # What other dialogs are made from is shown with them.
    alone = {kind for kind in all_dialogs() if not kind.__subclasses__()}
    assert {kind.__name__ for kind in alone - shown} == set()


@pytest.mark.parametrize(("language", "mode"), [("vi", "light"), ("en", "dark")])
def test_every_page_and_dialog_opens_in_each_language(
    qtbot: QtBot,
    open_window: OpenWindow,
    full: Path,
    language: str,
    mode: Mode,
) -> None:
    i18n.use(language)
    window = open_window(full)
    theme = window.context.theme
    theme.set_mode(mode)
    for one in scenes():
        shown = one.make(Stage(window, patient=False))
        if isinstance(shown, QDialog):
            with qtbot.waitExposed(shown):
                shown.open()
            assert shown.windowTitle(), one.name
        assert shown.width() <= 1366, one.name
        assert shown.height() <= 768, one.name
        assert nameless(shown) == [], one.name
        assert of_two_meanings(shown) == [], one.name
        if isinstance(shown, QDialog):
            shown.done(0)
        elif shown is not window:
            shown.close()
        page = page_of(window)
        if page.editing.open_id:
            page.editing.view.close_document()
        page.show_everything()
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
    for index in range(len(SETTINGS_SECTIONS)):
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
