"""The key store of the operating system (Credential Manager, Secret Service): a secret by name."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from papidesk.errors import N_, PapiDeskError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "PapiDesk"
# Backends that keep nothing, or keep it for everybody to read.
_NO_STORES = ("keyring.backends.fail", "keyring.backends.null", "keyrings.")


class KeyStoreError(PapiDeskError):
    """The system's key store does not answer, or no longer has what was put there."""

    message = N_(
        "The key of this computer is kept in the key store of {person}, which cannot be opened "
        "now. Log in as that person, unlock the key store, or make a new key under Keys."
    )


def backend() -> KeyringBackend | None:
    """Return the system's key store; None where there is none that protects anything."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    found = keyring.get_keyring()
    if isinstance(found, ChainerBackend):
        return found if any(_is_real(one) for one in found.backends) else None
    return found if _is_real(found) else None


def works() -> bool:
    """Tell whether there is a key store that keeps a secret and gives it back."""
    store = backend()
    if store is None:
        return False
    name, value = f"try-{secrets.token_hex(8)}", secrets.token_hex(16)
    try:
        store.set_password(SERVICE, name, value)
        kept = store.get_password(SERVICE, name) == value
        store.delete_password(SERVICE, name)
    except _failures():
        return False
    return kept


def put(name: str, secret: str, *, person: str) -> None:
    """Keep ``secret``; raises :class:`KeyStoreError`."""
    store = backend()
    try:
        if store is None:
            raise KeyStoreError(person=person)
        store.set_password(SERVICE, name, secret)
    except _failures() as error:
        raise KeyStoreError(person=person) from error


def get(name: str, *, person: str) -> str:
    """Return what was kept; raises :class:`KeyStoreError` where it cannot be had."""
    store = backend()
    try:
        kept = None if store is None else store.get_password(SERVICE, name)
    except _failures() as error:
        raise KeyStoreError(person=person) from error
    if not kept:
        raise KeyStoreError(person=person)
    return kept


def _is_real(one: KeyringBackend) -> bool:
    return one.priority >= 1 and not type(one).__module__.startswith(_NO_STORES)


def _failures() -> tuple[type[Exception], ...]:
    """What key stores raise: their own errors, and those of the bus or system below them."""
    from keyring.errors import KeyringError

    return (KeyringError, OSError, RuntimeError)
