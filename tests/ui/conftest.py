"""Windows on invented workspaces."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk import i18n
from papidesk.domain.blocks import Paragraph
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.ids import new_id
from papidesk.domain.office import new_office
from papidesk.settings import Settings
from papidesk.storage import documents as stored
from papidesk.workflow import documents, workspaces
from papidesk.workflow.demo import commune_files, sample_offices
from tests.ui.person import Answers
from ui.context import Context
from ui.main_window import MainWindow
from ui.theme import Theme

WHO = "Trần Thị Thí Dụ"


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """One theme for all windows of the run."""
    return Theme(qapp, "light", 100)


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    i18n.use("vi")
    yield
    i18n.use("vi")


@pytest.fixture
def answers() -> Answers:
    """The person's answers."""
    return Answers()


@pytest.fixture(scope="session")
def kept_workspaces(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An empty workspace and one with the samples, made once and copied."""
    made = {}
    for name, files in (("empty", []), ("full", commune_files())):
        folder = tmp_path_factory.mktemp("kept") / name
        workspace = workspaces.create(folder, sample_offices()[0], who=WHO)
        for path in files:
            documents.import_file(workspace.store, path, who=WHO)
        workspace.close()
        made[name] = folder
    return made


@pytest.fixture
def empty(kept_workspaces: dict[str, Path], tmp_path: Path) -> Path:
    """A workspace without documents."""
    return Path(shutil.copytree(kept_workspaces["empty"], tmp_path / "empty"))


@pytest.fixture
def full(kept_workspaces: dict[str, Path], tmp_path: Path) -> Path:
    """A workspace with the three samples of the commune."""
    return Path(shutil.copytree(kept_workspaces["full"], tmp_path / "full"))


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with ten thousand documents."""
    folder = tmp_path_factory.mktemp("crowded") / "workspace"
    office = new_office(id=new_id(), name="xã An Hòa", level="commune")
    workspace = workspaces.create(folder, office, who="")
    with workspace.store.unit_of_work():
        for index in range(10_000):
            paper = Document(
                kind=("KH", "BC", "TB", "QĐ")[index % 4],
                symbol="KH-UBND",
                number=str(index),
                date=IssueDate(year=2020 + index % 7, month=index % 12 + 1, day=index % 28 + 1),
                abstract=f"Việc số {index} đường thôn Đông Hạ",
                blocks=(Paragraph(text="Nội dung."),),
            )
            stored.save(workspace.store, paper)
    workspace.close()
    return folder


OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def open_window(
    qtbot: QtBot, theme: Theme, answers: Answers, tmp_path: Path
) -> Iterator[OpenWindow]:
    """Opens windows, on the page Văn bản where no other is named, and closes them at the end."""
    opened: list[MainWindow] = []

    def open_(folder: Path, page: str = "documents", **preferences: object) -> MainWindow:
        context = Context(
            workspace=workspaces.open_workspace(folder),
            settings=Settings(who=WHO, **preferences),  # type: ignore[arg-type]
            settings_path=tmp_path / "settings.json",
            theme=theme,
            ask=answers,
        )
        window = MainWindow(context)
        window.resize(1366, 768)
        with qtbot.waitExposed(window):
            window.show()
        window.show_page(page)
        opened.append(window)
        return window

    yield open_
    for window in opened:
        if window.isVisible():
            window.close()
        window.deleteLater()
