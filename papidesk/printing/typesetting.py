"""Text set into lines: words measured, lines filled, spans of different type kept apart.

Widths are points. Only U+0020, tabs and line ends separate words; U+00A0 keeps two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from papidesk.printing.fonts import Face, MissingGlyphError, face, printable

NBSP = "\u00a0"
# Rounding of summed widths must not push a word that fits exactly onto the next line.
_SLACK = 0.01
# A longer word (a web address, a long symbol) is broken after "-" or "/", as Word does, rather than
# leave a line half empty; not within its first letters. So is "06/CT-CTUBND" where else each space
# of the line would grow by more than so many em.
_LONGEST_WHOLE = 15
_LEAST_PART = 5
_WIDEST_STRETCH = 0.45
_KEPT_TEXTS = 4_000  # paragraphs whose lines are kept, some megabytes
_SPACES = re.compile(r"([ \t\n]+)")


class Type(NamedTuple):
    """How a span is set: ``size`` and ``rise`` in points."""

    face: Face
    size: float
    rise: float = 0.0
    underline: bool = False

    def width(self, text: str) -> float:
        """Return the width of ``text`` in points, its plain spaces included."""
        total = 0.0
        for index, word in enumerate(text.split(" ")):
            total += self.face.width(word) + (self.face.space if index else 0.0)
        return total * self.size / 1000


class Span(NamedTuple):
    """A stretch of text of one type."""

    type: Type
    text: str


@dataclass(slots=True)
class SetLine:
    """One line: its pieces from the left, natural width, spaces that may stretch, indent.

    ``full`` tells that the paragraph goes on, so that the line may be justified.
    """

    pieces: tuple[Span, ...]
    width: float
    spaces: int
    indent: float = 0.0
    full: bool = False

    @property
    def text(self) -> str:
        """The line's words."""
        return "".join(piece.text for piece in self.pieces)


def type_of(size: float, bold: bool = False, italic: bool = False) -> Type:
    """Return the type of ``size`` points."""
    return Type(face(bold, italic), size)


def set_spans(
    spans: Sequence[Span], width: float, first: float = 0.0, rest: float = 0.0
) -> list[SetLine]:
    """Return ``spans`` in lines of ``width`` points, the first indented by ``first``.

    ``rest`` indents the other lines. A word wider than a line is broken between characters;
    nothing is ever wider than its line. No words give one empty line.
    """
    if len(spans) == 1:
        return set_plain(spans[0].type, spans[0].text, width, first, rest)
    try:
        return _set_rich(spans, width, first, rest)
    except MissingGlyphError as error:
        raise error.within("".join(span.text for span in spans)) from None


def set_plain(
    kind: Type, text: str, width: float, first: float = 0.0, rest: float = 0.0
) -> list[SetLine]:
    """Return ``text`` of one type in lines; see :func:`set_spans`."""
    try:
        return list(_set_plain(kind, text, width, first, rest))
    except MissingGlyphError as error:
        raise error.within(text) from None


# A text that is printed again after each edit is set anew only where it was changed.
@lru_cache(maxsize=_KEPT_TEXTS)
def _set_plain(
    kind: Type, text: str, width: float, first: float, rest: float
) -> tuple[SetLine, ...]:
    words = printable(text).split()
    if NBSP in text:
        words = [word for word in _SPACES.split(printable(text)) if word.strip(" \t\n")]
    scale = kind.size / 1000
    measure, space = kind.face.width, kind.face.space * scale
    lines: list[SetLine] = []
    held: list[str] = []
    used, room, indent = 0.0, width - first + _SLACK, first
    for word in words:
        wide = measure(word) * scale
        if held and used + space + wide <= room:
            held.append(word)
            used += space + wide
            continue
        if held:
            head = _fitting(kind, word, room - used - space, len(held))
            if head:
                held.append(head)
                used += space + measure(head) * scale
                word = word[len(head) :]
                wide = measure(word) * scale
        if held:
            lines.append(_plain_line(kind, held, used, indent))
            room, indent = width - rest + _SLACK, rest
        if wide > room:
            pieces = _chopped(kind, word, room, width - rest)
            for piece, size in pieces[:-1]:
                lines.append(_plain_line(kind, [piece], size, indent))
                room, indent = width - rest + _SLACK, rest
            word, wide = pieces[-1]
        held, used = [word], wide
    lines.append(_plain_line(kind, held, used, indent))
    lines[-1].full = False
    return tuple(lines)


