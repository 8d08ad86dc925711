"""Footnotes as lines for the foot of the page their mark stands on."""

from __future__ import annotations

from papidesk.domain.paper import PrintedNote
from papidesk.printing.blocks import rich_spans
from papidesk.printing.boxes import LineBox
from papidesk.printing.fonts import face
from papidesk.printing.styles import Sheet
from papidesk.printing.typesetting import Span, Type, set_spans


def note_lines(sheet: Sheet, notes: tuple[PrintedNote, ...]) -> dict[int, list[LineBox]]:
    """Return the lines of each note by its number, the raised number in front."""
    style = sheet.profile.style("footnote")
    size, width = style.points, sheet.width()
    number = Type(face(False, False), size * 0.7, size * 0.33)
    found: dict[int, list[LineBox]] = {}
    for note in notes:
        spans = [Span(number, f"{note.number} ")]
        spans += rich_spans(note.text, size, style.bold, style.italic, {})
        found[note.number] = [
            LineBox(line, size, sheet.single(size), width, style.align)
            for line in set_spans(spans, width)
        ]
    return found
