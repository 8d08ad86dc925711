"""The real questions: each opens its dialog and hands the answer on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.ask import Ask
from ui.theme import Theme


@pytest.fixture
def parent(qtbot: QtBot, theme: Theme) -> QWidget:
    """What the questions lie over."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(800, 600)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def opened(kind: type[QDialog]) -> QDialog:
    """The dialog on screen."""
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert len(shown) == 1
    return shown[0]


def choose(dialog: QDialog, path: Path) -> None:
    """Choose ``path`` in a file dialog."""
    assert isinstance(dialog, QFileDialog)
    dialog.selectFile(str(path))
    dialog.accept()


@pytest.mark.parametrize("question", ["open_files", "open_file", "save_file", "folder"])
def test_a_chosen_file_is_handed_on(parent: QWidget, tmp_path: Path, question: str) -> None:
    file = tmp_path / "kế hoạch.txt"
    file.write_text("x", encoding="utf-8")
    got: list[object] = []
    ask = Ask()
    questions: dict[str, Callable[[], None]] = {
        "open_files": lambda: ask.open_files(parent, "t", str(tmp_path), got.append),
        "open_file": lambda: ask.open_file(parent, "t", str(tmp_path), "T (*.txt)", got.append),
        "save_file": lambda: ask.save_file(
            parent, "t", tmp_path / "b.txt", "T (*.txt)", got.append
        ),
        "folder": lambda: ask.folder(parent, "t", str(tmp_path.parent), got.append),
    }
    questions[question]()
    target = {"save_file": tmp_path / "b.txt", "folder": tmp_path}.get(question, file)
    choose(opened(QFileDialog), target)
    assert got == [[target] if question == "open_files" else target]


def test_nothing_is_handed_on_when_the_person_cancels(parent: QWidget, tmp_path: Path) -> None:
    got: list[Path] = []
    Ask().folder(parent, "t", str(tmp_path), got.append)
    opened(QFileDialog).reject()
    assert got == []


@pytest.mark.parametrize(("agrees", "done"), [(True, ["done"]), (False, [])])
def test_a_question_does_its_deed_only_when_agreed_to(
    qtbot: QtBot, parent: QWidget, agrees: bool, done: list[str]
) -> None:
    said: list[str] = []
    Ask().confirm(parent, "Sure?", "Restore", lambda: said.append("done"))
    box = opened(QMessageBox)
    assert isinstance(box, QMessageBox)
    role = QMessageBox.ButtonRole.AcceptRole if agrees else QMessageBox.ButtonRole.RejectRole
    button = next(b for b in box.buttons() if box.buttonRole(b) == role)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert said == done


def test_the_print_dialog_opens_and_hands_the_printer_on(parent: QWidget) -> None:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    got: list[QPrinter] = []
    Ask().printer(parent, "Kế hoạch", got.append)
    dialog = opened(QPrintDialog)
    dialog.findChild(QDialogButtonBox)
    dialog.reject()
    assert got == []
