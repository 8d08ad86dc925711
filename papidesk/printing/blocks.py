"""Body text as boxes: paragraphs with their labels, formatted runs, footnote marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from papidesk.domain.layout_profile import StyleName
from papidesk.domain.paper_body import Line
from papidesk.domain.richtext import RichText, Run, to_runs
from papidesk.domain.wording import is_note_sign
from papidesk.printing.boxes import LineBox, Mark, keep_lines, keep_together
from papidesk.printing.fonts import face
from papidesk.printing.styles import Sheet
from papidesk.printing.typesetting import Span, Type, balanced, set_plain, set_spans

# Raised and lowered parts, shares of the type size.
_SCRIPT = 0.65
_RAISED = 0.35
_LOWERED = -0.15
_LONGEST_MARK = 120


def paragraph(
    sheet: Sheet, line: Line, notes: Mapping[str, int], landscape: bool = False
) -> list[LineBox]:
    """Return the boxes of one printed line of the body, a box for each line it fills.

    ``notes`` gives the number of each footnote id. The first box carries the gap above and the
    outline mark; each note belongs to the line its mark stands on.
    """
    style = sheet.profile.style(line.style)
    base = sheet.type(line.style)
    first = sheet.first_line if style.indent else 0.0
    width = sheet.width(landscape)
    rich_text = bool(line.text.marks) or line.label_bold
    if rich_text:
        lines = set_spans(_spans(line, base, style.bold, style.italic, notes), width, first)
    else:
        lines = set_plain(base, line.plain, width, first)
    single = sheet.single(style.points)
    boxes = [LineBox(each, style.points, single, width, style.align) for each in lines]
    for box in boxes:
        box.flexible = True
        box.landscape = landscape
    boxes[0].gap = sheet.heading_gap if line.keep_next else sheet.gap
    if notes and line.text.marks:
        _place_notes(boxes, line.text, notes)
    keep_lines(boxes)
    if line.keep_next or line.leads:
        keep_together([*boxes])
        boxes[-1].keep = True
    if line.level:
        boxes[0].mark = Mark(mark_title(line.plain), line.level - 1)
    return boxes


def mark_title(text: str) -> str:
    """Return ``text`` as an entry of the outline: a long one ends with its last whole word."""
    if len(text) <= _LONGEST_MARK:
        return text
    return text[:_LONGEST_MARK].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _spans(
    line: Line, base: Type, bold: bool, italic: bool, notes: Mapping[str, int]
) -> list[Span]:
    spans = []
    if line.label:
        label = Type(face(True, italic), base.size) if line.label_bold else base
        spans.append(Span(label, line.label + " "))
    spans += rich_spans(line.text, base.size, bold, italic, notes)
    return spans or [Span(base, "")]


def rich_spans(
    text: RichText, size: float, bold: bool, italic: bool, notes: Mapping[str, int]
) -> list[Span]:
    """Return the runs of ``text`` as spans; a footnote mark becomes its raised number."""
    spans: list[Span] = []
    runs = to_runs(text)
    for index, run in enumerate(runs):
        following = runs[index + 1].note if index + 1 < len(runs) else ""
        spans += _run_spans(run, size, bold=bold, italic=italic, notes=notes, following=following)
    return spans


def _run_spans(
    run: Run, size: float, *, bold: bool, italic: bool, notes: Mapping[str, int], following: str
) -> list[Span]:
    kind = face(bold or run.bold, italic or run.italic)
    if run.note in notes:
        number = Span(
            Type(face(False, False), size * _SCRIPT, size * _RAISED), str(notes[run.note])
        )
        kept = [] if is_note_sign(run.text) else [Span(Type(kind, size), run.text)]
        return kept if following == run.note else [*kept, number]
    if run.script == "sup":
        return [Span(Type(kind, size * _SCRIPT, size * _RAISED, run.underline), run.text)]
    if run.script == "sub":
        return [Span(Type(kind, size * _SCRIPT, size * _LOWERED, run.underline), run.text)]
    return [Span(Type(kind, size, 0.0, run.underline), run.text)]


def _place_notes(boxes: Sequence[LineBox], text: RichText, notes: Mapping[str, int]) -> None:
    """Give each line the notes whose marks stand on it, counted by visible characters."""
    total = max(1, len("".join(text.text.split())))
    lengths = [len("".join(box.line.text.split())) for box in boxes]
    whole = max(1, sum(lengths))
    for mark in text.marks:
        if mark.style != "note" or mark.ref not in notes:
            continue
        place = len("".join(text.text[: mark.end].split())) / total * whole
        index = 0
        while index < len(boxes) - 1 and place > lengths[index]:
            place -= lengths[index]
            index += 1
        if notes[mark.ref] not in boxes[index].notes:
            boxes[index].notes = (*boxes[index].notes, notes[mark.ref])


def centred(
    sheet: Sheet, name: StyleName, text: str, *, gap: float, width: float, landscape: bool = False
) -> list[LineBox]:
    """Return ``text`` as component ``name`` in evenly long lines, kept together."""
    style = sheet.profile.style(name)
    single = sheet.single(style.points)
    lines = balanced([sheet.span(name, text)], width)
    boxes = [LineBox(each, style.points, single, width, style.align) for each in lines]
    for box in boxes:
        box.landscape = landscape
        box.left = (sheet.width(landscape) - width) / 2
    boxes[0].gap = gap
    keep_together([*boxes])
    return boxes
