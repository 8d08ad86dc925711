"""Numbers and dates at issue."""

from __future__ import annotations

import datetime

import pytest

from papidesk.domain.blocks import Paragraph
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.issuing import (
    BadDateError,
    BadNumberError,
    DateOrderError,
    FutureDateError,
    NotReadyError,
    check_order,
    issued,
    missing_parts,
    number_text,
    parse_date,
    parse_number,
)
from papidesk.domain.record import replace

READY = Document(
    kind="KH", issuer="ỦY BAN NHÂN DÂN XÃ AN HÒA", symbol="KH-UBND", place="An Hòa",
    abstract="Truyền thông năm 2026", blocks=(Paragraph(text="Nội dung."),),
)  # fmt: skip
DAY = datetime.date(2026, 2, 9)


def test_an_issued_document_has_number_and_date_and_is_frozen() -> None:
    done = issued(READY, 5, DAY)
    assert (done.number, done.date.date, done.state, done.frozen) == ("05", DAY, "issued", True)
    assert not READY.frozen


@pytest.mark.parametrize("part", ["kind", "issuer", "symbol", "place", "abstract"])
def test_what_is_missing_is_named(part: str) -> None:
    bare = replace(READY, **{part: ""})
    assert len(missing_parts(bare)) == 1
    with pytest.raises(NotReadyError):
        issued(bare, 5, DAY)


def test_numbers_below_ten_have_a_leading_zero() -> None:
    assert [number_text(n) for n in (1, 9, 10, 112)] == ["01", "09", "10", "112"]
    assert [parse_number(text) for text in ("05", "5", "112")] == [5, 5, 112]


@pytest.mark.parametrize("text", ["", "0", "00", "-1", "1.5", "12a", "9999999", "½"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(BadNumberError):
        parse_number(text)


@pytest.mark.parametrize("text", ["2026-02-31", "20224-01-01", "hôm nay", "", "05/02/2026"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(BadDateError):
        parse_date(text)


def test_dates_run_with_numbers_and_never_into_the_future() -> None:
    yesterday = DAY - datetime.timedelta(days=1)
    check_order(DAY, today=DAY, last_number=4, last_date=DAY)
    with pytest.raises(FutureDateError):
        check_order(DAY, today=yesterday)
    with pytest.raises(DateOrderError):
        check_order(yesterday, today=DAY, last_number=4, last_date=DAY)


def test_blank_or_impossible_parts_give_no_date() -> None:
    assert IssueDate(month=6, year=2026).date is None
    assert IssueDate(day=31, month=2, year=2026).date is None
    assert IssueDate.of(DAY).date == DAY
