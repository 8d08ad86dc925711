"""What a page is filled with: boxes one below the other, each knowing its height and its rules.

Lengths are points. ``gap`` is the space above a box, dropped at the top of a page. ``keep`` forbids
a page break after the box: so headings stay with their text, paragraphs never leave one line
behind, and the signature stays with the last lines.
"""

from __future__ import annotations

from typing import NamedTuple

from papidesk.printing.pen import DESCENT, Pen
from papidesk.printing.typesetting import SetLine


class Mark(NamedTuple):
    """An entry of the outline: title, and level from 0."""

    title: str
    level: int


class Box:
    """A piece of a page that is not divided."""

    __slots__ = ("block", "gap", "height", "keep", "landscape", "mark", "notes")

    def __init__(self, height: float, gap: float = 0.0) -> None:
        self.height = height
        self.gap = gap
        self.keep = False
        self.landscape = False
        self.notes: tuple[int, ...] = ()
        self.mark: Mark | None = None
        # The index of the document's block it prints, -1 for what is no block.
        self.block = -1

    def stretch(self, lines: float) -> None:
        """Take the height for a line spacing of ``lines``; only body text has any."""

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Return the part that fits into ``room`` and the rest; None when it is not divided."""
        return None

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the box with its upper left corner at ``left``, ``top``."""


class LineBox(Box):
    """A line of text in a column of ``width`` that begins ``left`` of the text area.

    ``single`` is the height of a single line; ``flexible`` lines follow the line spacing.
    """

    __slots__ = ("align", "flexible", "left", "line", "single", "size", "width")

    def __init__(self, line: SetLine, size: float, single: float, width: float, align: str) -> None:
        super().__init__(single)
        self.line = line
        self.size = size
        self.single = single
        self.width = width
        self.align = align
        self.left = 0.0
        self.flexible = False

    def stretch(self, lines: float) -> None:
        """Take the height of ``lines`` single lines."""
        if self.flexible:
            self.height = self.single * lines

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Set the line; what is added to its height stands above it, as in Word."""
        baseline = top + self.height - DESCENT * self.size
        pen.line(self.line, left + self.left, baseline, self.width, self.align)


class RuleBox(Box):
    """A drawn line of ``length``, centred in ``width``."""

    __slots__ = ("length", "weight", "width")

    def __init__(self, height: float, length: float, width: float, weight: float) -> None:
        super().__init__(height)
        self.length = length
        self.width = width
        self.weight = weight

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the line at the lower edge of the box."""
        start = left + (self.width - self.length) / 2
        pen.rule(start, top + self.height - self.weight / 2, self.length, self.weight)


class BreakBox(Box):
    """A page break somebody wants."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(0.0)


def keep_lines(boxes: list[LineBox]) -> None:
    """Forbid a break that leaves one line of a paragraph on either page."""
    if len(boxes) > 1:
        boxes[0].keep = True
        boxes[-2].keep = True


def keep_together(boxes: list[Box]) -> None:
    """Forbid every break inside ``boxes``."""
    for box in boxes[:-1]:
        box.keep = True
