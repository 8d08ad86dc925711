"""Text boxes and shapes: what they hold, and where among the text it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from papidesk.domain.chart import BEGINNING as CHART_BEGINNING
from papidesk.text.clean import clean
from papidesk.word.reading.names import MC, WP, A, Element, V, W, twips, whole

_EMU_PER_POINT = 12700
_SAME_HEIGHT = 30.0  # points: boxes of one row, for instance both halves of a paper's head
_BELOW = 20.0  # points: farther down than this, a box stands under its own paragraph
_STYLE = re.compile(r"(margin-left|margin-top|left|top|width)\s*:\s*(-?[\d.]+)(pt|in|cm|mm)?")


class Box(NamedTuple):
    """A box: blocks in it, loose texts (drawn text, WordArt), and its place in points, if known."""

    contents: list[Element]
    texts: list[str]
    x: float | None
    y: float | None
    width: float
    to_paragraph: bool


def arranged(drawings: Iterable[Element]) -> tuple[list[list[Box]], list[list[Box]]]:
    """Return the boxes read before and those read after the paragraph they hang on, by rows.

    Boxes beside each other make one row, from left to right.
    """
    boxes = [box for drawing in drawings for box in _boxes(drawing)]
    before = [box for box in boxes if not (box.to_paragraph and (box.y or 0) > _BELOW)]
    after = [box for box in boxes if box.to_paragraph and (box.y or 0) > _BELOW]
    return _rows(before), _rows(after)


def _rows(boxes: list[Box]) -> list[list[Box]]:
    if any(box.x is None or box.y is None for box in boxes):
        return [[box] for box in boxes]
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda one: one.y or 0.0):
        last = rows[-1] if rows else None
        if last and (box.y or 0) - (last[0].y or 0) < _SAME_HEIGHT and _beside(box, last):
            last.append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda one: one.x or 0.0) for row in rows]


def _beside(box: Box, row: list[Box]) -> bool:
    """Tell whether the box overlaps none of the row."""
    left, right = box.x or 0.0, (box.x or 0.0) + box.width
    return all(
        right <= (other.x or 0.0) + 1 or left >= (other.x or 0.0) + other.width - 1 for other in row
    )


def _boxes(drawing: Element) -> list[Box]:
    anchors = list(drawing.iter(f"{WP}anchor", f"{WP}inline"))
    if anchors:
        return [_from_anchor(anchor) for anchor in anchors if _own(anchor)]
    shapes = [one for one in drawing if isinstance(one.tag, str) and one.tag.startswith(V)]
    found = [_from_shape(shape) for shape in shapes]
    return [box for box in found if box.contents or box.texts]


def _own(anchor: Element) -> bool:
    """Tell an anchor of this paragraph from one inside the text of another box."""
    return all(above.tag != f"{W}txbxContent" for above in anchor.iterancestors(f"{W}txbxContent"))


def _contents(element: Element) -> list[Element]:
    """Return the outermost text contents, the older picture of a shape left aside."""
    found: list[Element] = []
    for one in element.iter(f"{W}txbxContent"):
        above = list(one.iterancestors())
        inside = above[: above.index(element)] if element in above else above
        if any(step.tag in (f"{W}txbxContent", f"{MC}Fallback") for step in inside):
            continue
        found.append(one)
    return found


def _texts(element: Element) -> list[str]:
    drawn = []
    for paragraph in element.iter(f"{A}p"):
        drawn.append("".join(part.text or "" for part in paragraph.iter(f"{A}t")))
    art = [shape.get("string", "") for shape in element.iter(f"{V}textpath")]
    return [text for text in (clean(part) for part in drawn + art) if text.strip()]


def _from_anchor(anchor: Element) -> Box:
    across, down = anchor.find(f"{WP}positionH"), anchor.find(f"{WP}positionV")
    extent = anchor.find(f"{WP}extent")
    width = whole(extent.get("cx")) / _EMU_PER_POINT if extent is not None else 0.0
    relative = down.get("relativeFrom", "") if down is not None else ""
    if chart := _chart(anchor):
        return Box([], [chart], None, None, width, False)
    return Box(
        _contents(anchor), _texts(anchor), _offset(across), _offset(down), width,
        relative in ("paragraph", "line"),
    )  # fmt: skip


def _chart(anchor: Element) -> str:
    """Return what a chart of ours says in words: its labels by themselves would mean nothing."""
    named = anchor.find(f"{WP}docPr")
    said = clean(named.get("descr", "")) if named is not None else ""
    return said if said.startswith(CHART_BEGINNING) else ""


def _offset(position: Element | None) -> float | None:
    found = position.find(f"{WP}posOffset") if position is not None else None
    return None if found is None else whole(found.text) / _EMU_PER_POINT


def _from_shape(shape: Element) -> Box:
    style = shape.get("style", "")
    place: dict[str, float] = {}
    for name, number, unit in _STYLE.findall(style):
        points = twips(number + (unit or "pt"))
        place.setdefault(name.removeprefix("margin-"), (points or 0) / 20)
    to_page = "mso-position-vertical-relative:page" in style.replace(" ", "")
    to_margin = "mso-position-vertical-relative:margin" in style.replace(" ", "")
    floating = "position:absolute" in style.replace(" ", "")
    return Box(
        _contents(shape), _texts(shape), place.get("left"), place.get("top"),
        place.get("width", 0.0), floating and not to_page and not to_margin,
    )  # fmt: skip
