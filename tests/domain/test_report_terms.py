"""Terms of reports out of the words of a superior's plan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.catalogue_checks import check_term
from papidesk.domain.report_terms import terms_of

PERIODS = ("tháng", "quý", "6 tháng", "9 tháng", "năm")


def told(periods: tuple[str, ...], text: str = "") -> list[tuple[str, int, int, int]]:
    return [
        (term.kind, term.index, term.due.day, term.due.month) for term in terms_of(periods, text)
    ]


@pytest.mark.parametrize(
    ("periods", "text", "terms"),
    [
        (("6 tháng", "năm"), "", [("half", 1, 20, 6), ("year", 1, 20, 12)]),
        (("6 tháng",), "", [("half", 1, 20, 6), ("half", 2, 20, 12)]),
        (
            ("6 tháng", "năm"),
            "báo cáo trước ngày 10/6 và 15/12 hằng năm",
            [("half", 1, 10, 6), ("year", 1, 15, 12)],
        ),
        (
            ("quý", "6 tháng", "năm"),
            "trước ngày 15 của tháng cuối quý",
            [("quarter", 1, 15, 3), ("quarter", 3, 15, 9), ("half", 1, 15, 6), ("year", 1, 15, 12)],
        ),
        (("9 tháng",), "trước ngày 31/9", [("nine_months", 1, 20, 9)]),  # no such day
        ((), "trước ngày 10/6", []),
    ],
)
def test_periods_and_due_days_are_those_of_the_words(
    periods: tuple[str, ...], text: str, terms: list[tuple[str, int, int, int]]
) -> None:
    assert told(periods, text) == terms


def test_a_year_has_twelve_monthly_reports() -> None:
    assert [term.index for term in terms_of(("tháng",), "")] == list(range(1, 13))


@given(st.sets(st.sampled_from(PERIODS)), st.text("trước ngày chậm nhất0123456789/. ", max_size=60))
def test_whatever_the_words_say_the_terms_can_be_kept(periods: set[str], text: str) -> None:
    terms = terms_of(periods, text)
    for term in terms:
        check_term(term)
    assert len({(term.kind, term.index) for term in terms}) == len(terms)
