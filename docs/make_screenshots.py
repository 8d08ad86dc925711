"""Photographs every page and dialog: python docs/make_screenshots.py [folder] [part of a name ...].

The full set (two languages, light and dark, 150 %) goes to the folder, out/screenshots without one.
The pictures that the guide and the README show are copied to resources/help/pictures.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale, QSize, Qt  # noqa: E402
from PySide6.QtGui import QColor, QPainter, QPixmap  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # noqa: E402

from papidesk import i18n  # noqa: E402
from papidesk.domain.document import Document, Filing, IssueDate  # noqa: E402
from papidesk.domain.record import replace  # noqa: E402
from papidesk.settings import Settings  # noqa: E402
from papidesk.workflow import documents, issuing, keeping, workspaces  # noqa: E402
from papidesk.workflow.demo import commune_files, sample_offices  # noqa: E402
from tests.ui.scenes.registry import Scene, Stage, scenes  # noqa: E402
from ui.ask import Ask  # noqa: E402
from ui.context import Context  # noqa: E402
from ui.main_window import MainWindow  # noqa: E402
from ui.qt_translator import GettextTranslator  # noqa: E402
from ui.theme import Mode, Theme  # noqa: E402

WHO = "Trần Thị Thí Dụ"
SMALLEST = 0  # PNG quality: the most compressed
SMALL, LARGE = QSize(1366, 768), QSize(1920, 1080)
FULL_SET = ROOT / "out" / "screenshots"
SHOWN = ROOT / "resources" / "help" / "pictures"
PICTURE = re.compile(r"!\[[^]]*\]\((?:[\w/]*/)?pictures/([\w-]+)\.png\)")
# Invented subjects, to fill a list that is long.
SUBJECTS = (
    ("KH", "Kiểm soát thủ tục hành chính năm {year}"),
    ("BC", "Kết quả công tác cải cách hành chính tháng {month} năm {year}"),
    ("TB", "Lịch tiếp công dân của Chủ tịch Ủy ban nhân dân xã tháng {month} năm {year}"),
    ("TTr", "Đề nghị phê duyệt dự toán kinh phí chuyển đổi số năm {year}"),
    ("CV", "Đôn đốc cập nhật dữ liệu dân cư đợt {month}"),
    ("GM", "Họp giao ban tháng {month} năm {year}"),
)


@dataclass(frozen=True, slots=True)
class Look:
    """How the window is shown; what it is called in the names of pictures, "" for the usual."""

    name: str
    mode: Mode = "light"
    text_size: int = 100
    language: str = "vi"
    size: QSize = SMALL


LOOKS = (
    Look(""),
    Look("dark", mode="dark"),
    Look("150", text_size=150),
    Look("en", language="en"),
    Look("en-dark", mode="dark", language="en"),
    Look("dark-150", mode="dark", text_size=150),
    Look("en-150", text_size=150, language="en"),
    Look("large", size=LARGE),
)


class Studio:
    """Makes windows on invented data and takes their pictures."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.app = QApplication.instance() or QApplication(sys.argv[:1])
        self.translator = GettextTranslator(self.app)
        self.app.installTranslator(self.translator)
        self.theme = Theme(self.app, "light", 100)

    def dress(self, look: Look) -> None:
        """Put on language, colours and text size."""
        i18n.use(look.language)
        QLocale.setDefault(QLocale(look.language))
        self.theme.set_mode(look.mode)
        self.theme.set_text_size(look.text_size)

    def shoot(self, folder: Path, look: Look, wanted: list[Scene]) -> None:
        """Photograph the scenes ``wanted``, each in a window of its own."""
        for one in wanted:
            name = f"{one.name}-{look.name}" if look.name else one.name
            own = folder.parent / "copy" / folder.name
            shutil.copytree(folder, own)
            with self.window(own, look) as window:
                stage = Stage(window)
                shown = one.make(stage)
                # A popup goes when a window becomes the active one; it is painted all the same.
                shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, shown is window)
                if isinstance(shown, QDialog):
                    shown.show()
                stage.pause(300)
                picture = shown.grab() if one.alone else self._picture(window, shown)
                self._save(picture, name)
                if shown is not window:
                    shown.close()
            shutil.rmtree(own.parent)

    def _picture(self, window: QWidget, shown: QWidget) -> QPixmap:
        picture = QPixmap(window.grab())
        if shown is window:
            return picture
        modal = isinstance(shown, QDialog)
        place = window.rect().center() - shown.rect().center()
        if not modal:
            place = window.mapFromGlobal(shown.pos())
        painter = QPainter(picture)
        if modal:
            painter.fillRect(picture.rect(), QColor(0, 0, 0, 60))
        frame = shown.rect().translated(place)
        painter.fillRect(frame.adjusted(-1, -1, 1, 1), self.theme.color("border"))
        painter.drawPixmap(place, shown.grab())
        painter.end()
        return picture

    def _save(self, picture: QPixmap, name: str) -> None:
        path = self.target / f"{name}.png"
        picture.save(str(path), "PNG", SMALLEST)
        print(path)  # noqa: T201 - a script's own words

    @contextmanager
    def window(self, folder: Path, look: Look) -> Iterator[MainWindow]:
        """A main window on the workspace in ``folder``."""
        self.dress(look)
        context = Context(
            workspace=workspaces.open_workspace(folder),
            settings=Settings(
                language=look.language, theme=look.mode, text_size=look.text_size, who=WHO
            ),
            settings_path=folder.parent / "settings.json",
            theme=self.theme,
            ask=Ask(),
        )
        window = MainWindow(context)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.backs_up_at_the_end = False
        window.resize(look.size)
        window.show()
        Stage(window).pause(100)
        yield window
        window.close()
        QApplication.processEvents()


