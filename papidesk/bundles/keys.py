"""Keys of an installation: Ed25519 to sign with, age (X25519) to be encrypted to."""

from __future__ import annotations

import hashlib

# The prime of the curve; a key or point whose y is at or above it is written non-canonically.
_PRIME = 2**255 - 19
# y of the points whose order divides 8: whoever "signs" with them signs everything.
_EIGHTH = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
_SMALL_ORDER = frozenset({0, 1, _PRIME - 1, _EIGHTH, _PRIME - _EIGHTH})


def new_signing_key() -> bytes:
    """Return a new private Ed25519 key: 32 bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate().private_bytes_raw()


def keyid(public: bytes) -> str:
    """Return the SHA-256 of a raw public key, 64 hexadecimal digits."""
    return hashlib.sha256(public).hexdigest()


class Signer:
    """Signs with one private key; the key itself is not shown."""

    def __init__(self, private: bytes) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        self._key = Ed25519PrivateKey.from_private_bytes(private)
        self.public = self._key.public_key().public_bytes_raw()
        self.keyid = keyid(self.public)

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the signature over ``message``."""
        return self._key.sign(message)


def proper(public: bytes) -> bool:
    """Tell whether a public key is 32 bytes, written canonically and not of small order."""
    return len(public) == 32 and _sound(public)


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether ``signature`` is of ``message`` by ``public``, strictly.

    Keys and points of small order and non-canonical encodings are refused (they would let one
    signature fit several messages or keys), as is a scalar at or above the group's order.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if len(signature) != 64 or not proper(public) or not _sound(signature[:32]):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _sound(point: bytes) -> bool:
    y = int.from_bytes(point, "little") & (2**255 - 1)
    return y < _PRIME and y not in _SMALL_ORDER


def new_age_identity() -> tuple[str, str]:
    """Return a new (identity, recipient): ``AGE-SECRET-KEY-1…`` and ``age1…``."""
    from pyrage import x25519

    identity = x25519.Identity.generate()
    return str(identity), str(identity.to_public())
