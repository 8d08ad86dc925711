"""From the text of a plan to its tasks, and back onto paper: annex, sheets, list, timeline."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pdfplumber
import pytest

from papidesk.domain.blocks import Heading, Item
from papidesk.domain.document import Document
from papidesk.domain.filters import TaskFilter
from papidesk.domain.record import replace
from papidesk.domain.recurrence import Recurrence
from papidesk.domain.task import Target, Task
from papidesk.storage import documents as stored
from papidesk.storage.documents import FrozenDocumentError, WaitingDocumentError
from papidesk.storage.store import Store
from papidesk.workflow import (
    documents,
    papers,
    task_annex,
    task_papers,
    task_proposals,
    task_sheets,
    tasks,
)
from papidesk.workflow.files import WrongEndingError
from papidesk.workflow.papers import UnknownPaperError
from papidesk.workflow.task_checks import ProgressError
from tests.workflow.conftest import WHO, sound

TODAY = date(2026, 6, 17)


def plan(store: Store) -> Document:
    document = sound(
        "Tuyên truyền cải cách hành chính năm 2026",
        blocks=(
            Heading(level=1, text="TỔ CHỨC THỰC HIỆN"),
            Heading(level=2, text="Văn phòng - Thống kê"),
            Item(text="Niêm yết công khai thủ tục hành chính tại trụ sở trước ngày 30/6/2026."),
            Item(text="Phối hợp với các thôn tổ chức 04 hội nghị tuyên truyền."),
            Heading(level=2, text="Công an xã"),
            Item(text="Bảo đảm an ninh, trật tự trên địa bàn, thường xuyên trong năm."),
        ),
    )
    return stored.save(store, documents.with_block_ids(document), who=WHO)


def accepted(store: Store) -> tuple[Document, list[Task]]:
    document = plan(store)
    found = task_proposals.propose(store, document.id)
    return document, task_proposals.accept(store, document.id, found, who=WHO)


def test_accepted_tasks_are_linked_to_their_block_and_not_proposed_again(store: Store) -> None:
    document, kept = accepted(store)
    assert [task.block for task in kept] == [
        block.id for block in document.blocks if isinstance(block, Item)
    ]
    assert [task.order for task in kept] == [1, 2, 3]
    assert kept[1].targets == (Target(counter="hoi-nghi", quantity=Decimal(4)),)
    assert task_proposals.propose(store, document.id) == []
    assert task_proposals.propose(store, document.id, again=True) == []


def test_accepting_twice_keeps_one_task(store: Store) -> None:
    document = plan(store)
    found = task_proposals.propose(store, document.id)
    first = task_proposals.accept(store, document.id, found[:1], who=WHO)
    again = task_proposals.accept(store, document.id, found[:1], who=WHO)
    assert again == first
    assert tasks.count(store, today=TODAY) == 1


def test_a_proposal_is_kept_as_it_was_changed(store: Store) -> None:
    document = plan(store)
    first = task_proposals.propose(store, document.id)[0]
    changed = replace(first, task=replace(first.task, text="Niêm yết", lead="Một cửa"))
    (kept,) = task_proposals.accept(store, document.id, [changed], who=WHO)
    assert (kept.text, kept.lead) == ("Niêm yết", "Một cửa")
    assert first.id not in {one.id for one in task_proposals.propose(store, document.id)}


def test_declined_ones_are_remembered_until_asked_for_again(store: Store) -> None:
    document = plan(store)
    first, *rest = task_proposals.propose(store, document.id)
    task_proposals.decline(store, document.id, [first.id], who=WHO)
    assert task_proposals.propose(store, document.id) == rest
    assert task_proposals.propose(store, document.id, again=True) == [first, *rest]
    task_proposals.reconsider(store, document.id, [first.id], who=WHO)
    assert task_proposals.propose(store, document.id) == [first, *rest]
    with pytest.raises(task_proposals.UnknownProposalError):
        task_proposals.decline(store, document.id, ["nirgends"], who=WHO)


def test_a_removed_task_is_proposed_anew(store: Store) -> None:
    document, kept = accepted(store)
    tasks.remove(store, [kept[0].id], who=WHO)
    (again,) = task_proposals.propose(store, document.id)
    assert again.task.text == kept[0].text
    tasks.restore(store, [kept[0].id], who=WHO)
    assert task_proposals.propose(store, document.id) == []


def test_a_task_that_was_entered_by_hand_is_not_proposed(store: Store) -> None:
    document = plan(store)
    first = task_proposals.propose(store, document.id)[0]
    tasks.save(store, replace(first.task, id="", block=""), who=WHO)
    assert first.id not in {one.id for one in task_proposals.propose(store, document.id)}


def test_one_refused_task_leaves_none(store: Store) -> None:
    document = plan(store)
    found = task_proposals.propose(store, document.id)
    bad = replace(found[1], task=replace(found[1].task, progress=300))
    with pytest.raises(ProgressError):
        task_proposals.accept(store, document.id, [found[0], bad], who=WHO)
    assert tasks.count(store, today=TODAY) == 0
    assert len(task_proposals.propose(store, document.id)) == 3


def test_a_task_that_was_reworded_is_not_proposed_from_the_annex_that_has_its_old_words(
    store: Store,
) -> None:
    plan = documents.save(store, sound(), who=WHO)
    task = tasks.save(store, Task(text="Niêm yết thủ tục", plan=plan.id, year=2026), who=WHO)
    before = [one.id for one in task_proposals.propose(store, plan.id)]
    task_annex.make(store, plan.id, who=WHO)
    tasks.save(store, replace(task, text="Công khai thủ tục hành chính"), who=WHO)
    assert [one.id for one in task_proposals.propose(store, plan.id)] == before


def test_the_annex_is_made_once_and_gives_no_new_proposals(store: Store) -> None:
    document, _kept = accepted(store)
    once = task_annex.make(store, document.id, who=WHO)
    twice = task_annex.make(store, document.id, who=WHO)
    assert once == twice
    assert len(twice.annexes) == 1
    assert task_annex.has_annex(twice)
    assert task_proposals.propose(store, document.id) == []
    versions = stored.versions(store, document.id)
    assert [version.reason for version in versions][:1] == ["task annex"]
    assert len(versions) == 2


def test_the_annex_is_printed_across_with_its_head_on_each_page(store: Store) -> None:
    document, kept = accepted(store)
    many = [
        replace(kept[0], id="", block="", order=0, text=f"Việc thứ {n}: {kept[0].text}")
        for n in range(40)
    ]
    tasks.save_many(store, many, who=WHO)
    made = task_annex.make(store, document.id, who=WHO)
    with pdfplumber.open(io.BytesIO(papers.pdf(made))) as file:
        across = [page for page in file.pages if page.width > page.height]
        texts = [page.extract_text() for page in across]
    assert len(across) > 2
    assert all("Nhiệm vụ, giải pháp" in text for text in texts)
    assert "PHÂN CÔNG NHIỆM VỤ NĂM 2026" in texts[0]
    assert sum(text.count("Việc thứ") for text in texts) == 40


def test_the_title_of_a_group_never_ends_a_page(store: Store) -> None:
    document, kept = accepted(store)
    codes = ("1.1", "2.1", "3.1", "4.1", "5.1", "6.1", "7.1")
    many = [
        replace(kept[0], id="", block="", order=0, text=f"Việc {n} " * (n % 9 + 1),
                dimensions=(codes[n % 7],), targets=(), cooperating=())
        for n in range(28)
    ]  # fmt: skip
    tasks.save_many(store, many, who=WHO)
    made = task_annex.make(store, document.id, columns=("number", "task", "lead"), who=WHO)
    with pdfplumber.open(io.BytesIO(papers.pdf(made))) as file:
        across = [page.extract_text().splitlines() for page in file.pages if page.width > 700]
    assert len(across) > 1
    for lines in across:
        assert not any(lines[-1].startswith(f"{number}. ") for number in range(1, 9))


def test_columns_of_the_annex_can_be_hidden(store: Store) -> None:
    document, _kept = accepted(store)
    made = task_annex.make(store, document.id, columns=("task", "lead"), who=WHO)
    table = made.annexes[0].blocks[0]
    assert [cell.text for cell in table.rows[0].cells] == [  # type: ignore[union-attr]
        "Nhiệm vụ, giải pháp",
        "Đơn vị chủ trì",
    ]
    with pytest.raises(task_annex.UnknownColumnError):
        task_annex.make(store, document.id, columns=("nirgends",), who=WHO)  # type: ignore[arg-type]


def test_no_annex_is_made_in_a_paper_nobody_writes_in(store: Store) -> None:
    document, _kept = accepted(store)
    for state, error in (("submitted", WaitingDocumentError), ("issued", FrozenDocumentError)):
        with store.unit_of_work():
            stored.save(store, replace(document, state=state), by_act=True)
        with pytest.raises(error):
            task_annex.make(store, document.id, who=WHO)


def test_a_plan_without_tasks_has_no_annex(store: Store) -> None:
    document = plan(store)
    with pytest.raises(task_annex.NoTasksOfPlanError):
        task_annex.with_annex(store, document)


def test_task_sheets_are_written_from_the_tasks(store: Store, tmp_path: Path) -> None:
    document, kept = accepted(store)
    tasks.set_state(store, [kept[2].id], "stopped", today=TODAY, who=WHO, reason="Không làm")
    tasks.save(store, replace(kept[0], lead="Một cửa"), who=WHO)
    target = tmp_path / "phieu.pdf"
    assert task_sheets.write_of(store, document.id, target, today=TODAY) == (
        "Một cửa",
        "Văn phòng - Thống kê",
    )
    with pdfplumber.open(target) as file:
        first, second = [page.extract_text() for page in file.pages]
    assert "Niêm yết" in first
    assert "Chỉ tiêu: 04 buổi (hội" in second


def test_task_sheets_of_a_year_join_all_plans(store: Store, tmp_path: Path) -> None:
    accepted(store)
    tasks.save(store, Task(text="Trực cơ quan", lead="Công an xã", year=2026), who=WHO)
    chosen = TaskFilter(year=2026)
    target = tmp_path / "phieu.docx"
    assert task_sheets.write_tasks(store, chosen, target, units=("cong an",), today=TODAY) == (
        "Công an xã",
    )
    assert target.stat().st_size > 1000
    pdf = tmp_path / "phieu.pdf"
    task_sheets.write_tasks(store, chosen, pdf, units=("Công an xã",), today=TODAY)
    with pdfplumber.open(pdf) as file:
        text = file.pages[0].extract_text()
    assert "Thực hiện nhiệm vụ năm 2026" in text
    assert "Trực cơ quan" in text
    with pytest.raises(task_sheets.UnknownUnitError):
        task_sheets.write_tasks(store, chosen, pdf, units=("Sở Y tế",), today=TODAY)
    with pytest.raises(UnknownPaperError):
        task_sheets.write_tasks(store, chosen, tmp_path / "phieu.txt", today=TODAY)
    with pytest.raises(task_sheets.NoChosenTasksError):
        task_sheets.write_tasks(store, TaskFilter(year=1999), pdf, today=TODAY)


def test_the_list_is_a_workbook_with_typed_cells(store: Store, tmp_path: Path) -> None:
    accepted(store)
    tasks.save(
        store,
        Task(text="=1+1", lead="Công an xã", due=date(2026, 3, 1), progress=35, budget=5_000_000),
        who=WHO,
    )
    target = task_papers.write_list(
        store, TaskFilter(year=2026), tmp_path / "viec.xlsx",
        columns=("text", "due", "progress", "budget"), group="unit", today=TODAY,
    )  # fmt: skip
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    rows = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=4)]
    assert rows[0] == ["Nhiệm vụ", "Thời hạn", "Tiến độ", "Kinh phí (đồng)"]
    (own,) = [row for row in rows if row[0] == "=1+1"]
    assert [str(own[1]), own[2], own[3]] == ["2026-03-01 00:00:00", 0.35, 5_000_000]
    cells = {cell.value: cell for line in sheet.iter_rows() for cell in line}
    assert cells["=1+1"].data_type == "s"
    assert ["Công an xã", None, None, None] in rows
    again = task_papers.write_list(store, TaskFilter(year=2026), tmp_path / "b.xlsx", today=TODAY)
    third = task_papers.write_list(store, TaskFilter(year=2026), tmp_path / "c.xlsx", today=TODAY)
    assert again.read_bytes() == third.read_bytes()


def test_the_timeline_is_printed_with_months_and_groups(store: Store, tmp_path: Path) -> None:
    accepted(store)
    tasks.save_many(
        store,
        [
            Task(text=f"Bản tin {n}", lead="Đài truyền thanh",
                 recurring=Recurrence(every="month", days=(5,)), year=2026)
            for n in range(30)
        ],
        who=WHO,
    )  # fmt: skip
    target = task_papers.write_timeline(
        store, TaskFilter(year=2026), tmp_path / "tien-do.pdf", today=TODAY
    )
    with pdfplumber.open(target) as file:
        texts = [page.extract_text() for page in file.pages]
        assert all(page.width > page.height for page in file.pages)
    assert len(texts) > 1
    assert all("T12" in text for text in texts)
    assert "TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ NĂM 2026" in texts[0]
    assert "quá hạn" in texts[-1]
    assert "hôm nay" in texts[-1]
    assert sum(text.count("Bản tin") for text in texts) == 30


def test_nothing_and_wrong_names_are_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(task_papers.NothingToPrintError):
        task_papers.write_list(store, TaskFilter(), tmp_path / "a.xlsx", today=TODAY)
    with pytest.raises(task_papers.NothingToPrintError):
        task_papers.write_timeline(store, TaskFilter(), tmp_path / "a.pdf", today=TODAY)
    with pytest.raises(WrongEndingError):
        task_papers.write_list(store, TaskFilter(), tmp_path / "a.pdf", today=TODAY)
    assert list(tmp_path.glob("a.*")) == []
