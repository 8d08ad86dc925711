"""Reporting periods."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.periods import BadPeriodError, Period, parse

CODES = st.one_of(
    st.integers(1990, 2100).map(str),
    st.builds("{:04}-H{}".format, st.integers(1990, 2100), st.integers(1, 2)),
    st.builds("{:04}-Q{}".format, st.integers(1990, 2100), st.integers(1, 4)),
    st.builds("{:04}-9M".format, st.integers(1990, 2100)),
    st.builds("{:04}-M{:02}".format, st.integers(1990, 2100), st.integers(1, 12)),
)


@given(CODES)
def test_a_code_reads_back_and_its_days_lie_in_order(code: str) -> None:
    period = parse(code)
    assert period.code == code
    assert period.start <= period.end
    assert period.start.year == period.end.year == period.year
    assert parse(code.lower()) == period


@given(CODES.filter(lambda code: "9M" not in code))
def test_the_previous_period_ends_the_day_before(code: str) -> None:
    period = parse(code)
    assert period.previous().end == period.start - datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("code", "start", "end", "label"),
    [
        ("2024-H1", "2024-01-01", "2024-06-30", "6 tháng đầu năm 2024"),
        ("2024-H2", "2024-07-01", "2024-12-31", "6 tháng cuối năm 2024"),
        ("2024-Q3", "2024-07-01", "2024-09-30", "quý III năm 2024"),
        ("2024-9M", "2024-01-01", "2024-09-30", "9 tháng đầu năm 2024"),
        ("2024-M02", "2024-02-01", "2024-02-29", "tháng 02 năm 2024"),
        ("2024", "2024-01-01", "2024-12-31", "năm 2024"),
    ],
)
def test_periods_are_named_as_papers_do(code: str, start: str, end: str, label: str) -> None:
    period = parse(code)
    assert (period.start.isoformat(), period.end.isoformat(), period.label) == (start, end, label)


def test_the_same_period_last_year_and_nine_months_before() -> None:
    assert parse("2024-Q1").last_year().code == "2023-Q1"
    assert Period(year=2024, kind="nine_months").previous().code == "2023-9M"


@pytest.mark.parametrize("code", ["", "24", "2024-H3", "2024-Q0", "2024-M13", "2024-12", "0000"])
def test_what_is_no_period_is_refused(code: str) -> None:
    with pytest.raises(BadPeriodError):
        parse(code)
