"""Fingerprints: two people compare them by telephone, so nothing in them may sound alike."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.bundles import fingerprint
from papidesk.text.fold import fold
from papidesk.text.syllables import is_syllable

KEYIDS = st.text("0123456789abcdef", min_size=64, max_size=64)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Beginnings that sound alike in the north, and in the south.
_NORTH = (("gi", "d"), ("r", "d"), ("tr", "ch"), ("s", "x"))
_SOUTH = (("gi", "d"), ("v", "d"))


def _spoken(word: str, alike: tuple[tuple[str, str], ...]) -> str:
    letters = unicodedata.normalize("NFD", word)
    tone = next((mark for mark in letters if mark in _TONES), "")
    bare = unicodedata.normalize("NFC", "".join(mark for mark in letters if mark not in _TONES))
    for written, as_said in alike:
        if bare.startswith(written):
            rest = bare[len(written) :]
            # The i of "giếng" is said, that of "giải" is not.
            vowel = "i" if written == "gi" and rest[:1] in ("", *"mnptcuê") else ""
            bare = as_said + vowel + rest
            break
    return bare.replace("y", "i") + tone


def test_the_list_is_the_one_sheets_were_printed_with() -> None:
    joined = " ".join(fingerprint.word_list()).encode()
    assert hashlib.sha256(joined).hexdigest() == (
        "22daf88f01909a3097c4cd41743b14c63b6a71c56d3b3da84b7853170bb5d8d5"
    )


def test_there_are_1024_syllables_that_differ_even_without_their_marks() -> None:
    words = fingerprint.word_list()
    assert len(words) == 1 << fingerprint.BITS
    assert all(is_syllable(word) and word == unicodedata.normalize("NFC", word) for word in words)
    assert len({fold(word) for word in words}) == len(words)


@pytest.mark.parametrize("alike", [_NORTH, _SOUTH], ids=["north", "south"])
def test_no_two_of_them_sound_alike_where_beginnings_fall_together(
    alike: tuple[tuple[str, str], ...],
) -> None:
    words = fingerprint.word_list()
    assert len({_spoken(word, alike) for word in words}) == len(words)


def test_no_two_of_them_sound_alike_in_the_south_where_ends_fall_together() -> None:
    def said(word: str) -> str:
        heard = _spoken(word, _SOUTH).replace("\u0303", "\u0309")
        tone = heard[-1] if heard[-1] in _TONES else ""
        bare = heard.removesuffix(tone)
        if bare.endswith("n"):
            return bare + "g" + tone
        return bare[:-1] + "c" + tone if bare.endswith("t") else heard

    words = fingerprint.word_list()
    assert len({said(word) for word in words}) == len(words)


def test_a_fingerprint_is_the_first_eighty_bits_in_five_groups_or_eight_words() -> None:
    keyid = "7f3a91c204de88b15e60" + "0" * 44
    assert fingerprint.groups(keyid) == "7F3A-91C2-04DE-88B1-5E60"
    words = fingerprint.words(keyid).split()
    assert len(words) == 8
    assert [fingerprint.word_list().index(word) for word in words] == [
        int(f"{int(keyid[:20], 16):080b}"[at : at + 10], 2) for at in range(0, 80, 10)
    ]


@given(KEYIDS)
def test_what_is_read_aloud_is_the_same_key_again(keyid: str) -> None:
    for said in (
        fingerprint.groups(keyid),
        fingerprint.groups(keyid).lower().replace("-", " "),
        fingerprint.words(keyid),
        fingerprint.words(keyid).upper(),
        fold(fingerprint.words(keyid)),
        unicodedata.normalize("NFD", fingerprint.words(keyid)),
    ):
        assert fingerprint.matches(keyid, said)


@given(KEYIDS, st.integers(0, 79))
def test_any_bit_that_differs_shows(keyid: str, bit: int) -> None:
    other = f"{int(keyid[:20], 16) ^ 1 << bit:020x}" + keyid[20:]
    assert not fingerprint.matches(keyid, fingerprint.words(other))
    assert not fingerprint.matches(keyid, fingerprint.groups(other))


@pytest.mark.parametrize(
    "typed", ["", "7F3A-91C2", "an hòa", "x" * 20, "ba " * 9, "không " * 8 + "1"]
)
def test_anything_else_is_no_fingerprint(typed: str) -> None:
    with pytest.raises(fingerprint.FingerprintError):
        fingerprint.parse(typed)
