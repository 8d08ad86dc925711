"""The consolidated report, the letters of reminder and the workbook, as they are printed."""

from __future__ import annotations

import datetime
import io
from collections import defaultdict
from pathlib import Path

import openpyxl
import pdfplumber
import pytest
from docx import Document as Word

from papidesk.domain.document import Document
from papidesk.domain.figures import refs
from papidesk.domain.record import replace
from papidesk.printing.render import render
from papidesk.sheets.consolidation import workbook
from papidesk.storage import documents
from papidesk.storage.store import Store
from papidesk.workflow import (
    catalogues,
    checks,
    consolidation_locks,
    consolidation_report,
    consolidation_sheets,
    figures,
    offices,
    papers,
    reminders,
    templates,
    units,
)
from papidesk.workflow.consolidation_report import ConsolidationOrder
from tests.workflow import below
from tests.workflow.below import DUE, DUTY, PERIOD, TODAY, reported
from tests.workflow.conftest import WHO

ORDER = ConsolidationOrder(duty=DUTY, period=PERIOD)


def pages(document: Document) -> list[str]:
    with pdfplumber.open(io.BytesIO(render(document))) as pdf:
        return [page.extract_text() for page in pdf.pages]


def province(store: Store) -> dict[str, dict[str, int]]:
    """104 units: two did not report, one late, one returned."""
    last = below.everybody(store)
    for gone in ("H99.3", "H99.4"):
        from papidesk.storage import unit_figures, unit_reports

        unit_figures.remove(store, gone, DUTY, PERIOD)
        unit_reports.remove(store, gone, DUTY, PERIOD)
        del last[gone]
    reported(store, "H99.5", last["H99.5"], on=DUE + datetime.timedelta(days=2))
    reported(
        store, "H99.6", last.pop("H99.6"), state="returned", reason="Số liệu chưa khớp nhật ký"
    )
    return last


def test_the_report_says_what_an_independent_recount_says(store: Store) -> None:
    last = province(store)
    sums: dict[str, int] = defaultdict(int)
    for row in last.values():
        for code, number in row.items():
            sums[code] += number
    made = consolidation_report.make(store, ORDER, today=TODAY, who=WHO)
    text = "\n".join(pages(made))
    assert "102/104 đơn vị đã gửi báo cáo; 100 đơn vị gửi đúng hạn" in " ".join(text.split())
    assert "đạt tỷ lệ 96,2%" in " ".join(text.split())
    assert "xã Mẫu 3 và xã Mẫu 4" in " ".join(text.split())
    names = {one.code: one.name for one in catalogues.counters(store)}
    table = next(block for block in made.blocks if hasattr(block, "rows"))
    found = {row.cells[1].paragraphs[0].text: row.cells[3].paragraphs[0].text
             for row in table.rows[1:]}  # fmt: skip
    assert found == {names[code]: figures.number_text(number) for code, number in sums.items()}


def test_every_total_and_units_figure_is_a_live_field(store: Store) -> None:
    below.below(store, 2)
    for unit, number in (("H99.1", 10), ("H99.2", 5)):
        reported(store, unit, {"tin-bai": number})
    draft = consolidation_report.draft(store, ORDER, today=TODAY)
    live = set(refs(draft))
    assert {f"don-vi.tin-bai@2026-H1:papi?unit=H99.{at}" for at in (1, 2)} <= live
    reported(store, "H99.2", {"tin-bai": 8})
    later = figures.refreshed(store, draft)
    annex = later.annexes[0].blocks[0]
    assert [row.cells[2].paragraphs[0].text for row in annex.rows[1:]] == ["18", "10", "8"]


def test_the_annex_of_104_units_is_a_landscape_table_with_its_head_on_each_page(
    store: Store,
) -> None:
    province(store)
    made = consolidation_report.make(store, ORDER, today=TODAY, who=WHO)
    with pdfplumber.open(io.BytesIO(render(made))) as pdf:
        wide = [page for page in pdf.pages if page.width > page.height]
        texts = [page.extract_text() for page in wide]
    assert len(wide) > 4 and all("Đơn vị" in text for text in texts)
    told = "\n".join(texts)
    assert all(f"Xã Mẫu {at} " in told for at in range(1, 105))
    assert "Phụ lục I" in told and "Phụ lục II" in told
    assert all(annex.landscape for annex in made.annexes)


def test_the_report_has_no_error_of_form_and_opens_in_word(store: Store, tmp_path: Path) -> None:
    province(store)
    made = consolidation_report.make(store, ORDER, today=TODAY, who=WHO)
    found = checks.check_document(made, offices.on(store, TODAY), today=TODAY)
    errors = [one for one in found.report.findings if one.severity == "error"]
    # What only a person can write is a visible blank.
    assert [one for one in errors if "…" not in one.text and one.rule != "CHO_TRONG"] == []
    target = tmp_path / "báo cáo.docx"
    papers.print_document(store, made.id, target)
    said = "\n".join(paragraph.text for paragraph in Word(str(target)).paragraphs)
    assert "TÌNH HÌNH THỰC HIỆN CHẾ ĐỘ BÁO CÁO" in said


