"""Series of scores: what is in force, how far scores reach, lines that never cross a break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain import default_catalogue
from papidesk.domain.papi import Break
from papidesk.domain.papi_series import break_years, in_force, pieces, score_range, touches

KNOWN = default_catalogue.dimensions()
BREAKS = default_catalogue.breaks()


@pytest.mark.parametrize(
    ("year", "parts"),
    [(2018, 28), (2019, 29), (2020, 29), (2021, 28), (2022, 28), (2024, 28), (2026, 28)],
)
def test_each_year_has_its_own_framework(year: int, parts: int) -> None:
    found = in_force(year, KNOWN)
    assert sum(1 for one in found if one.parent) == parts
    assert [one.code for one in found if not one.parent] == [f"D{n}" for n in range(1, 9)]


def test_codes_stay_when_one_is_dropped() -> None:
    codes = [one.code for one in in_force(2021, KNOWN)]
    at = codes.index("D5")
    assert codes[at : at + 4] == ["D5", "5.1", "5.3", "5.4"]
    assert "8.3" not in [one.code for one in in_force(2018, KNOWN)]


@pytest.mark.parametrize(
    ("code", "year", "least", "most"),
    [
        ("1.1", 2024, 0.25, 2.5),
        ("3.1", 2024, 0.3333, 3.3333),
        ("5.1", 2020, 0.25, 2.5),
        ("5.1", 2021, 0.3333, 3.3333),
        ("8.1", 2018, 0.5, 5),
        ("8.1", 2019, 0.3333, 3.3333),
        ("D1", 2024, 1, 10),
        ("total", 2024, 10, 80),
    ],
)
def test_the_range_of_a_part_follows_from_how_many_there_are(
    code: str, year: int, least: float, most: float
) -> None:
    assert score_range(code, year, KNOWN) == pytest.approx((least, most), abs=0.001)


def test_all_scores_we_bring_lie_in_their_ranges() -> None:
    for scores in default_catalogue.year_scores():
        for code, value in scores.values.items():
            if value is not None:
                least, most = score_range(code, scores.year, KNOWN)
                assert least - 0.005 <= value <= most + 0.005, (scores.province, code)


@pytest.mark.parametrize(
    ("code", "years"),
    [
        ("1.1", [2018]),
        ("3.2", [2018, 2021]),
        ("7.1", [2018, 2019]),
        ("7.2", [2018]),
        ("8.1", [2018, 2019]),
        ("8.3", [2018, 2019, 2020]),
        ("5.3", [2018, 2021]),
        ("D5", [2018, 2021]),
        ("D8", [2018, 2019, 2020]),
        ("D1", [2018]),
        ("total", [2018, 2019, 2020, 2021]),
    ],
)
def test_a_line_begins_anew_where_its_code_or_a_part_of_it_was_redefined(
    code: str, years: list[int]
) -> None:
    assert break_years(code, BREAKS) == years


def test_a_break_of_the_provinces_concerns_those_that_were_merged() -> None:
    assert break_years("1.1", BREAKS, province="Hưng Yên", merged=True)[-1] == 2025
    assert break_years("1.1", BREAKS, province="Cao Bằng", merged=False)[-1] == 2018
    assert break_years("1.1", BREAKS, province="")[-1] == 2018


def test_a_break_of_nothing_named_concerns_everything() -> None:
    assert all(touches(Break(year=2018), code) for code in ("total", "D1", "1.1"))


@given(
    values=st.dictionaries(
        st.integers(2011, 2040), st.none() | st.floats(1, 10, allow_nan=False), max_size=20
    ),
    cuts=st.sets(st.integers(2011, 2040), max_size=6),
)
def test_no_piece_crosses_a_break_and_no_score_is_lost_or_made_up(
    values: dict[int, float | None], cuts: set[int]
) -> None:
    found = pieces(values.items(), cuts)
    for piece in found:
        years = [year for year, _ in piece]
        assert years == list(range(years[0], years[-1] + 1))
        assert not any(year in cuts for year in years[1:])
        assert piece[0][1] is not None
        assert piece[-1][1] is not None
        assert all(value is None or value != 0 for _, value in piece)
    drawn = {year: value for piece in found for year, value in piece if value is not None}
    assert drawn == {year: value for year, value in values.items() if value is not None}
