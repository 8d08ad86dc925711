"""The kinds of documents."""

from __future__ import annotations

import pytest

from papidesk.domain.kinds import (
    UnknownKindError,
    by_abbreviation,
    by_name,
    kind,
    kind_of_symbol,
    kinds,
)


def test_there_are_29_kinds_and_27_abbreviations() -> None:
    assert len(kinds()) == len(by_name()) == 29
    assert len(by_abbreviation()) == 27


@pytest.mark.parametrize(
    ("symbol", "code"),
    [
        ("KH-UBND", "KH"), ("TTr-UBND", "TTr"), ("QyĐ-SNV", "QyĐ"), ("UBND-VX", "CV"),
        ("CT-CTUBND", "CT"), ("BC-SGDĐT-VP", "BC"), ("", None), ("UBND", None), ("abc-x", None),
    ],
)  # fmt: skip
def test_a_symbol_names_its_kind(symbol: str, code: str | None) -> None:
    found = kind_of_symbol(symbol)
    assert (found.code if found else None) == code


def test_addressees_belong_to_letters_and_papers_to_a_higher_body() -> None:
    assert kind("CV").addressees == "always"
    assert {k.code for k in kinds().values() if k.addressees == "upward"} == {"BC", "TTr"}
    assert kind("KH").title == "Kế hoạch"


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UnknownKindError):
        kind("XX")
