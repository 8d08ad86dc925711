"""The Qt formats of a story's texts: type, indents and distances of the official styles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextLength,
    QTextTableFormat,
)

from papidesk.domain import layout_profile
from papidesk.domain.richtext import Style
from papidesk.domain.wording import is_note_sign
from papidesk.paths import resource
from ui.editor.story_looks import Look
from ui.editor.story_text import Key

if TYPE_CHECKING:
    from ui.theme import Theme

MARKS = QTextFormat.Property.UserProperty.value + 1  # the marks of a stretch, as text
LINES = 116  # per cent of a single line: easier to read on a screen than the page's 110
# 14 points look large beside the window's own type; lines still break as on the page.
ON_SCREEN = 0.9
PADDING = 4  # px around a cell's text at 100 %
_ALIGNMENT = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    "both": Qt.AlignmentFlag.AlignJustify,
}
# What Qt takes for the end of a paragraph or of a frame, and letters that are none.
_UNSHOWABLE = re.compile("[\r\x00\u2029\ufdd0\ufdd1\ud800-\udfff]")


@cache
def family() -> str:
    """Return the family of the serif the papers are set in, loaded from our own files."""
    families = []
    for name in ("Regular", "Bold", "Italic", "BoldItalic"):
        loaded = QFontDatabase.addApplicationFont(str(resource("fonts", f"Tinos-{name}.ttf")))
        families = QFontDatabase.applicationFontFamilies(loaded) or families
    return families[0] if families else "Times New Roman"


def shown(text: str) -> str:
    """Return ``text`` as the view holds it: one character for each, line ends inside a block."""
    return _UNSHOWABLE.sub("\ufffd", text).replace("\n", "\u2028")


def units(text: str, offset: int) -> int:
    """Return how many UTF-16 units, as Qt counts, the first ``offset`` characters take."""
    if text.isascii():
        return offset
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def characters(text: str, offset: int) -> int:
    """Return how many characters the first ``offset`` UTF-16 units of ``text`` are."""
    if text.isascii():
        return offset
    data = text.encode("utf-16-le", "surrogatepass")[: offset * 2]
    return len(data.decode("utf-16-le", "replace"))


def key_name(key: Key) -> str:
    """Return marks as the text a format carries them in."""
    return "|".join(f"{style}:{ref}" if ref else style for style, ref in key)


def key_of(name: object) -> Key:
    """Return the marks a format carries."""
    if not isinstance(name, str) or not name:
        return ()
    parts = (part.partition(":") for part in name.split("|"))
    return tuple((cast(Style, style), ref) for style, _, ref in parts)


class Formats:
    """Makes formats for one size of text and one set of colours; each is made once."""

    def __init__(self, theme: Theme, base: int = 14) -> None:
        self.theme = theme
        self.base = base
        screen = QGuiApplication.primaryScreen()
        self._dpi = screen.logicalDotsPerInchX() if screen else 96.0
        self._chars: dict[tuple[Look, Key, bool], QTextCharFormat] = {}
        self._blocks: dict[tuple[Look, float], QTextBlockFormat] = {}
        self._widths: dict[tuple[bool, bool, float, str], float] = {}
        self._fonts: dict[tuple[bool, bool, float], QFont] = {}
        self._profile = layout_profile.load().at(cast(layout_profile.Base, base))
        self.padding = round(PADDING * theme.scale)
        self.table_gap = round(self.points(self._profile.table.gap_pt))
        self.first_line = self.mm(self._profile.text.first_line_mm.chosen)

    def mm(self, length: float) -> float:
        """Return millimetres of the page as px on the screen."""
        return length / 25.4 * self._dpi * self.theme.scale * ON_SCREEN

    def points(self, length: float) -> float:
        """Return points of the page as px on the screen."""
        return self.mm(length * 25.4 / 72)

    def text_width(self, landscape: bool) -> float:
        """Return the width of the page's text in px."""
        page = self._profile.page
        across = page.height_mm if landscape else page.width_mm
        if landscape:
            return self.mm(across - page.top_mm.chosen - page.bottom_mm.chosen)
        return self.mm(across - page.left_mm.chosen - page.right_mm.chosen)

    def font(self, bold: bool, italic: bool, points: float) -> QFont:
        """Return the serif in one weight, slope and size of the page."""
        found = self._fonts.get((bold, italic, points))
        if found is None:
            found = QFont(family())
            found.setPointSizeF(points * self.theme.scale * ON_SCREEN)
            found.setBold(bold)
            found.setItalic(italic)
            self._fonts[bold, italic, points] = found
        return found

    def label_font(self, look: Look) -> QFont:
        """Return the type of a number."""
        return self.font(look.label_bold, look.italic, look.points)

    def label_width(self, look: Look, label: str) -> float:
        """Return the room a number and the space after it take, in px."""
        if look.label != "before" or not label:
            return 0.0
        key = (look.label_bold, look.italic, look.points, label)
        width = self._widths.get(key)
        if width is None:
            width = QFontMetricsF(self.label_font(look)).horizontalAdvance(label + " ")
            self._widths[key] = width
        return width

    def char(self, look: Look, key: Key = (), text: str = "") -> QTextCharFormat:
        """Return the format of a stretch with the marks of ``key``."""
        sign = bool(text) and any(style == "note" for style, _ in key) and is_note_sign(text)
        made = self._chars.get((look, key, sign))
        if made is None:
            made = self._chars[look, key, sign] = self._made_char(look, key, sign)
        return made

    def _made_char(self, look: Look, key: Key, sign: bool) -> QTextCharFormat:
        styles = {style for style, _ in key}
        made = QTextCharFormat()
        made.setFont(
            self.font(look.bold or "b" in styles, look.italic or "i" in styles, look.points)
        )
        if look.caps:
            made.setFontCapitalization(QFont.Capitalization.AllUppercase)
        if "u" in styles:
            made.setFontUnderline(True)
        if "sup" in styles or sign:
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        elif "sub" in styles:
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
        if sign:
            # The number shown is computed and painted; the sign as written keeps its room.
            made.setForeground(QColor(0, 0, 0, 0))
        if key:
            made.setProperty(MARKS, key_name(key))
        return made

    def block(self, look: Look, label_width: float = 0.0) -> QTextBlockFormat:
        """Return the format of a paragraph with room for its number."""
        made = self._blocks.get((look, label_width))
        if made is None:
            made = QTextBlockFormat()
            made.setAlignment(_ALIGNMENT[look.align])
            made.setTextIndent((self.first_line if look.indent else 0.0) + label_width)
            made.setLineHeight(LINES, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            gap = self.points(look.gap)
            if look.label == "above":
                gap += QFontMetricsF(self.label_font(look)).height() * LINES / 100
            made.setTopMargin(gap)
            self._blocks[look, label_width] = made
        return made

    def seam(self) -> QTextBlockFormat:
        """Return the format of the line between two parts of a table, which nobody sees."""
        made = QTextBlockFormat()
        made.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        return made

    def seam_type(self) -> QTextCharFormat:
        """Return the type of that line."""
        made = QTextCharFormat()
        made.setFontPointSize(1)
        return made

    def table(self, shares: Sequence[float], *, first: bool, last: bool) -> QTextTableFormat:
        """Return the format of a table's part: columns by shares of the text's width."""
        made = QTextTableFormat()
        # The lines are painted by us: Qt leaves out some of merged cells.
        made.setBorder(0)
        made.setBorderCollapse(True)
        made.setCellPadding(self.padding)
        made.setCellSpacing(0)
        made.setTopMargin(self.table_gap if first else 0)
        made.setBottomMargin(self.table_gap if last else 0)
        percent = QTextLength.Type.PercentageLength
        made.setWidth(QTextLength(percent, 100))
        made.setColumnWidthConstraints([QTextLength(percent, share * 100) for share in shares])
        return made