def make_workspace(folder: Path, *, filled: bool = True) -> None:
    """Make a workspace of the invented commune."""
    workspace = workspaces.create(folder, sample_offices()[0], who=WHO)
    store = workspace.store
    if filled:
        plan = documents.recognised(commune_files()[0]).document
        with store.unit_of_work():
            for index in range(240):
                documents.stored.save(store, _another(plan, index), who=WHO)
        documents.import_text(store, _with_mistakes(), "ke-hoach.txt", who=WHO)
        for path in commune_files():
            taken = documents.import_file(store, path, who=WHO)
            if path.name.startswith("02"):
                issuing.issue(store, taken.document.id, today=date.today(), who=WHO)
        keeping.backup(workspace)
    workspace.close()


def _with_mistakes() -> str:
    """A sample with mistakes put in, for the picture of the findings."""
    text = commune_files()[0].read_text(encoding="utf-8")
    for right, wrong in (
        ("Số: 05/KH-UBND", "Số: 7/BC-UBND"),
        ("III. NHIỆM VỤ", "II. NHIỆM VỤ"),
        ("năm 2026 trên địa bàn", "năm 2025 trên địa bàn"),
    ):
        text = text.replace(right, wrong, 1)
    return text


def _another(plan: Document, index: int) -> Document:
    kind, subject = SUBJECTS[index % len(SUBJECTS)]
    day = date(2026, 11, 18) - timedelta(days=2 * index)
    abbreviation = "" if kind == "CV" else f"{kind}-"
    state = ("draft", "submitted", "approved", "returned", "draft", "draft")[index % 6]
    return replace(
        plan,
        kind=kind,
        state=state,
        number=f"{300 - index:02}",
        symbol=f"{abbreviation}UBND" if abbreviation else "UBND-VHXH",
        date=IssueDate.of(day),
        abstract=subject.format(month=day.month, year=day.year),
        filing=Filing(due=day + timedelta(days=9) if index % 5 == 2 else None),
    )


def shown_pictures() -> set[str]:
    """Return the names of the pictures that the guide and the README show."""
    texts = (ROOT / "README.md", ROOT / "resources" / "help" / "huong-dan.md")
    return {name for path in texts for name in PICTURE.findall(path.read_text("utf-8"))}


def main() -> None:
    """Take the pictures, all of them or those whose names hold an argument."""
    arguments = sys.argv[1:]
    target = Path(arguments[0]) if arguments else FULL_SET
    target.mkdir(parents=True, exist_ok=True)
    studio = Studio(target)
    wanted = [
        one
        for one in scenes()
        if not arguments[1:] or any(part in one.name for part in arguments[1:])
    ]
    looks = [look for look in LOOKS if os.environ.get("LOOK", look.name) == look.name]
    with tempfile.TemporaryDirectory() as name:
        full, empty = Path(name) / "1" / "An Hòa", Path(name) / "2" / "An Hòa"
        make_workspace(full)
        make_workspace(empty, filled=False)
        for look in looks:
            studio.shoot(full, look, [one for one in wanted if not one.name.startswith("empty")])
            studio.shoot(empty, look, [one for one in wanted if one.name.startswith("empty")])
    SHOWN.mkdir(parents=True, exist_ok=True)
    for picture in shown_pictures():
        if (target / f"{picture}.png").is_file():
            shutil.copy(target / f"{picture}.png", SHOWN / f"{picture}.png")


if __name__ == "__main__":
    main()
