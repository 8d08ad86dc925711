"""Where on a scanned page there is room for the stamp."""

from __future__ import annotations

from itertools import accumulate

from PySide6.QtGui import QImage

from papidesk.domain.arrival_stamp import StampPlace, corner_place, form

DOTS_PER_MM = 1.0  # ink is looked for in squares of a millimetre
STEP = 3  # mm between the places that are tried
MARGIN, AROUND = 6, 1  # mm kept free at the page's edge and around the stamp
INK = 200  # grey values below it are ink: paper is seldom quite white
SECOND = 20  # mm that a place at the left is thought farther than one at the right
ENOUGH = 0.004  # share of squares with ink that dust may have


def free_place(page: QImage, width_mm: float, height_mm: float) -> StampPlace:
    """Return the empty place nearest to where stamps usually are; the emptiest where none is.

    ``page`` is any picture of the whole page, as it is seen.
    """
    wide, high = round(width_mm * DOTS_PER_MM), round(height_mm * DOTS_PER_MM)
    sums = _sums(page, wide, high)
    shape = form()
    across, down = round(shape.width_mm) + 2 * AROUND, round(shape.height_mm) + 2 * AROUND
    usual = corner_place("upper-right", width_mm, height_mm)
    other = corner_place("upper-left", width_mm, height_mm)
    best, best_cost = usual, float("inf")
    for top in range(MARGIN, high - down - MARGIN + 1, STEP):
        for left in range(MARGIN, wide - across - MARGIN + 1, STEP):
            ink = _ink(sums, left, top, across, down) / (across * down)
            far = min(_far(left, top, usual), _far(left, top, other) + SECOND)
            cost = far if ink <= ENOUGH else 10_000 + ink * 1_000_000 + far
            if cost < best_cost:
                best, best_cost = StampPlace(left_mm=left + AROUND, top_mm=top + AROUND), cost
    return best


def _far(left: int, top: int, place: StampPlace) -> float:
    return abs(left - place.left_mm) + abs(top - place.top_mm)


def _sums(page: QImage, wide: int, high: int) -> list[list[int]]:
    """Return how many squares with ink lie above and left of each corner of a square."""
    # Four dots a square, the darkest of them counts: thin lines vanish in a small picture.
    fine = page.convertToFormat(QImage.Format.Format_Grayscale8).scaled(wide * 4, high * 4)
    data, stride = bytes(fine.constBits()), fine.bytesPerLine()
    rows = [[0] * (wide + 1)]
    for y in range(high):
        lines = [data[(4 * y + i) * stride : (4 * y + i) * stride + 4 * wide] for i in range(4)]
        ink = [int(min(min(line[4 * x : 4 * x + 4]) for line in lines) < INK) for x in range(wide)]
        above = rows[-1]
        rows.append([0, *(a + b for a, b in zip(accumulate(ink), above[1:], strict=True))])
    return rows


def _ink(sums: list[list[int]], left: int, top: int, wide: int, high: int) -> int:
    upper, lower = sums[top], sums[top + high]
    return lower[left + wide] - lower[left] - upper[left + wide] + upper[left]
