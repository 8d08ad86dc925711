"""The layout profile in points: columns, margins, the type and height of each component."""

from __future__ import annotations

from papidesk.domain.layout_profile import Align, LayoutProfile, StyleName
from papidesk.printing.typesetting import Span, Type, type_of

POINTS_PER_MM = 72 / 25.4


class Sheet:
    """A profile made ready for one rendering: lengths in points, types looked up once."""

    def __init__(self, profile: LayoutProfile) -> None:
        self.profile = profile
        page = profile.page
        self.left = page.left_mm.chosen * POINTS_PER_MM
        self.right = page.right_mm.chosen * POINTS_PER_MM
        self.top = page.top_mm.chosen * POINTS_PER_MM
        self.bottom = page.bottom_mm.chosen * POINTS_PER_MM
        self.first_line = profile.text.first_line_mm.chosen * POINTS_PER_MM
        self.gap = profile.text.paragraph_gap_pt.chosen
        self.heading_gap = profile.text.heading_gap_pt.chosen
        self._types: dict[str, Type] = {}

    def size(self, landscape: bool = False) -> tuple[float, float]:
        """Return width and height of the sheet."""
        page = self.profile.page
        width, height = page.width_mm * POINTS_PER_MM, page.height_mm * POINTS_PER_MM
        return (height, width) if landscape else (width, height)

    def width(self, landscape: bool = False) -> float:
        """Return how wide the text is."""
        return self.size(landscape)[0] - self.left - self.right

    def room(self, landscape: bool = False) -> float:
        """Return how high the text of a page can be."""
        return self.size(landscape)[1] - self.top - self.bottom

    def type(self, name: StyleName) -> Type:
        """Return the type of a component."""
        found = self._types.get(name)
        if found is None:
            style = self.profile.style(name)
            found = self._types[name] = type_of(style.points, style.bold, style.italic)
        return found

    def align(self, name: StyleName) -> Align:
        """Return how a component stands in its column."""
        return self.profile.style(name).align

    def single(self, size: float) -> float:
        """Return the height of a single line of ``size`` points."""
        return self.profile.leading_pt(size)

    def span(self, name: StyleName, text: str) -> Span:
        """Return ``text`` set as component ``name``."""
        return Span(self.type(name), text)
