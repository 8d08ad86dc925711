"""Series of PAPI scores: what is in force, how far scores reach, and where lines must break."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from papidesk.domain import default_catalogue
from papidesk.domain.papi import Break, Dimension, YearScores

TOTAL = "total"
Piece = list[tuple[int, float | None]]


def in_force(year: int, dimensions: Iterable[Dimension]) -> list[Dimension]:
    """Return the dimensions and sub-dimensions of ``year``, each dimension before its parts."""
    found = [one for one in dimensions if one.in_force(year)]
    return sorted(found, key=lambda one: code_key(one.code))


def code_key(code: str) -> tuple[int, int, str]:
    """Return what orders codes: the total, D1, 1.1, 1.2, …, D2 …"""
    if code == TOTAL:
        return 0, 0, code
    number, _, part = code.removeprefix("D").partition(".")
    return int(number) if number.isdigit() else 99, int(part) if part.isdigit() else 0, code


def score_range(code: str, year: int, dimensions: Iterable[Dimension]) -> tuple[float, float]:
    """Return the lowest and highest score ``code`` can have in ``year``.

    A dimension is the sum of its parts, so that a part's range is the dimension's by how many
    there are: four 0.25–2.5, three 0.33–3.33, two 0.5–5.
    """
    if "." not in code:
        return default_catalogue.scale(code)
    least, most = default_catalogue.scale("D")
    parent = f"D{code.split('.', maxsplit=1)[0]}"
    count = sum(1 for one in dimensions if one.parent == parent and one.in_force(year)) or 1
    return least / count, most / count


def touches(broken: Break, code: str) -> bool:
    """Tell whether ``broken`` concerns ``code``: itself, what it is part of, or a part of it.

    A sum is no more comparable than its parts: what breaks 8.3 breaks D8 and the total.
    """
    if not broken.codes or code == TOTAL or code in broken.codes:
        return True
    if code.startswith("D"):
        return any(_parent(one) == code for one in broken.codes)
    return _parent(code) in broken.codes


def _parent(code: str) -> str:
    return f"D{code.split('.', maxsplit=1)[0]}" if "." in code else ""


def break_years(
    code: str, breaks: Iterable[Break], *, province: str = "", merged: bool = True
) -> list[int]:
    """Return the years a line of ``code`` begins anew in, ascending.

    A break of the provinces concerns those that were made of several (``merged``); the whole
    country (province "") is the same before and after.
    """
    return sorted(
        {
            one.year
            for one in breaks
            if (one.of_provinces and merged and bool(province))
            or (not one.of_provinces and touches(one, code))
        }
    )


def pieces(values: Iterable[tuple[int, float | None]], breaks: Iterable[int]) -> list[Piece]:
    """Return ``values`` by year, cut where a break lies; within a piece each year there is stands.

    A year that is missing between two others is None, never 0. Pieces without any score are left
    out, as are missing years at their ends.
    """
    known = dict(values)
    if not known:
        return []
    cuts = set(breaks)
    found: list[Piece] = [[]]
    for year in range(min(known), max(known) + 1):
        if year in cuts:
            found.append([])
        found[-1].append((year, known.get(year)))
    return [piece for piece in map(_trimmed, found) if piece]


def _trimmed(piece: Piece) -> Piece:
    known = [place for place, (_, value) in enumerate(piece) if value is not None]
    return piece[known[0] : known[-1] + 1] if known else []


def compare(
    scores: Sequence[YearScores], code: str, year: int, cuts: Iterable[int]
) -> float | None:
    """Return how much ``code`` rose from the year before to ``year``; None across a break.

    None too where one of the two is missing.
    """
    by_year = {one.year: one.values.get(code) for one in scores}
    now, before = by_year.get(year), by_year.get(year - 1)
    if now is None or before is None or year in set(cuts):
        return None
    return now - before
