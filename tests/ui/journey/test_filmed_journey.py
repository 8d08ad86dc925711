"""A clerk's first day: from the assistant to the printed plan in the register, all by hand."""

from __future__ import annotations

import datetime
import unicodedata
from pathlib import Path

import pdfplumber
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk.domain.blocks import Heading, Paragraph, Table
from papidesk.domain.document import Document
from papidesk.storage import attachments, registers
from papidesk.workflow import documents, life, papers
from tests.ui.journey.clerk import ALT, CONTROL, WHO, Clerk, decomposed, shown
from tests.ui.journey.film import Film
from tests.ui.person import Answers, page_of, type_text
from ui.documents.issue_dialog import IssueDialog
from ui.documents.return_dialog import ReturnDialog
from ui.drafting.new_document_dialog import NewDocumentDialog
from ui.editor.annex_dialog import AnnexDialog
from ui.editor.side_panel import FINDINGS
from ui.overview.overview_page import OverviewPage
from ui.start import Start
from ui.widgets.date_field import DateField
from ui.widgets.fields import LineField

OUTGOING = 1
MM = 72 / 25.4
SECTION = "Kiểm tra, giám sát và báo cáo"
SENTENCE = "Văn phòng theo dõi, đôn đốc các đơn vị; tổng hợp kết quả trước ngày 10 hằng tháng."
HEADS = ("Đơn vị", "Tháng 8", "Tháng 9")
ANNEX = "Lịch phát thanh tuyên truyền"
REASON = "Bổ sung lịch phát thanh của các thôn."


