"""Plain and Markdown-like text as a manuscript."""

from __future__ import annotations

import re

from papidesk.domain.manuscript import (
    Form,
    Grid,
    Line,
    Manuscript,
    Part,
    Piece,
    ReadNote,
)
from papidesk.domain.recognise import text_tables
from papidesk.domain.recognise.markup import has_signs, parse_lines
from papidesk.domain.recognise.tagged_text import (
    LONGEST_TAGGED,
    tagged_end,
    tagged_parts,
    without_wrapping,
)
from papidesk.domain.richtext import Mark, RichText
from papidesk.text.clean import clean
from papidesk.text.legacy import convert_as, looks_like

_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_CLOSING_HASHES = re.compile(r"\s+#{1,6}\s*$")
_QUOTE = re.compile(r"(?:>\s?)+")
_NOTE = re.compile(r"\[\^([^\]\s]{1,20})\]:\s*")
_NOTE_REF = re.compile(r"\[\^([^\]\s]{1,20})\]")
_PAGE = "\x0c"
# A paragraph's stars are paired within so many lines: papers have no longer bold stretches.
_BLOCK = 40


class _Source:
    """One physical line: its number, and its text with the column it begins in."""

    __slots__ = ("column", "heading", "indent", "number", "page_break", "text")

    def __init__(self, number: int, raw: str, page_break: bool) -> None:
        self.number = number
        self.page_break = page_break
        text = raw.rstrip()
        body = text.lstrip()
        self.column = len(text) - len(body) + 1
        self.indent = len(text.expandtabs(4)) - len(body.expandtabs(4)) if body else 0
        self.heading = 0
        if body[:1] == ">" and (quote := _QUOTE.match(body)):
            self.column += quote.end()
            body = body[quote.end() :]
        if body[:1] == "#" and (match := _HEADING.match(body)):
            self.heading = len(match[1])
            self.column += match.end()
            body = _CLOSING_HASHES.sub("", body[match.end() :])
        if body[:1] == "<" or body[-1:] == ">":
            body, skipped = without_wrapping(body)
            self.column += skipped
        if body[-1:] == "\\":
            # A hard line break of Markdown.
            body = body.rstrip("\\").rstrip()
        self.text = body


def read_text(text: str, name: str, encoding: str = "") -> Manuscript:
    """Return the manuscript of a text file.

    Markdown signs become formatting only in pairs; what has no partner stays as text. Pipe
    tables and even columns of tabs become tables. Lines keep their number and column in ``text``
    as it was given (after cleaning, which keeps lines). TCVN3 and VNI text is converted.
    """
    kind = looks_like(text)
    if kind != "unicode":
        text, encoding = convert_as(kind, text), encoding or kind
    sources = _sources(text)
    parts: list[Part] = []
    notes: list[ReadNote] = []
    at, blank, tagged = 0, False, True
    while at < len(sources):
        source = sources[at]
        if not source.text:
            blank, at = True, at + 1
            continue
        if tagged and source.text[:6].lower() == "<table":
            end = tagged_end([s.text for s in sources[at : at + LONGEST_TAGGED]]) + at
            tagged = end > at
            if tagged:
                parts += tagged_parts([s.text for s in sources[at:end]], source.number)
                blank, at = False, end
                continue
        end = at + 1
        while end < len(sources) and sources[end].text and end - at < _BLOCK:
            if tagged and sources[end].text[:6].lower() == "<table":
                break
            end += 1
        # A long run of lines may be a table: it must not be cut in two.
        if end - at == _BLOCK and ("|" in sources[end - 1].text or "\t" in sources[end - 1].text):
            end = text_tables.run_end([s.text for s in sources[at : at + 4000]]) + at
        _read_block(sources[at:end], blank, parts, notes)
        blank, at = False, end
    marked = any(s.heading for s in sources) or any(
        isinstance(part, Line) and part.text.marks for part in parts
    )
    form: Form = "markdown" if marked else "text"
    return Manuscript(
        name=name, form=form, parts=tuple(parts), notes=tuple(notes), encoding=encoding
    )


def _sources(text: str) -> list[_Source]:
    """Return the physical lines; a form feed begins a page and does not count as a line."""
    sources = []
    number = 1
    for page, content in enumerate(text.split(_PAGE)):
        # A form feed inside a line parts it, but both halves keep the line's number.
        lines = clean(content).split("\n")
        for index, raw in enumerate(lines):
            sources.append(_Source(number + index, raw, page > 0 and index == 0))
        number += len(lines) - 1
    return sources


def _read_block(
    block: list[_Source], blank: bool, parts: list[Part], notes: list[ReadNote]
) -> None:
    """Read lines that stand together with no empty line between them."""
    at = 0
    while at < len(block):
        grid, used = text_tables.table_at([(s.text, s.number, s.column) for s in block], at)
        if grid is not None:
            parts.append(_broken(grid, block[at].page_break))
            at += used
            blank = False
            continue
        end = at + 1
        while end < len(block) and not _table_begins(block, end):
            end += 1
        _read_lines(block[at:end], blank, parts, notes)
        at, blank = end, False


def _table_begins(block: list[_Source], at: int) -> bool:
    text = block[at].text
    if "|" not in text and "\t" not in text:
        return False
    return text_tables.may_begin([source.text for source in block[at : at + 3]])


def _broken(grid: Grid, page_break: bool) -> Grid:
    if not page_break:
        return grid
    return Grid(
        rows=grid.rows,
        line=grid.line,
        header_rows=grid.header_rows,
        borders=grid.borders,
        page_break=True,
    )


def _read_lines(
    sources: list[_Source], blank: bool, parts: list[Part], notes: list[ReadNote]
) -> None:
    if any(has_signs(s.text) for s in sources):
        read = parse_lines([(s.text, s.number, s.column) for s in sources])
    else:
        read = [(RichText(text=s.text), ()) for s in sources]
    for index, (source, (rich, pieces)) in enumerate(zip(sources, read, strict=True)):
        note = _NOTE.match(rich.text)
        if note:
            notes.append(ReadNote(id=note[1], text=rich.cut(note.end())))
            continue
        if "[^" in rich.text:
            rich, pieces = _with_notes(rich, pieces, source)
        column = pieces[0].column if pieces else source.column
        parts.append(
            Line(
                text=rich,
                line=source.number,
                column=column,
                heading=source.heading,
                indent=float(source.indent),
                blank_before=blank and index == 0,
                page_break=source.page_break,
                pieces=pieces[1:],
            )
        )


def _with_notes(
    rich: RichText, pieces: tuple[Piece, ...], source: _Source
) -> tuple[RichText, tuple[Piece, ...]]:
    """Turn "[^1]" into a mark over "1" that refers to the note."""
    base = pieces or (Piece(offset=0, line=source.number, column=source.column),)
    marks = list(rich.marks)
    for match in _NOTE_REF.finditer(rich.text):
        marks.append(Mark(start=match.start(), end=match.end(), style="note", ref=match[1]))
    return RichText(text=rich.text, marks=tuple(sorted(marks, key=lambda m: m.start))), base
