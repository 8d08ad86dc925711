"""How high a row of a sheet is: not every program finds that out when it opens or prints a file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

# A line of 12 points, and the highest row Excel knows, in points.
_LINE, _HIGHEST = 15.75, 409.0


def height(texts: Iterable[tuple[str, float]]) -> float:
    """Return how high a row is, in points, whose cells have these texts and widths.

    Widths are in Excel's characters.
    """
    lines = max((_lines(text, max(1, int(width))) for text, width in texts), default=1)
    return min(_HIGHEST, _LINE * lines)


def _lines(text: str, width: int) -> int:
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(max(1, len(textwrap.wrap(part, width))) for part in text.split("\n"))
