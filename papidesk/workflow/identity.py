"""This installation's own key: made at first need, opened to sign and decrypt, made anew.

The private key never leaves the workspace's folder of keys and stands in no backup: on another
computer a new key is made, and the superior approves it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from papidesk.bundles import fingerprint, key_box, key_file
from papidesk.bundles.key_box import (
    Box,
    DamagedKeyError,
    KeyLockedError,
    Protection,
    Secrets,
    WrongKeyPasswordError,
)
from papidesk.bundles.key_file import Envelope, Introduction
from papidesk.bundles.key_store import KeyStoreError
from papidesk.bundles.keys import Signer
from papidesk.domain.exchange import TrustedKey
from papidesk.domain.ids import new_id
from papidesk.domain.office import NAME_LIMIT
from papidesk.domain.record import Record, replace
from papidesk.domain.unit_code import unit_code
from papidesk.storage import access, offices, own_keys, places
from papidesk.storage.clock import stored_time
from papidesk.storage.own_keys import OwnKey
from papidesk.storage.store import Store

__all__ = [
    "DamagedKeyError",
    "KeyLockedError",
    "KeyStoreError",
    "OwnIdentity",
    "OwnKey",
    "Protection",
    "WrongKeyPasswordError",
    "age_identities",
    "approve",
    "former",
    "introduction",
    "is_open",
    "own",
    "renew",
    "reseal",
    "sealed_anew",
    "signer",
]  # fmt: skip


class OwnIdentity(Record, frozen=True, kw_only=True):
    """What is public of the own key, and how its private part is protected.

    ``lost`` are ids of earlier keys that could not sign this one, latest first: who trusted them
    must be told and approve the new one; ``approved`` tells that the superior's set of keys did,
    ``revoked`` that it took this one back.
    ``previous`` are those that did sign, latest first.
    """

    instance: str
    keyid: str
    public: str
    recipient: str
    protection: Protection
    unit: str
    name: str
    since: str = ""
    previous: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    approved: bool = False
    revoked: bool = False

    @property
    def groups(self) -> str:
        """The fingerprint in five groups."""
        return fingerprint.groups(self.keyid)

    @property
    def words(self) -> str:
        """The fingerprint in eight words."""
        return fingerprint.words(self.keyid)


def folder(store: Store) -> Path:
    """Return the workspace's folder of keys."""
    return store.folder / places.KEYS


def own(store: Store, *, password: str = "", now: datetime | None = None) -> OwnIdentity:
    """Return the own identity; where there is no key yet, one is made. Nothing is written down.

    Where the database knows an earlier key whose file is gone, the new one has it under ``lost``.
    Raises :class:`DamagedKeyError` (a damaged file is never written over) and KeyFolderError.
    """
    at = folder(store)
    if not key_box.exists(at):
        said = _said(store, new_id(), now)
        key_box.make(at, said, password=_sealing(store, password))
    box, key = key_box.load(at)
    return _identity(store, key, box)


def signer(store: Store, *, password: str = "") -> Signer:
    """Return what signs with the own key; ``password`` is the program's, where one is set.

    Raises :class:`KeyLockedError` when it is needed and not given, WrongKeyPasswordError,
    :class:`DamagedKeyError`, KeyStoreError.
    """
    secrets = _secrets(store, password)
    _remember(store, key_box.load(folder(store))[1], None)
    return secrets.signer


def age_identities(store: Store, *, password: str = "") -> list[str]:
    """Return the age identities of this and earlier keys; raises as :func:`signer`."""
    return list(_secrets(store, password).identities)


def is_open(store: Store) -> bool:
    """Tell whether the key can be used without a password."""
    own(store)
    return key_box.load(folder(store))[0].protection != "password"


def introduction(store: Store, *, password: str = "") -> bytes:
    """Return what the own key says of itself, signed: a key file, and META/keys.json of bundles.

    Told anew after the office's name or code changed, which needs the key open: raises as
    :func:`signer` then.
    """
    own(store, password=password)
    at = folder(store)
    box, key = key_box.load(at)
    if (key.unit, key.name) != _names(store):
        _tell_anew(store, key_box.unlock(at, password))
        box, key = key_box.load(at)
    _remember(store, key, None)
    return box.introduction.encode()


def renew(
    store: Store,
    *,
    password: str = "",
    abandon: bool = False,
    who: str,
    now: datetime | None = None,
) -> OwnIdentity:
    """Make a new key; the present one signs it, so that who trusts it can trust the new one.

    Where the present key cannot be opened this raises as :func:`signer`; with ``abandon`` it is put
    aside and the new key stands alone: the superior must approve it.
    """
    at, moment = folder(store), now or datetime.now(UTC)
    before: Secrets | None = None
    instance, successions = new_id(), tuple[Envelope, ...]()
    if key_box.exists(at):
        try:
            before = key_box.unlock(at, password)
            told = key_file.introduction(key_box.load(at)[0].introduction.encode())
            instance, successions = told.instance, told.successions
        except (KeyLockedError, WrongKeyPasswordError, DamagedKeyError, KeyStoreError):
            if not abandon:
                raise
    if before is None:
        key_box.put_aside(at, now=moment)
    key = key_box.make(
        at, _said(store, instance, now), password=_sealing(store, password), before=before,
        successions=successions,
    )  # fmt: skip
    if before is not None:
        _end(store, before.signer.keyid, who, now)
    _remember(store, key, now, who=who)
    return own(store)


