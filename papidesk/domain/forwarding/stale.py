"""Places of a document that may be stale in another year, each with a proposal."""

from __future__ import annotations

from typing import Literal, get_args

from papidesk.domain.record import Record
from papidesk.errors import N_

StaleKind = Literal[
    "date", "deadline", "number", "period", "year", "name", "unit", "term", "figure",
]  # fmt: skip
KINDS: tuple[StaleKind, ...] = get_args(StaleKind)
KIND_NAMES: dict[StaleKind, str] = {
    "date": N_("Date"),
    "deadline": N_("Due date"),
    "number": N_("Number of a paper"),
    "period": N_("Period"),
    "year": N_("Year"),
    "name": N_("Name of a person"),
    "unit": N_("Place or body that is no more"),
    "term": N_("Term out of use"),
    "figure": N_("Figure"),
}
# What stands where only a person knows: visible on the page, found by the check.
BLANK = "…………"


class StalePlace(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A stretch of text that may be stale: ``start`` <= offset < ``end`` of the text at ``path``.

    ``proposal`` is what would stand there in the new year, the same text where nothing better is
    known. ``hint`` is said beside it (a weekday, the body that took over): Vietnamese, as printed.
    """

    path: str
    start: int
    end: int
    kind: StaleKind
    old: str
    proposal: str
    text: str = ""
    hint: str = ""

    @property
    def id(self) -> str:
        """What a decision names it by: path and offset."""
        return f"{self.path}@{self.start}"

    @property
    def same(self) -> tuple[str, str, str]:
        """What places that may be decided together have in common."""
        return (self.kind, self.old, self.proposal)


class Span(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A stretch of one text, before it is known where that text stands."""

    start: int
    end: int
    kind: StaleKind
    proposal: str
    hint: str = ""


class Years(Record, frozen=True, kw_only=True, omit_defaults=True):
    """From which year to which a document is carried."""

    old: int
    new: int

    @property
    def step(self) -> int:
        """How many years lie between."""
        return self.new - self.old

    def moved(self, year: int) -> int:
        """Return the year that ``year`` becomes: near the old one it moves along, else it stays."""
        return year + self.step if abs(year - self.old) <= 1 else year
