"""PAPI scores: provinces of now and before, breaks, targets, what is missing, tables taken in."""

from __future__ import annotations

import csv
import datetime
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from papidesk.domain.catalogue_checks import CatalogueEntryError
from papidesk.domain.papi import Break, Province, YearScores
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, offices, papi, papi_import

WHO = "Trần Thị Thí Dụ"
BEFORE, AFTER = datetime.date(2025, 6, 30), datetime.date(2025, 7, 1)


def test_sixty_three_provinces_became_thirty_four() -> None:
    known = papi.provinces()
    former = [name for province in known for name in province.former]
    assert len(known) == 34
    assert len(former) == len(set(former)) == 63
    assert all(province.name == province.former[0] for province in known)
    assert sum(province.city for province in known) == 6


@pytest.mark.parametrize(
    ("name", "now"),
    [
        ("Thái Bình", "Hưng Yên"),
        ("tỉnh Hưng Yên", "Hưng Yên"),
        ("hung yen", "Hưng Yên"),
        ("TP. Hồ Chí Minh", "Hồ Chí Minh"),
        ("Bà Rịa-Vũng Tàu", "Hồ Chí Minh"),
        ("Thừa Thiên Huế", "Huế"),
        ("Thành phố Huế", "Huế"),
        ("Cao Bằng", "Cao Bằng"),
    ],
)
def test_a_former_province_is_known_by_its_present_name(name: str, now: str) -> None:
    found = papi.now_called(name)
    assert found is not None
    assert found.name == now


def test_what_is_no_province_is_none() -> None:
    assert papi.now_called("Bình Nguyên") is None
    assert papi.now_called("") is None


def test_a_former_province_keeps_its_scores_under_its_own_name() -> None:
    yen, binh = papi.scores(None, "Hưng Yên"), papi.scores(None, "Thái Bình")
    assert [one.year for one in yen] == [one.year for one in binh] == list(range(2018, 2025))
    assert yen[-1].values["total"] == 44.4042
    assert yen[-1].rank == "19/61"
    assert yen[-1].values != binh[-1].values
    assert papi.former_of("Hưng Yên") == ("Hưng Yên", "Thái Bình")
    assert papi.former_of("Thái Bình") == ("Thái Bình",)


def test_provinces_that_merge_later_are_entered_by_the_office(store: Store) -> None:
    catalogues.put(store, Province(name="Cao Bằng", former=()), who=WHO)
    one = Province(name="Lạng Sơn", former=("Lạng Sơn", "Cao Bằng"))
    catalogues.put(store, one, who=WHO)
    found = papi.now_called("cao bang", store)
    assert found is not None and found.name == "Lạng Sơn"
    assert len(papi.provinces(store)) == 33 and len(papi.provinces()) == 34
    assert papi.former_of("Lạng Sơn", store) == ("Lạng Sơn", "Cao Bằng")
    assert papi.cuts("total", "Lạng Sơn", store) != papi.cuts("total", "Lạng Sơn")
    catalogues.restore_ours(store, catalogues.PROVINCES, "Lạng Sơn", who=WHO)
    catalogues.restore_ours(store, catalogues.PROVINCES, "Cao Bằng", who=WHO)
    assert papi.provinces(store) == papi.provinces()


@pytest.mark.parametrize(
    "wrong",
    [
        Province(name=""),
        Province(name="Bình Nguyên", former=("Bình Nguyên", "Thái Bình")),  # in Hưng Yên
        Province(name="hưng yên", former=("hưng yên",)),
        Province(name="Bình Nguyên", former=("x" * 400,)),
    ],
)
def test_a_province_that_cannot_be_is_refused(store: Store, wrong: Province) -> None:
    with pytest.raises(CatalogueEntryError):
        catalogues.put(store, wrong, who=WHO)
    assert papi.provinces(store) == papi.provinces()


def test_the_country_has_a_mean_and_its_bounds() -> None:
    mean = papi.national(None)[-1]
    assert (mean.year, mean.values["total"], mean.scored) == (2024, 43.434, 61)
    assert mean.lowest is not None
    assert mean.highest is not None
    assert mean.lowest < mean.values["total"] < mean.highest  # type: ignore[operator]


def test_the_new_province_begins_a_line_of_its_own(store: Store) -> None:
    new = YearScores(province="Hưng Yên", year=2025, values={"1.1": 1.2})
    papi.put_scores(store, new, who=WHO)
    found = papi.lines(papi.scores(store, "Hưng Yên"), "1.1", store)
    assert [[year for year, _ in piece] for piece in found] == [list(range(2018, 2025)), [2025]]


def test_a_province_that_was_not_merged_goes_on(store: Store) -> None:
    for year in (2024, 2025):
        record = YearScores(province="Cao Bằng", year=year, values={"1.1": 1.2})
        papi.put_scores(store, record, who=WHO)
    (piece,) = papi.lines(papi.scores(store, "Cao Bằng"), "1.1", store)
    assert [year for year, _ in piece] == [2024, 2025]