def former(store: Store) -> list[OwnKey]:
    """Return every key this workspace had, oldest first, the present one last."""
    return own_keys.every(store)


def approve(store: Store, keyid: str, *, who: str, now: datetime | None = None) -> bool:
    """Enter that the superior's set of keys names one of our keys; tell whether it is ours."""
    known = own_keys.get(store, keyid)
    if known is None:
        return False
    if not known.approved_at:
        own_keys.change(store, replace(known, approved_at=stored_time(now)), who=who, now=now)
    return True


def reseal(store: Store, *, old: str, new: str) -> OwnIdentity:
    """Seal the key anew: opened with ``old``, sealed with ``new`` ("" for no password)."""
    at = folder(store)
    secrets = key_box.unlock(at, old)
    key_box.prepare(at, secrets, password=new)
    key_box.settle(at)
    return own(store)


@contextlib.contextmanager
def sealed_anew(store: Store, *, old: str, new: str) -> Iterator[bool]:
    """Seal the key for a password that is set, changed or removed inside; both or neither.

    Yields whether the key follows. It does not where a key store protects it, and where ``old``
    does not open it (a password was taken away as forgotten): then it stays as it is sealed.
    """
    at = folder(store)
    secrets = _to_reseal(at, old)
    if secrets is None:
        yield False
        return
    key_box.prepare(at, secrets, password=new)
    try:
        yield True
    except BaseException:
        key_box.forget_prepared(at)
        raise
    key_box.settle(at)


def _to_reseal(at: Path, old: str) -> Secrets | None:
    if not key_box.exists(at):
        return None
    try:
        if key_box.load(at)[0].protection == "keystore":
            return None
        return key_box.unlock(at, old)
    except (KeyLockedError, WrongKeyPasswordError, DamagedKeyError):
        return None


def _secrets(store: Store, password: str) -> Secrets:
    """Return what is sealed; a key that lay open is sealed now that the password is at hand."""
    own(store, password=password)
    at = folder(store)
    secrets = key_box.unlock(at, password)
    box, key = key_box.load(at)
    if box.protection == "file" and _sealing(store, password):
        key_box.prepare(at, secrets, password=password)
        key_box.settle(at)
    if (key.unit, key.name) != _names(store):
        _tell_anew(store, secrets)
    return secrets


def _sealing(store: Store, password: str) -> str:
    """Return ``password`` where it is the program's, else ""."""
    known = access.get(store) if password else None
    return password if known is not None and access.matches(known, password) else ""


def _tell_anew(store: Store, secrets: Secrets) -> None:
    at = folder(store)
    told = key_file.introduction(key_box.load(at)[0].introduction.encode())
    unit, name = _names(store)
    key_box.introduce(at, replace(told, unit=unit, name=name), secrets)


def _said(store: Store, instance: str, now: datetime | None) -> Introduction:
    """Return what a new key will say; its own keys are filled in when it is made."""
    unit, name = _names(store)
    at = stored_time(now)
    return Introduction(
        public="", recipient="", unit=unit, name=name, instance=instance, made_at=at
    )


def _names(store: Store) -> tuple[str, str]:
    office = offices.own(store)
    return unit_code(office), office.full_name[:NAME_LIMIT].strip()


def _remember(store: Store, key: TrustedKey, now: datetime | None, *, who: str = "") -> None:
    """Enter the key among those this workspace had; one in use before it was lost."""
    kept = own_keys.get(store, key.keyid)
    if kept is not None and not kept.until:
        return
    if kept is None:
        kept = OwnKey(
            keyid=key.keyid,
            public=key.public,
            recipient=key.recipient,
            instance=key.instance,
            since=stored_time(now),
        )
    own_keys.put(store, replace(kept, until="", reason=""), who=who, now=now)


def _end(store: Store, keyid: str, who: str, now: datetime | None) -> None:
    known = own_keys.get(store, keyid)
    if known is not None:
        ended = replace(known, until=stored_time(now), reason="replaced")
        own_keys.change(store, ended, who=who, now=now)


def _identity(store: Store, key: TrustedKey, box: Box) -> OwnIdentity:
    history = own_keys.every(store)
    known = next((one for one in history if one.keyid == key.keyid), None)
    lost = tuple(
        one.keyid
        for one in reversed(history)
        if one.keyid != key.keyid and (not one.until or one.reason == "lost")
    )
    return OwnIdentity(
        instance=key.instance,
        keyid=key.keyid,
        public=key.public,
        recipient=key.recipient,
        protection=box.protection,
        unit=key.unit,
        name=key.name,
        since=key_file.introduction(box.introduction.encode()).made_at,
        previous=key.previous,
        lost=lost,
        approved=bool(known and known.approved_at),
        revoked=bool(known and known.revoked_at),
    )
