"""The words that content rules know, read from the catalogue."""

from __future__ import annotations

import datetime
import re
import tomllib
from functools import cache
from typing import Literal

import msgspec

from papidesk.domain.record import Record
from papidesk.paths import resource
from papidesk.text.letters import LETTERS

# For character classes of patterns: a range like à-ỹ would hold letters of both cases.
LOWER = "".join(sorted(letter for letter in LETTERS if letter.islower()))
UPPER = "".join(sorted(letter for letter in LETTERS if letter.isupper()))


class Slip(Record, frozen=True, kw_only=True):
    """A slip of the pen that makes another word: where it is, and what is meant.

    ``case`` tells that capitals count; ``rule`` is the rule that reports it.
    """

    pattern: str
    right: str
    case: bool = False
    rule: str = "CHINH_TA"


class Expired(Record, frozen=True, kw_only=True):
    """A term or body that went out of use on the day ``since``."""

    old: str
    kind: Literal["term", "body"]
    since: datetime.date
    right: str
    source: str
    also_past: bool = False


class Words(Record, frozen=True, kw_only=True):
    """The lists of resources/catalogue/checking.toml."""

    nhan_dan_after: tuple[str, ...]
    nhan_dan_before: tuple[str, ...]
    nha_nuoc_after: tuple[str, ...]
    nha_nuoc_before: tuple[str, ...]
    ordinary: tuple[str, ...]
    field_after: tuple[str, ...]
    before_verb: tuple[str, ...]
    never_twice: tuple[str, ...]
    one_capital: tuple[str, ...]
    borrowed: tuple[str, ...]
    known_abbreviations: tuple[str, ...]
    variants: tuple[tuple[str, ...], ...]
    slips: tuple[Slip, ...]
    expired: tuple[Expired, ...]


@cache
def words() -> Words:
    """Return the lists; they are read once."""
    data = tomllib.loads(resource("catalogue", "checking.toml").read_text(encoding="utf-8"))
    data["slips"], data["expired"] = data.pop("slip"), data.pop("expired")
    return msgspec.convert(data, Words)


def either(entries: tuple[str, ...], flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that matches any of ``entries``, the longest first."""
    ordered = sorted(entries, key=len, reverse=True)
    return re.compile("|".join(re.escape(entry) for entry in ordered), flags)
