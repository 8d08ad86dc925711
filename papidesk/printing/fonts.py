"""The four faces of the font: registered once, measured by word, every glyph checked."""

from __future__ import annotations

import unicodedata
from functools import cache

from papidesk.errors import N_, PapiDeskError
from papidesk.paths import resource

# The PDF's own font names; "T" keeps them apart from a font the system may have.
_FILES = {
    (False, False): "Tinos-Regular",
    (True, False): "Tinos-Bold",
    (False, True): "Tinos-Italic",
    (True, True): "Tinos-BoldItalic",
}
# Signs without a glyph that mean the same as one that has it: spaces, hyphen, full-width forms.
_SAME = {
    **dict.fromkeys(range(0x2000, 0x200B), " "), 0x202F: "\u00a0", 0x2011: "-", 0x2010: "-",
    0x3000: " ", 0x200B: "", 0x200C: "", 0x200D: "", 0x2060: "", 0xFEFF: "", 0x00AD: "",
    0x2028: " ", 0x2029: " ", 0x0085: " ", 0x000B: " ", 0x000C: " ", 0x000D: " ",
}  # fmt: skip
# Words measured so far are kept: Vietnamese has few syllables, so nearly all are found again.
_KEPT_WORDS = 60_000
_AROUND = 40


class MissingGlyphError(PapiDeskError):
    """A character the printing font has no picture for: it would vanish silently."""

    message = N_(
        "The character “{character}” ({code}) cannot be printed. It stands in: “{text}”. "
        "Replace it there."
    )

    def within(self, text: str) -> MissingGlyphError:
        """Return the same refusal with the part of ``text`` around the character."""
        at = max(0, text.find(str(self.values["character"])))
        around = " ".join(text[max(0, at - _AROUND) : at + _AROUND].split())
        return MissingGlyphError(**(self.values | {"text": around}))


class FontFileError(PapiDeskError):
    """The font file is not there or is damaged."""

    message = N_("The font file {name} cannot be read. Install the program again.")


class Face:
    """One face: its registered name and how wide words are, in thousandths of the type size."""

    __slots__ = ("_chars", "_words", "name", "space")

    def __init__(self, name: str, chars: dict[int, float]) -> None:
        self.name = name
        self._chars = chars
        self._words: dict[str, float] = {}
        self.space = chars[32]

    def width(self, word: str) -> float:
        """Return the width of ``word``; raises :class:`MissingGlyphError`."""
        known = self._words.get(word)
        if known is not None:
            return known
        chars = self._chars
        try:
            total = sum(chars[ord(c)] for c in word)
        except KeyError as error:
            raise _missing(int(error.args[0]), word) from error
        if len(self._words) > _KEPT_WORDS:
            self._words.clear()
        self._words[word] = total
        return total


def _missing(code: int, text: str) -> MissingGlyphError:
    name = unicodedata.name(chr(code), "")
    label = f"U+{code:04X} {name}".strip()
    return MissingGlyphError(character=chr(code), code=label, text=text[:60])


@cache
def _faces() -> dict[tuple[bool, bool], Face]:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    found = {}
    for form, file in _FILES.items():
        path = resource("fonts", f"{file}.ttf")
        try:
            font = TTFont(f"T-{file}", str(path))
        except (TTFError, OSError) as error:
            raise FontFileError(name=path.name) from error
        pdfmetrics.registerFont(font)
        known = font.face.charToGlyph
        chars = {code: width for code, width in font.face.charWidths.items() if code in known}
        chars[0xA0] = chars[32]
        found[form] = Face(font.fontName, chars)
    return found


def face(bold: bool, italic: bool) -> Face:
    """Return the face for a form, registered with ReportLab; raises :class:`FontFileError`."""
    return _faces()[bold, italic]


def printable(text: str) -> str:
    """Return ``text`` in composed form, invisible signs dropped, odd spaces made plain ones.

    This is the one door through which every printed text comes.
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text).translate(_SAME)
