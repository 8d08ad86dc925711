"""What is formatted otherwise in a text that stayed the same."""

from __future__ import annotations

from papidesk.domain.richtext import STYLES, Mark, RichText, Style
from papidesk.errors import N_

STYLE_NOTES: dict[Style, str] = {
    "b": N_("bold"),
    "i": N_("italic"),
    "u": N_("underlined"),
    "sup": N_("raised"),
    "sub": N_("lowered"),
    "note": N_("footnote"),
    "figure": N_("live figure"),
}


def notes_of(old: RichText, new: RichText) -> tuple[str, ...]:
    """Return which styles differ between two texts, as message ids."""
    return tuple(
        STYLE_NOTES[style]
        for style in STYLES
        if _of_style(old.marks, style) != _of_style(new.marks, style)
    )


def stretch(old: RichText, new: RichText) -> str:
    """Return the part of the common text whose formatting differs, whole words."""
    differing = set(old.marks) ^ set(new.marks)
    if not differing:
        return new.text
    start = min(mark.start for mark in differing)
    end = max(mark.end for mark in differing)
    while start > 0 and not new.text[start - 1].isspace():
        start -= 1
    while end < len(new.text) and not new.text[end].isspace():
        end += 1
    return new.text[start:end]


def _of_style(marks: tuple[Mark, ...], style: Style) -> list[Mark]:
    return sorted((m for m in marks if m.style == style), key=lambda m: (m.start, m.end, m.ref))
