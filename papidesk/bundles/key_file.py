"""How a key introduces itself: the ``.papikey`` file and ``META/keys.json`` (a DSSE envelope).

The payload tells public key, age recipient, unit, name and installation; the key itself signs it.
``successions`` are statements, each signed by the key before, that lead from older keys to it.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TypeVar

import msgspec
from msgspec import field

from papidesk.bundles import keys
from papidesk.bundles.failures import (
    BundleError,
    IntroductionError,
    KeyMismatchError,
    SignatureError,
    WeakKeyError,
)
from papidesk.bundles.keys import Signer
from papidesk.domain.exchange import TrustedKey
from papidesk.domain.record import Record
from papidesk.errors import N_
from papidesk.text.clean import clean_line

SUFFIX = ".papikey"
FORMAT, SUCCESSION_FORMAT = "papidesk-key", "papidesk-key-succession"
PAYLOAD_TYPE = "application/vnd.papidesk.key+json"
SUCCESSION_TYPE = "application/vnd.papidesk.key-succession+json"
MAJOR = 1
MOST_BYTES = 64 * 1024
MOST_SUCCESSIONS = 20
NAME_LIMIT, INSTANCE_LIMIT = 200, 64
_UNIT = re.compile(r"[0-9A-Za-z.-]{1,35}")
_PUBLIC = re.compile(r"[0-9a-f]{64}")
R = TypeVar("R", bound=Record)


class NotAKeyFileError(BundleError):
    """A file given as a key file that is none."""

    code = "key-file-not-one"
    message = N_(
        "{name} is not a key file of PapiDesk. Choose a file that ends in .papikey, as the other "
        "office exported it."
    )


class NewerKeyFileError(BundleError):
    """A key file of a format to come."""

    code = "key-file-newer"
    message = N_("The key was made by a newer version of PapiDesk. Update the program first.")


class Signature(Record, frozen=True, kw_only=True):
    """One signature of an envelope: by which key, base64 of its 64 bytes."""

    keyid: str
    sig: str


class Envelope(Record, frozen=True, kw_only=True, rename={"payload_type": "payloadType"}):
    """Signed bytes as DSSE has them: the signatures are over type and payload together."""

    payload_type: str
    payload: str
    signatures: tuple[Signature, ...]


class Introduction(Record, frozen=True, kw_only=True, omit_defaults=False):
    """What a key says of itself. ``successions`` lead back from it, the latest first."""

    format: str = FORMAT
    version: int = MAJOR
    public: str
    recipient: str
    unit: str
    name: str
    instance: str
    made_at: str = ""
    successions: tuple[Envelope, ...] = field(default_factory=tuple)


class _Head(Record, frozen=True, kw_only=True):
    """What is looked at before anything else of a payload."""

    format: str
    version: int


class Succession(Record, frozen=True, kw_only=True, omit_defaults=False):
    """That ``new`` follows ``old`` (public keys in hexadecimal digits); signed by ``old``."""

    format: str = SUCCESSION_FORMAT
    version: int = MAJOR
    old: str
    new: str


def pae(payload_type: str, payload: bytes) -> bytes:
    """Return what a DSSE signature is over: type and payload, each with its length before it."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def write(introduction: Introduction, signer: Signer) -> bytes:
    """Return the introduction signed by the key it is of, as the bytes of a key file."""
    envelope = _sealed(PAYLOAD_TYPE, msgspec.json.encode(introduction), signer)
    return msgspec.json.format(msgspec.json.encode(envelope), indent=1) + b"\n"


def succeed(old: Signer, new_public: bytes) -> Envelope:
    """Return the statement, signed by ``old``, that the key ``new_public`` follows it."""
    said = Succession(old=old.public.hex(), new=new_public.hex())
    return _sealed(SUCCESSION_TYPE, msgspec.json.encode(said), old)


