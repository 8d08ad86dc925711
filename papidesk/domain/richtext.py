"""Text with inline bold, italic, underline, raised and lowered parts, footnote and figure marks.

The text is one plain string; formatting is a sorted list of marks over character offsets. So
searching, checking and comparing see plain text, and only printing and Word see runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

from papidesk.domain.record import Record

Style = Literal["b", "i", "u", "sup", "sub", "note", "figure"]
STYLES: tuple[Style, ...] = ("b", "i", "u", "sup", "sub", "note", "figure")


class Mark(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One formatted stretch: ``start`` <= offset < ``end``.

    ``ref`` names a footnote, or the figure a live field shows (:mod:`papidesk.domain.figures`).
    """

    start: int
    end: int
    style: Style
    ref: str = ""


class Run(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A stretch of text with one formatting throughout."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    script: Literal["", "sup", "sub"] = ""
    note: str = ""
    figure: str = ""


class RichText(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A plain string and the marks over it (sorted, no two of one style touching)."""

    text: str = ""
    marks: tuple[Mark, ...] = ()

    def cut(self, start: int, end: int | None = None) -> RichText:
        """Return the part from ``start`` to ``end`` with its formatting."""
        stop = len(self.text) if end is None else end
        return RichText(text=self.text[start:stop], marks=_clip(self.marks, start, stop))

    def strip(self) -> RichText:
        """Return it without white space at both ends."""
        left = len(self.text) - len(self.text.lstrip())
        return self.cut(left, max(left, len(self.text.rstrip())))

    def covered(self, style: Style) -> bool:
        """Tell whether every visible character carries ``style``."""
        bare = {i for i, c in enumerate(self.text) if not c.isspace()}
        for mark in self.marks:
            if mark.style == style:
                bare -= set(range(mark.start, mark.end))
        return bool(self.text.strip()) and not bare

    def without(self, *styles: Style) -> RichText:
        """Return the same text with the marks of ``styles`` taken away."""
        kept = tuple(mark for mark in self.marks if mark.style not in styles)
        return RichText(text=self.text, marks=kept)


def _clip(marks: Iterable[Mark], start: int, stop: int) -> tuple[Mark, ...]:
    clipped = []
    for mark in marks:
        left, right = max(mark.start, start) - start, min(mark.end, stop) - start
        if left < right:
            clipped.append(Mark(start=left, end=right, style=mark.style, ref=mark.ref))
    return tuple(clipped)


def tidy(marks: Iterable[Mark], length: int) -> tuple[Mark, ...]:
    """Return ``marks`` inside 0..``length``, sorted, those of one style that meet joined."""
    joined: list[Mark] = []
    for style in STYLES:
        own = sorted((m for m in marks if m.style == style), key=lambda m: (m.start, m.end, m.ref))
        for mark in own:
            start, end = max(0, mark.start), min(length, mark.end)
            if start >= end:
                continue
            last = joined[-1] if joined and joined[-1].style == style else None
            if last is not None and last.ref == mark.ref and start <= last.end:
                joined[-1] = Mark(
                    start=last.start, end=max(last.end, end), style=style, ref=last.ref
                )
            else:
                joined.append(Mark(start=start, end=end, style=style, ref=mark.ref))
    return tuple(sorted(joined, key=lambda m: (m.start, STYLES.index(m.style), m.end)))


def from_runs(runs: Iterable[Run]) -> RichText:
    """Return the text of ``runs`` one after the other with their formatting as marks."""
    parts: list[str] = []
    marks: list[Mark] = []
    at = 0
    for run in runs:
        end = at + len(run.text)
        styles: list[tuple[Style, str]] = []
        if run.bold:
            styles.append(("b", ""))
        if run.italic:
            styles.append(("i", ""))
        if run.underline:
            styles.append(("u", ""))
        if run.script:
            styles.append((run.script, ""))
        if run.note:
            styles.append(("note", run.note))
        if run.figure:
            styles.append(("figure", run.figure))
        marks += [Mark(start=at, end=end, style=style, ref=ref) for style, ref in styles]
        parts.append(run.text)
        at = end
    return RichText(text="".join(parts), marks=tidy(marks, at))


def to_runs(rich: RichText) -> list[Run]:
    """Return ``rich`` as the shortest list of runs of even formatting."""
    if not rich.marks:
        return [Run(text=rich.text)] if rich.text else []
    edges = {0, len(rich.text)}
    for mark in rich.marks:
        edges |= {mark.start, mark.end}
    points = sorted(edges)
    runs = []
    # One pass over the marks: a paragraph may have as many as it has words.
    waiting = sorted(enumerate(rich.marks), key=lambda pair: -pair[1].start)
    active: list[tuple[int, Mark]] = []
    for start, end in pairwise(points):
        active = [pair for pair in active if pair[1].end > start]
        while waiting and waiting[-1][1].start <= start:
            active.append(waiting.pop())
        on = {m.style: m.ref for _, m in sorted(active, key=lambda pair: pair[0]) if m.end > start}
        script: Literal["", "sup", "sub"] = "sup" if "sup" in on else "sub" if "sub" in on else ""
        runs.append(
            Run(
                text=rich.text[start:end],
                bold="b" in on,
                italic="i" in on,
                underline="u" in on,
                script=script,
                note=on.get("note", ""),
                figure=on.get("figure", ""),
            )
        )
    return runs


def joined(parts: Iterable[RichText], separator: str = "") -> RichText:
    """Return ``parts`` as one text with ``separator`` between them, formatting kept."""
    runs: list[Run] = []
    for index, part in enumerate(parts):
        if index and separator:
            runs.append(Run(text=separator))
        runs.extend(to_runs(part))
    return from_runs(runs)
