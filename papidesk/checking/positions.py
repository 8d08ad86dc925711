"""Where a finding stands for a person: line, column, and the table cell."""

from __future__ import annotations

import re
from bisect import bisect_right

from papidesk.checking.finding import Place
from papidesk.checking.subject import Subject
from papidesk.domain.manuscript import Reading, ZoneName
from papidesk.domain.record import Record
from papidesk.i18n import _

_CELL = re.compile(r"(?P<table>.*blocks/\d+)/rows/(?P<row>\d+)/cells/(?P<cell>\d+)")


class Location(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A line and column from 1, None for the whole paper; ``place`` names a table's cell.

    In a text file the line is a line of the file. In a Word file it counts paragraphs in reading
    order. In a paper of the workspace it counts its passages in reading order.
    """

    line: int | None = None
    column: int | None = None
    place: str = ""


def locate(place: Place, subject: Subject) -> Location:
    """Return where ``place`` stands in the file the paper was read from, else in the paper."""
    if not place.path:
        return Location()
    named = _cell_name(place.path, subject)
    if subject.reading is not None:
        line, column = _in_file(place, subject.reading, subject.read_paths)
        return Location(line=line, column=column, place=named)
    number = subject.line_of.get(place.path)
    return Location(line=number, column=place.offset + 1 if number else None, place=named)


def _in_file(
    place: Place, reading: Reading, paths: tuple[str, ...]
) -> tuple[int | None, int | None]:
    pieces = reading.places.get(place.path, ())
    if not pieces and place.path == "abstract":
        # It is missing below the kind.
        pieces = reading.places.get("kind", ())[-1:]
    if not pieces and place.path == "signature/name":
        # The name is the last line of the block.
        pieces = tuple(p for p in reading.places.get("signature", ())[-1:])
        return (pieces[0].line, pieces[0].column + place.offset) if pieces else (None, None)
    if pieces:
        index = bisect_right([piece.offset for piece in pieces], place.offset) - 1
        piece = pieces[max(index, 0)]
        if piece.line < 1:
            return None, None
        return piece.line, piece.column + max(0, place.offset - piece.offset)
    zone = next((zone for zone in reading.zones if zone.name == place.path), None)
    if zone is not None and zone.first_line > 0:
        return zone.first_line, 1
    below = bisect_right(paths, f"{place.path}/")
    if below < len(paths) and paths[below].startswith(f"{place.path}/"):
        first = reading.places[paths[below]]
        if first:
            return first[0].line, first[0].column
    part = place.path.split("/", maxsplit=1)[0]
    zone = reading.zone(_ZONE_OF[part]) if part in _ZONE_OF else None
    return (zone.first_line, 1) if zone is not None and zone.first_line else (None, None)


_ZONE_OF: dict[str, ZoneName] = {
    "blocks": "body",
    "signature": "signature",
    "annexes": "annexes",
    "bases": "bases",
    "recipients": "recipients",
    "addressees": "addressees",
}


def _cell_name(path: str, subject: Subject) -> str:
    found = _CELL.match(path)
    if found is None:
        return ""
    number = subject.tables.get(found["table"], 1)
    return _("table {table}, row {row}, cell {cell}").format(
        table=number, row=int(found["row"]) + 1, cell=int(found["cell"]) + 1
    )