def test_the_template_alone_makes_the_same_report_of_a_period(store: Store) -> None:
    below.below(store, 1)
    reported(store, "H99.1", {"tin-bai": 12})
    made = templates.preview(store, consolidation_report.TEMPLATE, {"ky": PERIOD}, today=TODAY)
    texts = [getattr(block, "text", "") for block in made.blocks]
    assert any("12 tin, bài" in text for text in texts) and made.annexes


def test_a_closed_period_names_its_report(store: Store) -> None:
    below.below(store, 1)
    reported(store, "H99.1", {"tin-bai": 12})
    consolidation_locks.lock(store, DUTY, PERIOD, who=WHO)
    made = consolidation_report.make(store, ORDER, today=TODAY, who=WHO)
    closed = consolidation_locks.locked(store, DUTY, PERIOD)
    assert closed is not None and closed.document == made.id


def test_each_unit_that_has_not_reported_gets_a_letter_of_its_own(store: Store) -> None:
    province(store)
    letters = reminders.draft(store, DUTY, PERIOD, today=TODAY, who=WHO)
    assert [letter.addressees for letter in letters] == [
        ("Ủy ban nhân dân xã Mẫu 3",), ("Ủy ban nhân dân xã Mẫu 4",),
        ("Ủy ban nhân dân xã Mẫu 6",),
    ]  # fmt: skip
    assert all(letter.kind == "CV" and letter.state == "draft" for letter in letters)
    texts = [" ".join(" ".join(pages(letter)).split()) for letter in letters]
    assert "chưa nhận được báo cáo của Quý đơn vị" in texts[0]
    assert "ngày 19 tháng 6 năm 2026" in texts[0] and "ngày 30 tháng 6 năm 2026" in texts[0]
    assert "lý do: Số liệu chưa khớp nhật ký" in texts[2] and "trả lại báo cáo" in texts[2]
    assert all(documents.get(store, letter.id) == letter for letter in letters)
    for letter in letters:
        found = checks.check_document(letter, offices.on(store, TODAY), today=TODAY).report.findings
        assert [one.rule for one in found if one.severity == "error"] == []


def test_a_letter_goes_to_chosen_units_or_to_all_together(store: Store) -> None:
    below.below(store, 3)
    units.merge(
        store, ["H99.2"], units.get(store, "H99.3"), day=DUE + datetime.timedelta(days=2), who=WHO
    )
    one = reminders.preview(store, DUTY, PERIOD, today=TODAY, codes=["H99.1"])
    assert [letter.addressees for letter in one] == [("Ủy ban nhân dân xã Mẫu 1",)]
    # A unit that was merged since is reminded under the name it is part of, once.
    both = reminders.preview(store, DUTY, PERIOD, today=TODAY, together=True)
    assert [letter.addressees for letter in both] == [
        ("Ủy ban nhân dân xã Mẫu 1", "Ủy ban nhân dân xã Mẫu 3"),
    ]  # fmt: skip
    for at in (1, 2, 3):
        reported(store, f"H99.{at}", {"tin-bai": 1})
    with pytest.raises(reminders.NobodyToRemindError):
        reminders.draft(store, DUTY, PERIOD, today=TODAY, who=WHO)


def test_the_workbook_has_typed_cells_and_runs_no_text(store: Store, tmp_path: Path) -> None:
    last = province(store)
    evil = ["=1+1", "+84 90", "-2+3", "@SUM(A1)"]
    for at, name in enumerate(evil, start=10):
        units.put(store, replace(units.get(store, f"H99.{at}"), name=name), who=WHO)
    target = consolidation_sheets.write(
        store, tmp_path / "tổng hợp.xlsx", DUTY, PERIOD, today=TODAY
    )
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Tổng hợp", "Từng đơn vị", "Gửi báo cáo", "Số bất thường"]
    rows = list(book["Từng đơn vị"].iter_rows(min_row=6))
    codes = [row[0].value for row in book["Tổng hợp"].iter_rows(min_row=6, min_col=2, max_col=2)]
    told = {row[1].value: row for row in rows[1:]}
    for unit, numbers in last.items():
        cells = told[unit][3:-1]
        assert [cell.value for cell in cells] == [numbers[code] for code in codes]
        assert {cell.data_type for cell in cells} == {"n"}
    for at, name in enumerate(evil, start=10):
        cell = told[f"H99.{at}"][2]
        assert (cell.value, cell.data_type) == (name, "s")
    total = rows[0][3:-1]
    assert [cell.value for cell in total] == [
        sum(numbers[code] for numbers in last.values()) for code in codes
    ]
    board = {row[1].value: row for row in book["Gửi báo cáo"].iter_rows(min_row=6)}
    assert board["H99.5"][4].is_date and board["H99.5"][4].value.date() == datetime.date(
        2026, 6, 21
    )
    assert board["H99.5"][5].value == 2 and board["H99.3"][3].value == "Chưa gửi, quá hạn"
    same = consolidation_sheets.book(store, DUTY, PERIOD, today=TODAY)
    assert workbook(same) == workbook(same)
