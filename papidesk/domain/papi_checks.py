"""What dimensions, breaks, scores and own days must be to be kept."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from papidesk.domain.catalogue_checks import (
    NAME_LIMIT,
    CatalogueEntryError,
    EntryNameError,
)
from papidesk.domain.holidays import OwnDay
from papidesk.domain.papi import Break, Dimension, Province, YearScores
from papidesk.domain.papi_series import TOTAL, code_key, score_range
from papidesk.errors import N_
from papidesk.text.fold import fold

FIRST_YEAR, LAST_YEAR = 2011, 2100  # the index is published since 2011
_CODE = re.compile(r"D([1-9]|1\d)|([1-9]|1\d)\.([1-9]|1\d)")


class DimensionCodeError(CatalogueEntryError):
    """A code that no dimension can have."""

    field = "code"
    message = N_("“{code}” is no code of the index: write “D1” for a dimension, “1.1” for a part.")


class DimensionYearsError(CatalogueEntryError):
    """Years in force that cannot be."""

    field = "last_year"
    message = N_("The years {first} – {last} cannot be: years run from 2011, the last not first.")


class OfficialWordingError(CatalogueEntryError):
    """Another name for what has an official one."""

    field = "name"
    message = N_("“{name}” is the official wording of {code} and stays as it is.")


class FormerProvinceError(CatalogueEntryError):
    """A former province that went into two."""

    field = "former"
    message = N_(
        "“{name}” went into “{province}” already. Take it out there first, or leave it out here."
    )


class ProvinceNameError(CatalogueEntryError):
    """A province called as one that is there already, with other signs."""

    field = "name"
    message = N_("“{name}” is there already as “{known}”.")


class IndexYearError(CatalogueEntryError):
    """A year the index cannot have."""

    field = "year"
    message = N_("“{year}” is not a year of the index. Years run from 2011.")


class UnknownScoreCodeError(CatalogueEntryError):
    """A score of something that is not part of the index that year."""

    field = "values"
    message = N_("“{code}” is not part of the index of {year}.")


class ScoreRangeError(CatalogueEntryError):
    """A score that the index cannot give."""

    field = "values"
    message = N_("{value} is out of range: {code} goes from {least} to {most}.")


class DayNameError(CatalogueEntryError):
    """An own day off without a reason."""

    field = "name"
    message = N_("Say why: for example “Nghỉ bù Quốc khánh”.")


def check_dimension(dimension: Dimension, ours: Iterable[Dimension]) -> None:
    """Refuse a dimension that cannot be, and other names for official ones of ``ours``."""
    if not _CODE.fullmatch(dimension.code):
        raise DimensionCodeError(code=dimension.code[:20])
    if not dimension.name.strip() or len(dimension.name) > NAME_LIMIT:
        raise EntryNameError(limit=NAME_LIMIT)
    first, last = dimension.first_year, dimension.last_year
    if not FIRST_YEAR <= first <= LAST_YEAR or (last is not None and not first <= last):
        raise DimensionYearsError(first=first, last=last if last is not None else "…")
    known = next((one for one in ours if one.code == dimension.code), None)
    if known is not None and known.official and known.name != dimension.name:
        raise OfficialWordingError(name=known.name, code=known.code)


def check_province(province: Province, others: Iterable[Province]) -> None:
    """Refuse a province without a name, named twice, or made of what went into another one."""
    for name in (province.name, *province.former):
        if not name.strip() or len(name) > NAME_LIMIT:
            raise EntryNameError(limit=NAME_LIMIT)
    former = {fold(name): name for name in province.former}
    for other in others:
        if other.name == province.name:
            continue
        if fold(other.name) == fold(province.name):
            raise ProvinceNameError(name=province.name, known=other.name)
        for name in other.former:
            if fold(name) in former:
                raise FormerProvinceError(name=name, province=other.name)


def check_break(record: Break) -> None:
    """Refuse a break in no year of the index, or of no code."""
    check_year(record.year)
    for code in record.codes:
        if code != TOTAL and not _CODE.fullmatch(code):
            raise DimensionCodeError(code=code[:20])


def check_scores(scores: YearScores, dimensions: Sequence[Dimension]) -> None:
    """Refuse a year, a code or a value the index does not have."""
    check_year(scores.year)
    for code, value in (*scores.values.items(), *scores.targets.items()):
        check_score(code, value, scores.year, dimensions)


def check_year(year: int) -> None:
    """Refuse a year the index cannot have."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise IndexYearError(year=year)


def check_score(code: str, value: float | None, year: int, dimensions: Sequence[Dimension]) -> None:
    """Refuse a score out of its range, or of what is not in force; None (missing) is never refused.

    A missing score may stand even where a part is no longer in force.
    """
    in_force = {one.code for one in dimensions if one.in_force(year)} | {TOTAL}
    if value is None:
        if code not in in_force and not _CODE.fullmatch(code):
            raise UnknownScoreCodeError(code=code[:20], year=year)
        return
    if code not in in_force:
        raise UnknownScoreCodeError(code=code[:20], year=year)
    least, most = score_range(code, year, dimensions)
    if not math.isfinite(value) or not least - 0.005 <= value <= most + 0.005:
        raise ScoreRangeError(
            value=number_text(value), code=code, least=number_text(least), most=number_text(most)
        )


def check_own_day(day: OwnDay) -> None:
    """Refuse a day of the office's table without a reason, or far away."""
    check_year(day.day.year)
    if not day.name.strip() or len(day.name) > NAME_LIMIT:
        raise DayNameError


def number_text(value: float) -> str:
    """Return a score with a decimal comma, two to four places: "44,4042", "3,33"."""
    if not math.isfinite(value):
        return str(value)
    text = f"{value:.4f}".rstrip("0")
    whole, _, places = text.partition(".")
    return f"{whole},{places.ljust(2, '0')}"


def in_order(codes: Iterable[str]) -> list[str]:
    """Return codes in the order of the index: the total, D1, 1.1, 1.2 …"""
    return sorted(codes, key=code_key)
