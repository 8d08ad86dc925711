"""Lines that are not a paper's text: page numbers and running heads between pages."""

from __future__ import annotations

import re

from papidesk.domain.document import Aside
from papidesk.domain.manuscript import Manuscript
from papidesk.domain.recognise.strip import Strip, replace

_PAGE = re.compile(
    r"[-–—\s*]*(?:(?:Trang|trang|Page)\s*)?(\d{1,3})(?:\s*(?:/|of)\s*\d{1,3})?[-–—\s*]*$"
)


def put_aside(strips: list[Strip], manuscript: Manuscript) -> tuple[list[Strip], list[Aside]]:
    """Return the strips without page numbers, and asides for them and for heads and feet."""
    asides = [_aside(text, "header") for text in manuscript.headers if text.strip()]
    asides += [_aside(text, "footer") for text in manuscript.footers if text.strip()]
    if manuscript.form == "docx":
        return strips, asides
    pages = _page_numbers(strips)
    repeated = _running_heads(strips)
    if not pages and not repeated:
        return strips, asides
    kept: list[Strip] = []
    carried_break = False
    for index, strip in enumerate(strips):
        if index in pages or index in repeated:
            kind = "page_number" if index in pages else "header"
            asides.append(Aside(kind=kind, text=strip.written, line=strip.line))  # type: ignore[arg-type]
            carried_break = True
            continue
        if carried_break:
            strip = replace(strip, blank_before=True)
            carried_break = False
        kept.append(strip)
    return kept, asides


def _aside(text: str, kind: str) -> Aside:
    if _PAGE.fullmatch(text.strip()):
        return Aside(kind="page_number", text=text)
    return Aside(kind="header" if kind == "header" else "footer", text=text)


def _page_numbers(strips: list[Strip]) -> set[int]:
    """Return the lines that are page numbers: alone, and growing by one from page to page."""
    found: list[tuple[int, int]] = []
    for index, strip in enumerate(strips):
        text = strip.text
        if len(text) > 16 or strip.grid is not None or not text:
            continue
        match = _PAGE.match(text)
        if match is None:
            continue
        after = strips[index + 1] if index + 1 < len(strips) else None
        apart = strip.blank_before or strip.page_break or index == 0
        ends = after is None or after.blank_before or after.page_break
        telling = "rang" in text or "Page" in text or text.strip()[0] in "-–—"
        telling = telling or strip.indent >= 20
        if (apart and ends) or strip.page_break or telling or (after and after.page_break):
            found.append((index, int(match[1])))
    chosen: set[int] = set()
    previous = 0
    for index, number in found:
        # Figures of a column lost from its table do not count up like pages.
        if number == previous + 1 or (number == 2 and not chosen):
            chosen.add(index)
            previous = number
    return chosen if len(chosen) * 2 >= len(found) else set()


def _running_heads(strips: list[Strip]) -> set[int]:
    """Return lines that stand at the top of several pages in the same words."""
    tops: dict[str, list[int]] = {}
    for index, strip in enumerate(strips):
        if strip.page_break and strip.text and len(strip.text) < 120 and strip.grid is None:
            tops.setdefault(strip.text, []).append(index)
    return {index for own in tops.values() if len(own) >= 2 for index in own}