def _fitting(kind: Type, word: str, room: float, spaces: int) -> str:
    """Return the part of ``word`` that may end a line with ``room`` left and so many ``spaces``.

    A long word ends after "-" or "/"; a shorter one after "-", and only where the line would
    otherwise be stretched too far. "" for none.
    """
    signs = "-/" if len(word) > _LONGEST_WHOLE else "-"
    if signs == "-" and room < _WIDEST_STRETCH * kind.size * spaces:
        return ""
    scale = kind.size / 1000
    for index in range(len(word) - 1, _LEAST_PART, -1):
        breaks = word[index - 1] in signs and word[index] not in "-/"
        if breaks and kind.face.width(word[:index]) * scale <= room:
            return word[:index]
    return ""


def _plain_line(kind: Type, words: list[str], used: float, indent: float) -> SetLine:
    text = " ".join(words)
    spaces = len(words) - 1 + (text.count(NBSP) if NBSP in text else 0)
    return SetLine((Span(kind, text),), used, spaces, indent, True)


def _chopped(kind: Type, word: str, first: float, rest: float) -> list[tuple[str, float]]:
    """Cut an overlong word into pieces with their widths; a piece has at least one character."""
    scale = kind.size / 1000
    pieces: list[tuple[str, float]] = []
    start, used, room = 0, 0.0, first
    for index, char in enumerate(word):
        wide = kind.face.width(char) * scale
        if index > start and used + wide > room:
            pieces.append((word[start:index], used))
            start, used, room = index, 0.0, rest
        used += wide
    pieces.append((word[start:], used))
    return pieces


class _Word(NamedTuple):
    parts: tuple[Span, ...]
    width: float
    gap: Type


def _set_rich(spans: Sequence[Span], width: float, first: float, rest: float) -> list[SetLine]:
    lines: list[SetLine] = []
    held: list[_Word] = []
    used, room, indent = 0.0, width - first + _SLACK, first
    for word in _words(spans, width - max(first, rest)):
        space = word.gap.face.space * word.gap.size / 1000
        if held and used + space + word.width > room:
            head, word = _parted(word, room - used - space, len(held))
            if head is not None:
                held.append(head)
                used += space + head.width
            lines.append(_rich_line(held, used, indent))
            held, room, indent = [], width - rest + _SLACK, rest
        used = used + space + word.width if held else word.width
        held.append(word)
    lines.append(_rich_line(held, used, indent))
    lines[-1].full = False
    return lines


def _parted(word: _Word, room: float, spaces: int) -> tuple[_Word | None, _Word]:
    """Return what of ``word`` may end the line (see :func:`_fitting`), and the rest of it."""
    kind, text = word.parts[0]
    head = _fitting(kind, text, room, spaces) if len(word.parts) == 1 else ""
    if not head:
        return None, word
    wide = kind.face.width(head) * kind.size / 1000
    rest = text[len(head) :]
    return (
        _Word((Span(kind, head),), wide, word.gap),
        _Word((Span(kind, rest),), kind.face.width(rest) * kind.size / 1000, word.gap),
    )


def _words(spans: Iterable[Span], widest: float) -> Iterable[_Word]:
    """Yield the words of ``spans``: a word may go over several types."""
    parts: list[Span] = []
    used, gap = 0.0, None
    for span in spans:
        kind = span.type
        for bit in _SPACES.split(printable(span.text)):
            if not bit:
                continue
            if bit[0] in " \t\n":
                if parts:
                    yield _Word(tuple(parts), used, gap or parts[0].type)
                    parts, used = [], 0.0
                gap = kind
                continue
            wide = kind.face.width(bit) * kind.size / 1000
            if used + wide > widest:
                pieces = _chopped(kind, bit, max(widest - used, kind.size), widest)
                for text, size in pieces[:-1]:
                    yield _Word((*parts, Span(kind, text)), used + size, gap or kind)
                    parts, used, gap = [], 0.0, kind
                bit, wide = pieces[-1]
            parts.append(Span(kind, bit))
            used += wide
    if parts:
        yield _Word(tuple(parts), used, gap or parts[0].type)


def _rich_line(words: list[_Word], used: float, indent: float) -> SetLine:
    pieces: list[Span] = []
    spaces = 0
    for index, word in enumerate(words):
        bits: tuple[Span, ...] = word.parts
        if index:
            bits = (Span(word.gap, " "), *bits)
        for kind, text in bits:
            spaces += text.count(" ") + text.count(NBSP)
            if pieces and pieces[-1].type == kind:
                pieces[-1] = Span(kind, pieces[-1].text + text)
            else:
                pieces.append(Span(kind, text))
    return SetLine(tuple(pieces), used, spaces, indent, True)


def balanced(spans: Sequence[Span], width: float) -> list[SetLine]:
    """Return ``spans`` in as few lines as ``width`` allows, those of about the same length."""
    lines = set_spans(spans, width)
    if len(lines) < 2:
        return lines
    low, high = max(line.width for line in lines) / 2, width
    for _ in range(8):
        middle = (low + high) / 2
        if len(set_spans(spans, middle)) == len(lines):
            high = middle
        else:
            low = middle
    return set_spans(spans, high)