class Beginner(Clerk):
    """Writes a first plan."""

    # The steps

    def begin(self) -> None:
        # An empty workspace shows the first steps; the keyboard is on the one that writes a plan.
        overview = self.window.page("overview")
        assert isinstance(overview, OverviewPage)
        self.qtbot.waitUntil(lambda: overview.steps is not None and overview.steps.isVisible())
        assert overview.steps is not None
        assert QApplication.focusWidget() is overview.steps.plan
        self.key(overview.steps.plan, Qt.Key.Key_Return)
        dialog = shown(NewDocumentDialog)
        type_text(dialog.templates.search, "truyen thong nang cao chi so papi")
        assert dialog.templates.chosen == "ke-hoach-truyen-thong-papi"
        answers = {
            "so_cap_tren": "192/KH-UBND",
            "ten_cap_tren": decomposed("tuyên truyền nâng cao Chỉ số PAPI"),
        }
        for name, answer in answers.items():
            field = dialog.questions.fields[name]
            assert isinstance(field, LineField)
            field.line.selectAll()
            type_text(field.line, answer)
        day = dialog.questions.fields["ngay_cap_tren"]
        assert isinstance(day, DateField)
        for part, digits in ((day.date.day, "20"), (day.date.month, "12"), (day.date.year, "2025")):
            part.setFocus()
            part.selectAll()
            type_text(part, digits)
        self.film.take("template", dialog)
        self.click(dialog.accept_button)
        self.qtbot.waitUntil(lambda: page_of(self.window).editing.open_id != "", timeout=15_000)
        self.come_back()

    def write_section(self) -> None:
        surface = self.editor.surface
        last = len(surface.blocks()) - 1
        surface.setFocus()
        self.key(surface, Qt.Key.Key_End, CONTROL)
        assert surface.current_block() == last
        self.key(surface, Qt.Key.Key_Return)
        self.key(surface, Qt.Key.Key_1, CONTROL, ALT)
        self.write(decomposed(SECTION))
        self.key(surface, Qt.Key.Key_Return)
        self.key(surface, Qt.Key.Key_0, CONTROL, ALT)
        self.write(SENTENCE)
        heading, paragraph = surface.blocks()[last + 1 : last + 3]
        assert isinstance(heading, Heading) and (heading.level, heading.text) == (1, SECTION)
        assert isinstance(paragraph, Paragraph) and paragraph.text == SENTENCE
        self.film.take("writing", self.window)

    def put_in_table(self) -> None:
        surface = self.editor.surface
        self.key(surface, Qt.Key.Key_Return)
        self.key(surface, Qt.Key.Key_T, CONTROL, ALT)
        picker = self.editor.toolbar.picker
        while (picker.grid.rows, picker.grid.columns) != (2, 3):
            rows, columns = picker.grid.rows, picker.grid.columns
            key = (
                Qt.Key.Key_Up if rows > 2 else Qt.Key.Key_Down if rows < 2
                else Qt.Key.Key_Left if columns > 3 else Qt.Key.Key_Right
            )  # fmt: skip
            self.key(picker.grid, key)
        self.key(picker.grid, Qt.Key.Key_Return)
        self.come_back()
        for text in (*HEADS, decomposed("Thôn Đông"), "4 buổi", "5 buổi"):
            self.write(text)
            self.key(surface, Qt.Key.Key_Tab)
        table = next(block for block in reversed(surface.blocks()) if isinstance(block, Table))
        cells = [[cell.text for cell in row.cells] for row in table.rows]
        # Tab in the last cell makes a new row.
        assert cells[:2] == [list(HEADS), ["Thôn Đông", "4 buổi", "5 buổi"]] and len(cells) == 3
        self.key(surface, Qt.Key.Key_Z, CONTROL)
        table = next(block for block in reversed(surface.blocks()) if isinstance(block, Table))
        assert len(table.rows) == 2
        self.film.take("table", self.window)

    def add_annex(self) -> None:
        surface = self.editor.surface
        self.key(surface, Qt.Key.Key_P, CONTROL, ALT)
        dialog = shown(AnnexDialog)
        type_text(dialog.title.text, decomposed(ANNEX))
        dialog.turned.show_value("landscape")
        dialog.turned.changed.emit()
        self.click(dialog.accept_button)
        self.come_back()
        annex = self.document.annexes[-1]
        assert (annex.title, annex.landscape) == (ANNEX, True)
        self.write("Phát thanh vào 17 giờ 30 các ngày thứ Hai, thứ Năm hằng tuần.")
        self.film.take("annex", self.window)

    def check(self) -> None:
        editor = self.editor
        self.key(editor.surface, Qt.Key.Key_2, ALT)
        assert editor.side.tabs.currentIndex() == FINDINGS
        self.qtbot.waitUntil(lambda: editor.session.checked_state is not None, timeout=15_000)
        self.film.take("check", self.window)

    def act(self, name: life.ActName) -> None:
        action = self.editor.life.actions[name]
        assert action.isVisible() and action.isEnabled()
        action.trigger()

    def submit_and_return(self) -> None:
        primary = self.editor.life.primary()
        assert primary is self.editor.life.actions["submit"]
        self.click(self.editor.header.primary)
        assert self.document.state == "submitted"
        before = self.document.blocks
        self.write("Không được thêm.")
        assert self.document.blocks == before
        self.act("return")
        dialog = shown(ReturnDialog)
        type_text(dialog.reason.text, decomposed(REASON))
        type_text(dialog.notes.remark.line, "Thêm thôn Tây")
        self.click(dialog.notes.add_button)
        self.film.take("return", dialog)
        self.click(dialog.accept_button)
        self.come_back()
        assert self.document.state == "returned"
        store = self.window.context.workspace.store
        assert [note.text for note in life.remarks(store, self.document.id)] == ["Thêm thôn Tây"]

    def mend_and_approve(self) -> None:
        surface = self.editor.surface
        self.editor.stories.show_annex(len(self.document.annexes) - 1)
        surface.setFocus()
        self.key(surface, Qt.Key.Key_End, CONTROL)
        self.key(surface, Qt.Key.Key_Return)
        self.write(decomposed("Thôn Tây phát thanh vào 06 giờ 00 thứ Bảy hằng tuần."))
        for name, state in (("submit", "submitted"), ("approve", "approved")):
            primary = self.editor.life.primary()
            assert primary is self.editor.life.actions[name]  # type: ignore[index]
            self.click(self.editor.header.primary)
            assert self.document.state == state
        self.film.take("approved", self.window)

    def issue(self) -> None:
        self.click(self.editor.header.primary)
        dialog = shown(IssueDialog)
        self.qtbot.wait(400)  # the last check begins after a moment of quiet
        self.qtbot.waitUntil(lambda: self.window.context.jobs.idle, timeout=20_000)
        assert dialog.number.value() == "01"
        self.film.take("issue", dialog)
        assert not dialog.check.stopping, dialog.check.list.text()
        self.click(dialog.accept_button)
        self.click(dialog.accept_button)  # a second click gives no second number
        self.qtbot.waitUntil(lambda: self.document.state == "issued", timeout=20_000)
        self.qtbot.waitUntil(lambda: self.window.context.jobs.idle, timeout=20_000)
        self.come_back()
        self.film.take("issued", self.window)

    def print(self, target: Path) -> None:
        self.answers.paper = target
        self.key(self.editor.surface, Qt.Key.Key_P, CONTROL)
        self.qtbot.waitUntil(
            lambda: self.window.context.jobs.idle and target.exists(), timeout=30_000
        )

    def look_into_the_register(self) -> None:
        self.key(self.editor.surface, Qt.Key.Key_W, CONTROL)
        page = page_of(self.window)
        page.places.show_place(OUTGOING)
        view = page.places.register_of(OUTGOING)
        self.qtbot.waitUntil(lambda: view.model.rowCount() == 1, timeout=10_000)
        self.film.take("register", self.window)


