"""Entries unpack to what was packed, however it is cut into pieces, and never to more."""

from __future__ import annotations

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.bundles import zip_structure
from papidesk.bundles.zip_failures import EntryDamagedError
from papidesk.bundles.zip_structure import DEFLATED, STORED, Entry

CONTENTS = st.one_of(
    st.binary(max_size=400),
    st.builds(lambda letter, times: letter * times, st.binary(min_size=1, max_size=3),
              st.integers(0, 3000)),
)  # fmt: skip


def packed(data: bytes, level: int, method: int) -> tuple[bytes, Entry]:
    """Return an entry of ``data`` that begins at byte 7, with the bytes around it."""
    raw = data
    if method == DEFLATED:
        packer = zlib.compressobj(level, zlib.DEFLATED, -15)
        raw = packer.compress(data) + packer.flush()
    entry = Entry(
        name="x", start=7, packed=len(raw), size=len(data), crc=zlib.crc32(data), method=method
    )
    return b"before " + raw + b" after", entry


@given(
    data=CONTENTS, chunk=st.integers(1, 700), level=st.integers(0, 9),
    method=st.sampled_from([STORED, DEFLATED]),
)  # fmt: skip
def test_an_entry_unpacks_to_what_was_packed_in_pieces_of_any_size(
    data: bytes, chunk: int, level: int, method: int
) -> None:
    file, entry = packed(data, level, method)
    pieces = list(zip_structure.pieces(io.BytesIO(file), entry, chunk=chunk))
    assert b"".join(pieces) == data
    assert all(0 < len(piece) <= chunk for piece in pieces)


@pytest.mark.parametrize("more", [-1, 0, 1, 257, 258, 259])
@pytest.mark.parametrize("chunk", [1 << 10, 1 << 16, 1 << 20])
def test_the_end_of_a_long_repetition_is_not_lost_at_the_end_of_a_piece(
    more: int, chunk: int
) -> None:
    data = bytes(2 * chunk + more)
    for level in (1, 6, 9):
        file, entry = packed(data, level, DEFLATED)
        assert b"".join(zip_structure.pieces(io.BytesIO(file), entry, chunk=chunk)) == data


@given(data=CONTENTS, said=st.integers(0, 400), chunk=st.integers(1, 300))
def test_never_more_is_given_out_than_the_head_says(data: bytes, said: int, chunk: int) -> None:
    file, entry = packed(data, 6, DEFLATED)
    lying = Entry(
        name="x", start=7, packed=entry.packed, size=said, crc=zlib.crc32(data), method=DEFLATED
    )
    given_out = bytearray()
    try:
        for piece in zip_structure.pieces(io.BytesIO(file), lying, chunk=chunk):
            given_out += piece
    except EntryDamagedError:
        assert said != len(data)
    else:
        assert said == len(data)
    assert len(given_out) <= said
