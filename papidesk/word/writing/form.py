"""The layout profile made ready for one Word file: lengths, and which notes were referred to."""

from __future__ import annotations

from papidesk.domain.layout_profile import LayoutProfile, StyleName
from papidesk.domain.paper import Paper
from papidesk.domain.record import replace
from papidesk.word.writing.xml import from_mm, from_pt

POINTS_PER_MM = 72 / 25.4
# How far the baseline stands above the foot of a line of Times New Roman, in em.
DESCENT_EM = 0.2163


class Form:
    """Numbers of the form in the units of Word, and the footnotes of the paper being written.

    ``lines`` is the line spacing of the document without its annexes, where it differs from the
    profile's; ``annex_lines`` then says that of the annexes, in 240ths of a line.
    """

    def __init__(self, profile: LayoutProfile, paper: Paper, lines: float | None = None) -> None:
        chosen = profile.text.lines
        self.annex_lines: int | None = None
        if lines is not None and lines != chosen.chosen:
            self.annex_lines = round(240 * chosen.chosen)
            text = replace(profile.text, lines=replace(chosen, chosen=lines))
            profile = replace(profile, text=text)
        self.profile = profile
        self.numbers = {note.id: note.number for note in paper.notes}
        self.referred: set[str] = set()
        page = profile.page
        self.paper_size = from_mm(page.width_mm), from_mm(page.height_mm)
        self.margins = {
            "top": from_mm(page.top_mm.chosen),
            "right": from_mm(page.right_mm.chosen),
            "bottom": from_mm(page.bottom_mm.chosen),
            "left": from_mm(page.left_mm.chosen),
        }
        self.gap = from_pt(profile.text.paragraph_gap_pt.chosen)
        self.heading_gap = from_pt(profile.text.heading_gap_pt.chosen)
        self.body_gap = from_pt(profile.head.body_gap_pt.chosen)
        # Below a head without title, as a công văn has, the text keeps the title's distance.
        titled = bool(paper.kind or paper.abstract)
        self.opening_gap = self.body_gap if titled else from_pt(profile.head.title_gap_pt.chosen)

    def width(self, landscape: bool = False) -> int:
        """Return how wide the text is, in twips."""
        whole = self.paper_size[1] if landscape else self.paper_size[0]
        return whole - self.margins["left"] - self.margins["right"]

    def width_pt(self, landscape: bool = False) -> float:
        """Return how wide the text is, in points."""
        page = self.profile.page
        whole = page.height_mm if landscape else page.width_mm
        return (whole - page.left_mm.chosen - page.right_mm.chosen) * POINTS_PER_MM

    def size(self, name: StyleName) -> float:
        """Return the type size of a component in points."""
        return self.profile.style(name).points

    def single(self, size: float) -> float:
        """Return the height of a single line in points."""
        return self.profile.leading_pt(size)
