"""PAPI: dimensions and sub-dimensions in force in a year, scores, breaks, provinces."""

from __future__ import annotations

import msgspec

from papidesk.domain.record import Record


class Dimension(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A dimension ("D1") or sub-dimension ("1.1"); ``last_year`` None is in force.

    ``official`` is False where the Vietnamese wording is ours and should stay editable.
    """

    code: str
    name: str
    english: str = ""
    first_year: int = 2011
    last_year: int | None = None
    official: bool = True
    own: bool = False

    @property
    def parent(self) -> str:
        """The dimension a sub-dimension belongs to ("D1"), "" for a dimension."""
        return "" if self.code.startswith("D") else f"D{self.code.split('.')[0]}"

    def in_force(self, year: int) -> bool:
        """Tell whether it is part of the index of ``year``."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


class Break(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Scores from ``year`` on are not to be compared with those before.

    ``codes`` are the dimensions concerned, "total" the total; empty for all. ``of_provinces``:
    the provinces themselves changed.
    """

    year: int
    codes: tuple[str, ...] = ()
    why: str = ""
    of_provinces: bool = False
    own: bool = False


class Score(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The score of a province in a year: ``code`` is "total", "D1" or "1.1"; None is missing."""

    province: str
    year: int
    code: str
    value: float | None = None


class YearScores(Record, frozen=True, kw_only=True, omit_defaults=True):
    """All that is known of a province in a year; ``values`` by code, None where missing.

    ``targets`` are what the province wants to reach that year. ``province`` "" is the whole
    country (its mean; ``lowest`` and ``highest`` are totals of single provinces, ``scored`` is how
    many of them there are). ``rank`` is as published ("19/61").
    """

    province: str
    year: int
    values: dict[str, float | None] = msgspec.field(default_factory=dict)
    targets: dict[str, float] = msgspec.field(default_factory=dict)
    rank: str = ""
    source: str = ""
    lowest: float | None = None
    highest: float | None = None
    scored: int | None = None
    own: bool = False


class Province(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A province as it is since 01/7/2025, and the former ones it was made of (itself included).

    One without any is a province no more.
    """

    name: str
    former: tuple[str, ...] = ()
    city: bool = False
    own: bool = False
