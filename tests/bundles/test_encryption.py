"""Bundles in an age envelope: damaged ones are refused, nothing readable is left, age agrees."""

from __future__ import annotations

import base64
import os
import subprocess
from pathlib import Path

import pytest

from papidesk.bundles import encryption, keys
from papidesk.bundles.failures import (
    BrokenOffError,
    BundleError,
    FileTooBigError,
    NotForUsError,
    RecipientError,
)
from papidesk.domain.record import replace
from tests.bundles.container_parts import (
    IDENTITY,
    LIMITS,
    OTHER_IDENTITY,
    OTHER_RECIPIENT,
    RECIPIENT,
    receive,
    write,
)

# One piece of age's payload.
PIECE = 64 * 1024
TEXT = bytes(range(256)) * 1000


@pytest.fixture
def sealed(tmp_path: Path) -> bytes:
    """TEXT (four pieces) encrypted to us."""
    source = tmp_path / "text"
    source.write_bytes(TEXT)
    encryption.encrypt(source, tmp_path / "sealed", [RECIPIENT])
    return (tmp_path / "sealed").read_bytes()


def code_of(sealed: bytes, tmp_path: Path, identities: list[str] | None = None) -> str:
    """Return the code ``sealed`` is refused with; nothing readable may be left."""
    came, opened = tmp_path / "came", tmp_path / "opened"
    came.write_bytes(sealed)
    with pytest.raises(BundleError) as caught:
        encryption.decrypt(came, opened, [IDENTITY] if identities is None else identities)
    assert not opened.exists()
    return caught.value.code


def header_of(sealed: bytes) -> int:
    """Return where the header of an age file ends."""
    return sealed.index(b"\n", sealed.index(b"\n--- ") + 1) + 1


def test_every_recipient_can_open_what_was_encrypted(tmp_path: Path) -> None:
    source = tmp_path / "text"
    for text in (b"", b"a", TEXT, os.urandom(2 * PIECE)):
        source.write_bytes(text)
        encryption.encrypt(source, tmp_path / "sealed", [RECIPIENT, OTHER_RECIPIENT, RECIPIENT])
        assert encryption.is_encrypted(tmp_path / "sealed")
        assert not encryption.is_encrypted(source)
        for identity in (IDENTITY, OTHER_IDENTITY):
            encryption.decrypt(tmp_path / "sealed", tmp_path / "opened", [identity])
            assert (tmp_path / "opened").read_bytes() == text


def test_a_file_for_somebody_else_says_so(sealed: bytes, tmp_path: Path) -> None:
    assert code_of(sealed, tmp_path, [OTHER_IDENTITY]) == "age-not-for-us"
    assert code_of(sealed, tmp_path, []) == "age-not-for-us"


def test_a_file_cut_anywhere_is_refused(sealed: bytes, tmp_path: Path) -> None:
    header = header_of(sealed)
    places = [
        *range(0, header + 40, 7),
        header + 16 + PIECE,
        header + 16 + PIECE + 16,
        -17,
        -16,
        -1,
    ]
    assert {code_of(sealed[:place], tmp_path) for place in places} == {"age-damaged"}


def test_a_file_cut_between_two_pieces_is_refused(sealed: bytes, tmp_path: Path) -> None:
    start = header_of(sealed) + 16
    for pieces in (1, 2, 3):
        assert code_of(sealed[: start + pieces * (PIECE + 16)], tmp_path) == "age-damaged"


@pytest.mark.parametrize("more", [b"\0", b"\n", b"more" * 10, bytes(PIECE)])
def test_an_extended_file_is_refused(more: bytes, sealed: bytes, tmp_path: Path) -> None:
    assert code_of(sealed + more, tmp_path) == "age-damaged"


def test_a_file_joined_to_itself_is_refused(sealed: bytes, tmp_path: Path) -> None:
    assert code_of(sealed + sealed, tmp_path) == "age-damaged"


def test_pieces_swapped_or_left_out_are_refused(sealed: bytes, tmp_path: Path) -> None:
    start, size = header_of(sealed) + 16, PIECE + 16
    first, second = sealed[start : start + size], sealed[start + size : start + 2 * size]
    rest = sealed[start + 2 * size :]
    assert code_of(sealed[:start] + second + first + rest, tmp_path) == "age-damaged"
    assert code_of(sealed[:start] + second + rest, tmp_path) == "age-damaged"


def test_any_flipped_bit_is_refused(sealed: bytes, tmp_path: Path) -> None:
    header = header_of(sealed)
    places = [*range(0, header + 40), header + 16 + PIECE - 1, header + 16 + PIECE, len(sealed) - 1]
    codes = set()
    for place in places:
        changed = bytearray(sealed)
        changed[place] ^= 1 << (place % 8)
        came, opened = tmp_path / "came", tmp_path / "opened"
        came.write_bytes(changed)
        with pytest.raises(BundleError) as caught:
            encryption.decrypt(came, opened, [IDENTITY])
        assert not opened.exists()
        codes.add(caught.value.code)
    # In the part for a recipient it is no longer ours, anywhere else it is damaged.
    assert codes <= {"age-damaged", "age-not-for-us"}


