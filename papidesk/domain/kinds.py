"""The 29 kinds of administrative documents with their abbreviations (NĐ 30/2020, Phụ lục III.I)."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Literal

from papidesk.domain.record import Record
from papidesk.errors import N_, PapiDeskError
from papidesk.paths import resource

LETTER = "CV"


class UnknownKindError(PapiDeskError):
    """A kind of document that the catalogue does not have."""

    message = N_("There is no kind of document “{code}”. Choose one of: {known}.")


class Kind(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One kind: ``code`` is the program's key, ``abbreviation`` what stands in the symbol."""

    code: str
    name: str
    abbreviation: str
    paper: str = "named"
    addressees: Literal["always", "upward", "never"] = "never"

    @property
    def title(self) -> str:
        """The name as it stands in running text: "Kế hoạch"."""
        return self.name[:1] + self.name[1:].lower()


@cache
def kinds() -> dict[str, Kind]:
    """Return all kinds by code, in the decree's order."""
    data = tomllib.loads(resource("catalogue", "kinds.toml").read_text(encoding="utf-8"))
    return {
        row["code"]: Kind(
            code=row["code"],
            name=row["name"],
            abbreviation=row.get("abbreviation", row["code"]),
            paper=row.get("paper", "named"),
            addressees=row.get("addressees", "never"),
        )
        for row in data["kind"]
    }


def kind(code: str) -> Kind:
    """Return the kind with ``code``; raises :class:`UnknownKindError`."""
    known = kinds()
    if code not in known:
        raise UnknownKindError(code=code, known=", ".join(known))
    return known[code]


@cache
def by_name() -> dict[str, Kind]:
    """Return all kinds by their name in capitals."""
    return {found.name: found for found in kinds().values()}


@cache
def by_abbreviation() -> dict[str, Kind]:
    """Return the 27 kinds that have an abbreviation, by it."""
    return {found.abbreviation: found for found in kinds().values() if found.abbreviation}


def kind_of_symbol(symbol: str) -> Kind | None:
    """Return the kind a symbol names ("KH-UBND" is KẾ HOẠCH); None when it names none.

    A symbol that begins with the issuing body ("UBND-VX") is a công văn's (Phụ lục I, II.3).
    """
    head = symbol.split("-", 1)[0].strip()
    if head in by_abbreviation():
        return by_abbreviation()[head]
    return kinds()[LETTER] if "-" in symbol and head.isupper() else None
