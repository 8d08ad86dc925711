"""The test vectors of encryption: age files made here step by step, the same bytes every time."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tests.bundles.vectors_build import Build, Vector

_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHUNK = 64 * 1024
_FILE_KEY, _NONCE = bytes(range(100, 116)), bytes(range(120, 136))
OWN, OTHER = (X25519PrivateKey.from_private_bytes(bytes(range(n, n + 32))) for n in (64, 160))


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATORS):
            check ^= generator if top >> bit & 1 else 0
    return check


def bech32(prefix: str, data: bytes) -> str:
    """Return ``data`` in Bech32 (BIP 173), as age writes its keys."""
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    values = [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]
    expanded = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(x) & 31 for x in prefix]
    check = _polymod([*expanded, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [check >> 5 * (5 - place) & 31 for place in range(6)]
    return f"{prefix}1" + "".join(_BECH32[value] for value in values)


def identity(private: X25519PrivateKey) -> str:
    """Return a private key as age has it."""
    return bech32("age-secret-key-", private.private_bytes_raw()).upper()


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(key)


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _stanza(recipient: X25519PublicKey, number: int) -> bytes:
    ephemeral = X25519PrivateKey.from_private_bytes(bytes(range(number, number + 32)))
    share = ephemeral.public_key().public_bytes_raw()
    salt = share + recipient.public_bytes_raw()
    wrap = _derived(ephemeral.exchange(recipient), salt, b"age-encryption.org/v1/X25519")
    wrapped = ChaCha20Poly1305(wrap).encrypt(bytes(12), _FILE_KEY, None)
    return b"-> X25519 %b\n%b\n" % (_base64(share), _base64(wrapped))


def sealed(plain: bytes, *recipients: X25519PrivateKey) -> bytes:
    """Return ``plain`` as an age file (age-encryption.org/v1) for these keys."""
    head = b"age-encryption.org/v1\n"
    for number, recipient in enumerate(recipients, 1):
        head += _stanza(recipient.public_key(), number)
    head += b"---"
    code = hmac.new(_derived(_FILE_KEY, b"", b"header"), head, hashlib.sha256).digest()
    box = ChaCha20Poly1305(_derived(_FILE_KEY, _NONCE, b"payload"))
    chunks = [plain[at : at + _CHUNK] for at in range(0, len(plain), _CHUNK)] or [b""]
    body = b"".join(
        box.encrypt(number.to_bytes(11) + bytes([number == len(chunks) - 1]), chunk, None)
        for number, chunk in enumerate(chunks)
    )
    return head + b" " + _base64(code) + b"\n" + _NONCE + body


def age_ones() -> Iterator[Vector]:
    """Yield encrypted bundles, good and bad."""
    honest = sealed(Build().data(), OTHER, OWN)

    def one(name: str, outcome: str, says: str, data: bytes) -> Vector:
        return Vector(f"{name}.papi.age", data, outcome, says)

    yield one("good-encrypted", "accepted", "a bundle for two recipients, one of them us", honest)
    yield one("bad-encrypted-for-others", "age-not-for-us", "a bundle for somebody else",
              sealed(Build().data(), OTHER))  # fmt: skip
    yield one("bad-age-cut", "age-damaged", "the last 100 bytes are missing", honest[:-100])
    yield one("bad-age-extended", "age-damaged", "bytes behind the end", honest + b"more")
    flipped = bytearray(honest)
    flipped[-200] ^= 1
    yield one("bad-age-flipped", "age-damaged", "one bit of the content is flipped", bytes(flipped))
    head = bytearray(honest)
    head[honest.index(b"--- ") + 10] ^= 1
    yield one("bad-age-head-flipped", "age-damaged", "one bit of the head's code is flipped",
              bytes(head))  # fmt: skip
    armored = base64.encodebytes(honest).decode()
    text = f"-----BEGIN AGE ENCRYPTED FILE-----\n{armored}-----END AGE ENCRYPTED FILE-----\n"
    yield one("bad-age-armored", "age-armored", "an age file written as text", text.encode())
    yield one("bad-age-without-bundle", "not-a-bundle", "something else, encrypted",
              sealed(b"a letter\n", OWN))  # fmt: skip
