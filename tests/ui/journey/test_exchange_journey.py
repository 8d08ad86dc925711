"""A report's way: down as a duty, up as a report, back with remarks, up again, accepted, summed."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from papidesk.domain.document import Document
from papidesk.domain.exchange import SentBundle
from papidesk.domain.figures import refs
from papidesk.domain.report_duty import DayOfYear, DutyTerm, ReportDuty, Term
from papidesk.domain.task import Task
from papidesk.storage.integrity import verify
from papidesk.workflow import (
    bases,
    catalogue_entries,
    closings,
    consolidation,
    demo,
    documents,
    issuing,
    life,
    log,
    sending,
    tasks,
    trust,
    workspaces,
)
from papidesk.workflow.unit_board import BoardRow
from tests.ui.journey.clerk import decomposed, shown
from tests.ui.journey.desk import Desk
from tests.ui.journey.film import Film
from tests.ui.journey.official import BROADCASTS, ENTER, MEETINGS, NEWS, expected
from tests.ui.person import type_text
from tests.workflow.conftest import kept, sound
from ui.consolidation.consolidation_page import FIGURES, WATCH, ConsolidationPage
from ui.consolidation.return_report_dialog import ReturnReportDialog
from ui.consolidation.watch_view import LIST
from ui.editor.side_panel import HISTORY
from ui.main_window import MainWindow
from ui.tasks.plan_dialog import PlanDialog
from ui.tasks.proposals_dialog import ProposalsDialog
from ui.tasks.tasks_page import SHOWN

OpenWindow = Callable[..., MainWindow]
TODAY = datetime.date.today()
ABOVE, BELOW = "so-noi-vu", "xa-an-hoa"
DUTY = ReportDuty(
    code="bc-truyen-thong", name="Báo cáo kết quả truyền thông cải cách hành chính",
    subject="Kết quả truyền thông cải cách hành chính", recipient="Sở Nội vụ",
    counters=(NEWS, BROADCASTS, MEETINGS),
    terms=(
        Term(
            kind="year", since=DayOfYear(month=12, day=15, year=-1),
            until=DayOfYear(month=12, day=14), due=DayOfYear(month=12, day=20),
        ),
    ),
)  # fmt: skip
TASK = "Phát 12 tin, bài về cải cách hành chính"
REASON = "Số hội nghị chưa khớp với biên bản."
REMARK = "Ghi lại cả hội nghị ngày hôm nay"


class Below(Desk):
    """The commune's official."""

    def see_duty(self) -> DutyTerm:
        """Find the superior's duty among the reports of the year."""
        self.come_back()
        self.go(Qt.Key.Key_5)
        term = self.term(DUTY.code)
        self.reports.duties.show_year(int(term.period[:4]))
        self.reports.duties.show_term(term)
        chosen = self.reports.duties.chosen
        assert chosen is not None and chosen.duty.name == DUTY.name
        self.take("duty")
        return term

    def take_proposals(self, plan: Document) -> None:
        """Take the tasks that the superior's plan proposes."""
        self.go(Qt.Key.Key_3)
        self.qtbot.waitUntil(lambda: self.tasks.stack.currentIndex() == SHOWN)
        before = {row.id for row in tasks_of(self, plan)}
        self.click(self.tasks.strip.propose)
        chooser = shown(PlanDialog)
        type_text(chooser.picker.search, "nang cao chi so papi")
        self.key(chooser.picker.search, ENTER)
        dialog = shown(ProposalsDialog)
        self.film.take(f"{self.name}-proposals", dialog)
        self.click(dialog.rest)
        self.click(dialog.finish)
        self.come_back()
        assert {row.id for row in tasks_of(self, plan)} > before
        self.take("tasks")

    def add_forgotten(self, title: str) -> None:
        """Write the meeting that was forgotten into the quick line: no reason is asked for."""
        self.come_back()
        self.go(Qt.Key.Key_4)
        before, quick = log.count(self.store), self.log.quick
        quick.counter.line.setFocus()
        quick.counter.line.selectAll()
        type_text(quick.counter.line, "hội nghị, buổi")
        self.key(quick.counter.line, Qt.Key.Key_Tab)
        self.come_back()
        quick.quantity.line.selectAll()
        type_text(quick.quantity.line, "1")
        quick.title.line.setFocus()
        type_text(quick.title.line, title)
        self.key(quick.title.line, ENTER)
        assert log.count(self.store) == before + 1

    def open_report(self, term: DutyTerm) -> Document:
        """Open the report that stands from the list of duties, with its remarks at the side."""
        self.come_back()
        self.go(Qt.Key.Key_5)
        self.reports.duties.refresh()
        self.reports.duties.show_term(term)
        state = self.reports.duties.chosen
        assert state is not None and state.document_state == "returned"
        self.take("returned-duty")
        table = self.reports.duties.table
        table.setFocus()
        self.key(table, ENTER)
        self.qtbot.waitUntil(
            lambda: self.window.current.whole and self.document.id == state.document,
            timeout=20_000,
        )
        self.idle()
        self.come_back()
        return self.document


