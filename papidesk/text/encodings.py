"""Bytes of a text file decoded, whatever Vietnamese encoding they are in."""

from __future__ import annotations

import codecs
import unicodedata
from functools import cache
from typing import ClassVar, NamedTuple

from papidesk.errors import N_, PapiDeskError
from papidesk.text.legacy import SAMPLE_LETTERS, convert_as, looks_like, shares, verdict
from papidesk.text.syllables import is_syllable, words

_MAGIC = {
    b"%PDF-": "PDF",
    b"PK\x03\x04": "ZIP/DOCX/XLSX",
    b"PK\x05\x06": "ZIP",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "DOC/XLS",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"MZ\x90": "EXE",
    b"\x7fELF": "ELF",
    b"\x1f\x8b": "GZIP",
    b"7z\xbc\xaf\x27\x1c": "7Z",
    b"Rar!\x1a": "RAR",
    b"SQLite format 3\x00": "SQLite",
}
# Control bytes a text may hold: tab, line ends, vertical tab, form feed and DOS end of file.
_NOT_CONTROL = bytes(code for code in range(256) if code >= 32) + b"\t\n\v\f\r\x1a"
_TOO_MANY_CONTROLS = 0.02
_UTF16_SAMPLE = 8192


class EmptyFileError(PapiDeskError):
    """The file holds no character."""

    message: ClassVar[str] = N_("The file is empty; choose a file that has text in it.")


class BinaryFileError(PapiDeskError):
    """The file is not text."""

    message: ClassVar[str] = N_(
        "The file is not text but data of another program; open it in that program and save it "
        "as .txt or .docx."
    )


class OtherFormatError(BinaryFileError):
    """The file is not text and its first bytes tell what it is."""

    message: ClassVar[str] = N_(
        "The file is not text but a {kind} file; open it in its own program and save it as .txt "
        "or .docx."
    )


class Decoded(NamedTuple):
    """The text of a file, the encoding it was in and whether anything was lost.

    ``encoding`` is ascii, utf-8, utf-8-sig, utf-16-le, utf-16-be, windows-1258, windows-1252,
    tcvn3 or vni; ``note`` is an English gettext id, empty when there is nothing to tell. The
    text is not cleaned yet.
    """

    text: str
    encoding: str
    lossy: bool = False
    note: str = ""


NOTE_CONVERTED = N_("The text was converted from an old Vietnamese encoding; please read it over.")
NOTE_LOSSY = N_("Some characters could not be read and are shown as \ufffd; compare with the file.")
NOTE_GUESSED = N_("The encoding of the file is a guess; please read the text over.")


def decode(data: bytes) -> Decoded:
    """Return the text of a file, in time proportional to its size.

    Raises ``EmptyFileError`` for nothing but blanks and ``BinaryFileError`` (or its subclass
    that names the format) for what is no text.
    """
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise OtherFormatError(kind=kind)
    decoded = _decoded(data)
    if not decoded.text.strip(" \t\r\n\v\f\ufeff\x1a\u00a0"):
        raise EmptyFileError
    return decoded


def _decoded(data: bytes) -> Decoded:
    if data.startswith(codecs.BOM_UTF8):
        return _from_utf8(data[3:], "utf-8-sig")
    if data.startswith(codecs.BOM_UTF16_LE):
        return _from_utf16(data[2:], "utf-16-le")
    if data.startswith(codecs.BOM_UTF16_BE):
        return _from_utf16(data[2:], "utf-16-be")
    if b"\x00" in data:
        return _from_utf16(data, _utf16_order(data))
    _refuse_controls(len(data.translate(None, _NOT_CONTROL)), len(data))
    return _from_utf8(data, "utf-8")


def _refuse_controls(controls: int, total: int) -> None:
    if controls > _TOO_MANY_CONTROLS * total:
        raise BinaryFileError


def _utf16_order(data: bytes) -> str:
    """Return the byte order of UTF-16 without a mark, seen from where the zero bytes stand."""
    sample = data[:_UTF16_SAMPLE]
    half = max(1, len(sample) // 2)
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    # Zeros on the other side are few but happen: the low byte of a combining grave is 00.
    if odd >= 0.2 and even <= odd / 4:
        return "utf-16-le"
    if even >= 0.2 and odd <= even / 4:
        return "utf-16-be"
    raise BinaryFileError


def _from_utf16(data: bytes, encoding: str) -> Decoded:
    try:
        text, lossy = data.decode(encoding), False
    except UnicodeDecodeError:
        text, lossy = data.decode(encoding, "replace"), True
    _refuse_controls(_controls(text) + text.count("\ufffd"), len(text))
    return _told(text, encoding, lossy=lossy)


def _controls(text: str) -> int:
    low = text.encode("ascii", "ignore")
    return len(low.translate(None, _NOT_CONTROL))


def _from_utf8(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _from_broken_utf8(data, encoding)
    plain = encoding == "utf-8" and text.isascii()
    return _told(text, "ascii" if plain else encoding, lossy=False)


def _from_broken_utf8(data: bytes, encoding: str) -> Decoded:
    """Read a file that is not UTF-8 throughout: a few bad bytes, or another encoding."""
    text = data.decode("utf-8", "replace")
    replacements = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - replacements
    if encoding == "utf-8-sig" or good > replacements:
        return _told(text, encoding, lossy=True)
    return _from_code_page(data)


def _told(text: str, encoding: str, *, lossy: bool) -> Decoded:
    """Return the decoded text, converted when its characters are legacy codes."""
    kind = looks_like(text)
    if kind != "unicode":
        return Decoded(convert_as(kind, text), kind, lossy, NOTE_CONVERTED)
    return Decoded(text, encoding, lossy, NOTE_LOSSY if lossy else "")


def _from_code_page(data: bytes) -> Decoded:
    """Read 8-bit text as TCVN3, VNI, Windows-1258 or Windows-1252, whichever reads best."""
    latin = _latin(data)
    vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    as_latin = shares(latin)
    as_vietnamese = _syllable_share(vietnamese)
    kind = verdict(as_latin)
    if kind != "unicode":
        legacy = max(as_latin.tcvn3, as_latin.vni) / max(1, as_latin.marked)
        if legacy >= as_vietnamese:
            return Decoded(convert_as(kind, latin), kind, False, NOTE_CONVERTED)
    if as_vietnamese > 0.5 and as_vietnamese >= as_latin.unicode / max(1, as_latin.marked):
        lossy = "\ufffd" in vietnamese
        return Decoded(vietnamese, "windows-1258", lossy, NOTE_LOSSY if lossy else NOTE_CONVERTED)
    return Decoded(latin, "windows-1252", False, NOTE_GUESSED)


@cache
def _latin_table() -> str:
    """Return Windows-1252 with the five bytes it leaves open as in Latin-1."""
    return "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(256))


def _latin(data: bytes) -> str:
    return codecs.charmap_decode(data, "strict", _latin_table())[0]


def _syllable_share(text: str) -> float:
    """Return which share of the first words with a letter beyond ASCII are syllables, 0–1."""
    sample = text[:SAMPLE_LETTERS]
    marked = [sample[a:b] for a, b in words(sample) if not sample[a:b].isascii()]
    return sum(map(is_syllable, marked)) / max(1, len(marked))
