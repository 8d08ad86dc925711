"""Names of live figures and how figures are written."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain import figure_text
from papidesk.domain.figures import HOW, WHICH, FigureRef, field, parse_ref
from papidesk.domain.record import from_json, to_json
from papidesk.domain.richtext import RichText
from papidesk.drafting import inline

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20
)
LISTS = st.lists(TEXTS, max_size=3).map(tuple)
REFS = st.builds(
    FigureRef,
    counter=TEXTS,
    period=st.sampled_from(["2024", "2024-H1", "2024-M06"]),
    duty=st.one_of(st.just(""), TEXTS),
    which=st.sampled_from(WHICH),
    how=st.sampled_from(HOW),
    tasks=LISTS,
    units=LISTS,
    channels=LISTS,
    dimensions=LISTS,
    since=st.one_of(st.none(), st.dates()),
    until=st.one_of(st.none(), st.dates()),
)


@given(REFS)
def test_any_name_of_a_figure_is_read_back_from_text_markup_and_json(ref: FigureRef) -> None:
    assert parse_ref(ref.ref) == ref
    shown = field("43", ref.ref)
    assert from_json(RichText, to_json(shown)) == shown
    if len(ref.ref) <= 2000:
        assert inline.rich(inline.written(shown)) == shown


def test_names_of_before_keep_their_meaning() -> None:
    old = parse_ref("van-ban-di-KH@2024-H1")
    assert old == FigureRef(counter="van-ban-di-KH", period="2024-H1")
    assert old.ref == "van-ban-di-KH@2024-H1"


def test_a_name_is_written_as_agreed() -> None:
    ref = FigureRef(
        counter="tin-bai", period="2024-H1", duty="papi", which="last-year", how="two",
        units=("Văn phòng HĐND & UBND",), channels=("zalo",),
    )  # fmt: skip
    assert ref.ref == (
        "tin-bai@2024-H1:papi!last-year!two?unit=Văn%20phòng%20HĐND%20%26%20UBND&channel=zalo"
    )


@pytest.mark.parametrize(
    "ref", ["", "a", "@2024", "a@", "a@2024!khac", "a@2024!two!rounded", "a@2024?x=1", "a@:papi"]
)
def test_what_names_no_figure_is_none(ref: str) -> None:
    assert parse_ref(ref) is None


@pytest.mark.parametrize(
    ("value", "exact", "two", "rounded"),
    [
        (None, "–", "–", "–"), (0, "0", "0", "0"), (5, "5", "05", "05"), (10, "10", "10", "10"),
        (19, "19", "19", "19"), (40, "40", "40", "40"), (43, "43", "43", "trên 40"),
        (100, "100", "100", "100"), (123, "123", "123", "trên 120"),
        (1234, "1.234", "1.234", "trên 1.200"), (1200, "1.200", "1.200", "1.200"),
        ("12.50", "12,5", "12,5", "12,5"), ("99.9", "99,9", "99,9", "trên 90"),
        ("1234567.125", "1.234.567,125", "1.234.567,125", "trên 1.200.000"),
    ],
)  # fmt: skip
def test_figures_are_written_as_vietnamese_papers_write_them(
    value: int | str | None, exact: str, two: str, rounded: str
) -> None:
    number = None if value is None else Decimal(value)
    assert figure_text.written(number) == exact
    assert figure_text.two_digits(number) == two
    assert figure_text.rounded(number) == rounded


@given(st.decimals(min_value=0, max_value=10**12, places=3))
def test_a_written_figure_is_read_back_and_a_rounded_one_is_never_too_much(value: Decimal) -> None:
    assert figure_text.number(figure_text.written(value)) == value
    down = figure_text.number(figure_text.rounded(value).removeprefix("trên "))
    assert down is not None and value * Decimal("0.6") <= down <= value


def test_days_have_their_noughts_where_papers_have_them() -> None:
    days = (datetime.date(2024, 1, 5), datetime.date(2024, 6, 14), datetime.date(2023, 12, 1))
    assert [figure_text.day(day) for day in days] == ["05/01/2024", "14/6/2024", "01/12/2023"]


def test_differences_say_whether_more_or_less() -> None:
    values = (Decimal(12), Decimal(-3), Decimal(0), None)
    assert [figure_text.signed(value) for value in values] == ["+12", "-3", "0", "–"]
