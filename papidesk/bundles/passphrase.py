"""Seals a few bytes with a password as an age file of its "scrypt" kind, which any age opens.

The library's own way takes as much memory as makes a second on this computer, up to 1 GiB: too much
for old machines. The cost here is fixed, as that of the program's password is.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import unicodedata

LOG_COST, BLOCK = 16, 8  # scrypt: 64 MiB, some tenths of a second
MOST = 64 * 1024  # bytes of one chunk of age's payload; nothing longer is sealed here
_LABEL = b"age-encryption.org/v1/scrypt"
_ROOM = 128 * BLOCK * (1 << LOG_COST) + (1 << 20)


class WrongPassphraseError(ValueError):
    """A password that does not open what was sealed, or a damaged file."""


def seal(plain: bytes, password: str) -> bytes:
    """Return ``plain`` (at most 64 KiB) as an age file for ``password``, composed first.

    See the age specification (C2SP), sections "scrypt recipient stanza" and "Payload".
    """
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    if len(plain) > MOST:
        raise ValueError(len(plain))
    file_key, salt, nonce = (secrets.token_bytes(16) for _ in range(3))
    wrapping = hashlib.scrypt(
        _composed(password), salt=_LABEL + salt, n=1 << LOG_COST, r=BLOCK, p=1, maxmem=_ROOM,
        dklen=32,
    )  # fmt: skip
    wrapped = ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)
    head = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (
        _base64(salt), LOG_COST, _base64(wrapped),
    )  # fmt: skip
    mac = hmac.digest(_derived(file_key, b"", b"header"), head, "sha256")
    # The last chunk is the first: number 0, and 1 for "last".
    payload = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).encrypt(
        bytes(11) + b"\x01", plain, None
    )
    return head + b" " + _base64(mac) + b"\n" + nonce + payload


def opened(sealed: bytes, password: str) -> bytes:
    """Return what was sealed; raises :class:`WrongPassphraseError`."""
    import pyrage

    try:
        return bytes(pyrage.passphrase.decrypt(sealed, _composed(password).decode()))
    except pyrage.DecryptError as error:
        raise WrongPassphraseError(str(error)) from error


def _composed(password: str) -> bytes:
    """Return the password as bytes: keyboards differ in how they compose letters."""
    return unicodedata.normalize("NFC", password).encode()


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    """Return HKDF-SHA-256 (RFC 5869) for one block of output."""
    drawn = hmac.digest(salt or bytes(32), key, "sha256")
    return hmac.digest(drawn, info + b"\x01", "sha256")


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")