def lines_of(sealed: bytes) -> list[bytes]:
    """Return the lines of the header."""
    return sealed[: header_of(sealed)].splitlines(keepends=True)


HEADERS = {
    "another version": lambda lines: [lines[0].replace(b"v1", b"v2"), *lines[1:]],
    "carriage returns": lambda lines: [line.replace(b"\n", b"\r\n") for line in lines],
    "no stanza": lambda lines: [lines[0], lines[-1]],
    "a stanza without a body": lambda lines: [*lines[:2], lines[-1]],
    "a stanza of an unknown kind only": lambda lines: [
        lines[0], b"-> joint-oak a\n", lines[2], lines[-1],
    ],
    "a short body line": lambda lines: [*lines[:2], lines[2][:10] + b"\n", lines[-1]],
    "padded base64": lambda lines: [*lines[:2], lines[2][:-1] + b"=\n", lines[-1]],
    "no end": lambda lines: lines[:-1],
    "an end without a seal": lambda lines: [*lines[:-1], b"---\n"],
    "another seal": lambda lines: [*lines[:-1], b"--- " + b"A" * 43 + b"\n"],
    "a short seal": lambda lines: [*lines[:-1], b"--- AAAA\n"],
    "a blank at the end of a line": lambda lines: [lines[0], lines[1][:-1] + b" \n", *lines[2:]],
    "one more argument": lambda lines: [lines[0], lines[1][:-1] + b" a\n", *lines[2:]],
    "a stanza twice": lambda lines: [*lines[:3], *lines[1:3], lines[-1]],
}  # fmt: skip


@pytest.mark.parametrize("wrong", HEADERS)
def test_a_header_that_is_not_right_is_refused(wrong: str, sealed: bytes, tmp_path: Path) -> None:
    changed = b"".join(HEADERS[wrong](lines_of(sealed))) + sealed[header_of(sealed) :]
    # “Header failure”, “HMAC failure” and “no match” of the public test vectors.
    assert code_of(changed, tmp_path) in {"age-damaged", "age-not-for-us"}


def test_a_seal_over_another_header_is_refused(sealed: bytes, tmp_path: Path) -> None:
    source = tmp_path / "text"
    encryption.encrypt(source, tmp_path / "again", [RECIPIENT])
    other = (tmp_path / "again").read_bytes()
    mixed = b"".join([*lines_of(sealed)[:-1], lines_of(other)[-1]]) + sealed[header_of(sealed) :]
    assert code_of(mixed, tmp_path) == "age-damaged"
    mixed = other[: header_of(other)] + sealed[header_of(sealed) :]
    assert code_of(mixed, tmp_path) == "age-damaged"


def test_an_empty_payload_and_one_that_ends_in_an_empty_piece_are_refused(
    sealed: bytes, tmp_path: Path
) -> None:
    header = header_of(sealed)
    assert code_of(sealed[:header], tmp_path) == "age-damaged"
    assert code_of(sealed[: header + 15], tmp_path) == "age-damaged"
    assert code_of(sealed[: header + 16], tmp_path) == "age-damaged"
    assert code_of(sealed[: header + 16] + bytes(16), tmp_path) == "age-damaged"


def test_a_header_without_an_end_is_not_read_into_memory(tmp_path: Path) -> None:
    endless = b"age-encryption.org/v1\n" + b"-> X25519 " + b"a" * 1_000_000
    assert code_of(endless, tmp_path) == "age-damaged"


ARMORED = (b"-----BEGIN AGE ENCRYPTED FILE-----\n", b"-----END AGE ENCRYPTED FILE-----\n")


@pytest.mark.parametrize("inside", ["right", "not base64", "without an end", "text after"])
def test_a_file_encrypted_as_text_is_refused(inside: str, sealed: bytes, tmp_path: Path) -> None:
    body = base64.encodebytes(sealed)
    armored = {
        "right": ARMORED[0] + body + ARMORED[1],
        "not base64": ARMORED[0] + b"***\n" + ARMORED[1],
        "without an end": ARMORED[0] + body,
        "text after": ARMORED[0] + body + ARMORED[1] + b"more\n",
    }[inside]
    assert code_of(armored, tmp_path) == "age-armored"
    came, staging = tmp_path / "came.papi.age", tmp_path / "staging"
    came.write_bytes(armored)
    staging.mkdir()
    with pytest.raises(BundleError):
        receive(came, staging)
    assert list(staging.iterdir()) == []


