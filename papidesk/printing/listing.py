"""Papers that are tables: registers and lists, upright or across, without the head of a paper."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from papidesk.domain.layout_profile import LayoutProfile, load
from papidesk.domain.paper import Paper, Printable
from papidesk.printing.annexes import body
from papidesk.printing.fonts import printing_with
from papidesk.printing.pages import Outline, draw, paginate
from papidesk.printing.render import Printed, canvas_for
from papidesk.printing.styles import Sheet


def listed(
    parts: Sequence[Printable],
    *,
    title: str,
    author: str = "",
    landscape: bool = True,
    profile: LayoutProfile | None = None,
    base: int = 13,
    fonts: Path | None = None,
) -> Printed:
    """Return ``parts`` as pages, all across the sheet or all upright, numbered from page 2 on.

    Lines take any style of the profile ("kind", "abstract", "center", "note", "right" …), tables
    repeat their heads on each page, a page break ends a page (behind a cover). ``title`` and
    ``author`` are the file's properties. Raises what :func:`papidesk.printing.render.render` does.
    """
    form = (profile or load()).at(base)
    with printing_with(fonts):
        sheet = Sheet(form)
        boxes = body(sheet, parts, {}, landscape)
        for box in boxes:
            box.stretch(form.text.lines.chosen)
        leaves = paginate(boxes, sheet, {})
        for leaf in leaves:
            leaf.landscape = landscape
        stream = io.BytesIO()
        canvas = canvas_for(stream, Paper(title=title, author=author))
        outline = Outline()
        for number, leaf in enumerate(leaves, start=1):
            draw(canvas, sheet, leaf, number, outline)
        canvas.save()
    return Printed(pdf=stream.getvalue(), pages=len(leaves), body_pages=len(leaves))