class Above(Desk):
    """The department's official, who watches the reports."""

    @property
    def consolidation(self) -> ConsolidationPage:
        page = self.window.page("consolidation")
        assert isinstance(page, ConsolidationPage)
        return page

    def see_board(self, term: DutyTerm, what: str) -> BoardRow:
        """Look at who reported, as a matrix and as the list of one report; return the commune."""
        self.come_back()
        self.window.show_page("consolidation")
        page = self.consolidation
        page.tabs.setCurrentIndex(WATCH)
        page.watch.show_matrix()
        page.show_year(int(term.period[:4]))
        self.idle()
        page.watch.refresh()
        self.idle()
        self.take(f"matrix-{what}")
        page.watch.show_term((term.duty, term.period), BELOW)
        assert page.watch.stack.currentIndex() == LIST
        self.take(f"board-{what}")
        [row] = page.watch.list.chosen
        return row

    def send_back(self, term: DutyTerm) -> Path:
        """Return the report with a reason and a remark on a figure; the file is on the stick."""
        self.see_board(term, "before-return")
        target = self.answers.target = self.stick / "tra-lai.papi"
        self.click(self.consolidation.watch.list.return_button)
        dialog = shown(ReturnReportDialog)
        type_text(dialog.reason.text, decomposed(REASON))
        dialog.notes.place.show_value(f"counter:{MEETINGS}")
        type_text(dialog.notes.remark.line, decomposed(REMARK))
        self.key(dialog.notes.remark.line, ENTER)
        self.film.take(f"{self.name}-return", dialog)
        self.click(dialog.accept_button)
        self.qtbot.waitUntil(target.is_file, timeout=20_000)
        self.idle()
        return target

    def accept(self, term: DutyTerm) -> SentBundle:
        """Accept the report and have the commune told; return the bundle that tells it."""
        self.see_board(term, "before-accepting")
        before = len(sending.history(self.store))
        self.consolidation.watch.list.tell_action.trigger()
        self.qtbot.waitUntil(lambda: len(sending.history(self.store)) > before, timeout=20_000)
        self.idle()
        self.take("accepted")
        return sending.history(self.store)[0]

    def sum_up(self, term: DutyTerm) -> Document:
        """Look at the sums, then draft the consolidated report and return it."""
        self.see_board(term, "at-the-end")
        page = self.consolidation
        page.tabs.setCurrentIndex(FIGURES)
        self.idle()
        self.take("figures")
        self.click(page.make_button)
        self.qtbot.waitUntil(
            lambda: self.window.current is self.window.page("documents"), timeout=30_000
        )
        self.idle()
        self.take("consolidated-report")
        return self.document


def tasks_of(desk: Desk, plan: Document) -> list[Task]:
    """The tasks of a plan."""
    from papidesk.domain.filters import TaskFilter

    rows = tasks.listing(desk.store, TaskFilter(), today=TODAY)
    return [row.task for row in rows if row.task.plan == plan.id]


def told_by(sheet: Path) -> str:
    """Read the five groups of the fingerprint off the printed sheet."""
    with pdfplumber.open(sheet) as paper:
        words = " ".join(page.extract_text() or "" for page in paper.pages).split()
    groups = [one for one in words if one.count("-") == 4 and len(one) == 24]
    assert groups, words
    return groups[0]


def counted(desk: Desk, term: DutyTerm) -> dict[str, Decimal]:
    """What the log of an office has for a report."""
    return {code: expected(desk.store, term, code) for code in DUTY.counters}


def consolidation_of(above: Above, term: DutyTerm) -> dict[str, Decimal]:
    """What the department's figures come to, without what nobody reported."""
    totals = consolidation.totals(above.store, term.duty, term.period)
    return {one.counter.code: one.value for one in totals if one.value}


