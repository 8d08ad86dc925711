"""The working record of the recogniser: one stretch of text with what is known about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from papidesk.domain.manuscript import Grid, Line, Manuscript, Piece
from papidesk.domain.richtext import Mark, RichText, tidy

Align = Literal["", "left", "center", "right", "both"]


class Strip(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line of the manuscript, a part of one, or several joined; or a table.

    ``soft``: it stood after a soft break in the same paragraph as the strip before. ``cell`` is
    the column of a dissolved layout table it stood in, -1 elsewhere. ``form`` is the file's form.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    pieces: tuple[Piece, ...] = ()
    number: str = ""
    bullet: bool = False
    list_level: int = 0
    heading: int = 0
    align: Align = ""
    indent: float = 0.0
    size: float = 0.0
    bold: bool = False
    blank_before: bool = False
    page_break: bool = False
    landscape: bool = False
    soft: bool = False
    cell: int = -1
    grid: Grid | None = None

    @property
    def line(self) -> int:
        """The line of the file it begins on."""
        return self.pieces[0].line if self.pieces else self.grid.line if self.grid else 0

    @property
    def last_line(self) -> int:
        """The line of the file it ends on."""
        return self.pieces[-1].line if self.pieces else self.line

    @property
    def written(self) -> str:
        """The text with its automatic number, as it is seen in the file."""
        return f"{self.number} {self.text}".strip() if self.number else self.text

    @property
    def rich(self) -> RichText:
        """The text with its formatting."""
        return RichText(text=self.text, marks=self.marks)


replace = msgspec.structs.replace


def all_bold(text: str, marks: Iterable[Mark]) -> bool:
    """Tell whether the whole visible text is bold."""
    at = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if at >= end:
        return False
    for mark in marks:
        if mark.style != "b" or mark.end <= at:
            continue
        if mark.start > at and text[at : mark.start].strip():
            return False
        at = mark.end
        if at >= end:
            return True
    return False


def clip_marks(marks: tuple[Mark, ...], start: int, stop: int) -> tuple[Mark, ...]:
    """Return the marks over ``start`` to ``stop``, counted from ``start``."""
    return tuple(
        Mark(
            start=max(mark.start, start) - start,
            end=min(mark.end, stop) - start,
            style=mark.style,
            ref=mark.ref,
        )
        for mark in marks
        if mark.start < stop and mark.end > start
    )


def cut_pieces(pieces: tuple[Piece, ...], start: int, stop: int) -> tuple[Piece, ...]:
    """Return where the text from ``start`` to ``stop`` came from, offsets counted from there."""
    first: Piece | None = None
    rest: list[Piece] = []
    for piece in pieces:
        if piece.offset <= start:
            first = Piece(
                offset=0, line=piece.line, column=piece.column + max(0, start - piece.offset)
            )
        elif piece.offset < stop:
            rest.append(Piece(offset=piece.offset - start, line=piece.line, column=piece.column))
    return ((first,) if first else ()) + tuple(rest)


def cut(strip: Strip, start: int, end: int | None = None) -> Strip:
    """Return the part of a strip from ``start`` to ``end`` without white space at its ends."""
    stop = len(strip.text) if end is None else end
    part = strip.text[start:stop]
    start += len(part) - len(part.lstrip())
    stop = max(start, start + len(part.strip()))
    if start == 0 and stop == len(strip.text):
        return strip
    marks = clip_marks(strip.marks, start, stop) if strip.marks else ()
    text = strip.text[start:stop]
    return replace(
        strip,
        text=text,
        marks=marks,
        pieces=cut_pieces(strip.pieces, start, stop),
        bold=bool(marks) and all_bold(text, marks),
    )


def join(strips: list[Strip], separators: list[str]) -> Strip:
    """Return strips as one text, ``separators[i]`` standing between strips i and i + 1."""
    first = strips[0]
    if len(strips) == 1:
        return first
    parts: list[str] = []
    marks: list[Mark] = []
    pieces: list[Piece] = []
    at = 0
    for index, strip in enumerate(strips):
        if index:
            parts.append(separators[index - 1])
            at += len(separators[index - 1])
        parts.append(strip.text)
        marks += [
            Mark(start=m.start + at, end=m.end + at, style=m.style, ref=m.ref) for m in strip.marks
        ]
        pieces += [Piece(offset=p.offset + at, line=p.line, column=p.column) for p in strip.pieces]
        at += len(strip.text)
    text = "".join(parts)
    return replace(
        first,
        text=text,
        marks=_bridged(text, tidy(marks, at)) if marks else (),
        pieces=tuple(pieces),
        bold=all(strip.bold for strip in strips),
    )


def _bridged(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Let formatting that stops and starts again around a joint run through the space."""
    spread = [
        Mark(start=m.start, end=m.end + 1, style=m.style, ref=m.ref)
        if m.end < len(text)
        and text[m.end] == " "
        and any(o.style == m.style and o.ref == m.ref and o.start == m.end + 1 for o in marks)
        else m
        for m in marks
    ]
    return tidy(spread, len(text))


def strips_of(line: Line, cell: int = -1) -> Iterator[Strip]:
    """Yield a line's strips: one for each stretch between soft line breaks, empty ones left out."""
    text, marks = line.text.text, line.text.marks
    whole = Strip(
        text=text,
        marks=marks,
        pieces=(Piece(offset=0, line=line.line, column=line.column), *line.pieces),
        number=line.number,
        bullet=line.bullet,
        list_level=line.list_level,
        heading=line.heading,
        align=line.align,
        indent=line.indent,
        size=line.size,
        bold=bool(marks) and all_bold(text, marks),
        blank_before=line.blank_before,
        page_break=line.page_break,
        landscape=line.landscape,
        cell=cell,
    )
    if "\n" not in text:
        trimmed = cut(whole, 0)
        if trimmed.text or trimmed.number:
            yield trimmed
        return
    at, soft = 0, False
    if not text.strip():
        if whole.number:
            yield cut(whole, 0, 0)
        return
    for part in text.split("\n"):
        trimmed = cut(whole, at, at + len(part))
        at += len(part) + 1
        if not trimmed.text:
            continue
        if soft:
            trimmed = replace(
                trimmed, soft=True, number="", bullet=False, blank_before=False, page_break=False
            )
        yield trimmed
        soft = True


def flatten(manuscript: Manuscript) -> list[Strip]:
    """Return the manuscript as strips; empty lines become ``blank_before`` of the next."""
    strips: list[Strip] = []
    blank = broken = False
    for part in manuscript.parts:
        if isinstance(part, Grid):
            strips.append(
                Strip(
                    text="",
                    grid=part,
                    blank_before=blank,
                    page_break=part.page_break or broken,
                    landscape=part.landscape,
                )
            )
            blank = broken = False
            continue
        own = list(strips_of(part))
        if not own:
            blank = True
            broken = broken or part.page_break
            continue
        first = own[0]
        if (blank and not first.blank_before) or (broken and not first.page_break):
            own[0] = replace(
                first,
                blank_before=first.blank_before or blank,
                page_break=first.page_break or broken,
            )
        blank = broken = False
        strips += own
    return strips
