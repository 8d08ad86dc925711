"""The phrases of reports, from the catalogue: what groups open with and what counters say."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from papidesk.domain.record import Record
from papidesk.paths import resource


class GroupPhrase(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What the sentence of a group of counters begins with, and in which part it stands."""

    name: str
    opening: str
    part: str = "results"


class Phrase(Record, frozen=True, kw_only=True, omit_defaults=True, rename={"joined": "with"}):
    """What a counter says; "{n}" is its figure. See resources/catalogue/report_phrases.toml."""

    many: str
    after: str = ""
    joined: str = ""
    carried: str = ""
    names: bool = False
    share: bool = False
    demand: bool = False


class Phrases(Record, frozen=True, kw_only=True, omit_defaults=True):
    """All phrases: of groups by name, of counters by code."""

    group: tuple[GroupPhrase, ...]
    phrase: dict[str, Phrase]

    def opening(self, group: str) -> str:
        """Return what the sentence of ``group`` begins with; "" for an office's own group."""
        return next((each.opening for each in self.group if each.name == group), "")

    def part(self, group: str) -> str:
        """Return the part of the report ``group`` stands in: "steering" or "results"."""
        return next((each.part for each in self.group if each.name == group), "results")


@cache
def phrases() -> Phrases:
    """Return the phrases of the catalogue."""
    text = resource("catalogue", "report_phrases.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Phrases)
