"""The private key of this installation, sealed in one file of the workspace's folder of keys.

Sealed with a secret of the system's key store, with the program's password, or, where there is
neither, a file only this user may read. What is public stands in it in the open: the
introduction, signed by the key.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import getpass
import os
import threading
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from papidesk.bundles import key_file, key_store, keys, passphrase
from papidesk.bundles.failures import BundleError
from papidesk.bundles.key_file import Envelope, Introduction
from papidesk.bundles.keys import Signer
from papidesk.domain.exchange import TrustedKey
from papidesk.domain.ids import new_id
from papidesk.domain.record import Record, replace
from papidesk.errors import N_, PapiDeskError

Protection = Literal["keystore", "password", "file"]
NAME, NEXT = "own-key.json", "own-key.next"
FORMAT, VERSION = "papidesk-own-key", 1
# Older age identities that are kept to read what was encrypted for them.
MOST_IDENTITIES = 8
_MAKING = threading.Lock()  # two threads that both find no key must not make two


class KeyLockedError(PapiDeskError):
    """The key is sealed with a password that was not given."""

    message = N_("The key of this computer is sealed with the program’s password. Type it.")


class WrongKeyPasswordError(PapiDeskError):
    """A password that does not open the key."""

    message = N_(
        "This password does not open the key of this computer. Type the password that was set "
        "when the key was last used; where nobody knows it, make a new key."
    )


class DamagedKeyError(PapiDeskError):
    """The file of the key is not what was written."""

    message = N_(
        "The key of this computer ({path}) is damaged. Put the file back from a copy, or make a "
        "new key; the superior must then approve the new one."
    )


class KeyFolderError(PapiDeskError):
    """The folder of keys cannot be read or written."""

    message = N_(
        "The key in {path} cannot be read or written ({detail}). Check the rights to the folder."
    )


class Box(Record, frozen=True, kw_only=True, omit_defaults=False):
    """The file: how it is sealed, the sealed secrets (base64), the signed introduction.

    ``person`` is the user of the computer whose key store has the secret.
    """

    format: str = FORMAT
    version: int = VERSION
    protection: Protection
    sealed: str
    introduction: str
    person: str = ""


class Secrets(Record, frozen=True, kw_only=True, omit_defaults=False):
    """What is sealed: the private key (hex) and the age identities, the present one first."""

    signing: str
    identities: tuple[str, ...]

    @property
    def signer(self) -> Signer:
        """What signs with the key."""
        return Signer(bytes.fromhex(self.signing))


def path(folder: Path) -> Path:
    """Return where the key of the folder of keys ``folder`` is."""
    return folder / NAME


def exists(folder: Path) -> bool:
    """Tell whether there is a key, sound or not."""
    return path(folder).exists() or (folder / NEXT).exists()


def load(folder: Path) -> tuple[Box, TrustedKey]:
    """Return the box and what is public of the key; raises :class:`DamagedKeyError`."""
    at = path(folder) if path(folder).exists() else folder / NEXT
    box = _read(at)
    try:
        return box, key_file.read(box.introduction.encode())
    except BundleError as error:
        raise DamagedKeyError(path=at) from error


def make(folder: Path, who: Introduction, *, password: str = "", before: Secrets | None = None,
         successions: tuple[Envelope, ...] = ()) -> TrustedKey:  # fmt: skip
    """Make a new key and seal it in ``folder``; return what is public of it.

    Without ``before`` a key that is there already stays, and is returned.

    ``who`` tells unit, name and installation (its keys are filled in). ``before`` are the secrets
    of the key it follows: that one signs the new one, and its identities stay, so that what was
    encrypted for them can be read. Raises :class:`KeyFolderError`.
    """
    with _MAKING:
        if before is None and exists(folder):
            return load(folder)[1]
        return _made(folder, who, password, before, successions)


def _made(
    folder: Path,
    who: Introduction,
    password: str,
    before: Secrets | None,
    successions: tuple[Envelope, ...],
) -> TrustedKey:
    identity, recipient = keys.new_age_identity()
    older = before.identities if before else ()
    secrets = Secrets(
        signing=keys.new_signing_key().hex(),
        identities=(identity, *older)[:MOST_IDENTITIES],
    )
    signer = secrets.signer
    if before is not None:
        successions = (key_file.succeed(before.signer, signer.public), *successions)
    said = replace(
        who,
        public=signer.public.hex(),
        recipient=recipient,
        successions=successions[: key_file.MOST_SUCCESSIONS],
    )
    introduction = key_file.write(said, signer)
    _write(path(folder), _sealed(secrets, introduction, password, protection(password)))
    return key_file.read(introduction)


def protection(password: str) -> Protection:
    """Return how a key would be sealed now: the best there is."""
    if key_store.works():
        return "keystore"
    return "password" if password else "file"


def unlock(folder: Path, password: str = "") -> Secrets:
    """Return the secrets; raises KeyLockedError, WrongKeyPasswordError, DamagedKeyError.

    A key that was being sealed anew when the program died is tried too, and put into place.
    """
    following = folder / NEXT
    if not following.exists():
        return _opened(path(folder), password)
    try:
        secrets = _opened(path(folder), password)
    except (KeyLockedError, WrongKeyPasswordError, DamagedKeyError):
        secrets = _opened(following, password)
        _moved(following, path(folder))
        return secrets
    with _told(following):
        following.unlink()
    return secrets


def prepare(folder: Path, secrets: Secrets, *, password: str) -> None:
    """Seal the key anew beside the present one; :func:`settle` puts it into place."""
    box = _read(path(folder))
    sealed = _sealed(secrets, box.introduction.encode(), password, protection(password))
    _write(folder / NEXT, sealed)


def settle(folder: Path) -> None:
    """Put the key sealed by :func:`prepare` into place."""
    if (folder / NEXT).exists():
        _moved(folder / NEXT, path(folder))


def forget_prepared(folder: Path) -> None:
    """Throw away what :func:`prepare` wrote."""
    with _told(folder):
        (folder / NEXT).unlink(missing_ok=True)


def introduce(folder: Path, said: Introduction, secrets: Secrets) -> TrustedKey:
    """Write what the key says of itself anew (the office was renamed); return it."""
    introduction = key_file.write(said, secrets.signer)
    box = _read(path(folder))
    _write(path(folder), replace(box, introduction=introduction.decode()))
    return key_file.read(introduction)


def put_aside(folder: Path, *, now: datetime) -> Path | None:
    """Move a key that cannot be used out of the way, deleting nothing; return where to."""
    source = path(folder)
    if not source.exists():
        return None
    target = folder / f"{source.stem}-{now:%Y%m%d-%H%M%S}-{new_id()[-6:]}.aside"
    _moved(source, target)
    forget_prepared(folder)
    return target


def _sealed(secrets: Secrets, introduction: bytes, password: str, kind: Protection) -> Box:
    import pyrage

    plain, person = msgspec.json.encode(secrets), ""
    if kind == "keystore":
        identity, recipient = keys.new_age_identity()
        person = _person()
        key_store.put(secrets.signer.keyid, identity, person=person)
        plain = pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(recipient)])
    elif kind == "password":
        plain = passphrase.seal(plain, password)
    return Box(
        protection=kind,
        sealed=base64.b64encode(plain).decode(),
        introduction=introduction.decode(),
        person=person,
    )


def _opened(at: Path, password: str) -> Secrets:
    box = _read(at)
    try:
        sealed = base64.b64decode(box.sealed, validate=True)
    except (binascii.Error, ValueError) as error:
        raise DamagedKeyError(path=at) from error
    try:
        secrets = msgspec.json.decode(_plain(box, sealed, password, at), type=Secrets)
        public = key_file.read(box.introduction.encode())
        if secrets.signer.public.hex() != public.public or not secrets.identities:
            raise DamagedKeyError(path=at)
    except (msgspec.DecodeError, ValueError, BundleError) as error:
        raise DamagedKeyError(path=at) from error
    return secrets


def _plain(box: Box, sealed: bytes, password: str, at: Path) -> bytes:
    """Return the sealed bytes in the open."""
    import pyrage

    if box.protection == "file":
        return sealed
    try:
        if box.protection == "keystore":
            name = key_file.read(box.introduction.encode()).keyid
            identity = key_store.get(name, person=box.person)
            opened = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)])
        elif not password:
            raise KeyLockedError
        else:
            opened = _opened_before(sealed, password)
    except pyrage.IdentityError as error:
        raise DamagedKeyError(path=at) from error
    except passphrase.WrongPassphraseError as error:
        if _is_whole(sealed):
            raise WrongKeyPasswordError from error
        raise DamagedKeyError(path=at) from error
    except pyrage.DecryptError as error:
        raise DamagedKeyError(path=at) from error
    return bytes(opened)


def _person() -> str:
    """Return who is logged in, to name whose key store it is."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


