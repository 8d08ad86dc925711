"""The fonts are the four we chose, and they have every letter of Vietnamese."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from papidesk.paths import resource

PINNED = {
    "Tinos-Bold.ttf": "576a19b5dc026cafe6ae8fde4c849588dae6475cf5d912cebdf2827388c43ad9",
    "Tinos-BoldItalic.ttf": "10c90ef7896d758923c06a1485d7824cdb457466da0bf7d42f81c5228931281b",
    "Tinos-Italic.ttf": "4a52de5bcf70e37bd71949f8a85302b75795a1943aedffbbee4f2db7744e1c81",
    "Tinos-Regular.ttf": "924ef269e73da94c1803ff68877f5d998dd16605c5ffad82ee181034f8a1fffe",
}
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = "aăâeêioôơuưy"
SIGNS = "“”‘’–—…§°½²³€×÷±≤≥/\\%+-*()[]{}<>=&@#_|~^\u00a0"


def vietnamese_letters() -> set[str]:
    toned = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
    small = toned | set("bcdđfghjklmnpqrstvwxz")
    return small | {letter.upper() for letter in small}


def test_vietnamese_has_the_letters_it_has() -> None:
    letters = vietnamese_letters()
    assert len(letters) == 2 * (72 + 21)
    assert all(len(letter) == 1 for letter in letters)


def test_no_other_font_is_shipped() -> None:
    assert {path.name for path in resource("fonts").glob("*.ttf")} == set(PINNED)


@pytest.mark.parametrize("file_name", sorted(PINNED))
def test_a_font_is_the_one_that_was_chosen(file_name: str) -> None:
    content = resource("fonts", file_name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == PINNED[file_name]


@pytest.mark.parametrize("file_name", sorted(PINNED))
def test_a_font_has_every_vietnamese_letter_and_sign(file_name: str) -> None:
    glyphs = TTFontFile(str(resource("fonts", file_name))).charToGlyph
    wanted = vietnamese_letters() | set("0123456789.,:;!?\"'") | set(SIGNS)
    assert {letter for letter in wanted if not glyphs.get(ord(letter))} == set()


def test_the_licence_of_the_fonts_lies_beside_them() -> None:
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "LICENSE-Tinos.txt").read_text("utf-8")
