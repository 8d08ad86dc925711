"""Tables in text files: rows of pipes, and even columns of tabs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papidesk.domain.manuscript import Grid, GridCell, Line
from papidesk.domain.recognise import words
from papidesk.domain.recognise.markup import parse_lines

Source = tuple[str, int, int]
# A longer row is text with a bar in it, not a part of a head or foot.
_LAYOUT_ROW = 600

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_PIPE = re.compile(r"(?<!\\)\|")


def may_begin(lines: Sequence[str]) -> bool:
    """Tell whether a table may begin at the first of ``lines`` (a cheap look ahead)."""
    return _pipes_begin(lines) or _tabs_begin(lines)


def _pipes_begin(lines: Sequence[str]) -> bool:
    first = lines[0]
    if "|" not in first:
        return False
    if len(first) < _LAYOUT_ROW and first.strip("| ") and _lays_out(first):
        return True
    if len(lines) < 2:
        return False
    second = lines[1]
    if "|" in second and _RULE.match(second):
        return True
    return all(line[:1] == "|" and line.rstrip()[-1:] == "|" for line in lines[:2])


def _lays_out(line: str) -> bool:
    """Tell a row of a head or foot, as web pages give it: "UBND XÃ | CỘNG HÒA … NAM |"."""
    parts = [part for part in line.split("|") if part.strip()]
    lines = [piece for part in parts for piece in _BREAK.split(part)]
    return any(words.is_layout(piece.strip(" *")) for piece in lines) and (
        len(parts) > 1 or line[-1:] == "|"
    )


def _tabs_begin(lines: Sequence[str]) -> bool:
    if len(lines) < 2 or "\t" not in lines[0]:
        return False
    count = _columns(lines[0])
    needed = 2 if count >= 3 else 3
    return (
        count >= 2
        and len(lines) >= needed
        and all(_columns(line) == count for line in lines[:needed])
    )


def _columns(line: str) -> int:
    return line.count("\t") + 1


def run_end(lines: Sequence[str]) -> int:
    """Return how many of ``lines`` to read together: up to an empty one, a table uncut."""
    end = 40
    for index, line in enumerate(lines):
        if not line or (index >= end and "|" not in line and "\t" not in line):
            return index
    return len(lines)


def table_at(block: Sequence[Source], at: int) -> tuple[Grid | None, int]:
    """Return the table that begins at line ``at`` of a block and how many lines it takes."""
    texts = [text for text, _, _ in block[at : at + 3]]
    if _pipes_begin(texts):
        return _pipe_table(block, at)
    if _tabs_begin(texts):
        return _tab_table(block, at)
    return None, 0


def _pipe_table(block: Sequence[Source], at: int) -> tuple[Grid | None, int]:
    end = at
    while end < len(block) and "|" in block[end][0]:
        end += 1
    has_rule = len(block) > at + 1 and bool(_RULE.match(block[at + 1][0]))
    rows = []
    for text, number, column in block[at:end]:
        if _RULE.match(text) and "|" in text:
            continue
        rows.append(tuple(_cell(*part) for part in _pipe_cells(text, number, column)))
    rows = [row for row in rows if row]
    if not rows:
        return None, 0
    grid = Grid(rows=_even(rows), line=block[at][1], header_rows=1 if has_rule else 0)
    return grid, end - at


def _pipe_cells(text: str, number: int, column: int) -> list[Source]:
    edges = [match.start() for match in _PIPE.finditer(text)]
    begin = 1 if text[:1] == "|" else 0
    stop = edges[-1] if edges and not text[edges[-1] + 1 :].strip() else len(text)
    cells: list[Source] = []
    for edge in [edge for edge in edges if begin <= edge < stop] + [stop]:
        cells.append((text[begin:edge], number, column + begin))
        begin = edge + 1
    return cells


def _cell(text: str, number: int, column: int) -> GridCell:
    left = len(text) - len(text.lstrip())
    ((rich, pieces),) = parse_lines([(text.strip(), number, column + left)])
    if not rich.text:
        return GridCell()
    line = Line(text=rich, line=number, column=column + left, pieces=pieces[1:])
    return GridCell(lines=(line,))


def _even(rows: list[tuple[GridCell, ...]]) -> tuple[tuple[GridCell, ...], ...]:
    width = max(len(row) for row in rows)
    return tuple(row + (GridCell(),) * (width - len(row)) for row in rows)


def _tab_table(block: Sequence[Source], at: int) -> tuple[Grid | None, int]:
    """Read even columns of tabs; heads and feet of papers typed with tabs are no tables."""
    count = _columns(block[at][0])
    end = at
    while end < len(block) and _columns(block[end][0]) == count:
        end += 1
    if any(words.is_layout(part) for text, _, _ in block[at:end] for part in text.split("\t")):
        return None, 0
    rows = []
    for text, number, column in block[at:end]:
        cells = []
        begin = 0
        for part in text.split("\t"):
            cells.append(_cell(part, number, column + begin))
            begin += len(part) + 1
        rows.append(tuple(cells))
    return Grid(rows=_even(rows), line=block[at][1]), end - at
