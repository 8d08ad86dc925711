"""Makes the pictures of the guide and the README: python docs/make_screenshots.py [folder]."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QLocale, QSize, Qt  # noqa: E402
from PySide6.QtGui import QColor, QPainter, QPixmap  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # noqa: E402

from papidesk import i18n  # noqa: E402
from papidesk.domain.document import Document, IssueDate  # noqa: E402
from papidesk.domain.record import replace  # noqa: E402
from papidesk.settings import Settings  # noqa: E402
from papidesk.workflow import documents, issuing, keeping, workspaces  # noqa: E402
from papidesk.workflow.demo import commune_files, sample_offices  # noqa: E402
from ui.ask import Ask  # noqa: E402
from ui.background import Jobs  # noqa: E402
from ui.context import Context  # noqa: E402
from ui.dialogs.first_start_dialog import FirstStartDialog  # noqa: E402
from ui.dialogs.shortcut_dialog import ShortcutDialog  # noqa: E402
from ui.documents.document_pane import FINDINGS, INFORMATION, PAGES  # noqa: E402
from ui.documents.documents_page import DocumentsPage  # noqa: E402
from ui.documents.issue_dialog import IssueDialog  # noqa: E402
from ui.main_window import MainWindow  # noqa: E402
from ui.qt_translator import GettextTranslator  # noqa: E402
from ui.settings.settings_page import SECTIONS, SettingsPage  # noqa: E402
from ui.theme import Mode, Theme  # noqa: E402

WHO = "Trần Thị Thí Dụ"
SIGNERS = ("Nguyễn Văn Mẫu", "Lê Thị Minh Họa")
TABS = {PAGES: "page", FINDINGS: "findings", INFORMATION: "information"}
SMALLEST = 0  # PNG quality: the most compressed
SMALL, LARGE = QSize(1366, 768), QSize(1920, 1080)
# Invented subjects, to fill a list that is long.
SUBJECTS = (
    ("KH", "Kiểm soát thủ tục hành chính năm {year}"),
    ("BC", "Kết quả công tác cải cách hành chính tháng {month} năm {year}"),
    ("TB", "Lịch tiếp công dân của Chủ tịch Ủy ban nhân dân xã tháng {month} năm {year}"),
    ("TTr", "Đề nghị phê duyệt dự toán kinh phí chuyển đổi số năm {year}"),
    ("CV", "Đôn đốc cập nhật dữ liệu dân cư đợt {month}"),
    ("GM", "Dự hội nghị giao ban trưởng thôn tháng {month}"),
    ("QĐ", "Thành lập Tổ công nghệ số cộng đồng thôn Đông Hạ"),
    ("KH", "Tuyên truyền Chỉ số PAPI quý {month} năm {year} trên hệ thống truyền thanh cơ sở"),
)


@dataclass(frozen=True, slots=True)
class Look:
    """How the window is shown in one picture."""

    name: str
    mode: Mode = "light"
    text_size: int = 100
    language: str = "vi"
    size: QSize = SMALL


class Studio:
    """Makes windows on invented data and takes their pictures."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.app = QApplication.instance() or QApplication(sys.argv[:1])
        self.translator = GettextTranslator(self.app)
        self.app.installTranslator(self.translator)
        self.theme = Theme(self.app, "light", 100)
        self.made: list[Path] = []

    def dress(self, look: Look) -> None:
        """Put on language, colours and text size."""
        i18n.use(look.language)
        QLocale.setDefault(QLocale(look.language))
        self.theme.set_mode(look.mode)
        self.theme.set_text_size(look.text_size)

    def take(self, widget: QWidget, name: str) -> None:
        """Save the picture of ``widget`` as ``name``."""
        self.pause(60)
        path = self.target / f"{name}.png"
        widget.grab().save(str(path), "PNG", SMALLEST)
        self.made.append(path)
        print(path)  # noqa: T201 - a script's own words

    def take_with(self, window: QWidget, dialog: QDialog, name: str) -> None:
        """Save the picture of ``dialog`` in front of ``window``."""
        self.pause(400)
        picture = QPixmap(window.grab())
        place = window.rect().center() - dialog.rect().center()
        painter = QPainter(picture)
        painter.fillRect(picture.rect(), QColor(0, 0, 0, 60))
        frame = dialog.rect().translated(place)
        painter.fillRect(frame.adjusted(-1, -1, 1, 1), self.theme.color("border"))
        painter.drawPixmap(place, dialog.grab())
        painter.end()
        path = self.target / f"{name}.png"
        picture.save(str(path), "PNG", SMALLEST)
        self.made.append(path)
        print(path)  # noqa: T201

    def pause(self, milliseconds: int) -> None:
        """Let the window live for a while."""
        until = QDeadlineTimer(milliseconds)
        while not until.hasExpired():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def wait(self, ready: Callable[[], bool], milliseconds: int = 10_000) -> None:
        """Let the window live until ``ready``."""
        until = QDeadlineTimer(milliseconds)
        while not ready() and not until.hasExpired():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

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
        window.resize(look.size)
        window.show()
        self.pause(100)
        yield window
        window.close()
        self.pause(50)


