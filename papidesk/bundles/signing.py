"""The signature of a bundle: a DSSE envelope whose payload is the manifest beside it."""

from __future__ import annotations

import base64
import binascii
import json
import re

from papidesk.bundles.container import PAYLOAD_TYPE
from papidesk.bundles.failures import PayloadTypeError, SignatureFormError
from papidesk.bundles.keys import Signer
from papidesk.domain.record import Record

_KEYID = re.compile(r"[0-9a-f]{64}\Z")


class Signature(Record, frozen=True, kw_only=True):
    """Who signed (the SHA-256 of the public key) and the 64 bytes of the signature."""

    keyid: str
    value: bytes


def pae(body: bytes, payload_type: str = PAYLOAD_TYPE) -> bytes:
    """Return the bytes that are signed for ``body`` (DSSE's pre-authentication encoding)."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(body), body)


def signed(manifest: bytes, signer: Signer) -> bytes:
    """Return the envelope over the exact bytes of a manifest: one line of JSON, UTF-8, LF."""
    value = base64.b64encode(signer.sign(pae(manifest))).decode()
    envelope = {
        "payloadType": PAYLOAD_TYPE,
        "signatures": [{"keyid": signer.keyid, "sig": value}],
    }
    return json.dumps(envelope, separators=(",", ":")).encode() + b"\n"


def read(envelope: bytes) -> Signature:
    """Return the signature in an envelope.

    Raises :class:`SignatureFormError`, :class:`PayloadTypeError` where it was made for something
    else than a manifest.
    """
    try:
        found = json.loads(envelope.decode("ascii"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise SignatureFormError(detail="JSON") from error
    if not isinstance(found, dict) or found.keys() != {"payloadType", "signatures"}:
        raise SignatureFormError(detail="payloadType, signatures")
    if found["payloadType"] != PAYLOAD_TYPE:
        raise PayloadTypeError
    entries = found["signatures"]
    if not isinstance(entries, list) or len(entries) != 1:
        raise SignatureFormError(detail="signatures")
    return _entry(entries[0])


def _entry(found: object) -> Signature:
    if not isinstance(found, dict) or found.keys() != {"keyid", "sig"}:
        raise SignatureFormError(detail="keyid, sig")
    name, text = found["keyid"], found["sig"]
    if not isinstance(name, str) or not _KEYID.match(name) or not isinstance(text, str):
        raise SignatureFormError(detail="keyid")
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise SignatureFormError(detail="base64") from error
    # Base64 can write one value in several ways; only the plain one is taken.
    if len(value) != 64 or base64.b64encode(value).decode() != text:
        raise SignatureFormError(detail="base64")
    return Signature(keyid=name, value=value)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a key stands twice")
    return result
