"""The four faces of the font: registered once, measured by word, every glyph checked."""

from __future__ import annotations

import os
import platform
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from papidesk.errors import N_, PapiDeskError
from papidesk.paths import resource

# The PDF's own font names; "T" keeps them apart from a font the system may have.
_FILES = {
    (False, False): "Tinos-Regular",
    (True, False): "Tinos-Bold",
    (False, True): "Tinos-Italic",
    (True, True): "Tinos-BoldItalic",
}
# The same four faces of Times New Roman as Windows calls its files.
_REAL = {
    (False, False): "times.ttf", (True, False): "timesbd.ttf", (False, True): "timesi.ttf",
    (True, True): "timesbi.ttf",
}  # fmt: skip
# Letters an old Times New Roman may lack.
_LETTERS = (*range(0x1EA0, 0x1EFA), *map(ord, "ĂăÂâĐđÊêÔôƠơƯư"))
_FOLDER: ContextVar[Path | None] = ContextVar("folder of the real font", default=None)
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

    def has(self, codes: Iterable[int]) -> bool:
        """Tell whether there is a picture for each of ``codes``."""
        return all(code in self._chars for code in codes)

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


def windows_fonts(folder: Path | None = None) -> Path | None:
    """Return the folder that holds the real Times New Roman; None where it is not complete.

    Without ``folder`` only Windows is asked, where the font is part of the system.
    """
    if folder is None:
        if platform.system() != "Windows":
            return None
        folder = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    return folder if all((folder / name).is_file() for name in _REAL.values()) else None


@contextmanager
def printing_with(folder: Path | None) -> Iterator[None]:
    """Print inside the block with the Times New Roman of ``folder``, with Tinos for None.

    What is wrong with the files there (damaged, without the Vietnamese letters) is no reason to
    refuse printing: then it is Tinos, whose letters are as wide.
    """
    token = _FOLDER.set(folder if folder is not None and _real_faces(folder) else None)
    try:
        yield
    finally:
        _FOLDER.reset(token)


@cache
def _real_faces(folder: Path) -> dict[tuple[bool, bool], Face] | None:
    from reportlab.pdfbase.ttfonts import TTFError

    try:
        found = {
            form: _registered(f"R-{name.removesuffix('.ttf')}", folder / name)
            for form, name in _REAL.items()
        }
    except (TTFError, OSError):
        return None
    return found if all(face.has(_LETTERS) for face in found.values()) else None


@cache
def _faces() -> dict[tuple[bool, bool], Face]:
    from reportlab.pdfbase.ttfonts import TTFError

    found = {}
    for form, file in _FILES.items():
        path = resource("fonts", f"{file}.ttf")
        try:
            found[form] = _registered(f"T-{file}", path)
        except (TTFError, OSError) as error:
            raise FontFileError(name=path.name) from error
    return found


def _registered(name: str, path: Path) -> Face:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, str(path))
    pdfmetrics.registerFont(font)
    known = font.face.charToGlyph
    chars = {code: width for code, width in font.face.charWidths.items() if code in known}
    chars[0xA0] = chars[32]
    return Face(font.fontName, chars)


def face(bold: bool, italic: bool) -> Face:
    """Return the face for a form, registered with ReportLab; raises :class:`FontFileError`."""
    folder = _FOLDER.get()
    real = _real_faces(folder) if folder is not None else None
    return (real or _faces())[bold, italic]


def printable(text: str) -> str:
    """Return ``text`` in composed form, invisible signs dropped, odd spaces made plain ones.

    This is the one door through which every printed text comes.
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text).translate(_SAME)