def test_a_part_that_was_not_asked_is_missing_and_never_zero() -> None:
    scores = papi.scores(None, "Hưng Yên")
    assert scores[0].values["8.3"] is None
    assert [year for piece in papi.lines(scores, "5.2") for year, _ in piece] == [2018, 2019, 2020]
    assert papi.lines([], "total") == []


def test_a_year_without_a_score_within_a_line_is_missing(store: Store) -> None:
    for year, value in ((2021, 5.1), (2022, None), (2023, 5.3)):
        record = YearScores(province="Cao Bằng", year=year, values={"D1": value})
        papi.put_scores(store, record, who=WHO)
    assert papi.lines(papi.scores(store, "Cao Bằng"), "D1", store) == [
        [(2021, 5.1), (2022, None), (2023, 5.3)]
    ]


def test_an_own_break_cuts_the_line(store: Store) -> None:
    own = Break(year=2023, codes=("1.1",), why="Đổi câu hỏi")
    catalogues.put(store, own, who=WHO)
    found = papi.lines(papi.scores(store, "Hưng Yên"), "1.1", store)
    assert [piece[0][0] for piece in found] == [2018, 2023]
    assert [one.year for one in papi.breaks(store)] == [2018, 2019, 2020, 2021, 2023, 2025]


def test_targets_of_a_year_to_come_are_no_published_scores(store: Store) -> None:
    planned = YearScores(province="Hưng Yên", year=2026, targets={"total": 45.5, "1.1": 1.3})
    papi.put_scores(store, planned, who=WHO)
    assert papi.targets(store, "Hưng Yên", 2026) == {"total": 45.5, "1.1": 1.3}
    assert papi.latest_published(store, "Hưng Yên") == 2024
    assert papi.latest_published(store, "Bình Nguyên") is None


def test_the_office_belongs_to_the_province_above_it(store: Store) -> None:
    office = offices.current(store)
    above = tuple(
        replace(one, name="tỉnh Thái Bình") if one.level == "province" else one
        for one in office.superiors
    )
    offices.save(store, replace(office, superiors=above), who=WHO)
    assert papi.province_of(store, BEFORE) == "Thái Bình"
    assert papi.province_of(store, AFTER) == "Hưng Yên"
    papi.choose(store, "Nghệ An", who=WHO)
    assert papi.province_of(store, AFTER) == "Nghệ An"
    papi.choose(store, "", who=WHO)
    assert papi.province_of(store, AFTER) == "Hưng Yên"
    with pytest.raises(papi.UnknownProvinceError):
        papi.choose(store, "Xứ Không Có", who=WHO)


# Tables


