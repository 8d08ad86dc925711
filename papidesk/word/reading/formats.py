"""What run and paragraph properties say in one place, before styles are put on top of each other.

None always means "says nothing": the next place in the line of inheritance is asked.
"""

from __future__ import annotations

from typing import NamedTuple

from papidesk.word.reading.names import VAL, Element, W, is_on, twips, whole


class RunSays(NamedTuple):
    """What one ``w:rPr`` says."""

    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    underline: bool | None = None
    script: str | None = None
    size: float | None = None
    font: str | None = None
    style: str | None = None
    deleted: bool | None = None


class ParagraphSays(NamedTuple):
    """What one ``w:pPr`` says; measures in twips."""

    align: str | None = None
    left: int | None = None
    first: int | None = None
    page_break: bool | None = None
    number_id: int | None = None
    level: int | None = None
    outline: int | None = None


class RunFormat(NamedTuple):
    """How a run looks in the end."""

    bold: bool
    italic: bool
    caps: bool
    hidden: bool
    underline: bool
    script: str
    size: float
    font: str


NO_RUN = RunSays()
NO_PARAGRAPH = ParagraphSays()

_TOGGLES = {
    f"{W}b": "bold", f"{W}i": "italic", f"{W}caps": "caps", f"{W}vanish": "hidden",
}  # fmt: skip
_ALIGN = {
    "both": "both", "distribute": "both", "thaiDistribute": "both", "lowKashida": "both",
    "mediumKashida": "both", "highKashida": "both", "center": "center", "right": "right",
    "end": "right", "left": "left", "start": "left",
}  # fmt: skip
_SCRIPT = {"superscript": "sup", "subscript": "sub"}
_U, _VERT, _SZ, _FONTS = f"{W}u", f"{W}vertAlign", f"{W}sz", f"{W}rFonts"
_STYLE, _DEL, _MOVED = f"{W}rStyle", f"{W}del", f"{W}moveFrom"


def run_says(properties: Element | None) -> RunSays:
    """Return what a ``w:rPr`` element says."""
    if properties is None or not len(properties):
        return NO_RUN
    found: dict[str, object] = {}
    for one in properties:
        tag = one.tag
        if tag in _TOGGLES:
            found[_TOGGLES[tag]] = is_on(one)
        elif tag == _SZ:
            found["size"] = whole(one.get(VAL)) / 2
        elif tag == _FONTS:
            font = _font(one)
            if font is not None:
                found["font"] = font
        elif tag == _U:
            found["underline"] = one.get(VAL, "single") != "none"
        elif tag == _VERT:
            found["script"] = _SCRIPT.get(one.get(VAL, ""), "")
        elif tag == _STYLE:
            found["style"] = one.get(VAL)
        elif tag in (_DEL, _MOVED):
            found["deleted"] = True
    return RunSays(**found) if found else NO_RUN  # type: ignore[arg-type]


def _font(fonts: Element) -> str | None:
    """Return the font of the letters beyond ASCII: they are the ones that fonts change."""
    if fonts.get(f"{W}hAnsiTheme") or fonts.get(f"{W}asciiTheme"):
        return "theme"
    return fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii")


def paragraph_says(properties: Element | None) -> ParagraphSays:
    """Return what a ``w:pPr`` element says."""
    if properties is None or not len(properties):
        return NO_PARAGRAPH
    found: dict[str, object] = {}
    for one in properties:
        tag = one.tag
        if tag == f"{W}jc":
            found["align"] = _ALIGN.get(one.get(VAL, ""), "left")
        elif tag == f"{W}ind":
            found.update(_indents(one))
        elif tag == f"{W}pageBreakBefore":
            found["page_break"] = is_on(one)
        elif tag == f"{W}outlineLvl":
            found["outline"] = whole(one.get(VAL), 9)
        elif tag == f"{W}numPr":
            for part in one:
                if part.tag == f"{W}numId":
                    found["number_id"] = whole(part.get(VAL))
                elif part.tag == f"{W}ilvl":
                    found["level"] = whole(part.get(VAL))
    return ParagraphSays(**found) if found else NO_PARAGRAPH  # type: ignore[arg-type]


def _indents(ind: Element) -> dict[str, int]:
    left = twips(ind.get(f"{W}left") or ind.get(f"{W}start"))
    first = twips(ind.get(f"{W}firstLine"))
    hanging = twips(ind.get(f"{W}hanging"))
    found = {}
    if left is not None:
        found["left"] = left
    if hanging is not None:
        found["first"] = -hanging
    elif first is not None:
        found["first"] = first
    return found


def over_run(near: RunSays, far: RunSays) -> RunSays:
    """Return what both say together, ``near`` having the last word."""
    if far is NO_RUN:
        return near
    return RunSays._make(a if a is not None else b for a, b in zip(near, far, strict=True))


def over_paragraph(near: ParagraphSays, far: ParagraphSays) -> ParagraphSays:
    """Return what both say together, ``near`` having the last word."""
    if far is NO_PARAGRAPH:
        return near
    return ParagraphSays._make(a if a is not None else b for a, b in zip(near, far, strict=True))
