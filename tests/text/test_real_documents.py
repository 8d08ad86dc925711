"""The text room on real papers: nothing foreign in them, and every old encoding gives them back."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from papidesk.text.clean import clean
from papidesk.text.encodings import decode
from papidesk.text.fold import fold, fold_with_map
from papidesk.text.syllables import is_syllable, words
from papidesk.text.tones import same_tone_style
from tests.conftest import shared_files
from tests.text.letters_made import in_tcvn3, in_vni, in_windows_1258

_real = pytest.mark.parametrize(
    "path", shared_files("seeds/*.txt", "real/*.txt"), ids=lambda path: path.stem
)


def _text(path: Path) -> str:
    return clean(decode(path.read_bytes()).text)


@_real
def test_words_with_marks_in_a_real_paper_are_syllables(path: Path) -> None:
    text = _text(path)
    marked = [text[a:b] for a, b in words(text) if not text[a:b].isascii()]
    odd = [word for word in marked if not is_syllable(word) and not word.isupper()]
    assert len(odd) <= 0.005 * len(marked), odd


@_real
def test_a_real_paper_comes_back_from_every_encoding(path: Path) -> None:
    text = _text(path)
    western = "".join(letter for letter in text if letter.isalpha() or letter.isascii())
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        assert decode(text.encode(encoding)).text == text
        apart = unicodedata.normalize("NFD", text)
        assert decode(apart.encode(encoding)).text == apart
    for data, name in (
        (in_windows_1258(western), "windows-1258"),
        (in_vni(western).encode("cp1252"), "vni"),
    ):
        decoded = decode(data)
        assert (decoded.text, decoded.encoding, decoded.lossy) == (western, name, False)
    # Capitals with a tone have no code in TCVN3: all but their case comes back.
    tcvn3 = decode(in_tcvn3(western).encode("cp1252"))
    assert (tcvn3.text.lower(), tcvn3.encoding) == (western.lower(), "tcvn3")


@_real
def test_folding_a_real_paper_keeps_its_places(path: Path) -> None:
    text = _text(path)
    folded, origin = fold_with_map(text)
    assert folded == fold(same_tone_style(text))
    assert origin == tuple(range(len(text)))