def read(data: bytes, *, name: str = "") -> TrustedKey:
    """Return the key a key file introduces: not trusted yet (``state`` "waiting").

    ``name`` is the file's, for the sentence. Raises :class:`NotAKeyFileError`,
    :class:`NewerKeyFileError`, and a BundleError where a signature or a key is not right.
    """
    said = introduction(data, name=name)
    public = _public(said.public)
    return TrustedKey(
        keyid=keys.keyid(public),
        public=said.public,
        recipient=said.recipient,
        unit=said.unit,
        name=said.name,
        instance=said.instance,
        previous=_previous(said),
    )


def introduction(data: bytes, *, name: str = "") -> Introduction:
    """Return what a key file says, its own signature verified; raises as :func:`read`."""
    if len(data) > MOST_BYTES:
        raise NotAKeyFileError(name=name)
    envelope = _decoded(data, Envelope, name)
    payload = _base64(envelope.payload)
    if envelope.payload_type != PAYLOAD_TYPE:
        raise NotAKeyFileError(name=name)
    _check_version(payload, name)
    said = _decoded(payload, Introduction, name)
    _check(said)
    _verify(envelope, payload, _public(said.public))
    return said


def _check(said: Introduction) -> None:
    """Refuse what no introduction says."""
    for text, limit in ((said.unit, 35), (said.name, NAME_LIMIT), (said.instance, INSTANCE_LIMIT)):
        if not text or len(text) > limit or clean_line(text) != text:
            raise IntroductionError(detail=text[:40])
    if not _UNIT.fullmatch(said.unit):
        raise IntroductionError(detail=said.unit)
    if not _is_recipient(said.recipient):
        raise IntroductionError(detail=said.recipient[:40])
    if len(said.successions) > MOST_SUCCESSIONS:
        raise IntroductionError(detail=str(len(said.successions)))


def _previous(said: Introduction) -> tuple[str, ...]:
    """Return the ids of the keys before, latest first; each statement must lead on to the next."""
    found: list[str] = []
    new = said.public
    for envelope in said.successions:
        payload = _base64(envelope.payload)
        told = _decoded(payload, Succession, "")
        if envelope.payload_type != SUCCESSION_TYPE or told.new != new:
            raise IntroductionError(detail=SUCCESSION_FORMAT)
        old = _public(told.old)
        _verify(envelope, payload, old)
        found.append(keys.keyid(old))
        new = told.old
    return tuple(found)


def _sealed(payload_type: str, payload: bytes, signer: Signer) -> Envelope:
    signature = signer.sign(pae(payload_type, payload))
    written = Signature(keyid=signer.keyid, sig=base64.b64encode(signature).decode())
    return Envelope(
        payload_type=payload_type,
        payload=base64.b64encode(payload).decode(),
        signatures=(written,),
    )


def _verify(envelope: Envelope, payload: bytes, public: bytes) -> None:
    if len(envelope.signatures) != 1:
        raise IntroductionError(detail=f"{len(envelope.signatures)}")
    signature = envelope.signatures[0]
    if signature.keyid != keys.keyid(public):
        raise KeyMismatchError
    if not keys.verify(public, _base64(signature.sig), pae(envelope.payload_type, payload)):
        raise SignatureError


def _check_version(payload: bytes, name: str) -> None:
    head = _decoded(payload, _Head, name)
    if head.format != FORMAT:
        raise NotAKeyFileError(name=name)
    if head.version != MAJOR:
        raise NewerKeyFileError


def _public(text: str) -> bytes:
    if not _PUBLIC.fullmatch(text):
        raise IntroductionError(detail=text[:40])
    public = bytes.fromhex(text)
    if not keys.proper(public):
        raise WeakKeyError
    return public


def _is_recipient(text: str) -> bool:
    import pyrage

    try:
        return str(pyrage.x25519.Recipient.from_str(text)) == text
    except pyrage.RecipientError:
        return False


def _decoded(data: bytes, kind: type[R], name: str) -> R:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise NotAKeyFileError(name=name) from error


def _base64(text: str) -> bytes:
    """Return decoded base64; only the one canonical way to write it is taken."""
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise IntroductionError(detail="base64") from error
    if base64.b64encode(value).decode() != text:
        raise IntroductionError(detail="base64")
    return value