@lru_cache(maxsize=1)
def _opened_before(sealed: bytes, password: str) -> bytes:
    # A folder of thousands of encrypted bundles asks for the key each time: scrypt is run once.
    return passphrase.opened(sealed, password)


def _is_whole(sealed: bytes) -> bool:
    """Tell whether what is sealed at least begins as an age file of a passphrase."""
    return sealed.startswith(b"age-encryption.org/v1\n-> scrypt ")


def _read(at: Path) -> Box:
    with _told(at):
        data = at.read_bytes()
    try:
        box = msgspec.json.decode(data, type=Box)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedKeyError(path=at) from error
    if box.format != FORMAT or box.version != VERSION:
        raise DamagedKeyError(path=at)
    return box


def _write(at: Path, box: Box) -> None:
    """Write a file only this user may read: aside first, forced to the disk, then renamed."""
    aside = at.with_name(f"{at.name}.{new_id()[-8:]}.part")
    with _told(at):
        at.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(box), indent=1) + b"\n")
                file.flush()
                os.fsync(file.fileno())
            aside.replace(at)
        finally:
            aside.unlink(missing_ok=True)


def _moved(source: Path, target: Path) -> None:
    with _told(target):
        source.replace(target)


@contextlib.contextmanager
def _told(at: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KeyFolderError(path=at, detail=error.strerror or type(error).__name__) from error
