"""From the term to the issued report, and to the next one that tells a correction."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from papidesk.domain import figures
from papidesk.domain.document import Document
from papidesk.workflow import closings, documents, duty_terms, issuing
from tests.ui.conftest import WHO
from tests.ui.person import type_text
from tests.ui.reports.conftest import BROADCASTS, NEWS, YEAR, OpenPage, store_of, window_of
from ui.log.closed_reason import ClosedReasonDialog
from ui.log.entries_dialog import EntriesDialog
from ui.log.entry_dialog import EntryDialog
from ui.reports.assistant_dialog import DRAFT, FIGURES, AssistantDialog
from ui.reports.figures_model import shown
from ui.reports.reports_page import CLOSINGS, ReportsPage

ENTER = Qt.Key.Key_Return


def one(page: ReportsPage, kind: type[QDialog]) -> QDialog:
    found = [dialog for dialog in window_of(page).findChildren(kind) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]


def choose(page: ReportsPage, period: str) -> None:
    states = duty_terms.states(store_of(page), YEAR, today=datetime.date.today())
    term = next(s.term for s in states if (s.term.duty, s.term.period) == ("papi", period))
    page.duties.show_term(term)


def begin(qtbot: QtBot, page: ReportsPage, period: str) -> AssistantDialog:
    window_of(page).show_page("reports")
    page.tabs.setCurrentIndex(0)
    choose(page, period)
    page.duties.table.setFocus()
    qtbot.keyClick(page.duties.table, ENTER)
    dialog = one(page, AssistantDialog)
    assert isinstance(dialog, AssistantDialog)
    return dialog


def value(dialog: AssistantDialog, code: str) -> str:
    line = dialog.figures_step.model.line(dialog.figures_step.model.find(code))
    assert line is not None
    return shown(line, "value")


def finish(qtbot: QtBot, page: ReportsPage, dialog: AssistantDialog) -> Document:
    """Draft, open in the editor, and return the document that is open there."""
    dialog.go_to(DRAFT)
    qtbot.waitUntil(lambda: dialog.draft_step.document is not None, timeout=20_000)
    with qtbot.waitSignal(page.context.edit_asked, timeout=20_000) as asked:
        dialog.next.click()
    return documents.get(store_of(page), asked.args[0])


def save(qtbot: QtBot, dialog: EntryDialog) -> None:
    """Press Save; what is doubtful is asked about once."""
    with qtbot.waitSignal(dialog.kept, timeout=10_000):
        dialog.accept_button.click()
        if dialog.problem.isVisible():
            dialog.accept_button.click()


def words_of(document: Document) -> str:
    return " ".join(getattr(block, "text", "") for block in document.blocks)


def test_a_report_from_its_term_to_the_correction_in_the_next_one(
    qtbot: QtBot, open_page: OpenPage, logged: Path
) -> None:
    page = open_page(logged)
    store = store_of(page)

    # The term, its figures, and what is behind one of them.
    dialog = begin(qtbot, page, f"{YEAR}-H1")
    qtbot.keyClick(dialog, ENTER)
    assert dialog.step == FIGURES and value(dialog, NEWS) == "12"
    table = dialog.figures_step.table
    table.choose_code(NEWS)
    qtbot.keyClick(table, ENTER)
    entries = one(page, EntriesDialog)
    assert isinstance(entries, EntriesDialog) and entries.totals.text().startswith("2 ")
    entries.reject()

    # An entry that was missing is logged right there, and the figure follows.
    table.choose_code(BROADCASTS)
    qtbot.mouseClick(dialog.figures_step.add_button, Qt.MouseButton.LeftButton)
    entry = one(page, EntryDialog)
    assert isinstance(entry, EntryDialog)
    type_text(entry.fields.title.text, "Phát thanh chuyên mục cải cách hành chính")
    entry.fields.day.show_value(datetime.date(YEAR, 5, 5))
    save(qtbot, entry)
    assert value(dialog, BROADCASTS) == "1"

    # The draft, kept and opened for writing; its figures are live.
    report = finish(qtbot, page, dialog)
    assert any(ref.startswith(f"{NEWS}@{YEAR}-H1:papi") for ref in figures.refs(report))
    assert window_of(page).current.whole
    window_of(page).show_page("reports")
    choose(page, f"{YEAR}-H1")
    assert page.duties.chosen is not None and page.duties.chosen.document == report.id

    # Issued: the window is closed with the figures as they were reported.
    editor = window_of(page).page("documents").editing.view  # type: ignore[attr-defined]
    assert editor.flush()
    today = datetime.date.today()
    issued = issuing.issue(store, report.id, today=today, who=WHO, override="Thử nghiệm")
    assert issued.frozen
    page.context.documents_changed.emit()
    assert page.duties.chosen.state == "issued"
    page.tabs.setCurrentIndex(CLOSINGS)
    assert page.closings.model.rowCount() == 1
    kept = {row.code: row.then for row in page.closings.then.rows}
    assert kept[NEWS] == 12 and kept[BROADCASTS] == 1

    # A change of an entry asks for the reason and is kept as a correction.
    page.show_filter(duty_terms.query(store, "papi", f"{YEAR}-H1"))
    page.figures.table.choose_code(NEWS)
    qtbot.keyClick(page.figures.table, ENTER)
    entries = one(page, EntriesDialog)
    assert isinstance(entries, EntriesDialog)
    entries.open_current()
    entry = one(page, EntryDialog)
    assert isinstance(entry, EntryDialog)
    entry.fields.amounts.show_value(_more(entry))
    entry.accept_button.click()
    qtbot.waitUntil(lambda: _asked(page), timeout=10_000)
    reason = one(page, ClosedReasonDialog)
    assert isinstance(reason, ClosedReasonDialog)
    type_text(reason.reason.text, "Đếm sót hai tin")
    with qtbot.waitSignal(entry.kept, timeout=10_000):
        reason.accept_button.click()
    entries.reject()
    page.tabs.setCurrentIndex(CLOSINGS)
    first = page.closings.then.rows[0]
    assert first.code == NEWS and (first.then, first.now) == (12, 14)
    assert [one_.reason for one_ in closings.corrections(store)] == ["Đếm sót hai tin"]

    # The next report tells it.
    dialog = begin(qtbot, page, f"{YEAR}-9M")
    qtbot.keyClick(dialog, ENTER)
    assert "1 số liệu điều chỉnh" in dialog.figures_step.summary.text()
    assert value(dialog, NEWS) == "14"
    following = finish(qtbot, page, dialog)
    told = " ".join(annex.title for annex in following.annexes)
    assert "điều chỉnh" in (told + words_of(following)).lower()


def _more(entry: EntryDialog) -> tuple[object, ...]:
    """Return the amounts of an entry with two more of the first."""
    from papidesk.domain.record import replace

    amounts = entry._before.amounts
    return (replace(amounts[0], quantity=amounts[0].quantity + 2), *amounts[1:])


def _asked(page: ReportsPage) -> bool:
    return any(one.isVisible() for one in window_of(page).findChildren(ClosedReasonDialog))
