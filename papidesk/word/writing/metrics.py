"""How wide text is in Times New Roman, read from the font of the same widths that we ship.

Word draws a rule as long as it is told; the decree wants it as long as the text above. So the
widths must be known when the file is written.
"""

from __future__ import annotations

import struct
from functools import cache

from papidesk.domain.layout_profile import Measure
from papidesk.paths import resource

_FACES = {
    (False, False): "Tinos-Regular.ttf",
    (True, False): "Tinos-Bold.ttf",
    (False, True): "Tinos-Italic.ttf",
    (True, True): "Tinos-BoldItalic.ttf",
}
_UNKNOWN = 0.5  # em, for a letter the font lacks
_SLACK = 0.01
_LAST = 0xFFFF


@cache
def _widths(bold: bool, italic: bool) -> dict[int, float]:
    """Return the advance of each character in em, from the tables cmap, hhea and hmtx."""
    data = resource("fonts", _FACES[bold, italic]).read_bytes()
    tables = {}
    for index in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        tables[tag] = offset
    (em,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    (count,) = struct.unpack_from(">H", data, tables[b"hhea"] + 34)
    advances = struct.unpack_from(f">{2 * count}H", data, tables[b"hmtx"])[::2]
    return {
        code: advances[min(glyph, count - 1)] / em
        for code, glyph in _glyphs(data, tables[b"cmap"]).items()
    }


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Return the glyph of each character from the Unicode subtable of format 4."""
    for index in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHL", data, cmap + 4 + 8 * index)
        at = cmap + offset
        if (platform, encoding) == (3, 1) and struct.unpack_from(">H", data, at)[0] == 4:
            return _format_4(data, at)
    return {}


def _format_4(data: bytes, at: int) -> dict[int, int]:
    (double,) = struct.unpack_from(">H", data, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + double)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 2 * double)
    ranges_at = at + 16 + 3 * double
    ranges = struct.unpack_from(f">{count}H", data, ranges_at)
    found: dict[int, int] = {}
    for index in range(count):
        for code in range(starts[index], ends[index] + 1):
            if code == _LAST:
                continue
            if ranges[index] == 0:
                glyph = (code + deltas[index]) & _LAST
            else:
                place = ranges_at + 2 * index + ranges[index] + 2 * (code - starts[index])
                (glyph,) = struct.unpack_from(">H", data, place)
                glyph = (glyph + deltas[index]) & _LAST if glyph else 0
            if glyph:
                found[code] = glyph
    return found


@cache
def _word(text: str, bold: bool, italic: bool) -> float:
    widths = _widths(bold, italic)
    return sum(widths.get(ord(letter), _UNKNOWN) for letter in text)


def width_pt(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return how wide ``text`` is on one line in type of ``size``, in points."""
    space = _word(" ", bold, italic)
    words = text.split(" ")
    return (sum(_word(w, bold, italic) for w in words) + space * (len(words) - 1)) * size


def lines(
    text: str, size: float, width: float, *, bold: bool = False, italic: bool = False
) -> list[float]:
    """Return the widths of the lines that ``text`` fills in a column of ``width``, in points."""
    space = _word(" ", bold, italic) * size
    filled: list[float] = []
    used = 0.0
    for word in text.replace("\n", " ").split(" "):
        wide = _word(word, bold, italic) * size
        if used and used + space + wide > width + _SLACK:
            filled.append(used)
            used = wide
        else:
            used = used + space + wide if used else wide
    return [*filled, used]


def balanced(
    text: str, size: float, width: float, *, bold: bool = False, italic: bool = False
) -> tuple[float, list[float]]:
    """Return the narrowest column that needs no more lines than ``width``, and their widths.

    Centred text in that column has lines of about the same length, as on the printed page.
    """
    filled = lines(text, size, width, bold=bold, italic=italic)
    if len(filled) < 2:
        return width, filled
    # A word wider than the column is broken by Word: the narrower, the more often.
    longest = max(_word(word, bold, italic) for word in text.split(" ")) * size
    low, high = max(max(filled) / 2, min(longest, width)), width
    for _ in range(8):
        middle = (low + high) / 2
        if len(lines(text, size, middle, bold=bold, italic=italic)) == len(filled):
            high = middle
        else:
            low = middle
    return high, lines(text, size, high, bold=bold, italic=italic)


def rule_length(widths: list[float], measure: Measure) -> float:
    """Return the length, in points, of the rule below lines of these ``widths``.

    NĐ 30/2020 measures it by the text: within the range of the widest line, and where possible no
    longer than the range allows for the last line, under which it stands.
    """
    low, high = measure.allowed
    widest, last = max(widths), widths[-1]
    return max(low * widest, min(measure.chosen * widest, high * last))
