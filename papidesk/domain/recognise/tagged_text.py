"""Pieces of HTML that converters leave in text: whole tables, and tags around single lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from papidesk.domain.manuscript import Grid, Line, Part
from papidesk.domain.recognise.from_html import read_html

# So many lines of source a table may have; a longer one stays as text.
LONGEST_TAGGED = 3000
_OPEN = re.compile(r"<table\b", re.IGNORECASE)
_CLOSE = re.compile(r"</table\s*>\s*$", re.IGNORECASE)
_TAG = r"(?:</?(?:p|div|center|span|font|section|h[1-6])(?:\s[^<>]{0,200})?/?>\s*)+"
_LEADING = re.compile(_TAG, re.IGNORECASE)
_TRAILING = re.compile(r"\s*" + _TAG + r"$", re.IGNORECASE)


def tagged_end(lines: Sequence[str]) -> int:
    """Return how many of ``lines`` a table in tags takes that begins on the first; 0 for none."""
    first = lines[0]
    if first[:1] != "<" or _OPEN.match(first) is None:
        return 0
    depth = 0
    for index, line in enumerate(lines):
        depth += len(_OPEN.findall(line)) - len(re.findall("</table", line, re.IGNORECASE))
        if depth <= 0:
            return index + 1 if _CLOSE.search(line) else 0
    return 0


def tagged_parts(lines: Sequence[str], number: int) -> Iterator[Part]:
    """Yield what the tags hold; every line of it stands at line ``number`` of the file."""
    for part in read_html("\n".join(lines), "").parts:
        yield _at(part, number)


def _at(part: Part, number: int) -> Part:
    if isinstance(part, Line):
        return msgspec.structs.replace(part, line=number, pieces=())
    rows = tuple(
        tuple(
            msgspec.structs.replace(
                cell,
                lines=tuple(
                    msgspec.structs.replace(line, line=number, pieces=()) for line in cell.lines
                ),
            )
            for cell in row
        )
        for row in part.rows
    )
    return Grid(
        rows=rows,
        line=number,
        widths=part.widths,
        header_rows=part.header_rows,
        borders=True,
    )


def without_wrapping(text: str) -> tuple[str, int]:
    """Return a line without the tags around it, and how many characters its start lost."""
    leading = _LEADING.match(text)
    skipped = leading.end() if leading else 0
    return _TRAILING.sub("", text[skipped:]), skipped
