"""Sets of criteria and own scores kept, read from files, printed with sums that add up."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pdfplumber
import pytest

from papidesk.domain.criteria import CriteriaSet, Criterion, SelfScore
from papidesk.domain.criteria_checks import SameCriterionError
from papidesk.domain.record import replace
from papidesk.storage import catalogue_versions
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, criteria
from papidesk.workflow.criteria import (
    OursStaysError,
    PointsRefusedError,
    UnknownCriterionError,
    UnknownSetError,
    UnreadableSetError,
)
from papidesk.workflow.criteria_sheets import UnknownSheetError, write_sheet
from tests.workflow.conftest import WHO

TODAY = datetime.date(2026, 11, 20)


def own_set() -> CriteriaSet:
    criteria_ = (
        Criterion(code="a", number="I", text="Chỉ đạo", level=1),
        Criterion(code="a.1", number="1", text="=Kế hoạch", points=Decimal(6)),
        Criterion(code="a.2", number="2", text="Báo cáo", points=Decimal(4)),
        Criterion(code="b", number="II", text="Tuyên truyền", level=1),
        Criterion(code="b.1", number="1", text="Tin, bài", points=Decimal("2.5")),
    )
    return CriteriaSet(code="bo-tinh", name="Bộ của tỉnh", year=2026, criteria=criteria_)


def test_our_example_says_that_it_is_one_and_its_references_exist(store: Store) -> None:
    (ours,) = criteria.sets(store)
    assert ours.example
    assert "Ví dụ" in ours.note
    counters = {one.code for one in catalogues.counters(store)}
    dimensions = {one.code for one in catalogues.dimensions(store, 2026)}
    assert sum(one.points or 0 for one in ours.criteria) == 100
    for one in ours.criteria:
        assert set(one.counters) <= counters
        assert set(one.dimensions) <= dimensions


def test_an_own_set_comes_before_ours_and_every_version_is_kept(store: Store) -> None:
    criteria.put_set(store, own_set(), who=WHO)
    criteria.put_set(store, replace(own_set(), name="Bộ của tỉnh, sửa đổi"), who=WHO)
    assert next(one.code for one in criteria.sets(store)) == "bo-tinh"
    assert len(catalogue_versions.every(store, criteria.SETS, "bo-tinh")) == 2
    gone = criteria.remove_set(store, "bo-tinh", who=WHO)
    with pytest.raises(UnknownSetError):
        criteria.set_of(store, "bo-tinh")
    criteria.put_set(store, gone, who=WHO)
    assert criteria.set_of(store, "bo-tinh") == gone
    with pytest.raises(OursStaysError):
        criteria.remove_set(store, "vi-du-papi-cap-xa", who=WHO)
    same = replace(own_set(), criteria=(*own_set().criteria, own_set().criteria[1]))
    with pytest.raises(SameCriterionError):
        criteria.put_set(store, same, who=WHO)


def test_scores_are_kept_for_each_year_and_impossible_ones_refused(store: Store) -> None:
    chosen = criteria.put_set(store, own_set(), who=WHO)
    criteria.score(store, chosen, 2026, SelfScore(criterion="a.1", points=Decimal(6)), who=WHO)
    criteria.score(store, chosen, 2025, SelfScore(criterion="a.1", points=Decimal(1)), who=WHO)
    for points in ("6.25", "-0.25", "0.1"):
        with pytest.raises(PointsRefusedError):
            one = SelfScore(criterion="a.1", points=Decimal(points))
            criteria.score(store, chosen, 2026, one, who=WHO)
    with pytest.raises(UnknownCriterionError):
        criteria.score(store, chosen, 2026, SelfScore(criterion="a", points=Decimal(1)), who=WHO)
    assert criteria.scored(store, chosen, 2026).totals[""].points == 6
    assert criteria.scored(store, chosen, 2025).totals[""].points == 1
    assert criteria.years(store, chosen, today=TODAY) == [2026, 2025]


def test_a_set_is_exported_and_read_back_the_same(store: Store, tmp_path: Path) -> None:
    path = criteria.export_set(own_set(), tmp_path / "bộ.json")
    assert criteria.read_set(path).set == replace(own_set(), own=True)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.toml", b"code = ["), ("a.json", b'{"code": 1}'), ("a.json", b"\xff\xfe"),
        ("a.pdf", b"%PDF"), ("a.toml", "code = 'a'\nname = '\u0301'".encode()[:-1]),
    ],
)  # fmt: skip
def test_a_file_that_is_no_set_is_refused_with_its_name(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableSetError) as refused:
        criteria.read_set(path)
    assert name in str(refused.value)


def test_a_csv_as_offices_send_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "Bộ tiêu chí 2026.csv"
    path.write_text(
        "TT;Tiêu chí;Điểm tối đa\nI;Chỉ đạo;10\n1;Kế hoạch;7,5\n2;Báo cáo;2,5\n", encoding="utf-8"
    )
    found = criteria.read_set(path).set
    assert found.code == "bo-tieu-chi-2026"
    assert [one.points for one in found.criteria] == [None, Decimal("7.5"), Decimal("2.5")]


def test_codes_that_come_twice_are_told_apart_and_told(tmp_path: Path) -> None:
    path = tmp_path / "Bộ tiêu chí.csv"
    path.write_text("Mã;Tiêu chí;Điểm\n1;A;5\n1-2;B;5\n1;C;5\n1;D;5\n", encoding="utf-8")
    reading = criteria.read_set(path)
    assert [one.code for one in reading.set.criteria] == ["1", "1-2", "1-3", "1-4"]
    assert [note.values["text"] for note in reading.notes] == ["C", "D"]


@pytest.fixture
def scored(store: Store) -> CriteriaSet:
    chosen = criteria.put_set(store, own_set(), who=WHO)
    for code, points, said in (("a.1", "5.5", "Đúng hạn"), ("b.1", "2.5", "")):
        one = SelfScore(criterion=code, points=Decimal(points), explanation=said)
        criteria.score(store, chosen, 2026, one, who=WHO)
    return chosen


def test_the_workbook_sums_by_formulas_that_come_to_our_totals(
    store: Store, tmp_path: Path, scored: CriteriaSet
) -> None:
    path = write_sheet(store, scored, 2026, tmp_path / "bảng.xlsx", today=TODAY)
    formulas = openpyxl.load_workbook(path).active
    assert formulas is not None
    assert formulas["D5"].value == "=SUM(D6:D7)"
    assert formulas["D10"].value == "=SUM(D6:D7,D9:D9)"
    assert formulas["B6"].value == "=Kế hoạch"
    assert formulas["B6"].data_type == "s"
    values = openpyxl.load_workbook(path, data_only=True).active
    assert values is not None
    totals = criteria.scored(store, scored, 2026).totals
    for place, total in (("5", totals["a"]), ("8", totals["b"]), ("10", totals[""])):
        for column, expected in (("C", total.most), ("D", total.points)):
            formula = str(formulas[f"{column}{place}"].value)
            ranges = re.findall(r"[A-F]\d+:[A-F]\d+", formula)
            cells = [cell for part in ranges for row in formulas[part] for cell in row]
            assert sum(cell.value or 0 for cell in cells) == float(expected)
            # For programs that do not reckon the value stands beside the formula.
            assert values[f"{column}{place}"].value == float(expected)


def test_the_printed_sheet_and_the_word_file_show_sums_and_blanks(
    store: Store, tmp_path: Path, scored: CriteriaSet
) -> None:
    path = write_sheet(store, scored, 2026, tmp_path / "bảng.pdf", today=TODAY)
    with pdfplumber.open(path) as pdf:
        text = " ".join((page.extract_text() or "") for page in pdf.pages)
        assert [page.width > page.height for page in pdf.pages] == [False, True]
    assert "BẢNG TỰ CHẤM ĐIỂM" in text
    assert "8/12,5 điểm, đạt 64%" in text
    assert "đã chấm 2/3 tiêu chí" in " ".join(text.split())
    paper = docx.Document(str(write_sheet(store, scored, 2026, tmp_path / "a.docx", today=TODAY)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert "8" in cells
    assert "…" in cells
    assert "Đúng hạn" in cells
    with pytest.raises(UnknownSheetError):
        write_sheet(store, scored, 2026, tmp_path / "a.odt", today=TODAY)
