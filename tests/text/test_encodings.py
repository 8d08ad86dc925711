"""Files in every encoding a commune still has, and files that are no text."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.errors import PapiDeskError
from papidesk.text.encodings import BinaryFileError, EmptyFileError, OtherFormatError, decode
from tests.text.letters_made import SENTENCES, in_tcvn3, in_vni, in_windows_1258

_UTF16_BOMS = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_unicode_files_are_read_in_their_encoding(encoding: str) -> None:
    decoded = decode(SENTENCES.encode(encoding))
    assert decoded == (SENTENCES, encoding, False, "")
    if encoding in _UTF16_BOMS:
        assert decode(_UTF16_BOMS[encoding] + SENTENCES.encode(encoding)) == decoded


def test_ascii_is_called_ascii() -> None:
    assert decode(b"Ke hoach so 5\r\n") == ("Ke hoach so 5\r\n", "ascii", False, "")


def test_windows_1258_comes_out_composed() -> None:
    decoded = decode(in_windows_1258(SENTENCES))
    assert (decoded.text, decoded.encoding, decoded.lossy) == (SENTENCES, "windows-1258", False)
    assert unicodedata.is_normalized("NFC", decoded.text)
    assert decode(in_windows_1258("Số 12")).text == "Số 12"


@pytest.mark.parametrize("carrier", ["latin-1", "utf-8", "utf-16-le", "utf-8-sig"])
def test_old_encodings_are_converted_whatever_carries_their_codes(carrier: str) -> None:
    vni = decode(in_vni(SENTENCES).encode(carrier))
    assert (vni.text, vni.encoding, vni.lossy) == (SENTENCES, "vni", False)
    tcvn3 = decode(in_tcvn3(SENTENCES).encode(carrier))
    assert (tcvn3.text, tcvn3.encoding, tcvn3.lossy) == (SENTENCES, "tcvn3", False)
    assert tcvn3.note


def test_curly_quotes_of_windows_survive_in_old_text() -> None:
    assert decode(in_tcvn3(f"“{SENTENCES}”").encode("cp1252")).text == f"“{SENTENCES}”"


def test_western_text_is_read_and_said_to_be_a_guess() -> None:
    text = "Où est né le garçon ? À l'été, « déjà vu », Straße für 5 € – naïve."
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (text, "windows-1252")
    assert decoded.note


@pytest.mark.parametrize("place", [0, 100, -1])
def test_one_broken_byte_leaves_a_utf8_file_utf8(place: int) -> None:
    data = bytearray(SENTENCES.encode() * 3)
    data[place:place] = b"\xff"
    decoded = decode(bytes(data))
    assert (decoded.encoding, decoded.lossy) == ("utf-8", True)
    assert decoded.text.count("\ufffd") == 1
    assert decoded.note


def test_a_file_cut_in_the_middle_of_a_letter_is_read() -> None:
    decoded = decode("Cộng hòa xã hội chủ".encode()[:-1])
    assert (decoded.text[:17], decoded.encoding, decoded.lossy) == (
        "Cộng hòa xã hội c",
        "utf-8",
        True,
    )
    half = decode(b"\xff\xfe" + SENTENCES.encode("utf-16-le")[:-1])
    assert half.lossy
    assert half.text.startswith(SENTENCES[:-1])


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t ", b"\xff\xfe", b"\xff\xfe \x00"])
def test_a_file_without_a_letter_is_refused_as_empty(data: bytes) -> None:
    with pytest.raises(EmptyFileError, match="empty"):
        decode(data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\nabc", "PDF"),
        (b"PK\x03\x04\x14\x00abc", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "DOC"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"MZ\x90\x00\x03", "EXE"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"SQLite format 3\x00", "SQLite"),
    ],
)
def test_other_formats_are_named_in_the_refusal(data: bytes, kind: str) -> None:
    with pytest.raises(OtherFormatError, match=kind):
        decode(data)


@pytest.mark.parametrize(
    "data", [bytes(100), bytes(range(256)) * 20, b"abc\x00def", b"\x01\x02\x03" * 50 + b"text" * 20]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(BinaryFileError, match="not text"):
        decode(data)


@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.text(max_size=60).map(lambda text: text.encode("utf-16", "surrogatepass")),
        st.text(st.characters(min_codepoint=32, max_codepoint=255)).map(
            lambda text: text.encode("latin-1")
        ),
    )
)
def test_any_bytes_are_decoded_or_refused_with_a_sentence(data: bytes) -> None:
    try:
        decoded = decode(data)
    except PapiDeskError as error:
        assert str(error).endswith(".")
    else:
        assert decoded.text.strip()


@pytest.mark.parametrize("encode", [str.encode, in_windows_1258])
def test_ten_megabytes_are_decoded_in_a_moment(encode: object) -> None:
    assert callable(encode)
    once = encode(SENTENCES + "\n")
    data = once * (10_000_000 // len(once))
    started = time.perf_counter()
    decoded = decode(data)
    assert time.perf_counter() - started < 3
    assert decoded.text.endswith(SENTENCES + "\n")
