"""Signatures are taken strictly, and judged by another program as well."""

from __future__ import annotations

import base64
import hashlib
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.bundles import container, keys, signing
from papidesk.bundles.failures import PayloadTypeError, SignatureFormError
from tests.bundles.container_parts import SIGNER, STRANGER, taken_apart, write

ORDER = 2**252 + 27742317777372353535851937790883648493
PRIME = 2**255 - 19
# y of the points of order 8, as RFC 8032 writes points: the low 255 bits, little-endian.
EIGHTH = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
SMALL = [
    "01" + "00" * 31, "00" * 32, "00" * 31 + "80", "ec" + "ff" * 30 + "7f", "ec" + "ff" * 31,
    EIGHTH, EIGHTH[:-2] + "fa", (PRIME - int.from_bytes(bytes.fromhex(EIGHTH), "little")).to_bytes(
        32, "little"
    ).hex(), "ed" + "ff" * 30 + "7f", "ee" + "ff" * 30 + "7f", "ff" * 32,
]  # fmt: skip


def test_a_signature_is_taken_only_for_its_message_and_key() -> None:
    signature = SIGNER.sign(b"message")
    assert keys.verify(SIGNER.public, signature, b"message")
    assert not keys.verify(SIGNER.public, signature, b"massage")
    assert not keys.verify(STRANGER.public, signature, b"message")
    assert not keys.verify(SIGNER.public, signature[:-1], b"message")
    assert not keys.verify(SIGNER.public[:-1], signature, b"message")
    assert not keys.verify(b"", b"", b"")


@given(message=st.binary(max_size=200), place=st.integers(0, 511))
def test_a_signature_with_any_bit_changed_is_refused(message: bytes, place: int) -> None:
    signature = bytearray(SIGNER.sign(message))
    signature[place // 8] ^= 1 << (place % 8)
    assert not keys.verify(SIGNER.public, bytes(signature), message)


@pytest.mark.parametrize("public", SMALL)
def test_a_key_anybody_can_sign_with_is_refused(public: str) -> None:
    raw = bytes.fromhex(public)
    assert not keys.proper(raw)
    # With a key of small order the identity and the scalar 0 fit about every eighth message.
    nothing = b"\x01" + bytes(31) + bytes(32)
    assert not any(keys.verify(raw, nothing, bytes([number])) for number in range(64))


@pytest.mark.parametrize("point", SMALL)
def test_a_signature_with_a_point_of_small_order_is_refused(point: str) -> None:
    assert not keys.verify(SIGNER.public, bytes.fromhex(point) + bytes(32), b"message")


def test_a_scalar_at_or_above_the_order_is_refused() -> None:
    signature = SIGNER.sign(b"message")
    scalar = int.from_bytes(signature[32:], "little") + ORDER
    assert not keys.verify(
        SIGNER.public, signature[:32] + scalar.to_bytes(32, "little"), b"message"
    )


def test_the_first_vector_of_the_standard_is_signed_as_it_says() -> None:
    # RFC 8032, section 7.1, test 1.
    private = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
    public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    signature = (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
        "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    signer = keys.Signer(bytes.fromhex(private))
    assert signer.public.hex() == public
    assert signer.sign(b"").hex() == signature
    assert signer.keyid == hashlib.sha256(bytes.fromhex(public)).hexdigest()


def test_new_keys_are_all_different() -> None:
    made = {keys.new_signing_key() for _ in range(20)}
    assert len(made) == 20
    assert {len(one) for one in made} == {32}
    identity, recipient = keys.new_age_identity()
    assert identity.startswith("AGE-SECRET-KEY-1")
    assert recipient.startswith("age1")


def test_an_envelope_gives_back_who_signed() -> None:
    found = signing.read(signing.signed(b"{}", SIGNER))
    assert found.keyid == SIGNER.keyid
    assert keys.verify(SIGNER.public, found.value, signing.pae(b"{}"))


@given(st.binary(max_size=300))
def test_an_envelope_of_any_bytes_is_refused_with_a_sentence(said: bytes) -> None:
    with pytest.raises((SignatureFormError, PayloadTypeError)):
        signing.read(said)


def test_what_is_signed_is_what_the_standard_says() -> None:
    assert signing.pae(b"hello world", "http://example.com/HelloWorld") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_openssl_verifies_the_signature_of_a_bundle(tmp_path: Path) -> None:
    write(tmp_path / "a.papi")
    made = taken_apart((tmp_path / "a.papi").read_bytes())
    found = signing.read(made.part(container.SIGNATURE).data)
    said = made.part(container.MANIFEST).data
    kind = b"application/vnd.papidesk.manifest+json"
    (tmp_path / "signed").write_bytes(b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(said), said))
    (tmp_path / "signature").write_bytes(found.value)
    # The fixed head of a SubjectPublicKeyInfo of Ed25519 (RFC 8410), then the 32 bytes.
    spki = bytes.fromhex("302a300506032b6570032100") + SIGNER.public
    (tmp_path / "key.pem").write_bytes(
        b"-----BEGIN PUBLIC KEY-----\n" + base64.encodebytes(spki) + b"-----END PUBLIC KEY-----\n"
    )
    command: list[str | Path] = ["openssl", "pkeyutl", "-verify", "-pubin", "-rawin"]
    command += ["-inkey", tmp_path / "key.pem", "-in", tmp_path / "signed"]
    command += ["-sigfile", tmp_path / "signature"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout.strip()) == (0, "Signature Verified Successfully")
    (tmp_path / "signed").write_bytes(said)
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0