@pytest.fixture
def desks(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> tuple[Below, Above]:
    """The windows of a commune and of the department above it, and one stick between them."""
    film, stick = Film(tmp_path), tmp_path / "KINGSTON"
    stick.mkdir()
    made = []
    for kind, name, office in zip(
        (Below, Above), ("commune", "department"), demo.sample_offices(), strict=True
    ):
        folder = tmp_path / office.name
        workspaces.create(folder, office, who="Trần Thị Thí Dụ").close()
        made.append(kind(qtbot, open_window(folder, page="exchange"), name, film, stick))
    below, above = made
    assert isinstance(below, Below) and isinstance(above, Above)
    return below, above


def plan_of(above: Desk) -> Document:
    """Have the superior issue a plan with a task, and give a duty to report."""
    draft = kept(
        above.store,
        sound(
            "Nâng cao Chỉ số PAPI năm 2026", issuer="SỞ NỘI VỤ",
            superior="UBND TỈNH BÌNH NGUYÊN", symbol="KH-SNV", place="Bình Nguyên",
        ),
    )  # fmt: skip
    plan = issuing.issue(above.store, draft.id, today=TODAY, override="đã xem", who="Phạm Văn Thử")
    due = TODAY + datetime.timedelta(days=14)
    tasks.save(
        above.store, Task(text=TASK, plan=plan.id, due=due, year=TODAY.year, lead="UBND cấp xã"),
        who="Phạm Văn Thử",
    )  # fmt: skip
    catalogue_entries.put(above.store, DUTY, who="Phạm Văn Thử", new=True)
    return plan


def down(above: Desk, plan: Document) -> SentBundle:
    """Send plan and duty down to the commune."""
    dialog = above.begin_to_send()
    dialog.what.show_kind("directive")
    assert not dialog.what.papers.isHidden()
    item = dialog.what.papers.list.item(0)
    item.setCheckState(Qt.CheckState.Checked)
    assert dialog.what.papers.chosen() == (plan.id,)
    dialog.how.units.tick_all()
    return above.send(dialog, "directive", how="thẻ nhớ, cho cán bộ xã An Hòa")


def test_a_report_goes_down_up_back_up_again_and_into_the_sum(
    desks: tuple[Below, Above], tmp_path: Path
) -> None:
    below, above = desks
    # First contact: key files on the stick, fingerprints from the printed sheets.
    key, sheet = below.introduce(tmp_path)
    above.trust(key, told_by(sheet), "subordinate")
    key, sheet = above.introduce(tmp_path)
    below.trust(key, told_by(sheet), "superior")
    found = trust.superior(below.store)
    assert found is not None and found.unit == ABOVE

    # Down: the plan and the duty.
    plan = plan_of(above)
    directive = down(above, plan)
    assert directive.to == (BELOW,)
    row = below.receive(above.stick / directive.file_name, "directive")
    below.give_receipt(row, "bien-nhan-chi-dao")
    term = below.see_duty()
    assert plan.id in [one.id for one in bases.search_bases(below.store, "chỉ số PAPI")]
    assert documents.get(below.store, plan.id).frozen
    assert TASK in [task.text for task in tasks_of(below, plan)]
    below.take_proposals(plan)

    # Up: log, report, issued, sent on the stick.
    below.log_three()
    first = counted(below, term)
    assert set(first.values()) == {Decimal(1), Decimal(2), Decimal(3)}
    below.go(Qt.Key.Key_5)
    below.write_report(term)
    report = below.issue()
    sent = below.send(below.begin_with_term(term), "report", how="thẻ nhớ cho Sở Nội vụ")
    assert below.way_of(sent) == ["drafted", "exported", "handed_over"]
    assert documents.get(below.store, report.id).state == "sent"

    # The superior's queue: the report and the receipt are taken in, its own file is left alone.
    states = above.receive_all("report")
    assert states[sent.file_name] == "applied" and states["bien-nhan-chi-dao.papi"] == "applied"
    assert above.way_of(directive)[-1] == "applied"
    assert above.see_board(term, "received").state == "on_time"
    assert consolidation_of(above, term) == first

    # Back, with remarks on their places.
    below.receive(above.send_back(term), "return")
    assert above.see_board(term, "returned").state == "returned"
    assert not consolidation_of(above, term)
    assert below.way_of(sent)[-1] == "returned"
    assert not closings.closed(below.store)
    copy = below.open_report(term)
    remarks = life.remarks(below.store, copy.id)
    placed = next(one for one in remarks if REMARK in one.text)
    assert placed.place and any(REASON in one.text for one in remarks)
    below.editor.side.show_tab(HISTORY)
    below.take("remarks")
    assert "Bản chép từ báo cáo bị trả lại" in " ".join(
        one.text() for one in below.editor.side.findChildren(QLabel)
    )

    # Corrected and sent again; accepted, and the receipt goes home.
    below.add_forgotten("Hội nghị bị quên")
    second = counted(below, term)
    assert second[MEETINGS] == first[MEETINGS] + 1
    below.open_report(term)
    again_paper = below.issue()
    assert documents.get(below.store, report.id).state == "superseded"
    again = below.send(below.begin_with_term(term), "report-again")
    row = above.receive(above.stick / again.file_name, "report-again")
    assert consolidation_of(above, term) == second
    accepted = above.accept(term)
    below.receive(above.give_receipt(row, "bien-nhan-bao-cao"), "receipt")
    below.receive(above.carry(accepted), "accepted")
    assert below.way_of(again)[-1] == "applied"
    assert again_paper.frozen
    assert above.see_board(term, "accepted").report.state == "accepted"

    # The consolidated report of the department.
    summed = above.sum_up(term)
    assert summed.kind == "BC"
    assert {code for code in DUTY.counters if any(code in ref for ref in refs(summed))} == set(
        second
    )
    assert not verify(below.store)[1] and not verify(above.store)[1]
    assert len(below.film.frames) == 53