def _xlsx(path: Path, rows: list[list[object]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def _csv(path: Path, rows: list[list[object]], delimiter: str = ";") -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


WIDE: list[list[object]] = [
    ["Điểm PAPI tỉnh Hưng Yên"],
    ["Mã", "Nội dung", 2024, 2025],
    ["total", "Tổng điểm", "44,4042", "45,1"],
    ["D1", "Tham gia", 5.5, 5.6],
    [1.1, "Tri thức công dân", 1.2528, ""],
    ["8.3", "Phúc đáp", "-", "0,41"],
]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_years_across_are_read_with_decimal_commas(store: Store, tmp_path: Path, form: str) -> None:
    make = _xlsx if form == "xlsx" else _csv
    found = papi_import.read_scores(
        store, make(tmp_path / f"điểm.{form}", WIDE), province="Hưng Yên"
    )
    assert found.layout == "years across"
    states = {(cell.code, cell.year): cell.state for cell in found.cells}
    assert states == {
        ("total", 2024): "unchanged", ("total", 2025): "new", ("D1", 2024): "changed",
        ("D1", 2025): "new", ("1.1", 2024): "unchanged", ("8.3", 2024): "changed",
        ("8.3", 2025): "new",
    }  # fmt: skip
    assert papi.scores(store, "Hưng Yên") == papi.scores(None, "Hưng Yên")
    taken = papi_import.take_scores(store, found, who=WHO)
    assert taken.scores == 5
    new = papi.year_of(store, "Hưng Yên", 2025)
    assert new.values == {"total": 45.1, "D1": 5.6, "8.3": 0.41}
    assert papi.year_of(store, "Hưng Yên", 2024).values["8.3"] is None
    papi_import.take_back(store, taken, who=WHO)
    assert papi.scores(store, "Hưng Yên") == papi.scores(None, "Hưng Yên")


def test_one_score_a_row_with_provinces(store: Store) -> None:
    rows = [
        ["Tỉnh", "Năm", "Mã", "Điểm"],
        ["tỉnh Thái Bình", "Năm 2024", "1.2", "1,5"],
        ["Cả nước", 2024, "Tổng điểm", 43.434],
        ["Nghệ An", 2024.0, "D2", None],
    ]
    found = papi_import.scores_of(store, rows, name="x.csv", province="Hưng Yên")
    assert [(c.province, c.year, c.code, c.value) for c in found.cells] == [
        ("Thái Bình", 2024, "1.2", 1.5), ("", 2024, "total", 43.434), ("Nghệ An", 2024, "D2", None),
    ]  # fmt: skip


def test_parts_across_with_a_year_a_row(store: Store) -> None:
    rows = [["Năm", "D1", "1,1", "Tổng điểm"], ["2025", "5,5", "1,2", "45"]]
    found = papi_import.scores_of(store, rows, name="x.csv", province="Hưng Yên")
    assert found.layout == "parts across"
    assert [(c.code, c.value) for c in found.cells] == [("D1", 5.5), ("1.1", 1.2), ("total", 45.0)]


@pytest.mark.parametrize(
    "row",
    [
        ["Hưng Yên", 20224, "1.1", "1,2"],
        ["Hưng Yên", "hai nghìn", "1.1", "1,2"],
        ["Hưng Yên", 2024, "9.9", "1,2"],
        ["Hưng Yên", 2024, "5.2", "1,2"],  # dropped in 2021
        ["Hưng Yên", 2024, datetime.date(2024, 1, 1), "1,2"],
        ["Hưng Yên", 2024, "1.1", "12,5"],
        ["Hưng Yên", 2024, "1.1", "-1"],
        ["Hưng Yên", 2024, "1.1", "120 %"],
        ["Hưng Yên", 2024, "1.1", "=A1"],
        ["Hưng Yên", 2024, "1.1", "1e99"],
        ["Hưng Yên", 2024, "1.1", True],
        ["Bình Nguyên Xa", 2024, "1.1", "1,2"],
    ],
)
def test_a_wrong_row_is_told_with_its_number_and_left_out(store: Store, row: list[object]) -> None:
    rows = [["Tỉnh", "Năm", "Mã", "Điểm"], ["Hưng Yên", 2024, "1.2", "1,5"], row]
    found = papi_import.scores_of(store, rows, name="x.csv", province="Hưng Yên")
    (refused,) = found.of("refused")
    assert refused.row == 3
    assert isinstance(refused.problem, PapiDeskError)
    assert str(refused.problem)
    assert papi_import.take_scores(store, found, who=WHO).scores == 1


def test_the_same_score_twice_is_refused_where_the_two_differ(store: Store) -> None:
    head: list[object] = ["Năm", "Mã", "Điểm"]
    rows = [head, [2025, "1.1", "1,2"], [2025, "1.1", "1,2"], [2025, "1.1", "1,3"]]
    found = papi_import.scores_of(store, rows, name="x.csv", province="Hưng Yên")
    assert [cell.state for cell in found.cells] == ["new", "unchanged", "refused"]


@pytest.mark.parametrize("rows", [[], [[]], [["a", "b"], [1, 2]], [["Năm", "Mã", "Điểm"]]])
def test_a_table_without_scores_is_refused(store: Store, rows: list[list[object]]) -> None:
    with pytest.raises(papi_import.NoScoresError):
        papi_import.scores_of(store, rows, name="x.csv", province="Hưng Yên")


@given(
    rows=st.lists(
        st.lists(
            st.none()
            | st.text(max_size=8)
            | st.integers()
            | st.floats()
            | st.decimals()
            | st.booleans()
            | st.sampled_from(["Năm", "Mã", "Điểm", 2024, "1.1", "total"]),
            max_size=5,
        ),
        max_size=6,
    )
)
def test_any_table_is_read_or_refused_with_a_sentence(rows: list[list[object]]) -> None:
    store = _Shared.store
    try:
        found = papi_import.scores_of(store, rows, name="x.csv", province="Hưng Yên")
    except PapiDeskError as error:
        assert str(error)
        return
    for cell in found.of("refused"):
        assert str(cell.problem)


class _Shared:
    """One workspace for all examples: nothing is written to it."""

    store: Store


@pytest.fixture(autouse=True)
def _share(store: Store) -> None:
    _Shared.store = store


def test_a_year_out_of_the_index_is_refused(store: Store) -> None:
    with pytest.raises(CatalogueEntryError):
        papi.put_scores(store, YearScores(province="Hưng Yên", year=1999), who=WHO)


def test_many_scores_are_refused_before_they_fill_the_memory(store: Store) -> None:
    rows = [["Năm", "Mã", "Điểm"], *([2024, "1.1", random.Random(1).random()],) * 20_001]
    with pytest.raises(papi_import.TooManyScoresError):
        papi_import.scores_of(store, rows, name="x.csv", province="Hưng Yên")
