"""What the papers on units say in the seldom cases: nobody, one, everybody, many, very wide."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pdfplumber
import pytest

from papidesk.domain import bundle_readme, figure_text
from papidesk.domain.bundle import Covers, Manifest, SchemaName, Sender, Version
from papidesk.domain.counters import Counter
from papidesk.domain.document import Document
from papidesk.printing.render import render
from papidesk.storage.store import Store
from papidesk.workflow import (
    catalogues,
    checks,
    consolidation_report,
    consolidation_sheets,
    figures,
    offices,
    reminders,
)
from papidesk.workflow.consolidation_report import ConsolidationOrder
from tests.workflow import below
from tests.workflow.below import BEFORE, DUE, DUTY, PERIOD, TODAY, reported
from tests.workflow.conftest import WHO

ORDER = ConsolidationOrder(duty=DUTY, period=PERIOD)


def text(document: Document) -> str:
    with pdfplumber.open(io.BytesIO(render(document))) as pdf:
        return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def draft(store: Store) -> Document:
    return consolidation_report.draft(store, ORDER, today=TODAY)


def sound(store: Store, documents: Iterable[Document]) -> None:
    """Find nothing but blanks only a person can fill in."""
    for document in documents:
        found = checks.check_document(document, offices.on(store, TODAY), today=TODAY)
        errors = [one for one in found.report.findings if one.severity == "error"]
        assert [one.rule for one in errors if one.rule != "CHO_TRONG"] == []


def test_when_nobody_reported_no_sentence_counts_zero_of_anything(store: Store) -> None:
    below.below(store, 3)
    made = draft(store)
    said = text(made)
    assert "chưa nhận được báo cáo của đơn vị nào (hạn gửi: ngày 19/6/2026)" in said
    assert "03 đơn vị chưa gửi báo cáo: xã Mẫu 1, xã Mẫu 2 và xã Mẫu 3." in said
    assert "0/" not in said and "tỷ lệ 0%" not in said
    assert "Phụ lục kèm theo Báo cáo này" in said and len(made.annexes) == 1
    assert "số ngày trễ của đơn vị chưa gửi tính đến ngày lập báo cáo./." in said
    sound(store, [made])


def test_one_unit_that_reported_is_one_of_one(store: Store) -> None:
    below.below(store, 1)
    reported(store, "H99.1", {"tin-bai": 5})
    said = text(draft(store))
    assert "01/01 đơn vị đã gửi báo cáo đúng hạn (trước hoặc trong ngày 19/6/2026), đạt" in said
    assert "đạt tỷ lệ 100%" in said and "05 tin, bài." in said and "đơn vị có số liệu;" not in said


def test_when_everybody_was_in_time_or_nobody_was_the_sentence_says_so(store: Store) -> None:
    below.below(store, 2)
    for unit in ("H99.1", "H99.2"):
        reported(store, unit, {"tin-bai": 5})
    assert "02/02 đơn vị đã gửi báo cáo, tất cả đều đúng hạn" in text(draft(store))
    for unit in ("H99.1", "H99.2"):
        reported(store, unit, {"tin-bai": 5}, on=DUE + datetime.timedelta(days=1))
    said = text(draft(store))
    assert "02/02 đơn vị đã gửi báo cáo, không có đơn vị nào gửi đúng hạn" in said
    assert "02 đơn vị gửi trễ hạn: xã Mẫu 1 và xã Mẫu 2." in said


def test_units_that_have_nothing_of_anything_are_not_said_to_have_told_nothing(
    store: Store,
) -> None:
    below.below(store, 1)
    reported(store, "H99.1", {"tin-bai": 0})
    assert "Các đơn vị báo cáo chưa phát sinh kết quả trong kỳ." in text(draft(store))


def test_a_change_is_told_in_words_that_follow_the_figures(store: Store) -> None:
    below.below(store, 2)
    for unit in ("H99.1", "H99.2"):
        reported(store, unit, {"tin-bai": 1_000_000}, period=BEFORE)
        reported(store, unit, {"tin-bai": 1_234_567})
    made = draft(store)
    assert "2.469.134 tin, bài, tăng 469.134 so với kỳ trước." in text(made)
    reported(store, "H99.1", {"tin-bai": 3})
    assert "1.234.570 tin, bài, giảm 765.430 so với kỳ trước." in text(
        figures.refreshed(store, made)
    )
    reported(store, "H99.1", {"tin-bai": 765_433})
    assert "tin, bài, không thay đổi so với kỳ trước." in text(figures.refreshed(store, made))


@pytest.mark.parametrize(
    ("change", "words"),
    [(5, "tăng 05"), (-12345, "giảm 12.345"), (0, "không thay đổi"), (None, "–")],
)
def test_a_change_in_words(change: int | None, words: str) -> None:
    assert figure_text.changed(change) == words


def test_who_is_not_in_the_annex_is_told_below_it(store: Store) -> None:
    below.below(store, 4)
    reported(store, "H99.1", {"tin-bai": 5, "truc-tiep": 2})
    reported(store, "H99.2", {"tin-bai": 5})
    reported(store, "H99.3", {"tin-bai": 5}, state="returned", reason="Sai")
    said = text(draft(store))
    assert "dấu “–”: đơn vị không có số liệu báo cáo" in said
    assert "01 đơn vị chưa gửi báo cáo và 01 đơn vị bị trả lại báo cáo không có trong bảng" in said
    assert "Còn 01 đơn vị chưa gửi báo cáo và 01 đơn vị phải hoàn thiện lại báo cáo" in said


def test_forty_counters_of_a_province_stand_in_tables_that_can_be_read(
    store: Store, tmp_path: Path
) -> None:
    codes = wide(store, 40)
    below.below(store, 104)
    with store.unit_of_work():
        for unit in range(1, 105):
            reported(store, f"H99.{unit}", dict.fromkeys(codes, 12_345_678))
    made = draft(store)
    annex = made.annexes[0]
    tables = [block for block in annex.blocks if hasattr(block, "rows")]
    # As many columns in each: none is left with one or two.
    assert {len(table.rows[0].cells) for table in tables} == {10} and len(tables) == 5
    with pdfplumber.open(io.BytesIO(render(made))) as pdf:
        sizes = {
            round(char["size"], 1) for page in pdf.pages if page.width > page.height
            for char in page.chars
        }  # fmt: skip
        for page in pdf.pages:
            inside = [word for word in page.extract_words() if "12.345.678" in word["text"]]
            assert all(word["text"] == "12.345.678" for word in inside)
    assert min(sizes) >= 9
    target = consolidation_sheets.write(store, tmp_path / "rộng.xlsx", DUTY, PERIOD, today=TODAY)
    sheet = openpyxl.load_workbook(target)["Từng đơn vị"]
    assert sheet.page_setup.scale == 65 and sheet.print_title_cols == "$A:$C"
    assert (
        not sheet.sheet_properties.pageSetUpPr or not sheet.sheet_properties.pageSetUpPr.fitToPage
    )


def wide(store: Store, count: int) -> list[str]:
    """Return codes of so many counters, with long names where the catalogue has no more."""
    codes = [one.code for one in catalogues.counters(store) if one.adds_up == "sum"]
    for at in range(len(codes), count):
        name = f"Số lượt người dân được tuyên truyền, phổ biến về nội dung {at}"
        made = Counter(code=f"rieng-{at}", name=name, unit="lượt người", adds_up="sum")
        catalogues.put(store, made, who=WHO, new=True)
        codes.append(made.code)
    return codes[:count]


def test_a_long_reason_is_not_cut_in_the_workbook(store: Store, tmp_path: Path) -> None:
    below.below(store, 2)
    reported(store, "H99.1", {"tin-bai": 5})
    reported(store, "H99.2", {"tin-bai": 5}, state="returned", reason="Số liệu chưa khớp " * 12)
    target = consolidation_sheets.write(store, tmp_path / "dài.xlsx", DUTY, PERIOD, today=TODAY)
    sheet = openpyxl.load_workbook(target)["Gửi báo cáo"]
    heights = {sheet.cell(row, 2).value: sheet.row_dimensions[row].height for row in (6, 7)}
    assert (heights["H99.2"] or 0) >= 90 and (heights["H99.1"] or 18) == 18


def test_a_letter_to_many_names_them_in_an_annex_and_says_only_what_is_true_of_all(
    store: Store,
) -> None:
    below.below(store, 32)
    for unit in (31, 32):
        reported(store, f"H99.{unit}", {"tin-bai": 1}, state="returned", reason="Sai")
    letters = reminders.preview(store, DUTY, PERIOD, today=TODAY, together=True)
    missing, returned = letters
    assert missing.addressees == ("Các đơn vị có tên tại Phụ lục kèm theo",)
    said = text(missing)
    assert "chưa nhận được báo cáo của các đơn vị có tên tại Phụ lục kèm theo Công văn này" in said
    assert "DANH SÁCH ĐƠN VỊ CHƯA GỬI BÁO CÁO" in said and "30 Ủy ban nhân dân xã Mẫu 30" in said
    assert "Mẫu 31" not in said
    assert returned.addressees == ("Ủy ban nhân dân xã Mẫu 31", "Ủy ban nhân dân xã Mẫu 32")
    assert "trả lại báo cáo của Quý đơn vị" in text(returned) and not returned.annexes
    sound(store, letters)


def test_the_readme_of_a_bundle_tells_period_and_time_as_people_do() -> None:
    manifest = Manifest(
        version=Version(major=1, minor=0),
        bundle_id="0197c6a4-0000-7000-8000-000000000001",
        kind="report",
        sender=Sender(unit="xa-an-hoa", name="UBND xã An Hòa", instance="i", database="d"),
        to=("so-noi-vu",),
        stream="report:so-noi-vu",
        seq=1,
        covers=Covers(kinds=("figure",), period="2026-H1"),
        created_at="2026-06-30T18:05:00Z",
        schema=SchemaName(name="papidesk", version=1),
        files=(),
    )
    said = bundle_readme.text(manifest).splitlines()
    assert said[2:7] == [
        "Loại:        Báo cáo",
        "Đơn vị gửi:  UBND xã An Hòa (xa-an-hoa)",
        "Mã nơi nhận: so-noi-vu",
        "Kỳ:          6 tháng đầu năm 2026",
        "Lập lúc:     01:05 ngày 01/7/2026 (giờ Việt Nam)",
    ]
