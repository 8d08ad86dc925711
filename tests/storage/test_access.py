"""What is kept of a password: enough to know it again, too little to learn it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papidesk.domain.record import replace
from papidesk.storage import access, audit
from papidesk.storage.store import Store

PASSWORD = "Đường về An Hòa"


def test_scrypt_makes_what_its_standard_says() -> None:
    # RFC 7914, section 12.
    made = access.derive("password", b"NaCl", 1024, parallel=16, length=64)
    assert made.hex() == (
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
    )
    made = access.derive("pleaseletmein", b"SodiumChloride", 16384, parallel=1, length=64)
    assert made.hex() == (
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
    )


def test_a_password_is_known_again_however_the_keyboard_composes_it(store: Store) -> None:
    access.put(store, PASSWORD, who="Nguyễn Văn Mẫu")
    known = access.get(store)
    assert known is not None
    assert access.matches(known, unicodedata.normalize("NFD", PASSWORD))
    assert not access.matches(known, PASSWORD.lower())
    assert not access.matches(known, "")


def test_nothing_of_the_password_is_kept_and_no_two_are_kept_alike(store: Store) -> None:
    access.put(store, PASSWORD)
    first = access.get(store)
    access.put(store, PASSWORD)
    second = access.get(store)
    assert first is not None
    assert second is not None
    assert first.hash != second.hash
    assert PASSWORD.encode() not in store.path.read_bytes()
    assert [entry.act for entry in audit.entries(store)] == ["access.changed", "access.set"]


def test_a_damaged_row_opens_nothing(store: Store) -> None:
    access.put(store, PASSWORD)
    known = access.get(store)
    assert known is not None
    for damaged in (replace(known, salt="xyz"), replace(known, hash=""), replace(known, cost=3)):
        assert not access.matches(damaged, PASSWORD)


@settings(max_examples=8)
@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_only_equal_words_make_equal_hashes(one: str, other: str) -> None:
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    made = (access.derive(text, b"salt", 16) for text in (one, other))
    assert (next(made) == next(made)) == same


@pytest.mark.parametrize("forgotten", [False, True])
def test_a_removal_is_written_down(store: Store, forgotten: bool) -> None:
    assert not access.remove(store)
    access.put(store, PASSWORD)
    assert access.remove(store, forgotten=forgotten, who="Lê Thị Minh Họa")
    assert access.get(store) is None
    entry = audit.entries(store)[0]
    assert entry.act == ("access.forgotten" if forgotten else "access.removed")