def test_a_clerks_first_day_from_the_assistant_to_the_register(
    qtbot: QtBot, start: Start, answers: Answers, tmp_path: Path
) -> None:
    clerk = Beginner(qtbot, start, answers, Film(tmp_path))
    clerk.set_up(tmp_path / "xã An Hòa")
    clerk.film.take("empty-workspace", clerk.window)
    clerk.begin()
    clerk.write_section()
    clerk.put_in_table()
    clerk.add_annex()
    clerk.check()
    clerk.submit_and_return()
    clerk.mend_and_approve()
    clerk.issue()
    issued = clerk.document
    clerk.print(tmp_path / "printed.pdf")
    clerk.look_into_the_register()

    store = clerk.window.context.workspace.store
    today = datetime.date.today()
    assert documents.get(store, issued.id) == issued
    assert (issued.number, issued.date.date) == ("01", today)
    entry = registers.of_document(store, issued.id)
    assert entry is not None
    assert (entry.number, entry.symbol, entry.date) == (1, "KH-UBND", today.isoformat())
    steps = [(act.name, act.who) for act in life.acts(store, issued.id)]
    wanted = ["submit", "return", "submit", "approve", "issue"]
    assert steps in ([(name, WHO) for name in wanted], [(name, WHO) for name in wanted[::-1]])
    link = next(one for one in attachments.links(store, issued.id) if one.role == "issued")
    pdf = attachments.read(store, link.sha256, link.name)
    assert pdf == papers.pdf(issued)
    frozen = tmp_path / "frozen.pdf"
    frozen.write_bytes(pdf)
    measure(frozen, issued)
    with pdfplumber.open(tmp_path / "printed.pdf") as printed, pdfplumber.open(frozen) as kept:
        assert len(printed.pages) == len(kept.pages)
    assert len(clerk.film.frames) == 13


def measure(path: Path, document: Document) -> None:
    """Measure the pages as NĐ 30/2020 wants them (Phụ lục I, mục I, II)."""
    with pdfplumber.open(path) as pdf:
        texts = [unicodedata.normalize("NFC", page.extract_text() or "") for page in pdf.pages]
        first = pdf.pages[0]
        assert (round(first.width / MM), round(first.height / MM)) == (210, 297)
        words = first.extract_words(extra_attrs=["fontname", "size"], use_text_flow=False)
        left = min(word["x0"] for word in words) / MM
        right = max(word["x1"] for word in words) / MM
        assert left >= 29.9 and right <= 190.2
        nation = next(word for word in words if word["text"] == "CỘNG")
        assert "Bold" in nation["fontname"] and 12 <= round(nation["size"], 1) <= 13
        number = next(word for word in words if word["text"] == "Số:")
        day = next(word for word in words if word["text"] == "ngày")
        assert round(number["size"], 1) == 13 and abs(number["bottom"] - day["bottom"]) < 3
        assert f"Số: 01/{document.symbol}" in texts[0]
        annex = next(page for page in pdf.pages if "LỊCH PHÁT THANH" in (page.extract_text() or ""))
        assert (round(annex.width / MM), round(annex.height / MM)) == (297, 210)
        whole = " ".join(" ".join(texts).split())
        heading = next(b for b in document.blocks if getattr(b, "text", "") == SECTION)
        assert isinstance(heading, Heading)
        assert SECTION.upper() in whole and SENTENCE in whole and "4 buổi" in whole
        assert "Thôn Tây phát thanh vào 06 giờ 00 thứ Bảy hằng tuần./." in whole
        assert f"ngày {datetime.date.today().day:02}" in whole
        # Page numbers stand centred in the top margin, but not on the first page.
        for page in pdf.pages[1:2]:
            top = [w for w in page.extract_words() if w["bottom"] < 20 * MM]
            assert [w["text"] for w in top] == ["2"]
            assert abs((top[0]["x0"] + top[0]["x1"]) / 2 / MM - 110) < 10
        assert not [w for w in first.extract_words() if w["bottom"] < 19 * MM]