def make_workspace(folder: Path, *, filled: bool, crowded: bool = False) -> None:
    """Make a workspace of the invented commune."""
    workspace = workspaces.create(folder, sample_offices()[0], who=WHO)
    store = workspace.store
    if crowded or filled:
        plan = documents.recognised(commune_files()[0]).document
        with store.unit_of_work():
            for index in range(240 if crowded else 12):
                documents.stored.save(store, _another(plan, index), who=WHO)
    if filled or crowded:
        documents.import_text(store, _with_mistakes(), "ke-hoach.txt", who=WHO)
        for path in commune_files():
            taken = documents.import_file(store, path, who=WHO)
            if path.name.startswith("02"):
                issuing.issue(store, taken.document.id, today=date.today(), who=WHO)
    if filled:
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
    return replace(
        plan,
        kind=kind,
        number=f"{240 - index:02}",
        symbol=f"{abbreviation}UBND" if abbreviation else "UBND-VHXH",
        date=IssueDate.of(day),
        abstract=subject.format(month=day.month, year=day.year),
    )


def documents_page(window: MainWindow) -> DocumentsPage:
    """The page Văn bản of ``window``."""
    page = window.page("documents")
    assert isinstance(page, DocumentsPage)
    return page


def open_row(studio: Studio, page: DocumentsPage, row: int) -> None:
    """Open the document of a row and wait until its pages and findings are there."""
    page.list.table.selectRow(row)
    studio.wait(lambda: page.pane.pages.view.up_to_date)
    studio.wait(lambda: page.pane.session.checked_state is not None)
    studio.pause(100)


def shoot_documents(studio: Studio, folder: Path, look: Look, tabs: tuple[int, ...]) -> None:
    """The list with one tab of the open document after the other."""
    with studio.window(folder, look) as window:
        page = documents_page(window)
        for tab in tabs:
            # The paper with mistakes in it stands below the three without.
            open_row(studio, page, 3)
            page.pane.tabs.setCurrentIndex(tab)
            studio.take(window, f"{look.name}-{TABS[tab]}")


def shoot_dialogs(studio: Studio, folder: Path) -> None:
    """Dialogs in front of the window, and the toast."""
    with studio.window(folder, Look("dialogs")) as window:
        page = documents_page(window)
        open_row(studio, page, 0)
        session = page.pane.session
        assert session.document is not None
        issue = IssueDialog(window.context, session.document, session.checked_state, window)
        issue.show()
        studio.take_with(window, issue, "dialog-issue")
        issue.close()
        keys = ShortcutDialog(window)
        keys.show()
        studio.take_with(window, keys, "dialog-keys")
        keys.close()
        QTest.keyClick(page.list.table, Qt.Key.Key_Delete)
        studio.take(window, "toast")
        window.toast.undo.click()


def shoot_settings(studio: Studio, folder: Path, look: Look) -> None:
    """Every section of the settings."""
    with studio.window(folder, look) as window:
        window.show_page("settings")
        page = window.page("settings")
        assert isinstance(page, SettingsPage)
        for index, (_word, icon, _make) in enumerate(SECTIONS):
            if icon not in ("office", "person", "backup"):
                continue
            page.group.button(index).setFocus()
            page.group.button(index).click()
            studio.take(window, f"{look.name}-{icon}")


def shoot_first_start(studio: Studio, look: Look) -> None:
    """The steps of the assistant."""
    studio.dress(look)
    dialog = FirstStartDialog(studio.theme, Ask(), Jobs(), Path("D:/PapiDesk"))
    dialog.show()
    dialog.name_step.name.line.setText("xã An Hòa")
    dialog.name_step.name.changed.emit()
    dialog.superior_step.superior.line.setText("tỉnh Bình Nguyên")
    for step in range(4):
        for name, field in zip(SIGNERS, dialog.signers_step.fields.values(), strict=False):
            field.line.setText(name)
            field.changed.emit()
        studio.pause(200)
        studio.wait(lambda: dialog.preview.image is not None)
        studio.pause(500)
        studio.take(dialog, f"{look.name}-{step + 1}")
        if step < 3:
            dialog.next.click()
    dialog.close()


def main() -> None:
    """Make all pictures."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    studio = Studio(target)
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        full = base / "2" / "An Hòa"
        make_workspace(base / "1" / "An Hòa", filled=False)
        make_workspace(full, filled=True)
        make_workspace(base / "3" / "An Hòa", filled=False, crowded=True)
        shoot_first_start(studio, Look("first-start"))
        with studio.window(base / "1" / "An Hòa", Look("empty")) as window:
            studio.take(window, "empty")
        shoot_documents(studio, full, Look("documents"), (PAGES, FINDINGS, INFORMATION))
        shoot_documents(studio, full, Look("dark", mode="dark"), (PAGES, INFORMATION))
        shoot_documents(studio, full, Look("large-text", text_size=150), (PAGES, FINDINGS))
        shoot_documents(studio, full, Look("english", language="en"), (FINDINGS,))
        shoot_documents(studio, base / "3" / "An Hòa", Look("crowded", size=LARGE), (PAGES,))
        shoot_dialogs(studio, full)
        shoot_settings(studio, full, Look("settings"))


if __name__ == "__main__":
    main()
