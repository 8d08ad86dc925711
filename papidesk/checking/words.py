"""The words that content rules know, read from the catalogue."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from papidesk.domain.record import Record
from papidesk.paths import resource
from papidesk.text.letters import LETTERS

# For character classes of patterns: a range like à-ỹ would hold letters of both cases.
LOWER = "".join(sorted(letter for letter in LETTERS if letter.islower()))
UPPER = "".join(sorted(letter for letter in LETTERS if letter.isupper()))


class Slip(Record, frozen=True, kw_only=True):
    """A slip of the pen that makes another word: where it is, and what is meant.

    ``case`` tells that capitals count; ``missing`` that a word was left out.
    """

    pattern: str
    right: str
    case: bool = False
    missing: bool = False


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
    slips: tuple[Slip, ...]


@cache
def words() -> Words:
    """Return the lists; they are read once."""
    data = tomllib.loads(resource("catalogue", "checking.toml").read_text(encoding="utf-8"))
    return Words(
        slips=tuple(Slip(**row) for row in data["slip"]),
        **{name: tuple(data[name]) for name in Words.__struct_fields__ if name != "slips"},
    )


def either(entries: tuple[str, ...], flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that matches any of ``entries``, the longest first."""
    ordered = sorted(entries, key=len, reverse=True)
    return re.compile("|".join(re.escape(entry) for entry in ordered), flags)
