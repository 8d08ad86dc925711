"""Series of numbers never count one kind twice."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papidesk.domain.number_series import (
    SeriesOverlapError,
    SeriesRepeatError,
    SeriesStartError,
    check_repeats,
    check_series,
    overlaps,
)
from papidesk.domain.office import NumberSeries
from papidesk.domain.record import Validity, replace

DAY = datetime.date(2026, 3, 1)
DATES = st.none() | st.dates(datetime.date(2024, 1, 1), datetime.date(2024, 2, 10))
KINDS = st.lists(st.sampled_from(["KH", "BC", "QĐ"]), max_size=2, unique=True).map(tuple)


def series(id: str, *kinds: str, **validity: datetime.date) -> NumberSeries:
    return NumberSeries(id=id, name=id, kinds=kinds, validity=Validity(**validity))


def test_the_common_series_counts_what_no_other_does() -> None:
    check_series((series("chung"), series("qd", "QĐ"), series("bc", "BC")))


def test_two_series_for_one_kind_are_refused_and_named() -> None:
    with pytest.raises(SeriesOverlapError) as caught:
        check_series((series("a", "KH", "BC"), series("b", "BC", since=DAY)))
    assert caught.value.values["kinds"] == "BC"
    assert caught.value.values["since"] == "01/03/2026"
    with pytest.raises(SeriesOverlapError):
        check_series((series("a"), series("b")))


def test_one_series_may_follow_another() -> None:
    yesterday = DAY - datetime.timedelta(days=1)
    check_series((series("a", "KH", until=yesterday), series("b", "KH", since=DAY)))


@pytest.mark.parametrize("start", [0, -1, 100_000])
def test_a_start_that_is_no_number_is_refused(start: int) -> None:
    with pytest.raises(SeriesStartError):
        check_series((replace(series("a"), start=start),))


def test_a_series_of_mid_year_may_not_give_numbers_once_more() -> None:
    new = series("bc", "BC", since=DAY)
    with pytest.raises(SeriesRepeatError) as caught:
        check_repeats(new, {"BC": 57, "KH": 90}, 1, DAY)
    assert caught.value.values["free"] == "58"
    check_repeats(new, {"BC": 57, "KH": 90}, 58, DAY)
    check_repeats(new, {"KH": 90}, 1, DAY)


def test_only_the_first_year_goes_on_from_a_paper_register() -> None:
    begun = NumberSeries(id="a", start=58, start_year=2026)
    assert (begun.first_number(2026), begun.first_number(2027)) == (58, 1)


@settings(max_examples=80)
@given(
    st.lists(st.tuples(KINDS, DATES, DATES), max_size=5),
    st.dates(datetime.date(2024, 1, 1), datetime.date(2024, 2, 10)),
    st.sampled_from(["KH", "BC", "QĐ"]),
)
def test_series_that_pass_count_each_kind_once_a_day(
    described: list[tuple[tuple[str, ...], datetime.date | None, datetime.date | None]],
    day: datetime.date,
    kind: str,
) -> None:
    made = tuple(
        NumberSeries(id=str(place), kinds=kinds, validity=Validity(since=since, until=until))
        for place, (kinds, since, until) in enumerate(described)
    )
    held = [one for one in made if one.validity.covers(day)]
    named = [one for one in held if kind in one.kinds]
    common = [one for one in held if not one.kinds]
    if not overlaps(made):
        assert len(named) <= 1
        assert len(common) <= 1
    if len(named) > 1 or len(common) > 1:
        with pytest.raises(SeriesOverlapError):
            check_series(made)