def test_a_file_protected_with_a_password_is_not_for_us(tmp_path: Path) -> None:
    import pyrage

    assert code_of(pyrage.passphrase.encrypt(b"text", "word"), tmp_path) == "age-not-for-us"


def test_what_opens_to_more_than_a_bundle_may_be_is_broken_off(
    sealed: bytes, tmp_path: Path
) -> None:
    with pytest.raises(FileTooBigError):
        encryption.decrypt(
            tmp_path / "sealed", tmp_path / "opened", [IDENTITY], limits=replace(LIMITS, file=1000)
        )
    assert not (tmp_path / "opened").exists()


def test_breaking_off_leaves_nothing(sealed: bytes, tmp_path: Path) -> None:
    with pytest.raises(BrokenOffError):
        encryption.decrypt(
            tmp_path / "sealed", tmp_path / "opened", [IDENTITY], cancelled=lambda: True
        )
    with pytest.raises(BrokenOffError):
        encryption.encrypt(
            tmp_path / "text", tmp_path / "again", [RECIPIENT], cancelled=lambda: True
        )
    assert not (tmp_path / "opened").exists()
    assert not (tmp_path / "again").exists()


NO_RECIPIENTS = {
    "nothing": "", "short": "age1", "SSH": "ssh-ed25519 AAAA", "cut": RECIPIENT[:-1],
    "capitals, cut": RECIPIENT.upper()[:-1], "a secret key": IDENTITY,
}  # fmt: skip


@pytest.mark.parametrize("text", NO_RECIPIENTS.values(), ids=NO_RECIPIENTS)
def test_what_is_no_recipient_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes(b"text")
    with pytest.raises(RecipientError):
        encryption.encrypt(tmp_path / "text", tmp_path / "sealed", [RECIPIENT, text])
    assert not (tmp_path / "sealed").exists()


def test_encrypting_to_nobody_and_opening_with_no_key_are_refused(tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes(b"text")
    with pytest.raises(RecipientError):
        encryption.encrypt(tmp_path / "text", tmp_path / "sealed", [])
    encryption.encrypt(tmp_path / "text", tmp_path / "sealed", [RECIPIENT])
    with pytest.raises(RecipientError):
        encryption.decrypt(tmp_path / "sealed", tmp_path / "opened", ["AGE-SECRET-KEY-1X"])
    with pytest.raises(NotForUsError):
        encryption.decrypt(tmp_path / "sealed", tmp_path / "opened", [])


def test_an_encrypted_bundle_leaves_no_readable_copy_beside_it(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    write(made / "a.papi.age", encrypt_to=[RECIPIENT, OTHER_RECIPIENT], identities=[IDENTITY])
    assert [path.name for path in made.iterdir()] == ["a.papi.age"]
    staging = tmp_path / "staging"
    staging.mkdir()
    read = receive(made / "a.papi.age", staging, identities=[OTHER_IDENTITY])
    assert read.encrypted
    assert len(list(read.records())) == 3
    assert sorted(path.name for path in staging.iterdir()) == ["blobs", "data"]


def test_an_encrypted_bundle_that_is_damaged_leaves_nothing_in_staging(tmp_path: Path) -> None:
    write(tmp_path / "a.papi.age", encrypt_to=[RECIPIENT], identities=[IDENTITY])
    data, staging = (tmp_path / "a.papi.age").read_bytes(), tmp_path / "staging"
    staging.mkdir()
    for wrong, identity in ((data[:-1], IDENTITY), (data + b"x", IDENTITY), (data, OTHER_IDENTITY)):
        (tmp_path / "came").write_bytes(wrong)
        with pytest.raises(BundleError):
            receive(tmp_path / "came", staging, identities=[identity])
        assert list(staging.iterdir()) == []


def test_age_opens_what_we_encrypt_and_we_open_what_age_encrypts(tmp_path: Path) -> None:
    identity, recipient = keys.new_age_identity()
    (tmp_path / "key.txt").write_text(identity + "\n", encoding="ascii")
    write(tmp_path / "a.papi")
    plain = (tmp_path / "a.papi").read_bytes()
    encryption.encrypt(tmp_path / "a.papi", tmp_path / "ours.age", [recipient, RECIPIENT])
    opened = subprocess.run(
        ["age", "-d", "-i", tmp_path / "key.txt", tmp_path / "ours.age"],
        capture_output=True,
        check=True,
    ).stdout
    assert opened == plain
    subprocess.run(
        ["age", "-r", recipient, "-o", tmp_path / "theirs.age", tmp_path / "a.papi"], check=True
    )
    encryption.decrypt(tmp_path / "theirs.age", tmp_path / "opened", [identity])
    assert (tmp_path / "opened").read_bytes() == plain
