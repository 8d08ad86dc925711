"""The words that content rules know, read from the catalogue."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from papidesk.domain.record import Record
from papidesk.paths import resource


class Slip(Record, frozen=True, kw_only=True):
    """A slip of the pen that makes another word: where it is, and what is meant."""

    pattern: str
    right: str
    case: bool = False


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
